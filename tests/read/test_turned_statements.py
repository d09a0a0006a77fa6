"""Statements whose subject and verb change places: no questions, and with the sign that their opening gives them."""

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.kind import Kind

READER = Reader()


def told(text: str) -> list[tuple[str, str, Kind]]:
    return [(one.text, one.factuality.value, one.kind) for one in READER.read_text(text).claims]


@pytest.mark.parametrize(
    "text",
    [
        "At no time did the monks open the vault",
        "At no point was the bell in danger",
        "Never had the river been so low",
        "Never before has the abbot signed such a letter",
        "Nor did the abbot visit the mill",
        "Nor were any relics found in the barn",
        "Not once was the siren tested",
        "Under no circumstances will the abbey sell the farm",
        "Nowhere did the divers find a trace of oil",
        "Neither did the abbey warn the pilgrims",
        "Not since the fire has the abbey seen so many guests",
    ],
)
def test_a_denial_that_turns_subject_and_verb_round_is_a_denial(text: str) -> None:
    assert told(f"{text}.") == [(text, "CT-", Kind.STATEMENT)]


@pytest.mark.parametrize(
    "text",
    [
        "Only then did the monks open the vault",
        "Only after the flood did the abbey close the bridge",
        "Not until Friday did the monks open the vault",
        "So heavy was the bell",
    ],
)
def test_what_only_happened_then_happened(text: str) -> None:
    assert told(f"{text}.") == [(text, "CT+", Kind.STATEMENT)]


def test_what_rarely_happened_is_nearly_denied() -> None:
    ((_, value, kind),) = told("Rarely has the crypt been so empty.")
    assert (value, kind) == ("PR-", Kind.STATEMENT)


def test_what_had_hardly_begun_had_begun() -> None:
    assert [value for _, value, _ in told("Hardly had the mass begun when the roof fell.")] == ["CT+", "CT+"]


def test_nor_stays_with_what_it_denies() -> None:
    assert [(text, value) for text, value, _ in told("The guard did not move, nor did he speak to the monks.")] == [
        ("The guard did not move", "CT-"),
        ("nor did he speak to the monks", "CT-"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“At no time did the monks open the vault,” the abbot said.",
        "The abbot said that at no time did the monks open the vault.",
        "The abbot said: never have the monks opened the vault.",
    ],
)
def test_such_a_denial_is_the_word_of_who_says_it(text: str) -> None:
    (claim,) = READER.read_text(text).claims
    assert (claim.factuality.value, claim.sources) == ("CT-", ("abbot",))


@pytest.mark.parametrize("text", ["Did the monks open the vault?", "Has the abbot signed such a letter?"])
def test_a_question_stays_one(text: str) -> None:
    assert [(value, kind) for _, value, kind in told(text)] == [("Uu", Kind.QUESTION)]


def test_a_condition_without_a_conjunction_stays_one() -> None:
    assert [value for _, value, _ in told("Had the river been lower, the mill would have stood.")] == ["CT-"]
