"""Which claims match which indicators, and what the propositions that they are in say of these."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.witnesses import witness_of_each
from tocsin.model.assessment import Discount, Indication
from tocsin.model.estimate import Appraisal, Estimate
from tocsin.model.evidence import Shares, Testimony, certainty
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.quantity import FigureStatus
from tocsin.model.query import ClaimClues, Report
from tocsin.model.record import to_json
from tocsin.model.scenario import Indicator, Pattern, Scenario
from tocsin.model.source import Reliability
from tocsin.text.folding import folded
from tocsin.warn.phrases import anchor, clues_of, finder, opening, openings_of, words_of

_Key = tuple[str, str]
"""By what an indicator that may match is found, its kind and value: an event, a word, how a word begins."""
_ALWAYS: _Key = ("always", "")
"""What leads to indicators that must always be tried."""
_AHEAD = (FigureStatus.PLANNED.value, FigureStatus.WANTED.value)
_SIGNS = {value.value: value.score for value in Factuality}
_UNNAMED = "unnamed"
"""The key of those whom nobody names."""
_MOST_COMPARED = 200
"""Parties that are compared for being one witness: the names of more of them are not all compared with each other."""
_STEM, _ENDING = 4, 2
"""Letters that a form of a verb shares with its lemma at least, and how many of a long lemma it may change."""


class _Features:
    """A claim as the matching sees it: what several indicators ask for is made comparable once.

    It is made from the claim's JSON object, for to make a claim of it costs ten times as much, and few claims match.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        event = record["event"] or {}
        low, high = record["probability"]
        self.record, self.score, self.middle = record, _SIGNS[record["factuality"]], (low + high) / 2
        self.text = folded(record["text"])
        # A plan shows nothing that is there, or happened.
        self.is_coming = bool((record.get("frame") or {}).get("is_coming"))
        self.predicate = folded(record.get("predicate") or event.get("lemma") or "")
        self._object = folded(event.get("object") or "")
        self.events = set(filter(None, (folded(event.get("lemma") or ""), event.get("type"))))
        self._roles = [role for part in ("actor", "recipient", "object") if (role := event.get(part))]

    @property
    def named(self) -> str:
        """Who takes part: the words of the event's roles, which may stand outside the clause, and the clause."""
        return " | ".join([self.text, *map(folded, self._roles)])

    @property
    def places(self) -> str:
        """The names of its places."""
        return " | ".join(folded(place["name"]) for place in self.record["places"])

    @property
    def countries(self) -> set[str]:
        """The codes of the countries of its places."""
        return {place["country"] for place in self.record["places"]} - {None}

    def shows(self, phrases: re.Pattern[str]) -> bool:
        """Whether one of the phrases stands there as something that is, not as what somebody needs, wants or takes back."""
        end, (first, last) = self._shown
        return any(
            found.start() < end and not first <= found.start() < found.end() <= last
            for found in phrases.finditer(self.text)
        )

    @cached_property
    def _shown(self) -> tuple[int, tuple[int, int]]:
        """Where the words end that tell what is there, and the characters before that which do not."""
        if not self._is_of_what_is_not:
            return len(self.text), (0, -1)
        verb = (
            re.search(rf"\b{re.escape(self.predicate[: max(_STEM, len(self.predicate) - _ENDING)])}\w*", self.text)
            if self.predicate
            else None
        )
        first = self.text.find(self._object) if self._object else -1
        return (verb.end() if verb else 0), ((first, first + len(self._object)) if first >= 0 else (0, -1))

    @property
    def _is_of_what_is_not(self) -> bool:
        """Whether the verb is done to what is not there: to need it, to plan it, to take back a report of it."""
        lexicon = lexicon_for(None)
        words, retracting = lexicon.table("sightings"), lexicon.table("counted")["status"]["taking_back"]
        if self.predicate in (*retracting, *words["takes_back"]):
            return not set(words["accounts"]).isdisjoint(re.findall(r"\w+", self._object))
        fillers = (self.record.get("frame") or {}).get("fillers") or ()
        return (
            self.predicate in words["absent"]
            or (self.predicate in words["absent_for"] and any(one["role"] == "for" for one in fillers))
            or any(step["facts"].get("word") in words["obliging"] for step in self.record.get("steps") or ())
        )

    def ways_in(self) -> Mapping[str, Set[str]]:
        """By what an indicator that may match is found: the values of its keys, by their kinds."""
        words = words_of(self.text)
        return {"always": {""}, "event": self.events, "word": words, "opening": openings_of(words)}


