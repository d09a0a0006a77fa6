"""What two differing figures of one thing are to each other: part and whole, earlier and later count, or a quarrel."""

from tocsin.link.figures import Match, Pair
from tocsin.link.pair_result import PairRelation
from tocsin.link.profile import Profile

_SMALL = 0.55
_TINY = 0.2
"""Shares of the greater figure below which the smaller one is hardly an earlier or a rival count of the same."""
_PART = 2


def standing_of(left: Profile, right: Profile, pair: Pair, *, ordered: bool) -> tuple[PairRelation, bool]:
    """The relation and whether it runs from the left report, the earlier one where they are ordered, to the right.

    Without an order the higher count is the later one: what is counted as it goes on only grows.
    """
    more = pair.match is Match.MORE
    smaller, greater = (left, right) if more else (right, left)
    if _parts(smaller, greater, pair) >= _PART:
        return PairRelation.PART_OF, more
    if ordered and not more and not right.revision:
        return PairRelation.CONTRADICTS, True
    if ordered:
        return PairRelation.REVISES, False
    return PairRelation.REVISES, not more


def _parts(smaller: Profile, greater: Profile, pair: Pair) -> int:
    """How much tells that the smaller figure is a part of the greater one."""
    marks = (pair.ratio < _SMALL) + (pair.ratio < _TINY)
    marks += bool(greater.wide - smaller.wide) and pair.ratio < _SMALL
    marks += bool(smaller.narrow - greater.narrow) and pair.ratio < _SMALL
    if smaller.places and smaller.places < greater.places:
        marks += _PART
    elif smaller.places & greater.places:
        marks -= 1
    return marks
