"""How a database gets the tables of a case, and which version of them it has."""

from sqlalchemy import Connection, inspect, text

from tocsin.errors import CaseError
from tocsin.ledger.postgres.words import SCHEMA
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.tables import VERSION


def version_of(connection: Connection) -> int:
    """The version of the case that a database holds; 0 if it holds none."""
    if not inspect(connection).has_table("tocsin_case"):
        return 0
    return int(connection.execute(text("select version from tocsin_case")).scalar_one())


def make_case(connection: Connection, name: str) -> None:
    """Make the tables of a case; in a transaction that holds the lock of writers.

    Raises:
        CaseError: The database holds tables of these names that are no case.
    """
    if version_of(connection):
        # Another program was faster.
        return
    there = {*inspect(connection).get_table_names()} & {*tables.metadata.tables, "words"}
    if there:
        raise CaseError(
            f"{name}: it holds a table {min(there)!r} that is no case of Tocsin; take another database or schema"
        )
    tables.metadata.create_all(connection, checkfirst=False)
    for statement in SCHEMA:
        connection.execute(text(statement))
    connection.execute(text("create table tocsin_case (version integer not null)"))
    connection.execute(text("insert into tocsin_case values (:version)"), {"version": VERSION})
