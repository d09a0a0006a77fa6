"""What counted and relative times mean: "two weeks", "last month", "a few days ago", "every year"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any

from tocsin.model.reason import Reason
from tocsin.model.time import TimeType
from tocsin.read.times.context import (
    HABIT,
    LENGTH,
    NO_DAY,
    Meaning,
    TimeContext,
    because,
    resolve_period,
    tense_reason,
    unknown,
)
from tocsin.read.times.dates import read_date
from tocsin.read.times.forms import Found, Word
from tocsin.read.times.periods import (
    CENTURY,
    DAY,
    DECADE,
    MONTH,
    QUARTER,
    WEEK,
    WEEKEND,
    YEAR,
    Period,
    holding,
    moved,
    moved_period,
)
from tocsin.read.times.tense import FUTURE, PAST

_CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H"}
"""Units shorter than a day, with the letters of their values."""
_HOURS = {"H": 1, "MIN": 1 / 60, "S": 1 / 3600}
_SMALLER = {YEAR: (MONTH, 12), "H": ("MIN", 60), "MIN": ("S", 60), DAY: ("H", 24), WEEK: (DAY, 7)}
_TIMES = {DECADE: (YEAR, 10), CENTURY: (YEAR, 100), "ML": (YEAR, 1000), "FN": (WEEK, 2)}
_BARE = frozenset({DAY, WEEK, MONTH, YEAR, DECADE, CENTURY})
"""Units that are a length of time without a number: "a week" and not "an hour"."""
_HALF_UNIT = {WEEK: 3, "FN": 3, MONTH: 15, QUARTER: 45, YEAR: 183, DECADE: 1826}
"""Days by which "two weeks ago" may be more or less."""
_MOST = 10_000_000
"""More units than this are more than any calendar has."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How many units; `exact` is the number to write down, None where the words give none."""

    low: float
    high: float | None
    exact: float | None


_ONE = Amount(1, 1, 1)
_SEVERAL = Amount(2, 9, None)
"""What a bare plural means: "days ago"."""


def read_unit(found: Found, context: TimeContext) -> Meaning | None:
    """One unit pointed to: "last week", "the year", "the week of 6 March"."""
    unit = found.worth("UNIT")
    if not unit:
        unit = found.vocabulary.worth("UNIT", [word for word in found.inside if "UNIT" in word.classes][-1])
    if found.caught("DAYNUMBER"):
        named = read_date(found, context)
        period = holding(unit, named.first) if named and named.first else None
        return resolve_period(found, context, period, why=named.reasons) if named else None
    rel = found.worth("REL")
    if unit in _CLOCK_UNITS or (unit == DAY and rel and rel["shift"] < 0 and not rel.get("focus")):
        return None
    if beyond := found.worth("BEYOND"):
        return _pointed(found, context, unit, {"shift": beyond})
    if found.caught("ENDED"):
        return Meaning(TimeType.DURATION, _value(_ONE, unit), reasons=(LENGTH,))
    if unit in (DECADE, CENTURY) and rel and rel["shift"] != 0:
        return _stretch(context, _ONE, unit, rel["shift"])
    if unit == QUARTER and (rel is None or found.says("LATEST")):
        return _quarter(found, context)
    if unit == WEEKEND and not (rel and rel.get("focus")):
        return _weekend(found, context, rel)
    return _pointed(found, context, unit, rel or {"shift": 0, "focus": unit == DAY})


