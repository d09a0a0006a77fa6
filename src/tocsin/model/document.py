"""A text as it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.model.notes import internal
from tocsin.model.sighting import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with what is known of where it came from. What is not known is None, never a guess.

    Attributes:
        id: `sha256:` and the hexadecimal SHA-256 of the raw bytes the text was taken from.
        name: The file's name without its ending, or the name its record gives.
        text: The text that every offset counts in.
        published: The day of publication.
        time: The moment of publication, as the source tells it: with its offset from UTC, or by a clock that is not told.
        language: An ISO 639-1 code.
    """

    id: str
    name: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    time: datetime | None = internal(None)
    language: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document together with the raw bytes it was taken from, which are kept so that anyone can check.

    `where` is what it was given as: an address, a path, or a line of a file. `details` holds what else its format says of it:
    author, edited, forwarded_from, reply_to, media, place, attachment_of. `seen` is how it was found there.
    """

    document: Document
    raw: bytes
    media_type: str
    where: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    seen: Sighting | None = None
