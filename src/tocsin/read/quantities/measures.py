"""What an amount is measured in: percent, money, and the units of length, weight, time and the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.quantities.numbers import Number


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
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, number: Number) -> "Amount":
        """The bare number as an amount."""
        kind = Kind.FRACTION if number.fraction else Kind.COUNT
        return cls(number, number.first, number.last, number.low, number.high, kind, approximate=number.approximate)

    def unit(self, kind: Kind, last: int, noun: str | None) -> "Amount":
        """The amount with a unit that ends at `last`."""
        return replace(self, kind=kind, last=last, noun=noun, unit_last=True)


class MeasureReader:
    """Finds the unit, the percent sign or the currency beside a number."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._percent = Phrases.of(table["percent"]["words"], True)
        money = table["money"]
        self._signs = frozenset(money["signs"])
        self._prefixes = frozenset(money["prefixes"])
        self._codes = frozenset(money["codes"])
        self._currencies = frozenset(money["words"])
        self._money_kinds = Phrases.of(money["kinds"], True)
        units = table["units"]
        self._time = frozenset(units["time"])
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
        self._add = Phrases(table["fractions"]["additions"])
        self._unit_or = Phrases.of(table["ranges"]["unit_or"], True)

    def first_words(self) -> Iterator[str]:
        """The units that "a" can stand before."""
        return iter(self._time)

    def measured(self, line: Line, number: Number) -> Amount:
        """The number with what it is measured in; a plain count where no unit stands beside it."""
        number = self._millions(line, number)
        amount = Amount.of(number)
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
        """The number with the letter that else means metres: "$5m", "5m people"."""
        after = number.last + 1
        if line.word(after) != self._short_million or not line.glued(after) or not line.is_figure(number.last):
            return number
        priced = line.word(number.first - 1) in self._signs
        follower = line.tokens[after + 1] if line.is_word(after + 1) else None
        counted = follower is not None and (
            follower.pos == "NOUN" or (follower.pos in ("ADJ", "PROPN") and follower.head.i > follower.i)
        )
        return number.times(1e6, last=after) if priced or counted or line.capital(after) else number

    def _priced(self, line: Line, amount: Amount) -> Amount | None:
        """A sign or a code before the number, or a sign after it."""
        first, after = amount.first, amount.last + 1
        if line.word(first - 1) in self._signs:
            tied = line.word(first - 2) in self._prefixes and line.glued(first - 1)
            start = first - 2 if tied and line.capital(first - 2) else first - 1
            return self._priced_from(line, amount, start)
        if line.word(first - 2) in self._signs and line.glued(first - 1) and line.word(first - 1) in self._prefixes:
            return self._priced_from(line, amount, first - 2)
        if line.word(first - 1) in self._codes and line.is_figure(first) and line.capital(first - 1):
            return self._priced_from(line, amount, first - 1)
        if line.word(after) in self._signs and not line.is_figure(after + 1):
            return amount.unit(Kind.MONEY, after, line.shown(after))
        return None

    def _priced_from(self, line: Line, amount: Amount, start: int) -> Amount:
        """The amount with the currency that stands from `start` to the number."""
        noun = line.text[line.starts[start] : line.ends[amount.first - 1]]
        return replace(amount, kind=Kind.MONEY, first=start, noun=noun)

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
        after = self._before_unit(line, amount)
        while line.word(after) in self._between and after < amount.last + 4:
            after += 2 if line.at_hyphen(after + 1) else 1
        found = self._units.starting(line, after)
        if found is None or not self._fits(line, amount, found[0] - 1):
            return None
        last = found[0] - 1
        noun = line.text[line.starts[after] : line.ends[last]]
        more = self._after.starting(line, last + 1)
        if more and line.word(last) in self._after_only[" ".join(line.words[last + 1 : more[0]])]:
            last = more[0] - 1
        if line.word(last + 1) in self._per and self._units.starting(line, last + 2):
            last += 2
        return self._signed_amount(line, amount.unit(found[1], last, noun))

    def _before_unit(self, line: Line, amount: Amount) -> int:
        """Where the unit would stand: behind a hyphen, behind "of", or behind "an" in "half an hour"."""
        after, number = amount.last + 1, amount.number
        if line.at_hyphen(after):
            return after + 1
        of = line.word(after) in self._of
        if number.partitive and of:
            return after + 1
        article = after + 1 if of else after
        return article + 1 if number.fraction and line.word(article) in self._articles else after

    def _fits(self, line: Line, amount: Amount, at: int) -> bool:
        """Whether the word is a unit here: a letter only beside figures, a word not where it is a verb."""
        if len(line.word(at)) == 1 and line.word(at).isalpha():
            return line.is_figure(amount.last) and (line.glued(at) or not line.capital(at))
        return line.tokens[at].pos not in ("VERB", "AUX", "ADV", "PRON")

    def _signed_amount(self, line: Line, amount: Amount) -> Amount:
        """The amount below zero, where a minus stands before it and its unit allows for one."""
        before = amount.first - 1
        signed = line.word(before) in self._minus and not line.glued(before) and line.glued(amount.first)
        units = line.words[amount.number.last + 1 : amount.last + 1]
        if not signed or self._signed.isdisjoint(units) or amount.low is None or amount.high is None:
            return amount
        return replace(amount, first=before, low=-amount.high, high=-amount.low)
