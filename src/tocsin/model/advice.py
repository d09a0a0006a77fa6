"""What a choice file came to, as a case keeps it: the best moves, how sure they are, and which claims are in doubt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ClaimStanding(StrEnum):
    """What became of a claim that a number of a choice rests on."""

    STANDS = "stands"
    DENIED = "is denied"
    REVISED = "was revised"
    CONTESTED = "is contested"
    REJECTED = "was rejected"
    MISSING = "is not in the case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A number of a choice that rests on a claim which does not simply stand.

    Attributes:
        number: What it is of, in words: "pay of The dam board at flood".
        claim: The id of the claim, or what the file has in its place.
        standing: What became of the claim.
        against: The ids of the claims that deny, revise or contest it.
        flips: Whether another value of the number would change the best moves: anywhere in its range, or at all where the
            file gives no range.
        at: The value nearest to the number's mode at which they change; None where there is none.
    """

    number: str
    claim: str
    standing: ClaimStanding
    against: tuple[str, ...] = ()
    flips: bool = False
    at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenChance:
    """A probability that was taken from a scenario's assessment."""

    draw: str
    outcome: str
    scenario: str
    hypothesis: str
    probability: float
    assessed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a choice came to at a moment.

    Attributes:
        choice: The name of the choice.
        actor: Who chooses first, by name; None where chance begins or two choose at once.
        best: The best moves, all of them where several are tied; of a matrix the pairs that are equilibria, each "a / b".
        possible: The moves that are best for some values of the ranges, `necessary` for all of them.
        value: What the best move is worth to the actor: the least and the greatest over all equilibria; None for a matrix.
        over_ranges: The same over all values of the ranges.
        chances: The probabilities that come from scenarios.
        doubts: The numbers that rest on claims which do not simply stand.
        fingerprint: A hash of the choice file.
    """

    choice: str
    at: datetime
    actor: str | None
    best: tuple[str, ...]
    possible: tuple[str, ...] = ()
    necessary: tuple[str, ...] = ()
    value: tuple[float, float] | None = None
    over_ranges: tuple[float, float] | None = None
    chances: tuple[TakenChance, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    fingerprint: str = ""
