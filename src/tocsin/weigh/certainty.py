"""How surely a claim says what its proposition says."""

import math
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.link import Proposition

Bounds = tuple[float, float]


def denies(claim: Claim) -> bool:
    """Whether the claim says of its event that it is not so."""
    return claim.factuality.score < 0


def is_denial(proposition: Proposition) -> bool:
    """Whether what the claims say is that something is not so.

    The claim that gives the proposition its id tells, or where that one leaves it open, the first that does not.
    """
    first = min(
        (found for found in proposition.claims if found.claim.factuality.score),
        key=lambda found: (found.claim.id != proposition.id, found.published or date.max, found.claim.id),
        default=None,
    )
    return first is not None and denies(first.claim)


def certainty(claim: Claim, *, denied: bool) -> Bounds:
    """The interval in 0 … 1 that the words allow, of the event, or with `denied` of its not being so."""
    low, high = sorted(map(_within, claim.probability)) if not any(map(math.isnan, claim.probability)) else (0.0, 1.0)
    return (1 - high, 1 - low) if denied else (low, high)


def _within(bound: float) -> float:
    return min(1.0, max(0.0, bound))
