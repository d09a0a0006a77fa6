"""Whether a figure is of the place asked for: by its words, by where it moved, by what its document is about."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

from tocsin.geo.containment import AskedPlace, Containment
from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.model.place import Place
from tocsin.model.quantity import Endpoint, Quantity
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.weigh.figures.surroundings import NOTHING, Surroundings, finder_of, plainly

_OFTEN = 2
"""Documents that have to call the place by a noun."""


class Lies(StrEnum):
    """How a figure lies to the place asked for."""

    THERE = "there"
    PART = "in a part of it"
    AWAY = "away from it"
    ELSEWHERE = "elsewhere"


Placed = tuple[Lies, Reason | None]
"""How a figure lies, and why."""


class FigurePlaces:
    """Places the figures of one query."""

    def __init__(self, lexicon: Lexicon, name: str, around: Mapping[str, Surroundings]) -> None:
        """Take the name of the place asked for, and what the documents of the figures say."""
        self._name, self._around = name, around
        self._place = AskedPlace.of(name, gazetteer().find(name))
        counted = lexicon.table("counted")
        self._is_country = self._place.area is not None and self._place.area.type == "country"
        self._sorts = frozenset(counted["asked"]["sorts"])
        self._leaving = frozenset(counted["movements"]["away"])
        origin = "|".join(counted["movements"]["from"])
        behind = "|".join((*counted["asked"]["where"], *counted["movements"]["to"]))
        self._named = finder_of(name)
        self._called = self._calling()
        # "To the post at Enns": somewhere else by a name, in whatever gazetteer it stands.
        to = "|".join(counted["movements"]["bound"])
        self._bound = re.compile(rf"\b(?:{to}) (?:the |a )?(?:[a-z'’-]+ (?:at|of|in|near) )?[A-Z]\w+")
        self._origin = re.compile(rf"\b(?:{origin})\s+(?:the\s+)?$", re.IGNORECASE)
        self._goal = finder_of(name, rf"\b(?:{'|'.join(counted['movements']['to'])}) ")
        self._quitted = finder_of(name, rf"\b(?:{'|'.join(counted['movements']['quitted'])}) ")
        # "From the harbour of Korbach", but not "from the army in Korbach".
        self._left = finder_of(name, rf"\b(?:{origin}) (?:(?!(?:{behind})\b)[\w']+ ){{0,3}}")

    def is_goal(self, report: Report, quantity: Quantity) -> bool:
        """Whether what is counted went to the place: "60 lorries left Enns for Korbach"."""
        if quantity.moved_to is not None:
            return self._is_it(quantity.moved_to, report)
        return self._goal.search(plainly(report.claim.text)) is not None

    def is_left(self, report: Report) -> bool:
        """Whether a claim tells that somebody left the place."""
        return self._quitted.search(plainly(report.claim.text)) is not None

    def of(self, report: Report, quantity: Quantity, measure: str | None) -> Placed:
        """How a figure lies to the place."""
        leaves, claim = measure in self._leaving, report.claim
        if quantity.moved_to is not None and not leaves and not self._is_it(quantity.moved_to, report):
            return Lies.ELSEWHERE, None
        text = plainly(claim.text)
        if self._named.search(text):
            only_left = len(self._left.findall(text)) == len(self._named.findall(text))
            if only_left and not leaves:
                return Lies.AWAY, None
            return Lies.THERE, Reason(rule="figures.place", facts={"place": self._name})
        if not leaves and self._is_bound(report):
            return Lies.ELSEWHERE, None
        told = list(self._told(report, quantity))
        found = self._among(told, "figures.place")
        if found is not None:
            return found
        if told:
            return Lies.ELSEWHERE, None
        called = self._called.search(text) if self._called is not None else None
        if called is not None:
            return Lies.THERE, Reason(rule="figures.place_called", facts={"place": called[0]})
        return self._by_context(report, quantity)

    def _is_bound(self, report: Report) -> bool:
        """Whether a claim tells that something goes to a place by a name; "up to Sunday" names a day."""
        claim, time = report.claim, report.claim.time
        days = Span(time.start - claim.start, time.end - claim.start) if time is not None else None
        return any(days is None or not Span(*found.span()).overlaps(days) for found in self._bound.finditer(claim.text))

    def _calling(self) -> re.Pattern[str] | None:
        """What finds what the case calls the place: "the pass", where it speaks of the Korbach pass."""
        name = re.escape(plainly(self._name))
        found = Counter(
            noun
            for one in self._around.values()
            for noun in set(re.findall(rf"\b{name} (?!the\b)([a-z]{{4,}})\b", one.plain))
            if noun in self._sorts
        )
        nouns = [noun for noun, number in found.items() if number >= _OFTEN]
        return re.compile(rf"\bthe (?:{'|'.join(nouns)})\b") if nouns else None

    def _by_context(self, report: Report, quantity: Quantity) -> Placed:
        context = quantity.context_places
        found = self._among(context, "figures.place_by_context")
        if found is not None:
            return found
        around = self._around.get(report.document, NOTHING)
        own = around.times(self._name) + (len(self._called.findall(around.plain)) if self._called is not None else 0)
        if not self._is_country:
            # A country that is named before may be where the place lies.
            context = tuple(place for place in context if place.type not in ("country", "continent"))
        # The document is about the place, and not about the one that was named before.
        if own and all(own >= around.times(place.name) for place in context):
            return Lies.THERE, Reason(rule="figures.place_of_document", facts={"place": self._name})
        return Lies.ELSEWHERE, None

    def _told(self, report: Report, quantity: Quantity) -> Iterator[Place]:
        """The places that the claim gives the figure: not where it came from, nor the country whose it is."""
        owners = {owner.country for owner in quantity.owners}
        claim = report.claim
        origin = plainly(quantity.moved_from.name) if quantity.moved_from is not None else None
        for place in quantity.places or report.claim.places:
            if place.end > place.start and Span(place.start, place.end).overlaps(quantity.span):
                continue  # "Four vessels" names no place
            if self._origin.search(claim.text[: max(0, place.start - claim.start)]):
                continue  # where they came from
            if plainly(place.name) != origin and (place.type != "country" or place.country not in owners):
                yield place

    def _among(self, places: list[Place] | tuple[Place, ...], rule: str) -> Placed | None:
        lies = {self._place.containment(place): place.name for place in reversed(places)}
        if Containment.SAME in lies:
            return Lies.THERE, Reason(rule=rule, facts={"place": lies[Containment.SAME]})
        if Containment.INSIDE in lies:
            return Lies.PART, Reason(rule=rule, facts={"place": lies[Containment.INSIDE]})
        return None

    def _is_it(self, end: Endpoint, report: Report) -> bool:
        """Whether where something moved is the place, or in it."""
        if self._named.search(plainly(end.name)):
            return True
        held = [place for place in report.claim.places if plainly(place.name) == plainly(end.name)]
        if any(self._place.containment(place) is not Containment.ELSEWHERE for place in held):
            return True
        area = self._place.area
        return area is not None and area.type == "country" and end.country == area.country
