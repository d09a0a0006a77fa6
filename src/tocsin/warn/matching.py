"""Which claims match which indicators."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from tocsin.model.claim import Claim
from tocsin.model.quantity import Quantity
from tocsin.model.query import LedgerClaim
from tocsin.model.scenario import Indication, Indicator, Pattern, Scenario
from tocsin.warn.phrases import anchor, finder, folded, words_of

_Key = tuple[str, str]


class _Seen:
    """A claim as the matching sees it: what several indicators ask for is made comparable once."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim

    @cached_property
    def text(self) -> str:
        return folded(self.claim.text)

    @cached_property
    def named(self) -> str:
        """Who takes part: the words of the event's roles, which may stand outside the clause, and the clause."""
        action = self.claim.event
        roles = (action.actor, action.recipient, action.object) if action else ()
        return " | ".join([self.text, *(folded(role) for role in roles if role)])

    @cached_property
    def places(self) -> str:
        return " | ".join(folded(place.name) for place in self.claim.places)

    @cached_property
    def keys(self) -> list[_Key]:
        """By what an indicator that may match is found; the empty key leads to those that must always be tried."""
        action = self.claim.event
        events = [("event", action.type or ""), ("event", folded(action.lemma))] if action else []
        return [("", ""), *events, *(("word", word) for word in words_of(self.text))]


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

    def ways_in(self) -> list[_Key]:
        """Claims without any of these keys cannot match."""
        if self._events:
            return [("event", event) for event in self._events]
        anchors = [anchor(phrase) for phrase in self._pattern.words]
        if anchors and all(anchors):
            return [("word", word) for word in anchors if word]
        return [("", "")]

    def matches(self, seen: _Seen) -> bool:
        """Whether everything that is asked for holds; what is cheap to tell comes first."""
        return (
            seen.claim.kind in self._kinds
            and self._event_fits(seen.claim)
            and self._certainty_fits(seen.claim)
            and (self._words is None or self._words.search(seen.text) is not None)
            and (self._parties is None or self._parties.search(seen.named) is not None)
            and self._place_fits(seen)
            and self._quantity_fits(seen.claim)
        )

    def _event_fits(self, claim: Claim) -> bool:
        if not self._events:
            return True
        action = claim.event
        return action is not None and (action.type in self._events or folded(action.lemma) in self._events)

    def _certainty_fits(self, claim: Claim) -> bool:
        # "Possibly not" allows a higher probability than "possible"; it still speaks against, so the sign decides first.
        direction = claim.factuality.score * (-1 if self._pattern.denied else 1)
        if direction <= 0:
            return False
        least = self._pattern.least_certainty
        return least is None or sum(certainty(claim, denied=self._pattern.denied)) / 2 >= least

    def _place_fits(self, seen: _Seen) -> bool:
        if self._places is None and not self._countries:
            return True
        if any(place.country in self._countries for place in seen.claim.places):
            return True
        return self._places is not None and self._places.search(seen.places) is not None

    def _quantity_fits(self, claim: Claim) -> bool:
        least = self._pattern.least_quantity
        return least is None or any(self._figure_fits(quantity, least) for quantity in claim.quantities)

    def _figure_fits(self, quantity: Quantity, least: float) -> bool:
        if quantity.denied or quantity.low is None or quantity.low < least:
            return False
        if self._counted is not None and not self._counted.search(
            folded(f"{quantity.noun or ''} | {quantity.unit or ''}")
        ):
            return False
        return not self._measures or folded(quantity.measure or "") in self._measures


class IndicatorMatcher:
    """Finds the indicators of a scenario in claims. Ten thousand indicators cost little more than the few that may match."""

    def __init__(self, scenario: Scenario) -> None:
        self._since, self._horizon = scenario.since, scenario.horizon
        self._indicators = scenario.indicators
        self._matchers = [_Matcher(indicator.pattern) for indicator in scenario.indicators]
        self._under: Mapping[_Key, list[int]] = defaultdict(list)
        for number, matcher in enumerate(self._matchers):
            for key in matcher.ways_in():
                self._under[key].append(number)

    def of(self, found: LedgerClaim) -> tuple[Indicator, ...]:
        """The indicators that a claim matches, in the scenario's order."""
        day = day_of(found)
        if day is not None and (day > self._horizon or (self._since is not None and day < self._since)):
            return ()
        seen = _Seen(found.claim)
        candidates = {number for key in seen.keys for number in self._under.get(key, ())}
        return tuple(self._indicators[n] for n in sorted(candidates) if self._matchers[n].matches(seen))

    def indications(
        self,
        claims: Iterable[LedgerClaim],
        *,
        origin: Callable[[LedgerClaim], str] | None = None,
        proposition: Callable[[LedgerClaim], str | None] | None = None,
    ) -> Iterator[Indication]:
        """Every indicator that the claims show.

        Args:
            claims: In any order.
            origin: Whose word a claim is; by default the last of its chain that can be named.
            proposition: The id of what it says, where that is known.
        """
        for found in claims:
            indicators = self.of(found)
            if not indicators:
                continue
            whose, day = (origin or named_origin)(found), day_of(found)
            what = proposition(found) if proposition else None
            for indicator in indicators:
                yield Indication(
                    indicator=indicator.name,
                    claims=(found.claim.id,),
                    origin=whose,
                    certainty=certainty(found.claim, denied=indicator.pattern.denied),
                    day=day,
                    proposition=what,
                    retold=len(found.claim.sources),
                )


def certainty(claim: Claim, *, denied: bool = False) -> tuple[float, float]:
    """How surely the thing is said to be so, or with `denied` not to be so."""
    low, high = claim.probability
    return (1 - high, 1 - low) if denied else (low, high)


def day_of(found: LedgerClaim) -> date | None:
    """The day a claim tells of, as far as it was over when it was published; else the day of publication."""
    time, published = found.claim.time, found.published
    told = (time.latest or time.earliest) if time else None
    if told is None or (published is not None and (told > published or (time and time.latest is None))):
        return published
    return told


def named_origin(found: LedgerClaim) -> str:
    """The last link of the chain that can be named, or else the outlet, or else the document."""
    return found.claim.origin or found.outlet or found.document
