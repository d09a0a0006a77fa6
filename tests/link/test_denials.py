"""When one claim denies another, and when the two are no quarrel. All sentences made up."""

from datetime import date

import pytest
from link.read_pairs import FRIDAY, MONDAY, Pairs, later, said

from tocsin.engine.reader import Reader
from tocsin.model.link import Relation

FORTNIGHT_LATER = date(2026, 3, 16)


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def related(pairs: Pairs, one: str, other: str, on: date = MONDAY) -> Relation | None:
    return pairs.relation(said(one), later(other, on=on))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guards whipped pickers behind the cider press.", "Nobody was whipped."),
        ("The smugglers blew up the lighthouse.", "Nobody blew up anything."),
        ("Eleven pickers were detained on Sunday.", "No one was detained on Sunday."),
    ],
)
def test_who_says_that_nobody_did_it_denies_that_somebody_did(pairs: Pairs, one: str, other: str) -> None:
    assert related(pairs, one, other) is Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A carter was injured by a falling branch.", "Nobody was injured in the fire at the cider press."),
        ("Guards whipped pickers behind the cider press.", "Nobody was whipped in Ilmenau."),
    ],
)
def test_that_nobody_was_hurt_or_not_there_denies_no_other_harm(pairs: Pairs, one: str, other: str) -> None:
    assert related(pairs, one, other) is None


def test_counts_of_two_parts_of_a_group_are_no_quarrel(pairs: Pairs) -> None:
    assert related(pairs, "Nineteen divers are still missing.", "Fourteen missing divers were found alive.") is None


def test_a_state_that_began_after_the_other_was_told_revises_it(pairs: Pairs) -> None:
    one, other = "The Korbach swimming bath is open.", "The Korbach swimming bath was closed on 12 March."
    assert related(pairs, one, other, FORTNIGHT_LATER) is Relation.REVISES


def test_opposite_states_of_no_told_day_contradict_each_other(pairs: Pairs) -> None:
    assert related(pairs, "The Korbach bath is open.", "The Korbach bath is closed.", FRIDAY) is Relation.CONTRADICTS


def test_that_nobody_uses_it_denies_no_ban_of_it(pairs: Pairs) -> None:
    assert related(pairs, "Velmine has been banned since 2019.", "No beekeeper has used Velmine.") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Korbach captain was drunk.", "The Korbach captain was sober."),
        ("The Korbach cider is safe.", "The Korbach cider is dangerous."),
        ("Halvard Ruge has resigned.", "Mr Ruge is in office."),
        ("The Korbach festival has been called off.", "The Korbach festival goes on."),
    ],
)
def test_opposites_of_one_thing_contradict_each_other(pairs: Pairs, one: str, other: str) -> None:
    assert related(pairs, one, other) is Relation.CONTRADICTS


def test_who_is_released_or_found_is_no_longer_held_or_missing(pairs: Pairs) -> None:
    held, missing = "Halvard Ruge is being held at Korbach.", "Two divers are missing after the landslide."
    assert related(pairs, held, "Halvard Ruge has been released.", FRIDAY) is Relation.REVISES
    assert related(pairs, missing, "The two divers who were missing were found dead.", FRIDAY) is Relation.REVISES


def test_who_has_not_stepped_down_has_not_resigned(pairs: Pairs) -> None:
    one, other = "Halvard Ruge has resigned.", "Halvard Ruge has not stepped down."
    assert related(pairs, one, other) is Relation.CONTRADICTS
