"""What counted and relative times mean: "two weeks", "last month", "a few days ago", "every year"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.model.time import TimeType
from tocsin.read.times.dates import TimeDates, settled
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
from tocsin.read.times.scene import FUTURE, PAST, Meaning, Scene
from tocsin.read.times.words import Word

_CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H"}
_SMALLER = {YEAR: (MONTH, 12), "H": ("MIN", 60), "MIN": ("S", 60), DAY: ("H", 24), WEEK: (DAY, 7)}
_TIMES = {DECADE: (YEAR, 10), CENTURY: (YEAR, 100), "ML": (YEAR, 1000), "FN": (WEEK, 2)}
_NIGHT = {"N": DAY}
_BARE = frozenset({DAY, WEEK, MONTH, YEAR, DECADE, CENTURY})
_HALF_UNIT = {WEEK: 3, MONTH: 15, QUARTER: 45, YEAR: 183, DECADE: 1826}
_VAGUE_PLURAL = (2, 9)
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Amount:
    """How many units; `exact` is the number to write down, None where the words give none."""

    low: float
    high: float | None
    exact: float | None


class TimeAmounts:
    """Reads the forms that count units of time or point to one by its distance."""

    def __init__(self, dates: TimeDates) -> None:
        self._dates = dates

    def unit(self, found: Found, scene: Scene) -> Meaning | None:
        """One unit pointed to: "last week", "the year", "the week of 6 March"."""
        unit = found.worth("UNIT") or found.vocabulary.worth("UNIT", _last_unit(found))
        if found.caught("DAYNUMBER"):
            named = self._dates.named(found, scene)
            period = holding(unit, named.first) if named and named.first else None
            return settled(found, scene, period) if named else None
        rel = found.worth("REL")
        if unit in _CLOCK_UNITS or (unit == DAY and rel and rel["shift"] < 0 and not rel.get("focus")):
            return None
        if unit in (DECADE, CENTURY) and rel and rel["shift"] != 0:
            return self._stretch(scene, Amount(1, 1, 1), unit, rel["shift"])
        if unit == QUARTER and (rel is None or found.says("latest")):
            return self._quarter(found, scene)
        if unit == WEEKEND and not (rel and rel.get("focus")):
            return self._weekend(found, scene, rel)
        return self._pointed(found, scene, unit, rel or {"shift": 0, "focus": unit == DAY})

    def ago(self, found: Found, scene: Scene) -> Meaning | None:
        """So many units before or after a day."""
        rel = found.worth("AGO") or found.worth("BEFORE") or {"shift": FUTURE}
        unit = self._unit(found)
        amount = self._amount(found)
        if unit is None or amount is None:
            return None
        vague = "PAST_REF" if rel["shift"] < 0 else "FUTURE_REF"
        base = scene.base(focus=rel.get("focus", False))
        if base is None:
            return Meaning(TimeType.DATE, vague)
        if unit in _CLOCK_UNITS:
            return self._hours_ago(base, amount, unit, rel["shift"])
        like = self._like_period(scene, amount, unit, rel)
        if like is not None:
            return Meaning(TimeType.DATE, like.value, like.first, like.last)
        period = self._period_ago(base, amount, unit, rel["shift"])
        first, last = self._reach(base, amount, unit, rel["shift"])
        if period is not None and unit == DAY:
            first, last = period.first, period.last
        first, last = _bounded(found, first, last, rel["shift"])
        return Meaning(TimeType.DATE, period.value if period else vague, first, last)

    def stretch(self, found: Found, scene: Scene) -> Meaning | None:
        """So many units up to or from now: "the past two months", "the coming weeks"."""
        rel = found.worth("REL") or {"shift": found.worth("VAGUEREL") or FUTURE}
        unit = self._unit(found)
        amount = self._amount(found)
        if unit is None or amount is None:
            return None
        return self._stretch(scene, amount, unit, rel["shift"] if not rel.get("focus") else 0)

    def duration(self, found: Found, scene: Scene) -> Meaning | None:
        """A length of time."""
        unit = self._unit(found)
        amount = self._amount(found)
        if unit is None or amount is None or self._is_rate(found, scene, unit):
            return None
        counted = found.caught("N") or found.caught("COUNT") or found.last - found.first > 1
        if not counted and unit not in _BARE:
            return None
        return Meaning(TimeType.DURATION, written(amount, unit))

    def recurring(self, found: Found, scene: Scene) -> Meaning | None:
        """Times that come again."""
        if value := found.worth("ADVERBIAL"):
            return Meaning(TimeType.SET, value)
        part = found.worth("PART") or found.worth("PARTS")
        tail = f"T{part}" if part else ""
        number = found.worth("WEEKDAY") or found.worth("WEEKDAYS") or found.worth("DAYABBREVIATED")
        if number:
            return Meaning(TimeType.SET, f"XXXX-WXX-{number}{tail}")
        if month := found.worth("MONTH"):
            return Meaning(TimeType.SET, f"XXXX-{month:02d}")
        if season := found.worth("SEASON"):
            return Meaning(TimeType.SET, f"XXXX-{season}")
        if part:
            return Meaning(TimeType.SET, f"XXXX-XX-XX{tail}")
        unit = self._unit(found)
        amount = self._amount(found) if found.caught("N") else Amount(1, 1, found.worth("ORDINAL") or 1)
        return Meaning(TimeType.SET, written(amount, unit)) if unit and amount else None

    def _pointed(self, found: Found, scene: Scene, unit: str, rel: Mapping[str, Any]) -> Meaning | None:
        focus = rel.get("focus", False) or (unit in (DAY, "N") and rel["shift"] > 0)
        base = scene.base(focus=focus)
        if base is None:
            side = rel["shift"] or {"before": PAST, "after": FUTURE}.get(found.worth("SIDE"), 0)
            return Meaning(TimeType.DATE, {PAST: "PAST_REF", 0: "PRESENT_REF", FUTURE: "FUTURE_REF"}[side])
        day = moved(base, unit, rel["shift"])
        period = holding(unit, day) if day else None
        if period is None:
            return None
        return settled(found, scene, period)

    def _quarter(self, found: Found, scene: Scene) -> Meaning | None:
        """The quarter under discussion: the last one named, else the last one over."""
        if scene.quarter is not None and not found.says("latest"):
            return settled(found, scene, scene.quarter)
        if scene.published is None:
            return Meaning(TimeType.DATE, "XXXX-QX")
        day = moved(scene.published, QUARTER, -1)
        return settled(found, scene, holding(QUARTER, day)) if day else None

    def _weekend(self, found: Found, scene: Scene, rel: Mapping[str, Any] | None) -> Meaning | None:
        """The last weekend that has begun, or the next one where a word or the verb looks ahead."""
        if scene.published is None:
            return Meaning(TimeType.DATE, "XXXX-WXX-WE")
        shift = rel["shift"] if rel else 0
        ahead = shift > 0 or (shift == 0 and self._dates.side(found, scene) == FUTURE)
        begun = scene.published.isoweekday() >= 6
        weeks = shift if ahead and shift else (0 if ahead or (begun and shift == 0) else -1)
        day = moved(scene.published, WEEK, weeks)
        return settled(found, scene, holding(WEEKEND, day)) if day else None

    def _like_period(self, scene: Scene, amount: Amount, unit: str, rel: Mapping[str, Any]) -> Period | None:
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

    def _hours_ago(self, base: date, amount: Amount, unit: str, shift: int) -> Meaning:
        hours = (amount.high or _MOST) / {"H": 1, "MIN": 60, "S": 3600}[unit]
        far = moved(base, DAY, shift * (1 + min(hours, _MOST) // 24))
        first, last = (far, base) if shift < 0 else (base, far)
        return Meaning(TimeType.TIME, base.isoformat(), first, last)

    def _stretch(self, scene: Scene, amount: Amount, unit: str, shift: int) -> Meaning:
        value = written(amount, unit)
        count = amount.high
        far = (
            moved(scene.published, _NIGHT.get(unit, unit), shift * count)
            if scene.published and count is not None
            else None
        )
        if not shift or scene.published is None:
            return Meaning(TimeType.DURATION, value)
        first, last = (far, scene.published) if shift < 0 else (scene.published, far)
        return Meaning(TimeType.DURATION, value, first, last)

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

    def _is_rate(self, found: Found, scene: Scene, unit: str) -> bool:
        """Whether "a year" says how often ("ten dollars a year"), or "a quarter" how much."""
        word = found.words[found.first]
        if "A" not in word.classes or found.last - found.first != 2:
            return False
        before = found.words[found.first - 1] if found.first else None
        token = scene.tokens.get(before.start) if before else None
        return unit == QUARTER or (token is not None and token.pos in ("NOUN", "NUM", "SYM", "PROPN"))


def written(amount: Amount, unit: str) -> str:
    """A length as a TIMEX3 value, such as P2Y6M or PXW."""
    if amount.exact is None:
        return _duration("X", unit)
    count = amount.exact
    if unit in _TIMES and amount.exact < _MOST:
        unit, times = _TIMES[unit]
        count *= times
    whole, rest = int(count), count - int(count)
    if rest and unit in _SMALLER:
        smaller, times = _SMALLER[unit]
        tail = (
            _duration(f"{rest * times:.0f}", smaller)
            .removeprefix("P")
            .removeprefix("T" if unit in _CLOCK_UNITS else "")
        )
        return f"{_duration(str(whole), unit)}{tail}" if whole else _duration(f"{rest * times:.0f}", smaller)
    return _duration(f"{count:.15g}" if count < 1e15 else "X", unit)


def _duration(count: str, unit: str) -> str:
    if unit in _CLOCK_UNITS:
        return f"PT{count}{_CLOCK_UNITS[unit]}"
    return f"P{count}{'NI' if unit == 'N' else unit}"


def count_of(found: Found, words: Sequence[Word]) -> Amount | None:
    """What a number in words or figures amounts to; None if it is too long to be one."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if vague := found.vocabulary.worth("VAGUE", word):
            return _vague(vague, current)
        number = _piece(found, word)
        if number is None:
            continue
        seen = True
        if number == 100 and current:
            current *= 100
        elif number >= 1000 and float(number).is_integer() and current and word.number is None:
            total, current = total + current * number, 0.0
        else:
            current += number
    count = total + current
    if not seen:
        if any("NUMBER" in word.classes for word in words):
            return None
        count = 1.0
    return Amount(count, count, count)


def _vague(vague: Mapping[str, float], times: float) -> Amount:
    times = times or 1
    low, high = vague["low"] * times, vague.get("high")
    exact = low if high == vague["low"] else None
    return Amount(low, high * times if high is not None else None, exact)


def _piece(found: Found, word: Word) -> float | None:
    if "FRACTION" in word.classes:
        whole, _, part = word.lower.partition("/")
        return int(whole) / int(part) if part else {"½": 0.5, "¼": 0.25, "¾": 0.75}[word.lower]
    if "HALF" in word.classes:
        return 0.5
    value = found.vocabulary.worth("NUMBER", word)
    return float(value) if value is not None else None


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
