"""How far points lie apart on the earth."""

import math

_EARTH = 6371.0
"""Its radius in kilometres."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the great circle between two points in degrees, by the haversine formula."""
    north, other_north = math.radians(lat), math.radians(other_lat)
    part = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(part)))
