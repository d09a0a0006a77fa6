"""`tocsin echo` over files: what it prints, and what becomes of input that cannot be used."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from echo.stream import chatter, repeating

Command = Callable[..., Any]
OUTLETS = ("Gazette", "Herald", "Mirror", "Beacon")


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stream in which the Mirror copies the Gazette."""
    path = tmp_path_factory.mktemp("echo") / "posts.jsonl"
    documents = [*chatter(OUTLETS, days=14), *repeating("Gazette", "Mirror", lag=2)]
    rows = [
        {"name": one.name, "outlet": one.outlet, "text": one.text, "time": one.time.isoformat() if one.time else None}
        for one in documents
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_json_is_one_object_with_what_is_promised(run: Command, posts: Path) -> None:
    done = run("echo", posts, "--format", "json")
    assert (done.status, done.err) == (0, "")
    record = json.loads(done.out)
    assert record["schema"] == 1
    (edge,) = record["edges"]
    assert (edge["source"], edge["repeater"], edge["n"], edge["share"], edge["lag_minutes"]) == (
        "Gazette",
        "Mirror",
        6,
        1,
        120,
    )
    assert edge["documents"][0] == ["Gazette-line-0", "Mirror-copy-0"]
    (narrative,) = record["narratives"]
    assert edge["narrative"] == narrative["id"]
    assert narrative["first"] == {"outlet": "Gazette", "document": "Gazette-line-0", "time": "2026-03-03T08:00:00"}
    assert "together" not in record


def test_text_names_the_edge_and_a_copied_passage(run: Command, posts: Path) -> None:
    out = run("echo", posts).out
    assert "Gazette → Mirror: 6 times, 100% of its documents, after 2.0 hours, 6 verbatim" in out
    assert "“The old lighthouse was sold to a stranger who never showed his face.”" in out


def test_a_window_lists_who_posts_the_same_text(run: Command, posts: Path) -> None:
    record = json.loads(run("echo", posts, "--window", "7200", "--only-together", "--format", "json").out)
    assert record["together"] == [{"outlets": ["Gazette", "Mirror"], "documents": [6, 6]}]
    assert record["edges"] == []
    assert json.loads(run("echo", posts, "--window", "7199", "--format", "json").out)["together"] == []


@pytest.mark.parametrize("form", ["csv", "graphml", "gexf", "svg", "chart"])
def test_every_format_holds_the_outlets(run: Command, posts: Path, form: str) -> None:
    out = run("echo", posts, "--format", form).out
    assert "Gazette" in out
    assert "Mirror" in out


def test_lines_that_cannot_be_used_are_told_and_the_rest_goes_on(run: Command, posts: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(posts.read_text() + '\n{"text": "One.", "time": "noon"}\nno json\n{"text": ""}\n')
    done = run("echo", bad, "--format", "json")
    assert done.status == 1
    assert len(done.messages) == 3
    assert len(json.loads(done.out)["edges"]) == 1


def test_a_file_that_is_not_there_is_one_line(run: Command, tmp_path: Path) -> None:
    done = run("echo", tmp_path / "none.jsonl", "--format", "json")
    assert done.status == 1
    assert len(done.messages) == 1


@pytest.mark.parametrize(
    "options", [["--only-together"], ["--since", "2026-03-09", "--until", "2026-03-01"], ["--window", "-1"]]
)
def test_options_that_do_not_go_together_are_a_mistake_of_use(run: Command, posts: Path, options: list[str]) -> None:
    assert run("echo", posts, *options).status == 2
