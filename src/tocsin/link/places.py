"""Whether two reports are of different places, so that neither can deny or confirm the other."""

from tocsin.geo.distance import are_within
from tocsin.link.profile import Profile
from tocsin.model.reason import Reason

_NEAR = 30.0
"""Kilometres between two places that reports of one event may name."""
_NAMED = 3
"""Places that a reason names."""


def other_places(left: Profile, right: Profile) -> Reason | None:
    """Why the two are of different places, None where one's lie in or near the other's, or either names none."""
    ours, theirs = left.located, right.located
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
