"""A case in one SQLite file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from tocsin.ledger.sql.ledger import SqlLedger
from tocsin.ledger.sql.tables import VERSION
from tocsin.ledger.sqlite.connections import MEMORY, SqliteConnected, case_error
from tocsin.ledger.sqlite.migrations import migrate, version_of


class SqliteLedger(SqlLedger, SqliteConnected):
    """A ledger (see the port) in one SQLite file."""

    def __init__(self, path: Path | str, *, evidence: Path | None = None) -> None:
        """Open a case, making it if it is not there. A file that is no case is left as it is.

        Args:
            path: The file, or ":memory:" for a case that is gone when closed.
            evidence: The folder of evidence; by default PATH.evidence.

        Raises:
            CaseError: The file cannot be opened, is no case, or was written by a later Tocsin; or it is a case of an earlier
                version and cannot be written.
        """
        super().__init__(MEMORY if str(path) == MEMORY else str(Path(path)), evidence=evidence)
        try:
            version = 0 if self.name == MEMORY else version_of(self.name)
            if version < VERSION:
                migrate(self._engine, version, evidence=self._evidence)
            elif self.can_write and os.path.exists(f"{self.name}-wal"):
                # What a killed program left in the log goes into the file, so that a copy of the file is whole.
                self.flush()
        except (DatabaseError, sqlite3.DatabaseError, ValueError, LookupError) as error:
            raise case_error(self.name, error) from error

    def flush(self) -> None:
        if self.can_write:
            with closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("pragma wal_checkpoint(passive)")


def check_file(path: str) -> None:
    """See that a case file is still one that this version can use.

    Raises:
        CaseError: It was brought to the form of a later Tocsin, is damaged, or is no case any more.
    """
    try:
        version_of(path)
    except sqlite3.DatabaseError as error:
        raise case_error(path, error) from error
