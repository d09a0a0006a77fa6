"""How far a place reaches around its point, and how far points lie apart."""

import math

from tocsin.lexicon.gazetteer import Entry

DENSITY = 3_000.0
"""People on a square kilometre of a town: its radius is that of the disc they take."""
SMALLEST = 1.0
"""Kilometres that a town reaches at the least."""
EARTH = 6371.0
"""Radius of the earth in kilometres."""
_TOWNS = frozenset({"city", "capital"})


def radius(entry: Entry) -> float | None:
    """Kilometres around a place's point that its name takes in; None where neither area nor people are known."""
    if entry.radius:
        return float(entry.radius)
    if entry.type in _TOWNS:
        return max(SMALLEST, round(math.sqrt(entry.population / DENSITY / math.pi), 1))
    return None


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points on the earth."""
    north, other_north = math.radians(lat), math.radians(other_lat)
    part = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(part)))
