"""What a time expression is read against: the day of publication, the times spoken of before, the verb it hangs on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tocsin.model.parse import Token
from tocsin.model.time import TimeType
from tocsin.read.times.periods import QUARTER, Period
from tocsin.read.times.words import Word

PAST, OPEN, FUTURE = -1, 0, 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: `period` where it names one that later words may refer to."""

    type: TimeType
    value: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None


@dataclass(slots=True)
class Scene:
    """How far the reading of a text has come. Mutable: each time that is read becomes the focus of the next.

    Attributes:
        published: The day of publication, None where it is not known.
        tokens: The parser's words of the block being read, by their first character.
        openings: The first characters of the block's sentences.
        focus: The last period that the text named by itself.
        quarter: The last quarter of a year it named.
    """

    published: date | None
    tokens: Mapping[int, Token] = field(default_factory=dict)
    openings: frozenset[int] = frozenset()
    focus: Period | None = None
    quarter: Period | None = None

    def token(self, words: Sequence[Word]) -> Token | None:
        """The parser's word that the last of these begins."""
        return next((self.tokens[word.start] for word in reversed(words) if word.start in self.tokens), None)

    def note(self, period: Period | None) -> None:
        """Make a period the one that "that year" or "two days later" count from."""
        if period is None:
            return
        self.focus = period
        if period.unit == QUARTER and self._is_latest(period):
            self.quarter = period

    def _is_latest(self, quarter: Period) -> bool:
        """Whether a quarter is over, and no later one was named: reports compare it with others, but are about it."""
        over = self.published is None or quarter.last < self.published
        return over and (self.quarter is None or quarter.first >= self.quarter.first)

    def base(self, *, focus: bool) -> date | None:
        """The day that relative words count from."""
        return self.focus.first if focus and self.focus is not None else self.published


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


class Tense:
    """Whether the verb that governs a word looks back or ahead."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._past = frozenset(table["past_tags"])
        self._present = frozenset(table["present_tags"])
        self._modal = frozenset(table["modal_tags"])
        self._hanging = frozenset(table["hanging_tags"])
        self._perfect = frozenset(table["perfect"])
        self._infinitive = frozenset(table["infinitive_marks"])
        self._planned = frozenset(table["planned"])
        self._planned_infinitive = frozenset(table["planned_infinitive"])

    def side(self, token: Token | None) -> int:
        """PAST, FUTURE, or OPEN where the verb does not tell."""
        infinitive = False
        for governor in token.ancestors() if token else ():
            if governor.lemma in self._planned or (infinitive and governor.lemma in self._planned_infinitive):
                return FUTURE
            if governor.pos not in ("VERB", "AUX"):
                continue
            if governor.tag in self._hanging and not governor.child("aux"):
                continue
            if not self._is_infinitive(governor):
                side = self._of_verb(governor)
                return OPEN if infinitive and side == PAST else side
            infinitive = True
        return OPEN

    def _is_infinitive(self, verb: Token) -> bool:
        """Whether the time of the verb is that of the one above it: "plans to leave"."""
        return verb.head is not verb and any(
            child.dep == "aux" and child.lower in self._infinitive for child in verb.children
        )

    def _of_verb(self, verb: Token) -> int:
        helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
        perfect = any(helper.lemma in self._perfect for helper in helpers)
        if any(helper.tag in self._modal for helper in helpers):
            return PAST if perfect else FUTURE
        if perfect or any(helper.tag in self._past for helper in helpers):
            return PAST
        if any(helper.tag in self._present for helper in helpers):
            return OPEN
        return PAST if verb.tag in self._past else OPEN
