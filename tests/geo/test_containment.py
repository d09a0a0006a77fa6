"""How one place lies to another. Both are invented."""

from dataclasses import dataclass
from typing import Any

import pytest

from tocsin.geo.containment import AskedPlace, Containment
from tocsin.model.place import Place


@dataclass(frozen=True)
class An:
    """An entry of a gazetteer."""

    type: str = "city"
    country: str = "AT"
    geonameid: int = 1
    lat: float = 47.0
    lon: float = 13.0
    population: int = 1000
    radius: int = 0


def a_place(name: str = "Saalbrunn", **facts: Any) -> Place:
    return Place(start=0, end=0, name=name, **facts)


def lies(place: Place, name: str, *areas: An) -> Containment:
    return AskedPlace.of(name, areas).containment(place)


def test_a_place_of_the_same_name_is_the_same_whatever_its_accents() -> None:
    assert lies(a_place("Mõntu"), "montu") is Containment.SAME


def test_a_town_lies_in_its_country() -> None:
    country = An(type="country")
    assert lies(a_place(country="AT"), "Austria", country) is Containment.INSIDE
    assert lies(a_place(country="NO"), "Austria", country) is Containment.ELSEWHERE
    assert lies(a_place("Österreich", country="AT", type="country"), "Austria", country) is Containment.SAME


def test_two_letters_that_no_place_bears_are_a_country_s_code() -> None:
    assert lies(a_place(country="AT"), "at") is Containment.INSIDE


@pytest.mark.parametrize(
    ("north", "radius", "expected"),
    [(0.05, 0, Containment.INSIDE), (0.5, 0, Containment.ELSEWHERE), (0.5, 80, Containment.INSIDE)],
)
def test_a_point_within_reach_lies_inside(north: float, radius: int, expected: Containment) -> None:
    place = a_place(country="AT", type="city", lat=47.0 + north, lon=13.0)
    assert lies(place, "Aal", An(radius=radius)) is expected


def test_what_is_wider_than_the_place_asked_for_does_not_lie_in_it() -> None:
    wide = a_place("Karawanken", country="AT", type="region", lat=47.0, lon=13.0, radius=90.0)
    assert lies(wide, "Aal", An()) is Containment.ELSEWHERE


def test_the_place_most_people_mean_is_a_country_before_a_town_and_the_larger_of_two_towns() -> None:
    town, city, country = An(geonameid=1), An(geonameid=2, population=9_000_000), An(type="country", geonameid=3)
    assert AskedPlace.of("x", [town, city, country]).area == country
    assert AskedPlace.of("x", [town, city]).area == city


def test_what_the_gazetteer_does_not_know_is_compared_by_name_alone() -> None:
    assert lies(a_place("Oberdrau", country="AT", lat=47.0, lon=13.0), "Unterdrau") is Containment.ELSEWHERE
