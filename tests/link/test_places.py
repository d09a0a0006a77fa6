"""Whether two claims are of other places."""

from hypothesis import given
from hypothesis import strategies as st
from link.claim_builders import a_place, a_profile

from tocsin.link.places import other_places
from tocsin.link.profile import Profile
from tocsin.model.place import Place

SAID = "The guards closed the flood gate."


def of(*places: Place) -> Profile:
    return a_profile(SAID, places=places)


def test_far_places_are_other_ones_and_the_reason_names_them() -> None:
    reason = other_places(of(a_place("Korbach", 51.3, 8.9)), of(a_place("Neustadt", 48.4, 10.0)))
    assert reason is not None
    assert (reason.rule, reason.facts) == ("link.other_places", {"one": ("Korbach",), "other": ("Neustadt",)})


def test_near_places_may_be_one() -> None:
    assert other_places(of(a_place("Korbach", 51.3, 8.9)), of(a_place("the quarry", 51.4, 9.0))) is None


def test_a_country_holds_the_towns_in_it() -> None:
    country = a_place("Unterdrau", 50.0, 10.0, type="country", radius=400.0)
    assert other_places(of(country), of(a_place("Korbach", 51.3, 8.9))) is None


def test_one_common_place_of_several_is_enough() -> None:
    korbach, neustadt = a_place("Korbach", 51.3, 8.9), a_place("Neustadt", 48.4, 10.0)
    assert other_places(of(korbach, neustadt), of(neustadt)) is None


def test_two_names_of_one_place_are_one_place() -> None:
    left, right = a_place("Korbach", 51.3, 8.9, geonameid=7), a_place("Old Korbach", 48.4, 10.0, geonameid=7)
    assert other_places(of(left), of(right)) is None


def test_places_that_no_one_could_find_keep_nothing_apart() -> None:
    assert other_places(of(a_place("Korbach")), of(a_place("Neustadt", 48.4, 10.0))) is None
    assert other_places(of(), of(a_place("Neustadt", 48.4, 10.0))) is None


def test_places_on_both_sides_of_the_date_line_are_near() -> None:
    assert other_places(of(a_place("East Spit", 0.0, 179.95)), of(a_place("West Spit", 0.0, -179.95))) is None


_POINTS = st.builds(a_place, st.just("x"), st.floats(-90, 90), st.floats(-180, 180))


@given(_POINTS, _POINTS)
def test_either_both_are_of_other_places_or_neither(one: Place, other: Place) -> None:
    left, right = of(one), of(other)
    assert (other_places(left, right) is None) == (other_places(right, left) is None)
    assert other_places(left, left) is None
