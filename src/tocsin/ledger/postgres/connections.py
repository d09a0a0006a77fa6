"""Connections to a PostgreSQL database, and what their errors mean to the caller who named it."""

from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from tocsin.errors import CaseError
from tocsin.ledger.evidence_folder import EvidenceFolder
from tocsin.ledger.postgres.words import TsWords
from tocsin.ledger.sql.as_of import look_as_of
from tocsin.ledger.sql.connected import Connected

PATIENCE = 30
"""Seconds to wait for a connection, and for another program that writes to the case."""
_WRITERS = 0x546F6373
"""The lock that one writer holds at a time, as in a case file, until its transaction ends."""

_CHANGED = "another program changed its tables; take a copy of it from before, or add its documents to a new case"
_WAYS_OUT = (
    ("28P01", "the user or the password is wrong; give it in the address, in PGPASSWORD or in a password file"),
    ("28000", "the server does not let this user in; ask who runs it"),
    ("3D000", "there is no such database; `createdb` makes one"),
    (
        "3F000",
        "the schema is not there, or this user may not use it; see the roles in the guide to a case in PostgreSQL",
    ),
    ("42501", "this user may not do that; see the roles in the guide to a case in PostgreSQL"),
    ("42P", _CHANGED),
    ("427", _CHANGED),
    ("25006", "the database can only be read here"),
    ("55P03", "another program is writing to it; try again when that is done"),
    ("53100", "the disk of the server is full; make room and run this again: what was entered so far is kept"),
    ("53300", "the server has too many connections; try again"),
    ("57P", "the server was stopped; run this again when it is up: what was entered so far is kept"),
    (
        "08001",
        "the server cannot be reached; start it or name another, and run this again: what was entered so far is kept",
    ),
    ("08", "the connection was lost; run this again: what was entered so far is kept"),
)
_SAID = (
    ("FATAL:  role ", "28P01"), ("password authentication failed", "28P01"), ("no password supplied", "28P01"),
    ("does not exist", "3D000"),
    ("no pg_hba.conf entry", "28000"), ("terminating connection", "57P"), ("server closed the connection", "08"),
    ("connection is lost", "08"), ("Is the server running", "08001"), ("Connection refused", "08001"),
    ("could not translate host name", "08001"), ("failed to resolve host", "08001"), ("timeout expired", "08001"),
    ("is shutting down", "57P"), ("is starting up", "57P"),
)  # fmt: skip
"""What the server says while it connects, for which the driver gives no code."""


def url_of(address: str) -> URL:
    """The address of a database, for the driver that is used.

    Raises:
        CaseError: It is no address.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise CaseError(f"{address.partition('@')[2] or address}: this is no address of a database") from error
    if not url.database:
        raise CaseError(f"{url.render_as_string()}: name the database, as in postgresql://user@host/database")
    return url.set(drivername="postgresql+psycopg")


def engine_for(url: URL) -> Engine:
    """An engine for a database; one that writes holds the lock of writers."""
    engine = create_engine(
        url, pool_pre_ping=True, isolation_level="REPEATABLE READ", connect_args={"connect_timeout": PATIENCE}
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            # A transaction that reads sees one state of the case; one that writes must see what the writer before it entered.
            connection.exec_driver_sql("set transaction isolation level read committed")
            connection.exec_driver_sql(f"set local lock_timeout = '{PATIENCE}s'")
            connection.exec_driver_sql("select pg_advisory_xact_lock(%s, hashtext(current_schema()))", (_WRITERS,))

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def look_up(
        connection: Connection, cursor: object, statement: str, parameters: Any, context: object, many: bool
    ) -> tuple[str, Any]:
        # No text here holds the character 0, which PostgreSQL refuses: whoever looks for it is to find nothing.
        if isinstance(parameters, dict) and not connection.get_execution_options().get("writes"):
            parameters = {
                name: value.replace("\0", "\ufffd") if isinstance(value, str) else value
                for name, value in parameters.items()
            }
        return statement, parameters

    look_as_of(engine)
    return engine


class PostgresConnected(Connected):
    """A case in a database."""

    _words = TsWords()
    _failures = (DBAPIError, psycopg.Error)

    def __init__(self, address: str, *, evidence: Path | None = None) -> None:
        """Connect to a database.

        Args:
            address: The address.
            evidence: The folder of evidence; None where the database keeps the bytes.

        Raises:
            CaseError: It is no address.
        """
        url = url_of(address)
        self.name = URL.create(
            "postgresql", username=url.username, host=url.host, port=url.port, database=url.database, query=url.query
        ).render_as_string()
        self._engine = engine_for(url)
        self.can_write = False
        self._evidence = EvidenceFolder(evidence) if evidence is not None else None

    def _case_error(self, error: Exception) -> CaseError:
        return case_error(self.name, error)


def may_write(connection: Connection) -> bool:
    """Whether this user may add to the case, and the server takes entries."""
    query = "select has_table_privilege('reading', 'insert') and not pg_is_in_recovery()"
    return bool(connection.execute(text(query)).scalar_one())


def case_error(name: str, error: Exception) -> CaseError:
    """What an error of the database says, or one over what was read from it, and the way out."""
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if not isinstance(origin, psycopg.Error):
        return CaseError(f"{name}: it is damaged, or holds what Tocsin did not write ({error})")
    said = str(origin).strip().partition("\n")[0]
    code = origin.sqlstate or next((code for words, code in _SAID if words in str(origin)), "")
    way = next((f"; {way}" for start, way in _WAYS_OUT if code.startswith(start)), "")
    return CaseError(f"{name}: {said}{way}")
