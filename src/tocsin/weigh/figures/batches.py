"""Figures that say what came on some day: put on top of what was there, or added up to a sum."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from tocsin.model.reason import Reason
from tocsin.model.series import AccountStatus, Level
from tocsin.weigh.figures.accounts import Figure
from tocsin.weigh.figures.band import MOST_CLAIMS, Bound, excluding

APART = timedelta(days=60)
"""Between figures of single events that lie farther apart, there are two events, and only one is asked for."""


def set_earlier(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those of what happened long before most others set aside: another visit, another flood."""
    made = list(figures)
    numbers = sorted(
        (n for n, one in enumerate(made) if one.account.standing is AccountStatus.COUNTED), key=lambda n: _day(made[n])
    )
    groups: list[list[int]] = []
    for number in numbers:
        if not groups or _day(made[number]) - _day(made[groups[-1][-1]]) > APART:
            groups.append([])
        groups[-1].append(number)
    main = max(range(len(groups)), key=lambda at: len(groups[at]), default=0)
    for group in groups[:main]:
        if all(made[number].is_event or _is_told_late(made[number]) for number in group):
            for number in group:
                made[number] = made[number].set_aside(AccountStatus.EARLIER, Reason(rule="figures.earlier"))
    return made


def _is_told_late(figure: Figure) -> bool:
    published = figure.account.report.published
    return published is not None and published - _day(figure) > APART


FEW = 0.5
"""What came is an addition where it is at most this share of what was there before."""


def on_top(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of what is there, where what came in addition is counted with what was there before."""
    figures = _with_arrivals(figures)
    whole = sorted((one for one in figures if not one.is_added), key=_day)
    days = [_day(one) for one in whole]
    made = []
    for one in figures:
        before = whole[: bisect_right(days, _day(one) - timedelta(days=1))] if one.is_added else []
        there = before[-1].account if before else None
        if there is not None and there.high is not None and one.account.high is not None:
            account = replace(
                one.account, low=(there.low or 0.0) + (one.account.low or 0.0), high=there.high + one.account.high,
                reasons=(*one.account.reasons, Reason(rule="figures.on_top", claims=(there.report.claim.id,))),
            )  # fmt: skip
            one = replace(one, account=account, value=one.value + before[-1].value, is_sum=True)
        elif one.is_added:
            one = replace(one, is_sum=False)
        made.append(one)
    return made


def _with_arrivals(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those of few that came to many taken for additions: nobody counts the many again by them."""
    ordered = sorted((one for one in figures if one.is_sum), key=_day)
    days = [_day(one) for one in ordered]
    made = []
    for one in figures:
        before = ordered[: bisect_right(days, _day(one) - timedelta(days=1))] if one.is_event else []
        came_before = any(other.value == one.value for other in before)
        many = before[-1].account.low if before else None
        adds = many is not None and one.value <= FEW * many and not came_before
        made.append(replace(one, is_added=True) if adds and not one.is_added else one)
    return made


@dataclass(frozen=True, slots=True)
class _Batch:
    earliest: date
    latest: date
    low: float
    high: float
    is_added: bool
    claims: tuple[str, ...]


class StepBand:
    """A sum of batches, each of its own days: it rises with each, and by nothing between them."""

    def __init__(self, batches: Sequence[_Batch]) -> None:
        self._days = [one.latest for one in batches]
        self._lows = list(accumulate(one.low for one in batches))
        self._highs = list(accumulate(one.high for one in batches))
        self._batches = batches

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> "StepBand | None":
        """The band that these accounts of a growing sum leave, if they are batches that make up the whole; else None.

        They do where only one batch is reported, where those after the first are told as additions, or where every total
        that is told is their sum.
        """
        if any(not one.is_batch and not one.is_sum for one in figures):
            return None
        batches = _batches(one for one in figures if one.is_batch)
        if not batches:
            return None
        made = cls(batches)
        totals = [one for one in figures if not one.is_batch]
        if not all(made._fits(one) for one in totals):
            return None
        return made if totals or all(one.is_added for one in batches[1:]) else None

    def levels(self, days: Iterable[date]) -> list[Level]:
        """The band on each of some days, in their order in the calendar."""
        return [self._level(day) for day in sorted(set(days))]

    def _level(self, day: date) -> Level:
        at = bisect_right(self._days, day) - 1
        if at < 0:
            return Level(day=day, low=0.0, best=None, high=self._highs[0])
        claims = tuple(claim for one in self._batches[: at + 1] for claim in one.claims)[:MOST_CLAIMS]
        low, high = self._lows[at], self._highs[at]
        # A rough figure alone excludes nobody.
        conflict = excluding(low, high) and any(len(one.claims) > 1 for one in self._batches[: at + 1])
        return Level(
            day=day, low=low, best=None if conflict else (low + high) / 2, high=high, conflict=conflict, claims=claims
        )

    def _fits(self, total: Figure) -> bool:
        assert total.account.latest is not None
        at = bisect_right(self._days, total.account.latest) - 1
        if at < 0:
            return False
        told = Bound(
            total.account.low or 0.0, total.value, self._highs[at] if total.account.high is None else total.account.high
        )
        # A rough figure is widened already; one more victim is another sum.
        return told.low <= self._highs[at] and self._lows[at] <= told.high


def _batches(figures: Iterable[Figure]) -> list[_Batch]:
    """The batches that accounts report; those with days in common are one batch."""
    made: list[_Batch] = []
    for one in sorted(figures, key=lambda one: (_first(one), _day(one))):
        low = one.account.low or 0.0
        high = one.value if one.account.high is None else one.account.high
        first, last = _first(one), _day(one)
        batch = _Batch(first, last, low, high, one.is_added, (one.account.report.claim.id,))
        if made and first <= made[-1].latest:
            before = made.pop()
            batch = _Batch(
                before.earliest, max(before.latest, last), min(before.low, low), max(before.high, high),
                before.is_added or one.is_added, (*before.claims, *batch.claims),
            )  # fmt: skip
        made.append(batch)
    return made


def _first(figure: Figure) -> date:
    assert figure.account.earliest is not None
    return figure.account.earliest


def _day(figure: Figure) -> date:
    assert figure.account.latest is not None
    return figure.account.latest
