"""What a time expression is read against: the day it was said on, and the times spoken of before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tocsin.model.parse import Token
from tocsin.model.time import TimeType
from tocsin.read.times.periods import QUARTER, Period, length_order
from tocsin.read.times.reasons import NO_DAY, day_words
from tocsin.read.times.tense import FUTURE, OPEN, PAST
from tocsin.read.times.words import Word


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    Attributes:
        period: The stretch of the calendar that it names, where later words may refer to it.
        reasons: Why it means that.
        about: Whether the whole of it is approximate.
        soft: Which of its two ends is where we cut, not where the words do: "first", "last" or "both".
        guessed: Whether nothing in the text told which of several it is.
        edtf: Its Extended Date/Time Format where the words around it settle that.
    """

    type: TimeType
    value: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None
    reasons: tuple[str, ...] = ()
    about: bool = False
    soft: str = ""
    guessed: bool = False
    edtf: str | None = None


@dataclass(slots=True)
class TimeContext:
    """How far the reading of a text has come. Mutable: each time that is read becomes the focus of the next.

    Attributes:
        published: The day of publication, None where it is not known.
        heading: The day of the heading or stamp that the text stands under, None if it stands under none.
        tokens: The parser's words of the block being read, by their first character.
        openings: The first characters of the block's sentences.
        focus: The last period that the text named by itself.
        quarter: The last quarter of a year it named.
        day: The last day it named.
        follows: While a heading is read, the day of the heading before.
    """

    published: date | None
    tokens: Mapping[int, Token] = field(default_factory=dict)
    openings: frozenset[int] = frozenset()
    focus: Period | None = None
    quarter: Period | None = None
    heading: date | None = None
    day: Period | None = None
    follows: date | None = None

    @property
    def today(self) -> date | None:
        """The day the text being read was said on."""
        return self.heading or self.published

    @property
    def said(self) -> str:
        """The same as a reason."""
        if self.heading is not None:
            return f"under the heading of {day_words(self.heading)}"
        return f"said on {day_words(self.published)}" if self.published is not None else NO_DAY

    def token(self, words: Sequence[Word]) -> Token | None:
        """The parser's word that the last of these begins."""
        return next((self.tokens[word.start] for word in reversed(words) if word.start in self.tokens), None)

    def note(self, period: Period | None) -> None:
        """Make a period the one that "that year" or "two days later" count from."""
        if period is None:
            return
        self.focus = period
        if period.first == period.last:
            self.day = period
        if period.unit == QUARTER and self._is_latest(period):
            self.quarter = period

    def _is_latest(self, quarter: Period) -> bool:
        """Whether a quarter is over, and no later one was named: reports compare it with others, but are about it."""
        over = self.today is None or quarter.last < self.today
        return over and (self.quarter is None or quarter.first >= self.quarter.first)

    def base(self, *, focus: bool) -> date | None:
        """The day that relative words count from."""
        return self.focus.first if focus and self.focus is not None else self.today

    def counted(self, *, focus: bool) -> str:
        """The same as a reason."""
        if focus and self.focus is not None:
            return f"counted from {self.focus.value}, named before"
        return self.said

    def too_long(self, unit: str) -> Period | None:
        """The focus, if no one day, week, … in it is known that "that day" or "the next week" could count from."""
        focus = self.focus
        if focus is None or length_order(focus.unit) <= length_order(unit):
            return None
        if self.day is not None and focus.first <= self.day.first <= focus.last:
            self.focus = self.day
            return None
        return focus


def chosen(
    periods: Iterable[Period | None], published: date, side: int, *, against: int | None = None
) -> Period | None:
    """Of like periods of several years, the one meant: the nearest to publication on this side of it.

    Args:
        periods: The candidates.
        published: The day of publication.
        side: PAST, FUTURE, or OPEN for either.
        against: How many times a day on the other side counts; None keeps those periods out.
    """
    costs = {period: _cost(period, published, side, against) for period in periods if period is not None}
    allowed = [period for period, cost in costs.items() if cost is not None]
    return min(allowed, key=lambda period: costs[period] or 0, default=None)


def _cost(period: Period, published: date, side: int, against: int | None) -> int | None:
    ahead, behind = (period.first - published).days, (published - period.last).days
    wrong = (side == PAST and ahead > 0) or (side == FUTURE and behind > 0)
    if wrong and against is None:
        return None
    if wrong and against:
        return max(ahead, behind) * against * 2
    # Where nothing tells, a text speaks rather of what was.
    return max(ahead * (3 if side == OPEN else 2), behind * 2, 0)