class _Matcher:
    """The pattern of one indicator, compiled."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._events, self._kinds = frozenset(pattern.events), frozenset(kind.value for kind in pattern.kinds)
        table = lexicon_for(None).table("sightings")
        self._deniable = frozenset(table["denied"])
        self._is_of_plans = any(
            word in table["coming"] for phrase in pattern.words for word in words_of(folded(phrase))
        )
        self._countries, self._measures = frozenset(pattern.countries), frozenset(map(folded, pattern.measures))
        self._words, self._parties = finder(pattern.words), finder(pattern.parties)
        self._places, self._counted = finder(pattern.places), finder(pattern.counted)
        self._things = counted_things(lexicon_for(None))
        self._counted_forms = self._things.forms(pattern.counted)

    def ways_in(self) -> list[_Key]:
        """Claims without any of these keys cannot match: an event, the longest whole word of a phrase, or how it begins."""
        if self._events:
            return [("event", event) for event in self._events]
        keys: list[_Key] = []
        for phrase in self._pattern.words:
            word, beginning = anchor(phrase), opening(phrase)
            keys.append(("word", word) if word else ("opening", beginning) if beginning else _ALWAYS)
        return keys or [_ALWAYS]

    @property
    def clues(self) -> ClaimClues | None:
        """What every claim that matches has one of, for a database to look for; None where there is no such thing."""
        pattern = self._pattern
        if self._events:
            return ClaimClues(events=self._events)
        if self._words is not None:
            phrases, beginnings = clues_of(pattern.words)
            return ClaimClues(phrases=phrases, beginnings=beginnings)
        if pattern.least_quantity is not None:
            phrases, beginnings = clues_of(pattern.counted)
            words = beginnings.union(max(phrase, key=len) for phrase in phrases)
            named = frozenset(word if word.isascii() else "" for word in words) or frozenset(("",))
            return ClaimClues(figures=named, counted=frozenset(self._counted_forms))
        return None

    def matches(self, seen: _Features) -> bool:
        """Whether everything that is asked for holds; what is cheap to tell comes first."""
        least = self._pattern.least_certainty
        # "Possibly not" allows a higher probability than "possible"; it still speaks against, so the sign decides first.
        denied = self._pattern.denied
        return (
            seen.record["kind"] in self._kinds
            and (not self._events or not self._events.isdisjoint(seen.events))
            and not (seen.is_coming and not self._is_of_plans and seen.record["kind"] == Kind.STATEMENT.value)
            and (seen.score < 0 if denied else seen.score > 0)
            and (least is None or (1 - seen.middle if denied else seen.middle) >= least)
            and (self._pattern.least_quantity is None or any(map(self._figure_fits, seen.record["quantities"])))
            and (self._words is None or self._words_fit(seen))
            and (self._parties is None or self._parties.search(seen.named) is not None)
            and self._place_fits(seen)
        )

    def _words_fit(self, seen: _Features) -> bool:
        # Who looks for a deed or for another kind of utterance by its name looks for the need, the demand, the promise.
        if self._events or seen.record["kind"] != Kind.STATEMENT.value:
            return self._words is not None and self._words.search(seen.text) is not None
        return self._words is not None and (
            self._words.search(seen.text) is not None if seen.score < 0 else seen.shows(self._words)
        )

    @property
    def can_be_denied(self) -> bool:
        """Whether a claim can say of the very thing that it is not there: it is told by its words alone."""
        pattern = self._pattern
        return bool(pattern.words) and not pattern.denied and not self._events and pattern.least_quantity is None

    def is_denied_by(self, seen: _Features) -> bool:
        """Whether a claim says that the thing is not there: “no bridges have arrived”, not “the tanks have not left”."""
        return (
            self.can_be_denied
            and seen.score < 0
            and seen.record["kind"] == Kind.STATEMENT.value
            and not seen.is_coming
            and seen.predicate in self._deniable
            and self._words is not None
            and self._words.search(seen.text) is not None
            and (self._parties is None or self._parties.search(seen.named) is not None)
            and self._place_fits(seen)
        )

    def _place_fits(self, seen: _Features) -> bool:
        if self._places is None and not self._countries:
            return True
        if not self._countries.isdisjoint(seen.countries):
            return True
        return self._places is not None and self._places.search(seen.places) is not None

    def _figure_fits(self, quantity: Mapping[str, Any]) -> bool:
        low, least = quantity["low"], self._pattern.least_quantity
        # Not "low < least": a figure that is not a number reaches nothing.
        if quantity["denied"] or quantity.get("status") in _AHEAD or low is None or least is None or not low >= least:
            return False
        counted = folded(f"{quantity['noun'] or ''} | {quantity['unit'] or ''}")
        if self._counted is not None and not self._counted.search(counted):
            # "Troops" are soldiers, here as in estimates.
            nouns = folded(quantity["noun"] or "").split()
            heads = [*nouns[-1:], *(one["head"] for one in quantity.get("things") or ())]
            if self._counted_forms.isdisjoint(self._things.forms(heads)):
                return False
        return not self._measures or folded(quantity["measure"] or "") in self._measures


@dataclass(frozen=True, slots=True)
class _Denial:
    """One origin's word that the thing of an indicator is not there: whose, what it is worth, of what day and places."""

    key: str
    weight: Shares
    day: date | None
    places: frozenset[str]

    def bears_on(self, report: Report, last: date | None) -> bool:
        """Whether it speaks of the place of a report, and was said when that thing had been seen for the last time."""
        places = _places(report)
        return (self.day is None or last is None or self.day >= last) and not (
            places and self.places and places.isdisjoint(self.places)
        )


