"""Opening a case."""

from pathlib import Path

from tocsin.ledger.port import Ledger
from tocsin.ledger.sqlite.connections import MEMORY
from tocsin.ledger.sqlite.ledger import SqliteLedger

__all__ = ["MEMORY", "open_ledger"]


def open_ledger(path: Path | str) -> Ledger:
    """Open a case, making it if it is not there. A file that is no case is left as it is.

    Args:
        path: The file, or MEMORY for a case that is gone when closed.

    Raises:
        CaseError: The file cannot be opened, is no case, or was written by a later Tocsin; or it is a case of an earlier
            version and cannot be written.
    """
    return SqliteLedger(path)
