"""Headings, datelines and the stamps of posts: times that tell when the text behind them was said.

A stamp stands in brackets at the beginning of a line ("[28 March, 13:20] …"), a heading on a line of its own ("28 March
2022"), a label before a colon or dash ("28 March: …"), a dateline behind its town ("LINZ, 28 March –"), the hour of an entry
of a running report before its text ("14:45 The bridge is open").
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import groupby, pairwise
from typing import NamedTuple

from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType
from tocsin.read.times.bounds import Placed
from tocsin.read.times.forms import Found
from tocsin.read.times.periods import DAY, MONTH, WEEK

_OPENING, _CLOSING, _LABEL = frozenset("[("), frozenset("])"), frozenset(":–—-|")
_APART = frozenset({",", "|", "·", "•", "–", "—", "-", ":"})
_LONGEST_LEAD = 8
"""Words of a channel's or an author's name before the stamp of a post."""
_LATE_DATELINE = 10
"""How many days may lie between a dateline's day and publication."""
_LONGEST_STAMP = 60
"""Characters of a stamp, brackets included."""


class Passage(NamedTuple):
    """Sentences of one block that are read together: a time may run over the end of one, after "Nov.".

    Attributes:
        block: The block they stand in, negative for a stamp that is no sentence.
        opens: Whether the block begins with them.
        runs_on: Whether the line goes on behind them in another block, as it does behind a dateline.
    """

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    block: int
    opens: bool
    runs_on: bool


def passages(text: str, sentences: Sequence[Sentence], hints: Callable[[Sentence], bool]) -> Iterator[Passage]:
    """The passages that may hold a time, in order, with the stamps that stand alone on their line between them.

    Most sentences hold no time and need no closer look: `hints` tells whether one may.
    """
    done, block, opened = 0, -1, -1
    groups = [
        (hinting, tuple(group))
        for (_, hinting), group in groupby(sentences, key=lambda sentence: (sentence.block, hints(sentence)))
    ]
    for number, (hinting, group) in enumerate(groups):
        if hinting and number and _is_name(lead := groups[number - 1][1]) and opened == group[0].block:
            group, block = (*lead, *group), -1  # "Mur Watch" may be a sentence before the stamp behind it
        start, end = group[0].start, group[-1].end
        yield from _stamps(text, done, start)
        behind = groups[number + 1][1][0] if number + 1 < len(groups) else None
        opens, block, done = group[0].block != block, group[0].block, end
        opened = block if opens and not hinting else -1
        if hinting:
            leaves = behind is not None and behind.block != block and "\n" not in text[end : behind.start]
            yield Passage(start, end, group, block, opens, opens and leaves)
    yield from _stamps(text, done, len(text))


def _is_name(sentences: Sequence[Sentence]) -> bool:
    """Whether sentences are one of a few capitalised words, without a stop: a channel's name."""
    words = sentences[0].tokens
    return len(sentences) == 1 and len(words) < _LONGEST_LEAD and all(word.text[0].isupper() for word in words)


def _stamps(text: str, start: int, end: int) -> Iterator[Passage]:
    """Brackets with figures on a line that the parser was not given."""
    opening = text.find("[", start, end)
    while opening >= 0:
        closing = text.find("]", opening, min(end, opening + _LONGEST_STAMP))
        if closing >= 0 and any(char.isdecimal() for char in text[opening:closing]):
            yield Passage(opening, closing + 1, (), -1, True, False)
        opening = text.find("[", max(closing, opening) + 1, end)


class Reach(Enum):
    """How far a heading goes: over its line, up to the next heading, or over the whole article."""

    LINE = "line"
    STAMP = "stamp"
    CHAPTER = "chapter"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Heading:
    """Times, in order, that date the text behind them, and how far they reach."""

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


