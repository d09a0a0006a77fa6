"""What times named by their place in the calendar mean: days, months, seasons, holidays, years, decades."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from tocsin.model.time import TimeType
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import (
    DAY,
    MONTH,
    Period,
    century_period,
    day_of,
    decade_period,
    easter,
    month_period,
    moved,
    nth_weekday,
    one_day,
    season_period,
    year_period,
)
from tocsin.read.times.reasons import NO_DAY, verb, year_of
from tocsin.read.times.scene import Meaning, TimeContext, chosen
from tocsin.read.times.settled import settled, unknown
from tocsin.read.times.tense import FUTURE, OPEN, PAST, Look, Tense
from tocsin.read.times.years import TimeYears

InYear = Callable[[int], Period | None]


class TimeDates:
    """Reads the forms that name a time by its place in the calendar."""

    def __init__(self, table: Mapping[str, Any], holidays: Mapping[tuple[str, ...], Mapping[str, int]]) -> None:
        self.seasons: Mapping[str, list[int]] = table["seasons"]
        self._numeric: Mapping[str, str] = table["numeric"]
        self._holidays = holidays
        self._opens: Mapping[str, str] = table["opens"]
        self._tense = Tense(table["tense"])
        self._years = TimeYears()

    def named(self, found: Found, scene: TimeContext) -> Meaning | None:
        """A day, month, season, holiday, year, decade or century."""
        if found.says("ISO") or found.says("NUMERIC"):
            return self._figures(found.words[found.first].lower, scene)
        if found.caught("DECADE") or found.caught("TEN"):
            return self._decade(found, scene)
        in_year, unplaced = self.in_year(found)
        if in_year is None:
            return self._whole_year(found, scene)
        return self.placed(found, scene, in_year, unplaced)

    def monthday(self, found: Found, scene: TimeContext) -> Meaning | None:
        """A day of the month that is spoken of: "on the 21st"."""
        token = scene.token(found.words[found.first : found.last])
        if token is None or (not found.caught("RELMONTH") and token.dep != "pobj"):
            return None
        number = int(min(found.worth("ORDINALFIGURE"), 99))
        if scene.today is None and scene.focus is None:
            return unknown(f"XXXX-XX-{number:02d}", NO_DAY) if 1 <= number <= 31 else None
        rel = next((found.vocabulary.worth("REL", word) for word in found.caught("RELMONTH")), None)
        focus = rel is None or rel.get("focus", False)
        base = scene.base(focus=focus)
        if base is None:
            return None
        shifts = (rel["shift"],) if rel else (0,) if scene.focus is not None else (0, -1, 1)
        months = [month for shift in shifts if (month := moved(base, MONTH, shift))]
        days = [day_in(month.year, month.month, number) for month in months]
        side = self.look(found, scene).side if len(days) > 1 else OPEN
        return settled(found, scene, chosen(days, base, side, against=3), why=(scene.counted(focus=focus),))

    def look(self, found: Found, scene: TimeContext) -> Look:
        """On which side of the day it was said the words before the expression, or the governing verb, see it."""
        before = found.words[found.first - 1].lower if found.first else ""
        way = self._opens.get(before)
        owns = found.last < len(found.words) and "POSSESSIVE" in found.words[found.last].classes
        if way == "since" or owns:
            return Look(PAST, before if way else "")
        token = scene.token(found.words[found.first : found.last])
        if way == "to" and self._tense.puts_off(token):
            return Look(FUTURE, before)
        look = self._tense.look(token)
        return Look(OPEN) if way == "to" and look.side == PAST else look

    def placed(self, found: Found, scene: TimeContext, in_year: InYear, unplaced: str) -> Meaning | None:
        """A stretch of the year in the year that is named, or else meant."""
        named = self._years.named(found, scene)
        if named is not None:
            why = (scene.said,) if found.caught("RELYEAR") else ()
            return settled(found, scene, in_year(named), why=why)
        if all(in_year(year) is None for year in (2000, 2001)):
            return None
        if scene.today is None:
            return unknown(unplaced, NO_DAY)
        return self._meant(found, scene, in_year, scene.today)

    def _meant(self, found: Found, scene: TimeContext, in_year: InYear, today: date) -> Meaning | None:
        periods = [in_year(year) for year in years_around(today)]
        rel = self._rel(found)
        if rel is None:
            look = self.look(found, scene)
            # "paid on 15 November" was often said before that day; of whole months the verb decides, though not for a
            # noun below it: "told of cuts in June".
            named_day = bool(found.caught("DAYNUMBER"))
            weak = named_day or (look.side == PAST and not look.direct)
            period = chosen(periods, today, look.side, against=3 if weak else None)
            if period is None:
                return None
            guessed = look.side == OPEN and not named_day
            supplied = (scene.said, year_of(period), verb(look) if not named_day else "the nearest such day")
            return settled(found, scene, period, why=supplied, guessed=guessed)
        focus = rel.get("focus", False)
        base = scene.base(focus=focus) or today
        why = (scene.counted(focus=focus),)
        if rel["shift"] == 0:
            return settled(found, scene, in_year(base.year), why=why)
        if rel["shift"] < 0:
            before = [period for period in periods if period and period.last < base]
            return settled(found, scene, chosen(before, base, PAST), why=why)
        after = [period for period in periods if period and period.first > base]
        return settled(found, scene, chosen(after, base, FUTURE), why=why)

    def in_year(self, found: Found) -> tuple[InYear | None, str]:
        """What the expression names within a year, and how it is written where no year is known."""
        month = found.worth("MONTH") or found.worth("ABBREVIATED")
        if month and found.caught("DAYNUMBER"):
            number = self._day_number(found)
            return (lambda year: day_in(year, month, number)), f"XXXX-{month:02d}-{number:02d}"
        if month:
            return (lambda year: month_period(year, month)), f"XXXX-{month:02d}"
        if season := found.worth("SEASON"):
            return (lambda year: season_period(year, season, self.seasons[season])), f"XXXX-{season}"
        if holiday := found.caught("HOLIDAY"):
            rule = self._holidays[tuple(word.lower for word in holiday)]
            fixed = f"XXXX-{rule['month']:02d}-{rule['day']:02d}" if "day" in rule else "XXXX-XX-XX"
            return (lambda year: _holiday(year, rule)), fixed
        return None, ""

    def _day_number(self, found: Found) -> int:
        words = found.caught("DAYNUMBER")
        values = [found.vocabulary.worth("ORDINAL", word) or found.vocabulary.worth("NUMBER", word) for word in words]
        return int(min(sum(value for value in values if value), 99))

    def _decade(self, found: Found, scene: TimeContext) -> Meaning | None:
        digits, complete = self._years.decade(found)
        if not complete and scene.today is None:
            return unknown(f"XX{digits // 10}", NO_DAY)
        year = digits if complete else self._years.recent(digits, scene.today)
        return settled(found, scene, decade_period(year)) if year is not None else None

    def _whole_year(self, found: Found, scene: TimeContext) -> Meaning | None:
        if number := found.worth("ORDINAL"):
            return settled(found, scene, century_period(int(number)))
        token = scene.tokens.get(found.start)
        if (
            found.last - found.first == 1
            and token is not None
            and token.dep == "nummod"
            and _is_counted(token.head.tag)
        ):
            return None
        year = self._years.named(found, scene)
        return settled(found, scene, year_period(year)) if year is not None else None

    def _figures(self, text: str, scene: TimeContext) -> Meaning | None:
        """A date in figures; where day and month may be either, both days bound it."""
        if "-" in text:
            year, month, number = text.split("-")
            return _between([day_of(int(year), int(month), int(number))])
        mark = "/" if "/" in text else "."
        first, second, tail = text.split(mark)
        full = int(tail) if len(tail) == 4 else self._years.recent(int(tail), scene.today, ahead=10)
        if full is None:
            return None
        month_first, day_first = day_of(full, int(first), int(second)), day_of(full, int(second), int(first))
        return _between([day_first] if self._numeric[mark] == "day first" else [month_first, day_first])

    def _rel(self, found: Found) -> Mapping[str, Any] | None:
        values = [found.vocabulary.worth("REL", word) for word in found.caught("REF")]
        known = [value for value in values if value]
        return known[-1] if known else None


def _between(days: Sequence[date | None]) -> Meaning | None:
    known = [day for day in days if day is not None]
    if not known:
        return None
    either = ("day and month may stand in either order",) if min(known) < max(known) else ()
    edtf = f"[{min(known)},{max(known)}]" if either else None
    return Meaning(TimeType.DATE, known[0].isoformat(), min(known), max(known), one_day(known[0]), either, edtf=edtf)


def years_around(day: date) -> tuple[int, ...]:
    """The year of a day, and those before and after it."""
    return (day.year - 1, day.year, day.year + 1)


def day_in(year: int, month: int, number: int) -> Period | None:
    """A day as a period, None where the calendar has no such day."""
    day = day_of(year, month, number)
    return one_day(day) if day else None


def _holiday(year: int, rule: Mapping[str, int]) -> Period | None:
    if "easter" in rule:
        sunday = easter(year)
        day = moved(sunday, DAY, rule["easter"]) if sunday else None
    elif "day" in rule:
        day = day_of(year, rule["month"], rule["day"])
    else:
        day = nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
    return one_day(day) if day else None


def _is_counted(tag: str) -> bool:
    """Whether a noun's tag is that of a plural, so that the figure before it counts."""
    return tag.endswith("S")
