"""What each rule reaches, worked out by hand."""

from datetime import date

import pytest
from exposure.networks import exposure_of, statuses

from tocsin.errors import QueryError
from tocsin.exposure.rules import rule_on, rules
from tocsin.model.exposure import Supposition


def test_half_of_a_company_is_enough_for_ofac_and_not_for_the_uk() -> None:
    assert statuses("P owns 50 C") == {"C": "blocked"}
    assert statuses("P owns 50 C", "P:UK-RU", rule="uk") == {"C": "adjacent"}


def test_stakes_of_different_persons_add_up_but_not_in_the_uk() -> None:
    ties = "P owns 30 C\nQ owns 30 C"
    assert statuses(ties, "P Q") == {"C": "blocked"}
    assert statuses(ties, "P:EU-BY Q:EU-RU", rule="eu") == {"C": "blocked"}
    assert statuses(ties, "P:UK-RU Q:UK-RU", rule="uk") == {"C": "adjacent"}


@pytest.mark.parametrize(("on", "status"), [(date(2024, 7, 2), "adjacent"), (date(2024, 7, 3), "blocked")])
def test_the_eu_needs_more_than_half_before_july_2024(on: date, status: str) -> None:
    assert statuses("P owns 50 C", "P:EU-BY", rule="eu", on=on) == {"C": status}


def test_a_version_of_a_rule_can_be_named_for_any_day() -> None:
    assert statuses("P owns 50 C", "P:EU-BY", rule="eu@2018-05-04") == {"C": "adjacent"}


def test_a_stake_of_a_company_that_is_not_reached_does_not_count_at_all() -> None:
    assert statuses("P owns 49.99 A\nA owns 100 B\nP owns 10 B") == {"A": "adjacent", "B": "adjacent"}


def test_decimals_add_up_exactly() -> None:
    ties = "P owns 16.1 C\nQ owns 16.7 C\nR owns 17.2 C"
    assert statuses(ties, "P Q R") == {"C": "blocked"}
    assert statuses(ties.replace("17.2", "17.19999999999"), "P Q R") == {"C": "adjacent"}


def test_a_ring_of_owners_is_reached_only_from_outside() -> None:
    ring = "A owns 60 B\nB owns 60 D\nD owns 60 A"
    assert set(statuses(ring, "P").values()) == {"not"}
    assert set(statuses(ring + "\nP owns 50 X\nX owns 40 A", "P").values()) == {"blocked", "adjacent", "not"}
    assert set(statuses("A owns 60 B\nB owns 60 D\nD owns 50 A\nP owns 50 A", "P").values()) == {"blocked"}


def test_no_more_of_an_unknown_stake_is_possible_than_others_leave() -> None:
    assert statuses("P owns ? C\nX owns 30 C\nY owns 20.01 C") == {"C": "adjacent", "X": "not", "Y": "not"}
    assert statuses("P owns ? C\nX owns 30 C\nY owns 20 C")["C"] == "possibly"


def test_what_others_only_may_hold_leaves_everything_possible() -> None:
    assert statuses("P owns ? C\nX owns 80 C PR+")["C"] == "possibly"


def test_two_ranges_together_are_no_more_than_what_is_left() -> None:
    assert statuses("P owns 10-40 C\nQ owns 10-40 C\nX owns 51 C", "P Q")["C"] == "adjacent"
    assert statuses("P owns 10-40 C\nQ owns 10-40 C\nX owns 50 C", "P Q")["C"] == "possibly"


def test_control_and_votes_reach_under_the_eu_and_uk_rules_only() -> None:
    for ties in ("P controls C", "P votes 50.1 C", "P votes 30 C\nP votes 20.1 C"):
        assert statuses(ties) == {"C": "adjacent"}
        assert statuses(ties, "P:EU-BY", rule="eu") == {"C": "blocked"}
        assert statuses(ties, "P:UK-BY", rule="uk") == {"C": "blocked"}


def test_votes_of_different_owners_do_not_add_up() -> None:
    ties = "P votes 30 C\nQ votes 30 C"
    assert statuses(ties, "P:EU-BY Q:EU-BY", rule="eu") == {"C": "adjacent"}
    assert statuses(ties, "P:UK-BY Q:UK-BY", rule="uk") == {"C": "adjacent"}


def test_what_is_controlled_passes_it_on() -> None:
    ties = "P controls A\nA owns 60 B\nB votes 51 D"
    assert statuses(ties, "P:EU-BY", rule="eu") == {"A": "blocked", "B": "blocked", "D": "blocked"}
    assert statuses(ties, "P:UK-BY", rule="uk") == {"A": "blocked", "B": "blocked", "D": "blocked"}


def test_a_persons_companies_count_with_the_person_under_the_uk_rule() -> None:
    ties = "P owns 51 A\nA owns 26 C\nP owns 25 C\nQ owns 49 C"
    assert statuses(ties, "P:UK-RU Q:UK-RU", rule="uk")["C"] == "blocked"


