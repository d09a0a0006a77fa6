"""How a database gets the tables of a case, and which version of them it has."""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from tocsin.errors import CaseError
from tocsin.ledger.postgres.words import SCHEMA
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.steps import (
    m008_a_chain_of_hashes,
    m010_the_time_of_day,
    m012_reviews,
    m013_advice,
    m014_merged_cases,
    m015_what_large_cases_need,
    m016_matrix_rulings,
    m017_what_is_known_of_names,
    m018_what_ties_names,
    make_tables_of_evidence,
)
from tocsin.ledger.sql.tables import VERSION


def version_of(connection: Connection) -> int:
    """The version of the case that a database holds; 0 if it holds none."""
    if not inspect(connection).has_table("tocsin_case"):
        return 0
    return int(connection.execute(text("select version from tocsin_case")).scalar_one())


def m009_vectors_of_several_models(connection: Connection) -> None:
    """Nothing to do: a claim had vectors of several models in PostgreSQL from the first."""


def m011_evidence_in_a_table_of_its_own(connection: Connection) -> None:
    """The bytes of documents leave the table of documents; sightings, visits and records of sources get their tables."""
    make_tables_of_evidence(connection)
    connection.execute(
        text("insert into evidence_bytes select document, encode(sha256(raw), 'hex'), raw from evidence")
    )
    connection.execute(text("alter table evidence drop column raw"))


_FIRST = 7
"""The first version that was kept in PostgreSQL."""
MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    m008_a_chain_of_hashes,
    m009_vectors_of_several_models,
    m010_the_time_of_day,
    m011_evidence_in_a_table_of_its_own,
    m012_reviews,
    m013_advice,
    m014_merged_cases,
    m015_what_large_cases_need,
    m016_matrix_rulings,
    m017_what_is_known_of_names,
    m018_what_ties_names,
)
"""What brings a case of the first version to the next, and so on."""


def migrate(connection: Connection) -> None:
    """Bring a case of an earlier version to the current one; in a transaction that holds the lock of writers."""
    for step in MIGRATIONS[version_of(connection) - _FIRST :]:
        step(connection)
    connection.execute(text("update tocsin_case set version = :version"), {"version": VERSION})


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
