"""The axes of a picture of a figure over time: from numbers and days to points, and where the ticks stand."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_STEPS = (1, 2, 2.5, 5, 10)
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 7, 14)
_YEAR, _MONTH = 365.25, 30.44


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight axis: `low` lies at the point `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The point of a value; what lies beyond the ends is drawn at them."""
        if self.high <= self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * min(1.0, max(0.0, share))

    def holds(self, value: float) -> bool:
        """Whether a value lies between the ends."""
        return self.low <= value <= self.high


def round_ticks(most: float, number: int = 5) -> list[float]:
    """Round numbers from 0 to somewhat above the greatest one, about as many as asked."""
    if most <= 0 or not math.isfinite(most):
        return [0.0, 1.0]
    rough = most / number
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((factor * power for factor in _STEPS if factor * power >= rough), 10 * power)
    return [step * n for n in range(math.ceil(most / step) + 1)]


def day_ticks(first: date, last: date, number: int = 8) -> list[tuple[date, str]]:
    """Round days between two, at most about as many as asked, with what to write under each."""
    span = max(1, (last - first).days)
    for days in _DAYS:
        if span / days <= number:
            return [(day, f"{day.day} {day:%b}") for day in _every_day(first, last, days)]
    for months in _MONTHS:
        if span / _MONTH / months <= number:
            return [(day, f"{day:%b} {day.year}") for day in _every_month(first, last, months)]
    years = next(n for n in _many(1, 2, 5) if span / _YEAR / n <= number)
    return [(date(year, 1, 1), str(year)) for year in range(first.year, last.year + 1) if _is_tick(year, years, first)]


def _every_day(first: date, last: date, step: int) -> Iterator[date]:
    for days in range(0, (last - first).days + 1, step):
        yield first + timedelta(days=days)


def _every_month(first: date, last: date, step: int) -> Iterator[date]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if month % step == 0 and first <= (day := date(month // 12, month % 12 + 1, 1)):
            yield day


def _is_tick(year: int, step: int, first: date) -> bool:
    return year % step == 0 and date(year, 1, 1) >= first


def _many(*steps: int) -> Iterator[int]:
    factor = 1
    while True:
        yield from (step * factor for step in steps)
        factor *= 10
