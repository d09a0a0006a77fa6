"""The commands that work on a case: add, claims, show, documents, remove, restore, ask."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factory import AT, a_document, a_reading, an_evidence

from tocsin.brief.rows import COLUMNS
from tocsin.ledger.opening import open_ledger

Command = Callable[..., Any]


def claims(run: Command, *options: str | Path) -> list[dict[str, Any]]:
    done = run("claims", *options, "--format", "jsonl")
    assert done.status == 0
    return [json.loads(line) for line in done.out.splitlines()]


# --- add -------------------------------------------------------------------------------------------------------------


def test_adding_tells_what_is_new_and_adding_again_that_it_is_known(run: Command, texts: Path, tmp_path: Path) -> None:
    case = tmp_path / "my.db"
    first = run("add", texts, "--case", case)
    assert first.status == 0
    assert first.out.startswith("2 new; ")
    assert first.out.endswith(f" claims entered in {case}\n")
    assert run("add", texts, "--case", case).out == f"2 known; 0 claims entered in {case}\n"


def test_a_failure_is_told_and_counted_and_the_rest_is_entered(run: Command, texts: Path, tmp_path: Path) -> None:
    (texts / "broken.txt").write_bytes(b"\0")
    done = run("add", texts, "--case", tmp_path / "my.db")
    assert done.status == 1
    assert "2 new" in done.out
    assert "1 failed" in done.out
    assert done.messages == [f"tocsin: {texts}/broken.txt: this is not text (it holds zero bytes)"]


def test_documents_are_added_from_standard_input(run: Command, tmp_path: Path) -> None:
    done = run(
        "add",
        "-",
        "--case",
        tmp_path / "my.db",
        stdin='{"text": "The dam broke."}\n{"text": 1}\n{"text": "The dam held."}\n',
    )
    assert done.status == 1
    assert done.out.startswith("2 new, 1 failed; ")
    assert done.messages == ['tocsin: stdin line 2: a line must be an object with a "text"']


def test_the_case_is_that_of_the_folder_unless_another_is_named(
    run: Command, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.exists()
    assert claims(run) == claims(run, "--case", filled)
    monkeypatch.setenv("TOCSIN_CASE", str(tmp_path / "none.db"))
    assert run("claims").status == 1
    assert claims(run, "--case", filled)


# --- claims ----------------------------------------------------------------------------------------------------------


def test_claims_are_a_table_of_those_that_fit(run: Command, filled: Path) -> None:
    done = run("claims", "people", "--source", "mayor")
    assert done.status == 0
    assert "more than 400 people" in done.out
    assert "bridge" not in done.out


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--source", "Police"], {"bridge"}),
        (["--speaker", "radio"], {"bridge", "dam"}),
        (["--party", "operator"], {"dam"}),
        (["--kind", "question"], {"bridge"}),
        (["--since", "2026-03-04"], {"bridge", "dam"}),
        (["--until", "2026-03-03"], {"dam"}),
        (["--document", "dam"], {"dam"}),
        (['"was closed"'], {"bridge"}),
        (["--limit", "1"], {"bridge"}),
        (["people", "--source", "police"], set()),
    ],
)
def test_each_option_narrows_the_list(run: Command, filled: Path, options: list[str], names: set[str]) -> None:
    assert {claim["name"] for claim in claims(run, *options)} == names


def test_with_all_what_was_set_aside_is_listed_too(run: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("By Nora Brenner\n\nThe army shelled Linz.\n\nIt is bad.\n\nSubscribe to our newsletter.\n")
    run("add", page, "--case", tmp_path / "page.db")
    every = claims(run, "--all", "--case", tmp_path / "page.db")
    assert [one["text"] for one in every if one.get("set_aside")] == ["By Nora Brenner", "Subscribe to our newsletter."]
    assert [one["text"] for one in claims(run, "--case", tmp_path / "page.db")] == [
        "The army shelled Linz",
        "It is bad",
    ]
    for form in ("table", "csv"):
        assert "Subscribe" in run("claims", "--all", "--format", form, "--case", tmp_path / "page.db").out


def test_claims_may_be_sorted_by_weight(run: Command, filled: Path) -> None:
    assert filled.exists()
    weights = [claim["weight"] for claim in claims(run, "--sort", "weight")]
    assert weights == sorted(weights, reverse=True)


def test_certainties_may_be_given_several_times(run: Command, filled: Path) -> None:
    every = claims(run)
    some = claims(run, "--certainty", "CT+", "--certainty", "CT-")
    assert some == [claim for claim in every if claim["factuality"] in ("CT+", "CT-")]


def test_claims_as_json_are_one_array(run: Command, filled: Path) -> None:
    done = run("claims", "--format", "json")
    assert json.loads(done.out) == claims(run)
    assert json.loads(run("claims", "zebra", "--format", "json").out) == []


def test_claims_as_csv_have_a_header_and_a_row_each(run: Command, filled: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("claims", "--format", "csv").out)))
    assert [row["id"] for row in rows] == [claim["id"] for claim in claims(run)]
    assert set(rows[0]) == {*COLUMNS, "sentence", "document", "name", "outlet", "published"}


def test_no_claim_is_no_failure_but_told(run: Command, filled: Path) -> None:
    done = run("claims", "zebra")
    assert done.status == 0
    assert done.messages == ["tocsin: no claim of the case fits"]


# --- show ------------------------------------------------------------------------------------------------------------


def test_a_claim_is_shown_in_its_paragraph_with_its_reasons(run: Command, filled: Path) -> None:
    (claim,) = claims(run, "people", "--source", "mayor")
    done = run("show", claim["id"][:8])
    assert done.status == 0
    for part in (
        claim["id"],
        "Radio Unterdrau, citing",
        "mayor",
        "more than 400",
        "because",
        claim["document"],
        f"⟦{claim['text']}⟧",
    ):
        assert part in done.out
    assert json.loads(run("show", claim["id"], "--format", "json").out) == claim


def test_a_document_is_shown_with_its_text_and_claims(run: Command, filled: Path, texts: Path) -> None:
    done = run("show", "bridge")
    assert (texts / "bridge.txt").read_text().strip() in done.out
    for claim in claims(run, "--document", "bridge"):
        assert claim["id"][:8] in done.out
    record = json.loads(run("show", "bridge", "--format", "json").out)
    assert record["schema"] == 2
    assert len(record["claims"]) == len(claims(run, "--document", "bridge"))


def test_a_document_with_windows_line_ends_is_shown_without_marks_at_them(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"The dam broke.\r\nThe bridge held.\r\n")
    run("add", tmp_path / "a.txt", "--case", tmp_path / "my.db")
    out = run("show", "a", "--case", tmp_path / "my.db").out
    assert "The dam broke.\nThe bridge held.\n" in out
    assert "\ufffd" not in out


# --- documents, remove, restore --------------------------------------------------------------------------------------


def test_documents_are_listed_in_every_form(run: Command, filled: Path) -> None:
    assert "Radio Unterdrau" in run("documents").out
    rows = json.loads(run("documents", "--format", "json").out)
    assert {row["name"] for row in rows} == {"bridge", "dam"}
    assert [json.loads(line) for line in run("documents", "--format", "jsonl").out.splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(run("documents", "--format", "csv").out)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]


def test_a_document_is_removed_with_its_reason_and_restored(run: Command, filled: Path) -> None:
    removed = run("remove", "dam", "--reason", "a forgery")
    assert removed.status == 0
    assert removed.out.startswith("removed dam with ")
    assert {claim["name"] for claim in claims(run)} == {"bridge"}
    assert "a forgery" in run("documents").out
    assert "removed from the case: a forgery" in run("show", "dam").out
    assert run("restore", "dam", "--reason", "genuine").out.startswith("restored dam with ")
    assert {claim["name"] for claim in claims(run)} == {"bridge", "dam"}


def test_adding_a_removed_document_tells_why_it_stays_out(run: Command, filled: Path, texts: Path) -> None:
    run("remove", "dam", "--reason", "a forgery")
    done = run("add", texts)
    assert done.out.startswith("1 known, 1 removed; 0 claims")
    assert done.messages == ["tocsin: dam: was removed from this case (a forgery); `tocsin restore` puts it back"]


# --- ask -------------------------------------------------------------------------------------------------------------


def test_an_answer_names_who_on_whose_word_how_surely_when_and_the_sentence(run: Command, filled: Path) -> None:
    done = run("ask", "How many people left Saalbrunn?")
    assert done.status == 0
    for part in (
        "Radio Unterdrau, citing",
        "mayor",
        "certain",
        "2026-03-04",
        "“The mayor said that more than 400 people",
        "Figures side by side",
    ):
        assert part in done.out


def test_a_question_of_when_is_answered_with_periods(run: Command, filled: Path) -> None:
    done = run("ask", "When did people leave Saalbrunn?")
    assert "Periods" in done.out
    assert "2026-03-02" in done.out


def test_an_answer_is_one_json_object(run: Command, filled: Path) -> None:
    done = run("ask", "How many people left Saalbrunn?", "--format", "json", "--limit", "1")
    answer = json.loads(done.out)
    assert len(done.out.splitlines()) == 1
    assert len(answer["answers"]) == 1
    assert answer["answers"][0]["quantities"][0]["low"] == 400


def test_a_case_that_holds_nothing_on_it_says_so(run: Command, filled: Path) -> None:
    done = run("ask", "How many penguins live in Antarctica?")
    assert done.status == 0
    assert done.out.startswith("No claim has these words: ")
    assert "penguins" in done.out
    assert "These come closest" in done.out
    answer = json.loads(run("ask", "How many penguins live in Antarctica?", "--format", "json").out)
    assert all(one["near"] for one in answer["answers"])


def test_a_question_in_other_words_is_answered(run: Command, filled: Path) -> None:
    done = run("ask", "How many inhabitants fled the place?", "--limit", "1")
    assert "more than 400 people" in done.out


def test_a_list_of_questions_is_answered_line_by_line(run: Command, filled: Path) -> None:
    questions = "How many people left Saalbrunn?\n\n?!\nIs the bridge closed?\n"
    done = run("ask", "-", "--format", "json", "--limit", "1", stdin=questions)
    assert done.status == 1
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [one["question"] for one in answers] == ["How many people left Saalbrunn?", "?!", "Is the bridge closed?"]
    assert ["problem" in one for one in answers] == [False, True, False]
    assert len(done.messages) == 1
    assert "no word" in done.messages[0]


def test_questions_that_are_no_text_do_no_harm(run: Command, filled: Path) -> None:
    assert run("ask", "-", stdin=b"\xff\xfe people \x00\n").status == 0


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_empty_list_of_questions_is_told(run: Command, filled: Path, form: str) -> None:
    assert filled.exists()
    done = run("ask", "-", "--format", form, stdin=" \n\n")
    assert (done.status, done.out) == (1, "")
    assert done.messages == ["tocsin: standard input: there is no question; give one a line"]


def test_an_answer_can_be_asked_of_some_claims_only(run: Command, filled: Path) -> None:
    question = ("ask", "What is closed or damaged?", "--format", "json")
    said = {
        word: json.loads(run(*question, "--source", word).out)["answers"] for word in ("police", "operator", "nobody")
    }
    assert {one["name"] for one in said["police"]} == {"bridge"}
    assert {one["name"] for one in said["operator"]} == {"dam"}
    assert said["nobody"] == []
    assert json.loads(run(*question, "--until", "2020-01-01").out)["answers"] == []
    assert run(*question, "--since", "2026-03-05", "--until", "2026-03-04").status == 2


def test_the_claims_nearest_to_a_text_or_a_claim_are_listed(run: Command, filled: Path) -> None:
    near = json.loads(run("claims", "--like", "The bridge is shut to traffic.", "--format", "json").out)
    assert near[0]["name"] == "bridge"
    assert len(near) > 2
    others = json.loads(run("claims", "--like", near[0]["id"][:12], "--format", "json", "--limit", "2").out)
    assert len(others) == 2
    assert near[0]["id"] not in {one["id"] for one in others}
    assert run("claims", "bridge", "--like", "bridge").status == 2
    assert run("claims", "--like", " ").status == 2


# --- what goes wrong -------------------------------------------------------------------------------------------------

READING = (
    ["claims"],
    ["documents"],
    ["show", "x"],
    ["ask", "How many people left?"],
    ["remove", "x", "--reason", "y"],
    ["restore", "x", "--reason", "y"],
)


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_a_missing_case_is_named_and_not_made(run: Command, tmp_path: Path, command: list[str]) -> None:
    done = run(*command, "--case", tmp_path / "none.db")
    assert (done.status, done.out) == (1, "")
    assert done.messages == [
        f"tocsin: there is no case {tmp_path}/none.db; `tocsin add` makes one, --case or TOCSIN_CASE names another"
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [*READING, ["add", "."]], ids=lambda command: command[0])
@pytest.mark.parametrize("kind", ["text", "foreign", "folder"])
def test_a_file_that_is_no_case_is_one_line(run: Command, tmp_path: Path, command: list[str], kind: str) -> None:
    path = tmp_path / "my.db"
    if kind == "text":
        path.write_text("minutes " * 500)
    elif kind == "folder":
        path.mkdir()
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("create table song (title)")
    done = run(*command, "--case", path)
    assert (done.status, done.out) == (1, "")
    (message,) = done.messages
    assert message.startswith(f"tocsin: {path}: ")


@pytest.mark.parametrize(
    "command",
    [
        ["show", "no-such"],
        ["show", ""],
        ["remove", "no-such", "--reason", "x"],
        ["claims", "--document", "no-such"],
        ["ask", ""],
        ["ask", "what is it"],
        ["ask", "dam " * 2500],
        ["restore", "dam", "--reason", "x"],
        ["remove", "dam", "--reason", " "],
        ["claims", "--limit", "9" * 30],
        ["show", "caf\udce9"],
        ["claims", "--speaker", "caf\udce9"],
        ["remove", "dam", "--reason", "\udce9"],
    ],
    ids=lambda command: ascii(" ".join(command))[:40],
)
def test_what_cannot_be_done_is_one_line_and_status_1(run: Command, filled: Path, command: list[str]) -> None:
    done = run(*command)
    assert (done.status, done.out) == (1, "")
    (message,) = done.messages
    assert message.startswith("tocsin: ")


@pytest.mark.parametrize(
    "command",
    [
        ["fly"],
        ["read"],
        ["add"],
        ["ask"],
        ["show"],
        ["remove", "dam"],
        ["read", "a.txt", "--published", "yesterday"],
        ["read", "a.txt", "--published", "2026-02-31"],
        ["read", "a.txt", "--format", "pdf"],
        ["claims", "--kind", "lie"],
        ["claims", "--certainty", "sure"],
        ["claims", "--limit", "0"],
        ["claims", "--since", "1.1.2026"],
        ["ask", "a", "--limit", "1000"],
        ["claims", "--frobnicate"],
    ],
    ids=" ".join,
)
def test_a_command_that_cannot_be_understood_is_status_2(run: Command, command: list[str]) -> None:
    done = run(*command)
    assert (done.status, done.out) == (2, "")
    assert "Usage: tocsin" in done.err


# --- what could not be read, and what is not linked --------------------------------------------------------------------


def test_a_document_that_cannot_be_read_is_told_listed_and_counted(run: Command, texts: Path, tmp_path: Path) -> None:
    (texts / "broken.txt").write_bytes(b"\0\0")
    case = ["--case", str(tmp_path / "case.db")]
    done = run("add", texts, *case)
    assert done.status == 1
    assert done.messages == [f"tocsin: {texts}/broken.txt: this is not text (it holds zero bytes)"]
    assert "2 new" in done.out
    assert "1 document could not be read; `tocsin documents --failed` lists them" in run("documents", *case).err
    (row,) = map(json.loads, run("documents", "--failed", "--format", "jsonl", *case).out.splitlines())
    assert (row["name"], row["problem"]) == (f"{texts}/broken.txt", "this is not text (it holds zero bytes)")
    (texts / "broken.txt").write_text("The dam held.\n")
    assert run("add", texts, *case).status == 0
    listed = run("documents", "--failed", *case)
    assert "every document that was given could be read" in listed.err
    assert run("documents", *case).err == ""


@pytest.mark.parametrize(
    "command", [["documents"], ["claims"], ["ask", "Who left?"], ["show", "p"], ["grade"]], ids=" ".join
)
def test_a_command_links_first_what_was_left_unlinked_and_says_so(
    run: Command, tmp_path: Path, command: list[str]
) -> None:
    case = tmp_path / "case.db"
    document = a_document(" ".join(f"Gate {number} closed." for number in range(501)), name="p")
    with open_ledger(case) as ledger:
        ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
    assert "tocsin: linking 501 claims of the case first" in run(*command, "--case", case).messages
    assert "linking" not in run(*command, "--case", case).err
