"""The day that a question names, against the time of a claim: "on 7 February" is its Friday, if that was that day."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.model.query import Report

_YEAR = re.compile(r"(?:19|20)\d\d$")
_DAY = re.compile(r"\d\d?(?:st|nd|rd|th)?$")
_MOST_DAYS = 31
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)$")
_LEAP_YEAR = 2000
"""A year in which every day is that any year has."""
_LONGEST = 8, 62, 400
"""Days of the longest time that may be a day, a month or a year: what holds for a year tells nothing of a day in it."""


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A day, a month or a year that a question names, by whichever of them it tells, and the words that tell it."""

    words: frozenset[str] = frozenset()
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @classmethod
    def read(
        cls,
        told: Sequence[str],
        months: Sequence[str],
        weekdays: Sequence[str],
        leading: Mapping[str, Sequence[str]],
        joining: Sequence[str],
    ) -> "AskedDay":
        """That of a question, by its words in lower case; it tells nothing where none of them is a date.

        Args:
            told: The words.
            months: The names of months, in their order.
            weekdays: The names of weekdays, from Monday on.
            leading: For names of months that are other words as well, the words of which one stands before a month:
                "may" in "in May". A day does as well.
            joining: What may stand between a day and its month: "of" in "31st of March".
        """
        found: dict[str, int] = {}
        used = set[str]()
        for at, word in enumerate(told):
            start = at - 1 if at > 1 and told[at - 1] in joining else at
            before, after = told[max(0, start - 1) : start], told[at + 1 : at + 2]
            # "In March 45 people left" names no 45th of March, nor does "Did 45 march"; "on 45 March" does.
            led = word not in leading or (at > 1 and told[at - 2] in leading[word])
            beside = [one for one in before if _DAY.match(one) and (led or _number(one) <= _MOST_DAYS)]
            beside += [one for one in after if _DAY.match(one) and _number(one) <= _MOST_DAYS]
            if word in months and (word not in leading or beside or (at > 0 and told[at - 1] in leading[word])):
                found.setdefault("month", months.index(word) + 1)
                used.add(word)
                if beside:
                    found.setdefault("day", _number(beside[0]))
                    used.add(beside[0])
            elif word in weekdays:
                found.setdefault("weekday", weekdays.index(word))
                used.add(word)
            elif _YEAR.match(word):
                found.setdefault("year", int(word))
                used.add(word)
            elif iso := _ISO.match(word):
                found |= dict(zip(("year", "month", "day"), map(int, iso.groups()), strict=True))
                used.add(word)
        return cls(frozenset(used), **found)

    @property
    def is_possible(self) -> bool:
        """Whether there is such a day: no year has a 31 February, and 2023 no 29 February."""
        if self.month is None or self.day is None:
            return True
        return 1 <= self.month <= 12 and 1 <= self.day <= monthrange(self.year or _LEAP_YEAR, self.month)[1]

    def is_of(self, report: Report) -> bool:
        """Whether the time of a claim, or without one the day of its document, may be it and is not much longer."""
        span = told_span(report) or (report.published, report.published)
        first, last = span[0] or span[1], span[1] or span[0]
        if first is None or last is None:
            return False
        longest = _LONGEST[0 if self.day or self.weekday is not None else 1 if self.month else 2]
        number = (last - first).days + 1
        return number <= longest and any(self._is(first + timedelta(days=one)) for one in range(number))

    def _is(self, day: date) -> bool:
        told = (self.year, day.year), (self.month, day.month), (self.day, day.day), (self.weekday, day.weekday())
        return all(asked is None or asked == own for asked, own in told)


def told_span(report: Report) -> tuple[date | None, date | None] | None:
    """The first and the last day of the time that a claim tells; None if it tells no day, as "for 31 hours"."""
    time = report.claim.time
    return None if time is None or time.earliest is time.latest is None else (time.earliest, time.latest)


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))
