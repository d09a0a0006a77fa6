"""Connections to a case file, and what their errors mean to the caller who opened it."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from tocsin.errors import CaseError
from tocsin.ledger.evidence_folder import EvidenceFolder
from tocsin.ledger.sql.as_of import look_as_of
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sqlite.words import FtsWords

MEMORY = ":memory:"
PATIENCE = 30.0
"""Seconds to wait for another program that writes to the case."""

_AGAIN = 0.02
"""Seconds until it is tried again."""

_NO_NETWORK = "keep the case on a disk of this machine, or in PostgreSQL (--case postgresql://…)"
_WAYS_OUT = (
    (
        "SQLITE_BUSY",
        "another program is writing to it; try again when that is done. If none is, its folder keeps no locks, as some "
        f"network folders do: {_NO_NETWORK}",
    ),
    ("SQLITE_PROTOCOL", f"its folder keeps no locks, as some network folders do: {_NO_NETWORK}"),
    ("SQLITE_IOERR_LOCK", f"its folder keeps no locks, as some network folders do: {_NO_NETWORK}"),
    ("SQLITE_IOERR_SHM", f"its folder shares no memory between programs, as network folders do: {_NO_NETWORK}"),
    (
        "SQLITE_READONLY",
        "the file and its folder must be writable; copy the case to where it is, or name another with --case",
    ),
    ("SQLITE_CANTOPEN", "it and its folder must be there and writable; name another with --case"),
    ("SQLITE_FULL", "make room and run this again: what was entered so far is kept"),
    ("SQLITE_IOERR", "the disk is full or failing; make room and run this again: what was entered so far is kept"),
    ("SQLITE_NOTADB", "this is no case of Tocsin; name another with --case"),
    ("SQLITE_ERROR", "another program changed it; take a copy of it from before, or add its documents to a new case"),
    ("SQLITE_CORRUPT", "the file is damaged; take a copy of it from before, or add its documents to a new case"),
)


def engine_for(name: str, *, can_write: bool) -> Engine:
    """An engine for a case file, or for MEMORY."""
    database = name if can_write else read_only_uri(name)
    engine = create_engine(
        URL.create("sqlite", database=database, query={} if can_write else {"uri": "true"}),
        poolclass=StaticPool if name == MEMORY else None,
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # SQLite's driver would open transactions late and close them before DDL; Tocsin opens them itself.
        connection.isolation_level = None
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma foreign_keys = on")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once, so that two of them wait for each other instead of failing half-way.
        connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get("writes") else "begin")

    look_as_of(engine)
    return engine


def read_only_uri(path: str) -> str:
    """The address by which SQLite only reads a file: without even a lock if there is no log next to it."""
    log = "" if os.path.exists(f"{path}-wal") else "&immutable=1"
    return f"file:{quote(os.path.abspath(path))}?mode=ro{log}"


def give_log(engine: Engine) -> None:
    """Give a new file a write-ahead log, which it keeps.

    SQLite does not wait by itself while another program gives the same new file its log, so this does.
    """
    deadline = time.monotonic() + PATIENCE
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("pragma journal_mode = wal")
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                    raise
                time.sleep(_AGAIN)
            else:
                return


class SqliteConnected(Connected):
    """A case file, or MEMORY."""

    _words = FtsWords()
    _failures = (DatabaseError,)

    def __init__(self, name: str, *, evidence: Path | None = None) -> None:
        """Connect to a case file, or to MEMORY, which keeps the bytes of documents with all else.

        Args:
            name: The file, or MEMORY.
            evidence: The folder of evidence; by default NAME.evidence next to the file.

        Raises:
            CaseError: Its folder is not there.
        """
        self.name = name
        # In memory all share one connection, which a stream would keep busy.
        self._streams = name != MEMORY
        folder = Path(name).parent
        try:
            if name != MEMORY and not folder.is_dir():
                raise CaseError(f"{name}: there is no folder {folder}")
        except OSError as error:
            raise CaseError(f"{name}: {error.strerror}") from error
        there = [path for path in (name, os.path.dirname(name) or ".") if name != MEMORY and os.path.exists(path)]
        effective = os.access in os.supports_effective_ids
        self.can_write = all(os.access(path, os.W_OK, effective_ids=effective) for path in there)
        self._engine = engine_for(name, can_write=self.can_write)
        if name != MEMORY:
            self._evidence = EvidenceFolder(evidence or Path(f"{name}.evidence"))

    def _case_error(self, error: Exception) -> CaseError:
        return case_error(self.name, error)


def case_error(name: str, error: Exception) -> CaseError:
    """What an error of the database says, or one over what was read from it, and the way out."""
    if not isinstance(error, DatabaseError | sqlite3.DatabaseError):
        return CaseError(f"{name}: it is damaged, or holds what Tocsin did not write ({error})")
    origin = error.orig if isinstance(error, DatabaseError) and error.orig is not None else error
    said, code = str(origin), getattr(origin, "sqlite_errorname", "")
    way = next((f"; {way}" for start, way in _WAYS_OUT if code.startswith(start)), "")
    return CaseError(f"{name}: {said}{way}")
