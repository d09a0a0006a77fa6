"""What is an address, and what comes of one; what fetches takes a while to import, and most documents come from files."""

from dataclasses import dataclass
from importlib.metadata import version

from tocsin.errors import InputError
from tocsin.model.document import Evidence
from tocsin.model.sighting import Visit

COLLECTOR = f"tocsin {version('tocsin')}"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address at which nothing is new."""

    address: str


Gathered = Evidence | InputError | Unchanged | Visit
"""What comes of an address. A visit comes after all that was found there: when it is entered, so is the rest."""


def is_address(path: object) -> bool:
    """Whether something that was given to be collected is an address, not a path; of any scheme, for the error's sake."""
    scheme, found, rest = str(path).partition("://")
    return bool(found and rest) and scheme.isascii() and scheme.replace("+", "").replace("-", "").isalnum()
