"""The command line as it is run: arguments and input go in; output, messages and exit status come out."""

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import typer.main

from tocsin import Case, Given, Reader
from tocsin.__main__ import main
from tocsin.cli.app import app

DAM = "The mayor said that more than 400 people had left Saalbrunn on Monday. The operator denied that the dam was damaged.\n"
BRIDGE = "The police said that the bridge at Korbach was closed. Will it open again?\n"


@dataclass(frozen=True)
class Run:
    """What a command gave; its messages are checked to be whole lines of ours and no traceback."""

    status: int
    out: str
    err: str

    @property
    def messages(self) -> list[str]:
        return self.err.splitlines()


COMMANDS = typer.main.get_command(app)
"""The tree of commands. Typer makes it at each run, which takes longer than most commands that run here."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Runs `tocsin` with these arguments, in this process."""
    monkeypatch.setattr(typer.main, "get_command", lambda _: COMMANDS)

    def command(*arguments: str | Path, stdin: str | bytes = "") -> Run:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["tocsin", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Run(int(stop.value.code or 0), out, err)

    return command


def write_texts(folder: Path) -> Path:
    folder.mkdir()
    (folder / "dam.txt").write_text(DAM)
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two documents."""
    return write_texts(tmp_path / "texts")


@pytest.fixture(scope="session")
def _case_of_two(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    folder = tmp_path_factory.mktemp("two")
    with Case.open(folder / "tocsin.db", create=True, reader=reader) as case:
        given = Given(published=date(2026, 3, 4), outlet="Radio Unterdrau")
        assert [added.state for added in case.add([write_texts(folder / "texts")], given=given)] == ["new", "new"]
    return folder / "tocsin.db"


@pytest.fixture
def filled(_case_of_two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of the two documents, which is the case of this folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(f"{_case_of_two}.evidence", tmp_path / "tocsin.db.evidence")
    return Path(shutil.copy(_case_of_two, tmp_path))
