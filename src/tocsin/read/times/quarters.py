"""What quarters and halves of a year mean, and the like period of another year."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tocsin.read.times.dates import TimeDates, years_around
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import (
    QUARTER,
    YEAR,
    Period,
    half_period,
    holding,
    moved,
    moved_period,
    quarter_period,
    year_period,
)
from tocsin.read.times.reasons import NO_DAY, year_of
from tocsin.read.times.scene import Meaning, TimeContext, chosen
from tocsin.read.times.settled import settled, unknown
from tocsin.read.times.tense import FUTURE, PAST
from tocsin.read.times.years import TimeYears

_InYear = Callable[[int], Period | None]
_LONG_OVER = 180


class TimeQuarters:
    """Reads the forms that name quarters and halves."""

    def __init__(self, table: Mapping[str, Any], dates: TimeDates) -> None:
        self._halves = frozenset(table["short_halves"])
        self._dates = dates
        self._years = TimeYears()

    def quarter(self, found: Found, scene: TimeContext) -> Meaning | None:
        """A quarter or half of a year, or the like period of another year."""
        number, is_half = self._number(found)
        year = self._years.named(found, scene)
        if not is_half:
            number = number or self._last_quarter(scene)
        make = _maker(number or 0, half=is_half)
        if found.caught("AGOYEAR"):
            return self._year_before(found, scene, make if found.worth("ORDINAL") else None)
        if not number:
            return unknown("XXXX-QX", NO_DAY)
        why: tuple[str, ...] = ()
        if year is None and scene.today is not None:
            year = self._year_of(found, scene, make)
            period = make(year) if year is not None else None
            why = (scene.said, year_of(period)) if period else ()
        if year is None:
            return unknown(f"XXXX-{'H' if is_half else 'Q'}{number:.0f}", NO_DAY)
        return settled(found, scene, make(year), why=why)

    def _number(self, found: Found) -> tuple[float | None, bool]:
        """Which quarter or half is named, and whether it is a half."""
        if short := found.caught("SHORTQUARTER"):
            name = short[0].lower
            return float(name[-1]), name[0] in self._halves
        return found.worth("ORDINAL"), bool(found.caught("HALF"))

    def _year_before(self, found: Found, scene: TimeContext, make: _InYear | None) -> Meaning | None:
        if scene.today is None:
            return unknown("PAST_REF", NO_DAY)
        if make is not None:
            return settled(found, scene, make(scene.today.year - 1), why=(scene.said,), focus=False)
        if scene.quarter is not None:
            period = moved_period(scene.quarter, YEAR, -1, self._dates.seasons)
        else:
            # Reports are about the quarter last over, which ended in the one before this.
            day = moved(scene.today, QUARTER, -5)
            period = holding(QUARTER, day) if day and found.says("quarter") else None
        return settled(found, scene, period or year_period(scene.today.year - 1), why=(scene.said,), focus=False)

    def _year_of(self, found: Found, scene: TimeContext, make: _InYear) -> int | None:
        """The year of a quarter: the one last begun, or the next where that is long over and the verb looks ahead."""
        today = scene.today
        if today is None:
            return None
        period = chosen(map(make, years_around(today)), today, PAST)
        if period and _days_over(period, today) > _LONG_OVER and self._dates.look(found, scene).side == FUTURE:
            return period.first.year + 1
        return period.first.year if period else None

    def _last_quarter(self, scene: TimeContext) -> int | None:
        """The number of the quarter under discussion, else of the last one over."""
        if scene.quarter is not None:
            return int(scene.quarter.value[-1])
        if scene.today is None:
            return None
        return (scene.today.month - 1) // 3 or 4


def _maker(number: float, *, half: bool) -> _InYear:
    def made(year: int) -> Period | None:
        return half_period(year, int(number)) if half else quarter_period(year, int(number))

    return made


def _days_over(period: Period, day: date) -> int:
    return (day - period.last).days
