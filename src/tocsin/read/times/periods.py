"""Stretches of the calendar: the day, week, month, … that holds a day, and the one so many before or after."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAY, WEEK, WEEKEND, MONTH, QUARTER = "D", "W", "WE", "M", "Q"
HALF, YEAR, DECADE, CENTURY, SEASON = "H", "Y", "DE", "CE", "SN"
_MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12, DECADE: 120, CENTURY: 1200, "ML": 12000}
_ORDER = (DAY, WEEKEND, WEEK, MONTH, QUARTER, SEASON, HALF, YEAR, DECADE, CENTURY)
_DAYS = {DAY: 1, "N": 1, WEEK: 7, WEEKEND: 7, "FN": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with its name as a TIMEX3 value."""

    unit: str
    value: str
    first: date
    last: date


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def length_order(unit: str) -> int:
    """Where a unit stands among all, the shortest first."""
    return _ORDER.index(unit) if unit in _ORDER else 0


def one_day(day: date) -> Period:
    """A day as a period."""
    return Period(DAY, day.isoformat(), day, day)


def months(unit: str, value: str, year: int, month: int, count: int) -> Period | None:
    """`count` whole months from the first of `month`, which may lie outside 1 … 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if not (year >= MINYEAR and last_year <= MAXYEAR):
        return None
    return Period(unit, value, date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]))


def year_period(year: int) -> Period | None:
    """A year."""
    return months(YEAR, f"{year:04d}", year, 1, 12)


def month_period(year: int, month: int) -> Period | None:
    """A month of a year."""
    return months(MONTH, f"{year:04d}-{month:02d}", year, month, 1) if 1 <= month <= 12 else None


def quarter_period(year: int, quarter: int) -> Period | None:
    """A quarter of a year, 1 to 4."""
    return months(QUARTER, f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3) if 1 <= quarter <= 4 else None


def half_period(year: int, half: int) -> Period | None:
    """A half of a year, 1 or 2."""
    return months(HALF, f"{year:04d}-H{half}", year, 6 * half - 5, 6) if 1 <= half <= 2 else None


def decade_period(year: int) -> Period | None:
    """The ten years that share all digits but the last with `year`."""
    start = year - year % 10
    return months(DECADE, f"{start // 10:03d}", max(start, 1), 1, 120) if start else None


def century_period(number: int) -> Period | None:
    """A century by its number: the 20th runs from 1901 to 2000."""
    return months(CENTURY, f"{number - 1:02d}", 100 * number - 99, 1, 1200) if 1 <= number <= 98 else None


def season_period(year: int, season: str, span: Sequence[int]) -> Period | None:
    """A season by its TIMEX3 code and its first and last month."""
    return months(SEASON, f"{year:04d}-{season}", year, span[0], span[1] - span[0] + 1)


def week_period(day: date, *, weekend: bool = False) -> Period | None:
    """The week, Monday to Sunday, that a day lies in, or its last two days."""
    year, week, weekday = day.isocalendar()
    first = moved(day, DAY, 1 - weekday + (5 if weekend else 0))
    last = moved(day, DAY, 7 - weekday)
    if first is None or last is None:
        return None
    return Period(WEEKEND if weekend else WEEK, f"{year:04d}-W{week:02d}{'-WE' if weekend else ''}", first, last)


def holding(unit: str, day: date) -> Period | None:
    """The period of a unit that a day lies in; None for units shorter than a day."""
    if unit in (WEEK, WEEKEND, "FN"):
        return week_period(day, weekend=unit == WEEKEND)
    made = {
        MONTH: lambda: month_period(day.year, day.month),
        QUARTER: lambda: quarter_period(day.year, (day.month + 2) // 3),
        HALF: lambda: half_period(day.year, (day.month + 5) // 6),
        YEAR: lambda: year_period(day.year),
        DECADE: lambda: decade_period(day.year),
        CENTURY: lambda: century_period((day.year + 99) // 100),
    }
    return made[unit]() if unit in made else one_day(day) if unit in (DAY, "N") else None


def moved(day: date, unit: str, count: float) -> date | None:
    """The day so many units later (earlier, if negative); None where the calendar ends or the unit is shorter."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=round(count * _DAYS[unit]))
        if unit not in _MONTHS or abs(count) > MAXYEAR:
            return None
        return _months_later(day, round(count * _MONTHS[unit]))
    except (ValueError, OverflowError):
        return None


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved_period(period: Period, unit: str, count: float, seasons: Mapping[str, Sequence[int]]) -> Period | None:
    """The like period so many units later: the same quarter a year before; the unit's own where that is the longer."""
    first = moved(period.first, unit, count)
    if first is None:
        return None
    if period.unit == SEASON and unit == YEAR:
        code = period.value[-2:]
        return season_period(first.year, code, seasons[code])
    longer = _MONTHS.get(unit, 0) >= _MONTHS.get(period.unit, 0) and period.unit not in (WEEK, WEEKEND)
    return holding(period.unit if longer and period.unit != SEASON else unit, first)


def third(period: Period, part: str) -> Period:
    """The early, mid or late third of a period; of a month the first, second and last ten days."""
    if period.unit == MONTH:
        cuts = [period.first, period.first + timedelta(days=10), period.first + timedelta(days=20)]
    elif period.unit in _MONTHS:
        count = _MONTHS[period.unit]  # in whole years where there are whole years
        shares = [count * n // 3 if count <= 12 else 12 * round(count / 12 * n / 3) for n in (1, 2)]
        cuts = [period.first, *(_months_later(period.first, share) for share in shares)]
    else:
        length = (period.last - period.first).days + 1
        cuts = [period.first + timedelta(days=length * n // 3) for n in range(3)]
    ends = [cuts[1] - timedelta(days=1), cuts[2] - timedelta(days=1), period.last]
    number = {"early": 0, "mid": 1, "late": 2}[part]
    return Period(period.unit, period.value, cuts[number], max(ends[number], cuts[number]))


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991)."""
    if not 1583 <= year <= 9998:
        return None
    golden, century, rest = year % 19, year // 100, year % 100
    leap = century // 4
    epact = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century - 4 * leap) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def day_in(year: int, month: int, number: int) -> Period | None:
    """A day as a period, None where the calendar has no such day."""
    day = day_of(year, month, number)
    return one_day(day) if day else None


def holiday_period(year: int, rule: Mapping[str, int]) -> Period | None:
    """A holiday's day in a year: so many days from Easter, a day of a month, or the nth weekday of a month."""
    if "easter" in rule:
        sunday = easter(year)
        day = moved(sunday, DAY, rule["easter"]) if sunday else None
    elif "day" in rule:
        day = day_of(year, rule["month"], rule["day"])
    else:
        day = nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
    return one_day(day) if day else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (from the end, if negative) Monday (1) … Sunday (7) of a month."""
    if day_of(year, month, 1) is None:
        return None
    days = [date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1)]
    return [day for day in days if day.isoweekday() == weekday][nth - 1 if nth > 0 else nth]
