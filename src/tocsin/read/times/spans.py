"""What two times joined by a dash mean: months, days, years."""

from tocsin.model.time import TimeType
from tocsin.read.times.dates import InYear, TimeDates, day_in
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import month_period, year_period
from tocsin.read.times.scene import Meaning, TimeContext


class TimeSpans:
    """Reads the forms that name a first and a last at once."""

    def __init__(self, dates: TimeDates) -> None:
        self._dates = dates

    def span(self, found: Found, scene: TimeContext) -> Meaning | None:
        """Two months or two days."""
        names = found.worths("MONTH") + found.worths("ABBREVIATED")
        ends = _months(names) if len(names) == 2 else _days(found, names[0])
        if ends is None:
            return None
        # "early May–June": the first of the two is narrowed, not the second.
        (first_in, first_text), (second_in, second_text) = ends
        first = self._dates.placed(found, scene, first_in, first_text)
        second = self._dates.placed(found, scene, second_in, second_text)
        if first is None or second is None:
            return None
        if first.first is None or second.period is None:
            return Meaning(TimeType.DATE, f"{first.value}/{second.value}", reasons=first.reasons)
        last = second.period.last
        if last < first.first:
            return None
        soft = "" if first.soft in ("", "last") else "first"
        return Meaning(
            TimeType.DATE, f"{first.value}/{second.value}", first.first, last, second.period,
            reasons=first.reasons, soft=soft,
        )  # fmt: skip

    def years(self, found: Found, scene: TimeContext) -> Meaning | None:
        """Two years; the second may be its last two figures."""
        first = int(found.worth("YEAR"))
        tail = found.words[found.last - 1]
        if tail.number is None or not tail.lower.isdecimal() or len(tail.lower) not in (2, 4):
            return None
        last = int(tail.number) if len(tail.lower) == 4 else first - first % 100 + int(tail.number)
        start, end = year_period(first), year_period(last)
        if start is None or end is None or not 0 < last - first <= 100:
            return None
        return Meaning(TimeType.DATE, f"{start.value}/{end.value}", start.first, end.last, end)


_Ends = tuple[tuple[InYear, str], tuple[InYear, str]]


def _months(names: list[int]) -> _Ends:
    one, other = names
    return (
        (lambda year: month_period(year, one), f"XXXX-{one:02d}"),
        (lambda year: month_period(year, other), f"XXXX-{other:02d}"),
    )


def _days(found: Found, month: int) -> _Ends | None:
    numbers = found.worths("DAY") + found.worths("ORDINAL") + found.worths("NUMBER")
    numbers = [int(value) for value in numbers if value and 1 <= value <= 31]
    if len(numbers) != 2:
        return None
    one, other = numbers
    return (
        (lambda year: day_in(year, month, one), f"XXXX-{month:02d}-{one:02d}"),
        (lambda year: day_in(year, month, other), f"XXXX-{month:02d}-{other:02d}"),
    )
