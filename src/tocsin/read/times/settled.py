"""From a stretch of the calendar to what an expression means by it, narrowed by "early", "the first half of", "later"."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from tocsin.model.time import TimeType
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, HALF, MONTH, YEAR, Period, half_period, moved, third
from tocsin.read.times.scene import Meaning, TimeContext

_SOFT = {"early": "last", "mid": "both", "late": "first"}
_THIRDS = {"early": "the first third of it", "mid": "the middle third of it", "late": "the last third of it"}


class _Narrow(NamedTuple):
    first: date
    last: date
    soft: str
    why: tuple[str, ...]


def settled(
    found: Found,
    scene: TimeContext,
    period: Period | None,
    *,
    why: tuple[str, ...] = (),
    guessed: bool = False,
    focus: bool = True,
) -> Meaning | None:
    """A period as what the expression means.

    Args:
        found: The expression.
        scene: What it is read against.
        period: The whole period, None if there is none.
        why: The reasons for that period.
        guessed: Whether nothing told that it is this one of several.
        focus: Whether later words may count from it.
    """
    if period is None:
        return None
    which = found.worth("WHICH") if period.unit == YEAR else None
    period = (half_period(period.first.year, which) if which else None) or period
    narrow = _narrowed(found, scene, period)
    return Meaning(
        TimeType.DATE, period.value, narrow.first, narrow.last, period if focus else None,
        reasons=(*why, *narrow.why), soft=narrow.soft, guessed=guessed,
    )  # fmt: skip


def unknown(value: str, *why: str) -> Meaning:
    """What has a value, though no place in the calendar."""
    return Meaning(TimeType.DATE, value, reasons=why)


def _narrowed(found: Found, scene: TimeContext, period: Period) -> _Narrow:
    today = scene.today
    if edge := found.worth("EDGE") or found.worth("EDGENOUN"):
        narrow = third(period, edge)
        soft = _SOFT[edge] if narrow != period else ""
        return _Narrow(narrow.first, narrow.last, soft, (f"“{_words(found)}”: {_THIRDS[edge]}",))
    if (which := found.worth("WHICH")) and period.unit != HALF:
        return _half(found, period, which)
    if found.says("WEEKOF") and found.caught("WEEKNUMBER"):
        return _week(found, period)
    if (side := found.worth("SIDE")) and today and period.first <= today <= period.last:
        first, last = (period.first, today) if side == "before" else (today, period.last)
        if side in ("before", "after"):
            return _Narrow(first, last, "", (f"{'up to' if side == 'before' else 'from'} the day it was said",))
    return _Narrow(period.first, period.last, "", ())


def _half(found: Found, period: Period, which: int) -> _Narrow:
    days = (period.last - period.first).days + 1
    middle = moved(period.first, DAY, days // 2)
    if middle is None or middle > period.last:
        return _Narrow(period.first, period.last, "", ())
    before = moved(middle, DAY, -1) or middle
    first, last = (period.first, before) if which == 1 else (middle, period.last)
    return _Narrow(first, last, "last" if which == 1 else "first", (f"“{_words(found)}”: half of it",))


def _week(found: Found, period: Period) -> _Narrow:
    """The second week of a month: its days 8 to 14, near enough."""
    number = found.vocabulary.worth("WEEKNUMBER", found.caught("WEEKNUMBER")[0])
    if period.unit != MONTH or number is None:
        return _Narrow(period.first, period.last, "", ())
    length = monthrange(period.first.year, period.first.month)[1]
    first = length - 6 if number < 0 else 7 * int(number) - 6
    if not 1 <= first <= length:
        return _Narrow(period.first, period.last, "", ())
    start = date(period.first.year, period.first.month, first)
    end = min(moved(start, DAY, 6) or period.last, period.last)
    return _Narrow(start, end, "both", (f"“{_words(found)}”: its days {start.day} to {end.day}, or near them",))


def _words(found: Found) -> str:
    return " ".join(word.lower for word in found.caught("WHEN") if word.lower.isalnum())
