"""Which claims match which indicators."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.query import Report
from tocsin.model.scenario import Indication, Indicator, Pattern, Scenario
from tocsin.text.folding import folded
from tocsin.warn.features import Features, Figure, Key
from tocsin.warn.phrases import anchor, finder, opening

_ALWAYS: Key = ("", "")


def _way_in(phrase: str) -> Key:
    """By what a claim with a phrase is found: its longest whole word, or else how a word with an open ending begins."""
    word = anchor(phrase)
    if word is not None:
        return ("word", word)
    start = opening(phrase)
    return _ALWAYS if start is None else ("opening", start)


class _Matcher:
    """One indicator, compiled."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._events = frozenset(pattern.events)
        self._kinds = frozenset(pattern.kinds)
        self._countries = frozenset(pattern.countries)
        self._words = finder(pattern.words)
        self._parties = finder(pattern.parties)
        self._places = finder(pattern.places)
        self._counted = finder(pattern.counted)
        self._measures = frozenset(map(folded, pattern.measures))

    def ways_in(self) -> list[Key]:
        """Claims without any of these keys cannot match."""
        if self._events:
            return [("event", event) for event in self._events]
        return [_way_in(phrase) for phrase in self._pattern.words] or [_ALWAYS]

    def matches(self, seen: Features) -> bool:
        """Whether everything that is asked for holds; what is cheap to tell comes first."""
        return (
            seen.kind in self._kinds
            and (not self._events or not self._events.isdisjoint(seen.events))
            and self._certainty_fits(seen)
            and self._quantity_fits(seen)
            and (self._words is None or self._words.search(seen.text) is not None)
            and (self._parties is None or self._parties.search(seen.named) is not None)
            and self._place_fits(seen)
        )

    def _certainty_fits(self, seen: Features) -> bool:
        # "Possibly not" allows a higher probability than "possible"; it still speaks against, so the sign decides first.
        denied = self._pattern.denied
        if seen.score * (-1 if denied else 1) <= 0:
            return False
        least = self._pattern.least_certainty
        return least is None or sum(_that(seen.probability, denied=denied)) / 2 >= least

    def _place_fits(self, seen: Features) -> bool:
        if self._places is None and not self._countries:
            return True
        if not self._countries.isdisjoint(seen.countries):
            return True
        return self._places is not None and self._places.search(seen.places) is not None

    def _quantity_fits(self, seen: Features) -> bool:
        least = self._pattern.least_quantity
        return least is None or any(self._figure_fits(figure, least) for figure in seen.figures)

    def _figure_fits(self, figure: Figure, least: float) -> bool:
        # Not "low < least": a figure that is not a number reaches nothing.
        if figure.denied or figure.low is None or not figure.low >= least:
            return False
        if self._counted is not None and not self._counted.search(
            folded(" | ".join(one or "" for one in figure.counted))
        ):
            return False
        return not self._measures or folded(figure.measure or "") in self._measures


class IndicatorMatcher:
    """Finds the indicators of a scenario in claims. Ten thousand indicators cost little more than the few that may match."""

    def __init__(self, scenario: Scenario) -> None:
        self._since, self._horizon = scenario.since, scenario.horizon
        self._indicators = scenario.indicators
        self._matchers = [_Matcher(indicator.pattern) for indicator in scenario.indicators]
        self._under: Mapping[Key, list[int]] = defaultdict(list)
        for number, matcher in enumerate(self._matchers):
            for key in matcher.ways_in():
                self._under[key].append(number)

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
            LookupError, TypeError: It is none.
        """
        seen = Features.of_record(record)
        return any(self._matchers[number].matches(seen) for number in self._candidates(seen))

    def of(self, report: Report) -> tuple[Indicator, ...]:
        """The indicators that a claim matches, in the scenario's order."""
        day = day_of(report)
        if day is not None and (day > self._horizon or (self._since is not None and day < self._since)):
            return ()
        seen = Features.of_claim(report.claim)
        return tuple(self._indicators[n] for n in sorted(self._candidates(seen)) if self._matchers[n].matches(seen))

    def _candidates(self, seen: Features) -> set[int]:
        return {number for key in seen.keys for number in self._under.get(key, ())}

    def indications(
        self, claims: Iterable[Report], *, behind: Callable[[Report], "Behind"] | None = None
    ) -> Iterator[Indication]:
        """Every indicator that the claims show.

        Args:
            claims: In any order.
            behind: Who stands behind a claim; by default what its own chain tells.
        """
        for found in claims:
            indicators = self.of(found)
            if not indicators:
                continue
            who, day = (behind or named_behind)(found), day_of(found)
            for indicator in indicators:
                low, high = certainty(found.claim, denied=indicator.pattern.denied)
                yield Indication(
                    indicator=indicator.name,
                    claims=(found.claim.id,),
                    origin=who.origin,
                    certainty=(low * who.left, high * who.left),
                    day=day,
                    proposition=who.proposition,
                    retold=who.retold,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Who stands behind a claim.

    Attributes:
        origin: Whose word it is.
        retold: Through how many mouths it came from there.
        proposition: The id of what it states, where that is known.
        left: The share of its certainty that what is known of its source leaves it.
    """

    origin: str
    retold: int
    proposition: str | None = None
    left: float = 1.0


def named_behind(report: Report) -> Behind:
    """What a claim's own chain tells of who stands behind it."""
    return Behind(origin=named_origin(report), retold=len(report.claim.sources))


def certainty(claim: Claim, *, denied: bool = False) -> tuple[float, float]:
    """How surely the thing is said to be so, or with `denied` not to be so."""
    return _that(claim.probability, denied=denied)


def _that(probability: tuple[float, float], *, denied: bool) -> tuple[float, float]:
    low, high = probability
    return (1 - high, 1 - low) if denied else (low, high)


def day_of(report: Report) -> date | None:
    """The day a claim tells of, as far as it was over when it was published; else the day of publication."""
    time, published = report.claim.time, report.published
    told = (time.latest or time.earliest) if time else None
    if told is None or (published is not None and (told > published or (time and time.latest is None))):
        return published
    return told


def named_origin(report: Report) -> str:
    """The last link of the chain that can be named, or else the outlet, or else the document."""
    return report.claim.origin or report.outlet or report.document
