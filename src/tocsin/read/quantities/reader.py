"""How many and how much: every quantity of a text, with the bounds its words give and the noun that it counts."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.quantity import Quantity
from tocsin.model.time import Time, TimeType
from tocsin.read.quantities.amounts import AmountReader
from tocsin.read.quantities.antecedents import AntecedentFinder
from tocsin.read.quantities.counted import Counted, CountedReader
from tocsin.read.quantities.findings import QuantityMatch, span_of
from tocsin.read.quantities.lexemes import FIGURE, Line
from tocsin.read.quantities.lookalikes import Lookalikes
from tocsin.read.quantities.measures import Amount, Kind
from tocsin.read.quantities.modifiers import ModifierReader
from tocsin.read.quantities.notes import NoteTaker
from tocsin.read.quantities.nothing import NothingReader


class QuantityReader:
    """Finds the quantities of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("quantities")
        self._amounts = AmountReader(table)
        self._modifiers = ModifierReader(table)
        self._lookalikes = Lookalikes(table)
        self._counted = CountedReader(table)
        self._antecedents = AntecedentFinder(table)
        self._notes = NoteTaker(table)
        self._nothing = NothingReader(table)
        self._periods = frozenset(table["lookalikes"]["periods_before"])
        articles = frozenset(table["cardinals"]["articles"])
        of = frozenset(table["nouns"]["of"])
        vague = {word for entry in table["vague"] for phrase in entry["words"] for word in phrase.split()}
        self._starts = frozenset(self._amounts.first_words()) | frozenset(self._nothing.first_words())
        # An article alone is no reason to look at a sentence; the word it makes a number with is.
        self._telling = (self._starts | vague | frozenset(self._amounts.telling_words())) - articles - of

    def read(self, text: str, sentences: Sequence[Sentence], times: Sequence[Time] = ()) -> tuple[Quantity, ...]:
        """The quantities of a text, in order.

        Args:
            text: The document's text.
            sentences: Its sentences, parsed.
            times: The time expressions read already: a number in a date, a clock time or a repetition is no quantity.
        """
        calendar = _Calendar([time for time in times if time.type is not TimeType.DURATION])
        found: list[Quantity] = []
        for number, sentence in enumerate(sentences):
            if self._may_count(text, sentence):
                line = Line(text, sentence)
                findings = self._in_sentence(line, sentences, number, calendar, found)
                found += self._notes.quantities(line, findings)
        return tuple(found)

    def _may_count(self, text: str, sentence: Sentence) -> bool:
        """Whether the sentence holds a figure, or a word that can make a quantity."""
        if FIGURE.search(text, sentence.start, sentence.end):
            return True
        return not self._telling.isdisjoint([token.lower for token in sentence.tokens])

    def _in_sentence(
        self, line: Line, sentences: Sequence[Sentence], number: int, calendar: "_Calendar", earlier: Sequence[Quantity]
    ) -> list[QuantityMatch]:
        """The findings of a sentence, each with its noun where that is known."""
        findings: list[QuantityMatch] = []
        for amount, counted in self._amounts_of(line):
            if not _is_finite(amount) or self._is_dated(line, amount, calendar):
                continue
            finding = QuantityMatch(
                amount=amount, counted=counted, span=span_of(line, amount, counted), noun=counted.noun
            )
            if counted.back:
                gone = self._antecedents.of(line, amount, findings, sentences, number, earlier)
                finding = replace(finding, noun=counted.noun or gone.noun, whole=gone.whole, reasons=gone.reasons)
            findings.append(finding)
        return findings

    def _amounts_of(self, line: Line) -> Iterator[tuple[Amount, Counted]]:
        """The amounts of a sentence with what they count, without the numbers that are none."""
        i = floor = 0
        carried = ""
        while i < len(line):
            amount = self._amount_at(line, i)
            if amount is None:
                i += 1
                continue
            sort = self._lookalikes.carried(line, amount, carried, floor) or self._lookalikes.sort(line, amount)
            second = self._amounts.second(line, amount)
            if second is not None and (joined := self._amounts.joined(line, amount, second)) is not None:
                sort = sort or self._lookalikes.sort(line, second)
                amount = joined
            carried = sort
            i = amount.last + 1
            if not sort and self._is_meant(line, amount):
                # A money sign belongs to one number only: the one it was read with first.
                amount = replace(amount, first=max(amount.first, floor))
                amount = self._modifiers.applied(line, amount, floor=floor)
                counted = self._counted.counted(line, amount)
                yield amount, counted
                i = amount.last + 1
                while i < len(line) and line.starts[i] < counted.end:
                    i += 1
            floor = i

    def _amount_at(self, line: Line, i: int) -> Amount | None:
        if line.word(i) not in self._starts and not line.is_figure(i) and not line.is_vulgar(i):
            return None
        return self._nothing.read(line, i) or self._amounts.read(line, i)

    def _is_meant(self, line: Line, amount: Amount) -> bool:
        """Whether "a year" says a number: only under a modifier."""
        return not amount.is_article or self._modifiers.changes(line, amount)

    def _is_dated(self, line: Line, amount: Amount, calendar: "_Calendar") -> bool:
        """Whether the number belongs to a time expression, and is not the distance of one ("five years ago")."""
        first = amount.number.first
        time = calendar.holding(line.starts[first], line.ends[amount.number.last])
        if time is None:
            return False
        distance = amount.kind is Kind.TIME and time.type is not TimeType.SET
        return not distance or line.word(first - 1) in self._periods


class _Calendar:
    """The time expressions of a document in order, to look up what holds a number."""

    def __init__(self, times: Sequence[Time]) -> None:
        self._times = sorted(times, key=lambda time: time.end)
        self._ends = [time.end for time in self._times]

    def holding(self, start: int, end: int) -> Time | None:
        """The time expression that overlaps the stretch from `start` to `end`."""
        at = bisect_left(self._ends, start + 1)
        if at < len(self._times) and self._times[at].start < end:
            return self._times[at]
        return None


def _is_finite(amount: Amount) -> bool:
    return all(bound is None or isfinite(bound) for bound in (amount.low, amount.high))
