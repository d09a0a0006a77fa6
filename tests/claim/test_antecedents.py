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


@pytest.mark.parametrize(
    "text",
    [
        "The tram depot in Graz burned down. Four crews came, according to the fire service. It was a long night.",
        "The water company mends the main in Graz. It was no ordinary leak.",
    ],
)
def test_what_no_body_is_said_to_be_is_told_of_none(text: str) -> None:
    assert not re.search(r"It \[[^\]]*(?:service|company)", last(text))


def test_a_body_may_be_said_to_be_part_of_another() -> None:
    assert last("The traffic board meets on Monday. It is part of the ministry.").startswith("It [traffic board]")


def test_a_mayor_who_says_so_is_no_it() -> None:
    assert "[Mayor" not in last("Mayor Jens Obrik lost in May. Obrik says he will not go on: it would cost too much.")


def test_one_of_several_who_says_so_speaks_of_himself() -> None:
    text = "Three plumbers were at the mill. Their foreman had left. One said {} had been shouted at."
    assert last(text.format("he")).startswith("he [one of the plumbers] had been")
    assert last(text.format("his brother")).startswith("his [one of the plumbers’] brother")


def test_a_couple_that_tells_the_reporter_something_is_they() -> None:
    text = "Some travellers sleep on the floor. One family from Graz tells me they have waited since noon."
    assert last(text).startswith("they [One family from Graz] have waited")


def test_he_skips_nobody_of_whom_the_sentence_before_speaks() -> None:
    text = (
        "Ivo Brand has confessed. He will be heard in July. Brand gave the keys to a caretaker known as the Cat. "
        "The caretaker has been missing since May. Detectives believe that he is in Graz."
    )
    assert "Brand" not in last(text).partition("[before")[0].partition("[context")[0]


def test_what_a_maker_with_a_name_says_of_itself_is_told() -> None:
    text = "Carmaker Holden Brug warns that it will have to close a line if no parts arrive."
    assert last(text).startswith("it [Carmaker Holden Brug] will") or last(text).startswith("it [carmaker")


def test_a_relative_clause_behind_a_night_is_told_of_that_night() -> None:
    assert "[May,]" not in last("They met one Sunday night in May, when the market was over.")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("A fifth sailor has died, the town's hospital said. It is treating nine others.", "It [town's hospital]"),
        ("The lock was damaged, the ministry said. It has suspended all traffic.", "It [ministry]"),
        ("A law was passed, the ministry said. It bans the sale of knives.", "It bans"),
        ("A bridge was opened, the ministry said. It can bear 20 tonnes.", "It can bear"),
    ],
)
def test_it_is_who_said_so_only_where_a_thing_cannot_do_it(text: str, begins: str) -> None:
    assert last(text).startswith(begins)


def test_it_is_not_what_the_verb_says_is_several() -> None:
    assert not last("Fewer than half have returned, the fire brigade estimates. It has lifted the cordon.").startswith(
        "It [fewer"
    )


def test_where_something_is_is_said_of_no_body_that_says_so() -> None:
    text = "Councillor Ida Low demanded a new lock. The works ministry said it {}."
    assert last(text.format("was on the list")).startswith("it was on the list")
    assert last(text.format("would pay")).startswith("it [works ministry] would pay")
