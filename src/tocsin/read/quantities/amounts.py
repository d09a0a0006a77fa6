"""One amount or a range of two: "$5 million", "between five and 10 percent", "seven or eight thousand"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.quantities.measures import Amount, Kind, MeasureReader
from tocsin.read.quantities.numbers import NumberReader
from tocsin.read.quantities.shares import ShareReader


class AmountReader:
    """Reads the amount that begins at a position, and what it makes a range with."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._numbers = ShareReader(table, NumberReader(table))
        self._measures = MeasureReader(table)
        ranges = table["ranges"]
        self._between = frozenset(ranges["between"])
        self._between_and = frozenset(ranges["between_and"])
        self._joins = Phrases.of(ranges["joins"], True)
        self._glued = frozenset(ranges["glued"])
        self._from = frozenset(ranges["from"])
        self._change_words = frozenset(ranges["change_words"])
        self._signs = frozenset(table["money"]["signs"])

    def first_words(self) -> Iterator[str]:
        """The words an amount can begin with, without the articles, which are everywhere."""
        yield from self._numbers.first_words()

    def telling_words(self) -> Iterator[str]:
        """The words that make an amount of an article."""
        yield from self._measures.first_words()
        yield from self._numbers.telling_words()

    def read(self, line: Line, i: int) -> Amount | None:
        """The amount that begins at `i`, without the second part of a range."""
        number = self._numbers.read(line, i)
        return self._measures.one_unit(line, i) if number is None else self._measures.measured(line, number)

    def second(self, line: Line, first: Amount) -> Amount | None:
        """The amount that `first` is joined to as one end of a range to the other."""
        after = first.last + 1
        if line.word(after) in self._glued and line.glued(after) and not line.glued(after + 1):
            after += 1  # "18- to 29-year-olds"
        if line.word(first.first - 1) in self._between and line.word(after) in self._between_and:
            return self._read_signed(line, after + 1)
        joined = self._joins.starting(line, after)
        if joined is None or joined[0] >= len(line) or self._tells_a_change(line, first):
            return None
        if line.word(after) in self._glued and not (line.glued(after) and line.glued(after + 1)):
            return None
        return self._read_signed(line, joined[0])

    def joined(self, line: Line, first: Amount, second: Amount) -> Amount | None:
        """The two as one range, None if they are not: of different kinds, or the first not the smaller."""
        kind = _common_kind(first, second)
        if first.unit_last and second.unit_last and line.tokens[first.last].lemma != line.tokens[second.last].lemma:
            return None
        first = _scaled(first, second)
        if kind is None or first.low is None or second.high is None or second.low is None or first.high is None:
            return None
        if not (first.low < second.low and first.high < second.high) or first.number.fraction != second.number.fraction:
            return None
        start = first.first - 1 if line.word(first.first - 1) in self._between else first.first
        noun = second.noun or first.noun
        approximate = first.approximate or second.approximate
        return replace(second, first=start, low=first.low, kind=kind, noun=noun, approximate=approximate)

    def _read_signed(self, line: Line, i: int) -> Amount | None:
        """The amount at `i`, or behind the money sign that stands there."""
        for at in (i, i + 1, i + 2):
            if at < len(line) and (at == i or line.word(at - 1) in self._signs):
                amount = self.read(line, at)
                if amount is not None:
                    return amount
        return None

    def _tells_a_change(self, line: Line, amount: Amount) -> bool:
        """Whether the words tell from what to what something went ("rose from 5 to 10")."""
        before = amount.first - 1
        if line.word(before) not in self._from:
            return False
        token = line.tokens[before]
        near = [token.head, token.head.head] + [line.tokens[at] for at in range(max(0, before - 4), before)]
        return any(word.lemma.lower() in self._change_words for word in near)


def _common_kind(first: Amount, second: Amount) -> Kind | None:
    if first.kind is second.kind:
        return first.kind
    if first.kind is Kind.COUNT and second.unit_last:
        return second.kind
    if second.kind is Kind.COUNT and first.kind is Kind.MONEY and not first.unit_last:
        return first.kind
    return None


def _scaled(first: Amount, second: Amount) -> Amount:
    """The first amount with the power of ten that only the second names ("seven or eight thousand")."""
    scale = second.number.scale
    alone = first.number.scale == 1 and not first.unit_last and not first.number.vague and not first.number.fraction
    if scale == 1 or not alone or first.low is None or first.high is None or second.low is None:
        return first
    return replace(first, low=first.low * scale, high=first.high * scale) if first.low <= second.low / scale else first
