"""Every quantity of a text: the bounds its words give, what it counts, and what is noted of it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isfinite

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence
from tocsin.model.place import Place
from tocsin.model.quantity import FigureStatus, Quantity
from tocsin.model.reason import Reason
from tocsin.model.span import Span, SpanIndex
from tocsin.model.time import Time, TimeType
from tocsin.read.quantities.amounts import Amount, AmountReader, Kind, NothingReader
from tocsin.read.quantities.antecedents import AntecedentFinder
from tocsin.read.quantities.counted import Counted, CountedReader, QuantityMatch
from tocsin.read.quantities.lexemes import FIGURE, Line, Phrases
from tocsin.read.quantities.lookalikes import Lookalikes
from tocsin.read.quantities.modifiers import ModifierReader
from tocsin.read.quantities.parts import DenialReader, WholeFinder
from tocsin.read.quantities.predicates import PredicateReader, Told
from tocsin.read.quantities.superseded import Superseded, SupersededReader
from tocsin.read.quantities.things import ThingReader
from tocsin.read.quantities.units import UnitNamer

MOST_BETWEEN = 4
"""Words and signs between a total and how many of them are new: "1207 boats (+4)"."""


class QuantityReader:
    """Finds the quantities of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("quantities")
        self._amounts, self._nothing = AmountReader(table), NothingReader(table)
        self._modifiers, self._lookalikes = ModifierReader(table), Lookalikes(table)
        self._counted, self._antecedents = CountedReader(table), AntecedentFinder(table)
        self._wholes, self._denials = WholeFinder(table), DenialReader(table)
        self._superseded = SupersededReader(table)
        self._predicates, self._units, self._things = PredicateReader(table), UnitNamer(table), ThingReader(lexicon)
        self._seen = Phrases.of(table["seen"]["words"], True)
        self._periods = frozenset(table["lookalikes"]["periods_before"])
        self._new: str = table["counted_years"]["new_sign"]
        articles = frozenset(table["cardinals"]["articles"])
        of = frozenset(table["nouns"]["of"])
        vague = {word for entry in table["vague"] for phrase in entry["words"] for word in phrase.split()}
        self._starts = self._amounts.first_words | self._nothing.first_words
        # An article alone is no reason to look at a sentence; the word it makes a number with is.
        self._telling = (self._starts | vague | self._amounts.telling_words) - articles - of

    def read(
        self, text: str, sentences: Sequence[Sentence], times: Sequence[Time] = (), places: Sequence[Place] = ()
    ) -> tuple[Quantity, ...]:
        """The quantities of a text, in order; a number in a date, a clock time, a repetition or coordinates is none."""
        points = SpanIndex((Span(place.start, place.end), place) for place in places if place.type == "point")
        dated = sorted((time for time in times if time.type is not TimeType.DURATION), key=lambda time: time.end)
        found: list[Quantity] = []
        for number, sentence in enumerate(sentences):
            telling = not self._telling.isdisjoint([token.lower for token in sentence.tokens])
            if telling or FIGURE.search(text, sentence.start, sentence.end):
                line = Line(text, sentence)
                matches = self._matches(line, sentences, number, dated, found)
                quantities = self._quantities(line, matches) if matches else ()
                found += (one for one in quantities if not points.overlapping(one.span))
        replaced = {one.instead_of: one for one in found if one.instead_of is not None}
        return tuple(
            _set_aside(one, Superseded.CORRECTED, text[(by := replaced[one.span]).start : by.end])
            if one.span in replaced else one
            for one in found
        )  # fmt: skip

    # --- the amounts ---------------------------------------------------------------------------------------------

    def _matches(
        self, line: Line, sentences: Sequence[Sentence], number: int, dated: Sequence[Time], earlier: Sequence[Quantity]
    ) -> list[QuantityMatch]:
        """The amounts of a sentence, each with its noun where that is known."""
        matches: list[QuantityMatch] = []
        for amount, counted in self._amounts_of(line):
            finite = all(bound is None or isfinite(bound) for bound in (amount.low, amount.high))
            if not finite or self._is_dated(line, amount, dated):
                continue
            span = Span(line.starts[amount.first], counted.end)
            match = QuantityMatch(amount=amount, counted=counted, span=span, noun=counted.noun)
            if counted.back:
                gone = self._antecedents.of(line, amount, matches, sentences, number, earlier)
                noun = counted.noun or gone.noun
                match = replace(
                    match, noun=noun, whole=gone.whole, gone=gone.at, told=gone.told, instead=gone.instead,
                    reasons=gone.reasons,
                )  # fmt: skip
            if matches and self._is_new(line, matches[-1], match):
                total = matches[-1]
                matches[-1] = replace(total, increment=False)
                word = total.counted.named or total.counted.head
                gone_to = (line.sentence, word) if word is not None else total.gone
                match = replace(match, increment=True, noun=total.noun or match.noun, gone=gone_to or match.gone)
            matches.append(match)
        return matches

    def _is_new(self, line: Line, total: QuantityMatch, match: QuantityMatch) -> bool:
        """Whether a number tells how many of those before it are new: the 4 in "1207 (+4)"."""
        first = match.amount.first
        gap = line.words[total.amount.last + 1 : first]
        return gap[-2:] == ["(", self._new] and line.starts[first - 2] >= total.span.end and len(gap) <= MOST_BETWEEN

    def _amounts_of(self, line: Line) -> Iterator[tuple[Amount, Counted]]:
        """The amounts of a sentence with what they count, without the numbers that are none."""
        i = floor = 0
        carried = ""
        while i < len(line):
            starts = line.word(i) in self._starts or line.is_figure(i) or line.is_vulgar(i)
            amount = (self._nothing.read(line, i) or self._amounts.read(line, i)) if starts else None
            if amount is None:
                i += 1
                continue
            sort = self._lookalikes.carried(line, amount, carried, floor) or self._lookalikes.sort(line, amount)
            second = self._amounts.second(line, amount)
            # "From 40 in 2016 to 90": a year is no end of a range, unless the other end is one.
            other = second if second is None or sort != "year" or self._lookalikes.sort(line, second) == sort else None
            if other is not None and (joined := self._amounts.joined(line, amount, other)) is not None:
                sort = sort or self._lookalikes.sort(line, other)
                amount = joined
            carried = sort
            i = amount.last + 1
            # "A year" says a number only under a modifier.
            if not sort and (not amount.is_article or self._modifiers.changes(line, amount)):
                # A money sign belongs to one number only: the one it was read with first.
                amount = replace(amount, first=max(amount.first, floor))
                amount = self._modifiers.applied(line, amount, floor=floor)
                counted = self._counted.counted(line, amount)
                yield amount, counted
                i = amount.last + 1
                while i < len(line) and line.starts[i] < counted.end:
                    i += 1
            floor = i

    def _is_dated(self, line: Line, amount: Amount, dated: Sequence[Time]) -> bool:
        """Whether the number belongs to a time expression, and is not the distance of one ("five years ago")."""
        first = amount.number.first
        at = bisect_left(dated, line.starts[first] + 1, key=lambda time: time.end)
        if at == len(dated) or dated[at].start >= line.ends[amount.number.last]:
            return False
        distance = amount.kind is Kind.TIME and dated[at].type is not TimeType.SET
        return not distance or line.word(first - 1) in self._periods

    # --- what is noted of them -----------------------------------------------------------------------------------

    def _quantities(self, line: Line, matches: Sequence[QuantityMatch]) -> Iterator[Quantity]:
        """The quantities of a sentence, in order, with their notes."""
        denied = [self._denials.denied(line, matches, number) for number in range(len(matches))]
        linked = self._linked(line, matches, denied)
        phrases = ((i, self._seen.starting(line, i)) for i in range(len(line)))
        seen = next((Span(line.starts[i], line.ends[found[0] - 1]) for i, found in phrases if found), None)
        # A part in no clause of its own measures what its whole does.
        told = [self._predicates.told(line, match) or _as_before(match) for match in linked]
        by_span = {match.span: number for number, match in enumerate(linked)}
        for number, match in enumerate(linked):
            if match.increment and number and told[number] is None:
                told[number] = told[number - 1]
            at = by_span.get(match.whole) if match.whole is not None else None
            if at is not None and told[at] is not None and not self._predicates.has_own_verb(line, match):
                told[number] = told[at]
        measures = [one[0] if one is not None else None for one in told]
        for number, match in enumerate(linked):
            quantity = self._quantity(line, match, told[number], denied[number], seen)
            superseded = self._superseded.read(line, linked, number, measures)
            yield quantity if superseded is None else _set_aside(quantity, *superseded)

    def _linked(
        self, line: Line, matches: Sequence[QuantityMatch], denied: Sequence[str | None]
    ) -> list[QuantityMatch]:
        """The amounts with the wholes they are parts of: never a number that was set aside, but the one in its place."""
        linked = list(matches)
        instead: dict[Span, Span | None] = {}
        for number, match in enumerate(matches):
            if denied[number] is not None:
                beside = [at for at in (number - 1, number + 1) if 0 <= at < len(matches) and denied[at] is None]
                instead[match.span] = matches[beside[0]].span if beside else None
        by_span = {match.span: match for match in matches}
        for number, match in enumerate(linked):
            whole = self._wholes.whole(line, linked, number)
            whole = instead.get(whole, whole) if whole is not None else None
            if whole is None or whole == match.span:
                linked[number] = replace(match, whole=None)
                continue
            if match.noun is None and whole in by_span:
                match = replace(match, noun=by_span[whole].noun, gone=by_span[whole].noun_at(line.sentence))
            words = line.text[whole.start : whole.end]
            reason = Reason(rule="quantity.part_of", facts={"words": words}, spans=(whole,))
            linked[number] = replace(match, whole=whole, reasons=(*match.reasons, reason))
        return [self._without_excepted(line, linked, number) for number in range(len(linked))]

    def _without_excepted(self, line: Line, matches: Sequence[QuantityMatch], number: int) -> QuantityMatch:
        """ "All but two of the nine" are seven of them; "all but two" of a number that is not told count nothing."""
        match = matches[number]
        is_excepted, of = self._wholes.excepts(line, matches, number)
        if not is_excepted:
            return match
        amount, whole = match.amount, of.amount if of is not None else None
        exact = None not in (amount.low, amount.high) and amount.low == amount.high
        rest = (whole.low or 0.0) - (amount.low or 0.0) if whole is not None and whole.low == whole.high else 0.0
        if of is None or not exact or rest <= 0:
            return replace(match, compares=True)
        reason = Reason(rule="quantity.excepted", facts={"words": line.text[match.span.start : match.span.end]})
        return replace(
            match, amount=replace(amount, low=rest, high=rest), whole=of.span, noun=match.noun or of.noun,
            gone=match.gone or of.noun_at(line.sentence), reasons=(*match.reasons, reason),
        )  # fmt: skip

    def _quantity(
        self, line: Line, match: QuantityMatch, told: Told | None, denied: str | None, seen: Span | None
    ) -> Quantity:
        amount = match.amount
        unit, rate = self._units.unit(line, match)
        things, owners = self._things.things(line, match, unit)
        reasons = [*amount.reasons, *match.reasons]
        if told is not None:
            reasons.append(Reason(rule="quantity.measure", facts={"words": told[1], "measure": told[0]}))
        if rate:
            reasons.append(Reason(rule="quantity.rate", facts={"words": rate}))
        if denied is not None:
            reasons.append(Reason(rule="quantity.set_aside", facts={"words": denied}))
        if seen is not None and things:
            words = line.text[seen.start : seen.end]
            reasons.append(Reason(rule="quantity.seen", facts={"words": words}, spans=(seen,)))
        return Quantity(
            start=match.span.start, end=match.span.end, low=_real(amount.low), high=_real(amount.high),
            low_open=amount.low_open, high_open=amount.high_open, approximate=amount.approximate,
            noun=match.noun, measure=told[0] if told is not None else None, unit=unit, part_of=match.whole,
            compares=match.compares or self._units.compares(line, match), denied=denied is not None,
            things=things, owners=owners,
            increment=match.increment, seen=seen is not None,
            instead_of=match.told.span if match.told is not None and match.instead else None,
            reasons=tuple(reasons),
        )  # fmt: skip


def _as_before(match: QuantityMatch) -> Told | None:
    """What the quantity measures that a number counts the same as."""
    if match.told is None or match.told.measure is None:
        return None
    return match.told.measure, match.told.noun or match.told.measure


def _set_aside(quantity: Quantity, standing: Superseded, words: str) -> Quantity:
    """A figure whose place another one has taken."""
    if standing is Superseded.BEFORE:
        reason = Reason(rule="quantity.before", facts={"words": words})
        return replace(quantity, status=FigureStatus.WAS, reasons=(*quantity.reasons, reason))
    reason = Reason(rule="quantity.set_aside", facts={"words": words})
    disputed = standing is Superseded.DISPUTED
    return replace(quantity, denied=True, disputed=disputed, reasons=(*quantity.reasons, reason))


def _real(number: float | None) -> float | None:
    """A whole number as the real one that a record gives back; what is counted by words comes as the former."""
    return None if number is None else float(number)
