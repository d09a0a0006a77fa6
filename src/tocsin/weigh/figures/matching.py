"""Which figures of a case count what is asked for: by thing, kind, country, place and measure."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.lexicon.counted import Measures, counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import nations
from tocsin.lexicon.standalone import without_context
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.quantity import OwnerRule, Quantity, Thing, ThingRule
from tocsin.model.query import Report
from tocsin.model.reason import Fact, Reason
from tocsin.text.numbers import amount
from tocsin.weigh.figures.naming import Names
from tocsin.weigh.figures.none_left import NoneLeft
from tocsin.weigh.figures.ordinals import CountingUp
from tocsin.weigh.figures.placing import FigurePlaces, Lies
from tocsin.weigh.figures.subject import Subject
from tocsin.weigh.figures.surroundings import NOTHING, Surroundings, plainly

GREATEST = 1e60
"""The greatest number that can be a count: there are fewer atoms in the earth."""
ARRIVED, PRESENT = "arrived", "present"
_WORD = re.compile(r"[\w'-]+")
_BEFORE = 2
"""Words before a figure that may say that it came to others."""
_NEAR = 5
"""Words before a number that may say that it is an age, or room for so many."""
_HOURS = 24
_TROOP = 10
"""How many men are called soldiers by the text alone, at least: two men in it are two men."""
_YEAR = re.compile(r"\bin ((?:1[89]|20)\d\d)\b")
_BEGINNING = 2
"""Lines of a document, its title and its first sentence, that tell what all of it is about."""
_NEXT = 120
"""Characters between two sentences of which the second goes on with the first, at most."""
_ALIKE = 5.0
"""How many times greater one number is than another that goes on counting the same, at most."""


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
        is_added: Whether its words say that it came to others: "another 14".
        is_kind: Whether it is narrower only in that it calls people workers, or men.
        is_movement: Whether it tells what came, or was brought.
        is_state: Whether it tells what is so on its days, rather than what they brought.
        is_correction: Whether its sentence, or the title of its document, says that a figure is put right.
        is_plan: Whether its words are those of a plan.
        is_changed: Whether its words tell that it was otherwise before.
        is_now: Whether they say what is so by now.
        is_withdrawn: Whether its own document sets it aside farther on.
        falls_short: Whether its words only say that it falls short of what was planned.
        takes_back: Whether its words take it back: "has withdrawn its figure of 21 deaths".
        is_ownerless: Whether its words leave open whose the thing is, where the subject says it.
    """

    report: Report
    quantity: Quantity
    measure: str | None
    narrower: bool
    extras: frozenset[str]
    reasons: tuple[Reason, ...]
    is_added: bool = False
    is_kind: bool = False
    is_movement: bool = False
    is_state: bool = False
    is_changed: bool = False
    is_plan: bool = False
    is_correction: bool = False
    is_now: bool = False
    is_withdrawn: bool = False
    takes_back: bool = False
    falls_short: bool = False
    is_ownerless: bool = False


