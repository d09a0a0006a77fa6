"""What testimonies for and against allow: bounds of belief, by discounting and Dempster's rule.

A testimony is discounted by the reliability of its source (Shafer, *A Mathematical Theory of Evidence*, 1976, chapter 11):
with reliability r and certainty l … h it supports what it says with r·l and leaves it possible with 1 - r·(1 - h). What it
does not support it leaves open: nothing is shared out, and nothing is drawn to one half. Reliability is itself known only
within bounds; the low end of the result takes it at its worst for what is said, the high end at its best.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tocsin.model.source import Reliability
from tocsin.weigh.certainty import Bounds

BANDS: dict[Reliability, Bounds] = {
    Reliability.A: (0.95, 0.99),
    Reliability.B: (0.80, 0.95),
    Reliability.C: (0.60, 0.80),
    Reliability.D: (0.35, 0.60),
    Reliability.E: (0.05, 0.35),
    Reliability.F: (0.25, 0.80),
}
"""How often a source of each grade is right about what it is sure of. F spans what the others leave in doubt."""
SUREST = 0.999
"""The most that anything is supported: something stays open (Cromwell's rule), and nothing is ever divided by 0."""
NOT_TOLD = 0.85
"""What the low end of a reliability is multiplied by where nothing tells that the source could know."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One origin's word.

    Attributes:
        certainty: The interval that its words allow.
        reliability: The bounds of how far it can be relied on.
    """

    certainty: Bounds
    reliability: Bounds

    @property
    def support(self) -> Bounds:
        """How far it supports what it says, at the worst and at the best."""
        low, high = self.reliability
        return low * self.certainty[0], high * self.certainty[0]

    @property
    def ceiling(self) -> float:
        """How probable it leaves what it says at the most: a reliable source that only holds it possible sets a bound."""
        return 1 - self.reliability[0] * (1 - self.certainty[1])


def weakest(bands: Sequence[Bounds]) -> Bounds:
    """The reliability of a chain: at each end that of its weakest link."""
    return min(low for low, _ in bands), min(high for _, high in bands)


@dataclass(frozen=True, slots=True)
class Balance:
    """Independent testimonies for a proposition and against it.

    Attributes:
        favour: Those that say so.
        against: Those that say otherwise.
        withdrawn: Those that said so and count no longer; what they left possible then still bounds it.
    """

    favour: tuple[Testimony, ...]
    against: tuple[Testimony, ...]
    withdrawn: tuple[Testimony, ...] = ()

    @property
    def interval(self) -> Bounds | None:
        """The bounds of the probability in 0 … 1; None where nothing tells."""
        pro, con, most = self._support(self.favour), self._support(self.against), self._ceiling()
        if not (self.favour or self.against) or (pro[1] <= 0 and con[1] <= 0 and most >= SUREST):
            return None
        return _interval(pro, con, most)

    def bits(self) -> tuple[list[float], list[float]]:
        """By how much each testimony moves the odds at the middle of the interval, for those in favour and those against.

        It is the difference that leaving it out would make, all others standing, in binary logarithms of odds.
        """
        pro, con, most = self._support(self.favour), self._support(self.against), self._ceiling()
        now = _odds(_interval(pro, con, most))
        favour = [now - _odds(_interval(other, con, most)) for other in _without_each(self.favour)]
        against = [now - _odds(_interval(pro, other, most)) for other in _without_each(self.against)]
        return favour, against

    def _support(self, testimonies: Sequence[Testimony]) -> Bounds:
        """That not every one of them is wrong."""
        missed = [_missed(testimonies, end) for end in (0, 1)]
        return _within(1 - missed[0]), _within(1 - missed[1])

    def _ceiling(self) -> float:
        heard = (*self.favour, *self.withdrawn)
        return _within(1 - math.prod(1 - one.ceiling for one in heard)) if heard else SUREST


def _interval(pro: Bounds, con: Bounds, most: float) -> Bounds:
    """Dempster's rule for a body of support and one of contradiction, each end at the worst or the best for what is said."""
    low = pro[0] * (1 - con[1]) / (1 - pro[0] * con[1])
    high = max(most, pro[1]) * (1 - con[0]) / (1 - pro[1] * con[0])
    return low, max(low, high)


def _missed(testimonies: Sequence[Testimony], end: int) -> float:
    return math.prod(1 - one.support[end] for one in testimonies)


def _without_each(testimonies: Sequence[Testimony]) -> list[Bounds]:
    """The support that is left without each of them, by products from both sides: dividing would fail at nothing."""
    ends = []
    for end in (0, 1):
        missed = [1 - one.support[end] for one in testimonies]
        before = [1.0, *accumulate(missed, lambda left, right: left * right)][:-1]
        after = [1.0, *accumulate(reversed(missed), lambda left, right: left * right)][:-1][::-1]
        ends.append([_within(1 - left * right) for left, right in zip(before, after, strict=True)])
    return list(zip(*ends, strict=True)) if testimonies else []


def _within(support: float) -> float:
    return min(SUREST, max(0.0, support))


def _odds(interval: Bounds) -> float:
    middle = sum(interval) / 2
    return math.log2(middle / (1 - middle))
