"""Which figures of a case count what is asked for: by noun, kind, country, place and measure."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.geo.containment import Containment
from tocsin.lexicon.counted import Measures
from tocsin.lexicon.language import Lexicon
from tocsin.model.kind import Kind
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.weigh.figures.nationality import OwnerFinder
from tocsin.weigh.figures.nations import Nations
from tocsin.weigh.figures.passages import Passages
from tocsin.weigh.figures.places import Whereabouts
from tocsin.weigh.figures.subject import FigureQuery, Subject
from tocsin.weigh.figures.words import Word, Words

_TAIL = 4
"""Words behind a figure that may say of what, or whose: "of military equipment"."""
_BARE_BEFORE, _BARE_AFTER = 10, 2
"""Words between a figure that has no noun and the word that tells what it counts, at most."""
_MOST = 50
"""Figures of a claim that are looked at."""
_MODIFIERS = 3
"""Words before a noun in which what is said of it stands."""
_GREATEST = 1e60
"""The greatest number that can be a count: there are fewer atoms in the earth."""


@dataclass(frozen=True, slots=True)
class MatchedFigure:
    """A figure that counts what is asked for.

    Attributes:
        report: The claim it stands in.
        quantity: The figure.
        measure: What it measures, by the figure or by the words around it.
        narrower: Whether it counts only a kind or a part of the thing, so that the whole is at least that.
        extras: Words with it that the subject does not have.
        reasons: Why it counts the thing, and why only a part of it.
    """

    report: Report
    quantity: Quantity
    measure: str | None
    narrower: bool
    extras: frozenset[str]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """How a figure counts the thing."""

    narrower: bool = False
    extras: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()


class Chooser:
    """Chooses the figures of one subject."""

    def __init__(
        self,
        lexicon: Lexicon,
        wanted: FigureQuery,
        subject: Subject,
        words: Words,
        nations: Nations,
        passages: Passages,
    ) -> None:
        table = lexicon.table("counted")
        self._nations, self._measures = nations, Measures(lexicon)
        self._words, self._subject, self._passages = words, subject, passages
        self._counters = frozenset(table["phrase"]["counters"])
        self._whose = frozenset(table["phrase"]["whose"])
        self._owners = OwnerFinder(lexicon, subject, words, nations, self._measures, passages)
        self._places = Whereabouts(wanted.place, passages, subject.nations)

    def choose(self, claims: Iterable[Report], left_out: Counter[str]) -> list[MatchedFigure]:
        """The figures that count the thing, in the order of the claims; `left_out` is told of those that claim nothing."""
        found: list[MatchedFigure] = []
        for claim in claims:
            if claim.claim.quantities:
                found += self._of(claim, left_out)
        return _narrowed(found)

    def _of(self, report: Report, left_out: Counter[str]) -> Iterator[MatchedFigure]:
        for quantity in report.claim.quantities[:_MOST]:
            chosen = self._chosen(report, quantity)
            if chosen is None:
                continue
            why_not = _claims_nothing(report, quantity)
            if why_not is None:
                yield chosen
            else:
                left_out[why_not] += 1

    def _chosen(self, report: Report, quantity: Quantity) -> MatchedFigure | None:
        if not self._is_count(quantity):
            return None
        counted = self._counted(report, quantity)
        if counted is None:
            return None
        measure = quantity.measure or self._measure_of_clause(report)
        if self._subject.measure is not None and not self._measures.fits(measure, self._subject.measure):
            return None
        thing = self._noun(quantity) or self._subject.thing
        owner = self._owners.of(report, self._phrase(report, quantity), thing, measure)
        if not owner.fits:
            return None
        place = self._places.of(report)
        if place.containment is Containment.ELSEWHERE:
            return None
        inside = place.containment is Containment.INSIDE
        reasons = [*counted.reasons, *filter(None, (owner.reason, place.reason))]
        if inside:
            reasons.append("of a part of the place: the whole is at least that")
        return MatchedFigure(report, quantity, measure, counted.narrower or inside, counted.extras, tuple(reasons))

    def _is_count(self, quantity: Quantity) -> bool:
        bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
        if not bounds or not all(map(math.isfinite, bounds)):
            return False
        return quantity.unit is None or quantity.unit in self._counters

    def _measure_of_clause(self, report: Report) -> str | None:
        """What the words of the clause say that a figure measures, the surest of them last: "put losses at 80"."""
        told = [self._measures.named(word.lower) for word in self._words.of(report.claim.text)]
        return next((measure for measure in told if measure is not None), None)

    # --- what is counted -----------------------------------------------------------------------------------------

    def _counted(self, report: Report, quantity: Quantity) -> _Counted | None:
        noun, thing = self._noun(quantity), self._subject.thing
        if thing is None:
            return _Counted()
        if noun is None or noun in self._words.generic:
            return self._told_around(report, quantity)
        if noun == thing:
            return self._of_kind(report, quantity, noun)
        if noun in self._words.kinds.get(thing, ()) and not self._subject.modifiers:
            return _Counted(narrower=True, reasons=(f"counts {quantity.noun}: the whole is at least that",))
        # "40 artillery pieces" are 40 of artillery.
        if noun in self._words.containers and thing in self._forms(report, quantity):
            return self._of_kind(report, quantity, noun)
        return None

    def _forms(self, report: Report, quantity: Quantity) -> list[str]:
        return [word.form for word in self._words.of(self._phrase(report, quantity))]

    def _noun(self, quantity: Quantity) -> str | None:
        words = self._words.of(quantity.noun) if quantity.noun else ()
        return words[-1].form if words else None

    def _of_kind(self, report: Report, quantity: Quantity, noun: str) -> _Counted | None:
        """Whether the things are of the kind asked for, by the words with the noun or, where it is left out, before it."""
        words = self._words.of(self._phrase(report, quantity))
        forms = [word.form for word in words]
        if noun not in forms:
            return _Counted() if self._is_kind_before(report, noun) else None
        before = words[: len(forms) - forms[::-1].index(noun)]
        if not self._subject.modifiers <= set(forms):
            return None
        known = {noun, self._subject.thing, *self._subject.modifiers, *self._words.neutral}
        extras = {word.form for word in before if word.form not in known and not self._words.is_number(word.lower)}
        extras -= {one for one in extras if self._measures.named(one)}
        return _Counted(extras=frozenset(self._without_nations(extras, before)))

    def _without_nations(self, extras: set[str], words: Sequence[Word]) -> set[str]:
        return {one for one in extras if not any(self._nations.asked(one))}

    def _is_kind_before(self, report: Report, noun: str) -> bool:
        """Whether the noun that "of them" stands for has the words asked for, where it was last spoken of."""
        wanted = self._subject.modifiers
        texts = [report.sentence, *(passage.text for passage in self._passages.before(report))] if wanted else []
        for text in texts:
            forms = [word.form for word in self._words.of(text)]
            for number, form in enumerate(forms):
                if form == noun and wanted <= set(forms[max(0, number - _MODIFIERS) : number]):
                    return True
        return not wanted

    def _told_around(self, report: Report, quantity: Quantity) -> _Counted | None:
        """Whether the words around a figure without a noun of its own say that it counts the thing."""
        start, end = report.claim.start, report.claim.start + len(report.claim.text)
        if not start <= quantity.start < end:
            return None
        words = self._words.of(report.claim.text)
        at = next((n for n, word in enumerate(words) if word.end > quantity.start - start), len(words))
        others = [one.start - start for one in report.claim.quantities if one is not quantity]
        named = [
            n for n, word in enumerate(words) if word.form == self._subject.thing and self._has_modifiers(words, n)
        ]
        near = [n for n in named if -_BARE_AFTER <= at - n <= _BARE_BEFORE]
        for n in sorted(near, key=lambda n: at - n if n < at else _BARE_BEFORE + n - at):
            low, high = sorted((words[n].start, quantity.start - start))
            if not any(low < other < high for other in others):
                return _Counted(
                    reasons=(f"“{report.claim.text[words[n].start : words[n].end]}” near it tells what is counted",)
                )
        return None

    def _has_modifiers(self, words: Sequence[Word], number: int) -> bool:
        before = {word.form for word in words[max(0, number - _MODIFIERS) : number]}
        return self._subject.modifiers <= before

    def _phrase(self, report: Report, quantity: Quantity) -> str:
        """The figure's words, with those behind it that say of what or whose: "200 pieces of Norlandish equipment"."""
        offset = report.sentence_span.start
        own = report.sentence[max(0, quantity.start - offset) : max(0, quantity.end - offset)]
        tail = report.sentence[max(0, quantity.end - offset) :][:80]
        words = self._words.of(tail)[: _TAIL + 1]
        if words and words[0].lower in self._whose and not tail[: words[0].start].strip():
            return own + tail[: words[-1].end]
        return own


def _claims_nothing(report: Report, quantity: Quantity) -> str | None:
    """Why a figure is nobody's account of what is, None where it is one, or the denial of one."""
    claim = report.claim
    if claim.kind is not Kind.STATEMENT:
        return f"{claim.kind.value}, no statement"
    if claim.score == 0:
        return "left open by whoever says it"
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    if min(bounds) < 0 or max(bounds) > _GREATEST:
        return "no count: below zero, or beyond everything there is"
    published, time = report.published, claim.time
    if published is not None and time is not None and time.earliest is not None and time.earliest > published:
        return "of days to come when it was said"
    return None


def _narrowed(found: Sequence[MatchedFigure]) -> list[MatchedFigure]:
    """With those marked that count a kind of the thing, where others count the thing without more words."""
    if not any(not one.extras for one in found):
        return list(found)
    return [_of_some(one) if one.extras and not one.narrower else one for one in found]


def _of_some(chosen: MatchedFigure) -> MatchedFigure:
    reason = f"counts only {_listed(chosen.extras)} ones: the whole is at least that"
    return replace(chosen, narrower=True, reasons=(*chosen.reasons, reason))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in sorted(words))
