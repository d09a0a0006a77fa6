"""Which number tells what was before, or was told before: "from 8 to 13", "an earlier figure of 310", "rejected the toll"."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from tocsin.model.parse import Token
from tocsin.read.quantities.amounts import Kind
from tocsin.read.quantities.counted import QuantityMatch
from tocsin.read.quantities.lexemes import Line

MOST_BETWEEN = 8
"""Words between what something rose from and what it rose to: "from 14 in 2019 to 23"."""
MOST_ABOVE = 4
"""Words above "from" among which the change stands."""
_OBJECTS = ("dobj", "nsubjpass")


class Superseded(StrEnum):
    """What the words make of a number that another one has taken the place of."""

    BEFORE = "before"
    """It was so before: "rose from 8 to 13"."""
    CORRECTED = "corrected"
    """It was told before, and is put right: "revised its figure from 23 to 21"."""
    DISPUTED = "disputed"
    """Others tell it: "rejected the figure of 41"."""


Found = tuple[Superseded, str]
"""What a number is, and the words that tell it."""


class SupersededReader:
    """Finds such numbers."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["superseded"]
        self._from, self._of = frozenset(table["ranges"]["from"]), frozenset(table["nouns"]["of"])
        self._to: frozenset[str] = frozenset(words["to"])
        self._corrects, self._lowers = frozenset(words["corrects"]), frozenset(words["lowers"])
        self._changes = frozenset(table["ranges"]["change_words"]) | self._corrects | self._lowers
        self._levels = frozenset(table["measures"]["levels"])
        self._told = self._levels | frozenset(words["told"])
        self._earlier, self._at_first = frozenset(words["earlier"]), frozenset(words["at_first"])
        self._rejects, self._wrong = frozenset(words["rejects"]), frozenset(words["wrong"])
        self._sums = frozenset(words["sums"])

    def read(
        self, line: Line, matches: Sequence[QuantityMatch], number: int, measures: Sequence[str | None]
    ) -> Found | None:
        """What a match of a sentence is, of which all matches and what each measures are known; None for one that holds."""
        match = matches[number]
        at = match.amount.first - 1
        if line.word(at) in self._from:
            return self._start(line, matches, number, measures)
        if line.word(at) not in self._of or match.counted.head is not None:
            return None
        noun = line.tokens[at].head
        return self._told_before(line, match, noun) if noun.lemma.lower() in self._told else None

    def _start(
        self, line: Line, matches: Sequence[QuantityMatch], number: int, measures: Sequence[str | None]
    ) -> Found | None:
        """What something changed from."""
        match = matches[number]
        lead = line.tokens[match.amount.first - 1]
        change = next((one for one in _above(lead) if self._is_change(one)), None)
        end = self._end(line, matches, number)
        if change is None or (end is None and match.noun is not None):
            return None
        if end is not None and None not in (match.noun, end.noun) and match.noun != end.noun:
            return None
        words = f"{change.text} {lead.text}"
        lemma = change.lemma.lower()
        if lemma in self._corrects and self._of_figure(change):
            return Superseded.CORRECTED, words
        # Of the dead there cannot be fewer than there were: who lowers their number corrects it.
        told = next((one for one in measures[max(0, number - 1) : number + 2] if one is not None), None)
        fewer = end is not None and end.amount.size < match.amount.size
        if lemma in self._lowers and fewer and told in self._sums and self._of_figure(change):
            return Superseded.CORRECTED, words
        return Superseded.BEFORE, words

    def _end(self, line: Line, matches: Sequence[QuantityMatch], number: int) -> QuantityMatch | None:
        """What it changed to: behind the start, or right before it ("to 12 from 40")."""
        match = matches[number]
        for other in (*matches[number + 1 : number + 2], *matches[max(0, number - 1) : number]):
            before, after = sorted((match, other), key=lambda one: one.amount.first)
            near = after.amount.first - before.amount.last <= MOST_BETWEEN
            if near and other.amount.kind is match.amount.kind and line.word(other.amount.first - 1) in self._to:
                return other
        return None

    def _is_change(self, word: Token) -> bool:
        return word.lemma.lower() in self._changes or word.lower in self._changes

    def _of_figure(self, change: Token) -> bool:
        """Whether it is a figure that is put right: "revised its toll", "the number was lowered", "revised from 23 to 21"."""
        over = [child for child in change.children if child.dep in (*_OBJECTS, "nsubj")]
        if change.dep == "acl" and change.head.pos == "NOUN":
            over.append(change.head)
        objects = [child for child in over if child.dep in _OBJECTS or child is change.head] or over
        return not objects or any(one.lemma.lower() in self._told for one in objects)

    def _told_before(self, line: Line, match: QuantityMatch, noun: Token) -> Found | None:
        """A figure that was told before, or by others: "an earlier figure of 310", "the figure of 41 was rejected"."""
        verb = noun.head
        lemma = verb.lemma.lower()
        if match.amount.kind is not Kind.COUNT:
            return None
        if noun.dep in _OBJECTS and lemma in self._rejects:
            return Superseded.DISPUTED, f"{verb.text} {noun.text}"
        wrong = verb.child("acomp", "attr", "oprd") if noun.dep == "nsubj" else None
        if wrong is not None and _has(wrong, self._wrong) and verb.child("neg") is None:
            return Superseded.DISPUTED, f"{noun.text} {verb.text} {wrong.text}"
        if noun.dep in _OBJECTS and lemma in self._corrects:
            return Superseded.CORRECTED, f"{verb.text} {noun.text}"
        given = [
            child
            for word in (noun, line.tokens[match.amount.number.last])
            for child in word.children
            if child.dep == "acl" and _has(child, self._at_first)
        ]
        if not given and not _has(noun, self._earlier):
            return None
        # "Up from an earlier count of 8", "the first count of 8 rose": it was right when it was told.
        is_state = verb.pos == "ADP" or self._is_change(verb)
        words = f"{noun.text} {given[0].text}" if given else noun.text
        return Superseded.BEFORE if is_state else Superseded.CORRECTED, words


def _above(word: Token) -> Iterable[Token]:
    for number, above in enumerate(word.ancestors()):
        if number == MOST_ABOVE:
            return
        yield above


def _has(word: Token, lemmas: Collection[str]) -> bool:
    """Whether a word, or one right under it, is one of some."""
    return word.lower in lemmas or any(child.lower in lemmas for child in word.children)
