"""Whether two reports are of different days or places, so that neither can deny or confirm the other."""

from datetime import date, timedelta

from tocsin.geo.distance import are_within
from tocsin.link.profile import Profile
from tocsin.model.reason import Reason

_SLACK = timedelta(days=1)
"""Two accounts of one night name two days."""
_NEAR = 30.0
"""Kilometres between two places that reports of one event may name."""
_NAMED = 3
"""Places that a reason names."""


def days_of(profile: Profile) -> tuple[date, date] | None:
    """The first and the last day that the claims are about, None if the words leave either open."""
    times = [claim.time for claim in profile.report.claims if claim.time is not None]
    firsts = [time.earliest for time in times if time.earliest is not None]
    lasts = [time.latest for time in times if time.latest is not None]
    if not times or len(firsts) < len(times) or len(lasts) < len(times):
        return None
    return min(firsts), max(lasts)


def other_days(left: Profile, right: Profile) -> Reason | None:
    """Why the two are of different days, None where they are not, or may not be."""
    ours, theirs = days_of(left), days_of(right)
    if ours is None or theirs is None or max(ours[0], theirs[0]) - min(ours[1], theirs[1]) <= _SLACK:
        return None
    one, other = (tuple(day.isoformat() for day in days) for days in (ours, theirs))
    return Reason(rule="link.other_days", weight=0.6, facts={"one": one, "other": other})


def other_places(left: Profile, right: Profile) -> Reason | None:
    """Why the two are of different places, None where one's lie in or near the other's, or either names none."""
    ours, theirs = (
        [
            (place, place.lat, place.lon)
            for claim in profile.report.claims
            for place in claim.places
            if place.lat is not None and place.lon is not None
        ]
        for profile in (left, right)
    )
    if not ours or not theirs:
        return None
    for place, lat, lon in ours:
        for rival, rival_lat, rival_lon in theirs:
            reach = (place.radius or 0.0) + (rival.radius or 0.0) + _NEAR
            is_one = place.geonameid is not None and place.geonameid == rival.geonameid
            if is_one or are_within(reach, lat, lon, rival_lat, rival_lon):
                return None
    one, other = (tuple(dict.fromkeys(place.name for place, *_ in side[:_NAMED])) for side in (ours, theirs))
    return Reason(rule="link.other_places", weight=0.6, facts={"one": one, "other": other})
