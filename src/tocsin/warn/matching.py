"""Which claims match which indicators, and what the propositions that they are in say of these."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Any

from tocsin.model.assessment import Discount, Indication
from tocsin.model.estimate import Appraisal, Estimate
from tocsin.model.evidence import Testimony, certainty
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.quantity import FigureStatus
from tocsin.model.query import Report
from tocsin.model.record import to_json
from tocsin.model.scenario import Indicator, Pattern, Scenario
from tocsin.model.source import Reliability
from tocsin.text.folding import folded
from tocsin.warn.phrases import anchor, finder, opening, openings_of, words_of

_Key = tuple[str, str]
"""By what an indicator that may match is found, its kind and value: an event, a word, how a word begins."""
_ALWAYS: _Key = ("always", "")
"""What leads to indicators that must always be tried."""
_AHEAD = (FigureStatus.PLANNED.value, FigureStatus.WANTED.value)
_SIGNS = {value.value: value.score for value in Factuality}


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

    def ways_in(self) -> Mapping[str, Set[str]]:
        """By what an indicator that may match is found: the values of its keys, by their kinds."""
        words = words_of(self.text)
        return {"always": {""}, "event": self.events, "word": words, "opening": openings_of(words)}


class _Matcher:
    """The pattern of one indicator, compiled."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._events, self._kinds = frozenset(pattern.events), frozenset(kind.value for kind in pattern.kinds)
        self._is_of_deeds = bool(pattern.events) or pattern.least_quantity is not None
        self._countries, self._measures = frozenset(pattern.countries), frozenset(map(folded, pattern.measures))
        self._words, self._parties = finder(pattern.words), finder(pattern.parties)
        self._places, self._counted = finder(pattern.places), finder(pattern.counted)

    def ways_in(self) -> list[_Key]:
        """Claims without any of these keys cannot match: an event, the longest whole word of a phrase, or how it begins."""
        if self._events:
            return [("event", event) for event in self._events]
        keys: list[_Key] = []
        for phrase in self._pattern.words:
            word, beginning = anchor(phrase), opening(phrase)
            keys.append(("word", word) if word else ("opening", beginning) if beginning else _ALWAYS)
        return keys or [_ALWAYS]

    def matches(self, seen: _Features) -> bool:
        """Whether everything that is asked for holds; what is cheap to tell comes first."""
        least = self._pattern.least_certainty
        # "Possibly not" allows a higher probability than "possible"; it still speaks against, so the sign decides first.
        denied = self._pattern.denied
        return (
            seen.record["kind"] in self._kinds
            and (not self._events or not self._events.isdisjoint(seen.events))
            and not (seen.is_coming and self._is_of_deeds and seen.record["kind"] == Kind.STATEMENT.value)
            and (seen.score < 0 if denied else seen.score > 0)
            and (least is None or (1 - seen.middle if denied else seen.middle) >= least)
            and (self._pattern.least_quantity is None or any(map(self._figure_fits, seen.record["quantities"])))
            and (self._words is None or self._words.search(seen.text) is not None)
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
            return False
        return not self._measures or folded(quantity["measure"] or "") in self._measures


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

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that a claim must be of to match anything."""
        wanted = {kind for indicator in self._indicators for kind in indicator.pattern.kinds}
        return tuple(kind for kind in Kind if kind in wanted)

    @property
    def certainties(self) -> tuple[Factuality, ...]:
        """The certainties that a claim must be presented with to match anything."""
        signs = {-1 if indicator.pattern.denied else 1 for indicator in self._indicators}
        return tuple(value for value in Factuality if any(value.score * sign > 0 for sign in signs))

    def may_match(self, record: Mapping[str, Any]) -> bool:
        """Whether a claim matches anything if its day allows it.

        Args:
            record: Its JSON object, whose fields are those of `Claim`.

        Raises:
            LookupError, TypeError, AttributeError: It is none.
        """
        return any(True for _ in self._numbers(record))

    def of(self, report: Report) -> tuple[Indicator, ...]:
        """The indicators that a claim matches, in the scenario's order."""
        return tuple(self._indicators[number] for number in self._matched(report))

    def _matched(self, report: Report) -> list[int]:
        if not self._is_in_time(day_of(report)):
            return []
        claim = report.claim
        if claim.id not in self._found:
            self._found[claim.id] = sorted(self._numbers(to_json(claim)))
        return self._found[claim.id]

    def indications(self, estimates: Iterable[Estimate]) -> Iterator[Indication]:
        """Every indicator that propositions show: the word of each origin of which a report matches.

        Args:
            estimates: The propositions, weighed.
        """
        for estimate in estimates:
            against = tuple((one.testimony.contrary, day_of(one.report)) for one in estimate.opposed)
            for appraisal in estimate.favour:
                matched: dict[int, list[str]] = defaultdict(list)
                for report in appraisal.origin.reports:
                    for number in self._matched(report):
                        matched[number].append(report.claim.id)
                for number, claims in matched.items():
                    indicator = self._indicators[number]
                    if self._counts(appraisal, indicator.pattern):
                        yield _indication(indicator, claims, appraisal, estimate.proposition, against)

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

    def _numbers(self, record: Mapping[str, Any]) -> Iterator[int]:
        seen = _Features(record)
        ways = seen.ways_in()
        candidates = {
            number
            for kind, under in self._under.items()
            for value in under.keys() & ways[kind]
            for number in under[value]
        }
        return (number for number in candidates if self._matchers[number].matches(seen))

    def _is_in_time(self, day: date | None) -> bool:
        return day is None or ((self._since is None or day >= self._since) and day <= self._horizon)


def _indication(
    indicator: Indicator, claims: list[str], appraisal: Appraisal, proposition: str, against: tuple[Any, ...]
) -> Indication:
    report, grade = appraisal.report, appraisal.reliability
    counted = report.claim.id if report.claim.id in claims else claims[0]
    testimony = Testimony(certainty(report.claim, denied=indicator.pattern.denied), appraisal.testimony.reliability)
    source = appraisal.through or appraisal.origin.name
    left = sum(testimony.reliability) / 2
    return Indication(
        indicator=indicator.name,
        origin=appraisal.origin.name,
        key=appraisal.origin.key,
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
