"""Amounts: a number with what it is measured in, a range of two, or nothing at all ("$5 million", "five to ten percent")."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tocsin.model.parse import Token
from tocsin.model.reason import Reason
from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.quantities.numbers import Number, NumberReader, ShareReader


class Kind(StrEnum):
    """What sort of amount a number says."""

    COUNT = "count"
    FRACTION = "fraction"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    TIME = "time"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it is measured in: the lexemes from `first` to `last`, and the bounds so far.

    Attributes:
        number: The lexemes of the number itself.
        noun: What is counted or measured, where known.
        unit_last: Whether a unit follows the number (and not a money sign before it).
        is_article: Whether the number is "a" before a unit, which says how many only where a modifier stands.
        reasons: Why the bounds are what they are.
    """

    number: Number
    first: int
    last: int
    low: float | None
    high: float | None
    kind: Kind = Kind.COUNT
    noun: str | None = None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False
    unit_last: bool = False
    is_article: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def size(self) -> float:
        """How great it is, by the bound that it has."""
        return self.high if self.high is not None else self.low or 0.0

    def unit(self, kind: Kind, last: int, noun: str | None) -> "Amount":
        """The amount with a unit that ends at `last`."""
        return replace(self, kind=kind, last=last, noun=noun, unit_last=True)


