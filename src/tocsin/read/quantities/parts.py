"""Which number is a part of which, and which one the words set aside for another."""

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.model.span import Span
from tocsin.read.quantities.amounts import Kind
from tocsin.read.quantities.counted import QuantityMatch
from tocsin.read.quantities.lexemes import Line, Phrases

MOST_BETWEEN = 4
"""Words that may stand between "of" and the number of the whole."""

MOST_PARTS = 8
"""How many parts listed after a whole are looked at."""

MOST_LISTED = 12
"""Words between a whole and the sign that opens the list of its parts."""

_SHARES = (Kind.PERCENT, Kind.FRACTION)
_COUNTED = (Kind.COUNT, *_SHARES)


class WholeFinder:
    """Finds the quantity that another one of the same sentence is a part of."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["parts"]
        self._of = frozenset(table["nouns"]["of"])
        self._all, self._but = frozenset(words["all"]), frozenset(words["but"])
        self._including = Phrases.of(words["including"], True)
        self._openers = frozenset(words["openers"])
        self._going_on = frozenset(words["going_on"])
        self._closed_by = frozenset(table["nouns"]["closed_by"])

    def whole(self, line: Line, matches: Sequence[QuantityMatch], number: int) -> Span | None:
        """The span of the quantity that a match is a part of, None if it is no part; those before it have their wholes."""
        match = matches[number]
        if match.whole is not None or match.amount.kind not in _COUNTED:
            return match.whole
        after = matches[number + 1] if number + 1 < len(matches) else None
        if after is not None and self._is_group(line, match, after):
            return after.span
        if number == 0:
            return None
        before = matches[number - 1]
        if self._includes(line, before, match) or self._is_fronted(line, before, match):
            return before.span
        if self._goes_on(line, matches, number):
            return before.whole
        return self._listed_in(line, matches, number)

    def excepts(self, line: Line, matches: Sequence[QuantityMatch], number: int) -> tuple[bool, QuantityMatch | None]:
        """Whether a match says how many are excepted, and from what: "all but two of the nine", "all seven but one"."""
        first = matches[number].amount.first
        if matches[number].amount.kind is not Kind.COUNT or line.word(first - 1) not in self._but:
            return False, None
        if line.word(first - 2) in self._all:
            return True, next((one for one in matches if one.span == matches[number].whole), None)
        before = matches[number - 1] if number else None
        if (
            before is None
            or before.amount.kind is not Kind.COUNT
            or line.word(before.amount.first - 1) not in self._all
        ):
            return False, None
        behind = line.starts[first - 1] >= before.span.end
        near = before.amount.last < first - 1 <= before.amount.last + 1 + MOST_BETWEEN
        return (True, before) if behind and near else (False, None)

    def _listed_in(self, line: Line, matches: Sequence[QuantityMatch], number: int) -> Span | None:
        """Such as "200 vehicles: tanks (120), lorries (80)"."""
        part = matches[number]
        first = part.amount.first
        near = range(first - 1, max(-1, first - 1 - MOST_BETWEEN), -1)
        bracket = next((i for i in near if line.word(i) == "("), -1)
        if bracket < 0:
            return None
        whole = next((one for one in matches[max(0, number - MOST_PARTS) : number][::-1] if one.whole is None), None)
        if whole is None or not self._can_hold(whole, part):
            return None
        gap = range(whole.amount.last + 1, min(bracket, whole.amount.last + 1 + MOST_LISTED))
        opened = any(line.word(i) in self._openers for i in gap if line.starts[i] >= whole.span.end)
        return whole.span if opened else None

    def _is_group(self, line: Line, part: QuantityMatch, whole: QuantityMatch) -> bool:
        """Whether the next quantity is the group behind "of": "40 of the 50 boats"."""
        at = part.amount.last if line.word(part.amount.last) in self._of else part.amount.last + 1
        gap = line.words[at + 1 : whole.amount.first]
        if line.word(at) not in self._of or at >= whole.amount.first or len(gap) > MOST_BETWEEN:
            return False
        same = part.counted.head is not None and part.counted.head is whole.counted.head
        return whole.amount.kind is Kind.COUNT and (same or self._closed_by.issuperset(gap))

    def _includes(self, line: Line, whole: QuantityMatch, part: QuantityMatch) -> bool:
        """Whether words such as "including" lead from a quantity to one of its parts."""
        for before in (part.amount.first - 1, part.amount.first - 2):
            found = self._including.ending(line, before)
            if found is not None and line.starts[found[0]] >= whole.span.end:
                return self._can_hold(whole, part)
        return False

    def _is_fronted(self, line: Line, whole: QuantityMatch, part: QuantityMatch) -> bool:
        """Such as "Of the 50 boats, 40 sank"."""
        first = whole.amount.first
        at = next((i for i in range(first - 1, max(-1, first - 1 - MOST_BETWEEN), -1) if line.word(i) in self._of), -1)
        if at < 0 or not (at == 0 or not line.is_word(at - 1)) or part.counted.head is not None:
            return False
        before = part.amount.first - 1
        return line.word(before) == "," and line.starts[before] >= whole.span.end and self._can_hold(whole, part)

    def _goes_on(self, line: Line, matches: Sequence[QuantityMatch], number: int) -> bool:
        """Whether a part is only listed after another: "including three children and two nurses"."""
        before, match = matches[number - 1], matches[number]
        if before.whole is None or before.whole.start > before.span.start:
            return False
        first = match.amount.first
        gap = [i for i in range(max(0, first - MOST_BETWEEN - 1), first) if line.starts[i] >= before.span.end]
        return 0 < len(gap) <= MOST_BETWEEN and all(line.word(i) in self._going_on for i in gap)

    def _can_hold(self, whole: QuantityMatch, part: QuantityMatch) -> bool:
        """Whether one can be a part of the other: a count of a greater or open one, or a share of it."""
        if part.amount.kind in _SHARES:
            return whole.amount.kind is Kind.COUNT
        return whole.amount.kind is part.amount.kind and (
            whole.amount.high is None or whole.amount.size >= part.amount.size
        )


_NOMINAL = ("NOUN", "PROPN", "ADJ")
"""Parts of speech of what a number counts."""
NEAR = 16
"""Words that may stand between a number set aside and the one that stands in its place."""


class DenialReader:
    """Tells whether a number is set aside for another one of the same sentence."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["denials"]
        self._not = Phrases.of(words["not"], True)
        self._instead = Phrases.of(words["instead"], True)
        self._but = frozenset(words["but"])
        self._pauses = frozenset(words["pauses"])

    def denied(self, line: Line, matches: Sequence[QuantityMatch], number: int) -> str | None:
        """The words that set a match aside, None if nothing does."""
        match = matches[number]
        at = match.amount.first - 1
        found = self._instead.ending(line, at)
        beside = (*matches[max(0, number - 1) : number], *matches[number + 1 : number + 2])
        if found is not None and any(one.amount.kind is match.amount.kind for one in beside):
            return _words(line, found[0], at)
        found = self._not.ending(line, at)
        if found is None:
            return None
        before = matches[number - 1] if number else None
        pauses = not self._pauses.isdisjoint((line.word(found[0] - 1), line.word(found[0])))
        # "It was 2 buses not 3", with nothing between but what is counted.
        pauses = pauses or (
            before is not None
            and all(token.pos in _NOMINAL for token in line.tokens[before.amount.last + 1 : found[0]])
            and line.word(found[0] - 1) not in self._but
        )
        if before is not None and pauses:
            # The number before stands near enough, and counts the same, to be the right one.
            near = match.amount.first - before.amount.last <= NEAR
            if near and before.amount.kind is match.amount.kind:
                return _words(line, found[0], at)
        after = matches[number + 1] if number + 1 < len(matches) else None
        if after is None or after.amount.kind is not match.amount.kind:
            return None
        # "But" leads over to the number that is meant.
        gap = line.words[match.amount.last + 1 : after.amount.first]
        return _words(line, found[0], at) if len(gap) <= NEAR and not self._but.isdisjoint(gap) else None


def _words(line: Line, first: int, last: int) -> str:
    return line.text[line.starts[first] : line.ends[last]]
