"""Numbers and "most" without a noun: what they count, where what was said just before tells it; and what stays open."""

from datetime import date
from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim

READER = Reader()


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return READER.read_text(text, outlet="The Daily").claims


def standalone(text: str) -> str:
    """The last claim of a text without what it is about."""
    return claims(text)[-1].standalone.partition(" [context")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("About 300 miners slept at the gate. Another 80 joined them on Sunday.", "Another 80 [miners] joined"),
        ("Tenants of the tower have sued the owner. Most want the lift repaired.", "[Most want] the lift repaired"),
        ("The farmers were asked to stop. Most refused.", "Most [farmers] refused"),
        ("Some 40 families were offered money. Many have accepted.", "Many [families] have accepted"),
        ("The letter was signed by two nurses. Both were dismissed.", "Both [nurses] were dismissed"),
        ("Nine divers went down. One was hurt.", "One [of the divers] was hurt"),
        ("The yard held 48 wagons in June. There were 31 yesterday.", "There were 31 [wagons] yesterday"),
    ],
)
def test_a_number_without_a_noun_counts_the_subject_before_it(text: str, told: str) -> None:
    assert standalone(text).startswith(told)


def test_what_is_counted_goes_on_from_one_number_to_the_next() -> None:
    text = "Some 40 families were offered money. Some have accepted. Most refused."
    assert standalone(text) == "Most [families] refused"


@pytest.mark.parametrize(
    "text",
    [
        "Two bridges fell in the storm. Three were killed.",  # no bridges
        "The army brought two boats. Three have used them.",
        "Ten nurses left the clinic. Two were sunk.",
        "The mayor spoke to nurses and drivers. Both refused.",
    ],
)
def test_where_the_noun_is_not_clear_none_is_told(text: str) -> None:
    assert "[" not in standalone(text).partition(" [before")[0]


def test_none_and_the_last_one_are_told_with_what_was_said_before() -> None:
    lead = "A heavy storm hit the town of Graz on Monday night.\n\n"
    text = f"{lead}Finland has asked for a reason. So far it has received none."
    assert "[before: Finland has asked for a reason]" in standalone(text)
    assert "[before:" in standalone(f"{lead}A ferry leaves Linz every two hours. The last one goes at ten.")


def test_of_them_is_no_noun_of_its_own_clause() -> None:
    text = "Cases of cholera were found in the camp. Last week nurses at two wells counted 340 of them."
    assert "[" in standalone(text)


def test_members_of_a_third_are_somebodys() -> None:
    assert "[before:" in standalone("Hotels are worried. It says that a third of its members have closed.")


# --- who, where and when ----------------------------------------------------------------------------------------------


def test_he_at_the_beginning_of_a_sentence_is_the_person_whom_the_one_before_is_about() -> None:
    text = (
        "Josua Waim works as a fisherman. “I lost my job,” he said.\n\n"
        "The former head of the plant, Alain Perrot, was given eight months. He had told the court that no letter came."
    )
    assert claims(text)[-1].sources == ("Alain Perrot",)


def test_a_given_name_that_looks_like_a_preposition_cites_nobody() -> None:
    text = "“I saw the lights drop,” its driver, Per Ola Nygard, told the Courier."
    assert all("Ola Nygard" not in one.sources for one in claims(text))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("four years ago", "four years ago [2018]"),
        ("last month", "last month [2022-04]"),
        ("in March", "in March [2022-03]"),
        ("in March 2021", "in March 2021"),
    ],
)
def test_a_year_or_month_that_is_told_from_the_day_of_publication_is_spelt_out(words: str, told: str) -> None:
    (claim,) = READER.read_text(f"The mill burned {words}.", published=date(2022, 5, 10)).claims
    assert claim.standalone == f"The mill burned {told}"


def test_what_an_article_is_about_holds_what_happened_before_it() -> None:
    text = (
        "Workers at a mill in Graz ended a sit-in on Thursday after the mayor promised to move two kilns.\n\n"
        "The move will cost nine million euros."
    )
    assert "after the mayor promised to move two kilns]" in claims(text)[-1].standalone


def test_a_relative_clause_of_a_decision_is_no_claim_of_its_own() -> None:
    text = "The council put the bridge off last year, a decision that the opposition called reckless."
    assert [one.text for one in claims(text)] == [
        "The council put the bridge off last year, a decision that the opposition called reckless"
    ]


def test_what_was_not_done_either_is_told_with_what_was() -> None:
    text = "The hall had been inspected in May and found safe. The old block had not."
    safe, not_so = claims(text)[1:]
    assert safe.standalone == "[The hall had been] found safe"
    assert not_so.standalone.startswith("The old block had not [")
    assert "found safe]" in not_so.standalone
