"""The claims that stand — those of the present readings of documents that are in the case — and how a row becomes one."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from tocsin.ledger import tables
from tocsin.model.claim import Claim
from tocsin.model.query import Report
from tocsin.model.record import from_json
from tocsin.model.span import Span

AT_ONCE = 500
"""Rows that one query names: databases take only so many values."""

_COLUMNS = (
    tables.claim.c.row, tables.claim.c.id, tables.claim.c.record, tables.claim.c.sentence_start,
    tables.claim.c.sentence_end, tables.reading.c.document, tables.reading.c.name, tables.reading.c.outlet,
    tables.reading.c.published,
)  # fmt: skip


def standing_claims() -> Select[Any]:
    """A query of the claims that stand."""
    return (
        select(*_COLUMNS)
        .join(tables.reading, tables.reading.c.number == tables.claim.c.reading)
        .join(tables.standing, tables.standing.c.reading == tables.reading.c.number)
    )


def texts_of(connection: Connection, rows: Iterable[Row[Any]]) -> dict[str, str]:
    """The texts of the rows' documents, as their present readings give them."""
    found: dict[str, str] = {}
    for documents in portions({row.document for row in rows}):
        query = (
            select(tables.reading.c.document, tables.reading.c.text)
            .join(tables.standing, tables.standing.c.reading == tables.reading.c.number)
            .where(tables.reading.c.document.in_(documents))
        )
        found.update((row.document, row.text) for row in connection.execute(query))
    return found


def ledger_claim(row: Row[Any], texts: dict[str, str]) -> Report:
    """The claim of a row, with the sentence it stands in."""
    return Report(
        claim=from_json(Claim, json_object(row.record)),
        document=row.document,
        name=row.name,
        outlet=row.outlet,
        published=row.published,
        sentence=texts[row.document][row.sentence_start : row.sentence_end],
        sentence_span=Span(row.sentence_start, row.sentence_end),
    )


def claims_in_rows(connection: Connection, rows: Iterable[int]) -> dict[int, Report]:
    """The claims with these row numbers, as far as they stand."""
    found: dict[int, Report] = {}
    for numbers in portions(rows):
        got = list(connection.execute(standing_claims().where(tables.claim.c.row.in_(numbers))))
        texts = texts_of(connection, got)
        found.update((row.row, ledger_claim(row, texts)) for row in got)
    return found


def portions(values: Iterable[Any]) -> Iterable[Sequence[Any]]:
    """The values, as many at a time as one query may name."""
    left = iter(values)
    while portion := list(islice(left, AT_ONCE)):
        yield portion


def json_object(record: str) -> dict[str, Any]:
    """The object that a stored record is.

    Raises:
        ValueError: It is none.
    """
    data = json.loads(record)
    if not isinstance(data, dict):
        raise ValueError("a record must be an object")
    return data


def json_list(record: str) -> list[Any]:
    """The array that a stored record is.

    Raises:
        ValueError: It is none.
    """
    data = json.loads(record)
    if not isinstance(data, list):
        raise ValueError("a record must be an array")
    return data
