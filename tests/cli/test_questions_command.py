"""`tocsin questions`: questions that the case keeps, and what is new on each."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
HOW_MANY = "How many people left Saalbrunn?"


def news(run: Command, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("questions", "run", "--format", "json", *options).out.splitlines()]


@pytest.fixture
def kept(run: Command, filled: Path) -> Path:
    """The case of two documents, which keeps a question that was run once."""
    assert run("questions", "add", *HOW_MANY.split()).out == f"1. {HOW_MANY}\n"
    assert run("questions", "run").status == 3
    return filled


def add(run: Command, folder: Path, name: str, text: str, published: str = "2026-03-05") -> None:
    page = folder / f"{name}.txt"
    page.write_text(text)
    assert run("add", page, "--published", published, "--outlet", name.title()).status == 0


def test_kept_questions_are_listed_with_what_narrows_them(run: Command, filled: Path) -> None:
    assert filled.exists()
    run("questions", "add", HOW_MANY)
    run("questions", "add", "Was the dam damaged?", "--source", "operator", "--certainty", "CT-", "--by", "ana")
    table = run("questions", "list").out
    assert HOW_MANY in table
    assert "source operator" in table
    one, two = (json.loads(line) for line in run("questions", "list", "--format", "jsonl").out.splitlines())
    assert (one["number"], one["wanted"]) == (1, {})
    assert (two["wanted"], two["by"]) == ({"source": "operator", "certainty": ["CT-"]}, "ana")


def test_a_question_is_kept_once(run: Command, kept: Path) -> None:
    assert kept.exists()
    assert "is kept already" in run("questions", "add", f"  {HOW_MANY} ").out
    assert len(run("questions", "list", "--format", "jsonl").out.splitlines()) == 1


def test_a_removed_question_is_not_run(run: Command, kept: Path) -> None:
    assert kept.exists()
    assert run("questions", "remove", "1").status == 0
    done = run("questions", "run")
    assert (done.status, done.out) == (0, "")
    assert "keeps no question" in done.err
    again = run("questions", "remove", "1")
    assert again.status == 1
    assert "no standing question has the number 1" in again.err


def test_the_first_run_gives_all_answers_and_the_next_one_tells_that_nothing_is_new(run: Command, filled: Path) -> None:
    assert filled.exists()
    run("questions", "add", HOW_MANY)
    first = run("questions", "run")
    assert first.status == 3
    assert "first run: " in first.out
    assert "400 people" in first.out
    second = run("questions", "run")
    assert second.status == 0
    assert "nothing new" in second.out


def test_a_dry_run_records_nothing(run: Command, filled: Path) -> None:
    assert filled.exists()
    run("questions", "add", HOW_MANY)
    assert run("questions", "run", "--dry-run").status == run("questions", "run", "--dry-run").status == 3


def test_an_answer_of_a_new_document_is_new_and_its_figure_told_against_the_one_before(
    run: Command, kept: Path
) -> None:
    add(run, kept.parent, "courier", "The governor said that 1,200 people have left Saalbrunn since Monday.")
    (told,) = news(run)
    assert told["news"]
    assert "Courier" in [one["outlet"] for one in (*told["new"], *told["further"])]
    assert news(run)[0]["news"] is False


def test_a_document_that_says_the_same_is_no_new_answer(run: Command, kept: Path) -> None:
    text = "The mayor said that more than 400 people had left Saalbrunn on Monday."
    add(run, kept.parent, "courier", text, published="2026-03-04")
    (told,) = news(run)
    assert not any("400" in one["text"] for one in told["new"])
    assert any("400" in one["text"] for one in told["further"])


def test_an_answer_whose_document_was_removed_is_told_once_to_be_gone(run: Command, kept: Path) -> None:
    assert kept.exists()
    assert run("remove", "dam", "--reason", "withdrawn").status == 0
    done = run("questions", "run")
    assert done.status == 3
    assert "gone: " in done.out
    assert run("questions", "run").status == 0


def test_an_answer_that_is_denied_since_is_told(run: Command, filled: Path) -> None:
    run("questions", "add", "Was the bridge at Korbach closed?")
    run("questions", "run")
    add(run, filled.parent, "courier", "The mayor said that the bridge at Korbach was not closed.", "2026-03-04")
    (told,) = news(run, "--dry-run")
    (changed,) = told["contradicted"]
    assert changed["answer"]["text"] == "the bridge at Korbach was closed"
    assert changed["by"][0]["claims"][0]["outlet"] == "Courier"
    assert "contradicted: “the bridge at Korbach was closed”" in run("questions", "run").out
    assert news(run)[0]["news"] is False


def test_an_answer_that_its_own_source_takes_back_is_revised(run: Command, filled: Path) -> None:
    run("questions", "add", "Was the bridge at Korbach closed?")
    run("questions", "run")
    add(run, filled.parent, "courier", "The police said that the bridge at Korbach was not closed.", "2026-03-06")
    (told,) = news(run)
    (changed,) = told["revised"]
    assert changed["answer"]["text"] == "the bridge at Korbach was closed"


def test_only_the_questions_that_are_named_are_run(run: Command, kept: Path) -> None:
    assert kept.exists()
    run("questions", "add", "Was the bridge at Korbach closed?")
    assert [one["number"] for one in news(run, "2")] == [2]
    missing = run("questions", "run", "2", "7")
    assert missing.status == 1
    assert "number 7" in missing.err


def test_what_cannot_be_asked_is_not_kept(run: Command, filled: Path) -> None:
    assert filled.exists()
    assert run("questions", "add", "?!").status == 1
    assert run("questions", "add", HOW_MANY, "--since", "2026-03-04", "--until", "2026-03-01").status == 2
    assert run("questions", "list", "--format", "jsonl").out == ""


def test_a_filter_is_kept_with_the_question(run: Command, filled: Path) -> None:
    assert filled.exists()
    run("questions", "add", "What was damaged?", "--source", "nobody of that name")
    (told,) = news(run)
    assert (told["news"], told["answers"]) == (False, [])
