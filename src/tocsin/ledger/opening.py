"""Opening a case."""

from pathlib import Path

from tocsin.errors import CaseError
from tocsin.ledger.port import Ledger
from tocsin.ledger.sqlite.connections import MEMORY
from tocsin.ledger.sqlite.ledger import SqliteLedger, check_file

__all__ = ["MEMORY", "check_form", "is_in_database", "open_ledger"]

_SCHEMES = ("postgresql://", "postgres://")


def is_in_database(case: Path | str) -> bool:
    """Whether a case is named by the address of a database, not by a file."""
    return str(case).startswith(_SCHEMES)


def check_form(case: Path | str) -> None:
    """See that a case file is still one that this version can use: another program may have changed it meanwhile.

    Raises:
        CaseError: It was brought to the form of a later Tocsin, is damaged, or is no case any more.
    """
    if not is_in_database(case) and str(case) != MEMORY:
        check_file(str(case))


def open_ledger(case: Path | str, *, create: bool = True, evidence: Path | None = None) -> Ledger:
    """Open a case. A file that is no case, and a database that holds other tables, are left as they are.

    Args:
        case: The file; MEMORY for a case that is gone when closed; or the address of a PostgreSQL database, as in
            postgresql://reader@host/database.
        create: Whether to make the case if it is not there.
        evidence: The folder of evidence; by default CASE.evidence next to a file, and in the database for PostgreSQL.

    Raises:
        CaseError: It cannot be opened, is no case, or was written by a later Tocsin; or it is a case of an earlier version
            and cannot be written.
    """
    if not is_in_database(case):
        return SqliteLedger(case, evidence=evidence)
    try:
        from tocsin.ledger.postgres.ledger import PostgresLedger
    except ImportError as error:
        raise CaseError("a case in PostgreSQL needs the extra “postgres”: pip install 'tocsin[postgres]'") from error
    return PostgresLedger(str(case), create=create, evidence=evidence)
