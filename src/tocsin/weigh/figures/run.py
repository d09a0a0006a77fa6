"""One source's own figures of a sum that grows: what it would say of any day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf
from statistics import median

from tocsin.weigh.figures.accounts import Figure
from tocsin.weigh.figures.band import Binds, Bound, isotonic

LATELY = 5
"""How many of the last steps tell how fast a source's figures grow."""
FASTER = 2.0
"""By how much faster than lately they may have grown since."""
STRAY = 1 / 3
"""How far the sum may stray from the straight way between two figures, midway, as a share of what lies between them."""
PATIENCE = 30
"""Days after its last figure for which a source is heard at least; longer where it speaks more rarely."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a source says of a day, as the ordinal of the day; `is_open` that its words leave the upper end open."""

    day: int
    low: float
    value: float
    high: float
    is_open: bool
    claims: tuple[str, ...]


class SourceTrack:
    """The figures of one source, which can be asked for any day.

    Between two figures the sum is taken to lie near the straight way from the one to the other: it only grows, and can stray
    from that way no farther than to either. A figure that was lowered later lowers those before it, and its old bound
    stays as the highest that was told.
    """

    def __init__(self, figures: Iterable[Figure], binds: Binds) -> None:
        points = _by_day(figures)
        self.binds = binds
        self.points = points
        self.days = [point.day for point in points]
        self._lows = list(accumulate((point.low for point in reversed(points)), min))[::-1]
        self._highs = list(accumulate((point.high for point in points), max))
        self._bests = isotonic([point.value for point in points])
        # A figure that leaves its upper end open is bounded by the next one that does not.
        self._closed = list(
            accumulate(
                (len(points) if p.is_open and not self.is_minimum else n for n, p in reversed(list(enumerate(points)))),
                min,
            )
        )[::-1]
        self._rate = _rate(self.days, self._bests)
        gaps = [later - day for day, later in pairwise(self.days)]
        self._patience = max(PATIENCE, round(2 * median(gaps)) if gaps else 0)

    @property
    def is_minimum(self) -> bool:
        """Whether the source counts only what it saw."""
        return self.binds is Binds.MINIMUM

    @property
    def heard_until(self) -> int:
        """The last day on which the source is still heard."""
        return self.days[-1] + self._patience

    def is_heard(self, day: int) -> bool:
        """Whether the source has a say on a day."""
        return self.days[0] <= day <= self.heard_until

    def bound(self, day: int) -> Bound:
        """What it allows on a day."""
        low, best, high = self.low(day), self.best(day), self.high(day)
        return Bound(low, min(max(best, low), high), high, self.binds)

    def surely(self, day: int) -> float:
        """What it said there are by then at least: its last figure that was not lowered since."""
        at = bisect_right(self.days, day) - 1
        return self._lows[at] if at >= 0 else 0.0

    def low(self, day: int) -> float:
        """The least: between two figures somewhat below the straight way from one to the next."""
        least = self.surely(day)
        if not self._is_between(day):
            return least
        return max(least, self.best(day) - self._stray(day))

    def high(self, day: int) -> float:
        """The most: somewhat above that way; after the last figure it may have grown twice as fast as lately."""
        at = bisect_left(self.days, day)
        if at < len(self.days) and self._closed[at] < len(self.days):
            most = self._highs[self._closed[at]]
            return min(most, self.best(day) + self._stray(day)) if self._is_between(day) else most
        if self.points[-1].is_open and not self.is_minimum:
            return inf
        age = max(0, day - self.days[-1])
        if not age:
            return self._highs[-1]
        return inf if self._rate is None else self._highs[-1] + FASTER * self._rate * age

    def _stray(self, day: int) -> float:
        """How far the sum may lie off the straight way between two figures: most in the middle, not at all at its ends."""
        at = bisect_left(self.days, day)
        before, after = self.days[at - 1], self.days[at]
        share = (day - before) / (after - before)
        most = self._highs[min(self._closed[at], len(self.days) - 1)]
        return STRAY * 2 * min(share, 1 - share) * max(0.0, most - self._lows[at - 1])

    def _is_between(self, day: int) -> bool:
        """Whether the day lies between two figures and has none of its own."""
        at = bisect_left(self.days, day)
        return 0 < at < len(self.days) and self.days[at] != day

    def best(self, day: int) -> float:
        """The likeliest: on the way from one figure to the next; after the last one as it grew lately, while it is heard."""
        at = bisect_right(self.days, day) - 1
        if at < 0:
            return self._bests[0]
        if at + 1 < len(self.days):
            share = (day - self.days[at]) / (self.days[at + 1] - self.days[at])
            return self._bests[at] + (self._bests[at + 1] - self._bests[at]) * share
        return self._bests[-1] + (self._rate or 0.0) * min(day - self.days[-1], self._patience)

    def from_nothing(self, day: int, start: int) -> float:
        """The likeliest where counting began with nothing on the day `start`."""
        first = self.days[0]
        if day >= first:
            return self.best(day)
        return self._bests[0] * max(0, day - start) / max(1, first - start)

    def around(self, day: int) -> tuple[str, ...]:
        """The ids of the claims that the day's bounds come from."""
        at = bisect_left(self.days, day)
        if at < len(self.days) and self.days[at] == day:
            return self.points[at].claims
        near = self.points[max(0, at - 1) : at + 1]
        return tuple(claim for point in near for claim in point.claims)


def _by_day(figures: Iterable[Figure]) -> list[Point]:
    """One point a day; several figures of one source for one day span them all."""
    points: dict[int, Point] = {}
    for figure in figures:
        account = figure.account
        assert account.latest is not None
        day, low = account.latest.toordinal(), account.low or 0.0
        closed = figure.value if account.high is None else account.high
        made = Point(day, low, figure.value, max(low, closed), account.high is None, (account.report.claim.id,))
        points[day] = _joined(points[day], made) if day in points else made
    return [points[day] for day in sorted(points)]


def _joined(one: Point, other: Point) -> Point:
    return Point(
        day=one.day,
        low=min(one.low, other.low),
        value=max(one.value, other.value),
        high=max(one.high, other.high),
        is_open=one.is_open or other.is_open,
        claims=(*one.claims, *other.claims),
    )


def _rate(days: Sequence[int], bests: Sequence[float]) -> float | None:
    """By how much the figure grows a day, lately; None where one figure tells nothing of that."""
    if len(days) < 2:
        return None
    back = max(0, len(days) - 1 - LATELY)
    return (bests[-1] - bests[back]) / (days[-1] - days[back])
