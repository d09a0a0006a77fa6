"""How a database gets the tables of a case, and which version of them it has."""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from tocsin.errors import CaseError
from tocsin.ledger.postgres.words import SCHEMA
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import FIRST_CHAINED, chain_all
from tocsin.ledger.sql.derived import DERIVED, complete
from tocsin.ledger.sql.tables import VERSION


def version_of(connection: Connection) -> int:
    """The version of the case that a database holds; 0 if it holds none."""
    if not inspect(connection).has_table("tocsin_case"):
        return 0
    return int(connection.execute(text("select version from tocsin_case")).scalar_one())


def m008_a_chain_of_hashes(connection: Connection) -> None:
    """The chain over evidence, judgements and assessments, with all that the case holds."""
    tables.chain.create(connection)
    chain_all(connection, *FIRST_CHAINED)


def m009_vectors_of_several_models(connection: Connection) -> None:
    """Nothing to do: a claim had vectors of several models in PostgreSQL from the first."""


def m010_the_time_of_day(connection: Connection) -> None:
    """The time of day at which a document was published; nothing tells it of those that were read before."""
    connection.execute(text("alter table reading add column time varchar"))


def m011_evidence_in_a_table_of_its_own(connection: Connection) -> None:
    """The bytes of documents leave the table of documents; sightings, visits and records of sources get their tables."""
    names = ("evidence_bytes", "sighting", "visit", "source_record")
    tables.metadata.create_all(connection, [tables.metadata.tables[name] for name in names])
    connection.execute(
        text("insert into evidence_bytes select document, encode(sha256(raw), 'hex'), raw from evidence")
    )
    connection.execute(text("alter table evidence drop column raw"))


def m012_reviews(connection: Connection) -> None:
    """Reviews of claims and what follows from them; versions of standing questions, which are chained from now on."""
    made = (tables.review, tables.claim_out, tables.revised_claim, tables.EARLIER[tables.claim_out])
    tables.metadata.create_all(connection, [*made, tables.question_version])
    chain_all(connection, tables.standing_question, tables.removed_question)


def m013_advice(connection: Connection) -> None:
    """What choice files came to."""
    tables.advice.create(connection, checkfirst=True)


def m014_merged_cases(connection: Connection) -> None:
    """The table of cases that were merged into this one."""
    tables.merged_case.create(connection, checkfirst=True)


def m015_what_large_cases_need(connection: Connection) -> None:
    """Tables by which pages of claims, parts of names and claims that are still to be linked are found quickly."""
    tables.metadata.create_all(connection, list(DERIVED))
    complete(connection)


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