class MeasureReader:
    """Finds the unit, the percent sign or the currency next to a number; "a" can stand before one of its `first_words`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._percent = Phrases.of(table["percent"]["words"], True)
        money = table["money"]
        self._signs = frozenset(money["signs"])
        self._prefixes = frozenset(money["prefixes"])
        self._codes = frozenset(money["codes"])
        self._currencies = frozenset(money["words"])
        self._money_kinds = Phrases.of(money["kinds"], True)
        units = table["units"]
        self.first_words = frozenset[str](units["time"])
        kinds = {Kind.MEASURE: units["other"], Kind.TIME: units["time"]}
        self._units = Phrases([(unit, kind) for kind, named in kinds.items() for unit in named])
        self._between = frozenset(units["before"])
        self._after = Phrases.of(units["after"], True)
        self._per = frozenset(table["rates"]["per"])
        self._after_only: dict[str, list[str]] = units["after_only"]
        self._signed = frozenset(units["signed"])
        self._minus = frozenset(units["minus"])
        self._of = frozenset(table["nouns"]["of"])
        self._articles = frozenset[str](table["cardinals"]["articles"])
        self._short_million: str = table["cardinals"]["short_million"]
        self._priced_million: str = table["cardinals"]["priced_million"]
        self._sizes = frozenset(table["cardinals"]["sizes"])
        self._plural_tags = frozenset(table["nouns"]["plural_tags"])
        self._collectives = frozenset(table["nouns"]["plural_collectives"])
        self._add = Phrases(table["fractions"]["additions"])
        self._unit_or = Phrases.of(table["ranges"]["unit_or"], True)

    def measured(self, line: Line, number: Number) -> Amount:
        """The number with what it is measured in; a plain count if no unit stands next to it."""
        number = self._millions(line, number)
        kind, first, last = Kind.FRACTION if number.fraction else Kind.COUNT, number.first, number.last
        amount = Amount(number, first, last, number.low, number.high, kind, approximate=number.approximate)
        return (
            self._priced(line, amount)
            or self._percentage(line, amount)
            or self._currency(line, amount)
            or self._unit(line, amount)
            or amount
        )

    def one_unit(self, line: Line, i: int) -> Amount | None:
        """The article at `i` and a unit as one of it: "a year", "a year and a half", "a day or two".

        The last value says nothing of whether it is meant as a number: that is the modifiers' to say, unless the
        words go on as a number would.
        """
        unit = self._units.starting(line, i + 1)
        if unit is None or line.word(i) not in self._articles:
            return None
        after, kind = unit
        noun = line.shown(after - 1)
        one = Amount(Number(i, i, 1, 1, bare=True), i, after - 1, 1, 1, kind, noun, unit_last=True)
        added = self._add.starting(line, after)
        if added is not None:
            value = 1 + added[1]
            return replace(one, number=Number(i, i, value, value), low=value, high=value, last=added[0] - 1)
        two = self._unit_or.starting(line, after)
        if two is not None:
            return replace(one, number=Number(i, i, 1, 2), high=2, last=two[0] - 1)
        return replace(one, is_article=True)

    def _millions(self, line: Line, number: Number) -> Number:
        """The number with the letters that else mean metres or millimetres: "$5m", "5m people"."""
        after = number.last + 1
        if not line.glued(after) or not line.is_figure(number.last):
            return number
        priced = line.word(number.first - 1) in self._signs
        if line.word(after) == self._priced_million:
            return number.times(1e6, last=after) if priced else number
        if line.word(after) != self._short_million:
            return number
        follower = line.tokens[after + 1] if line.is_word(after + 1) else None
        counted = follower is not None and self._is_counted(follower)
        return number.times(1e6, last=after) if priced or counted or line.capital(after) else number

    def _is_counted(self, follower: Token) -> bool:
        """Whether there can be millions of what follows a figure: of people, of new homes, not of "a 5m wall"."""
        if follower.lower in self._sizes:
            return False
        goes_on = follower.dep in ("amod", "compound", "nmod") and follower.head.i > follower.i
        noun = follower.head if goes_on else follower
        return noun.pos in ("NOUN", "PROPN") and (noun.tag in self._plural_tags or noun.lower in self._collectives)

    def _priced(self, line: Line, amount: Amount) -> Amount | None:
        """A sign or a code before the number, or a sign after it."""
        first, after = amount.first, amount.last + 1
        start = first
        if line.word(first - 1) in self._signs:
            tied = line.word(first - 2) in self._prefixes and line.glued(first - 1)
            start = first - 2 if tied and line.capital(first - 2) else first - 1
        elif line.word(first - 2) in self._signs and line.glued(first - 1) and line.word(first - 1) in self._prefixes:
            start = first - 2
        elif line.word(first - 1) in self._codes and line.is_figure(first) and line.capital(first - 1):
            start = first - 1
        if start < first:
            noun = line.text[line.starts[start] : line.ends[first - 1]]
            return replace(amount, kind=Kind.MONEY, first=start, noun=noun)
        if line.word(after) in self._signs and not line.is_figure(after + 1):
            return amount.unit(Kind.MONEY, after, line.shown(after))
        return None

    def _percentage(self, line: Line, amount: Amount) -> Amount | None:
        after = amount.last + 1
        if line.at_hyphen(after) and self._percent.starting(line, after + 1):
            after += 1
        found = self._percent.starting(line, after)
        if found is None:
            return None
        return self._signed_amount(line, amount.unit(Kind.PERCENT, found[0] - 1, None))

    def _currency(self, line: Line, amount: Amount) -> Amount | None:
        after = amount.last + 1
        if line.at_hyphen(after) or (amount.number.partitive and line.word(after) in self._of):
            after += 1
        kind = self._money_kinds.starting(line, after)
        after = kind[0] if kind else after
        code = line.word(after) in self._codes and line.capital(after)
        if not code and (line.word(after) not in self._currencies or line.tokens[after].pos in ("VERB", "AUX")):
            return None
        return amount.unit(Kind.MONEY, after, line.shown(after))

    def _unit(self, line: Line, amount: Amount) -> Amount | None:
        after, number = amount.last + 1, amount.number
        of = line.word(after) in self._of
        article = after + 1 if of else after
        if line.at_hyphen(after) or (number.partitive and of):
            after += 1
        elif number.fraction and line.word(article) in self._articles:
            after = article + 1  # "half an hour"
        while line.word(after) in self._between and after < amount.last + 4:
            after += 2 if line.at_hyphen(after + 1) else 1
        found = self._units.starting(line, after)
        if found is None:
            return None
        last = found[0] - 1
        if line.at_hyphen(last + 1) and line.is_figure(last + 2):
            return None  # "40 Mi-8 helicopters"
        # A letter is a unit only beside figures, a word not where it is a verb.
        if len(line.word(last)) == 1 and line.word(last).isalpha():
            fits = line.is_figure(amount.last) and (line.glued(last) or not line.capital(last))
        else:
            fits = line.tokens[last].pos not in ("VERB", "AUX", "ADV", "PRON")
        if not fits:
            return None
        noun = line.text[line.starts[after] : line.ends[last]]
        more = self._after.starting(line, last + 1)
        if more and line.word(last) in self._after_only[" ".join(line.words[last + 1 : more[0]])]:
            last = more[0] - 1
        if line.word(last + 1) in self._per and self._units.starting(line, last + 2):
            last += 2
        return self._signed_amount(line, amount.unit(found[1], last, noun))

    def _signed_amount(self, line: Line, amount: Amount) -> Amount:
        """The amount below zero, where a minus stands before it and its unit allows for one."""
        before = amount.first - 1
        signed = line.word(before) in self._minus and not line.glued(before) and line.glued(amount.first)
        units = line.words[amount.number.last + 1 : amount.last + 1]
        if not signed or self._signed.isdisjoint(units) or amount.low is None or amount.high is None:
            return amount
        return replace(amount, first=before, low=-amount.high, high=-amount.low)


class AmountReader:
    """Reads the amount that begins at a position, and what it makes a range with.

    An amount can begin with one of its `first_words`; `telling_words` make an amount of an article.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._numbers = ShareReader(table, NumberReader(table))
        self._measures = MeasureReader(table)
        ranges = table["ranges"]
        self._between = frozenset(ranges["between"])
        self._between_and = frozenset(ranges["between_and"])
        self._joins = Phrases.of(ranges["joins"], True)
        self._glued = frozenset(ranges["glued"])
        self._from, self._by = frozenset(ranges["from"]), frozenset(ranges["by"])
        self._change_words = frozenset(ranges["change_words"])
        self._signs = frozenset(table["money"]["signs"])
        self.first_words = self._numbers.first_words
        self.telling_words = self._measures.first_words | self._numbers.telling_words

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
        if kind is None or first.low is None or second.high is None or second.low is None or first.high is None:
            return None
        # "Seven or eight thousand": the first number has the power of ten that only the second one names.
        scale = second.number.scale
        alone = first.number.scale == 1 and not first.unit_last and not first.number.vague and not first.number.fraction
        factor = scale if alone and first.low <= second.low / scale else 1.0
        low, high = first.low * factor, first.high * factor
        if not (low < second.low and high < second.high) or first.number.fraction != second.number.fraction:
            return None
        start = first.first - 1 if line.word(first.first - 1) in self._between else first.first
        noun = second.noun or first.noun
        approximate = first.approximate or second.approximate
        return replace(second, first=start, low=low, kind=kind, noun=noun, approximate=approximate)

    def _read_signed(self, line: Line, i: int) -> Amount | None:
        """The amount at `i`, or behind the money sign that stands there."""
        for at in (i, i + 1, i + 2):
            if at < len(line) and (at == i or line.word(at - 1) in self._signs):
                amount = self.read(line, at)
                if amount is not None:
                    return amount
        return None

    def _tells_a_change(self, line: Line, amount: Amount) -> bool:
        """Whether the words tell from what to what something went ("rose from 5 to 10"), or by how much ("by 5 to 10")."""
        before = amount.first - 1
        if line.word(before) not in self._from | self._by:
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


