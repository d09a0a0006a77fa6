"""Cases without a reader: readings made by hand go in, and come out again, whatever keeps them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from factory import AT, an_evidence

from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.reading import Reading


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty case: in a SQLite file, in a PostgreSQL database, and in its twin in memory."""
    if request.param == "memory":
        yield MemoryLedger()
        return
    address = tmp_path / "case.db" if request.param == "sqlite" else request.getfixturevalue("database")
    with open_ledger(address) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Ledger]:
    """An empty case in a SQLite file."""
    with open_ledger(tmp_path / "case.db") as opened:
        yield opened


@pytest.fixture
def add(ledger: Ledger) -> Callable[..., bool]:
    """Enters a reading with its document."""

    def enter(reading: Reading, *, reader: str = "reader 1", at: datetime = AT) -> bool:
        return ledger.add(an_evidence(reading.document), reading, reader=reader, at=at)

    return enter
