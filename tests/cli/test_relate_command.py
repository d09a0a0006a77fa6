"""`tocsin relate`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

BEFORE = "The dam above Saalbrunn leaked in March."
AFTER = "The mayor Ilse Brandt met the operator in the town hall."


def a_side(text: str, **facts: Any) -> dict[str, Any]:
    return {"text": text, "before": BEFORE, "after": AFTER, "outlet": "Observer", "date": "2026-03-02", **facts}


def a_line(key: str = "p1", **sides: Any) -> str:
    pair = {
        "a": a_side("The flood has killed 40 people in the valley."),
        "b": a_side("The death toll of the flood has risen to 52.", date="2026-03-06"),
    }
    return json.dumps({"id": key, **pair, **sides})


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(*lines: str) -> Path:
        path = tmp_path / "pairs.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return written


def test_each_pair_gives_a_line_with_label_and_reasons(run: Command, write: Callable[..., Path]) -> None:
    done = run("relate", write(a_line("p1"), a_line("p2", b=a_side("Vienna hears a concert.", before="", after=""))))
    first, second = map(json.loads, done.out.splitlines())
    assert done.status == 0
    assert set(first) == {"id", "label", "reasons"}
    assert (first["id"], first["label"]) == ("p1", "revises")
    assert first["reasons"][-1]["words"] == "b revises a"
    assert (second["id"], second["label"]) == ("p2", "unrelated")


def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(run: Command, write: Callable[..., Path]) -> None:
    path = write(a_line("p1"), "{nonsense", "", a_line("p4"))
    done = run("relate", path)
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["p1", "p4"]
    assert len(done.messages) == 1
    assert "line 2" in done.messages[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[1]", '"id"'),
        ("{}", '"id"'),
        (a_line(key={"no": "id"}), '"id"'),  # type: ignore[arg-type]
        (a_line(a=None), '"a"'),
        (a_line(b={"text": 7}), '"b"'),
        (a_line(b=a_side("  ")), "empty"),
        (a_line(b=a_side("It rains.", date="31 February")), "no day"),
        (a_line(b=a_side("It rains.", before=["x"])), '"before"'),
    ],
)
def test_what_is_wrong_with_a_line_is_said(run: Command, write: Callable[..., Path], line: str, told: str) -> None:
    done = run("relate", write(line))
    assert (done.status, done.out) == (1, "")
    assert told in done.err
    assert "line 1" in done.err


def test_context_outlet_and_date_may_be_missing(run: Command, write: Callable[..., Path]) -> None:
    bare = {"text": "The flood has killed 40 people in the valley."}
    done = run("relate", write(json.dumps({"id": 7, "a": bare, "b": bare})))
    assert done.status == 0
    assert {key: json.loads(done.out)[key] for key in ("id", "label")} == {"id": 7, "label": "echo"}


def test_pairs_come_from_standard_input(run: Command) -> None:
    done = run("relate", "-", stdin=a_line() + "\n")
    assert json.loads(done.out)["label"] == "revises"


def test_a_file_that_is_not_there_is_told_in_one_line(run: Command, tmp_path: Path) -> None:
    done = run("relate", tmp_path / "none.jsonl")
    assert (done.status, done.out, len(done.messages)) == (1, "", 1)


def test_halves_of_characters_and_controls_do_no_harm(run: Command, write: Callable[..., Path]) -> None:
    done = run("relate", write(a_line("\u001b[31m", a=a_side("\ud800 killed \u202e 40 people \u0000"))))
    assert done.status == 0
    assert "\u001b" not in done.out


def test_no_pairs_are_no_error(run: Command, write: Callable[..., Path]) -> None:
    done = run("relate", write(""))
    assert (done.status, done.out) == (0, "")
