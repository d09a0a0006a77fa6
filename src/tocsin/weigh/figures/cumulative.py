"""Figures of a sum that only grows: what one source would say of any day, and the band that all sources leave."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from math import ceil, floor, inf, isinf, sqrt
from statistics import median

from tocsin.model.series import Level
from tocsin.weigh.figures.accounts import Figure
from tocsin.weigh.figures.band import MOST_CLAIMS, Band, Binds, Bound, combined, isotonic, told

LATELY = 5
"""How many of the last steps tell how fast a source's figures grow."""
FASTER = 2.0
"""By how much faster than lately they may have grown since, and how many times what they grew lately at most."""
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
        numbers = (len(points) if p.is_open and not self.is_minimum else n for n, p in enumerate(points))
        self._closed = list(accumulate(reversed(list(numbers)), min))[::-1]
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
        """Whether the source counts on a day."""
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
        if self._rate is None:
            return inf
        lately = self._bests[-1] - self._bests[max(0, len(self._bests) - 1 - LATELY)]
        return self._highs[-1] + FASTER * min(self._rate * age, lately)

    def _stray(self, day: int) -> float:
        """How far the sum may lie off the straight way between two figures: most in the middle, not at all at its ends."""
        at = bisect_left(self.days, day)
        before, after = self.days[at - 1], self.days[at]
        share = (day - before) / (after - before)
        most = self._highs[min(self._closed[at], len(self.days) - 1)]
        grown = max(0.0, most - self._lows[at - 1])
        # Few that come in jumps stray by more: by the root of their number.
        return STRAY * 2 * min(share, 1 - share) * grown + sqrt(grown)

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


