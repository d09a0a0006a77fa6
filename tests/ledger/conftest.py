"""Cases without a reader: readings made by hand go in, and come out again."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from factory import AT, an_evidence

from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.reading import Reading


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "case.db") as opened:
        yield opened


@pytest.fixture
def add(ledger: Ledger) -> Callable[..., bool]:
    """Enters a reading with its document."""

    def enter(reading: Reading, *, reader: str = "reader 1", at: datetime = AT) -> bool:
        return ledger.add(an_evidence(reading.document), reading, reader=reader, at=at)

    return enter
