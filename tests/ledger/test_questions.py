"""Standing questions: kept with their filters, removed by entries, each with its runs."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from factory import AT

from tocsin.errors import NoSuchQuestion
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.ledger.sql.tables import VERSION
from tocsin.model.as_of import AsOf
from tocsin.model.factuality import Factuality
from tocsin.model.quantity import Quantity
from tocsin.model.query import ClaimFilter
from tocsin.model.standing import GivenAnswer, QuestionRun

ANY = ClaimFilter()
NARROW = ClaimFilter(source="the police", since=date(2026, 3, 1), certainty=(Factuality.CERTAIN,))


def enter(ledger: Ledger, question: str, wanted: ClaimFilter = ANY) -> tuple[int, bool]:
    standing, is_new = ledger.enter_standing_question(question, wanted, at=AT, by="ana")
    return standing.number, is_new


def a_run(question: int, *words: str) -> QuestionRun:
    figure = Quantity(start=0, end=2, low=40, high=None, noun="pump")
    answers = tuple(
        GivenAnswer(claim=one, words=one, same=(one, "b"), figures=(figure,), against=("c",), later=()) for one in words
    )
    return QuestionRun(question=question, at=AT, answered=len(words), answers=answers)


def test_questions_are_listed_with_their_filters_in_the_order_they_were_entered(ledger: Ledger) -> None:
    assert ledger.standing_questions() == []
    assert enter(ledger, "Who left?", NARROW) == (1, True)
    assert enter(ledger, "How many?") == (2, True)
    first, second = ledger.standing_questions()
    assert (first.question, first.wanted, first.at, first.by) == ("Who left?", NARROW, AT, "ana")
    assert (second.number, second.wanted) == (2, ANY)


def test_a_question_entered_twice_stands_once_but_not_with_another_filter(ledger: Ledger) -> None:
    assert enter(ledger, "Who left?") == (1, True)
    assert enter(ledger, "Who left?") == (1, False)
    assert enter(ledger, "Who left?", NARROW) == (2, True)
    assert len(ledger.standing_questions()) == 2


def test_a_removed_question_stands_no_longer_and_its_number_is_not_used_again(ledger: Ledger) -> None:
    enter(ledger, "Who left?")
    assert ledger.remove_standing_question(1, at=AT, by="ana").question == "Who left?"
    assert ledger.standing_questions() == []
    with pytest.raises(NoSuchQuestion, match="number 1"):
        ledger.remove_standing_question(1, at=AT, by="ana")
    assert enter(ledger, "Who left?") == (2, True)


def test_the_last_run_of_each_question_is_kept(ledger: Ledger) -> None:
    for question in ("Who left?", "How many?"):
        enter(ledger, question)
    assert ledger.last_question_runs() == {}
    ledger.enter_question_run(a_run(1, "a"))
    ledger.enter_question_run(a_run(2, "d", "e"))
    later = QuestionRun(question=1, at=AT + timedelta(days=1), answered=0, answers=())
    ledger.enter_question_run(later)
    assert ledger.last_question_runs() == {1: later, 2: a_run(2, "d", "e")}


def test_a_case_of_an_earlier_schema_gets_the_tables_of_questions(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("case_of_schema_5.sql").read_text(encoding="utf-8"))
    with open_ledger(path) as ledger:
        assert enter(ledger, "Who left?") == (1, True)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (VERSION,)


def test_a_question_that_is_put_otherwise_keeps_its_number_and_its_versions(ledger: Ledger) -> None:
    enter(ledger, "Who left?")
    ledger.enter_question_run(a_run(1, "a"))
    later = AT + timedelta(days=1)
    changed = ledger.change_standing_question(1, "Who left Enns?", NARROW, at=later, by="bo")
    assert (changed.number, changed.version, changed.by) == (1, 2, "bo")
    assert ledger.standing_questions() == [changed]
    assert ledger.change_standing_question(1, "Who left Enns?", NARROW, at=later, by="cy") == changed
    (before,) = ledger.as_of(AsOf(known_by=AT)).standing_questions()
    assert (before.question, before.version) == ("Who left?", 1)
    assert list(ledger.last_question_runs()) == [1]
    with pytest.raises(NoSuchQuestion):
        ledger.change_standing_question(2, "Who?", ANY, at=later, by="bo")
    assert ledger.flaws() == []