class IndicatorMatcher:
    """Finds the indicators of a scenario in claims. Ten thousand indicators cost little more than the few that may match."""

    def __init__(self, scenario: Scenario) -> None:
        self._since, self._horizon = scenario.since, scenario.horizon
        self._indicators = scenario.indicators
        self._matchers = [_Matcher(indicator.pattern) for indicator in scenario.indicators]
        self._under: Mapping[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, matcher in enumerate(self._matchers):
            for kind, value in matcher.ways_in():
                self._under[kind][value].append(number)
        # By the ids of claims: each is looked at alone, and again in its proposition.
        self._found: dict[str, list[int]] = {}
        self._denied: dict[str, list[int]] = {}

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that a claim must be of to match anything."""
        wanted = {kind for indicator in self._indicators for kind in indicator.pattern.kinds}
        return tuple(kind for kind in Kind if kind in wanted)

    @property
    def certainties(self) -> tuple[Factuality, ...]:
        """The certainties that a claim must be presented with to match anything."""
        signs = {-1 if indicator.pattern.denied else 1 for indicator in self._indicators}
        signs |= {-1 for matcher in self._matchers if matcher.can_be_denied}
        return tuple(value for value in Factuality if any(value.score * sign > 0 for sign in signs))

    @property
    def clues(self) -> ClaimClues | None:
        """What every claim that matches anything has one of; None where there is no such thing."""
        every = [matcher.clues for matcher in self._matchers]
        known = [one for one in every if one is not None]
        return reduce(or_, known, ClaimClues()) if len(known) == len(every) else None

    def may_match(self, record: Mapping[str, Any]) -> bool:
        """Whether a claim shows anything, or says that it is not there, if its day allows it.

        Args:
            record: Its JSON object, whose fields are those of `Claim`.

        Raises:
            LookupError, TypeError, AttributeError: It is none.
        """
        seen = _Features(record)
        return any(True for number in self._candidates(seen) if self._fits(number, seen))

    def bears_on(self, report: Report) -> bool:
        """Whether a claim shows an indicator, or says that what it stands for is not there."""
        return bool(self._matched(report) or self._denials(report))

    def of(self, report: Report) -> tuple[Indicator, ...]:
        """The indicators that a claim matches, in the scenario's order."""
        return tuple(self._indicators[number] for number in self._matched(report))

    def _matched(self, report: Report) -> list[int]:
        if not self._is_in_time(day_of(report)):
            return []
        claim = report.claim
        if claim.id not in self._found:
            seen = _Features(to_json(claim))
            found = sorted(self._candidates(seen))
            self._found[claim.id] = [number for number in found if self._matchers[number].matches(seen)]
            self._denied[claim.id] = [number for number in found if self._matchers[number].is_denied_by(seen)]
        return self._found[claim.id]

    def _denials(self, report: Report) -> list[int]:
        """The indicators of which a claim says that the thing is not there."""
        self._matched(report)
        return self._denied.get(report.claim.id, [])

    def indications(self, estimates: Iterable[Estimate]) -> Iterator[Indication]:
        """Every indicator that propositions show: the word of each origin of which a report matches.

        Args:
            estimates: The propositions, weighed.
        """
        held = list(estimates)
        origins = {one.origin.key: one.origin for estimate in held for one in (*estimate.favour, *estimate.opposed)}
        are_few = sum(one.party is not None for one in origins.values()) <= _MOST_COMPARED
        witness = witness_of_each(origins.values()) if are_few else {key: key for key in origins}
        denials: Mapping[int, list[_Denial]] = defaultdict(list)
        for appraisal in (one for estimate in held for one in estimate.favour):
            for number in self._denials(appraisal.report):
                denials[number].append(_denial(appraisal, witness[appraisal.origin.key]))
        shown_by = {estimate.proposition: list(self._shown(estimate)) for estimate in held}
        known: dict[int, str] = {}
        for number, appraisal, _ in (one for shown in shown_by.values() for one in shown):
            if appraisal.origin.is_named:
                known.setdefault(number, witness[appraisal.origin.key])
        for estimate in held:
            shown = shown_by[estimate.proposition]
            others = {witness[one.origin.key] for one in estimate.opposed}
            for number in dict.fromkeys(number for number, _, _ in shown):
                own = [(appraisal, claims) for one, appraisal, claims in shown if one == number]
                last = max((day for one, _ in own if (day := day_of(one.report))), default=None)
                # Who denied this proposition speaks against it already.
                denied = [
                    one for one in denials[number]
                    if one.key not in others and any(one.bears_on(appraisal.report, last) for appraisal, _ in own)
                ]  # fmt: skip
                took_back = {one.key for one in denied}
                against = (
                    *((one.testimony.contrary, day_of(one.report)) for one in estimate.opposed),
                    *((one.weight, one.day) for one in denied),
                )
                for appraisal, claims in own:
                    key = witness[appraisal.origin.key]
                    # Of several origins that are asked for, one that nobody knows may be any of the others.
                    if not appraisal.origin.is_named and self._indicators[number].least_origins > 1:
                        key = known.get(number, _UNNAMED)
                    if key not in took_back:
                        yield _indication(
                            self._indicators[number], claims, appraisal, key, estimate.proposition, against
                        )

    def _shown(self, estimate: Estimate) -> Iterator[tuple[int, Appraisal, list[str]]]:
        """The indicators that a proposition shows: by number, on whose word, by which claims."""
        for appraisal in estimate.favour:
            matched: dict[int, list[str]] = defaultdict(list)
            for report in appraisal.origin.reports:
                for number in self._matched(report):
                    matched[number].append(report.claim.id)
            for number, claims in matched.items():
                if self._counts(appraisal, self._indicators[number].pattern):
                    yield number, appraisal, claims

    def _counts(self, appraisal: Appraisal, pattern: Pattern) -> bool:
        """Whether the report of an origin that counts is itself as sure, and of such a day and kind, as is asked for.

        A retelling that matches may be surer than what it retells, and later.
        """
        claim = appraisal.report.claim
        sure = sum(certainty(claim, denied=pattern.denied)) / 2
        return (
            (claim.kind in pattern.kinds or not appraisal.is_open)
            and (claim.factuality.score < 0 if pattern.denied else claim.factuality.score > 0)
            and (pattern.least_certainty is None or sure >= pattern.least_certainty)
            and self._is_in_time(day_of(appraisal.report))
        )

    def _fits(self, number: int, seen: _Features) -> bool:
        return self._matchers[number].matches(seen) or self._matchers[number].is_denied_by(seen)

    def _candidates(self, seen: _Features) -> set[int]:
        ways = seen.ways_in()
        return {
            number
            for kind, under in self._under.items()
            for value in under.keys() & ways[kind]
            for number in under[value]
        }

    def _is_in_time(self, day: date | None) -> bool:
        return day is None or ((self._since is None or day >= self._since) and day <= self._horizon)


def _denial(appraisal: Appraisal, key: str) -> _Denial:
    report = appraisal.report
    testimony = Testimony(certainty(report.claim, denied=True), appraisal.testimony.reliability)
    return _Denial(key, testimony.contrary, day_of(report), _places(report))


def _places(report: Report) -> frozenset[str]:
    return frozenset(folded(place.name) for place in report.claim.places)


def _indication(
    indicator: Indicator, claims: list[str], appraisal: Appraisal, key: str, proposition: str, against: tuple[Any, ...]
) -> Indication:
    report, grade = appraisal.report, appraisal.reliability
    counted = report.claim.id if report.claim.id in claims else claims[0]
    testimony = Testimony(certainty(report.claim, denied=indicator.pattern.denied), appraisal.testimony.reliability)
    source = appraisal.through or appraisal.origin.name
    left = sum(testimony.reliability) / 2
    return Indication(
        indicator=indicator.name,
        origin=appraisal.origin.name,
        key=key,
        claims=(counted,),
        echoes=tuple(claim for claim in claims if claim != counted),
        weight=testimony.weight,
        day=day_of(report),
        proposition=proposition,
        against=against,
        graded=None if grade is Reliability.F else Discount(source=source, reliability=grade, left=left),
    )


def day_of(report: Report) -> date | None:
    """The day a claim is about, as far as it was over when it was published; else the day of publication."""
    time, published = report.claim.time, report.published
    told = (time.latest or time.earliest) if time else None
    if told is None or (published is not None and (told > published or (time and time.latest is None))):
        return published
    return told
