"""How likely a choice is to be right, from the share of the chances it had."""

from bisect import bisect_right
from itertools import pairwise

from tocsin.read.places.choice import Choice

KNOTS = (
    (0.0, 0.0), (0.25, 0.05), (0.35, 0.3), (0.45, 0.55), (0.65, 0.67), (0.88, 0.68), (0.93, 0.9), (0.985, 0.93), (1.0, 0.985),
)  # fmt: skip
"""Share of the chances, and the share of choices with it that were within 161 km, on halves of four corpora of news."""
ALONE = 0.95
"""The same for a name that one place bears."""
ALONE_SMALL = 0.87
"""The same for a name that one town of few people bears: the place meant may be one the gazetteer lacks."""
FEATURE = 0.83
"""The same for a sea, a river or a range, whose one point stands for much."""
SMALL = 100_000
"""Inhabitants under which a town is one of few people."""


def confidence(choice: Choice) -> float:
    """The share of choices made as clearly as this one that were right."""
    if choice.entry.type == "feature":
        return FEATURE
    if choice.count > 1:
        return _between(choice.share)
    return ALONE_SMALL if choice.entry.type == "city" and choice.entry.population < SMALL else ALONE


def _between(share: float) -> float:
    """The value at a share, on straight lines between the knots."""
    (low, least), (high, most) = tuple(pairwise(KNOTS))[min(bisect_right(KNOTS, (share, 1.0)), len(KNOTS) - 1) - 1]
    part = (min(max(share, low), high) - low) / (high - low)
    return round(least + part * (most - least), 3)
