"""`tocsin sources`: what is known of outlets, with reasons and history; two outlets of one owner are told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.fixture
def two(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case in which two outlets say the same."""
    monkeypatch.chdir(tmp_path)
    for outlet in ("Drava Courier", "Styria Digest"):
        Path(f"{outlet}.md").write_text(
            f"---\noutlet: {outlet}\npublished: 2026-03-02\n---\nThe gate of the Korbach dam was closed on Monday.\n"
        )
    run("add", "Drava Courier.md", "Styria Digest.md")
    return tmp_path


def rows(run: Command) -> dict[str, Any]:
    return {row["source"]: row for row in json.loads(run("sources", "--format", "json").out)}


def test_what_is_known_of_a_source_is_entered_and_listed(run: Command, two: Path) -> None:
    done = run(
        "sources", "set", "drava courier", "--country", "at", "--owner", "Ost Holding", "--grade", "b",
        "--reason", "its masthead",
    )  # fmt: skip
    assert done.status == 0
    assert done.out == "Drava Courier: AT, Ost Holding, B, usually reliable\n"
    row = rows(run)["Drava Courier"]
    assert (row["country"], row["owner"], row["grade"], row["reason"]) == ("AT", "Ost Holding", "B", "its masthead")
    run("sources", "set", "Drava Courier", "--language", "de", "--owner", "", "--reason", "sold")
    row = rows(run)["Drava Courier"]
    assert (row["country"], row["language"], row["owner"]) == ("AT", "de", None)
    told = json.loads(run("sources", "show", "Drava Courier", "--format", "json").out)
    assert [one["what"] for one in told] == ["record", "grade", "record"]
    assert [one["reason"] for one in told] == ["its masthead", "its masthead", "sold"]
    assert run("verify").status == 0


def test_two_outlets_of_one_owner_are_told(run: Command, two: Path) -> None:
    for outlet in ("Drava Courier", "Styria Digest"):
        run("sources", "set", outlet, "--owner", "Ost Holding", "--reason", "masthead")
    assert rows(run)["Drava Courier"]["same_owner"] == "Styria Digest"
    (claim, *_) = json.loads(run("claims", "--format", "json").out)
    assert "belong to one owner, Ost Holding" in run("origins", claim["id"]).out


@pytest.mark.parametrize(
    "options", [[], ["--grade", "B"], ["--owner", "x"], ["--country", "Austria", "--reason", "x"], ["--grade", "G"]]
)
def test_an_entry_says_what_is_known_and_why(run: Command, two: Path, options: list[str]) -> None:
    assert run("sources", "set", "Drava Courier", *options).status == 2


def test_of_a_source_without_an_entry_the_way_to_make_one_is_told(run: Command, two: Path) -> None:
    assert "tocsin sources set NAME" in run("sources", "show", "Nobody").err
