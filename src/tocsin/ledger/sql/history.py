"""What a case held before: rows that no longer hold are kept with the time during which they did."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, DateTime, Row, Table, delete, insert, literal, or_, select

from tocsin.errors import Ambiguous, NotInCase
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.filters import begins
from tocsin.ledger.sql.reports import portions, rows_where
from tocsin.model.claim import Claim
from tocsin.model.history import ClaimHistory, HeldLink, HeldReading, Membership
from tocsin.model.link import Link, Relation
from tocsin.model.reason import Reason
from tocsin.model.record import load


class Histories(Connected):
    """What became of claims."""

    def claim_history(self, key: str) -> ClaimHistory:
        claim, reading = tables.claim.c, tables.reading.c
        with self._reading() as connection:
            query = select(claim.id).where(begins(claim.id, key.lower())).distinct().limit(6)
            ids = list(connection.scalars(query)) if key else []
            if not ids:
                raise NotInCase(key)
            if len(ids) > 1:
                raise Ambiguous(key, ids)
            # The claim as it stands comes last, or else as it was entered last.
            out = tables.claim_out.c.claim
            own = connection.execute(
                select(claim.row, claim.record, reading.number, reading.reader, reading.document, reading.name)
                .join(tables.reading, reading.number == claim.reading)
                .outerjoin(tables.claim_out, out == claim.row).where(claim.id == ids[0])
                .order_by(reading.number, out.is_(None), claim.row)
            ).all()  # fmt: skip
            if not own:
                # Seen from an earlier moment: it was entered later.
                raise NotInCase(key)
            rows = [row.row for row in own]
            readers = {row.number: row.reader for row in own}
            held = _ever(connection, tables.current_reading, lambda table: table.c.reading.in_(readers))
            links = _ever(connection, tables.link, lambda table: or_(table.c.claim.in_(rows), table.c.other.in_(rows)))
            shared = _ever(connection, tables.proposition, lambda table: table.c.claim.in_(rows))
            names = {row.proposition for row in shared}
            members = _ever(connection, tables.proposition, lambda table: table.c.proposition.in_(names))
            named = {*rows, *(row.claim for row in (*links, *members)), *(row.other for row in links)}
            found = {
                row.row: (row.id, load(Claim, row.record))
                for row in rows_where(connection, select(claim.row, claim.id, claim.record), claim.row, sorted(named))
            }
        return ClaimHistory(
            claim=found[rows[-1]][1], document=own[-1].document, name=own[-1].name,
            readings=tuple(HeldReading(readers[row.reading], row.since, row.until) for row in held),
            links=tuple(
                HeldLink(
                    Link(
                        claim=found[row.claim][0], other=found[row.other][0], relation=Relation(row.relation),
                        reasons=load(tuple[Reason, ...], row.reasons), by=row.by,
                    ),
                    row.since, row.until,
                )
                for row in links
            ),
            members=tuple(Membership(found[row.claim][0], row.proposition, row.since, row.until) for row in members),
            words={key: made.words for key, made in found.values()},
        )  # fmt: skip


def _ever(connection: Connection, table: Table, which: Callable[[Table], ColumnElement[bool]]) -> list[Row[Any]]:
    """The rows of a derived table that hold or ever held, with their times, in the order in which they began."""
    earlier = tables.EARLIER[table]
    columns = [column.name for column in table.columns]
    rows = [
        *connection.execute(select(*(earlier.c[name] for name in columns), earlier.c.until).where(which(earlier))),
        *connection.execute(select(*table.columns, literal(None, DateTime).label("until")).where(which(table))),
    ]
    return sorted(rows, key=lambda row: (row.since, row.until is None, row.until))


def keep(connection: Connection, table: Table, which: ColumnElement[bool], *, until: datetime) -> None:
    """Enter rows of a derived table among the earlier ones; they are then to be changed or taken out.

    Args:
        connection: The transaction.
        table: The table.
        which: Which of its rows.
        until: The moment from which they hold no longer.
    """
    earlier = tables.EARLIER[table]
    columns = [*table.columns.keys(), "until"]
    rows = select(*table.columns, literal(until)).where(which)
    connection.execute(insert(earlier).from_select(columns, rows))


def end(connection: Connection, table: Table, which: ColumnElement[bool], *, until: datetime) -> None:
    """Move rows of a derived table to the earlier ones."""
    keep(connection, table, which, until=until)
    connection.execute(delete(table).where(which))


def end_each(
    connection: Connection, table: Table, column: ColumnElement[int], values: Iterable[int], *, until: datetime
) -> None:
    """Move the rows with one of these values to the earlier ones."""
    for portion in portions(sorted(values)):
        end(connection, table, column.in_(portion), until=until)
