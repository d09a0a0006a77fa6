"""`tocsin exposure`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def a_case(key: str = "c1", **fields: Any) -> dict[str, Any]:
    return {
        "id": key, "rule": "ofac50", "on": "2025-03-01",
        "entities": [{"id": "P", "kind": "person", "name": "Rosa Lindqvell"}, {"id": "C", "kind": "company", "name": "Mill"}],
        "edges": [{"id": "e1", "from": "P", "to": "C", "type": "owns", "share": [50, 50], "certainty": "CT+"}],
        "listed": [{"entity": "P", "program": "US-RU", "since": "2022-02-25", "until": None}],
        **fields,
    }  # fmt: skip


def an_edge(**fields: Any) -> dict[str, Any]:
    return {"id": "e1", "from": "P", "to": "C", "type": "owns", "share": [50, 50], "certainty": "CT+", **fields}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(*cases: object) -> Path:
        path = tmp_path / "cases.jsonl"
        lines = (one if isinstance(one, str) else json.dumps(one) for one in cases)
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return written


def test_each_case_gives_a_line_with_the_rule_its_version_and_statuses(
    run: Command, write: Callable[..., Path]
) -> None:
    done = run("exposure", write(a_case("c1"), a_case("c2", rule="uk")), "--format", "json")
    first, second = map(json.loads, done.out.splitlines())
    assert (first["id"], first["rule"], first["rule_version"], first["on"]) == (
        "c1",
        "ofac50",
        "2014-08-13",
        "2025-03-01",
    )
    company = first["entities"][1]
    assert (company["entity"], company["status"], company["share"], company["path"]) == (
        "C",
        "blocked",
        [50, 50],
        ["e1"],
    )
    assert company["why"] == "Mill: Rosa Lindqvell 50 %, together 50 %; at least 50 % is needed"
    assert second["entities"][0]["status"] == "not"
    assert first["changes"] is None


def test_text_names_the_rule_and_its_version(run: Command, write: Callable[..., Path]) -> None:
    done = run("exposure", write(a_case()))
    assert "c1: ofac50 (version 2014-08-13) on 2025-03-01" in done.out
    assert "blocked" in done.out


def test_options_ask_what_a_case_does_not_say(run: Command, write: Callable[..., Path]) -> None:
    case = a_case(listed=[])
    del case["rule"], case["on"]
    done = run("exposure", write(case), "--rule", "eu", "--on", "2024-07-02", "--if-listed", "P", "--format", "json")
    found = json.loads(done.out)
    assert found["rule_version"] == "2018-05-04"
    assert found["changes"] == [
        {"entity": "P", "before": "not", "after": "listed"}, {"entity": "C", "before": "not", "after": "adjacent"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"edges": [an_edge(share=[60, 40])]}, "the tie 'e1': its low share 60 is above its high share 40"),
        ({"edges": [an_edge(share=[0, 101])]}, "the tie 'e1': a share of 101 % is not between 0 and 100"),
        ({"edges": [an_edge(share=[-1, 5])]}, "the tie 'e1': a share of -1 % is not between 0 and 100"),
        ({"edges": [an_edge(share=float("nan"))]}, "the tie 'e1': a share of nan % is not between 0 and 100"),
        ({"edges": [an_edge(share="1e-999999999")]}, "a share has at most 18 decimal places"),
        ({"edges": [an_edge(share=[1, 2, 3])]}, "the tie 'e1': a share must be a number, or a low and a high one"),
        ({"edges": [an_edge(since="2024-05-01", until="2023")]}, "the tie 'e1': it begins (2024-05-01) after it ends (2023)"),
        ({"edges": [an_edge(since="May")]}, "'May' is no day"),
        ({"edges": [an_edge(to="X")]}, "the tie 'e1' names the entity 'X', which is not there"),
        ({"edges": [an_edge(type="likes")]}, "no tie is called 'likes'"),
        ({"edges": [an_edge(certainty="sure")]}, "the certainty must be one of CT+"),
        ({"edges": [an_edge(), an_edge()]}, "the tie 'e1' is there twice"),
        ({"edges": [an_edge(share=60), an_edge(id="e2", share=60)]}, "the sure stakes in 'C' are 120 % on 2025-03-01"),
        ({"edges": "none"}, '"edges" must be a list of objects'),
        ({"entities": [{"id": "P"}, {"id": "P"}]}, "the entity 'P' is there twice"),
        ({"entities": [{"id": "P", "kind": "ship"}]}, "the kind must be person or company"),
        ({"listed": [{"entity": "X", "program": "US-RU"}]}, "a listing names the entity 'X', which is not there"),
        ({"suppose": {"list": ["X"], "delist": []}}, "the supposition names the entity 'X', which is not there"),
        ({"rule": "ofac"}, "there is no rule 'ofac'; known: ofac50, eu, uk, cooperation, topics"),
        ({"rule": None}, "it names no rule; name one with --rule"),
        ({"rule": "topics", "seed": "X"}, "the seed 'X' is no entity of the case"),
        ({"on": "yesterday"}, "'yesterday' is no day"),
    ],
)  # fmt: skip
def test_a_case_that_contradicts_itself_is_told_and_the_rest_goes_on(
    run: Command, write: Callable[..., Path], fields: dict[str, Any], problem: str
) -> None:
    done = run("exposure", write(a_case("bad", **fields), a_case("good")), "--format", "json")
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["good"]
    assert len(done.messages) == 1
    assert "case bad" in done.messages[0]
    assert problem in done.messages[0]


@pytest.mark.parametrize("line", ["[]", "{", '{"id": 1.5}', "\x00", '{"entities": []}', "[" * 100_000])
def test_a_line_that_is_no_case_is_told_and_the_rest_goes_on(
    run: Command, write: Callable[..., Path], line: str
) -> None:
    done = run("exposure", write(line, a_case("good")), "--format", "json")
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["good"]
    assert "line 1" in done.messages[0]


def test_a_supposition_about_nobody_is_told(run: Command, write: Callable[..., Path]) -> None:
    done = run("exposure", write(a_case()), "--if-listed", "Z")
    assert (done.status, done.out) == (1, "")
    assert "there is no entity 'Z'" in done.err


def test_a_file_that_is_not_there_is_told(run: Command, tmp_path: Path) -> None:
    done = run("exposure", tmp_path / "none.jsonl")
    assert done.status == 1
    assert "none.jsonl: No such file" in done.err


def test_an_empty_file_gives_nothing(run: Command, write: Callable[..., Path]) -> None:
    done = run("exposure", write(), "--format", "json")
    assert (done.status, done.out) == (0, "")


def test_topics_give_the_tags_that_go_out(run: Command, write: Callable[..., Path]) -> None:
    case = {
        "id": "t", "rule": "topics", "seed": "a",
        "entities": [{"id": "a", "schema": "Person", "topics": ["sanction"]}, {"id": "b", "schema": "Company", "topics": []}],
        "edges": [{"from": "a", "schema": "Directorship", "to": "b", "ended": None}],
    }  # fmt: skip
    assert json.loads(run("exposure", write(case), "--format", "json").out)["tags"] == [["b", "sanction.linked"]]
