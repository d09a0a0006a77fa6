"""A meaning in the Extended Date/Time Format (ISO 8601-2:2019, level 2).

A value that names a day, month, year, season, quarter, half or decade keeps its own form; all else becomes an interval of
days, whose open end is "..". Weeks have no form there: they are intervals too.
"""

import re

from tocsin.model.time import TimeType
from tocsin.read.times.context import Meaning

_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
_CALENDAR = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_DIVIDED = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_DECADE = re.compile(r"(?:\d|X){3}")
_UNPLACED = re.compile(r"(?:\d{4}|XXXX)-(?:\d{2}|XX)(?:-(?:\d{2}|XX))?|XX\d(?!\d)")
_NOWHERE = frozenset({"XXXX-XX", "XXXX-XX-XX"})


def edtf_of(meaning: Meaning) -> str | None:
    """The format's text for a meaning; None for what has no place in the calendar."""
    if meaning.edtf is not None:
        return meaning.edtf
    if meaning.type is TimeType.SET:
        return None
    if meaning.first is None and meaning.last is None:
        # What is known of a date whose year is not: "XXXX-03".
        text = meaning.value.split("T")[0]
        told = text not in _NOWHERE and _UNPLACED.fullmatch(text) is not None
        return (f"{text}X" if len(text) == 3 else text) if told else None
    mark = "~" if meaning.about else "?" if meaning.guessed else ""
    named = _named(meaning.value)
    whole = meaning.about or (not meaning.soft and _fills(meaning))
    if named is not None and whole:
        return named + mark if "/" not in named else named
    if meaning.first is not None and meaning.first == meaning.last:
        return f"{meaning.first.isoformat()}{mark or ('~' if meaning.soft else '')}"
    ends = []
    for day, end in ((meaning.first, "first"), (meaning.last, "last")):
        mark = "?" if meaning.guessed else "~" if meaning.soft in (end, "both") else ""
        ends.append(f"{day.isoformat()}{mark}" if day is not None else "..")
    return "/".join(ends)


def point(meaning: Meaning) -> str | None:
    """The same as the end of an interval: a day, month or year; None where it is none."""
    text = edtf_of(meaning)
    return text if text is not None and _CALENDAR.fullmatch(text.rstrip("~?")) else None


def _fills(meaning: Meaning) -> bool:
    """Whether the bounds are those of the whole that the value names."""
    period = meaning.period
    if meaning.type is TimeType.DURATION or meaning.value.endswith("_REF"):
        return False
    return period is None or "/" in meaning.value or (period.first, period.last) == (meaning.first, meaning.last)


def _named(value: str) -> str | None:
    """The format's own form of a TIMEX3 value, None where it has none."""
    if "/" in value:
        ends = [_named(end) for end in value.split("/")]
        return "/".join(end for end in ends if end) if all(ends) else None
    text = value.split("T")[0]
    if _CALENDAR.fullmatch(text):
        return text
    if divided := _DIVIDED.fullmatch(text):
        return f"{divided[1]}-{_SEASONS[divided[2]]}"
    return f"{text}X" if _DECADE.fullmatch(text) else None
