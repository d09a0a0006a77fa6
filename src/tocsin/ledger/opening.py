"""Opening a case."""

from pathlib import Path

from tocsin.ledger.port import Ledger
from tocsin.ledger.sqlite.ledger import SqliteLedger


def open_ledger(path: Path | str) -> Ledger:
    """Open a case, making it if it is not there.

    Args:
        path: The file, or ":memory:" for a case that is gone when closed.

    Raises:
        CaseError: The file cannot be opened, is no case, or was written by a later Tocsin.
    """
    return SqliteLedger(path)
