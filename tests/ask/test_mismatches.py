"""Claims about something else than what is asked: near in every word but one, and no answer."""

import pytest
from asked import asked, features


@pytest.mark.parametrize(
    ("question", "other", "right"),
    [
        (
            "When will the energy ministers meet?",
            "The transport ministers will meet on Monday.",
            "The energy ministers will meet on Monday.",
        ),
        (
            "How many Velish soldiers were captured?",
            "On Monday two Ostic soldiers were captured by Velish guards.",
            "On Monday two Velish soldiers were captured by Ostic guards.",
        ),
        ("When was pump no. 4 repaired?", "Pump no. 5 was repaired on Monday.", "Pump no. 4 was repaired on Monday."),
        ("Where did Calder win?", "Calder lost in Dover.", "Calder won in Dover."),
        ("How many boats did Calais send?", "Calais received nine boats.", "Calais sent nine boats."),
        (
            "How many boats did Calais lend to Dover?",
            "Dover lent nine boats to Calais.",
            "Calais lent nine boats to Dover.",
        ),
        ("Why was the road closed to buses?", "The road was closed to cyclists.", "The road was closed to buses."),
        ("When did the fleet leave Brest?", "The fleet will leave Brest on Monday.", "The fleet left Brest on Monday."),
        (
            "What does the harbourmaster say about the crane?",
            "The crane has stood still since Monday.",
            "The crane has stood still since Monday, the harbourmaster said.",
        ),
    ],
)
def test_another_thing_is_no_answer(question: str, other: str, right: str) -> None:
    assert features(question, other)["something else"] == 1
    assert features(question, right)["something else"] == 0


@pytest.mark.parametrize(
    ("question", "lacking", "told"),
    [
        (
            "Who painted the old lighthouse?",
            "Ann Lee stood by the old lighthouse.",
            "Ann Lee painted the old lighthouse.",
        ),
        (
            "What is the salary of a pilot in Dover?",
            "A pilot in Dover is ill.",
            "The salary of a pilot in Dover is low.",
        ),
        (
            "What does the ferry cost a day?",
            "The ferry carries 400 people a day.",
            "The ferry costs 4,000 euros a day.",
        ),
        ("What does the ferry cost a day?", "The tug costs 900 euros a day.", "The ferry costs 900 euros a day."),
        ("How many children were hurt?", "Nine people were hurt.", "Nine people were hurt, among them two girls."),
        ("Will the pilot be tried?", "The pilot has resigned.", "The pilot will be tried in May."),
        ("What is the name of the pilot?", "The pilot slept in the tower.", "The pilot, Ann Lee, slept in the tower."),
    ],
)
def test_what_is_asked_for_must_be_told(question: str, lacking: str, told: str) -> None:
    assert features(question, lacking)["lacks what is asked"] == 1
    assert features(question, told)["lacks what is asked"] == 0


@pytest.mark.parametrize(
    "told", ["Ann Lee, a pilot, slept in the tower.", "The pilot, known as the owl, slept in the tower."]
)
def test_a_name_may_open_the_sentence_or_be_given_without_a_capital(told: str) -> None:
    assert features("What is the name of the pilot?", told)["lacks what is asked"] == 0


def test_a_claim_about_something_else_goes_behind_the_answer() -> None:
    found = asked(
        "When was pump no. 4 repaired?", "Pump no. 5 was repaired on Monday.", "Pump no. 4 was mended on Friday."
    )
    assert [item.report.name for item in (*found.findings, *found.near)] == ["1", "0"]


def test_a_claim_about_something_else_alone_is_only_near() -> None:
    found = asked("When was pump no. 4 repaired?", "Pump no. 5 was repaired on Monday.")
    assert not found.findings
    assert len(found.near) == 1
