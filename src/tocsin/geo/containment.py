"""How one place lies to another: the same, inside it, or elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

from tocsin.geo.distance import kilometres
from tocsin.model.place import Place
from tocsin.text.folding import folded

_LEAST = 10.0
"""Kilometres around a place's point that are taken to be it, where how far it reaches is not known."""
_RANKS = ("country", "region", "admin1", "capital", "admin2", "admin", "city")
_CODE = 2


class Containment(StrEnum):
    """How a place lies to the one asked for."""

    SAME = "same"
    INSIDE = "inside"
    ELSEWHERE = "elsewhere"


class Area(Protocol):
    """What containment needs of a gazetteer's entry."""

    @property
    def geonameid(self) -> int:
        """The place's number in GeoNames."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2, "" for what belongs to no one country."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""

    @property
    def population(self) -> int:
        """How many people live there."""

    @property
    def type(self) -> str:
        """The kind of place: country, admin1 … admin5, city, …."""

    @property
    def radius(self) -> int:
        """How many kilometres around its point it reaches, 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A place that a person asks for: its name, and the gazetteer's entry where there is one."""

    name: str
    area: Area | None

    @classmethod
    def of(cls, name: str, areas: Iterable[Area]) -> Self:
        """The place that most people who type a name, or a country's two letters, mean, given all `areas` of that name.

        It is a country rather than a town, the larger rather than the smaller.
        """
        return cls(folded(name), min(areas, key=_rank, default=None))

    def containment(self, place: Place) -> Containment:
        """How a place of a claim lies to this one; one that no gazetteer knows is compared by its name."""
        if folded(place.name) == self.name:
            return Containment.SAME
        if self.area is None and len(self.name) != _CODE:
            return Containment.ELSEWHERE
        if self.area is None or self.area.type == "country":
            if place.country != (self.name.upper() if self.area is None else self.area.country):
                return Containment.ELSEWHERE
            return Containment.SAME if place.type == "country" else Containment.INSIDE
        if place.geonameid == self.area.geonameid:
            return Containment.SAME
        if place.lat is None or place.lon is None or place.type in ("country", "continent"):
            return Containment.ELSEWHERE
        reach = max(float(self.area.radius), _LEAST)
        away = kilometres(self.area.lat, self.area.lon, place.lat, place.lon)
        return Containment.INSIDE if max(place.radius or 0.0, away) <= reach else Containment.ELSEWHERE


def _rank(area: Area) -> tuple[int, int, int]:
    rank = _RANKS.index(area.type) if area.type in _RANKS else len(_RANKS)
    return rank, -area.population, area.geonameid
