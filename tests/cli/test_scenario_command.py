"""`tocsin scenario`: new, check, list."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_scenario_passes_the_check(run: Command) -> None:
    made = run("scenario", "new", "The port")
    assert (made.status, made.err) == (0, "")
    assert "the-port.toml" in made.out
    checked = run("scenario", "check", "the-port.toml")
    assert (checked.status, checked.err) == (0, "")
    assert "“The port”, 3 hypotheses, 4 indicators" in checked.out
    assert "rings when “it closes” reaches 0.55" in checked.out


def test_a_file_that_is_there_is_left_as_it_is(run: Command) -> None:
    Path("port.toml").write_text("mine")
    done = run("scenario", "new", "Port")
    assert done.status == 1
    assert done.messages == ["tocsin: port.toml: is there already and is left as it is; name another file or folder"]
    assert Path("port.toml").read_text() == "mine"


def test_it_is_written_into_the_folder_named(run: Command) -> None:
    assert run("scenario", "new", "../x", "--into", "a/b").status == 0
    assert Path("a/b/x.toml").is_file()


def test_where_it_cannot_be_written_is_told(run: Command) -> None:
    Path("file").touch()
    done = run("scenario", "new", "x", "--into", "file")
    assert done.status == 1
    assert len(done.messages) == 1


def test_a_name_that_can_be_none_is_refused_in_one_line(run: Command) -> None:
    done = run("scenario", "new", "\x1b[2J")
    assert done.status == 1
    assert len(done.messages) == 1
    assert "\x1b" not in done.err


def test_what_is_wrong_is_told_with_its_line_and_the_other_files_are_still_checked(run: Command) -> None:
    run("scenario", "new", "good")
    text = Path("good.toml").read_text()
    Path("bad.toml").write_text(
        text.replace("prior = 0.2", "prior = 0.3").replace('"likely"\nsilent', '"likly"\nsilent')
    )
    done = run("scenario", "check", "bad.toml", "good.toml", "none.toml")
    assert done.status == 1
    assert "good.toml: “good”" in done.out
    line = 1 + text.splitlines().index("[[hypothesis]]")
    assert done.messages[0].startswith(f"tocsin: bad.toml:{line}: the priors sum to 1.1 and not to 1")
    assert "“likly” is no word of ICD 203; did you mean “likely”?" in done.messages[1]
    assert done.messages[2].startswith("tocsin: none.toml: No such file")


def test_a_note_is_told_and_is_no_failure(run: Command) -> None:
    run("scenario", "new", "x")
    text = Path("x.toml").read_text()
    Path("x.toml").write_text(text.replace("[alarm]", "[alarm]\n").replace('rings_at = "likely"', "rings_at = 0.15")
                              .replace("silent_at = 0.4", "silent_at = 0.1"))  # fmt: skip
    done = run("scenario", "check", "x.toml")
    assert done.status == 0
    assert ": note: the prior alone reaches rings_at" in done.err


def test_the_scenarios_of_a_folder_are_listed_and_other_files_are_not(run: Command) -> None:
    run("scenario", "new", "Port")
    Path("broken.toml").write_text('question = "?"\n')
    Path("pyproject.toml").write_text('[project]\nname = "x"\n')
    rows = json.loads(run("scenario", "list", "--format", "json").out)
    assert [(row["file"], row["name"], row["indicators"]) for row in rows] == [
        ("broken.toml", None, None), ("port.toml", "Port", 4)
    ]  # fmt: skip
    assert rows[0]["state"] == "name is missing; give the scenario one"
    assert rows[1]["state"] == "fits"
    assert "port.toml" in run("scenario", "list", ".").out


def test_a_folder_without_scenarios_says_so(run: Command, tmp_path: Path) -> None:
    done = run("scenario", "list")
    assert done.status == 0
    assert "no scenario file here" in done.err
    assert run("scenario", "list", "none").status == 1


def test_nothing_a_terminal_would_obey_is_printed(run: Command) -> None:
    run("scenario", "new", "x")
    text = Path("x.toml").read_text()
    Path("x.toml").write_text(text.replace('"x"', '"a\\u001b[2Jb"').replace("it closes", "\\u202eevil\\n"))
    for command in (["check", "x.toml"], ["list"], ["list", "--format", "csv"]):
        done = run("scenario", *command)
        assert not any(mark in done.out + done.err for mark in ("\x1b", "\u202e"))