class CumulativeBand:
    """What accounts of a growing sum allow together."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """Take the accounts that count.

        Args:
            figures: Each with a day.
        """
        self.runs = runs_of(figures)
        # Figures of a part of the sum, or of what some days brought: the whole is at least the greatest of them.
        parts = ((one.account.latest, one.account.low or 0.0) for one in figures if not one.is_sum)
        lows = sorted((latest.toordinal(), low) for latest, low in parts if latest)
        self._floor_days = [day for day, _ in lows]
        self._floors = list(accumulate((low for _, low in lows), max))
        self._has_minima = any(run.is_minimum for run in self.runs.values())
        dated = sorted({one.account.latest.toordinal() for one in figures if one.account.latest})
        self._start = dated[0] if dated else 0
        # What claims of the whole allow at most, in the order of their days.
        tops = ((one.account.latest, one.account.high) for one in figures if one.binds in (Binds.CLAIM, Binds.RELIABLE))
        ceilings_told = sorted((latest.toordinal(), high) for latest, high in tops if latest and high is not None)
        self._ceiling_days = [day for day, _ in ceilings_told]
        self._tops = list(accumulate((high for _, high in ceilings_told), max))
        bands = self._bands(dated)
        known = [(day, band) for day, band in zip(dated, bands, strict=True) if band is not None]
        self._knots = [day for day, band in known if band.best is not None]
        agreed = [band for _, band in known if band.best is not None]
        self._bests = isotonic([band.best for band in agreed if band.best is not None])
        self._last = agreed[-1].best if agreed else None
        self._lows = list(accumulate((band.low for band in agreed), max))
        # What was no more later was no more before either, unless more than that was told by then.
        ceilings = list(accumulate((band.high for band in reversed(agreed)), min))[::-1]
        self._highs = [max(low, high) for low, high in zip(self._lows, ceilings, strict=True)]

    def levels(self, days: Iterable[date]) -> list[Level]:
        """The band on each of some days, in their order in the calendar."""
        ordered = sorted(set(days))
        bands = self._bands([day.toordinal() for day in ordered])
        return _never_falling([self._level(day, band) for day, band in zip(ordered, bands, strict=True)])

    def _level(self, day: date, band: Band | None) -> Level:
        if band is None:
            return Level(day=day, low=None, best=None, high=None)
        number = day.toordinal()
        heard = [run for run in self.runs.values() if run.is_minimum or run.is_heard(number)]
        claims = tuple(dict.fromkeys(claim for run in heard for claim in run.around(number)))[:MOST_CLAIMS]
        if band.conflict:
            return Level(day=day, low=band.low, best=None, high=told(band.high), conflict=True, claims=claims)
        at = bisect_right(self._knots, number) - 1
        later = self._highs[at + 1] if at + 1 < len(self._highs) else inf
        if at < 0:
            # Before the first account nothing was told, so nothing is likeliest; the sum was no greater than it became.
            return Level(day=day, low=min(band.low, later), best=None, high=told(min(band.high, later)), claims=claims)
        low = max(band.low, self._lows[at])
        high = max(low, self._highs[at], min(band.high, later))
        if isinf(band.high) and isinf(later):
            # Nobody tells that it grew since.
            high = max(low, self._highs[at] if not isinf(self._highs[at]) else self._most(number))
        best = self._best(number, band, at)
        # There is no half of a man.
        low, high = float(floor(low)), high if isinf(high) else float(ceil(high))
        return Level(day=day, low=low, best=min(max(best, low), high), high=told(high), claims=claims)

    def _most(self, day: int) -> float:
        """The most that a claim of the whole allowed by a day; infinite where none did."""
        at = bisect_right(self._ceiling_days, day) - 1
        return self._tops[at] if at >= 0 else inf

    def _best(self, day: int, band: Band, at: int) -> float:
        """The likeliest between the knots, and beyond the last of them as it grows."""
        if at + 1 < len(self._knots):
            share = (day - self._knots[at]) / (self._knots[at + 1] - self._knots[at])
            return self._bests[at] + (self._bests[at + 1] - self._bests[at]) * share
        grown = (band.best or 0.0) - (self._last or 0.0)
        return self._bests[at] + max(0.0, grown)

    def _bands(self, days: Sequence[int]) -> list[Band | None]:
        """The bands that the accounts of each day leave, without regard to those of the days around it."""
        claims = [run for run in self.runs.values() if not run.is_minimum]
        minima = [run for run in self.runs.values() if run.is_minimum]
        return [
            combined([*self._minima(minima, day), *(run.bound(day) for run in heard)], has_minima=self._has_minima)
            for day, heard in zip(days, _heard(claims, days), strict=True)
        ]

    def _minima(self, runs: Sequence[SourceTrack], day: int) -> list[Bound]:
        """The floors: they hold for all later days, whether their source is still heard or not."""
        bounds = [
            Bound(run.surely(day), max(run.surely(day), run.from_nothing(day, self._start)), inf, Binds.MINIMUM)
            for run in runs
        ]
        at = bisect_right(self._floor_days, day) - 1
        if at >= 0:
            bounds.append(Bound(self._floors[at], self._floors[at], inf, Binds.PART))
        return bounds


def runs_of(figures: Iterable[Figure]) -> dict[str, SourceTrack]:
    """The figures of the whole by origin, those of a part left out; the origin with most figures first."""
    by_origin: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.is_sum:
            by_origin[figure.account.origin].append(figure)
    made = {}
    for origin, own in sorted(by_origin.items(), key=lambda item: (-len(item[1]), item[0])):
        made[origin] = SourceTrack(own, own[0].binds)
    return made


def _heard(runs: Sequence[SourceTrack], days: Sequence[int]) -> list[list[SourceTrack]]:
    """The tracks that count on each day; if none does, those that spoke last before it, or first after it."""
    waiting = sorted(runs, key=lambda run: run.days[0])
    heard: list[tuple[int, int]] = []
    result, at, last = [], 0, -1
    for day in days:
        while at < len(waiting) and waiting[at].days[0] <= day:
            heappush(heard, (waiting[at].heard_until, at))
            last = max(last, waiting[at].days[-1])
            at += 1
        while heard and heard[0][0] < day:
            heappop(heard)
        if heard or not waiting:
            result.append([waiting[number] for _, number in sorted(heard, key=lambda one: one[1])])
        elif at:
            result.append([run for run in waiting[:at] if run.days[-1] == last])
        else:
            result.append([run for run in waiting if run.days[0] == waiting[0].days[0]])
    return result


def _never_falling(levels: Sequence[Level]) -> list[Level]:
    """The levels with no likeliest sum above a later one; where the least forbids to lower it, none is the likeliest."""
    made: list[Level] = []
    most = inf
    for level in reversed(levels):
        if level.best is not None and level.best > most:
            fits = level.low is None or level.low <= most
            level = replace(level, best=most if fits else None)
        most = min(most, inf if level.best is None else level.best)
        made.append(level)
    return made[::-1]
