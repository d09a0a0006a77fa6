"""`tocsin names`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def a_line(key: str = "p1", **fields: Any) -> str:
    return json.dumps({"id": key, "kind": "person", "a": "Андрей Ржавцев", "b": "Andrei Rzhavtsev", **fields})


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(*lines: str) -> Path:
        path = tmp_path / "pairs.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return written


def test_each_pair_gives_a_line_with_a_verdict_a_score_and_reasons(run: Command, write: Callable[..., Path]) -> None:
    done = run("names", write(a_line("p1"), a_line("p2", b="Anton Rzhavtsev")), "--format", "json")
    first, second = map(json.loads, done.out.splitlines())
    assert done.status == 0
    assert set(first) == {"id", "match", "score", "reasons"}
    assert (first["id"], first["match"], second["id"], second["match"]) == ("p1", True, "p2", False)
    assert first["score"] > second["score"]
    assert "another given name: “Андрей”, “Anton”" in [reason["words"] for reason in second["reasons"]]


def test_without_a_kind_the_words_tell_what_the_names_are_of(run: Command, write: Callable[..., Path]) -> None:
    done = run("names", write(a_line("p1", kind=None, a="Завод № 5", b="Plant No. 5")), "--format", "json")
    assert json.loads(done.out)["match"] is True


def test_a_lower_score_lets_a_slip_of_the_pen_pass(run: Command, write: Callable[..., Path]) -> None:
    path = write(a_line("p1", b="Andrei Rzhavtsov"))
    assert json.loads(run("names", path, "--format", "json").out)["match"] is False
    assert json.loads(run("names", path, "--format", "json", "--from", "0.4").out)["match"] is True


def test_a_table_is_for_people(run: Command, write: Callable[..., Path]) -> None:
    done = run("names", write(a_line("p1")))
    assert done.status == 0
    assert "two spellings of one" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{nonsense", "not JSON"),
        ("[1]", '"id"'),
        ('{"id": "p2", "a": "x"}', '"b" must be a name'),
        (a_line("p2", a=""), '"a" holds no letter'),
        (a_line("p2", b="«…»"), '"b" holds no letter'),
        (a_line("p2", b="x" * 10_000), '"b" has 10,000 characters'),
        (a_line("p2", kind="dog"), '"kind"'),
    ],
)
def test_a_line_that_holds_no_pair_is_told_with_its_number_and_the_rest_goes_on(
    run: Command, write: Callable[..., Path], line: str, told: str
) -> None:
    done = run("names", write(a_line("p1"), line, a_line("p3")), "--format", "json")
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["p1", "p3"]
    assert len(done.messages) == 1
    assert "line 2" in done.messages[0]
    assert told in done.messages[0]


def test_names_of_one_file_are_compared_with_all_of_another(run: Command, tmp_path: Path) -> None:
    def names(file: str, *several: str) -> Path:
        path = tmp_path / file
        rows = (json.dumps({"id": f"{file}{number}", "name": name}) for number, name in enumerate(several))
        path.write_text("\n".join(rows), encoding="utf-8")
        return path

    one = names("a", "Андрей Ржавцев", "Plant No. 317", "Карл Мозер")
    other = names("b", "Anton Rzhavtsev", "317-й завод", "Andrei Rzhavtsev", "Plant No. 318")
    done = run("names", one, "--against", other, "--format", "json")
    assert [(row["id"], row["other"]) for row in map(json.loads, done.out.splitlines())] == [("a0", "b2"), ("a1", "b1")]


def test_a_line_of_names_that_holds_none_is_told(run: Command, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.write_text('{"id": 1, "name": "–––"}\n{"id": 2}\n{"id": 3, "name": "Andrei Rzhavtsev"}', encoding="utf-8")
    good.write_text('{"id": 7, "name": "Андрей Ржавцев"}', encoding="utf-8")
    done = run("names", bad, "--against", good, "--format", "json")
    assert (done.status, len(done.messages)) == (1, 2)
    assert json.loads(done.out)["other"] == 7
