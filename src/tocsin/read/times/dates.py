"""What named times mean: dates, months, seasons, quarters, weekdays, parts of the day, the hour."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from tocsin.model.time import TimeType
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import (
    DAY,
    QUARTER,
    YEAR,
    Period,
    century_period,
    day_of,
    decade_period,
    easter,
    half_period,
    holding,
    month_period,
    moved,
    moved_period,
    nth_weekday,
    one_day,
    quarter_period,
    season_period,
    third,
    year_period,
)
from tocsin.read.times.scene import FUTURE, OPEN, PAST, Meaning, Scene, Tense, chosen
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

    def named(self, found: Found, scene: Scene) -> Meaning | None:
        """A day, month, season, holiday, year, decade or century."""
        if found.says("ISO") or found.says("NUMERIC"):
            return self._figures(found.words[found.first].lower, scene)
        if found.caught("DECADE") or found.caught("TEN"):
            return self._decade(found, scene)
        in_year, unplaced = self.in_year(found)
        if in_year is None:
            return self._whole_year(found, scene)
        return self.placed(found, scene, in_year, unplaced)

    def span(self, found: Found, scene: Scene) -> Meaning | None:
        """Two months or two days joined by a dash."""
        numbers = [int(value) for value in found.worths("DAY") + found.worths("ORDINAL") if value]
        names = found.worths("MONTH") + found.worths("ABBREVIATED")
        if len(names) == 2:
            ends: list[InYear] = [lambda year: month_period(year, names[0]), lambda year: month_period(year, names[1])]
            texts = [f"XXXX-{name:02d}" for name in names]
        elif len(numbers) == 2:
            ends = [lambda year: _day(year, names[0], numbers[0]), lambda year: _day(year, names[0], numbers[1])]
            texts = [f"XXXX-{names[0]:02d}-{number:02d}" for number in numbers]
        else:
            return None
        first = self.placed(found, scene, ends[0], texts[0])
        # "early May–June": the first of the two is narrowed, not the second.
        second = self.placed(found, scene, ends[1], texts[1])
        if first is None or second is None:
            return None
        last = second.period.last if second.period else None
        return Meaning(TimeType.DATE, f"{first.value}/{second.value}", first.first, last, second.period)

    def years(self, found: Found, scene: Scene) -> Meaning | None:
        """Two years joined by a dash or a stroke; the second may be its last two figures."""
        first = int(found.worth("YEAR"))
        tail = found.words[found.last - 1]
        if tail.number is None or not tail.lower.isdecimal() or len(tail.lower) not in (2, 4):
            return None
        last = int(tail.number) if len(tail.lower) == 4 else first - first % 100 + int(tail.number)
        start, end = year_period(first), year_period(last)
        if start is None or end is None or not 0 < last - first <= 100:
            return None
        return Meaning(TimeType.DATE, f"{start.value}/{end.value}", start.first, end.last, end)

    def quarter(self, found: Found, scene: Scene) -> Meaning | None:
        """A quarter or half of a year, or the like period of another year."""
        number = found.worth("ORDINAL")
        year = self._years.named(found, scene)
        if found.caught("HALF"):
            make: InYear = lambda named: half_period(named, int(number))  # noqa: E731 - one of two makers, chosen here
            unknown = f"XXXX-H{number:.0f}"
        else:
            number = number or self._last_quarter(scene)
            make = lambda named: quarter_period(named, int(number or 0))  # noqa: E731
            unknown = f"XXXX-Q{number:.0f}" if number else "XXXX-QX"
        if found.caught("AGOYEAR"):
            return self._year_before(found, scene, make if found.worth("ORDINAL") else None)
        if not number:
            return _unknown(unknown)
        if year is None and scene.published is not None:
            year = self._year_of(found, scene, make)
        return settled(found, scene, make(year)) if year is not None else _unknown(unknown)

    def side(self, found: Found, scene: Scene) -> int:
        """On which side of publication the words before the expression, or the governing verb, see it."""
        before = found.words[found.first - 1].lower if found.first else ""
        way = self._opens.get(before)
        owns = found.last < len(found.words) and "POSSESSIVE" in found.words[found.last].classes
        if way == "since" or owns:
            return PAST
        side = self._tense.side(scene.token(found.words[found.first : found.last]))
        return OPEN if way == "to" and side == PAST else side

    def _year_before(self, found: Found, scene: Scene, make: InYear | None) -> Meaning | None:
        if scene.published is None:
            return _unknown("PAST_REF")
        if make is not None:
            return settled(found, scene, make(scene.published.year - 1), focus=False)
        if scene.quarter is not None:
            period = moved_period(scene.quarter, YEAR, -1, self.seasons)
        else:
            # Reports are about the quarter last over, which ended in the one before this.
            day = moved(scene.published, QUARTER, -5)
            period = holding(QUARTER, day) if day and found.says("quarter") else None
        return settled(found, scene, period or year_period(scene.published.year - 1), focus=False)

    def _year_of(self, found: Found, scene: Scene, make: InYear) -> int | None:
        """The year of a quarter: the one last begun, or the next where that is long over and the verb looks ahead."""
        published = scene.published
        if published is None:
            return None
        period = chosen(map(make, _years_around(published)), published, PAST)
        if period and (published - period.last).days > 180 and self.side(found, scene) == FUTURE:
            return period.first.year + 1
        return period.first.year if period else None

    def _last_quarter(self, scene: Scene) -> int | None:
        """The number of the quarter under discussion, else of the last one over."""
        if scene.quarter is not None:
            return int(scene.quarter.value[-1])
        if scene.published is None:
            return None
        return (scene.published.month - 1) // 3 or 4

    def placed(self, found: Found, scene: Scene, in_year: InYear, unplaced: str) -> Meaning | None:
        """A stretch of the year in the year that is named, or else meant."""
        named = self._years.named(found, scene)
        if named is not None:
            return settled(found, scene, in_year(named))
        if all(in_year(year) is None for year in (2000, 2001)):
            return None
        if scene.published is None:
            return _unknown(unplaced)
        return settled(found, scene, self._meant(found, scene, in_year, scene.published))

    def _meant(self, found: Found, scene: Scene, in_year: InYear, published: date) -> Period | None:
        periods = [in_year(year) for year in _years_around(published)]
        rel = self._rel(found)
        if rel is None:
            # "paid on 15 November" was often said before that day; of whole months the verb decides alone.
            return chosen(periods, published, self.side(found, scene), against=3 if found.caught("DAYNUMBER") else None)
        base = scene.base(focus=rel.get("focus", False)) or published
        if rel["shift"] == 0:
            return in_year(base.year)
        if rel["shift"] < 0:
            return chosen([period for period in periods if period and period.last < base], base, PAST)
        return chosen([period for period in periods if period and period.first > base], base, FUTURE)

    def in_year(self, found: Found) -> tuple[InYear | None, str]:
        """What the expression names within a year, and how it is written where no year is known."""
        month = found.worth("MONTH") or found.worth("ABBREVIATED")
        if month and found.caught("DAYNUMBER"):
            number = self._day_number(found)
            return (lambda year: _day(year, month, number)), f"XXXX-{month:02d}-{number:02d}"
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

    def _decade(self, found: Found, scene: Scene) -> Meaning | None:
        digits, complete = self._years.decade(found)
        if not complete and scene.published is None:
            return _unknown(f"XX{digits // 10}")
        year = digits if complete else self._years.recent(digits, scene.published)
        return settled(found, scene, decade_period(year)) if year is not None else None

    def _whole_year(self, found: Found, scene: Scene) -> Meaning | None:
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

    def _figures(self, text: str, scene: Scene) -> Meaning | None:
        """A date in figures; where day and month may be either, both days bound it."""
        if "-" in text:
            year, month, number = text.split("-")
            return _between([day_of(int(year), int(month), int(number))])
        mark = "/" if "/" in text else "."
        first, second, tail = text.split(mark)
        full = int(tail) if len(tail) == 4 else self._years.recent(int(tail), scene.published, ahead=10)
        if full is None:
            return None
        month_first, day_first = day_of(full, int(first), int(second)), day_of(full, int(second), int(first))
        return _between([day_first] if self._numeric[mark] == "day first" else [month_first, day_first])

    def _rel(self, found: Found) -> Mapping[str, Any] | None:
        values = [found.vocabulary.worth("REL", word) for word in found.caught("REF")]
        known = [value for value in values if value]
        return known[-1] if known else None


def settled(found: Found, scene: Scene, period: Period | None, *, focus: bool = True) -> Meaning | None:
    """A period as what the expression means, narrowed by "early" or "late", "earlier" or "later"."""
    if period is None:
        return None
    first: date | None = period.first
    last: date | None = period.last
    edge, side = found.worth("EDGE") or found.worth("EDGENOUN"), found.worth("SIDE")
    if edge:
        narrow = third(period, edge)
        first, last = narrow.first, narrow.last
    elif side and scene.published and period.first <= scene.published <= period.last:
        first, last = (first, scene.published) if side == "before" else (scene.published, last)
    return Meaning(TimeType.DATE, period.value, first, last, period if focus else None)


def _between(days: Sequence[date | None]) -> Meaning | None:
    known = [day for day in days if day is not None]
    if not known:
        return None
    return Meaning(TimeType.DATE, known[0].isoformat(), min(known), max(known), one_day(known[0]))


def _unknown(value: str) -> Meaning:
    return Meaning(TimeType.DATE, value)


def _years_around(day: date) -> tuple[int, ...]:
    return (day.year - 1, day.year, day.year + 1)


def _day(year: int, month: int, number: int) -> Period | None:
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
