"""The day that a question names, against the time of a claim: "on 7 February" is its Friday, if that was that day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.model.query import Report

_YEAR = re.compile(r"(?:19|20)\d\d$")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?$")
_LONGEST = 400
"""Days of the longest time that is looked through."""


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
        cls, told: Sequence[str], months: Sequence[str], weekdays: Sequence[str], leading: Mapping[str, Sequence[str]]
    ) -> "AskedDay":
        """That of a question, by its words in lower case; it tells nothing where none of them is a date.

        Args:
            told: The words.
            months: The names of months, in their order.
            weekdays: The names of weekdays, from Monday on.
            leading: For names of months that are other words as well, the words of which one stands before a month:
                "may" in "in May". A day does as well.
        """
        found: dict[str, int] = {}
        used = set[str]()
        for at, word in enumerate(told):
            beside = [one for one in (*told[max(0, at - 1) : at], *told[at + 1 : at + 2]) if _DAY.match(one)]
            if word in months and (word not in leading or beside or (at > 0 and told[at - 1] in leading[word])):
                found.setdefault("month", months.index(word) + 1)
                used.add(word)
                if beside:
                    found.setdefault("day", int(re.sub(r"\D", "", beside[0])))
                    used.add(beside[0])
            elif word in weekdays:
                found.setdefault("weekday", weekdays.index(word))
                used.add(word)
            elif _YEAR.match(word):
                found.setdefault("year", int(word))
                used.add(word)
        return cls(frozenset(used), **found)

    def is_of(self, report: Report) -> bool:
        """Whether the time of a claim, or without one the day of its document, may be it."""
        time = report.claim.time
        first = time.earliest if time is not None else report.published
        last = time.latest if time is not None else report.published
        if first is None or last is None:
            return False
        days = (first + timedelta(days=number) for number in range(min(_LONGEST, (last - first).days + 1)))
        return any(self._is(day) for day in days)

    def _is(self, day: date) -> bool:
        told = (self.year, day.year), (self.month, day.month), (self.day, day.day), (self.weekday, day.weekday())
        return all(asked is None or asked == own for asked, own in told)