class FigureMatcher:
    """Finds the figures of one subject."""

    def __init__(self, lexicon: Lexicon, subject: Subject, around: Mapping[str, Surroundings]) -> None:
        """Take what is asked for, and what the documents of the claims say around them."""
        self._things, self._measures, self._subject = counted_things(lexicon), Measures(lexicon), subject
        self._nations, self._around = nations(lexicon), around
        self._places = FigurePlaces(lexicon, subject.place, around) if subject.place else None
        self._withdrawals: list[MatchedFigure] = []
        table = lexicon.table("counted")
        self._moving, self._coming = frozenset(table["movements"]["verbs"]), frozenset(table["movements"]["coming"])
        self._adding, status = frozenset(table["movements"]["adding"]), table["status"]
        self._changes = frozenset((*status["changes"], *status["rises"], *status["falls"]))
        self._corrections = re.compile(rf"\b(?:{'|'.join(status['corrections'])})\b")
        self._whose = re.compile(rf"\s+(?:{'|'.join(table['phrase']['whose'])})\b")
        self._plans = re.compile(rf"\b(?:{'|'.join(status['planned_phrases'])})\b")
        self._twice = re.compile(rf"\b(?:{'|'.join(status['twice'])})\b")
        self._states = frozenset(status["states"])
        self._being = re.compile(rf"\b(?:{'|'.join(status['being'])})\b")
        self._us = re.compile(rf"\b(?:{'|'.join(status['us'])}) (?:\w+ )?$", re.IGNORECASE)
        self._aside = re.compile(rf"\b(?:{'|'.join(table['movements']['aside'])})\b")
        self._now, self._by_now = frozenset(status["now"]), frozenset(status["by_now"])
        self._capacity, self._ages, self._staying, self._short_of_plan = (
            re.compile(rf"\b(?:{'|'.join(status[name])})\b")
            for name in ("capacity", "ages", "staying", "short_of_plan")
        )
        self._leaving, self._taking_back = frozenset(status["leaving"]), frozenset(status["taking_back"])
        self._taken_back = re.compile(rf"\b(?:{'|'.join(status['taken_back'])})s?\b")
        things = self._things
        self._names = Names(lexicon, subject.modifiers, around)
        self._wanted = subject.modifiers - self._names.words
        self._called = things.forms(table["things"]["called"].get(subject.thing or "", ()))
        self._those = re.compile(rf"\s+(?:{'|'.join(table['asked']['of'])}) (?:{'|'.join(table['phrase']['those'])})\b")
        heads = {subject.thing, *things.kinds.get(subject.thing, ())} if subject.thing is not None else set()
        self._none_left = NoneLeft(lexicon, heads, things.form) if heads else None
        self._anybody = things.forms(table["classes"]["anybody"])
        self._counting_up = (
            CountingUp(lexicon, subject.thing, heads | self._anybody, subject.measure, things.form)
            if subject.thing is not None and subject.measure is not None else None
        )  # fmt: skip
        self._people = self._anybody.union(*(things.kinds.get(one, ()) for one in self._anybody))
        self._away = frozenset(table["movements"]["away"])
        self._residents = things.forms(table["measures"]["residents"])
        self._befallen = things.forms(table["measures"]["befallen"].get(subject.measure or "", ()))
        self._plain = things.forms(table["measures"]["plain"])
        self._nobody = things.forms(table["measures"]["nobody"])
        phrases = table["measures"]["phrases"]
        self._phrase_measures: dict[str, str] = {
            phrase: measure for measure, more in phrases.items() for phrase in more
        }
        self._phrases = re.compile(rf"\b(?:{'|'.join(map(re.escape, self._phrase_measures))})\b")

    def matched(self, claims: Iterable[Report], left_out: Counter[Reason]) -> list[MatchedFigure]:
        """The figures that count the thing, in the order of the claims; `left_out` counts those that claim nothing."""
        found: list[MatchedFigure] = []
        corrected: dict[str, list[Report]] = defaultdict(list)
        last: dict[str, MatchedFigure] = {}
        for report in claims:
            if report.claim.corrected:
                corrected[report.document].append(report)
            untold = (one.of(report) for one in (self._none_left, self._counting_up) if one is not None)
            for quantity in (*self._told(report, last), *(one for one in untold if one is not None)):
                figure = self._match(report, quantity, last.get(report.document), left_out)
                why_not = self._counts_nobody(report, quantity) if figure is not None else None
                if figure is not None and why_not is None:
                    why_not = _claims_nothing(report, quantity)
                if figure is not None and not figure.is_ownerless:
                    last[report.document] = figure
                if why_not is not None:
                    left_out[why_not] += 1
                elif figure is not None:
                    found.append(figure)
        found = [self._taken_back_later(self._withdrawn(one, corrected[one.report.document])) for one in found]
        found = self._kinds_alone(self._owned(_without_hours(found)))
        if all(one.extras for one in found):
            return found
        # "Two transport boats" are the two boats of another report, not two of them.
        plain = {one.quantity.nearest for one in found if not one.extras and not one.narrower}
        found = [
            replace(one, extras=frozenset()) if one.extras and one.quantity.nearest in plain else one for one in found
        ]
        # Beside figures of the thing without more words, those of electric buses count only some of the buses.
        return [
            replace(_because(one, "figures.only_some", words=tuple(sorted(one.extras))), narrower=True)
            if one.extras and not one.narrower else one
            for one in found
        ]  # fmt: skip

    def _counts_nobody(self, report: Report, quantity: Quantity) -> Reason | None:
        """Why a number is none of those who are there: it says how old somebody is, or how many there is room for."""
        before = _before(report, quantity)
        near = " ".join(before.split()[-_NEAR:])
        if self._capacity.search(near) is not None:
            return Reason(rule="figures.capacity")
        behind = report.claim.text.lower()[max(0, quantity.end - report.claim.start) :]
        if not quantity.things and (
            self._ages.search(near) is not None or self._ages.match(behind.strip()) is not None
        ):
            return Reason(rule="figures.age")
        year = _YEAR.search(before)
        published, time = report.published, quantity.time or report.claim.time
        if year is not None and time is None and published is not None and int(year[1]) < published.year:
            return Reason(rule="figures.other_year", facts={"year": year[1]})
        return None

    def _withdrawn(self, figure: MatchedFigure, corrected: Iterable[Report]) -> MatchedFigure:
        """The figure, marked where a correction farther on in its document sets its number aside."""
        number = figure.quantity.low, figure.quantity.high
        text = self._around.get(figure.report.document, NOTHING).text
        by = next(
            (
                one.claim.id for one in corrected
                if one.claim.start > figure.report.claim.end and any(number == (q.low, q.high) for q in one.claim.corrected)
            ),
            None,
        )  # fmt: skip
        if by is None or self._corrections.search(text.lower()) is None:
            return figure
        reason = Reason(rule="figures.corrected_by", facts={"claim": by[:8]}, claims=(by,))
        return replace(figure, is_withdrawn=True, reasons=(*figure.reasons, reason))

    def _taken_back_later(self, figure: MatchedFigure) -> MatchedFigure:
        """The figure, marked where somebody whom its document names took such a number back since, wherever that is told."""
        number, told = (figure.quantity.low, figure.quantity.high), figure.report.published or date.max
        named = self._around.get(figure.report.document, NOTHING).plain
        for one in self._withdrawals:
            who = one.report.claim.event.actor if one.report.claim.event is not None else None
            is_theirs = who is not None and plainly(who) in named
            if (
                is_theirs
                and number == (one.quantity.low, one.quantity.high)
                and told <= (one.report.published or date.max)
            ):
                by = one.report.claim.id
                reason = Reason(rule="figures.corrected_by", facts={"claim": by[:8]}, claims=(by,))
                return replace(figure, is_withdrawn=True, reasons=(*figure.reasons, reason))
        return figure

    def _told(self, report: Report, last: Mapping[str, MatchedFigure]) -> tuple[Quantity, ...]:
        """The figures of a claim, 0 for all that went away."""
        quantities, before = report.claim.quantities, last.get(report.document)
        if self._none_left is None:
            return quantities
        near = before is not None and 0 <= report.sentence_span.start - before.report.sentence_span.end <= _NEXT
        counted = before.quantity if before is not None and near else None
        return tuple(self._none_left.all_gone(report, one, counted) for one in quantities)

    def _owned(self, found: list[MatchedFigure]) -> list[MatchedFigure]:
        """The figures, those whose owner is told nowhere only in the very place where all others are of one nation."""
        certain = sum(not one.is_ownerless for one in found)
        return [
            _because(one, "figures.owner_of_case") if one.is_ownerless else one
            for one in found
            if not one.is_ownerless or (certain > 1 and any(reason.rule == "figures.place" for reason in one.reasons))
        ]

    def _kinds_alone(self, found: list[MatchedFigure]) -> list[MatchedFigure]:
        """The figures, those of workers killed as figures of people killed where their document reports no others."""
        if self._subject.measure is None or self._subject.thing not in self._anybody:
            return found
        wider = {one.report.document for one in found if not one.is_kind}
        return [
            replace(one, narrower=False) if one.is_kind and one.report.document not in wider else one for one in found
        ]

    def _match(
        self, report: Report, quantity: Quantity, last: MatchedFigure | None, left_out: Counter[Reason]
    ) -> MatchedFigure | None:
        bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
        if not bounds or not all(map(math.isfinite, bounds)):
            return None
        counts = quantity.unit is None or quantity.unit in self._things.counters
        if not counts and quantity.unit not in self._subject.modifiers:
            return None
        measure = self._measure(report, quantity)
        if measure in self._away and self._places is not None and self._places.is_goal(report, quantity):
            measure = ARRIVED
        wanted = self._subject.measure
        if wanted is not None and not self._fits(measure, wanted) and not self._left_it(report, measure):
            return None
        given = MatchedFigure(
            report, quantity, measure, False, frozenset(), (), is_added=self._is_added(report, quantity),
            is_correction=self._corrects(report), is_plan=self._plans.search(report.claim.text.lower()) is not None,
            is_movement=measure in self._coming, is_state=report.claim.predicate in self._states,
            is_changed=self._is_changed(report, quantity),
            is_now=not self._by_now.isdisjoint(_WORD.findall(report.claim.text.lower())),
            takes_back=self._is_taken_back(report, quantity),
            falls_short=self._short_of_plan.search(report.claim.text.lower()) is not None,
        )  # fmt: skip
        figure = self._of_thing(given) if counts else self._of_amount(given)
        figure = self._of_name(self._of_nation(figure)) if figure is not None else self._going_on(given, last)
        if figure is not None and figure.takes_back:
            self._withdrawals.append(figure)
        figure = self._about(self._of_those(figure)) if figure is not None else None
        return self._in_place(figure, left_out) if figure is not None else None

    def _of_those(self, figure: MatchedFigure) -> MatchedFigure:
        """The figure, marked where it is of some of those that are spoken of: "three of the children"."""
        report, quantity = figure.report, figure.quantity
        end = quantity.end - report.sentence_span.start
        if quantity.part_of is not None or end < 0 or self._those.match(report.sentence, end) is None:
            return figure
        # "78 of its workers fled" tells how many fled; "eleven of the dead" are not all the dead.
        befallen = self._measures.family(figure.measure) not in (None, PRESENT)
        if befallen and self._measures.named((quantity.noun or "").lower()) != figure.measure:
            return figure
        return replace(_because(figure, "figures.some_of_those"), narrower=True)

    def _about(self, figure: MatchedFigure) -> MatchedFigure | None:
        """The figure where its claim tells what it must be about; of a measure alone, what its document begins with may."""
        if not self._subject.about:
            return figure
        report = figure.report
        own = f"{report.sentence} {without_context(report.claim.standalone or '', report.language)}"
        if self._subject.thing is None:
            begins = self._around.get(report.document, NOTHING).text.split("\n")[:_BEGINNING]
            own = " ".join((own, report.claim.standalone or "", *begins))
        forms = {self._things.form(word.lower()) for word in _WORD.findall(own)}
        if any(forms.isdisjoint(wanted) for wanted in self._subject.about):
            return None
        words = forms.intersection(frozenset().union(*self._subject.about))
        return _because(figure, "figures.about", words=tuple(sorted(words)))

    def _is_taken_back(self, report: Report, quantity: Quantity) -> bool:
        return (
            report.claim.predicate in self._taking_back
            and self._taken_back.search(_before(report, quantity)) is not None
        )

    def _left_it(self, report: Report, measure: str | None) -> bool:
        """Whether people who are asked for as evacuated left the place asked for: "289 people left Korbach"."""
        if measure not in self._away or self._subject.measure not in self._away or self._places is None:
            return False
        return self._subject.thing in self._residents and self._places.is_left(report)

    def _fits(self, measure: str | None, wanted: str) -> bool:
        came = wanted in self._coming and measure in self._coming
        # What is there needs no word, what is missing does.
        if measure is None and self._measures.family(wanted) != PRESENT:
            return False
        return came or self._measures.fits(measure, wanted)

    def _measure(self, report: Report, quantity: Quantity) -> str | None:
        """What a figure measures; what is brought, or drives, arrives where it is asked for."""
        measure = quantity.measure or quantity.clause_measure
        if quantity.low == quantity.high == 0:
            return measure
        text = report.claim.text.lower()
        phrase = self._phrases.search(text)
        if phrase is not None and quantity.unit is None:
            return self._phrase_measures[phrase[0]]
        if self._subject.measure is None and self._being.search(text) is not None:
            return PRESENT
        if measure is None and report.claim.predicate in self._moving:
            return ARRIVED
        # "20 are left" tells what is there, "20 left" what is not.
        if measure == "left" and report.claim.predicate in self._leaving and self._staying.search(text) is None:
            return measure
        return None if quantity.measure is None and measure == "left" else measure

    def _is_added(self, report: Report, quantity: Quantity) -> bool:
        """Whether a figure's words say that it came to others: "another 14", "14 joined them"."""
        at = quantity.start - report.sentence_span.start
        before = _WORD.findall(report.sentence[: max(0, at)].lower())[-_BEFORE:]
        words = {
            *before,
            *_WORD.findall(report.sentence[max(0, at) : quantity.end - report.sentence_span.start].lower()),
        }
        return not words.isdisjoint(self._adding) or report.claim.predicate in self._adding

    def _corrects(self, report: Report) -> bool:
        around = self._around.get(report.document, NOTHING)
        if self._corrections.search(f"{around.title} {report.sentence}".lower()) is not None:
            return True
        return self._twice.search(around.text.lower()) is not None

    def _is_changed(self, report: Report, quantity: Quantity) -> bool:
        time = quantity.time or report.claim.time
        since = time is not None and time.earliest is not None and time.latest is None
        words = _WORD.findall(report.claim.text.lower())
        return since or report.claim.predicate in self._changes or not self._now.isdisjoint(words)

    def _going_on(self, figure: MatchedFigure, last: MatchedFigure | None) -> MatchedFigure | None:
        """A bare number that goes on counting what the figure right before it counted: "There were 88"."""
        if last is None or figure.quantity.noun is not None or figure.quantity.unit != last.quantity.unit:
            return None
        if any(one.by is not ThingRule.NEAR for one in figure.quantity.things):
            return None
        gap = figure.report.sentence_span.start - last.report.sentence_span.end
        near = max(last.quantity.nearest, 1.0), max(figure.quantity.nearest, 1.0)
        if gap > _NEXT or max(near) > _ALIKE * min(near):
            return None
        return _because(figure, "figures.goes_on", number=amount(last.quantity.nearest))

    def _of_thing(self, figure: MatchedFigure) -> MatchedFigure | None:
        """The figure where it counts the thing asked for, or a kind of it."""
        thing, wanted = self._subject.thing, self._wanted
        if thing is None:
            return figure
        things, noun = figure.quantity.things, figure.quantity.noun
        # A case of an earlier version stores the noun alone.
        things = things or ((Thing(head=self._things.form(noun.lower().split()[-1])),) if noun else ())
        kinds = {thing, *self._things.kinds.get(thing, ())}
        if any(one.by is ThingRule.SUM and one.head not in kinds for one in things):
            return None  # the figure counts other things too
        when = self._words_of_time(figure.report)
        for one in things:
            own = frozenset(word for word in one.modifiers if not self._names.among((word,))) - when
            words = {*own, *one.tail}
            contained = one.head in self._things.containers and thing in words  # "40 artillery pieces"
            if (one.head == thing or contained) and (wanted <= words or self._is_short(figure, own)):
                if one.by is ThingRule.NEAR:
                    return _because(figure, "figures.near", thing=thing)
                # What "of them" stands for is narrowed where it is named, not here.
                extras = own if one.by is ThingRule.NOUN else ()
                return replace(figure, extras=frozenset(extras) - wanted - {thing})
            if one.head in self._things.kinds.get(thing, ()) and not wanted and one.by is not ThingRule.NEAR:
                if one.head in self._befallen:
                    return figure  # evacuees are people evacuated
                return replace(
                    _because(figure, "figures.kind", noun=noun), narrower=True, is_kind=one.head in self._plain
                )
        return self._of_us(figure, things) or self._of_called(figure, things) or self._of_anybody(figure, things)

    def _of_called(self, figure: MatchedFigure, things: Sequence[Thing]) -> MatchedFigure | None:
        """The figure where a text that speaks of the thing calls it otherwise: "400 men", "the number of Galdrians"."""
        if self._wanted or figure.quantity.nearest < _TROOP or not self._speaks_of_it(figure.report):
            return None
        own = [one for one in things if one.by in (ThingRule.NOUN, ThingRule.ANTECEDENT) and not one.modifiers]
        nationals = self._subject.nations
        named = {one.country for one in self._nations.named((figure.quantity.noun or "").split())}
        called = next((one for one in own if one.head in self._called or self._names.among((one.head,))), None)
        if called is None and not (own and named and named <= nationals):
            return None
        return _because(figure, "figures.called", noun=figure.quantity.noun or own[0].head, thing=self._subject.thing)

    def _speaks_of_it(self, report: Report) -> bool:
        """Whether a document names the thing asked for, where that is a sort of people."""
        thing = self._subject.thing
        if thing not in self._people:
            return False
        named = self._around.get(report.document, NOTHING).forms(self._things.form)
        return not named.isdisjoint({thing, *self._things.kinds.get(thing, ())})

    def _of_us(self, figure: MatchedFigure, things: Sequence[Thing]) -> MatchedFigure | None:
        """The figure where a speaker counts his own, in a document that names the thing: "We are 90"."""
        report, thing = figure.report, self._subject.thing
        at = figure.quantity.start - report.sentence_span.start
        if things or self._us.search(report.sentence[: max(0, at)]) is None or not self._speaks_of_it(report):
            return None
        return _because(figure, "figures.of_us", thing=thing)

    def _of_anybody(self, figure: MatchedFigure, things: Sequence[Thing]) -> MatchedFigure | None:
        """The figure where only what befell somebody tells what it counts: "52 have been hurt", "289 people left"."""
        if self._subject.measure is None or self._subject.thing not in self._anybody or self._subject.modifiers:
            return None
        heads = {one.head for one in things if one.by is not ThingRule.NEAR}
        if heads - self._nobody or (figure.quantity.noun is not None and not heads):
            return None
        # "12 dead" are children only in a text that is of children.
        if self._subject.thing not in self._nobody | self._plain and not self._is_of_thing(figure.report):
            return None
        return _because(figure, "figures.by_measure", measure=self._subject.measure)

    def _is_of_thing(self, report: Report) -> bool:
        """Whether the sentence of a claim names the thing, or what its document begins with."""
        begins = self._around.get(report.document, NOTHING).text.split("\n")[:_BEGINNING]
        words = _WORD.findall(" ".join((report.sentence, *begins)).lower())
        return any(self._things.form(word) == self._subject.thing for word in words)

    def _of_amount(self, figure: MatchedFigure) -> MatchedFigure | None:
        """The figure where its unit is asked for, and its sentence names the thing: "40 tonnes of water".

        One that came to others, and does not say of what, is one of what its document names.
        """
        report, quantity = figure.report, figure.quantity
        forms = {self._things.form(word) for word in _WORD.findall(report.sentence.lower())}
        says_what = self._whose.match(report.sentence, max(0, quantity.end - report.sentence_span.start)) is not None
        if figure.is_added and not says_what:
            forms |= self._around.get(report.document, NOTHING).forms(self._things.form)
        if self._subject.thing not in forms:
            return None
        return _because(figure, "figures.near", thing=self._subject.thing)

    def _is_short(self, figure: MatchedFigure, words: frozenset[str]) -> bool:
        """Whether a figure leaves out which of the things it counts, in a document that names them in full."""
        names = self._around.get(figure.report.document, NOTHING).forms(self._things.form)
        whose = {owner.country for owner in figure.quantity.owners if owner.by is OwnerRule.FIGURE}
        return not words and (self._subject.modifiers <= names or not whose.isdisjoint(self._subject.nations))

    def _words_of_time(self, report: Report) -> frozenset[str]:
        """Forms of the words that tell when: no kind of trucks are the ones of "on 6 September 24 trucks"."""
        time = report.claim.time
        if time is None:
            return frozenset()
        at = report.claim.start
        return self._things.forms(report.claim.text[max(0, time.start - at) : max(0, time.end - at)].split())

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
        named = self._around.get(figure.report.document, NOTHING).countries(self._nations)
        own = Surroundings(figure.report.sentence).countries(self._nations)
        # What its own sentence says of a country is not that they are its.
        if not figure.quantity.owners and self._subject.nations <= named and self._subject.nations.isdisjoint(own):
            return _because(figure, "figures.owner_of_document")
        # Whose they are is told nowhere: it may be clear from the others.
        return None if figure.quantity.owners or own else replace(figure, is_ownerless=True)

    def _of_name(self, figure: MatchedFigure | None) -> MatchedFigure | None:
        """The figure where the things are theirs whose name is asked for, of a country that no table has."""
        if figure is None or not self._names.words:
            return figure
        report, quantity = figure.report, figure.quantity
        owners = [owner for owner in quantity.owners if owner.by is OwnerRule.FIGURE]
        words = [word for one in quantity.things for word in (*one.modifiers, *one.tail, one.head)]
        words += [word for owner in owners for word in _WORD.findall(owner.name.lower())]
        document = self._around.get(report.document, NOTHING)
        told = self._names.told(words, Surroundings(report.sentence), document)
        if told is None:
            return None
        rule, name = told
        if rule is not OwnerRule.FIGURE and (owners or self._names.others(words)):
            return None  # theirs whose name stands with the figure
        if rule is OwnerRule.BEFORE:
            # Of whom something befell a text names more than one side.
            harmed = figure.measure in self._measures.harms
            return None if harmed else _because(figure, "figures.owner_of_document")
        return _because(figure, "figures.owner", name=name, by=rule.value)

    def _in_place(self, figure: MatchedFigure, left_out: Counter[Reason]) -> MatchedFigure | None:
        """The figure where it is of the place asked for, or of a part of it."""
        if self._places is None:
            return figure
        lies, why = self._places.of(figure.report, figure.quantity, figure.measure)
        if lies in (Lies.AWAY, Lies.ELSEWHERE):
            left_out[Reason(rule="figures.away" if lies is Lies.AWAY else "figures.elsewhere")] += 1
            return None
        placed = replace(figure, reasons=(*figure.reasons, *filter(None, (why,))))
        # Who was taken to the tents of a place was there before.
        if self._subject.measure is None and self._aside.search(figure.report.claim.text.lower()) is not None:
            left_out[Reason(rule="figures.away")] += 1
            return None
        if lies is Lies.PART:
            return replace(_because(placed, "figures.part_of_place"), narrower=True)
        return placed


def _without_hours(found: list[MatchedFigure]) -> list[MatchedFigure]:
    """The figures without small bare numbers next to one with its noun: "two ships came in shortly before eight"."""
    with_noun = {
        one.report.claim.id for one in found if any(thing.by is ThingRule.NOUN for thing in one.quantity.things)
    }
    return [
        one for one in found
        if one.report.claim.id not in with_noun or one.quantity.part_of is not None or one.quantity.nearest > _HOURS
        or any(thing.by is not ThingRule.ANTECEDENT for thing in one.quantity.things) or not one.quantity.things
    ]  # fmt: skip


def _before(report: Report, quantity: Quantity) -> str:
    """The words of a claim before a number, in lower case."""
    return report.claim.text.lower()[: max(0, quantity.start - report.claim.start)]


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
