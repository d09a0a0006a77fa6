"""The commands that show how claims stand to each other, and those by which a person says otherwise."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin import Case, Reader

Command = Callable[..., Any]

EVIL = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202eesrever"
OBEYED = [chr(code) for code in (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202A, 0x202E, 0x2066)]
TITLE = "Flood at the old mill in Saalbrunn: pumps, dam and bridge"
GAZETTE = (
    "The flood killed 12 people in Saalbrunn. The bridge at the old mill collapsed before dawn on the eastern bank.\n"
)
PAPERS = [
    {"name": "gazette", "outlet": "Port Gazette", "published": "2026-03-02", "text": GAZETTE},
    {"name": "mirror", "outlet": "Valley Mirror", "published": "2026-03-03", "text": f"Floods.\n\n{GAZETTE}"},
    {
        "name": f"radio{EVIL}",
        "outlet": f"Radio Unterdrau{EVIL}",
        "published": "2026-03-06",
        "text": f"The flood in Saalbrunn has killed 19 people so far {EVIL}. The operator said that the dam was damaged.",
    },
    {
        "name": "observer",
        "outlet": "Observer",
        "text": "Fishermen said that the bridge at the old mill did not collapse. Officials denied that the dam was damaged.",
    },
]
LISTS = (("conflicts",), ("changes",), ("echo", "--sentences"))


@pytest.fixture(scope="session")
def _flood_case(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    folder = tmp_path_factory.mktemp("flood")
    (folder / "papers.jsonl").write_text("\n".join(json.dumps({**paper, "title": TITLE}) for paper in PAPERS))
    with Case.open(folder / "tocsin.db", create=True, reader=reader) as case:
        assert [added.state for added in case.add([folder / "papers.jsonl"])] == ["new"] * len(PAPERS)
    return folder / "tocsin.db"


@pytest.fixture
def flood(_flood_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of four papers on one flood, which is the case of this folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(_flood_case, tmp_path))


def records(run: Command, *arguments: str) -> list[dict[str, Any]]:
    done = run(*arguments, "--format", "json")
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def names(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(one["claim"]["name"].split("\x1b")[0], one["other"]["name"]) for one in found}


def ids(run: Command, words: str) -> list[str]:
    """The ids of the claims that hold these words, by paper."""
    done = run("claims", words, "--format", "jsonl")
    found = [json.loads(line) for line in done.out.splitlines()]
    return [one["id"] for one in sorted(found, key=lambda one: str(one["name"]))]


# --- conflicts, changes, echoes --------------------------------------------------------------------------------------


def test_conflicts_stand_side_by_side_with_what_sets_them_apart(run: Command, flood: Path) -> None:
    done = run("conflicts", "--about", "bridge")
    assert (done.status, done.err) == (0, "")
    first, *rest = done.out.splitlines()
    assert first.startswith("1. 2 accounts, 3 reports: ")
    assert "certainly not" in first
    assert [line.strip()[0] for line in rest if "“" in line] == ["≠", "=", "≠"]
    assert "did not collapse" in done.out
    assert "Fishermen" in done.out


def test_conflicts_as_json_are_one_object_a_line_with_sides_and_links(run: Command, flood: Path) -> None:
    (conflict,) = records(run, "conflicts", "--about", "bridge")
    assert [{found["name"] for found in side["claims"]} for side in conflict["sides"]] == [
        {"gazette", "mirror"}, {"observer"},
    ]  # fmt: skip
    for side in conflict["sides"]:
        assert side["proposition"] in {found["id"] for found in side["claims"]}
    assert {link["relation"] for link in conflict["links"]} == {"contradicts"}
    assert all(link["reasons"] for link in conflict["links"])


def test_changes_tell_what_was_said_and_what_is_said_now(run: Command, flood: Path) -> None:
    done = run("changes")
    assert (done.status, done.err) == (0, "")
    was, now = done.out.index("was “"), done.out.index("now “")
    assert "12 people" in done.out[was:now]
    assert "19 people" in done.out[now:]


def test_changes_as_json_run_from_now_to_then(run: Command, flood: Path) -> None:
    found = records(run, "changes")
    assert {one["relation"] for one in found} == {"revises"}
    assert names(found) == {("radio", "gazette"), ("radio", "mirror")}


def test_echoes_tell_which_paper_copies_which(run: Command, flood: Path) -> None:
    done = run("echo", "--sentences")
    assert done.out.startswith("1. Valley Mirror copies 2 claims of Port Gazette (mirror ← gazette)\n")
    assert "The bridge at the old mill collapsed" in done.out
    assert names(records(run, "echo", "--sentences")) == {("mirror", "gazette")}


@pytest.mark.parametrize("command", LISTS)
def test_lists_can_be_asked_for_what_holds_some_words(run: Command, flood: Path, command: tuple[str, ...]) -> None:
    every = records(run, *command)
    for words in ("bridge", "flood", "dam"):
        told = [json.dumps(one, ensure_ascii=False) for one in records(run, *command, "--about", words)]
        assert all(words in one for one in told)
        assert len(told) <= len(every)


def test_since_leaves_out_what_was_told_before_and_keeps_what_has_no_day(run: Command, flood: Path) -> None:
    assert records(run, "changes", "--since", "2026-03-07") == []
    assert len(records(run, "changes", "--since", "2026-03-06")) == 2
    assert records(run, "echo", "--sentences", "--since", "2026-03-04") == []
    assert len(records(run, "conflicts", "--since", "2026-03-07")) == 2


def test_a_limit_cuts_the_list_and_tells_what_is_left(run: Command, flood: Path) -> None:
    done = run("changes", "--limit", "1")
    assert done.out.endswith("\n1 more; --limit 2 lists them all\n")
    assert "2. " not in done.out
    assert len(records(run, "changes", "--limit", "1")) == 1


@pytest.mark.parametrize(
    ("command", "what"),
    list(zip(LISTS, ("accounts in conflict", "changes", "copies"), strict=True)),
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_finding_nothing_is_told_beside_the_output(
    run: Command, flood: Path, command: tuple[str, ...], what: str, form: str
) -> None:
    done = run(*command, "--about", "lighthouse keepers", "--format", form)
    assert (done.status, done.out) == (0, "")
    if form == "text":
        assert done.messages == [f"tocsin: the case holds no {what}, or none that fits"]


@pytest.mark.parametrize("about", ["", "!!", "'", '"', "a AND", "*", "\x00", "NEAR("])
@pytest.mark.parametrize("command", LISTS)
def test_words_that_are_no_words_find_nothing(run: Command, flood: Path, command: tuple[str, ...], about: str) -> None:
    done = run(*command, "--about", about)
    assert done.status == 0
    assert not done.out or about == "a AND"


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("options", [["--since", "soon"], ["--limit", "0"], ["--limit", "many"], ["--format", "csv"]])
def test_what_cannot_be_asked_for_is_a_mistake_of_use(
    run: Command, flood: Path, command: tuple[str, ...], options: list[str]
) -> None:
    done = run(*command, *options)
    assert (done.status, done.out) == (2, "")
    assert options[0] in done.err


@pytest.mark.parametrize("command", LISTS)
def test_a_case_that_is_not_there_is_not_made(run: Command, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--case", tmp_path / "none.db")
    assert (done.status, done.out) == (1, "")
    assert f"{tmp_path}/none.db" in done.err
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("command", LISTS)
def test_nothing_a_terminal_would_obey_is_printed(
    run: Command, flood: Path, command: tuple[str, ...], form: str
) -> None:
    done = run(*command, "--format", form)
    assert done.out
    assert not [mark for mark in OBEYED if mark in done.out]


# --- link, unlink ----------------------------------------------------------------------------------------------------


def test_a_cut_link_is_gone_and_says_by_whom_and_why(run: Command, flood: Path) -> None:
    gazette, mirror = ids(run, "bridge dawn")
    done = run("unlink", mirror[:8], gazette[:8], "--reason", "two bridges", "--by", "Ada")
    assert (done.status, done.err) == (0, "")
    assert done.out == f"no link between {mirror[:8]} and {gazette[:8]}, by Ada: two bridges\n"
    assert len(records(run, "echo", "--sentences")) == 1


def test_a_link_laid_down_is_listed_with_its_reason(run: Command, flood: Path) -> None:
    gazette, mirror = ids(run, "bridge dawn")
    done = run("link", gazette, mirror, "--as", "revises", "--reason", "a later word", "--by", "Ada")
    assert done.out == f"{gazette[:8]} revises {mirror[:8]}, by Ada: a later word\n"
    assert "Ada: a later word" in run("changes").out
    assert [one["by"] for one in records(run, "changes", "--about", "bridge")] == ["Ada"]
    assert len(records(run, "echo", "--sentences")) == 1


def test_every_relation_can_be_laid_down_by_its_name(run: Command, flood: Path) -> None:
    gazette, mirror = ids(run, "bridge dawn")
    for relation in ("echo", "repeats", "corroborates", "contradicts", "revises", "part of"):
        done = run("link", gazette, mirror, "--as", relation, "--reason", "so")
        assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("unknown", ["ffffffffffff", "no such claim", "", "%", f"x{EVIL}"])
def test_an_unknown_id_is_named(run: Command, flood: Path, unknown: str) -> None:
    gazette, _ = ids(run, "bridge dawn")
    for pair in ((unknown, gazette), (gazette, unknown)):
        for command in (["unlink"], ["link", "--as", "repeats"]):
            done = run(*command, *pair, "--reason", "so")
            assert (done.status, done.out) == (1, "")
            assert len(done.messages) == 1
            assert unknown.isascii() is False or repr(unknown) in done.err
            assert not [mark for mark in OBEYED if mark in done.messages[0]]


def test_what_cannot_be_ruled_is_refused_with_the_reason(run: Command, flood: Path) -> None:
    gazette, _ = ids(run, "bridge dawn")
    toll = ids(run, "19 people")[0]
    refused = {
        ("unlink", gazette, toll, "--reason", "so"): "there is no link between them to cut",
        ("link", gazette, gazette, "--as", "echo", "--reason", "so"): "no link to itself",
        ("link", gazette, toll, "--as", "echo", "--reason", " "): "say why",
    }
    for arguments, why in refused.items():
        done = run(*arguments)
        assert (done.status, done.out) == (1, "")
        assert why in done.err


def test_a_ruling_without_a_reason_or_a_relation_is_a_mistake_of_use(run: Command, flood: Path) -> None:
    gazette, mirror = ids(run, "bridge dawn")
    assert run("unlink", gazette, mirror).status == 2
    assert run("link", gazette, mirror, "--reason", "so").status == 2
    assert run("link", gazette, mirror, "--as", "likes", "--reason", "so").status == 2


def test_hostile_reasons_do_not_reach_the_terminal(run: Command, flood: Path) -> None:
    gazette, mirror = ids(run, "bridge dawn")
    out = run("link", gazette, mirror, "--as", "revises", "--reason", EVIL, "--by", f"Ada{EVIL}").out
    out += run("changes").out + run("changes", "--format", "json").out
    assert "owned" in out
    assert not [mark for mark in OBEYED if mark in out]
