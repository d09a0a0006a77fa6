"""What a word is worth as evidence, and how independent words are put together.

A word is discounted by the reliability of its source (Shafer, *A Mathematical Theory of Evidence*, 1976, chapter 11): with
reliability r and certainty l … h it supports what it says with r·l and leaves it possible with 1 - r·(1 - h). What it does
not support it leaves open: nothing is shared out, and nothing is drawn to one half. Reliability is itself known only within
bounds, so every result is: its low end takes reliability at its worst for what is said, its high end at its best.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.model.claim import Claim

Bounds = tuple[float, float]
"""A low and a high end in 0 … 1."""
Shares = tuple[float, float, float]
"""A share of certainty in 0 … 1: at the worst, in the middle, at the best for what is said."""
SUREST = 0.999
"""The most that anything is supported: something stays open (Cromwell's rule), and nothing is ever divided by 0."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one origin's word is worth.

    Attributes:
        certainty: The interval that its words allow.
        reliability: The bounds of how far it can be relied on.
    """

    certainty: Bounds
    reliability: Bounds

    @property
    def support(self) -> Bounds:
        """How far it supports what it says, at the worst and at the best."""
        low, high = self.reliability
        return low * self.certainty[0], high * self.certainty[0]

    @property
    def ceiling(self) -> float:
        """How probable it leaves what it says at the most: a reliable source that only holds it possible sets a bound."""
        return 1 - self.reliability[0] * (1 - self.certainty[1])

    @property
    def weight(self) -> Shares:
        """What discounting leaves of the certainty of its words."""
        low, high = (reliable * sure for reliable, sure in zip(self.reliability, self.certainty, strict=True))
        return low, sum(self.reliability) / 2 * sum(self.certainty) / 2, high

    @property
    def contrary(self) -> Shares:
        """Its support against any proposition that excludes what it says."""
        low, high = self.support
        return low, (low + high) / 2, high


def certainty(claim: Claim, *, denied: bool) -> Bounds:
    """The interval that a claim's words allow, of the event, or with `denied` of its not being so."""
    ends = [min(1.0, max(0.0, end)) for end in claim.probability]
    low, high = sorted(ends) if not any(map(math.isnan, claim.probability)) else (0.0, 1.0)
    return (1 - high, 1 - low) if denied else (low, high)


def denies(claim: Claim) -> bool:
    """Whether the claim says of its event that it is not so."""
    return claim.factuality.score < 0


def together(shares: Iterable[float]) -> float:
    """How far independent words support one thing: the chance that not every one of them is wrong."""
    return min(SUREST, max(0.0, 1 - math.prod(sorted(1 - share for share in shares))))


def opposed(support: float, against: float) -> float:
    """What a contradiction leaves of support, by Dempster's rule; both are at most `SUREST`."""
    return support * (1 - against) / (1 - support * against)
