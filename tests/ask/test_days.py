"""The day that a question names, against the time of a claim."""

from dataclasses import replace
from datetime import date

import pytest
from asked import LEXICON, matches

from tocsin.ask.days import AskedDay
from tocsin.ask.question import read_question
from tocsin.model.query import Report


def asked(question: str) -> AskedDay:
    return read_question(question, LEXICON).day


def published(day: date) -> Report:
    (match,) = matches("The schools opened.")
    return replace(match.report, published=day)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who left on 7 February?", (None, 2, 7, None)),
        ("Who left in May 2019?", (2019, 5, None, None)),
        ("Who left on 2019-05-07?", (2019, 5, 7, None)),
        ("Who left on Friday?", (None, None, None, 4)),
        ("May he leave?", (None, None, None, None)),
        ("How many of 300 left?", (None, None, None, None)),
    ],
)
def test_a_day_is_read_as_far_as_it_is_told(question: str, told: tuple[int | None, ...]) -> None:
    day = asked(question)
    assert (day.year, day.month, day.day, day.weekday) == told


def test_a_claim_without_a_time_is_of_the_day_it_was_published() -> None:
    report = published(date(2025, 2, 7))
    assert asked("What opened on 7 February?").is_of(report)
    assert asked("What opened on Friday?").is_of(report)
    assert not asked("What opened on 8 February?").is_of(report)
    assert not asked("What opened in 2024?").is_of(report)


def test_what_holds_for_a_year_is_not_of_a_day_in_it() -> None:
    (match,) = matches("The schools opened in 2023.")
    assert asked("What opened in 2023?").is_of(match.report)
    assert not asked("What opened on 7 May 2023?").is_of(match.report)
