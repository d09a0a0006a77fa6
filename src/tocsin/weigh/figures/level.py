"""Figures of what is there at a time, which rises and falls: the band on any day."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import heappop, heappush
from math import ceil, floor, inf

from tocsin.model.series import Level
from tocsin.weigh.figures.accounts import HARDLY, Figure
from tocsin.weigh.figures.band import AGREE, MOST_CLAIMS, Band, Binds, Bound, combined, excluding, told

HALF_LIFE = 90.0
"""Days in which what is known of a level halves: its lower bound halves, its upper one doubles."""
NEAR = 5
"""Days between which two sources speak of the same time, unless a change between them is told."""

_MOST_DIRECT = 20
"""Accounts of a day that are compared with those around it."""


class LevelBand:
    """What accounts of a level allow together."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """Take the accounts that count.

        Args:
            figures: Each with its days.
        """
        # What is told of a part only says nothing of the days around.
        wholes = [one for one in figures if one.binds is not Binds.PART]
        self._figures = sorted(figures, key=lambda one: (_first(one), one.account.report.claim.id))
        self._by_origin: dict[str, list[Figure]] = defaultdict(list)
        for one in self._figures:
            self._by_origin[one.account.origin].append(one)
        self._around = LevelBand(wholes) if wholes and len(wholes) < len(figures) else self
        self._scale = max((one.account.low or 0.0 for one in figures), default=0.0)
        self._by_end = sorted(self._figures, key=_last)
        self._starts, self._ends = list(map(_first, self._figures)), list(map(_last, self._by_end))

    def levels(self, days: Iterable[date]) -> list[Level]:
        """The band on each of some days, in their order in the calendar."""
        ordered = sorted(set(days))
        holding = self._holding([day.toordinal() for day in ordered])
        return [self._level(day, held) for day, held in zip(ordered, holding, strict=True)]

    def _level(self, day: date, held: Sequence[Figure]) -> Level:
        number = day.toordinal()
        direct = [one for one in held if _first(one) <= number <= _last(one)]
        if not direct:
            return self._around._between(day)
        own = {one.account.origin for one in direct}
        others = [one for one in held if one.account.origin not in own and not self._has_changed(one, direct)]
        used = _nearest([*direct, *others], number)
        return _told_level(day, combined(_bounds(used)), used)

    def _has_changed(self, other: Figure, direct: Sequence[Figure]) -> bool:
        """Whether it is told that what held for one account holds no more, or not yet, for those of a day."""
        for one in direct[:_MOST_DIRECT]:
            first, later = (other, one) if _last(other) < _first(one) else (one, other)
            if _last(first) >= _first(later) or not _differ(first, later):
                continue
            # "There are now five" tells a change, unless whoever said otherwise goes on saying so.
            before, after = self._before(later), self._after(first)
            goes_on = after is not None and not _differ(after, first)
            if self._tells_change(later, first) or (later.is_now and not goes_on):
                return True
            # Whoever counted both tells the change.
            if (before is not None and not _differ(before, first)) or (after is not None and not _differ(after, later)):
                return True
            # So does whoever counted less before and more now: what an outlet tells in between lies on the way.
            if (before is not None and _is_between(before, first, later)) or (
                after is not None and _is_between(first, later, after)
            ):
                return True
        return False

    def _tells_change(self, later: Figure, first: Figure) -> bool:
        """Whether an account, or one before it of the same origin and number, tells that it was otherwise before."""
        one: Figure | None = later
        while one is not None and _last(first) < _first(one) and not _differ(one, later):
            if one.is_changed or one.is_added:
                return True
            one = self._before(one)
        return False

    def _before(self, figure: Figure) -> Figure | None:
        """The account of the same origin that came before one."""
        own = self._by_origin[figure.account.origin]
        at = bisect_left(own, _first(figure), key=_first) - 1
        return own[at] if at >= 0 else None

    def _after(self, figure: Figure) -> Figure | None:
        """The account of the same origin that came after one."""
        own = self._by_origin[figure.account.origin]
        at = bisect_right(own, _last(figure), key=_first)
        return own[at] if at < len(own) else None

    def _between(self, day: date) -> Level:
        """Between two accounts, or beyond the last: it may have been as at either, and the more otherwise the longer ago."""
        number = day.toordinal()
        # The accounts that ended last before the day, and those that begin first after it.
        ended, begins = bisect_left(self._ends, number), bisect_right(self._starts, number)
        before = self._by_end[bisect_left(self._ends, self._ends[ended - 1]) : ended] if ended else []
        after: list[Figure] = []
        if begins < len(self._starts):
            after = self._figures[begins : bisect_right(self._starts, self._starts[begins])]
            # What came on a day was not there before it.
            after = after if not before or not all(one.is_added for one in after) else []
        sides = [combined(_bounds(side)) for side in (before, after) if side]
        ages = [number - _last(one) for one in before[:1]] + [_first(one) - number for one in after[:1]]
        bands = [band for band in sides if band is not None]
        if not bands:
            return Level(day=day, low=None, best=None, high=None)
        # An exponent beyond this says no more than that nothing is known.
        widened = 2.0 ** min(64.0, min(ages) / HALF_LIFE)
        # Who tells only the least says nothing of the most, nor that it was fewer.
        told_fully = [band for band in bands if band.high < inf] or bands
        low = min(band.low for band in told_fully) / widened
        high = max(*(band.high for band in told_fully), *(band.low for band in bands))
        high += max(high, HARDLY * self._scale) * (widened - 1)
        best = _on_the_way([band.best for band in bands], ages)
        # There is no half of a man: what little age adds to a small number is no other number.
        low, high = (ceil(low), floor(high)) if high < inf and ceil(low) <= floor(high) else (low, high)
        band = Band(low, None if best is None else min(max(best, low), high), high)
        return _told_level(day, band, [*before, *after])

    def _holding(self, days: Sequence[int]) -> list[list[Figure]]:
        """The accounts that hold on each day or within a few days of it."""
        held: list[tuple[int, int]] = []
        result, at = [], 0
        for day in days:
            while at < len(self._figures) and self._starts[at] - NEAR <= day:
                heappush(held, (_last(self._figures[at]) + NEAR, at))
                at += 1
            while held and held[0][0] < day:
                heappop(held)
            result.append([self._figures[number] for number in sorted(number for _, number in held)])
        return result


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two figures cannot be of one time."""
    mine, yours = one.account, other.account
    share = 0.0 if mine.quantity.approximate or yours.quantity.approximate else AGREE
    if mine.high is not None and excluding(mine.high, yours.low or 0.0, share=share):
        return True
    return yours.high is not None and excluding(yours.high, mine.low or 0.0, share=share)


