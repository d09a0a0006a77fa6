"""The figures of two reports side by side: which count the same thing, and whether they agree."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.link.claim_text import ClaimText
from tocsin.link.words import LONGEST, Wordings
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.text.words import words

_ROUNDING = 0.1
"""How far apart two amounts may lie, as a share of the greater, where one of them is a round or rough one."""

_AFTER = 1.5
"""By how much farther off a word behind a figure counts than one before it."""
_MOST = 50
"""Figures of a report that are looked at."""
_TWO = 2
_MANY = 10
"""Amounts up to which, or below which, a figure tells nothing of whether two reports speak of one thing."""


class Match(StrEnum):
    """How two figures of one thing stand to each other."""

    SAME = "same"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with what it counts: a class of things that may be told in many words, or the noun itself.

    Attributes:
        counted: The class, the unit, or the form of the noun; figures of one are compared.
        words: What is counted, for a reader.
        told: What the amount measures, where the class does not tell it.
        is_classed: Whether it is a class.
    """

    counted: str
    quantity: Quantity
    words: str
    told: str | None = None
    is_classed: bool = True

    @property
    def is_measure(self) -> bool:
        """Whether it is in a unit, of which a text may give any number of unlike things: money, shares, lengths."""
        return self.quantity.unit is not None

    @property
    def amount(self) -> float:
        """One number to compare by: the bound the words give, the middle where they give two."""
        low, high = self.quantity.low, self.quantity.high
        if low is None or high is None:
            return high if low is None else low  # type: ignore[return-value]
        return (low + high) / 2

    @property
    def told_amount(self) -> str:
        """The amount as the words give it: both bounds where there are two."""
        bounds = dict.fromkeys(bound for bound in (self.quantity.low, self.quantity.high) if bound is not None)
        return "–".join(f"{bound:,.15g}" for bound in bounds)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that count the same, one from each report; `match` tells how the second stands to the first."""

    left: Figure
    right: Figure
    match: Match

    @property
    def ratio(self) -> float:
        """The smaller amount as a share of the greater, 0 … 1."""
        small, great = sorted((abs(self.left.amount), abs(self.right.amount)))
        return small / great if great else 1.0

    @property
    def is_slight(self) -> bool:
        """Whether the figures are so small that they tell nothing: there are two of many things."""
        greater = max(self.left.amount, self.right.amount)
        if self.left.is_measure:
            return False
        return greater <= _TWO if self.left.is_classed else greater < _MANY


class FigureReader:
    """Finds what each figure of a report counts, and pairs the figures of two reports."""

    def __init__(self, lexicon: Lexicon, forms: Wordings) -> None:
        things = counted_things(lexicon)
        self._forms = forms
        self._classes = {form: name for name, words in things.class_words.items() for form in forms.forms(words)}
        self._measures = things.class_measures
        self._names = frozenset(things.class_words)
        self._open = forms.forms(things.anybody)
        self._times = things.lengths

    def figures(self, report: ClaimText) -> tuple[Figure, ...]:
        """The figures that count something, in the order of the text."""
        return tuple(self._read(report))

    def classes(self, predicates: Iterable[str | None]) -> frozenset[str]:
        """What befalls somebody by these predicates, as the classes of what is counted."""
        return frozenset(self._classes[one] for one in predicates if one in self._classes)

    def _read(self, report: ClaimText) -> Iterator[Figure]:
        classed = self._classed(report)
        for quantity in report.quantities[:_MOST]:
            if not self._counts(quantity):
                continue
            counted = self._counted(quantity, classed)
            if counted is not None:
                # A class has its measure in it; of others the measure must be the same as far as both tell it.
                told = None if counted in self._names or quantity.unit else quantity.measure
                yield Figure(counted, quantity, quantity.noun or counted, told, counted in self._names)

    def _counts(self, quantity: Quantity) -> bool:
        """Whether it is an amount of something: not nothing, not a length of time, not a number set aside."""
        bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
        finite = all(map(math.isfinite, bounds))
        return any(bounds) and finite and not quantity.denied and quantity.unit not in self._times

    def _counted(self, quantity: Quantity, classed: Sequence[tuple[Span, str]]) -> str | None:
        if quantity.unit:
            return quantity.unit
        named = (quantity.noun or "").lower().split()
        noun = self._forms.form(named[-1]) if named else None
        if noun is not None and noun in self._classes:
            return self._classes[noun]
        if quantity.measure is not None and quantity.measure in self._measures:
            return self._measures[quantity.measure]
        if noun is None or noun in self._open:
            return _nearest(quantity, classed) or noun
        return noun

    def _classed(self, report: ClaimText) -> list[tuple[Span, str]]:
        """The words of the text that tell a class, and where they stand in the document."""
        told = ((word, self._classes.get(self._forms.form(word.lower))) for word in words(report.text, most=LONGEST))
        return [
            (Span(word.start + report.start, word.end + report.start), name) for word, name in told if name is not None
        ]


def _nearest(quantity: Quantity, classed: Sequence[tuple[Span, str]]) -> str | None:
    """The class that the nearest word tells, what stands before a figure rather than what follows."""
    return min(((_away(quantity, span), name) for span, name in classed), default=(0.0, None))[1]


def _away(quantity: Quantity, word: Span) -> float:
    return quantity.start - word.end if word.end <= quantity.start else _AFTER * abs(word.start - quantity.start)


def pairs(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[Pair, ...]:
    """The greatest figures of each thing that both count, paired: a lesser one beside it is a part, or what it was before."""
    found = []
    for counted in dict.fromkeys(figure.counted for figure in left):
        ours, theirs = _greatest(left, counted), _greatest(right, counted)
        if ours is not None and theirs is not None and _may_measure_one(ours, theirs):
            found.append(Pair(ours, theirs, _match(ours, theirs)))
    return tuple(pair for pair in found if not pair.is_slight)


def _may_measure_one(left: Figure, right: Figure) -> bool:
    return left.told is None or right.told is None or left.told == right.told


def _greatest(figures: Sequence[Figure], counted: str) -> Figure | None:
    return max((one for one in figures if one.counted == counted), key=lambda one: one.amount, default=None)


def _match(left: Figure, right: Figure) -> Match:
    if _agree(left, right):
        return Match.SAME
    return Match.MORE if right.amount > left.amount else Match.FEWER


def _agree(left: Figure, right: Figure) -> bool:
    mine, yours = left.amount, right.amount
    if mine == yours:
        return True
    if left.quantity.approximate or right.quantity.approximate:
        if abs(mine - yours) <= _ROUNDING * max(abs(mine), abs(yours)):
            return True
        return _within(mine, right.quantity) or _within(yours, left.quantity)
    return False


def _within(amount: float, quantity: Quantity) -> bool:
    low, high = quantity.low, quantity.high
    return low is not None and high is not None and low < high and low <= amount <= high
