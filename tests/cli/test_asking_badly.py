"""Questions that nobody should ask, and cases that are not ready to be asked: each gets an answer or a plain message."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def asked(run: Command, question: str, *options: str) -> dict[str, Any]:
    done = run("ask", question, "--format", "json", *options)
    assert done.status == 0, done.err
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def refused(run: Command, question: str) -> str:
    done = run("ask", question)
    assert (done.status, done.out) == (1, "")
    (message,) = done.messages
    assert len(message) < 300
    return str(message)


def test_a_question_of_five_thousand_characters_is_refused_with_the_reason(run: Command, filled: Path) -> None:
    assert filled.exists()
    assert "2,000 characters" in refused(run, "Was the dam near Saalbrunn damaged? " * 139)


@pytest.mark.parametrize("question", ["?!", "… — “”", "*", '"', "'", "😀😀", "\x00\x07", "   ", "-", "--"])
def test_marks_alone_are_no_question(run: Command, filled: Path, question: str) -> None:
    assert filled.exists()
    done = run("ask", "--", question)
    assert done.status == 1
    (message,) = done.messages
    assert "question" in message


@pytest.mark.parametrize(
    "question",
    [
        'claim:dam AND NOT "bridge',
        "NEAR(dam operator, 5) OR bridge*",
        "dam^2 {claim sentence} : operator",
        "dam'); drop table claim; --",
        "* dam * OR 1=1",
        "dam %_ operator",
    ],
)
def test_the_syntax_of_the_index_means_nothing_in_a_question(run: Command, filled: Path, question: str) -> None:
    assert filled.exists()
    answer = asked(run, question)
    assert "dam" in " ".join(one["sentence"] for one in answer["answers"])
    assert len(run("claims", "--format", "jsonl").out.splitlines()) > 2


@pytest.mark.parametrize(
    "question",
    [
        "“Was the dam damaged?”",
        "'Was the \"dam\" damaged?'",
        "Was the dam 😀 damaged? 🌊🌊",
        "WAS THE DAM DAMAGED???",
        "wás thé dâm dåmaged",
        "Was the\tdam\n\ndamaged?",
        "Was the dam damaged?\x1b[31m\x00",
        "Was the ‮dam damaged?",
    ],
    ids=ascii,
)
def test_quotes_emoji_capitals_and_control_characters_do_not_hide_the_answer(
    run: Command, filled: Path, question: str
) -> None:
    assert filled.exists()
    answer = asked(run, question)
    assert "dam was damaged" in answer["answers"][0]["sentence"]
    assert "\x1b" not in run("ask", question).out


def test_two_questions_in_one_are_both_looked_for(run: Command, filled: Path) -> None:
    assert filled.exists()
    answer = asked(run, "Was the dam damaged? Was the bridge at Korbach closed?")
    assert {"dam", "bridge"} <= {one["name"] for one in answer["answers"]}


def test_a_claim_that_was_removed_answers_nothing(run: Command, filled: Path) -> None:
    assert filled.exists()
    question = "Was the dam damaged?"
    removed = asked(run, question)["answers"][0]
    assert run("remove", "dam", "--reason", "withdrawn").status == 0
    assert "dam" not in {one["name"] for one in asked(run, question)["answers"]}
    like = run("claims", "--like", removed["id"], "--format", "jsonl")
    assert removed["id"] not in like.out
    run("restore", "dam", "--reason", "after all")
    assert asked(run, question)["answers"][0]["id"] == removed["id"]


def test_a_day_that_no_calendar_has_is_told(run: Command, filled: Path) -> None:
    assert filled.exists()
    assert "'31 february': there is no such day" in refused(run, "What happened on 31 February?")


def test_options_that_no_claim_meets_are_told(run: Command, filled: Path) -> None:
    assert filled.exists()
    done = run("ask", "Was the dam damaged?", "--source", "Nobody at all")
    assert (done.status, done.out) == (0, "No claim of the case is as the options ask for.\n")


def test_an_empty_case_says_that_it_is_empty(run: Command, tmp_path: Path, texts: Path) -> None:
    case = tmp_path / "empty.db"
    run("add", texts, "--case", case)
    for name in ("dam", "bridge"):
        run("remove", name, "--reason", "x", "--case", case)
    done = run("ask", "Was the dam damaged?", "--case", case)
    assert done.status == 0
    assert "holds no claims yet" in done.out


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Сколько человек покинули город?", "400 people"),
        ("Чи був міст закритий?", "bridge at Korbach was closed"),
        ("Ці быў пашкоджаны дамба?", "dam"),
        ("Wie viele Menschen haben Saalbrunn verlassen?", "400 people"),
        ("¿Resultó dañada la presa?", "dam was damaged"),
    ],
)
def test_a_question_in_another_language_is_answered_where_the_extra_is_installed(
    run: Command, filled: Path, question: str, answer: str
) -> None:
    assert filled.exists()
    assert answer in asked(run, question)["answers"][0]["sentence"]
    assert {model for model, _ in vectors(filled)} == {
        "all-MiniLM-L6-v2-int8, index 1", "multilingual-e5-small, 4 bits",
    }  # fmt: skip


def test_a_question_in_another_language_about_something_else_has_no_answer(run: Command, filled: Path) -> None:
    assert filled.exists()
    assert all(one["near"] for one in asked(run, "Кто победил на выборах во Франции?")["answers"])


def test_without_the_extra_a_question_in_another_language_is_told_to_be_in_it(
    run: Command, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.exists()
    monkeypatch.setattr("tocsin.engine.other_languages.multilingual", lambda: None)
    message = refused(run, "Сколько человек покинули город?")
    assert "'ru'" in message
    assert "“languages”" in message
    assert run("ask", "Wie viele Menschen haben Saalbrunn verlassen?").status == 0


@pytest.mark.parametrize(
    "question", ["Korbach Saalbrunn", "bridge", "penguins Antarctica", "Zorgon Blarg Fnord", "dam?"]
)
def test_few_words_and_names_are_no_other_language(
    run: Command, filled: Path, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.exists()
    monkeypatch.setattr("tocsin.engine.other_languages.multilingual", lambda: None)
    asked(run, question)


def vectors(case: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(case)) as connection:
        return connection.execute("select model, count(*) from vector group by model").fetchall()


def test_a_case_without_vectors_gets_them_when_it_is_first_asked(run: Command, filled: Path) -> None:
    before = vectors(filled)
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("delete from vector")
    answer = asked(run, "How many inhabitants fled the place?")
    assert "400 people" in answer["answers"][0]["sentence"]
    assert vectors(filled) == before


def test_vectors_of_another_model_are_made_again_and_that_is_told(
    run: Command, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.cli.progress._MANY_VECTORS", 1)
    before = vectors(filled)
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("update vector set model = 'another', vector = zeroblob(384)")
    done = run("ask", "How many inhabitants fled the place?")
    assert "400 people" in done.out
    assert any("vectors of the case's claims first" in message for message in done.messages)
    assert vectors(filled) == before
    assert run("ask", "How many inhabitants fled the place?").err == ""


def test_few_vectors_that_take_long_are_told_as_well(
    run: Command, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.cli.progress._LONG", -1.0)
    monkeypatch.setattr("tocsin.meaning.index.Indexer.at_once", 1)
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("delete from vector")
    done = run("ask", "Was the dam damaged?")
    assert sum("vectors of the case's claims first" in message for message in done.messages) == 1
    assert "dam was damaged" in done.out


def test_vectors_that_are_damaged_are_told_to_be(run: Command, filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("update vector set vector = x'0102' where claim = 1")
    assert "damaged" in refused(run, "Was the dam damaged?")
