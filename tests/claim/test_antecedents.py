"""Whom and what pronouns are told to stand for in claims, and where that is left open."""

import re
from datetime import date

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


def last(text: str) -> str:
    return READER.read_text(text, published=date(2025, 6, 20)).claims[-1].standalone


def test_she_is_no_court() -> None:
    assert last("The Supreme Court freed Nora Brenner on Monday. She had been arrested in Linz.").startswith(
        "She [Nora Brenner]"
    )


def test_he_is_no_country_that_says_so() -> None:
    assert last("Austria freed a smuggler. Hungary said that he was ill.").startswith("he was ill")


def test_they_are_no_single_thing() -> None:
    found = last("The ban affects the trawlers of two ports. To be paid, they must leave their nets ashore.")
    assert "they [ban]" not in found


@pytest.mark.parametrize(
    "text",
    [
        "The bakery in Linz was searched. The owner is said to have sold a gun; she denies it.",
        "Nora Brenner hid in the bakery. I cannot prove it.",
    ],
)
def test_what_is_denied_or_proved_is_no_thing(text: str) -> None:
    assert not re.search(r"\bit \[(gun|bakery)", last(text))


def test_an_it_that_stands_for_nothing_is_given_nothing() -> None:
    assert "It is too early" in last("The bank closed a branch in Linz. It is too early to name a reason.")


def test_what_is_the_third_of_its_kind_is_nothing_of_another_kind() -> None:
    found = last("The bank in Linz raised its rate on Monday. It was the third increase this year.")
    assert found.startswith("It was the third increase")


def test_what_was_welcomed_is_not_the_body_that_decided() -> None:
    found = last("The council in Linz closed the harbour on Monday, and the fishermen welcomed it.")
    assert "[council" not in found


def test_what_a_body_says_was_done_to_it_is_left_open_where_it_may_be_a_thing() -> None:
    assert "[operator]" not in last("A pipe leaked in Linz. The operator said it had been cut by thieves.")


def test_what_a_body_says_of_itself_is_told() -> None:
    assert last("The army said on Monday that it had no tents to spare.").startswith("it [army] had no tents")


def test_a_name_that_only_modifies_a_noun_is_not_meant() -> None:
    assert "it [EU]" not in last("The draft names a firm in Linz. EU ambassadors will discuss it on Friday.")


def test_whose_something_is_is_not_the_thing_itself() -> None:
    found = last(
        "The opposition called the ban unlawful. Its leader, Nora Brenner, will take it to court. It has the votes."
    )
    assert not re.search(r"It \[[^]]*leader", found)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The ministry moved a clerk of the archive, who has vanished since.", "[a clerk of the archive]"),
        ("The court sent Karl Brandt to France on Monday, where he faces a trial.", "[France,]"),
    ],
)
def test_a_relative_clause_describes_a_noun_of_its_kind(text: str, lead: str) -> None:
    assert last(text).startswith(lead)


def test_a_participle_shares_the_auxiliary_whatever_the_tagger_makes_of_it() -> None:
    assert last("The company has closed the mine and flown out its engineers.").startswith(
        "[The company has] flown out"
    )
