"""Headings, datelines and the stamps of posts: times that tell when the text behind them was said.

A stamp stands in brackets at the beginning of a line ("[28 March, 13:20] …"), a heading on a line of its own ("28 March
2022"), a label before a colon or dash ("28 March: …"), a dateline behind its town ("LINZ, 28 March –").
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tocsin.model.time import TimeType
from tocsin.read.times.bounds import Placed
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, MONTH, WEEK

_OPENING, _CLOSING, _LABEL = frozenset("[("), frozenset("])"), frozenset(":–—-|")
_LATE_DATELINE = 10
"""How many days may lie between a dateline's day and publication."""


class Reach(Enum):
    """How far a heading goes: over its line, up to the next heading, or over the whole article."""

    LINE = "line"
    STAMP = "stamp"
    CHAPTER = "chapter"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Heading:
    """Times that date the text behind them.

    Attributes:
        times: The expressions, in order.
        reach: How far they go.
    """

    times: tuple[Placed, ...]
    reach: Reach

    @property
    def day(self) -> date | None:
        """The day they name, None if they name none or more than one."""
        days = {one.meaning.first for one in self.times if one.meaning.first == one.meaning.last}
        return days.pop() if len(days) == 1 else None

    @property
    def finest(self) -> Placed:
        """The expression that says most: the hour rather than its day."""
        hours = [one for one in self.times if one.meaning.type is TimeType.TIME]
        return (hours or list(self.times))[-1]

    @property
    def dates_text(self) -> bool:
        """Whether what is told under it happened then, or was posted then."""
        units = {one.meaning.period.unit for one in self.times if one.meaning.period is not None}
        return self.reach is not Reach.ARTICLE and not units.isdisjoint({DAY, WEEK, MONTH})

    def counts(self, published: date | None) -> bool:
        """Whether words behind it count from its day: a dateline's lies not long before publication."""
        if self.reach is not Reach.ARTICLE:
            return self.day is not None
        return self.day is not None and published is not None and 0 <= (published - self.day).days <= _LATE_DATELINE


def leading(places: Sequence[Found], joins: Collection[str]) -> tuple[int, Reach] | None:
    """How many of a block's times, its first ones, form a heading, and how far it reaches; None if none do."""
    if not places:
        return None
    words = places[0].words
    begin = 0
    while begin < len(words) and words[begin].lower in _OPENING:
        begin += 1
    if places[0].first != begin:
        return None
    count = 1
    while count < len(places) and all(
        word.lower in joins for word in words[places[count - 1].last : places[count].first]
    ):
        count += 1
    behind = words[places[count - 1].last :]
    if begin and behind and behind[0].lower in _CLOSING:
        return count, Reach.STAMP
    if all(not word.lower.isalnum() for word in behind):
        return count, Reach.CHAPTER
    return (count, Reach.LINE) if behind[0].lower in _LABEL else None


def is_heading(times: Sequence[Placed]) -> bool:
    """Whether times so placed can head a text: points in time, not lengths, habits or "now"."""
    kinds = (TimeType.DATE, TimeType.TIME)
    return all(one.meaning.type in kinds and not one.meaning.value.endswith("_REF") for one in times)
