"""The claims that stand, and how a row becomes one.

They are those of the current readings of documents that are in the case, as far as no review took them out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

import pydantic_core
from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from tocsin.ledger.sql import tables
from tocsin.model.claim import Claim
from tocsin.model.query import Report
from tocsin.model.record import load
from tocsin.model.span import Span

AT_ONCE = 5_000
"""Values that one query names at most: SQLite takes 32,766."""

IS_IN = tables.claim_out.c.claim.is_(None)
"""Whether no review took a claim out, where `claim_out` is joined."""

_KEPT = 2_048
"""Claims that are kept as they were read from their records: a question comes to most of its claims several times."""

_Value = TypeVar("_Value")


def read_claims() -> Select[Any]:
    """A query of the claims of current readings with what makes a report of each, whatever reviews say of them."""
    claim, reading = tables.claim.c, tables.reading.c
    return (
        select(
            claim.row, claim.id, claim.record, claim.sentence_start, claim.sentence_end, tables.words.c.sentence,
            reading.document, reading.name, reading.outlet, reading.published, reading.time,
            reading.language,
        )
        .join(tables.reading, reading.number == claim.reading)
        .join(tables.current_reading, tables.current_reading.c.reading == reading.number)
        .join(tables.words, tables.words.c.rowid == claim.row)
    )  # fmt: skip


def current_claims() -> Select[Any]:
    """A query of the claims that stand, with what makes a report of each.

    Those that are asked for by key are sorted when they are here: asked for an order as well, SQLite goes through the words
    of all claims.
    """
    return read_claims().outerjoin(tables.claim_out, tables.claim_out.c.claim == tables.claim.c.row).where(IS_IN)


def in_text() -> ColumnElement[int]:
    """What the claims of a reading are sorted by: their rows; a claim that was corrected stands where it was read."""
    revised = tables.revised_claim.c
    original = select(revised.original).where(revised.claim == tables.claim.c.row).scalar_subquery()
    return func.coalesce(original, tables.claim.c.row)


def current_rows() -> Select[Any]:
    """A query of the rows of the claims that stand, and their ids."""
    return (
        select(tables.claim.c.row, tables.claim.c.id)
        .join(tables.current_reading, tables.current_reading.c.reading == tables.claim.c.reading)
        .outerjoin(tables.claim_out, tables.claim_out.c.claim == tables.claim.c.row).where(IS_IN)
    )  # fmt: skip


def report(row: Row[Any]) -> Report:
    """The claim of a row, with the sentence it stands in."""
    return Report(
        claim=_claim(row.record), document=row.document, name=row.name, outlet=row.outlet,
        published=row.published, time=moment(row.time), language=row.language, sentence=row.sentence,
        sentence_span=Span(row.sentence_start, row.sentence_end),
    )  # fmt: skip


@lru_cache(maxsize=_KEPT)
def _claim(record: str) -> Claim:
    return load(Claim, record)


def reports_in_rows(connection: Connection, rows: Iterable[int]) -> dict[int, Report]:
    """The claims with these row numbers, as far as they stand, in the order of the rows."""
    found = rows_where(connection, current_claims(), tables.claim.c.row, sorted(rows))
    return {row.row: report(row) for row in sorted(found, key=lambda row: row.row)}


def rows_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The rows in which claims stand, by their ids, in the order of these; those that do not stand are left out."""
    wanted = list(dict.fromkeys(ids))
    found = {row.id: row.row for row in rows_where(connection, current_rows(), tables.claim.c.id, wanted)}
    return {name: found[name] for name in wanted if name in found}


def ids_in_rows(connection: Connection, rows: Iterable[int]) -> dict[int, str]:
    """The ids of the claims in these rows, as far as they stand."""
    return {row.row: row.id for row in rows_where(connection, current_rows(), tables.claim.c.row, sorted(rows))}


def rows_where(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Row[Any]]:
    """The rows of a query that have one of these values in a column, portion by portion."""
    for portion in portions(values):
        yield from connection.execute(query.where(column.in_(portion)))


def portions(values: Iterable[_Value]) -> Iterable[Sequence[_Value]]:
    """The values, as many at a time as one query may name."""
    left = iter(values)
    while portion := list(islice(left, AT_ONCE)):
        yield portion


def moment(stored: str | None) -> datetime | None:
    """The moment that a column of moments with offsets holds."""
    return None if stored is None else datetime.fromisoformat(stored)


def json_object(record: str) -> dict[str, Any]:
    """The object that a stored record is.

    Raises:
        ValueError: It is none.
    """
    data = pydantic_core.from_json(record)
    if not isinstance(data, dict):
        raise ValueError("a record must be an object")
    return data
