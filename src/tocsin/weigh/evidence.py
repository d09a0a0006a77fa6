"""What independent testimonies for and against a proposition allow: bounds of belief, by Dempster's rule."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tocsin.model.evidence import SUREST, Bounds, Testimony, opposed, together


@dataclass(frozen=True, slots=True)
class Balance:
    """Independent testimonies for a proposition and against it.

    Attributes:
        favour: Those that say so.
        against: Those that say otherwise.
        withdrawn: Those that said so and count no longer; what they left possible then still bounds it.
    """

    favour: Sequence[Testimony]
    against: Sequence[Testimony]
    withdrawn: Sequence[Testimony] = ()

    @property
    def interval(self) -> Bounds | None:
        """The bounds of the probability in 0 … 1; None where nothing tells."""
        pro, con, most = self._parts()
        if not (self.favour or self.against) or (pro[1] <= 0 and con[1] <= 0 and most >= SUREST):
            return None
        return _interval(pro, con, most)

    def bits(self) -> tuple[list[float], list[float]]:
        """By how much each testimony moves the odds at the middle of the interval, for those in favour and those against.

        It is the difference that leaving it out would make, all others standing, in binary logarithms of odds.
        """
        pro, con, most = self._parts()
        now = _odds(_interval(pro, con, most))
        favour = [now - _odds(_interval(other, con, most)) for other in _without_each(self.favour)]
        against = [now - _odds(_interval(pro, other, most)) for other in _without_each(self.against)]
        return favour, against

    def _parts(self) -> tuple[Bounds, Bounds, float]:
        """The support for it and against it, and the ceiling that those who ever said so leave it."""
        pro, con = (
            (together(one.support[0] for one in side), together(one.support[1] for one in side))
            for side in (self.favour, self.against)
        )
        heard = (*self.favour, *self.withdrawn)
        return pro, con, together(one.ceiling for one in heard) if heard else SUREST


def _interval(pro: Bounds, con: Bounds, most: float) -> Bounds:
    """Each end of a body of support and one of contradiction, at the worst or the best for what is said."""
    low = opposed(pro[0], con[1])
    # What it leaves possible, and not only what it supports, is the high end: Dempster's rule for plausibility.
    return low, max(low, max(most, pro[1]) * (1 - con[0]) / (1 - pro[1] * con[0]))


def _without_each(testimonies: Sequence[Testimony]) -> list[Bounds]:
    """The support that is left without each of them, by products from both sides: dividing would fail at nothing."""
    ends = []
    for end in (0, 1):
        missed = [1 - one.support[end] for one in testimonies]
        before = [1.0, *accumulate(missed, lambda left, right: left * right)][:-1]
        after = [1.0, *accumulate(reversed(missed), lambda left, right: left * right)][:-1][::-1]
        ends.append([together((1 - left * right,)) for left, right in zip(before, after, strict=True)])
    return list(zip(*ends, strict=True)) if testimonies else []


def _odds(interval: Bounds) -> float:
    middle = max(1 - SUREST, sum(interval) / 2)
    return math.log2(middle / (1 - middle))
