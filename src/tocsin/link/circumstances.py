"""Whether two reports are of different days or places, so that neither can deny or confirm the other."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tocsin.geo.distance import kilometres
from tocsin.link.profile import Profile
from tocsin.model.place import Place
from tocsin.model.reason import Reason, in_words

_SLACK = timedelta(days=1)
"""Two accounts of one night name two days."""
_NEAR = 30.0
"""Kilometres between two places that one event may be told of."""


class _Point(NamedTuple):
    """A place of which the position is known, in degrees."""

    place: Place
    lat: float
    lon: float


def days_of(profile: Profile) -> tuple[date, date] | None:
    """The first and the last day that the claims tell of, None where the words leave either open."""
    times = [claim.time for claim in profile.report.claims if claim.time is not None]
    firsts = [time.earliest for time in times if time.earliest is not None]
    lasts = [time.latest for time in times if time.latest is not None]
    if not times or len(firsts) < len(times) or len(lasts) < len(times):
        return None
    return min(firsts), max(lasts)


def other_days(left: Profile, right: Profile) -> Reason | None:
    """Why the two are of different days, None where they are not, or may not be."""
    one, other = days_of(left), days_of(right)
    if one is None or other is None:
        return None
    if one[0] - other[1] > _SLACK or other[0] - one[1] > _SLACK:
        return in_words(f"one tells of {_period(*one)}, the other of {_period(*other)}", weight=0.6)
    return None


def other_places(left: Profile, right: Profile) -> Reason | None:
    """Why the two are of different places, None where one's lie in or near the other's, or either names none."""
    ours, theirs = (list(_known(profile)) for profile in (left, right))
    if not ours or not theirs or any(_may_be_one(one, other) for one in ours for other in theirs):
        return None
    return in_words(f"one tells of {_names(ours)}, the other of {_names(theirs)}", weight=0.6)


def _known(profile: Profile) -> Iterator[_Point]:
    for claim in profile.report.claims:
        for place in claim.places:
            if place.lat is not None and place.lon is not None:
                yield _Point(place, place.lat, place.lon)


def _may_be_one(one: _Point, other: _Point) -> bool:
    if one.place.geonameid is not None and one.place.geonameid == other.place.geonameid:
        return True
    apart = kilometres(one.lat, one.lon, other.lat, other.lon)
    return apart <= (one.place.radius or 0.0) + (other.place.radius or 0.0) + _NEAR


def _period(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _names(points: Sequence[_Point]) -> str:
    return ", ".join(dict.fromkeys(point.place.name for point in points[:3]))
