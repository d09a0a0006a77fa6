"""`tocsin verify`: what was changed past Tocsin is named, and the head can be kept outside."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]


def change(case: Path, statement: str) -> None:
    with sqlite3.connect(case) as connection:
        connection.execute(statement)
    connection.close()


def test_a_case_as_it_was_entered_verifies(run: Command, filled: Path) -> None:
    run("grade", "Radio Unterdrau", "B", "--reason", "its record")
    done = run("verify")
    assert done.status == 0
    assert done.out.startswith("5 entries, nothing was changed; the head is ")


def test_an_altered_byte_of_evidence_and_an_altered_grade_are_named(run: Command, filled: Path) -> None:
    run("grade", "Radio Unterdrau", "B", "--reason", "its record")
    for kept in filled.with_name("tocsin.db.evidence").glob("*/*"):
        kept.chmod(0o600)
        kept.write_bytes(kept.read_bytes().replace(b"400", b"500"))
    change(filled, "update grade set reliability = 'A'")
    done = run("verify")
    assert done.status == 1
    assert done.out.count("was altered") == 2
    assert "grade 1 was altered" in done.out
    record = json.loads(run("verify", "--format", "json").out)
    assert [flaw["fault"] for flaw in record["flaws"]] == ["altered", "altered"]


def test_a_head_kept_outside_shows_that_the_end_was_cut_off(run: Command, filled: Path, tmp_path: Path) -> None:
    run("grade", "Radio Unterdrau", "E", "--reason", "took it back")
    assert run("verify", "--export", "head.json").status == 0
    change(filled, "delete from grade")
    change(filled, "delete from chain where kind = 'grade'")
    assert run("verify").status == 0
    done = run("verify", "--head", "head.json")
    assert done.status == 1
    assert "the chain is shorter than when its head was kept" in done.out


def test_what_is_no_head_is_told(run: Command, filled: Path) -> None:
    Path("head.json").write_text("[1]")
    done = run("verify", "--head", "head.json")
    assert done.status == 1
    assert "no head of a chain" in done.err
    assert run("verify", "--head", "none.json").status == 1
