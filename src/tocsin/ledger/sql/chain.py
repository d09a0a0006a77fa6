"""The chain of hashes over evidence, judgements and assessments, kept and checked."""

from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    LargeBinary,
    Row,
    Select,
    String,
    Table,
    cast,
    insert,
    select,
    type_coerce,
)

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected
from tocsin.model.chain import ChainEntry, ChainHead, Flaw, digest, flaws, next_entry

_CHAINED = {
    tables.evidence: "added", tables.ruling: "at", tables.party_ruling: "at", tables.link_ruling: "at",
    tables.grade: "at", tables.assessment: "entered",
}  # fmt: skip
"""The tables whose rows are chained, and the column that tells when each row came."""


class Chain(Connected):
    """The chain, and whether what it is about is as it was entered."""

    def chain_head(self) -> ChainHead:
        with self._reading() as connection:
            return _head(connection)

    def flaws(self, head: ChainHead | None = None) -> list[Flaw]:
        with self._reading() as connection:
            chain = [
                ChainEntry(*row) for row in connection.execute(select(tables.chain).order_by(tables.chain.c.number))
            ]
            stored = {
                (table.name, str(row[0])): _digest(connection, table, row)
                for table in _CHAINED
                for row in connection.execute(_as_stored(connection, table))
            }
        return list(flaws(chain, stored, head=head))


def enter_chained(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    """Enter a row that must not be changed, and chain it."""
    key = connection.execute(insert(table), values).inserted_primary_key
    assert key is not None
    chain(connection, table, key[0])


def chain(connection: Connection, table: Table, key: str | int) -> None:
    """Put a row that was entered at the end of the chain."""
    (column,) = table.primary_key
    row = connection.execute(_as_stored(connection, table).where(column == key)).one()
    entry = next_entry(_head(connection), table.name, str(key), _digest(connection, table, row))
    connection.execute(insert(tables.chain), entry._asdict())


def chain_all(connection: Connection) -> None:
    """Chain what a case of a version without a chain holds, in the order in which it came."""
    found = sorted(
        (str(row[-1]), number, row[0], table)
        for number, (table, came) in enumerate(_CHAINED.items())
        for row in connection.execute(
            select(*table.primary_key, _text(connection, table.c[came])).order_by(*table.primary_key)
        )
    )
    for _, _, key, table in found:
        chain(connection, table, key)


def _head(connection: Connection) -> ChainHead:
    query = select(tables.chain.c.number, tables.chain.c.hash).order_by(tables.chain.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return ChainHead() if row is None else ChainHead(*row)


def _as_stored(connection: Connection, table: Table) -> Select[Any]:
    """A query of a table's rows: the key first, moments as the database keeps them, without evidence itself."""
    return select(
        *table.primary_key,
        *(
            _text(connection, column).label(column.name)
            for column in table.columns
            if not column.primary_key and not isinstance(column.type, LargeBinary)
        ),
    )


def _text(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    if not isinstance(column.type, DateTime):
        return column
    return type_coerce(column, String) if connection.dialect.name == "sqlite" else cast(column, String)


def _digest(connection: Connection, table: Table, row: Row[Any]) -> str:
    record = row._asdict()
    if table is tables.evidence:
        raw = connection.execute(select(table.c.raw).where(table.c.document == row.document)).scalar_one()
        record["raw"] = sha256(raw).hexdigest()
    return digest(record)
