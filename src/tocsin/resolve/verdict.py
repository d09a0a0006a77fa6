"""What a comparison of two names finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.model.reason import Reason

ENOUGH = 0.5
"""The score from which on two names match."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names are one party's, as far as names tell.

    Attributes:
        match: Whether a careful reader would take them for one.
        score: How well they agree, from 0 to 1; those that match have at least `ENOUGH`, others tell how alike they are.
        reasons: What agrees, and what does not.
    """

    match: bool
    score: float
    reasons: tuple[Reason, ...]


def verdict(reasons: Sequence[Reason], agreement: float, conflicts: int) -> Verdict:
    """What follows from what was found: a part that both names give and that is another one excludes a match.

    Args:
        reasons: What agrees and what does not.
        agreement: How well the parts agree that do, from 0 to 1.
        conflicts: How many parts do not.
    """
    if conflicts:
        agreeing = sum(reason.weight > 0 for reason in reasons)
        score = ENOUGH * agreement * agreeing / (agreeing + conflicts + 1)
    else:
        score = ENOUGH + (1 - ENOUGH) * agreement
    return Verdict(not conflicts, round(score, 3), tuple(reasons))
