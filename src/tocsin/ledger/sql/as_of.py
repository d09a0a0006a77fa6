"""Queries of a case as it was: each table they name is replaced by the rows of it that were held at the moment asked for.

A query gets a common table expression for each such table, under the table's own name, so that the queries themselves are
the same for every moment. What has a moment of its own is held from that moment on; a row of a derived table from `since`
until `until`.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Executable,
    MetaData,
    Select,
    Table,
    and_,
    event,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.engine import Engine

from tocsin.ledger.sql import tables
from tocsin.model.as_of import AsOf

_ENTERED = {
    tables.evidence: "added", tables.reading: "at", tables.ruling: "at", tables.party_ruling: "at",
    tables.link_ruling: "at", tables.grade: "at", tables.assessment: "entered", tables.sighting: "at",
    tables.source_record: "at", tables.review: "at", tables.merged_case: "at", tables.matrix_ruling: "at",
    tables.advice: "entered", tables.standing_question: "at", tables.question_version: "at",
    tables.removed_question: "at", tables.question_run: "at",
}  # fmt: skip
"""The column that tells when a row of a table was entered."""
_FULL_NAMES = MetaData()
_STORED = {
    table: table.to_metadata(_FULL_NAMES, schema="main")
    for table in (*_ENTERED, *tables.EARLIER, *tables.EARLIER.values(), tables.party_basis, tables.revised_claim)
}
"""The tables of SQLite by their full names: it takes a name alone for the expression that bears it."""
_Tables = Callable[[Table], Table]
"""Gives a table itself in the place of the expression that bears its name."""


def look_as_of(engine: Engine) -> None:
    """Let the connections of an engine whose option `as_of` names a moment look from there."""

    @event.listens_for(engine, "before_execute", retval=True)
    def before(
        connection: Connection, statement: Executable, many: object, parameters: object, options: object
    ) -> tuple[Executable, object, object]:
        moment: AsOf | None = connection.get_execution_options().get("as_of")
        if moment is not None and isinstance(statement, Select):
            is_sqlite = connection.dialect.name == "sqlite"
            statement = statement.add_cte(*_held(moment, _STORED.__getitem__ if is_sqlite else lambda table: table))
        return statement, many, parameters


def _held(moment: AsOf, stored_as: _Tables) -> list[CTE]:
    """The tables as they were."""
    held = moment.known_by or datetime.max
    found = []
    for table, entered in _ENTERED.items():
        stored = stored_as(table)
        query = select(stored).where(stored.c[entered] <= held)
        if table is tables.reading and moment.at is not None:
            query = query.where(_published(stored, moment.at, stored_as))
        found.append(query.cte(table.name))
    for table, before in tables.EARLIER.items():
        now, earlier = stored_as(table), stored_as(before)
        parts = [
            select(now).where(now.c.since <= held),
            select(*(earlier.c[one.name] for one in now.columns)).where(
                earlier.c.since <= held, earlier.c.until > held
            ),
        ]
        if table is tables.current_reading and moment.at is not None:
            parts = [_of_published(part, moment.at, stored_as) for part in parts]
        if table is tables.claim_out:
            # What was corrected later did not stand yet.
            revised = stored_as(tables.revised_claim)
            later = select(revised.c.claim, literal("later").label("state"), revised.c.since)
            parts.append(later.where(revised.c.since > held))
        found.append(union_all(*parts).cte(table.name))
    if moment.at is not None:
        # The parties that are entered are those of all names.
        found.append(
            select(stored_as(tables.party_basis))
            .where(stored_as(tables.party_basis).c.names.is_(None))
            .cte("party_basis")
        )
    return found


def _published(reading: Table, day: date, stored_as: _Tables) -> ColumnElement[bool]:
    evidence = stored_as(tables.evidence)
    end = datetime.combine(day, time()) + timedelta(days=1)
    added = select(evidence.c.document).where(evidence.c.document == reading.c.document, evidence.c.added < end)
    return or_(reading.c.published <= day, and_(reading.c.published.is_(None), added.exists()))


def _of_published(query: Select[tuple[object, ...]], day: date, stored_as: _Tables) -> Select[tuple[object, ...]]:
    """A query of current readings, narrowed to those of documents that had been published."""
    reading = stored_as(tables.reading)
    number = query.selected_columns.reading
    return query.where(
        select(reading.c.number).where(reading.c.number == number, _published(reading, day, stored_as)).exists()
    )
