"""Whether two reports deny each other: by the certainty of their claims, or by words that exclude one another."""

from tocsin.link.profile import Deed, Profile
from tocsin.model.reason import Reason, in_words

_FIRM = 0.5
"""How far from the middle of -3 … 3 a certainty lies that takes a side."""
_LEAST_SHARED = 2
"""Contents that two claims must share to be about the same."""


def opposition(left: Profile, right: Profile, *, least: float) -> Reason | None:
    """Why the two cannot both be so, None where nothing tells.

    Args:
        left: One report.
        right: The other.
        least: The share of the shorter claim's contents that must stand in the opposed one too.
    """
    for one in left.sides:
        for other in right.sides:
            if one.opposition == other.opposition and one.side != other.side:
                return in_words(f"“{one.word}” in one, “{other.word}” in the other", weight=0.6)
    return _by_certainty(left, right, least)


def _by_certainty(left: Profile, right: Profile, least: float) -> Reason | None:
    """The claims that are likest in content are the ones compared: others of the two may differ in much."""
    alike = [(_alikeness(one, other), one, other) for one in left.deeds for other in right.deeds]
    if not alike:
        return None
    (shared, number), one, other = max(alike, key=lambda item: (item[0], item[1].words, item[2].words))
    if number < _LEAST_SHARED or shared < least or not _opposed(one, other):
        return None
    return in_words(f"one says {one.words}, the other {other.words}, of the same", weight=round(shared, 3))


def _alikeness(one: Deed, other: Deed) -> tuple[float, int]:
    common = len(one.contents & other.contents)
    return common / max(1, min(len(one.contents), len(other.contents))), common


def _opposed(one: Deed, other: Deed) -> bool:
    low, high = sorted((one.score, other.score))
    return low <= -_FIRM and high >= _FIRM
