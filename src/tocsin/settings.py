"""What can be set from outside: one frozen value, built at the edge and passed down."""

from pathlib import Path

from pydantic import NonNegativeFloat, NonNegativeInt, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tocsin.errors import SettingsError


class Settings(BaseSettings):
    """Each field is read from the environment variable of its name with TOCSIN_ before it.

    Attributes:
        case: The case file, or the address of a PostgreSQL database.
        contact: An address at which the analyst can be reached; it is told to the servers of pages that are fetched.
        evidence: The folder that keeps the bytes of documents; by default CASE.evidence next to a case file. A case in
            PostgreSQL keeps them in the database unless this names a folder.
        pause: Seconds between two requests to one host.
        lists: The folder of the sanctions lists that are kept.
        parser: A spaCy model to parse with, instead of the one the language's manifest names.
        longest: Characters of the longest document that is collected.
        parser_seconds: How long the parser of one file may take.
        parser_megabytes: How much memory the parser of one file may take.
        most_words: Words, marks and lines of the longest document that is read; 250,000 need 700 MB of memory.
        cache: The folder that keeps what was read, so that it is not read again; by default the user's.
        cache_megabytes: How much it may take; 0 keeps nothing.
    """

    model_config = SettingsConfigDict(env_prefix="TOCSIN_", frozen=True)

    case: Path | str = Path("tocsin.db")
    contact: str | None = None
    evidence: Path | None = None
    pause: NonNegativeFloat = 1.0
    lists: Path = Path("tocsin-lists")
    parser: str | None = None
    longest: PositiveInt = 5_000_000
    parser_seconds: PositiveInt = 60
    parser_megabytes: PositiveInt = 2_000
    most_words: PositiveInt = 250_000
    cache: Path | None = None
    cache_megabytes: NonNegativeInt = 500

    @classmethod
    def load(cls) -> "Settings":
        """The settings as the environment gives them.

        Raises:
            SettingsError: A variable has a value that cannot be used.
        """
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = "TOCSIN_" + str(first["loc"][0]).upper()
            raise SettingsError(f"{name}: {first['msg']}") from error
