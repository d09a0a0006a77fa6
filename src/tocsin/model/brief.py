"""A brief: sentences composed from records, each with its citations."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a brief and the ids of the claims it rests on; without one it may not stand."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a case has to say about a time: its sections in order."""

    title: str
    since: date | None
    until: date | None
    sections: tuple[Section, ...]