MOST_BETWEEN = 3
"""Adjectives that may stand between "no" and what there is none of."""


class NothingReader:
    """Finds where a text says that there is nothing, or almost nothing, of a thing: by one of its `first_words`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["nothing"]
        self._almost = Phrases.of(words["approximate"], True)
        self._none = Phrases.of(words["exact"], True)
        self._between = frozenset(words["exact_between"])
        self._nouns = frozenset(words["exact_nouns"])
        self._one = frozenset(table["cardinals"]["single"])
        self._entries = frozenset(words["entries"])
        self.first_words = self._almost.first_words | self._none.first_words | self._entries

    def read(self, line: Line, i: int) -> Amount | None:
        """The nothing that begins at `i`: none at all of what is counted among people, or almost none of anything."""
        almost = self._almost.starting(line, i)
        if almost is not None:
            after = almost[0]
            idle = not line.is_word(after) or line.word(after) in self._one
            number = Number(i, after - 1, 0, 0, vague=True)
            return None if idle else Amount(number, i, after - 1, 0, None, approximate=True)
        if line.word(i) in self._entries and line.is_labelled(i) and not line.is_word(i + 1):
            return Amount(Number(i, i, 0, 0), i, i, 0, 0)
        none = self._none.starting(line, i)
        if none is None:
            return None
        at = none[0]
        while line.word(at) in self._between and at < none[0] + MOST_BETWEEN:
            at += 1
        if line.word(at) not in self._nouns:
            return None
        return Amount(Number(i, none[0] - 1, 0, 0), i, at, 0, 0, Kind.NOTHING, line.shown(at))
