"""Whether two claims are of other days or other places."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from link.claim_builders import a_day, a_place, a_profile

from tocsin.link.circumstances import days_of, other_days, other_places
from tocsin.link.profile import Profile
from tocsin.model.place import Place
from tocsin.model.time import Time, TimeType

SAID = "The guards closed the flood gate."
DAY = date(2026, 3, 2)


def at(*days: date) -> Profile:
    return a_profile(SAID, time=a_day(*days))


def of(*places: Place) -> Profile:
    return a_profile(SAID, places=places)


# --- days ------------------------------------------------------------------------------------------------------------


def test_the_days_of_a_claim_are_those_its_time_can_mean() -> None:
    assert days_of(at(DAY, date(2026, 3, 8))) == (DAY, date(2026, 3, 8))


@pytest.mark.parametrize("bounds", [(None, None), (DAY, None), (None, DAY)])
def test_a_time_that_is_open_at_an_end_has_no_days(bounds: tuple[date | None, date | None]) -> None:
    time = Time(start=0, end=1, type=TimeType.DATE, value="XXXX", earliest=bounds[0], latest=bounds[1])
    assert days_of(a_profile(SAID, time=time)) is None


def test_a_claim_without_a_time_has_no_days() -> None:
    assert days_of(a_profile(SAID)) is None
    assert other_days(a_profile(SAID), at(DAY)) is None


@pytest.mark.parametrize(("apart", "other"), [(0, False), (1, False), (2, True), (400, True)])
def test_days_are_other_ones_when_more_than_a_night_lies_between(apart: int, other: bool) -> None:
    reason = other_days(at(DAY), at(DAY + timedelta(days=apart)))
    assert (reason is not None) is other


def test_periods_that_overlap_are_no_other_days() -> None:
    assert other_days(at(DAY, date(2026, 3, 20)), at(date(2026, 3, 15), date(2026, 4, 1))) is None


def test_the_reason_names_both_days() -> None:
    reason = other_days(at(DAY), at(date(2026, 4, 1), date(2026, 4, 3)))
    assert reason is not None
    days = {"one": ("2026-03-02", "2026-03-02"), "other": ("2026-04-01", "2026-04-03")}
    assert (reason.rule, reason.facts) == ("link.other_days", days)


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_either_both_are_of_other_days_or_neither(one: date, two: date, three: date, four: date) -> None:
    left, right = at(*sorted((one, two))), at(*sorted((three, four)))
    assert (other_days(left, right) is None) == (other_days(right, left) is None)
    assert other_days(left, left) is None


# --- places ----------------------------------------------------------------------------------------------------------


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
