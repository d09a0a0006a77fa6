"""How far points lie apart on the earth."""

import math

_EARTH = 6371.0
"""Its radius in kilometres."""
_DEGREE = 111.0
"""Kilometres that a degree of latitude is long, at the least."""
_NARROWEST = 0.2
"""What part of its width at the equator a cell of a grid keeps near the poles."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the great circle between two points in degrees, by the haversine formula."""
    north, other_north = math.radians(lat), math.radians(other_lat)
    part = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(part)))


def are_within(reach: float, lat: float, lon: float, other_lat: float, other_lon: float) -> bool:
    """Whether two points in degrees lie at most so many kilometres apart; most that do not are told without the sum."""
    if abs(lat - other_lat) * _DEGREE > reach:
        return False
    return kilometres(lat, lon, other_lat, other_lon) <= reach


def moved(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """The point so many kilometres from another one, in degrees; the bearing is clockwise from north, in degrees.

    The direct formula on a sphere; the text that gives such a distance is never exact to a kilometre.
    """
    north, turn, angle = math.radians(lat), math.radians(bearing), km / _EARTH
    there = math.asin(math.sin(north) * math.cos(angle) + math.cos(north) * math.sin(angle) * math.cos(turn))
    across = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(north), math.cos(angle) - math.sin(north) * math.sin(there)
    )
    return math.degrees(there), (lon + math.degrees(across) + 540.0) % 360.0 - 180.0


def cell(lat: float, lon: float, size: float) -> tuple[int, int]:
    """The cell of a grid that a point in degrees lies in; `size` is a cell's height in degrees of latitude."""
    shrink = max(_NARROWEST, math.cos(math.radians(lat)))
    return math.floor(lat / size), math.floor(lon * shrink / size)
