"""What is known of a source: how far it can be relied on, and what kind of figures it gives."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reliability(StrEnum):
    """The reliability of a source (Admiralty code; AJP-2.1). F says nothing either way.

    It is the one scale of reliability: everything that follows from a grade is told here.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """The grade in the words of the code."""
        return _WORDS[self]

    @property
    def band(self) -> tuple[float, float]:
        """How often a source of this grade is right about what it is sure of; F spans what the others leave in doubt."""
        return _BANDS[self]

    @property
    def is_good(self) -> bool:
        """Whether one such source is enough for information to be probable, or two for it to be confirmed."""
        return self in (Reliability.A, Reliability.B, Reliability.C)

    @property
    def binds_from_below(self) -> bool:
        """Whether the truth is held to be at least what such a source says of a figure."""
        return self in (Reliability.A, Reliability.B)

    @property
    def is_left_out(self) -> bool:
        """Whether what such a source says counts for nothing: its figures are left out, its word confirms nothing."""
        return self is Reliability.E


class Position(StrEnum):
    """How a source could know what it says."""

    SAW = "saw"
    """It says that it saw it."""
    SHOWN = "shown"
    """It points to pictures of it."""
    ACTED = "acted"
    """It speaks of what it did itself."""
    THERE = "there"
    """It is at the place."""
    UNKNOWN = "unknown"

    @property
    def is_known(self) -> bool:
        """Whether anything tells that it could know."""
        return self is not Position.UNKNOWN


class Counting(StrEnum):
    """What a source's figures are.

    A claim may be too high or too low. A minimum counts only what was seen, so that the truth is at least that.
    """

    CLAIM = "claim"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """An analyst's grade of a source, by whom and why; the last one of a name counts."""

    name: str
    reliability: Reliability = Reliability.F
    counting: Counting | None = None
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What an analyst entered of an outlet or a channel; the last record of a name counts. What is not known is None.

    Attributes:
        country: Its home country, as an ISO 3166-1 alpha-2 code.
        language: The language it publishes in, as an ISO 639-1 code.
        owner: The person, company, party or state that owns it or that it is affiliated with.
    """

    name: str
    country: str | None = None
    language: str | None = None
    owner: str | None = None
    at: datetime
    by: str
    reason: str


_WORDS = dict(zip(Reliability, (
    "completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable",
    "reliability cannot be judged",
), strict=True))  # fmt: skip
_BANDS = dict(zip(Reliability, (
    (0.95, 0.99), (0.80, 0.95), (0.60, 0.80), (0.35, 0.60), (0.05, 0.35), (0.25, 0.80)
), strict=True))  # fmt: skip
