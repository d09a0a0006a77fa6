"""`tocsin history`, and the options --known-by and --at of the commands that read."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tocsin import Case

Command = Callable[..., Any]

READING = {
    "claims": ("claims", "--format", "jsonl"),
    "documents": ("documents", "--format", "jsonl"),
    "links": ("links", "--format", "jsonl"),
    "propositions": ("propositions", "--format", "jsonl"),
    "conflicts": ("conflicts", "--format", "json"),
    "changes": ("changes", "--format", "json"),
    "echo": ("echo", "--sentences", "--format", "json"),
    "origins": ("origins", "--format", "json"),
    "party": ("party", "list", "--format", "jsonl"),
}


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_before_anything_was_added_every_command_finds_nothing(run: Command, filled: Path, command: list[str]) -> None:
    assert run(*command, "--known-by", "2020-01-01").out == ""
    assert run(*command, "--at", "2020-01-01").out == ""


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_today_every_command_finds_what_it_finds_without_a_day(run: Command, filled: Path, command: list[str]) -> None:
    assert run(*command, "--known-by", "2999-01-01", "--at", "2999-01-01").out == run(*command).out


def test_a_document_that_was_removed_since_is_found_by_the_minute_before(run: Command, filled: Path) -> None:
    before = (datetime.now(UTC) + timedelta(microseconds=1)).isoformat()
    assert run("remove", "dam", "--reason", "published by mistake").status == 0
    now, then = (
        [json.loads(line)["name"] for line in run("claims", "--format", "jsonl", *options).out.splitlines()]
        for options in ((), ("--known-by", before))
    )
    assert "dam" not in now
    assert "dam" in then
    assert run("show", "dam", "--known-by", before).out.count("removed") == 0


def test_a_question_is_answered_from_what_was_held(run: Command, filled: Path) -> None:
    assert "400 people" in run("ask", "How many people left Saalbrunn?").out
    assert "400 people" not in run("ask", "How many people left Saalbrunn?", "--at", "2026-03-03").out


def test_what_is_no_moment_is_a_usage_error(run: Command, filled: Path) -> None:
    done = run("claims", "--known-by", "yesterday")
    assert done.status == 2
    assert "'yesterday' is no moment" in done.err


def test_the_life_of_a_claim_is_a_list_with_since_and_until(run: Command, filled: Path) -> None:
    with Case.open(filled) as case:
        key = next(case.claims()).claim.id
    lines = [json.loads(line) for line in run("history", key, "--format", "jsonl").out.splitlines()]
    assert lines[0]["what"] == "read"
    assert lines[0].keys() == {"since", "until", "what", "words", "by", "reason"}
    assert "by reader" in run("history", key).out


def test_the_life_of_a_source_has_its_grades(run: Command, filled: Path) -> None:
    run("grade", "Radio Unterdrau", "B", "--reason", "its record")
    out = run("history", "Radio Unterdrau", "--format", "csv").out
    assert "graded" in out
    assert "its record" in out


def test_the_life_of_nobody_is_an_error(run: Command, filled: Path) -> None:
    done = run("history", "nobody at all")
    assert done.status == 1
    assert "the case holds nothing" in done.err
