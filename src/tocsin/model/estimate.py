"""What the claims of a case allow one to think, with honest bounds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.model.reason import Reason


class Reliability(StrEnum):
    """The reliability of a source (Admiralty code; AJP-2.1). F says nothing either way."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """The credibility of information (Admiralty code; AJP-2.1). 6 says nothing either way."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWN = "6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A proposition or a figure, on a day, with what supports it.

    Attributes:
        subject: What is estimated, in words.
        day: For which day; None where the claims tell none.
        probability: The interval for a proposition, None for a figure.
        low: The least the credible claims allow of a figure, None where they set no bound; `high` likewise.
        origins: How many independent origins support it.
        credibility: Of the information as a whole.
    """

    subject: str
    day: date | None = None
    probability: tuple[float, float] | None = None
    low: float | None = None
    high: float | None = None
    origins: int = 0
    credibility: Credibility = Credibility.UNKNOWN
    reasons: tuple[Reason, ...] = ()
