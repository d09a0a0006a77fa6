"""Figures of a sum that only grows, from all sources: the band on any day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush
from itertools import accumulate
from math import inf, isinf

from tocsin.model.series import Level
from tocsin.weigh.figures.accounts import Figure, binds
from tocsin.weigh.figures.band import Band, Binds, Bound, combined, isotonic
from tocsin.weigh.figures.run import SourceTrack

MOST_CLAIMS = 20
"""Claims that a level names, at most."""


class CumulativeBand:
    """What accounts of a growing sum allow together."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """Take the accounts that count.

        Args:
            figures: Each with a day.
        """
        self.runs = runs_of(figures)
        self._floors = _Floors(one for one in figures if not one.is_sum)
        self._has_minima = any(run.is_minimum for run in self.runs.values())
        dated = sorted({one.account.latest.toordinal() for one in figures if one.account.latest})
        self._start = dated[0] if dated else 0
        bands = self._bands(dated)
        self._knots = [
            day for day, band in zip(dated, bands, strict=True) if band is not None and band.best is not None
        ]
        agreed = [band for band in bands if band is not None and band.best is not None]
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
        claims = self._claims(day.toordinal())
        if band is None:
            return Level(day=day, low=None, best=None, high=None)
        if band.conflict:
            return Level(day=day, low=band.low, best=None, high=told(band.high), conflict=True, claims=claims)
        at = bisect_right(self._knots, day.toordinal()) - 1
        later = self._highs[at + 1] if at + 1 < len(self._highs) else inf
        if at < 0:
            # Before the first account nothing was told, so nothing is likeliest; the sum was no greater than it became.
            return Level(day=day, low=0.0, best=None, high=told(min(band.high, later)), claims=claims)
        low = max(band.low, self._lows[at])
        high = max(low, self._highs[at], min(band.high, later))
        best = self._best(day.toordinal(), band, at)
        return Level(day=day, low=low, best=min(max(best, low), high), high=told(high), claims=claims)

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
        low = self._floors.low(day)
        if low is not None:
            bounds.append(Bound(low, low, inf, Binds.PART))
        return bounds

    def _claims(self, day: int) -> tuple[str, ...]:
        heard = [run for run in self.runs.values() if run.is_minimum or run.is_heard(day)]
        return tuple(dict.fromkeys(claim for run in heard for claim in run.around(day)))[:MOST_CLAIMS]


class _Floors:
    """Figures of a part of the sum, or of what some days brought: the whole is at least the greatest of them."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        lows = sorted((one.account.latest.toordinal(), one.account.low or 0.0) for one in figures if one.account.latest)
        self._days = [day for day, _ in lows]
        self._lows = list(accumulate((low for _, low in lows), max))

    def low(self, day: int) -> float | None:
        at = bisect_right(self._days, day) - 1
        return self._lows[at] if at >= 0 else None


def runs_of(figures: Iterable[Figure]) -> dict[str, SourceTrack]:
    """The figures of the whole by origin, those of a part left out; the origin with most figures first."""
    by_origin: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.is_sum:
            by_origin[figure.account.origin].append(figure)
    made = {}
    for origin, own in sorted(by_origin.items(), key=lambda item: (-len(item[1]), item[0])):
        made[origin] = SourceTrack(own, binds(own[0]))
    return made


def _heard(runs: Sequence[SourceTrack], days: Sequence[int]) -> list[list[SourceTrack]]:
    """Those that have a say on each day; where nobody has, those who spoke last before it, or first after it."""
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


def told(bound: float) -> float | None:
    """A bound for a record: None where nothing bounds."""
    return None if isinf(bound) else bound


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
