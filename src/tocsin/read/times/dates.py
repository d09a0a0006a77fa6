"""What times named by their place in the calendar mean: days, months, seasons, holidays, quarters, years, decades."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tocsin.model.parse import Token
from tocsin.model.reason import Reason
from tocsin.model.time import TimeType
from tocsin.read.times.context import (
    NO_DAY,
    Meaning,
    TimeContext,
    because,
    chosen,
    resolve_period,
    tense_reason,
    unknown,
)
from tocsin.read.times.forms import Found, Word
from tocsin.read.times.periods import (
    MONTH,
    QUARTER,
    YEAR,
    Period,
    century_period,
    day_in,
    day_of,
    decade_period,
    half_period,
    holding,
    holiday_period,
    month_period,
    moved,
    moved_period,
    one_day,
    quarter_period,
    season_period,
    year_period,
)
from tocsin.read.times.tense import FUTURE, OPEN, PAST

InYear = Callable[[int], Period | None]
"""What words name within a year: the period by the year."""

_SPOKEN_CENTURY = range(16, 21)
_MISDATED = 40
"""How many times a day ahead counts that a finite verb in the past reports: one of a few days is a day of publication
that is wrong, a later one lies in the year before."""
_LETTERS_OF_MONTH = 3
_LONG_OVER = 180
"""Days after which a quarter is so long over that its next one may be meant."""


def read_date(found: Found, context: TimeContext) -> Meaning | None:
    """A day, month, season, holiday, year, decade or century."""
    if found.says("ISO") or found.says("NUMERIC"):
        return _in_figures(found, context)
    if found.says("MILITARY"):
        return _in_military(found.inside[0].lower, context)
    if found.caught("DECADE") or found.caught("TEN"):
        # In words the decade is one of the last hundred years: "the nineties".
        number = found.worth("TEN")
        digits = _digits(found.caught("DECADE")[0]) if number is None else ""
        complete = len(digits) == 4
        if not complete and context.today is None:
            return unknown(f"XX{int(digits or number) // 10}", NO_DAY)
        year = int(digits) if complete else _recent(int(digits or number), context.today)
        return resolve_period(found, context, decade_period(year)) if year is not None else None
    in_year, unplaced = named_in_year(found, context)
    if in_year is not None:
        return placed(found, context, in_year, unplaced)
    if century := found.worth("ORDINAL"):
        return resolve_period(found, context, century_period(int(century)))
    token = context.tokens.get(found.start)
    if token is not None and len(found.inside) == 1 and _counts(found, token, context):
        return None
    named = named_year(found, context)
    return resolve_period(found, context, year_period(named)) if named is not None else None


def read_monthday(found: Found, context: TimeContext) -> Meaning | None:
    """A day of the month that is spoken of: "on the 21st"."""
    token = context.token(found)
    if token is None or (not found.caught("RELMONTH") and token.dep != "pobj"):
        return None
    number = int(min(found.worth("ORDINALFIGURE"), 99))
    if context.today is None and context.focus is None:
        return unknown(f"XXXX-XX-{number:02d}", NO_DAY) if 1 <= number <= 31 else None
    rel = next((found.vocabulary.worth("REL", word) for word in found.caught("RELMONTH")), None)
    focus = rel is None or rel.get("focus", False)
    base = context.base(focus=focus)
    if base is None:
        return None
    shifts = (rel["shift"],) if rel else (0,) if context.focus is not None else (0, -1, 1)
    months = [month for shift in shifts if (month := moved(base, MONTH, shift))]
    days = [day_in(month.year, month.month, number) for month in months]
    side = context.look(found).side if len(days) > 1 else OPEN
    day = chosen(days, base, side, against=3)
    return resolve_period(found, context, day, why=(context.counted(focus=focus),))


def read_span(found: Found, context: TimeContext) -> Meaning | None:
    """Two months or two days joined by a dash."""
    names = found.worths("MONTH") + found.worths("ABBREVIATED")
    if len(names) == 2:
        first_in, second_in = (_month(month) for month in names)
    else:
        numbers = found.worths("DAY") + found.worths("ORDINAL") + found.worths("NUMBER")
        days = [int(value) for value in numbers if value and 1 <= value <= 31]
        if len(days) < 2 or days != sorted(set(days)):
            return None
        token = context.token(found)
        if token is not None and token.dep == "nummod" and token.head.start >= found.end:
            days = days[:-1]  # "on March 6 and 7 people left"
        first_in, second_in = (_day_of_month(names[0], day) for day in (days[0], days[-1]))
    # "early May–June": the first of the two is narrowed, not the second.
    first, second = placed(found, context, *first_in), placed(found, context, *second_in)
    if first is None or second is None:
        return None
    value = f"{first.value}/{second.value}"
    if first.first is None or second.period is None:
        return Meaning(TimeType.DATE, value, reasons=first.reasons)
    last = second.period.last
    if last < first.first:
        # One was, the other is still to come: both are of the year of the second.
        begun = first_in[0](second.period.first.year)
        if begun is None or last < begun.first:
            return None
        value = f"{begun.value}/{second.value}"
        first = replace(first, value=begun.value, first=begun.first, last=begun.last, period=begun)
    soft = "" if first.soft in ("", "last") else "first"
    return Meaning(TimeType.DATE, value, first.first, last, second.period, reasons=first.reasons, soft=soft)


def read_years(found: Found, context: TimeContext) -> Meaning | None:
    """Two years joined by a dash; the second may be its last two figures."""
    first = int(found.worth("YEAR"))
    tail = found.inside[-1]
    if tail.number is None or not tail.lower.isdecimal() or len(tail.lower) not in (2, 4):
        return None
    last = int(tail.number) if len(tail.lower) == 4 else first - first % 100 + int(tail.number)
    start, end = year_period(first), year_period(last)
    if start is None or end is None or not 0 < last - first <= 100:
        return None
    return Meaning(TimeType.DATE, f"{start.value}/{end.value}", start.first, end.last, end)


def read_quarter(found: Found, context: TimeContext) -> Meaning | None:
    """A quarter or half of a year, or the like period of another year."""
    today = context.today
    ordinal = found.worth("ORDINAL")
    if short := found.caught("SHORTQUARTER"):
        number, is_half = float(short[0].lower[-1]), short[0].lower[0] in context.language.short_halves
    else:
        number, is_half = ordinal, bool(found.caught("HALF"))
    year = named_year(found, context)
    if not is_half and not number:
        # The quarter under discussion, else the last one over.
        if context.quarter is not None:
            number = int(context.quarter.value[-1])
        elif today is not None:
            number = (today.month - 1) // 3 or 4

    def make(year: int) -> Period | None:
        return half_period(year, int(number or 0)) if is_half else quarter_period(year, int(number or 0))

    if found.caught("AGOYEAR"):
        if today is None:
            return unknown("PAST_REF", NO_DAY)
        if ordinal:
            period = make(today.year - 1)
            return resolve_period(found, context, period, why=(context.said,), focus=False)
        if context.quarter is not None:
            period = moved_period(context.quarter, YEAR, -1, context.language.seasons)
        else:
            # Reports are about the quarter last over, which ended in the one before this.
            day = moved(today, QUARTER, -5)
            named = any(found.vocabulary.worth("UNIT", word) == QUARTER for word in found.inside)
            period = holding(QUARTER, day) if day and named else None
        period = period or year_period(today.year - 1)
        return resolve_period(found, context, period, why=(context.said,), focus=False)
    if not number:
        return unknown("XXXX-QX", NO_DAY)
    if year is not None:
        return resolve_period(found, context, make(year))
    # The one last begun, or the next where that is long over and the verb looks ahead.
    period = chosen(map(make, _years_around(today)), today, PAST) if today is not None else None
    if today is None or period is None:
        return unknown(f"XXXX-{'H' if is_half else 'Q'}{number:.0f}", NO_DAY)
    if (today - period.last).days > _LONG_OVER and context.look(found).side == FUTURE:
        period = make(period.first.year + 1)
    why = (context.said, because("year", year=f"{period.first.year:04d}")) if period else ()
    return resolve_period(found, context, period, why=why)


def placed(found: Found, context: TimeContext, in_year: InYear, unplaced: str) -> Meaning | None:
    """A stretch of the year in the year that is named, or else meant; `unplaced` is its value where no year is known."""
    named = named_year(found, context)
    if named is not None:
        why = (context.said,) if found.caught("RELYEAR") else ()
        return resolve_period(found, context, in_year(named), why=why)
    if all(in_year(year) is None for year in (2000, 2001)):
        return None
    today = context.today
    if today is None:
        return unknown(unplaced, NO_DAY)
    periods = [in_year(year) for year in _years_around(today)]
    rels = [value for word in found.caught("REF") if (value := found.vocabulary.worth("REL", word))]
    if not rels:
        look = context.look(found)
        # "Dividends paid on 15 November" was often said before that day; of whole months the verb decides, though not for a
        # noun below it: "told of cuts in June".
        named_day = bool(found.caught("DAYNUMBER"))
        weak = (named_day and not look.since) or (look.side == PAST and not look.direct)
        against = _MISDATED if look.finite and look.direct else 3
        period = chosen(periods, today, look.side, against=against if weak else None)
        if period is None:
            return None
        year = because("year", year=f"{period.first.year:04d}")
        reasons = (context.said, year, because("nearest_day") if named_day else tense_reason(look))
        return resolve_period(found, context, period, why=reasons, guessed=look.side == OPEN and not named_day)
    rel = rels[-1]
    focus = rel.get("focus", False)
    base = context.base(focus=focus) or today
    if rel["shift"] == 0:
        period = in_year(base.year)
    elif rel["shift"] < 0:
        period = chosen([one for one in periods if one and one.last < base], base, PAST)
    else:
        period = chosen([one for one in periods if one and one.first > base], base, FUTURE)
    return resolve_period(found, context, period, why=(context.counted(focus=focus),))


def named_in_year(found: Found, context: TimeContext) -> tuple[InYear | None, str]:
    """What the expression names within a year, and how it is written where no year is known."""
    month = found.worth("MONTH") or found.worth("ABBREVIATED")
    if month and (words := found.caught("DAYNUMBER")):
        values = [found.vocabulary.worth("ORDINAL", word) or found.vocabulary.worth("NUMBER", word) for word in words]
        return _day_of_month(month, int(min(sum(value for value in values if value), 99)))
    if month:
        return _month(month)
    if season := found.worth("SEASON"):
        span = context.language.seasons[season]
        return (lambda year: season_period(year, season, span)), f"XXXX-{season}"
    if holiday := found.caught("HOLIDAY"):
        rule = context.language.holidays[tuple(word.lower for word in holiday)]
        fixed = f"XXXX-{rule['month']:02d}-{rule['day']:02d}" if "day" in rule else "XXXX-XX-XX"
        return (lambda year: holiday_period(year, rule)), fixed
    return None, ""


def named_year(found: Found, context: TimeContext) -> int | None:
    """The year that the expression itself names; None if it names none, or one that cannot be known."""
    if words := found.caught("YEARS") or found.caught("FULLYEAR"):
        return _written_year(found, words, context)
    for word in found.caught("RELYEAR"):
        rel = found.vocabulary.worth("REL", word)
        base = context.base(focus=rel.get("focus", False)) if rel else None
        if rel and base:
            return int(base.year + rel["shift"])
    return None


def _written_year(found: Found, words: Sequence[Word], context: TimeContext) -> int | None:
    """A year in figures or in words."""
    if len(words) == 1:
        digits = _digits(words[0])
        return int(digits) if len(digits) == 4 else _recent(int(digits), context.today, ahead=10)
    values = [int(value) for word in words if (value := found.vocabulary.worth("NUMBER", word)) is not None]
    if values[:2] == [2, 1000]:
        return 2000 + sum(values[2:]) if sum(values[2:]) < 100 else None
    century, rest = values[0], sum(values[1:])
    return 100 * century + rest if century in _SPOKEN_CENTURY and 10 <= rest <= 99 else None


def _counts(found: Found, token: Token, context: TimeContext) -> bool:
    """Whether four figures count something: "2000 people", "some 1312 were killed", "Boats – 1207"."""
    if token.dep == "nummod" and token.head.tag in context.language.plural_tags:
        # "In 2019 nine workers …": the nine count, whatever the parser does with the year.
        return not any(child.dep == "nummod" and child.i > token.i for child in token.head.children)
    noun = context.tokens.get(found.words[found.first - 2].start) if found.first > 1 else None
    after = "".join(word.lower for word in found.words[found.last : found.last + 2])
    sign = found.before.lower if found.before is not None else ""
    years = context.language.years
    return years.counts(token) or years.is_listed(found.worth("FULLYEAR") or 0, noun, sign, after)


def _in_figures(found: Found, context: TimeContext) -> Meaning | None:
    """A date in figures; where day and month may be either, both days bound it."""
    text = found.inside[0].lower
    mark = next((char for char in text if not char.isdecimal()), "")
    pieces = text.split(mark) if mark else [text[:4], text[4:6], text[6:]]
    if len(pieces[0]) == 4:
        token = context.tokens.get(found.start)
        counts = token is not None and token.dep == "nummod" and token.head.tag in context.language.plural_tags
        day = day_of(*map(int, pieces))
        return _of_days([day]) if mark or not counts else None
    first, second, year = int(pieces[0]), int(pieces[1]), _full_year(pieces[2], context)
    if year is None:
        return None
    day_first, month_first = day_of(year, second, first), day_of(year, first, second)
    usual = context.language.numeric[mark]
    if mark != "/":
        return _of_days([day_first])
    if context.stroke_order is not None:
        shown = day_first if context.stroke_order == "day first" else month_first
        return _of_days([shown or day_first or month_first], because("order_shown"))
    today = context.today
    if day_first and month_first and today and context.look(found).side != FUTURE:
        over = [day for day in (day_first, month_first) if day <= today]
        if len(over) == 1:
            return _of_days(over, context.said)
    return _of_days([day_first, month_first] if usual == "day first" else [month_first, day_first])


def _of_days(days: Sequence[date | None], *why: Reason) -> Meaning | None:
    """One of some days, the likeliest first; None if the calendar has none of them."""
    known = [day for day in days if day is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    either = (because("either_order"),) if low < high else why
    edtf = f"[{low},{high}]" if low < high else None
    return Meaning(TimeType.DATE, known[0].isoformat(), low, high, one_day(known[0]), either, edtf=edtf)


def _in_military(text: str, context: TimeContext) -> Meaning | None:
    """A date as armed forces write it: "03JUN2022", "031200ZJUN22"."""
    month = context.language.months["".join(filter(str.isalpha, text))[-_LETTERS_OF_MONTH:]]
    year = _full_year(text[-4:] if text[-4:].isdecimal() else text[-2:], context)
    number = text[: next(at for at, char in enumerate(text) if not char.isdecimal())]
    day = int(number[:-4] if len(number) > 2 else number)
    return _of_days([day_of(year, month, day)]) if year is not None else None


def _full_year(figures: str, context: TimeContext) -> int | None:
    return int(figures) if len(figures) == 4 else _recent(int(figures), context.today, ahead=10)


def _month(month: int) -> tuple[InYear, str]:
    return (lambda year: month_period(year, month)), f"XXXX-{month:02d}"


def _day_of_month(month: int, number: int) -> tuple[InYear, str]:
    return (lambda year: day_in(year, month, number)), f"XXXX-{month:02d}-{number:02d}"


def _digits(word: Word) -> str:
    return "".join(filter(str.isdecimal, word.lower))


def _recent(two_digits: int, today: date | None, *, ahead: int = 0) -> int | None:
    """The last year up to today's, or so many years later, that ends so; None where today is not known."""
    if today is None:
        return None
    latest = today.year + ahead
    year = latest - latest % 100 + two_digits
    return year if year <= latest else year - 100


def _years_around(day: date) -> tuple[int, ...]:
    """The year of a day, and those before and after it."""
    return day.year - 1, day.year, day.year + 1
