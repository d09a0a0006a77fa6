"""What the documentation shows can be done: its commands exist, with the options they are shown with."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tocsin.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("docs/how-to/*.md"), *ROOT.glob("docs/why/*.md")]
)
CODE = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
_END = re.compile(r"[|>;&]")


def shown(page: Path) -> Iterator[list[str]]:
    """The words of each Tocsin command that a page shows at a prompt."""
    for kind, block in CODE.findall(page.read_text(encoding="utf-8")):
        for line in re.sub(r"\\\n", " ", block).splitlines() if kind == "console" else ():
            if match := re.match(r"\s*\$ (?:\S+=\S+ )*(?:\S*/)?tocsin (.*)", line):
                lexer = shlex.shlex(match[1], posix=True, punctuation_chars=True)
                lexer.whitespace_split = True
                words = list(lexer)
                ends = [number for number, word in enumerate(words) if _END.match(word)]
                yield words[: ends[0]] if ends else words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_a_page_shows_exists_with_its_options(page: Path) -> None:
    commands: Any = typer.main.get_command(app)
    wrong = []
    for name, *words in shown(page):
        command = commands if name.startswith("-") else commands.commands.get(name)
        if command is None:
            wrong.append(f"tocsin {name}")
            continue
        # `tocsin choose FILE` is short for one of the commands below `choose`.
        below = getattr(command, "commands", {}) if command is not commands else {}
        several = [below[words[0]]] if words and words[0] in below else [command, *below.values()]
        known = {option for one in several for kind in one.params for option in (*kind.opts, *kind.secondary_opts)}
        wrong += [f"tocsin {name} … {word}" for word in words if re.match(r"--[a-z]", word) and word not in known]
    assert wrong == []


def test_every_picture_is_shown_on_a_page_and_every_picture_that_is_shown_is_there() -> None:
    shown_somewhere = {
        Path(target).name
        for page in PAGES
        for target in re.findall(r"\]\(([^)]+\.png)\)", page.read_text(encoding="utf-8"))
    }
    assert {picture.name for picture in ROOT.glob("docs/pictures/*.png")} == shown_somewhere


@pytest.mark.slow
def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    [block] = [
        block for kind, block in CODE.findall((ROOT / "README.md").read_text(encoding="utf-8")) if kind == "python"
    ]
    exec(compile(block, os.fspath(ROOT / "README.md"), "exec"), {})
    out = capsys.readouterr().out
    assert "Carinthian government" in out or "Danubia Wire" in out
