"""How far a place reaches around its point."""

import math

from tocsin.lexicon.gazetteer import Entry

DENSITY = 3_000.0
"""People on a square kilometre of a town: its radius is that of the disc they take."""
SMALLEST = 1.0
"""Kilometres that a town reaches at the least."""
_TOWNS = frozenset({"city", "capital"})


def radius(entry: Entry) -> float | None:
    """Kilometres around a place's point that its name takes in; None where neither area nor people are known."""
    if entry.radius:
        return float(entry.radius)
    if entry.type in _TOWNS:
        return max(SMALLEST, round(math.sqrt(entry.population / DENSITY / math.pi), 1))
    return None
