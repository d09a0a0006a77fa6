"""`tocsin grade`: how far sources can be relied on."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def _sources(run: Command) -> dict[str, dict[str, Any]]:
    return {row["source"]: row for row in json.loads(run("grade", "--format", "json").out)}


def test_every_source_is_listed_with_its_claims_and_is_an_f_until_it_is_graded(run: Command, filled: Path) -> None:
    sources = _sources(run)
    assert sources["Radio Unterdrau"]["claims"] >= 3
    assert {"mayor", "operator", "police"} <= {name.removeprefix("the ").lower() for name in sources}
    assert {row["grade"] for row in sources.values()} == {"F"}


def test_a_grade_is_entered_whatever_the_case_of_the_name(run: Command, filled: Path) -> None:
    done = run("grade", "radio  unterdrau", "B", "--reason", "seldom wrong", "--by", "ana")
    assert (done.status, done.err) == (0, "")
    assert done.out == "radio unterdrau: B, usually reliable\n"
    row = _sources(run)["Radio Unterdrau"]
    assert (row["grade"], row["words"], row["by"], row["reason"]) == ("B", "usually reliable", "ana", "seldom wrong")


def test_the_last_grade_counts_and_the_earlier_ones_are_kept(run: Command, filled: Path) -> None:
    for letter, reason in (("B", "seldom wrong"), ("D", "was wrong twice")):
        assert run("grade", "Radio Unterdrau", letter, "--reason", reason).status == 0
    assert _sources(run)["Radio Unterdrau"]["grade"] == "D"
    history = json.loads(run("grade", "radio unterdrau", "--format", "json").out)
    assert [(row["grade"], row["reason"]) for row in history] == [("B", "seldom wrong"), ("D", "was wrong twice")]


def test_what_its_figures_are_holds_until_something_else_is_said(run: Command, filled: Path) -> None:
    run("grade", "Radio Unterdrau", "B", "--counts", "minimum", "--reason", "counts photographs")
    done = run("grade", "Radio Unterdrau", "C", "--reason", "slower now")
    assert "its figures are each a minimum" in done.out
    assert _sources(run)["Radio Unterdrau"]["counts"] == "minimum"
    run("grade", "Radio Unterdrau", "C", "--counts", "claim", "--reason", "no photographs any more")
    assert _sources(run)["Radio Unterdrau"]["counts"] == "claim"


def test_a_name_that_nothing_bears_is_taken_with_a_note(run: Command, filled: Path) -> None:
    done = run("grade", "Alpine Gazette", "A", "--reason", "known for years")
    assert done.status == 0
    assert len(done.messages) == 1
    assert "no claim of the case bears the name “Alpine Gazette” yet" in done.err
    row = _sources(run)["Alpine Gazette"]
    assert (row["claims"], row["grade"]) == (0, "A")


def test_a_grade_without_a_reason_is_refused(run: Command, filled: Path) -> None:
    assert run("grade", "Radio Unterdrau", "B").status == 2
    blank = run("grade", "Radio Unterdrau", "B", "--reason", "  ")
    assert blank.status == 1
    assert "say why" in blank.err
    assert _sources(run)["Radio Unterdrau"]["grade"] == "F"


@pytest.mark.parametrize(
    "arguments",
    [
        ["Radio", "Q", "--reason", "x"],
        ["--reason", "x"],
        ["Radio", "--counts", "claim"],
        ["Radio", "B", "--counts", "all"],
    ],
)
def test_half_a_grade_is_an_error_of_usage(run: Command, filled: Path, arguments: list[str]) -> None:
    assert run("grade", *arguments).status == 2


def test_a_name_without_a_letter_in_it_names_nobody(run: Command, filled: Path) -> None:
    refused = run("grade", " ", "B", "--reason", "x")
    assert refused.status == 1
    assert len(refused.messages) == 1


def test_who_was_never_graded_has_no_history(run: Command, filled: Path) -> None:
    listed = run("grade", "police")
    assert listed.status == 0
    assert "“police” was never graded and so is an F" in listed.err


def test_the_list_comes_as_a_table_and_as_csv(run: Command, filled: Path) -> None:
    run("grade", "Radio Unterdrau", "B", "--reason", "=seldom wrong")
    assert "B, usually reliable" in run("grade").out
    rows = list(csv.DictReader(io.StringIO(run("grade", "--format", "csv").out)))
    assert next(row for row in rows if row["source"] == "Radio Unterdrau")["reason"] == "'=seldom wrong"


def test_a_name_or_reason_that_a_terminal_would_obey_is_shown_harmless(run: Command, filled: Path) -> None:
    done = run("grade", "Radio\x1b[2J", "E", "--reason", "\x1b[2J")
    assert done.status == 0
    assert "\x1b" not in done.out + done.err + run("grade").out