def test_a_joint_arrangement_gives_each_both_stakes_in_that_company_only() -> None:
    ties = "P owns 26 C\nX owns 25 C\nP joint X in C\nP owns 26 D\nX owns 25 D"
    assert statuses(ties, "P:UK-RU", rule="uk") == {"C": "blocked", "X": "adjacent", "D": "adjacent"}
    assert statuses(ties, "P")["C"] == "adjacent"


def test_a_joint_arrangement_that_is_not_sure_makes_it_possible() -> None:
    assert statuses("P owns 26 C\nX owns 25 C\nP joint X in C PS+", "P:UK-RU", rule="uk")["C"] == "possibly"


def test_a_nominee_may_hold_for_the_principal_under_ofac_and_does_under_the_uk_rule() -> None:
    ties = "N nominee P in C\nN owns 60 C"
    assert statuses(ties) == {"N": "adjacent", "C": "possibly"}
    assert statuses(ties, "P:UK-RU", rule="uk") == {"N": "adjacent", "C": "blocked"}


def test_a_nominees_stake_is_not_the_nominees_under_the_uk_rule() -> None:
    ties = "N nominee W in C\nN owns 60 C"
    assert statuses(ties, "N:UK-RU", rule="uk") == {"W": "adjacent", "C": "adjacent"}
    assert statuses(ties.replace("in C", "in C PR+"), "N:UK-RU", rule="uk")["C"] == "possibly"


def test_a_stake_that_is_one_or_the_other_designated_persons_reaches_either_way() -> None:
    assert statuses("N nominee P in C PR+\nN owns 60 C", "N:UK-RU P:UK-RU", rule="uk") == {"C": "blocked"}


def test_a_nominee_in_one_company_is_none_in_another() -> None:
    assert statuses("N nominee P in C\nN owns 60 D\nN owns 10 C")["D"] == "not"


def test_a_relative_is_next_to_the_listed_person_and_no_further() -> None:
    assert statuses("P family W\nW owns 100 C") == {"W": "adjacent", "C": "not"}


def test_a_person_is_not_owned() -> None:
    assert statuses("P owns 100 W\nP controls W", "P:EU-BY", rule="eu") == {"W": "adjacent"}


def test_a_listing_of_another_side_does_not_count() -> None:
    assert statuses("P owns 60 C", "P:UK-RU") == {"P": "not", "C": "not"}


def test_a_tie_that_is_denied_is_none() -> None:
    assert statuses("P owns 60 C CT-\nP director C PR-") == {"C": "not"}


def test_days_known_to_the_month_are_any_day_of_it() -> None:
    at = date(2024, 6, 15)
    ties = "P owns 60 A since 2024-06\nP owns 60 B since 2024-05\nP owns 60 C until 2024-06\nP owns 60 D until 2024-05"
    assert statuses(ties, on=at) == {"A": "possibly", "B": "blocked", "C": "possibly", "D": "not"}


def test_next_to_somebody_who_is_only_possibly_reached_is_not_adjacent() -> None:
    assert statuses("P owns 40-60 A\nW director A") == {"A": "possibly", "W": "not"}


def test_what_was_done_for_somebody_counts_if_it_was_done_while_they_were_reached() -> None:
    owned = "P owns 60 A since 2023-05-01\n"
    for ended, status in (("2023-05-01", "not"), ("2023-05-02", "adjacent"), ("2024-01-01", "adjacent")):
        ties = f"{owned}S repairs A since 2020-01-01 until {ended}"
        assert statuses(ties, rule="cooperation") == {"A": "blocked", "S": status}


def test_what_is_done_for_somebody_no_longer_listed_does_not_count() -> None:
    freed = Supposition(freed=("P",))
    assert statuses("S supplies P since 2023-01-01", rule="cooperation", suppose=freed) == {"S": "not", "P": "not"}


def test_what_somebody_listed_does_for_others_does_not_count() -> None:
    assert statuses("P supplies S", rule="cooperation") == {"S": "not"}


def test_what_was_done_before_a_supposed_listing_does_not_count() -> None:
    ties = "S supplies X until 2025-01-01\nT supplies X"
    found = statuses(ties, "", rule="cooperation", suppose=Supposition(listed=("X",)))
    assert found == {"S": "not", "T": "adjacent"}


def test_a_supposition_tells_what_changes() -> None:
    found = exposure_of("P owns 60 A\nA owns 50 B\nQ owns 50 B", "P Q", suppose=Supposition(freed=("P",)))
    assert [(one.entity, one.before, one.after) for one in found.changes or ()] == [
        ("P", "listed", "not"), ("A", "blocked", "adjacent"),
    ]  # fmt: skip


def test_a_rule_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(QueryError, match="ofac50, eu, uk, cooperation, topics"):
        rule_on("ofac", date(2025, 1, 1))
    with pytest.raises(QueryError, match="2018-05-04, 2024-07-03"):
        rule_on("eu@2020-01-01", date(2025, 1, 1))


def test_every_version_of_a_rule_names_its_texts() -> None:
    assert all(
        version.texts and date.fromisoformat(version.version) for several in rules().values() for version in several
    )