def leading(
    places: Sequence[Found], joins: Collection[str], posted: Collection[str], tokens: Mapping[int, Token]
) -> tuple[int, Reach] | None:
    """How many of a block's times, its first ones, form a heading, and how far it reaches; None if none do.

    Args:
        places: The times of the block, in order.
        joins: What may stand between the parts of a heading.
        posted: Words with which a line begins that tells when a post was written.
        tokens: The parser's words, by their first character.
    """
    if not places:
        return None
    words = places[0].words
    begin = 0
    while begin < len(words) and words[begin].lower in _OPENING:
        begin += 1
    if places[0].first != begin:
        return _signed(places, joins, posted, tokens)
    count = 1
    while count < len(places) and all(
        word.lower in joins for word in words[places[count - 1].last : places[count].first]
    ):
        count += 1
    behind = words[places[count - 1].last :]
    if begin and behind and behind[0].lower in _CLOSING:
        return count, Reach.STAMP
    if all(word.lower in joins or not word.lower.isalnum() for word in behind):
        return count, Reach.CHAPTER
    return (count, Reach.LINE) if behind[0].lower in _LABEL or is_clock(places[:count]) else None


def is_clock(places: Sequence[Found]) -> bool:
    """Whether times are an hour and a minute in figures, without a day: "14:45"."""
    return all(one.form.reads == "clock" and any(":" in word.lower for word in one.inside) for one in places)


def _signed(
    places: Sequence[Found], joins: Collection[str], posted: Collection[str], tokens: Mapping[int, Token]
) -> tuple[int, Reach] | None:
    """The stamp of a post behind a name or a word: "Mur Watch, [04.06.2022 19:10]", "Posted on 5 June 2022 at 18:30"."""
    words = places[0].words
    first, last = places[0].first, places[-1].last
    lead = words[:first]
    between = (word for one, other in pairwise(places) for word in words[one.last : other.first])
    behind = (word for word in words[last:] if word.lower.isalnum())
    alone = all(word.lower in joins for word in (*behind, *between))
    if not alone or first > _LONGEST_LEAD:
        return None
    if lead[0].lower in posted:
        return len(places), Reach.STAMP
    told = (token for word in lead if (token := tokens.get(word.start)) is not None and not token.text[0].isupper())
    verbs = any(token.pos in ("VERB", "AUX") for token in told)  # the "Watch" of "Harbour Watch" is none
    apart = lead[-1].lower in _OPENING or (
        lead[-1].lower in _APART and any(":" in word.lower for word in words[first:last])
    )
    return (len(places), Reach.STAMP) if apart and not verbs else None


def is_heading(times: Sequence[Placed]) -> bool:
    """Whether times so placed can head a text: points in time, not lengths, habits or "now"."""
    kinds = (TimeType.DATE, TimeType.TIME)
    return all(one.meaning.type in kinds and not one.meaning.value.endswith("_REF") for one in times)


class Headings:
    """The headings of a document, as its passages are read in order. Mutable."""

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._found: list[Heading] = []
        self._standing: dict[Reach, date | None] = {}
        self._block = -1

    def enter(self, passage: Passage) -> None:
        """Go on to a passage: what headed a line before it heads it no more."""
        if passage.block != self._block or passage.block < 0:
            self._block = passage.block
            self._standing.pop(Reach.LINE, None)

    def begin(self, heading: Heading) -> None:
        """A heading stands over what follows, as far as it reaches."""
        if heading.dates_text:
            self._found.append(heading)
        if heading.counts(self._published):
            if heading.reach in (Reach.STAMP, Reach.CHAPTER):
                self._standing.pop(Reach.STAMP, None)
            self._standing[heading.reach] = heading.day

    @property
    def day(self) -> date | None:
        """The day of the nearest heading that stands over the text being read."""
        order = (Reach.LINE, Reach.STAMP, Reach.CHAPTER, Reach.ARTICLE)
        return next((day for reach in order if (day := self._standing.get(reach))), None)

    def dated(self, times: Sequence[Time], length: int) -> tuple[Time, ...]:
        """The times of a text of some length, those of headings with the stretch of text that they date."""
        found = self._found
        if sum(heading.reach is Reach.CHAPTER for heading in found) == 1:
            # One date alone on its line may be that of publication.
            found = [heading for heading in found if heading.reach is not Reach.CHAPTER]
        ends = [*(heading.times[0].found.start for heading in found[1:]), length]
        dates = {
            heading.finest.found.start: Span(heading.times[-1].found.end, end)
            for heading, end in zip(found, ends, strict=False)
        }
        return tuple(replace(time, dates=dates[time.start]) if time.start in dates else time for time in times)
