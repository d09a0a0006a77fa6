"""The axes of a picture of a figure over time: from numbers and days to points, and where the ticks stand."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

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
            ticks = (first + timedelta(days=after) for after in range(0, (last - first).days + 1, days))
            return [(day, f"{day.day} {day:%b}") for day in ticks]
    for months in _MONTHS:
        if span / _MONTH / months <= number:
            every = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
            ticks = (date(month // 12, month % 12 + 1, 1) for month in every if month % months == 0)
            return [(day, f"{day:%b} {day.year}") for day in ticks if day >= first]
    steps = (step * 10**power for power in count() for step in (1, 2, 5))
    years = next(step for step in steps if span / _YEAR / step <= number)
    ticks = (date(year, 1, 1) for year in range(first.year, last.year + 1) if year % years == 0)
    return [(day, str(day.year)) for day in ticks if day >= first]
