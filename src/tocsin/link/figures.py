"""The figures of two reports side by side: which count the same thing, and whether they agree."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.link.words import Wording, Wordings
from tocsin.model.quantity import FigureStatus, Quantity, ThingRule

_ROUNDING = 0.1
"""How far apart two amounts may lie, as a share of the greater, where one of them is a round or rough one."""
_AFTER = 1.5
"""By how much farther off a word behind a figure counts than one before it."""
_MOST = 50
"""Figures of a report that are looked at."""
_HOURS = 24
_BEFORE = 4
"""Words before a figure that may say that there could be so many."""
_INCREMENT = "quantity.increment"
"""Why a figure is taken for what a day or a period brought; where that is no word of its own, it is the time told."""
_TWO, _MANY = 2, 10
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
        is_some: Whether it is of some of those that are spoken of: "five of the passengers".
        is_befallen: Whether its noun is the class itself ("fatalities"), and tells nothing of whom it befell.
        is_room: Whether it tells how many there could be, not how many there are: "can hold 200 people".
        is_whole: Whether it is that of those: the 27 of "nineteen of the 27".
        is_toll: Whether it counts all people so far whom in an event befell what the class says: "31 dead".
        is_sort_toll: Whether it counts all of one sort: "six soldiers were killed".
        is_passing: Whether what the class says ends again, so that its number falls: those who are missing are found.
    """

    counted: str
    quantity: Quantity
    words: str
    told: str | None = None
    is_classed: bool = True
    is_some: bool = False
    is_whole: bool = False
    is_befallen: bool = False
    is_room: bool = False
    is_toll: bool = False
    is_passing: bool = False
    is_sort_toll: bool = False

    @property
    def is_measure(self) -> bool:
        """Whether it is in a unit, of which a text may give any number of unlike things: money, shares, lengths."""
        return self.quantity.unit is not None

    @property
    def bounds(self) -> tuple[float, ...]:
        """The amount as the words give it: one number, or both bounds where there are two."""
        return tuple(dict.fromkeys(end for end in (self.quantity.low, self.quantity.high) if end is not None))

    @property
    def amount(self) -> float:
        """One number to compare by: the bound the words give, the middle where they give two."""
        return sum(self.bounds) / len(self.bounds)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that count the same, one from each report; `match` tells how the second stands to the first."""

    left: Figure
    right: Figure
    match: Match

    @property
    def smaller(self) -> Figure:
        """The one that counts fewer, of two that differ."""
        return self.left if self.match is Match.MORE else self.right

    @property
    def greater(self) -> Figure:
        """The other one."""
        return self.right if self.match is Match.MORE else self.left

    @property
    def ratio(self) -> float:
        """The smaller amount as a share of the greater, 0 … 1."""
        small, great = sorted((abs(self.left.amount), abs(self.right.amount)))
        return small / great if great else 1.0

    @property
    def is_toll(self) -> bool:
        """Whether both count all people so far whom one thing befell in an event."""
        return (self.left.is_toll and self.right.is_toll) or self.is_sort_toll

    @property
    def is_sort_toll(self) -> bool:
        """The same of one sort of people: two counts of the soldiers who were killed."""
        heads = [[thing.head for thing in figure.quantity.things][:1] for figure in (self.left, self.right)]
        return self.left.is_sort_toll and self.right.is_sort_toll and bool(heads[0]) and heads[0] == heads[1]

    @property
    def is_slight(self) -> bool:
        """Whether the figures are so small that they tell nothing: there are two of many things."""
        greater = max(self.left.amount, self.right.amount)
        if self.left.is_measure:
            return False
        return greater <= _TWO if self.left.is_classed else greater < _MANY


class FigureReader:
    """Finds what each figure of a report counts."""

    def __init__(self, lexicon: Lexicon, forms: Wordings) -> None:
        things = counted_things(lexicon)
        self._forms = forms
        self._classes = {form: name for name, words in things.class_words.items() for form in forms.forms(words)}
        self._measures = things.class_measures
        self._names = frozenset(things.class_words)
        self._open = forms.forms(things.anybody)
        self._times = things.lengths
        self._phrases = [
            (f" {phrase} ", measure)
            for measure, phrases in lexicon.table("counted")["measures"]["phrases"].items()
            for phrase in phrases
        ]
        self._tolls, self._levels = things.tolls, things.levels
        self.tolls = frozenset(self._tolls)
        self._whoever = forms.forms(things.whoever)
        self._before_hours = frozenset(lexicon.table("links")["deeds"]["before_hours"])
        self._capacity = tuple(tuple(one.split()) for one in lexicon.table("links")["marks"]["capacity"])
        self._those = frozenset(lexicon.table("links")["marks"]["those"])
        self._going_on = tuple(lexicon.table("links")["marks"]["going_on"])
        self._partitive = lexicon.table("links")["marks"]["partitive"]
        self._among: str = lexicon.table("links")["marks"]["among"]
        self._including = frozenset(lexicon.table("links")["marks"]["including"])

    def figures(
        self, quantities: Iterable[Quantity], wording: Wording, *, start: int, before: frozenset[str] = frozenset()
    ) -> Iterator[Figure]:
        """The figures that count something: not nothing, not a length of time, not a number set aside.

        The quantities come in order; the words they stand among begin at `start` of the document that they count in.
        `before` holds the forms of the words of the sentence before, which tell what "the number" is of.
        """
        taken = list(islice(quantities, _MOST))
        spaced = f" {' '.join(wording.written)} "
        told_by = next((measure for phrase, measure in self._phrases if phrase in spaced), None)
        if told_by is not None:
            # "Two colleagues lost their lives": no single word tells what befell them.
            taken = [
                replace(one, measure=told_by) if one.measure is None and one.unit is None else one for one in taken
            ]
        # What was before stands in a report of what has become of it.
        now = {quantity.unit for quantity in taken if quantity.status is not FigureStatus.WAS}
        taken = [quantity for quantity in taken if quantity.status is not FigureStatus.WAS or quantity.unit not in now]
        has_noun = any(thing.by is ThingRule.NOUN for quantity in taken for thing in quantity.things)
        for quantity in taken:
            if has_noun and self._is_hour(quantity, wording, start):
                continue
            ends = [end for end in (quantity.low, quantity.high) if end is not None]
            counts = any(ends) and all(map(math.isfinite, ends)) and not quantity.denied
            if not counts or quantity.unit in self._times:
                continue
            counted = self._counted(quantity, wording, start)
            going_on = False
            if counted is None and len(taken) == 1:
                counted, going_on = self._gone_on(quantity, wording, before), True
            if counted is not None:
                # A class has its measure in it; of others the measure must be the same as far as both tell it.
                told = None if counted in self._names or quantity.unit else quantity.measure
                among = counted in self._names and self._is_among(quantity, wording, start)
                some = quantity.part_of is not None or among or self._is_some(quantity, wording, start)
                whole = self._partitive in self._before(quantity, wording, start)[-2:]
                yield Figure(
                    counted,
                    quantity,
                    quantity.noun or counted,
                    told,
                    counted in self._names,
                    some,
                    whole,
                    self._is_befallen(quantity, counted),
                    self._is_room(quantity, wording, start),
                    not some and (going_on or self._is_toll(quantity, counted)),
                    self._tolls.get(counted) in self._levels,
                    not some and self._is_sort_toll(quantity, counted),
                )

    def _is_some(self, quantity: Quantity, wording: Wording, start: int) -> bool:
        behind = [word.lower for word in wording.words if word.start + start >= quantity.end][:2]
        # "Five of the passengers", "of the dead, nine"; not "430 cases of cholera".
        named = (quantity.noun or "").lower().split()
        within = [word.lower for word in wording.words if quantity.start <= word.start + start < quantity.end]
        # Of "62 passengers of the ferry" all are meant.
        of_those = behind[:1] == [self._partitive] and (
            not named or (behind[-1] in self._those and named[-1] not in within)
        )
        return quantity.unit is None and (of_those or wording.written[:1] == (self._partitive,))

    def _is_among(self, quantity: Quantity, wording: Wording, start: int) -> bool:
        """Whether those whom it befell are more: "the dead include 14 soldiers", "among the dead are 14 soldiers"."""
        before = self._before(quantity, wording, start)
        inside = wording.written[:1] == (self._among,) and self._among not in before[-2:]
        return inside or not self._including.isdisjoint(before)

    def _is_room(self, quantity: Quantity, wording: Wording, start: int) -> bool:
        """Whether the words before a figure say that there could be so many, not that there are."""
        before = self._before(quantity, wording, start)
        return any(" ".join(before[-len(words) :]) == " ".join(words) for words in self._capacity)

    def _is_befallen(self, quantity: Quantity, counted: str) -> bool:
        # "Patients" are a class of their own, but of "five patients have died" they are those whom it befell.
        named = (quantity.noun or "").lower().split()
        return bool(named) and self._classes.get(self._forms.form(named[-1])) == counted

    def _gone_on(self, quantity: Quantity, wording: Wording, before: frozenset[str]) -> str | None:
        """The class that the sentence before counts, where a figure goes on from it: "… His deputy put the number at 41"."""
        if quantity.increment or quantity.noun is not None or quantity.status not in (None, FigureStatus.IS):
            return None
        spaced = f" {' '.join(wording.written)} "
        if not any(f" {mark} " in spaced for mark in self._going_on):
            return None
        told = {self._classes[form] for form in before & self._classes.keys()}
        return min(told) if len(told) == 1 and told <= self._tolls.keys() else None

    def _is_toll(self, quantity: Quantity, counted: str) -> bool:
        """Whether a figure is of all people so far, by its own measure or noun: not of a batch, nor by a word near it."""
        if not self._is_so_far(quantity, counted):
            return False
        named = (quantity.noun or "").lower().split()
        noun = self._forms.form(named[-1]) if named else None
        told = quantity.measure or (quantity.clause_measure if noun is not None else None)
        if told is None:
            # "Twenty-nine are still missing" counts by a number alone.
            alone = noun is None and not quantity.things
            return alone or (self._classes.get(noun or "") == counted and noun not in self._open)
        if noun is None:
            # "Thirty wounded soldiers" are no toll, "the toll of the fire at the mill" is one.
            others = {self._forms.form(thing.head) for thing in quantity.things} & self._open - self._whoever
            return told == self._tolls[counted] and not others
        return told == self._tolls[counted] and (noun in self._whoever or self._classes.get(noun) == counted)

    def _is_sort_toll(self, quantity: Quantity, counted: str) -> bool:
        """The same of a sort of people, which the noun tells: "six soldiers were killed"."""
        noun = (quantity.noun or "").lower().split()[-1:]
        sort = bool(noun) and self._forms.form(noun[0]) not in self._whoever | self._classes.keys()
        told = quantity.measure or quantity.clause_measure
        return sort and self._is_so_far(quantity, counted) and told == self._tolls[counted]

    def _is_so_far(self, quantity: Quantity, counted: str) -> bool:
        """Whether a figure tells how many there have been, of what befalls people; those of the day of an event are all."""
        more = quantity.increment and not any(
            reason.rule == _INCREMENT
            and all(span.start >= quantity.end or span.end <= quantity.start for span in reason.spans)
            for reason in quantity.reasons
        )
        return counted in self._tolls and not more and quantity.status in (None, FigureStatus.IS)

    def _before(self, quantity: Quantity, wording: Wording, start: int) -> list[str]:
        return [word.lower for word in wording.words if word.end <= quantity.start - start][-_BEFORE:]

    def _is_hour(self, quantity: Quantity, wording: Wording, start: int) -> bool:
        """Whether a number without a noun tells an hour: "two ships came in shortly before eight"."""
        if {thing.by for thing in quantity.things} != {ThingRule.ANTECEDENT}:
            return False
        before = next((word.lower for word in reversed(wording.words) if word.end <= quantity.start - start), "")
        return before in self._before_hours and (quantity.high or quantity.low or 0) <= _HOURS

    def classes(self, predicates: Iterable[str | None]) -> frozenset[str]:
        """What befalls somebody by these predicates, as the classes of what is counted."""
        return frozenset(self._classes[one] for one in predicates if one in self._classes)

    def _counted(self, quantity: Quantity, wording: Wording, start: int) -> str | None:
        """The unit, the class that the noun or the measure tells, or the noun; where that tells little, the nearest class."""
        if quantity.unit:
            return quantity.unit
        named = (quantity.noun or "").lower().split()
        noun = self._forms.form(named[-1]) if named else None
        if quantity.measure is not None and quantity.measure in self._measures:
            # What befell them tells more than who they are: "12 patients have died".
            return self._measures[quantity.measure]
        if noun is not None and noun in self._classes:
            return self._classes[noun]
        if noun is not None and noun not in self._open:
            return noun
        telling: list[tuple[float, str]] = []
        for word, form in zip(wording.words, wording.forms, strict=True):
            if form in self._classes:
                # What stands before a figure tells more than what follows.
                before, behind = quantity.start - start - word.end, abs(word.start + start - quantity.start)
                telling.append((before if before >= 0 else _AFTER * behind, self._classes[form]))
        return min(telling)[1] if telling else noun


def pairs(left: Sequence[Figure], right: Sequence[Figure], *, slight: bool = False) -> tuple[Pair, ...]:
    """The greatest figures of each thing that both count, paired: a lesser one is a part of it, or an earlier state.

    With `slight` also those so small that they tell little.
    """
    found = []
    for counted in dict.fromkeys(figure.counted for figure in left):
        ours, theirs = (
            max((one for one in side if one.counted == counted), key=lambda one: one.amount, default=None)
            for side in (left, right)
        )
        if ours is None or theirs is None or (None not in (ours.told, theirs.told) and ours.told != theirs.told):
            continue
        found.append(paired(ours, theirs))
    return tuple(pair for pair in found if slight or not pair.is_slight)


def paired(left: Figure, right: Figure) -> Pair:
    """Two figures that count the same, side by side."""
    match = Match.MORE if right.amount > left.amount else Match.FEWER
    return Pair(left, right, Match.SAME if _agree(left, right) else match)


def _agree(left: Figure, right: Figure) -> bool:
    mine, yours = left.amount, right.amount
    if mine == yours or not (left.quantity.approximate or right.quantity.approximate):
        return mine == yours
    near = abs(mine - yours) <= _ROUNDING * max(abs(mine), abs(yours))
    return near or _within(mine, right.quantity) or _within(yours, left.quantity)


def _within(amount: float, quantity: Quantity) -> bool:
    low, high = quantity.low, quantity.high
    return low is not None and high is not None and low < high and low <= amount <= high
