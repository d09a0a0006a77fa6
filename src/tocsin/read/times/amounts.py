"""What counted and relative times mean: "two weeks", "last month", "a few days ago", "every year"."""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

from tocsin.model.time import TimeType
from tocsin.read.times.counts import CLOCK_UNITS, MOST, Amount, count_of, written
from tocsin.read.times.dates import TimeDates
from tocsin.read.times.forms import Found
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
from tocsin.read.times.reasons import HABIT, LENGTH, NO_DAY, verb
from tocsin.read.times.scene import Meaning, TimeContext
from tocsin.read.times.settled import settled, unknown
from tocsin.read.times.tense import FUTURE, PAST
from tocsin.read.times.words import Word

_NIGHT = {"N": DAY}
_AN_HOUR = {"H": 1, "MIN": 1 / 60, "S": 1 / 3600}
_BARE = frozenset({DAY, WEEK, MONTH, YEAR, DECADE, CENTURY})
_HALF_UNIT = {WEEK: 3, "FN": 3, MONTH: 15, QUARTER: 45, YEAR: 183, DECADE: 1826}
_VAGUE_PLURAL = (2, 9)


class TimeAmounts:
    """Reads the forms that count units of time or point to one by its distance."""

    def __init__(self, dates: TimeDates) -> None:
        self._dates = dates

    def unit(self, found: Found, scene: TimeContext) -> Meaning | None:
        """One unit pointed to: "last week", "the year", "the week of 6 March"."""
        unit = found.worth("UNIT") or found.vocabulary.worth("UNIT", _last_unit(found))
        if found.caught("DAYNUMBER"):
            named = self._dates.named(found, scene)
            period = holding(unit, named.first) if named and named.first else None
            return settled(found, scene, period, why=named.reasons) if named else None
        rel = found.worth("REL")
        if unit in CLOCK_UNITS or (unit == DAY and rel and rel["shift"] < 0 and not rel.get("focus")):
            return None
        if beyond := found.worth("BEYOND"):
            return self._pointed(found, scene, unit, {"shift": beyond})
        if found.caught("ENDED"):
            return Meaning(TimeType.DURATION, written(Amount(1, 1, 1), unit), reasons=(LENGTH,))
        if unit in (DECADE, CENTURY) and rel and rel["shift"] != 0:
            return self._stretch(scene, Amount(1, 1, 1), unit, rel["shift"])
        if unit == QUARTER and (rel is None or found.says("latest")):
            return self._quarter(found, scene)
        if unit == WEEKEND and not (rel and rel.get("focus")):
            return self._weekend(found, scene, rel)
        return self._pointed(found, scene, unit, rel or {"shift": 0, "focus": unit == DAY})

    def ago(self, found: Found, scene: TimeContext) -> Meaning | None:
        """So many units before or after a day."""
        rel = found.worth("AGO") or found.worth("BEFORE") or {"shift": FUTURE}
        unit = self._unit(found)
        amount = self._amount(found)
        if unit is None or amount is None:
            return None
        shift, focus = rel["shift"], rel.get("focus", False)
        vague = "PAST_REF" if shift < 0 else "FUTURE_REF"
        base = scene.base(focus=focus)
        if base is None:
            return unknown(vague, NO_DAY)
        longer = scene.too_long(unit) if focus else None
        if longer is not None and amount.exact is not None and unit not in CLOCK_UNITS:
            return _somewhere_in(longer, unit, shift * amount.exact, scene)
        base = scene.base(focus=focus) or base
        why = (scene.counted(focus=focus),)
        if unit in CLOCK_UNITS:
            return self._hours_ago(base, amount, unit, shift, why)
        like = self._like_period(scene, amount, unit, rel)
        if like is not None:
            return Meaning(TimeType.DATE, like.value, like.first, like.last, reasons=why)
        return self._so_far(found, base, amount, unit, shift, why)

    def _so_far(self, found: Found, base: date, amount: Amount, unit: str, shift: int, why: tuple[str, ...]) -> Meaning:
        """What lies so many days, weeks, months … from a day."""
        period = self._period_ago(base, amount, unit, shift)
        first, last = self._reach(base, amount, unit, shift)
        soft = "both"
        if period is not None and unit == DAY:
            first, last, soft = period.first, period.last, ""
        else:
            why = (*why, "give or take half a unit" if period is not None else "as few or many as the words allow")
        first, last = _bounded(found, first, last, shift)
        open_ended = None in (first, last)
        day = moved(base, unit, shift * amount.exact) if amount.exact is not None else None
        about = period is not None and unit != DAY and not open_ended
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

    def stretch(self, found: Found, scene: TimeContext) -> Meaning | None:
        """So many units up to or from now: "the past two months", "the coming weeks"."""
        rel = found.worth("REL") or {"shift": found.worth("VAGUEREL") or FUTURE}
        unit = self._unit(found)
        amount = self._amount(found)
        if unit is None or amount is None:
            return None
        return self._stretch(scene, amount, unit, rel["shift"] if not rel.get("focus") else 0)

    def duration(self, found: Found, scene: TimeContext) -> Meaning | None:
        """A length of time."""
        unit = self._unit(found)
        amount = self._amount(found)
        if unit is None or amount is None or self._is_rate(found, scene, unit):
            return None
        counted = found.caught("N") or found.caught("COUNT") or found.last - found.first > 1
        if not counted and unit not in _BARE:
            return None
        return Meaning(TimeType.DURATION, written(amount, unit), reasons=(LENGTH,))

    def recurring(self, found: Found, scene: TimeContext) -> Meaning | None:
        """Times that come again."""
        value = found.worth("ADVERBIAL") or self._recurring(found)
        return Meaning(TimeType.SET, value, reasons=(HABIT,)) if value else None

    def _recurring(self, found: Found) -> str | None:
        part = found.worth("PART") or found.worth("PARTS")
        tail = f"T{part}" if part else ""
        number = found.worth("WEEKDAY") or found.worth("WEEKDAYS") or found.worth("DAYABBREVIATED")
        if number:
            return f"XXXX-WXX-{number}{tail}"
        if month := found.worth("MONTH"):
            return f"XXXX-{month:02d}"
        if season := found.worth("SEASON"):
            return f"XXXX-{season}"
        if part:
            return f"XXXX-XX-XX{tail}"
        unit = self._unit(found)
        amount = self._amount(found) if found.caught("N") else Amount(1, 1, found.worth("ORDINAL") or 1)
        return written(amount, unit) if unit and amount else None

    def _pointed(self, found: Found, scene: TimeContext, unit: str, rel: Mapping[str, Any]) -> Meaning | None:
        shift = rel["shift"]
        focus = rel.get("focus", False) or (unit in (DAY, "N") and shift == FUTURE)
        longer = scene.too_long(unit) if focus else None
        if longer is not None:
            return _somewhere_in(longer, unit, shift, scene)
        base = scene.base(focus=focus)
        if base is None:
            side = shift or {"before": PAST, "after": FUTURE}.get(found.worth("SIDE"), 0)
            return unknown("PRESENT_REF" if not side else "PAST_REF" if side < 0 else "FUTURE_REF", NO_DAY)
        day = moved(base, unit, shift)
        period = holding(unit, day) if day else None
        return settled(found, scene, period, why=(scene.counted(focus=focus),))

    def _quarter(self, found: Found, scene: TimeContext) -> Meaning | None:
        """The quarter under discussion: the last one named, else the last one over."""
        if scene.quarter is not None and not found.says("latest"):
            return settled(found, scene, scene.quarter, why=(f"{scene.quarter.value}, named before",))
        if scene.today is None:
            return unknown("XXXX-QX", NO_DAY)
        day = moved(scene.today, QUARTER, -1)
        return settled(found, scene, holding(QUARTER, day), why=(scene.said, "the last one over")) if day else None

    def _weekend(self, found: Found, scene: TimeContext, rel: Mapping[str, Any] | None) -> Meaning | None:
        """The last weekend that has begun, or the next one where a word or the verb looks ahead."""
        if scene.today is None:
            return unknown("XXXX-WXX-WE", NO_DAY)
        shift = rel["shift"] if rel else 0
        look = self._dates.look(found, scene)
        ahead = shift > 0 or (shift == 0 and look.side == FUTURE)
        begun = scene.today.isoweekday() >= 6
        weeks = shift if ahead and shift else (0 if ahead or (begun and shift == 0) else -1)
        day = moved(scene.today, WEEK, weeks)
        why = (scene.said,) if shift else (scene.said, verb(look))
        return settled(found, scene, holding(WEEKEND, day), why=why) if day else None

    def _like_period(self, scene: TimeContext, amount: Amount, unit: str, rel: Mapping[str, Any]) -> Period | None:
        """What is so far from the time spoken of, and as long: "a year ago" in a report on a quarter is a quarter."""
        if amount.exact is None:
            return None
        count = rel["shift"] * amount.exact
        if unit == YEAR and amount.exact == 1 and scene.quarter is not None:
            return moved_period(scene.quarter, YEAR, count, self._dates.seasons)
        if rel.get("focus") and scene.focus is not None:
            return moved_period(scene.focus, unit, count, self._dates.seasons)
        return None

    def _period_ago(self, base: date, amount: Amount, unit: str, shift: int) -> Period | None:
        day = moved(base, unit, shift * amount.exact) if amount.exact is not None else None
        return holding(YEAR if unit in (DECADE, CENTURY) else unit, day) if day else None

    def _reach(self, base: date, amount: Amount, unit: str, shift: int) -> tuple[date | None, date | None]:
        """The days "two weeks ago" can mean: half a unit to either side; "a few" and "several" span their range."""
        near = moved(base, unit, shift * amount.low)
        far = moved(base, unit, shift * amount.high) if amount.high is not None else None
        first, last = (far, near) if shift < 0 else (near, far)
        if amount.exact is None or first is None or last is None:
            return first, last
        margin = _HALF_UNIT.get(unit, 0)
        return moved(first, DAY, -margin), moved(last, DAY, margin)

    def _hours_ago(self, base: date, amount: Amount, unit: str, shift: int, why: tuple[str, ...]) -> Meaning:
        hours = (amount.high or MOST) * _AN_HOUR[unit]
        far = moved(base, DAY, shift * (1 + min(hours, MOST) // 24))
        first, last = (far, base) if shift < 0 else (base, far)
        return Meaning(TimeType.TIME, base.isoformat(), first, last, reasons=why)

    def _stretch(self, scene: TimeContext, amount: Amount, unit: str, shift: int) -> Meaning:
        """A length that ends or begins on the day it was said."""
        value, today = written(amount, unit), scene.today
        if not shift or today is None:
            return Meaning(TimeType.DURATION, value, reasons=(LENGTH,) if not shift else (NO_DAY,))
        count, long_unit = amount.high, _NIGHT.get(unit, unit)
        if count is not None and unit in _AN_HOUR:
            count, long_unit = ceil(min(count, MOST) * _AN_HOUR[unit] / 24), DAY
        far = moved(today, long_unit, shift * count) if count is not None else None
        first, last = (far, today) if shift < 0 else (today, far)
        why = (scene.said, f"{'back' if shift < 0 else 'on'} from that day")
        soft = "" if long_unit == DAY and amount.exact is not None else "first" if shift < 0 else "last"
        return Meaning(TimeType.DURATION, value, first, last, reasons=why, soft=soft)

    def _unit(self, found: Found) -> str | None:
        units = [*found.worths("UNITS"), *found.worths("UNIT")]
        return units[0] if units else None

    def _amount(self, found: Found) -> Amount | None:
        counts = [found.words[first:last] for first, last in sorted(_spans(found, "N") + _spans(found, "COUNT"))]
        amounts = [amount for words in counts if (amount := count_of(found, words)) is not None]
        if len(amounts) < len(counts):
            return None
        if not amounts:
            return Amount(_VAGUE_PLURAL[0], _VAGUE_PLURAL[1], None) if found.caught("UNITS") else Amount(1, 1, 1)
        if len(amounts) == 2 and amounts[1].high is not None:
            return Amount(amounts[0].low, max(amounts[1].high, amounts[0].low), amounts[0].exact)
        halves = 0.5 if found.caught("HALF") and not any("HALF" in word.classes for word in counts[0]) else 0
        if halves and amounts[0].exact is not None:
            return Amount(amounts[0].low + halves, (amounts[0].high or 0) + halves, amounts[0].exact + halves)
        return amounts[0]

    def _is_rate(self, found: Found, scene: TimeContext, unit: str) -> bool:
        """Whether "a year" says how often ("ten dollars a year"), or "a quarter" how much."""
        word = found.words[found.first]
        if "A" not in word.classes or found.last - found.first != 2:
            return False
        before = found.words[found.first - 1] if found.first else None
        token = scene.tokens.get(before.start) if before else None
        return unit == QUARTER or (token is not None and token.pos in ("NOUN", "NUM", "SYM", "PROPN"))


def _somewhere_in(longer: Period, unit: str, shift: float, scene: TimeContext) -> Meaning:
    """ "That day" where the text has named no day, only a month: some day of that month."""
    first, last = moved(longer.first, unit, shift), moved(longer.last, unit, shift)
    year = f"{first.year:04d}" if first and last and first.year == last.year else "XXXX"
    month = f"{first.month:02d}" if first and last and first.replace(day=1) == last.replace(day=1) else "XX"
    value = {DAY: f"{year}-{month}-XX", WEEK: f"{year}-WXX", MONTH: f"{year}-XX"}.get(unit, "XXXX-XX-XX")
    why = (scene.counted(focus=True), "which one of it is not told")
    return Meaning(TimeType.DATE, value, first, last, reasons=why, soft="both" if shift else "")


def _bounded(found: Found, first: date | None, last: date | None, shift: int) -> tuple[date | None, date | None]:
    """Leave the far end open where the words do: more than a year ago."""
    words = found.caught("APPROX")
    if any("MORE" in word.classes for word in words) and not any("LESS" in word.classes for word in words):
        return (None, last) if shift < 0 else (first, None)
    return first, last


def _spans(found: Found, name: str) -> list[tuple[int, int]]:
    spans = [found.match.span(group) for group in found.form.groups.get(name, ())]
    return [(first, last) for first, last in spans if last > first]


def _last_unit(found: Found) -> Word:
    units = [word for word in found.words[found.first : found.last] if "UNIT" in word.classes]
    return units[-1]
