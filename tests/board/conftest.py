"""A board over a copy of the sample case: in this process for most tests, as a program of its own for the browser."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from board_client import add_names_to_merge
from starlette.testclient import TestClient

import tocsin
from tocsin.board.app import create_app
from tocsin.board.settings import BoardSettings
from tocsin.engine.case import Case

SCENARIOS = Path(tocsin.__file__).parent / "demo" / "scenarios"
CHOICES = Path(tocsin.__file__).parent / "demo" / "choices"
DAY = date(2026, 4, 11)
PASSWORD = "correct horse battery"


def copied(sample: Case, folder: Path) -> Path:
    """A copy of the sample case that a test may change."""
    sample.ledger.flush()
    target = folder / "case.db"
    shutil.copy(sample.name, target)
    shutil.copytree(f"{sample.name}.evidence", f"{target}.evidence")
    return target


@pytest.fixture
def settings(sample: Case, tmp_path: Path) -> BoardSettings:
    return BoardSettings(
        case=copied(sample, tmp_path), accounts=tmp_path / "case.db.board", scenarios=(SCENARIOS,),
        choices=(CHOICES,), at=DAY,
        names=("testserver",), patience=60,
    )  # fmt: skip


@pytest.fixture
def client(settings: BoardSettings) -> Iterator[TestClient]:
    """A browser without JavaScript on a board that needs no account."""
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def served(sample: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a board that runs as a program of its own."""
    yield from _serving(copied(sample, tmp_path_factory.mktemp("served")))


@pytest.fixture
def served_with_names(sample: Case, tmp_path: Path) -> Iterator[str]:
    """The same over a case with names to merge."""
    case = copied(sample, tmp_path)
    add_names_to_merge(case)
    yield from _serving(case)


@pytest.fixture(scope="session")
def served_large(sample: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same over a case so large that results are made by a process of their own."""
    case = copied(sample, tmp_path_factory.mktemp("large"))
    with sqlite3.connect(case) as connection:
        connection.execute("create table ballast (bytes)")
        connection.execute("insert into ballast values (zeroblob(20000000))")
        connection.execute("drop table ballast")
    yield from _serving(case)


def _serving(case: Path) -> Iterator[str]:
    command = [
        sys.executable, "-m", "tocsin", "serve", "--case", str(case), "--port", "0",
        "--scenario", str(SCENARIOS), "--choice", str(CHOICES), "--at", DAY.isoformat(),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        try:
            yield line.partition(": http")[2].split("  ")[0].rstrip("/").join(("http", ""))
        finally:
            running.terminate()