def read_ago(found: Found, context: TimeContext) -> Meaning | None:
    """So many units before or after a day."""
    rel = found.worth("AGO") or found.worth("BEFORE") or {"shift": FUTURE}
    unit, amount = _unit(found), _amount(found)
    if unit is None or amount is None:
        return None
    shift, focus = rel["shift"], rel.get("focus", False)
    if focus and context.focus is None and shift == FUTURE and context.look(found).side != FUTURE:
        # "A few days later", where no day was named before: some day that is over, if the verb does not look ahead.
        return Meaning(TimeType.DATE, "PAST_REF", None, context.today, reasons=(because("counted_from_unknown"),))
    base = context.base(focus=focus)
    if base is None:
        return unknown("PAST_REF" if shift < 0 else "FUTURE_REF", NO_DAY)
    longer = context.too_long(unit) if focus else None
    if longer is not None and amount.exact is not None and unit not in _CLOCK_UNITS:
        return _somewhere_in(longer, unit, shift * amount.exact, context)
    base = context.base(focus=focus) or base
    why = (context.counted(focus=focus),)
    if unit in _CLOCK_UNITS:
        hours = (amount.high or _MOST) * _HOURS[unit]
        far = moved(base, DAY, shift * (1 + min(hours, _MOST) // 24))
        first, last = (far, base) if shift < 0 else (base, far)
        return Meaning(TimeType.TIME, base.isoformat(), first, last, reasons=why)
    if amount.exact is not None:
        # What is so far from the time spoken of is as long: "a year ago" in a report on a quarter is a quarter.
        like: Period | None = None
        if unit == YEAR and amount.exact == 1 and context.quarter is not None:
            like = moved_period(context.quarter, YEAR, shift * amount.exact, context.language.seasons)
        elif focus and context.focus is not None:
            like = moved_period(context.focus, unit, shift * amount.exact, context.language.seasons)
        if like is not None:
            return Meaning(TimeType.DATE, like.value, like.first, like.last, reasons=why)
    return _so_far(found, base, amount, unit, shift, why)


def _so_far(found: Found, base: date, amount: Amount, unit: str, shift: int, why: tuple[Reason, ...]) -> Meaning:
    """What lies so many days, weeks, months … from a day."""
    day = moved(base, unit, shift * amount.exact) if amount.exact is not None else None
    period = holding(YEAR if unit in (DECADE, CENTURY) else unit, day) if day else None
    first: date | None
    last: date | None
    if period is not None and unit == DAY:
        first, last, soft = period.first, period.last, ""
    else:
        # Half a unit to either side; "a few" and "several" span their range.
        near = moved(base, unit, shift * amount.low)
        far = moved(base, unit, shift * amount.high) if amount.high is not None else None
        first, last = (far, near) if shift < 0 else (near, far)
        if amount.exact is not None and first is not None and last is not None:
            margin = _HALF_UNIT.get(unit, 0)
            first, last = moved(first, DAY, -margin), moved(last, DAY, margin)
        soft = "both"
        why = (*why, because("half_unit" if period is not None else "vague_amount"))
    words = found.caught("APPROX")
    if any("MORE" in word.classes for word in words) and not any("LESS" in word.classes for word in words):
        first, last = (None, last) if shift < 0 else (first, None)  # "more than a year ago": the far end is open
    about = period is not None and unit != DAY and None not in (first, last)
    return Meaning(
        TimeType.DATE,
        period.value if period else "PAST_REF" if shift < 0 else "FUTURE_REF",
        first,
        last,
        reasons=why,
        soft=soft,
        about=about,
        edtf=f"{day.isoformat()}~" if about and day is not None and unit in (WEEK, "FN") else None,
    )


def read_stretch(found: Found, context: TimeContext) -> Meaning | None:
    """So many units up to or from now: "the past two months", "the coming weeks"."""
    rel = found.worth("REL") or {"shift": found.worth("VAGUEREL") or FUTURE}
    unit, amount = _unit(found), _amount(found)
    first = context.tokens.get(found.start)
    if unit is None or amount is None or (first is not None and first.pos == "VERB"):  # "will last ten years"
        return None
    reported = context.reported_on(found) if rel["shift"] < 0 else None
    return _stretch(context, amount, unit, rel["shift"], focus=rel.get("focus", False), reported=reported)


def _stretch(
    context: TimeContext, amount: Amount, unit: str, shift: int, *, focus: bool = False, reported: date | None = None
) -> Meaning:
    """A length that ends or begins on the day it was said, or with `focus` on the day spoken of."""
    value, today = _value(amount, unit), reported or context.base(focus=focus)
    which_open = focus and reported is None and context.too_long(DAY if unit in _CLOCK_UNITS else unit) is not None
    if not shift or today is None or which_open:
        return Meaning(TimeType.DURATION, value, reasons=(NO_DAY,) if shift and today is None else (LENGTH,))
    count, long_unit = amount.high, DAY if unit == "N" else unit
    if count is not None and unit in _CLOCK_UNITS:
        count, long_unit = ceil(min(count, _MOST) * _HOURS[unit] / 24), DAY
    far = moved(today, long_unit, shift * count) if count is not None else None
    first, last = (far, today) if shift < 0 else (today, far)
    counted = because("counted", time=reported.isoformat()) if reported else context.counted(focus=focus)
    why = (counted, because("back_from_day" if shift < 0 else "on_from_day"))
    soft = "" if long_unit == DAY and amount.exact is not None else "first" if shift < 0 else "last"
    return Meaning(TimeType.DURATION, value, first, last, reasons=why, soft=soft)


def read_duration(found: Found, context: TimeContext) -> Meaning | None:
    """A length of time."""
    unit, amount = _unit(found), _amount(found)
    if unit is None or amount is None or _is_rate(found, context, unit):
        return None
    counted = found.caught("N") or found.caught("COUNT") or len(found.inside) > 1
    if not counted and unit not in _BARE:
        return None
    return Meaning(TimeType.DURATION, _value(amount, unit), reasons=(LENGTH,))


def read_set(found: Found, context: TimeContext) -> Meaning | None:
    """Times that come again."""
    value = found.worth("ADVERBIAL") or _recurring(found)
    return Meaning(TimeType.SET, value, reasons=(HABIT,)) if value else None


def _recurring(found: Found) -> str | None:
    part = found.worth("PART") or found.worth("PARTS")
    tail = f"T{part}" if part else ""
    if number := found.worth("WEEKDAY") or found.worth("WEEKDAYS") or found.worth("DAYABBREVIATED"):
        return f"XXXX-WXX-{number}{tail}"
    if month := found.worth("MONTH"):
        return f"XXXX-{month:02d}"
    if season := found.worth("SEASON"):
        return f"XXXX-{season}"
    if part:
        return f"XXXX-XX-XX{tail}"
    unit = _unit(found)
    amount = _amount(found) if found.caught("N") else Amount(1, 1, found.worth("ORDINAL") or 1)
    return _value(amount, unit) if unit and amount else None


def _pointed(found: Found, context: TimeContext, unit: str, rel: Mapping[str, Any]) -> Meaning | None:
    shift = rel["shift"]
    focus = rel.get("focus", False) or (unit in (DAY, "N") and shift == FUTURE)
    reported = context.reported_on(found) if shift < 0 else None
    longer = context.too_long(unit) if focus and reported is None else None
    if longer is not None:
        return _somewhere_in(longer, unit, shift, context)
    base = reported or context.base(focus=focus)
    if base is None:
        side = shift or {"before": PAST, "after": FUTURE}.get(found.worth("SIDE"), 0)
        return unknown("PRESENT_REF" if not side else "PAST_REF" if side < 0 else "FUTURE_REF", NO_DAY)
    day = moved(base, unit, shift)
    period = holding(unit, day) if day else None
    counted = because("counted", time=reported.isoformat()) if reported else context.counted(focus=focus)
    meaning = resolve_period(found, context, period, why=(counted,))
    is_ahead = meaning is not None and meaning.first is not None and meaning.first > base
    if is_ahead and not shift and not found.worth("REL") and context.look(found).side == PAST:
        return _pointed(found, context, unit, {"shift": PAST})  # "it fell at the end of the month", early in the next
    before = found.before.lower if found.before is not None else ""
    rolls = before in context.language.rolling or any(word.lower in context.language.rolling for word in found.inside)
    if meaning is None or day is None or shift >= 0 or not rolls:
        return meaning
    return replace(meaning, first=day, last=base, soft="", reasons=(*meaning.reasons, because("rolling")))


def _quarter(found: Found, context: TimeContext) -> Meaning | None:
    """The quarter under discussion: the last one named, else the last one over."""
    if context.quarter is not None and not found.says("LATEST"):
        why = (because("named_before", time=context.quarter.value),)
        return resolve_period(found, context, context.quarter, why=why)
    if context.today is None:
        return unknown("XXXX-QX", NO_DAY)
    day = moved(context.today, QUARTER, -1)
    period = holding(QUARTER, day) if day else None
    return resolve_period(found, context, period, why=(context.said, because("last_over")))


def _weekend(found: Found, context: TimeContext, rel: Mapping[str, Any] | None) -> Meaning | None:
    """The last weekend that has begun, or the next one where a word or the verb looks ahead."""
    if context.today is None:
        return unknown("XXXX-WXX-WE", NO_DAY)
    shift = rel["shift"] if rel else 0
    look = context.look(found)
    ahead = shift > 0 or (shift == 0 and look.side == FUTURE)
    begun = context.today.isoweekday() >= 6
    weeks = shift if ahead and shift else (0 if ahead or (begun and shift == 0) else -1)
    day = moved(context.today, WEEK, weeks)
    why = (context.said,) if shift else (context.said, tense_reason(look))
    return resolve_period(found, context, holding(WEEKEND, day) if day else None, why=why)


def _somewhere_in(longer: Period, unit: str, shift: float, context: TimeContext) -> Meaning:
    """ "That day" where the text has named no day, only a month: some day of that month."""
    first, last = moved(longer.first, unit, shift), moved(longer.last, unit, shift)
    year = f"{first.year:04d}" if first and last and first.year == last.year else "XXXX"
    month = f"{first.month:02d}" if first and last and first.replace(day=1) == last.replace(day=1) else "XX"
    value = {DAY: f"{year}-{month}-XX", WEEK: f"{year}-WXX", MONTH: f"{year}-XX"}.get(unit, "XXXX-XX-XX")
    why = (context.counted(focus=True), because("which_open"))
    return Meaning(TimeType.DATE, value, first, last, reasons=why, soft="both" if shift else "")


def _is_rate(found: Found, context: TimeContext, unit: str) -> bool:
    """Whether "a year" says how often ("ten dollars a year"), or "a quarter" how much."""
    if "A" not in found.inside[0].classes or len(found.inside) != 2:
        return False
    token = context.tokens.get(found.before.start) if found.before else None
    return unit == QUARTER or (token is not None and token.pos in ("NOUN", "NUM", "SYM", "PROPN"))


def _unit(found: Found) -> str | None:
    units = [*found.worths("UNITS"), *found.worths("UNIT")]
    return units[0] if units else None


def _amount(found: Found) -> Amount | None:
    counts = [found.words[first:last] for first, last in sorted(found.spans("N") + found.spans("COUNT"))]
    amounts = [amount for words in counts if (amount := _count(found, words)) is not None]
    if len(amounts) < len(counts):
        return None
    if not amounts:
        return _SEVERAL if found.caught("UNITS") else _ONE
    first = amounts[0]
    if len(amounts) == 2 and amounts[1].high is not None:
        return Amount(first.low, max(amounts[1].high, first.low), first.exact)
    halves = found.caught("HALF") and not any("HALF" in word.classes for word in counts[0])
    if halves and first.exact is not None:
        return Amount(first.low + 0.5, (first.high or 0) + 0.5, first.exact + 0.5)
    return first


def _count(found: Found, words: Sequence[Word]) -> Amount | None:
    """What a number in words or figures amounts to; None if it is too long to be one."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if vague := found.vocabulary.worth("VAGUE", word):
            low, high = vague["low"] * (current or 1), vague.get("high")
            most = high * (current or 1) if high is not None else None
            return Amount(low, most, low if high == vague["low"] else None)
        number: float | None
        if "FRACTION" in word.classes:
            whole, _, part = word.lower.partition("/")
            number = int(whole) / int(part) if part else {"½": 0.5, "¼": 0.25, "¾": 0.75}[word.lower]
        elif "HALF" in word.classes:
            number = 0.5
        else:
            number = found.vocabulary.worth("NUMBER", word)
        if number is None:
            continue
        seen = True
        if number == 100 and current:
            current *= 100
        elif number >= 1000 and float(number).is_integer() and current and word.number is None:
            total, current = total + current * number, 0.0
        else:
            current += number
    if not seen:
        return None if any("NUMBER" in word.classes for word in words) else Amount(1.0, 1.0, 1.0)
    return Amount(total + current, total + current, total + current)


def _value(amount: Amount, unit: str) -> str:
    """A length as a TIMEX3 value, such as P2Y6M or PXW."""
    if amount.exact is None:
        return _duration("X", unit)
    count = amount.exact
    if unit in _TIMES and count < _MOST:
        unit, times = _TIMES[unit]
        count *= times
    whole, rest = int(count), count - int(count)
    if rest and unit in _SMALLER:
        smaller, times = _SMALLER[unit]
        part = _duration(f"{rest * times:.0f}", smaller)
        if not whole:
            return part
        return _duration(str(whole), unit) + part.removeprefix("P").removeprefix("T" if unit in _CLOCK_UNITS else "")
    return _duration(f"{count:.15g}" if count < 1e15 else "X", unit)


def _duration(count: str, unit: str) -> str:
    if unit in _CLOCK_UNITS:
        return f"PT{count}{_CLOCK_UNITS[unit]}"
    return f"P{count}{'NI' if unit == 'N' else unit}"