def _is_between(one: Figure, middle: Figure, other: Figure) -> bool:
    """Whether what an outlet tells in its own word lies between two others, in its day and in its number."""
    low, high = sorted((one.value, other.value))
    if middle.account.origin != middle.account.report.outlet:
        return False
    return _last(one) < _first(middle) and _last(middle) < _first(other) and low < middle.value < high


def _nearest(figures: Iterable[Figure], day: int) -> list[Figure]:
    """For each origin what it says most nearly of a day: of the shortest time, the nearest, the last published."""
    by_origin: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_origin[figure.account.origin].append(figure)
    nearest = []
    for own in by_origin.values():
        best = min(_distance(one, day) for one in own)
        nearest += [one for one in own if _distance(one, day) == best]
    return nearest


def _distance(figure: Figure, day: int) -> tuple[int, int, int]:
    away = max(_first(figure) - day, day - _last(figure), 0)
    published = figure.account.report.published
    return away, _last(figure) - _first(figure), -(published.toordinal() if published else 0)


def _bounds(figures: Iterable[Figure]) -> list[Bound]:
    """What each origin allows; several figures of one for one time span them all."""
    by_origin: dict[tuple[str, Binds], Bound] = {}
    for figure in figures:
        account = figure.account
        key = (account.origin, figure.binds)
        low, high = account.low or 0.0, inf if account.high is None else account.high
        made = Bound(low, min(max(figure.value, low), high), high, key[1])
        earlier = by_origin.get(key)
        by_origin[key] = _joined(earlier, made) if earlier else made
    return list(by_origin.values())


def _joined(one: Bound, other: Bound) -> Bound:
    if one.binds in (Binds.MINIMUM, Binds.PART):
        return max(one, other, key=lambda bound: (bound.low, bound.best))
    best = one.best / 2 + other.best / 2
    return Bound(min(one.low, other.low), best, max(one.high, other.high), one.binds)


def _told_level(day: date, band: Band | None, used: Sequence[Figure]) -> Level:
    claims = tuple(dict.fromkeys(one.account.report.claim.id for one in used))[:MOST_CLAIMS]
    if band is None:
        return Level(day=day, low=None, best=None, high=None)
    return Level(day=day, low=band.low, best=band.best, high=told(band.high), conflict=band.conflict, claims=claims)


def _on_the_way(bests: Sequence[float | None], ages: Sequence[int]) -> float | None:
    """The likeliest on the way from one account to the next, each counting the more the nearer it is."""
    if any(best is None for best in bests):
        return None
    known = [best for best in bests if best is not None]
    if len(known) == 1:
        return known[0]
    share = ages[0] / (ages[0] + ages[1])
    return known[0] + (known[1] - known[0]) * share


def _first(figure: Figure) -> int:
    assert figure.account.earliest is not None
    return figure.account.earliest.toordinal()


def _last(figure: Figure) -> int:
    assert figure.account.latest is not None
    return figure.account.latest.toordinal()
