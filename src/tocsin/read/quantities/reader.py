"""Every quantity of a text: the bounds its words give, what it counts, and what is noted of it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType
from tocsin.read.quantities.amounts import Amount, AmountReader, Kind, NothingReader
from tocsin.read.quantities.antecedents import AntecedentFinder
from tocsin.read.quantities.counted import Counted, CountedReader, QuantityMatch, span_of
from tocsin.read.quantities.lexemes import FIGURE, Line
from tocsin.read.quantities.lookalikes import Lookalikes
from tocsin.read.quantities.modifiers import ModifierReader
from tocsin.read.quantities.parts import DenialReader, WholeFinder
from tocsin.read.quantities.predicates import PredicateReader, Told
from tocsin.read.quantities.units import UnitNamer


class NoteTaker:
    """Makes quantities of the findings of a sentence."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._wholes = WholeFinder(table)
        self._denials = DenialReader(table)
        self._predicates = PredicateReader(table)
        self._units = UnitNamer(table)

    def quantities(self, line: Line, findings: Sequence[QuantityMatch]) -> Iterator[Quantity]:
        """The quantities of a sentence, in order, with their notes."""
        denied = [self._denials.denied(line, findings, number) for number in range(len(findings))]
        linked = self._linked(line, findings, denied)
        told = self._told(line, linked)
        for finding, measure, words in zip(linked, told, denied, strict=True):
            yield self._quantity(line, finding, measure, words)

    def _linked(
        self, line: Line, findings: Sequence[QuantityMatch], denied: Sequence[str | None]
    ) -> list[QuantityMatch]:
        """The findings with the wholes they are parts of: never a number that was set aside, but the one in its place."""
        linked = list(findings)
        instead = _instead(findings, denied)
        nouns = {finding.span: finding.noun for finding in findings}
        for number, finding in enumerate(linked):
            whole = self._wholes.whole(line, linked, number)
            whole = instead.get(whole, whole) if whole is not None else None
            if whole is None or whole == finding.span:
                linked[number] = replace(finding, whole=None)
                continue
            noun = finding.noun or nouns.get(whole)
            reason = f"part of “{line.text[whole.start : whole.end]}”"
            linked[number] = replace(finding, whole=whole, noun=noun, reasons=(*finding.reasons, reason))
        return linked

    def _told(self, line: Line, findings: Sequence[QuantityMatch]) -> list[Told | None]:
        """What each finding measures: a part in no clause of its own what its whole does."""
        found = [self._predicates.told(line, finding) for finding in findings]
        by_span = {finding.span: number for number, finding in enumerate(findings)}
        for number, finding in enumerate(findings):
            at = by_span.get(finding.whole) if finding.whole is not None else None
            if at is not None and found[at] is not None and not self._predicates.has_own_verb(line, finding):
                found[number] = found[at]
        return found

    def _quantity(self, line: Line, finding: QuantityMatch, told: Told | None, denied: str | None) -> Quantity:
        amount = finding.amount
        unit, rate = self._units.unit(line, finding)
        reasons = [*amount.reasons, *finding.reasons]
        if told is not None:
            reasons.append(f"“{told[1]}” tells what is measured: {told[0]}")
        if rate:
            reasons.append(f"“{rate}”: a rate")
        if denied is not None:
            reasons.append(f"“{denied}”: set aside for another number")
        return Quantity(
            start=finding.span.start, end=finding.span.end, low=amount.low, high=amount.high,
            low_open=amount.low_open, high_open=amount.high_open, approximate=amount.approximate,
            noun=finding.noun, measure=told[0] if told is not None else None, unit=unit, part_of=finding.whole,
            denied=denied is not None, reasons=tuple(reasons),
        )  # fmt: skip


def _instead(findings: Sequence[QuantityMatch], denied: Sequence[str | None]) -> dict[Span, Span | None]:
    """The span of each number that was set aside, with that of the number before or after it that was not."""
    spans: dict[Span, Span | None] = {}
    for number, finding in enumerate(findings):
        if denied[number] is None:
            continue
        beside = [at for at in (number - 1, number + 1) if 0 <= at < len(findings) and denied[at] is None]
        spans[finding.span] = findings[beside[0]].span if beside else None
    return spans


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
