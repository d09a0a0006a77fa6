"""Which figures of a case count what is asked for: by thing, kind, country, place and measure."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tocsin.geo.containment import AskedPlace, Containment
from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.quantity import OwnerRule, Quantity, Thing, ThingRule
from tocsin.model.query import Report
from tocsin.model.reason import Fact, Reason
from tocsin.weigh.figures.subject import FigureQuery, Subject

GREATEST = 1e60
"""The greatest number that can be a count: there are fewer atoms in the earth."""


@dataclass(frozen=True, slots=True)
class MatchedFigure:
    """A figure that counts what is asked for.

    Attributes:
        report: The claim it stands in.
        quantity: The figure.
        measure: What it measures, by the figure or by the words around it.
        narrower: Whether it counts only a kind or a part of the thing, so that the whole is at least that.
        extras: Words with it that the subject does not have, as forms.
        reasons: Why it counts the thing, and why only a part of it.
    """

    report: Report
    quantity: Quantity
    measure: str | None
    narrower: bool
    extras: frozenset[str]
    reasons: tuple[Reason, ...]


class FigureMatcher:
    """Finds the figures of one subject."""

    def __init__(self, lexicon: Lexicon, query: FigureQuery, subject: Subject) -> None:
        self._things, self._measures, self._subject = counted_things(lexicon), Measures(lexicon), subject
        self._place = AskedPlace.of(query.place, gazetteer().find(query.place)) if query.place else None

    def matched(self, claims: Iterable[Report], left_out: Counter[Reason]) -> list[MatchedFigure]:
        """The figures that count the thing, in the order of the claims; `left_out` counts those that claim nothing."""
        found: list[MatchedFigure] = []
        for report in claims:
            for quantity in report.claim.quantities:
                figure = self._match(report, quantity)
                why_not = _claims_nothing(report, quantity) if figure is not None else None
                if why_not is not None:
                    left_out[why_not] += 1
                elif figure is not None:
                    found.append(figure)
        if all(one.extras for one in found):
            return found
        # Beside figures of the thing without more words, those of electric buses count only some of the buses.
        return [
            replace(_because(one, "figures.only_some", words=tuple(sorted(one.extras))), narrower=True)
            if one.extras and not one.narrower else one
            for one in found
        ]  # fmt: skip

    def _match(self, report: Report, quantity: Quantity) -> MatchedFigure | None:
        bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
        if not bounds or not all(map(math.isfinite, bounds)):
            return None
        if quantity.unit is not None and quantity.unit not in self._things.counters:
            return None
        measure = quantity.measure or quantity.clause_measure
        if self._subject.measure is not None and not self._measures.fits(measure, self._subject.measure):
            return None
        figure = self._of_thing(MatchedFigure(report, quantity, measure, False, frozenset(), ()))
        figure = self._of_nation(figure) if figure is not None else None
        return self._in_place(figure) if figure is not None else None

    def _of_thing(self, figure: MatchedFigure) -> MatchedFigure | None:
        """The figure where it counts the thing asked for, or a kind of it."""
        thing, wanted = self._subject.thing, self._subject.modifiers
        if thing is None:
            return figure
        things, noun = figure.quantity.things, figure.quantity.noun
        # A case of an earlier version stores the noun alone.
        things = things or ((Thing(head=self._things.form(noun.lower().split()[-1])),) if noun else ())
        kinds = {thing, *self._things.kinds.get(thing, ())}
        if any(one.by is ThingRule.SUM and one.head not in kinds for one in things):
            return None  # the figure counts other things too
        for one in things:
            words = {*one.modifiers, *one.tail}
            contained = one.head in self._things.containers and thing in words  # "40 artillery pieces"
            if (one.head == thing or contained) and wanted <= words:
                if one.by is ThingRule.NEAR:
                    return _because(figure, "figures.near", thing=thing)
                # What "of them" stands for is narrowed where it is named, not here.
                extras = one.modifiers if one.by is ThingRule.NOUN else ()
                return replace(figure, extras=frozenset(extras) - wanted - {thing})
            if one.head in self._things.kinds.get(thing, ()) and not wanted and one.by is not ThingRule.NEAR:
                return replace(_because(figure, "figures.kind", noun=figure.quantity.noun), narrower=True)
        return None

    def _of_nation(self, figure: MatchedFigure) -> MatchedFigure | None:
        """The figure where the things are of the country asked for, by the surest rule that tells."""
        if not self._subject.nations:
            return figure
        for rule in OwnerRule:
            owners = [owner for owner in figure.quantity.owners if owner.by is rule and owner.country is not None]
            fitting = [owner for owner in owners if owner.country in self._subject.nations]
            if fitting:
                return _because(figure, "figures.owner", name=fitting[0].name, by=rule.value)
            # A name in the clause may be that of another party to it; any other rule decides.
            if owners and rule is not OwnerRule.CLAUSE:
                return None
        return None

    def _in_place(self, figure: MatchedFigure) -> MatchedFigure | None:
        """The figure where it is of the place asked for, or of a part of it."""
        if self._place is None:
            return figure
        owners = {owner.country for owner in figure.quantity.owners} | self._subject.nations
        places_of, by_context = figure.report.claim.places, figure.quantity.context_places
        for rule, places in (("figures.place", places_of), ("figures.place_by_context", by_context)):
            lies = {self._place.containment(place): place.name for place in reversed(places)}
            if Containment.SAME in lies:
                return _because(figure, rule, place=lies[Containment.SAME])
            if Containment.INSIDE in lies:
                inside = _because(figure, rule, place=lies[Containment.INSIDE])
                return replace(_because(inside, "figures.part_of_place"), narrower=True)
            # The country whose things they are does not yet say where they are.
            if any(place.country is None or place.country not in owners for place in places):
                return None
        return None


def _because(figure: MatchedFigure, rule: str, **facts: Fact) -> MatchedFigure:
    return replace(figure, reasons=(*figure.reasons, Reason(rule=rule, facts=facts)))


def _claims_nothing(report: Report, quantity: Quantity) -> Reason | None:
    """Why a figure is nobody's account of what is, None where it is one, or the denial of one."""
    claim, published, time = report.claim, report.published, report.claim.time
    if claim.kind is not Kind.STATEMENT:
        return Reason(rule="figures.no_statement", facts={"kind": claim.kind.value})
    if claim.factuality is Factuality.UNCOMMITTED:
        return Reason(rule="figures.left_open")
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    if min(bounds) < 0 or max(bounds) > GREATEST:
        return Reason(rule="figures.no_count")
    if published is not None and time is not None and time.earliest is not None and time.earliest > published:
        return Reason(rule="figures.to_come")
    return None
