"""What a format yields of one file: documents, files inside it, remarks, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from tocsin.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The text of one document and what the file says of it.

    Attributes:
        text: The text that offsets count in.
        name: The document's name; by default that of the file.
        published: A day as ISO 8601 writes it, with or without a time behind it.
        time: The moment of publication as ISO 8601 writes it.
        language: An ISO 639-1 code that the file states.
        details: What else the file says: author, edited, forwarded_from, reply_to, media, place.
        raw: The bytes the text was taken from, where these are not the whole file.
        media_type: What these bytes are; by default what the file is.
        part: Where in the file the document stands, such as "line 3" or "message 17".
    """

    text: str
    name: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    time: str | None = None
    language: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    media_type: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """A file inside a file, such as a member of an archive or an attachment.

    Attributes:
        name: Its path inside the file.
        stream: Its bytes; they are read before the next piece is asked for.
        media_type: What the file that holds it says it is.
        facts: What the file that holds it knows of it and it may not tell itself: url, published, outlet.
    """

    name: str
    stream: BinaryIO
    media_type: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the analyst should know that is no failure, such as which columns were taken."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Numbered documents that were given whole from one number to another: what was there before and is not now, is gone.

    Attributes:
        address: What the addresses of the documents begin with; the number follows.
        numbers: The numbers of those that were given.
        name: What to call the series.
    """

    address: str
    numbers: frozenset[int]
    name: str


Piece = Found | Nested | Remark | Series | InputError
Pieces = Iterator[Piece]
