"""How surely a claim says what its proposition says."""

import math

from tocsin.model.claim import Claim

Bounds = tuple[float, float]


def denies(claim: Claim) -> bool:
    """Whether the claim says of its event that it is not so."""
    return claim.factuality.score < 0


def certainty(claim: Claim, *, denied: bool) -> Bounds:
    """The interval in 0 … 1 that the words allow, of the event, or with `denied` of its not being so."""
    low, high = sorted(map(_within, claim.probability)) if not any(map(math.isnan, claim.probability)) else (0.0, 1.0)
    return (1 - high, 1 - low) if denied else (low, high)


def _within(bound: float) -> float:
    return min(1.0, max(0.0, bound))
