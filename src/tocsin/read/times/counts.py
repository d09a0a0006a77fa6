"""How many units of time the words count, and how that is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.read.times.forms import Found
from tocsin.read.times.periods import CENTURY, DAY, DECADE, MONTH, WEEK, YEAR
from tocsin.read.times.words import Word

CLOCK_UNITS = {"S": "S", "MIN": "M", "H": "H"}
"""Units shorter than a day, with the letters of their values."""

_SMALLER = {YEAR: (MONTH, 12), "H": ("MIN", 60), "MIN": ("S", 60), DAY: ("H", 24), WEEK: (DAY, 7)}
_TIMES = {DECADE: (YEAR, 10), CENTURY: (YEAR, 100), "ML": (YEAR, 1000), "FN": (WEEK, 2)}
MOST = 10_000_000
"""More units than this are more than any calendar has."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How many units; `exact` is the number to write down, None where the words give none."""

    low: float
    high: float | None
    exact: float | None


def written(amount: Amount, unit: str) -> str:
    """A length as a TIMEX3 value, such as P2Y6M or PXW."""
    if amount.exact is None:
        return _duration("X", unit)
    count = amount.exact
    if unit in _TIMES and amount.exact < MOST:
        unit, times = _TIMES[unit]
        count *= times
    whole, rest = int(count), count - int(count)
    if rest and unit in _SMALLER:
        smaller, times = _SMALLER[unit]
        tail = (
            _duration(f"{rest * times:.0f}", smaller).removeprefix("P").removeprefix("T" if unit in CLOCK_UNITS else "")
        )
        return f"{_duration(str(whole), unit)}{tail}" if whole else _duration(f"{rest * times:.0f}", smaller)
    return _duration(f"{count:.15g}" if count < 1e15 else "X", unit)


def _duration(count: str, unit: str) -> str:
    if unit in CLOCK_UNITS:
        return f"PT{count}{CLOCK_UNITS[unit]}"
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
