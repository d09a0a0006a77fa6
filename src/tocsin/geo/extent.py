"""How far a place reaches around its point."""

import math

_DENSITY = 3_000.0
"""People on a square kilometre of a town."""
_SMALLEST = 1.0


def town_radius(population: int) -> float:
    """Kilometres that a town reaches around its point: the radius of the disc that its people take, and at least one."""
    return max(_SMALLEST, round(math.sqrt(population / _DENSITY / math.pi), 1))
