"""Whether a claim is of the place asked for: in it, in a part of it, or elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tocsin.geo.distance import kilometres
from tocsin.lexicon.gazetteer import Entry, gazetteer
from tocsin.model.place import Place
from tocsin.model.query import Report
from tocsin.text.folding import folded
from tocsin.weigh.figures.passages import Passages

"""The mean radius of the earth, in kilometres."""
_LEAST = 10.0
"""Kilometres around a place's point that are taken to be it, where how far it reaches is not known."""
_RANKS = ("country", "region", "admin1", "capital", "admin2", "admin", "city")
_CODE = 2


class Containment(StrEnum):
    """How a place lies to the one asked for."""

    SAME = "same"
    INSIDE = "inside"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a claim lies to the place asked for, and why."""

    containment: Containment
    reason: str | None = None


class PlaceAsked:
    """The place that a person asks for, found in the gazetteer; what is not there is compared by its name."""

    def __init__(self, asked: str) -> None:
        self._name = folded(asked)
        self._entry = _entry(asked)

    @property
    def _country(self) -> str | None:
        if self._entry is None:
            return self._name.upper() if len(self._name) == _CODE else None
        return self._entry.country if self._entry.type == "country" else None

    def holds(self, place: Place) -> Containment:
        """How a place of a claim lies to this one."""
        if folded(place.name) == self._name:
            return Containment.SAME
        if self._country is not None:
            if place.country != self._country:
                return Containment.ELSEWHERE
            return Containment.SAME if place.type == "country" else Containment.INSIDE
        if self._entry is None:
            return Containment.ELSEWHERE
        return self._by_distance(self._entry, place)

    def _by_distance(self, entry: Entry, place: Place) -> Containment:
        if place.geonameid == entry.geonameid:
            return Containment.SAME
        if place.lat is None or place.lon is None or place.type in ("country", "continent"):
            return Containment.ELSEWHERE
        reach = max(float(entry.radius), _LEAST)
        if (place.radius or 0.0) > reach or kilometres(entry.lat, entry.lon, place.lat, place.lon) > reach:
            return Containment.ELSEWHERE
        return Containment.INSIDE


class Whereabouts:
    """Tells of claims whether they are of the place asked for."""

    def __init__(self, asked: str | None, passages: Passages, own: frozenset[str]) -> None:
        """Take what is asked.

        Args:
            asked: The place; None where any will do.
            passages: What stands around the claims.
            own: The countries whose the thing is: naming them does not yet say where it is.
        """
        self._asked = PlaceAsked(asked) if asked else None
        self._passages, self._own = passages, own

    def of(self, report: Report) -> Verdict:
        """How a claim lies to the place asked for; one that names none is where the text before it is."""
        if self._asked is None:
            return Verdict(Containment.SAME)
        told = self._verdict(report.claim.places)
        if told is not None:
            return told
        others = [one for one in self._passages.of(report).claims if one is not report]
        for claims in (others, *(passage.claims for passage in self._passages.before(report))):
            by_context = self._verdict([place for one in reversed(claims) for place in one.claim.places])
            if by_context is not None:
                words = f"place by context: {by_context.reason}, told before"
                return Verdict(by_context.containment, words)
        return Verdict(Containment.ELSEWHERE)

    def _verdict(self, places: Sequence[Place]) -> Verdict | None:
        """How places lie to the one asked for, None where they tell nothing."""
        assert self._asked is not None
        by_verdict = {self._asked.holds(place): f"“{place.name}”" for place in reversed(places)}
        for containment in (Containment.SAME, Containment.INSIDE):
            if containment in by_verdict:
                return Verdict(containment, by_verdict[containment])
        elsewhere = [place for place in places if place.country is None or place.country not in self._own]
        return Verdict(Containment.ELSEWHERE) if elsewhere else None


def _entry(asked: str) -> Entry | None:
    """The place that most people who type a name mean: a country before a town, the larger before the smaller."""
    return min(gazetteer().find(asked), key=_rank, default=None)


def _rank(entry: Entry) -> tuple[int, int, int]:
    rank = _RANKS.index(entry.type) if entry.type in _RANKS else len(_RANKS)
    return rank, -entry.population, entry.geonameid


def names_of(places: Iterable[Place]) -> frozenset[str]:
    """The names of places, to tell whether two figures are of one place."""
    return frozenset(folded(place.name) for place in places)
