"""`tocsin brief`: to the terminal or a file, as Markdown or a page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SCENARIO = """
name = "Saalbrunn"
question = "Will the town be empty by the end of the year?"
horizon = 2026-12-31
resolution = "By the register of residents."

[[hypothesis]]
name = "it empties"
prior = 0.4

[[hypothesis]]
name = "a planted story"
prior = 0.6

[[indicator]]
name = "people leave"
words = ["left Saalbrunn"]
likelihood = { "it empties" = 0.9, "a planted story" = 0.2 }
"""


def test_a_brief_is_markdown_unless_told_otherwise(run: Run, filled: Path) -> None:
    done = run("brief")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("# tocsin\n\n## In numbers\n")
    assert "2 documents" in done.out


def test_a_brief_can_be_a_page(run: Run, filled: Path) -> None:
    assert run("brief", "--format", "html").out.startswith("<!doctype html>")


def test_the_ending_of_the_file_tells_what_it_is_to_be(run: Run, filled: Path, tmp_path: Path) -> None:
    done = run("brief", "--out", tmp_path / "brief.html")
    assert (done.status, done.out, done.err) == (0, "", "")
    assert (tmp_path / "brief.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("brief", "--out", tmp_path / "brief.txt").status == 0
    assert (tmp_path / "brief.txt").read_text(encoding="utf-8").startswith("# tocsin\n")
    assert run("brief", "--out", tmp_path / "page.txt", "--format", "html").status == 0
    assert (tmp_path / "page.txt").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_it_bears_the_title_it_is_given(run: Run, filled: Path) -> None:
    assert run("brief", "--title", "Two # documents").out.startswith("# Two # documents\n")


def test_nothing_of_a_period_is_a_clear_line_and_no_error(run: Run, filled: Path) -> None:
    done = run("brief", "--since", "2027-01-01")
    assert (done.status, done.err) == (0, "")
    assert "The case holds no document of this period." in done.out


def test_it_keeps_to_words_and_place(run: Run, filled: Path) -> None:
    about = run("brief", "--about", "bridge").out
    assert "Korbach" in about
    assert "Saalbrunn" not in about
    assert "Saalbrunn" not in run("brief", "--in", "Korbach").out


def test_a_case_without_dates_gives_a_brief(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("add", "-", stdin="The old dam at Korbach broke in the night.").status == 0
    done = run("brief")
    assert done.status == 0
    assert "Of these, 1 document has no day of publication." in done.out


def test_scenarios_can_be_looked_at(run: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(SCENARIO)
    done = run("brief", "--scenario", tmp_path / "town.toml", "--until", "2026-03-31")
    assert done.status == 0
    assert "## Alarms" in done.out
    assert "“it empties”" in done.out


def test_a_scenario_that_cannot_be_used_stops_the_brief(run: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text("name = 3")
    done = run("brief", "--scenario", tmp_path / "town.toml", "--out", tmp_path / "brief.md")
    assert done.status == 1
    assert "town.toml" in done.err
    assert not (tmp_path / "brief.md").exists()


def test_a_file_that_cannot_be_written_is_told(run: Run, filled: Path, tmp_path: Path) -> None:
    done = run("brief", "--out", tmp_path / "missing" / "brief.md")
    assert done.status == 1
    assert "missing/brief.md" in done.err
    assert "cannot be written" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "2026-03-09", "--until", "2026-03-01"), ("--since", "yesterday"), ("--about", "?!"), ("--in", " "),
        ("--format", "pdf"),
    ],
    ids=["after", "no day", "no word", "no place", "no format"],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_usage_error(run: Run, filled: Path, arguments: tuple[str, ...]) -> None:
    done = run("brief", *arguments)
    assert done.status == 2
    assert done.out == ""


def test_a_case_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    done = run("brief", "--case", tmp_path / "none.db")
    assert done.status == 1
    assert "there is no case" in done.err


def test_nothing_that_a_terminal_would_obey_is_printed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        run(
            "add", "-", "--outlet", "\x1b[31mred", stdin="The old dam\u202e at \x1b[2JKorbach broke in the night."
        ).status
        == 0
    )
    for form in ("md", "html"):
        out = run("brief", "--format", form, "--title", "\x1b]0;x\x07").out
        assert not set(out) & set("\x1b\x07\u202e")
