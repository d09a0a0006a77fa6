"""What is known of a source: how far it can be relied on, and what kind of figures it gives."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reliability(StrEnum):
    """The reliability of a source (Admiralty code; AJP-2.1). F says nothing either way."""

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


class Counting(StrEnum):
    """What a source's figures are.

    A claim may be too high or too low. A minimum counts only what was seen, so that the truth is at least that.
    """

    CLAIM = "claim"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What an analyst laid down of a source, by whom and why; the last one of a name counts."""

    name: str
    reliability: Reliability = Reliability.F
    counting: Counting | None = None
    at: datetime
    by: str
    reason: str


_WORDS = dict(zip(Reliability, (
    "completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable",
    "reliability cannot be judged",
), strict=True))  # fmt: skip
