"""The command line as it is run: arguments and input go in; output, messages and exit status come out."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tocsin.__main__ import main

DAM = "The mayor said that more than 400 people had left Saalbrunn on Monday. The operator denied that the dam was damaged.\n"
BRIDGE = "The bridge at Korbach was closed, the police said. Will it open again?\n"


@dataclass(frozen=True)
class Run:
    """What a command gave; its messages are checked to be whole lines of ours and no traceback."""

    status: int
    out: str
    err: str

    @property
    def messages(self) -> list[str]:
        return self.err.splitlines()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Runs `tocsin` with these arguments, in this process."""

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


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two documents."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "dam.txt").write_text(DAM)
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


@pytest.fixture
def filled(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Callable[..., Run]) -> Path:
    """A case of the two documents, which is the case of this folder."""
    monkeypatch.chdir(tmp_path)
    assert run("add", texts, "--published", "2026-03-04", "--outlet", "Radio Unterdrau").status == 0
    return tmp_path / "tocsin.db"
