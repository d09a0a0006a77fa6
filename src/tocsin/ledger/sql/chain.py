"""The chain of hashes over evidence, judgements and assessments, kept and checked."""

from functools import cache
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
    bindparam,
    cast,
    insert,
    select,
    type_coerce,
)

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.inserting import insert_all
from tocsin.model.chain import ChainEntry, ChainHead, Flaw, digest, flaws, next_entry

_CHAINED = {
    tables.evidence: "added", tables.ruling: "at", tables.party_ruling: "at", tables.link_ruling: "at",
    tables.grade: "at", tables.assessment: "entered",
}  # fmt: skip
"""The tables whose rows are chained, and the column that tells when each row came."""
# What is asked of every document that is added is put together once.
_ENTER = {table: insert(table) for table in _CHAINED}
_RAW = select(tables.evidence.c.raw).where(tables.evidence.c.document == bindparam("key"))


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
                for row in connection.execute(_as_stored(connection.dialect.name, table))
            }
        return list(flaws(chain, stored, head=head))


def enter_chained(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    """Enter a row that must not be changed, and chain it."""
    key = connection.execute(_ENTER[table], values).inserted_primary_key
    assert key is not None
    raw = values.get("raw")
    _chain(connection, table, key[0], evidence=sha256(raw).hexdigest() if raw is not None else None)


def _chain(connection: Connection, table: Table, key: str | int, *, evidence: str | None = None) -> None:
    """Put a row that was entered at the end of the chain; the hash of evidence is made if it is not at hand."""
    row = connection.execute(_one_as_stored(connection.dialect.name, table), {"key": key}).one()
    made = _digest(connection, table, row, evidence=evidence)
    entry = next_entry(_head(connection), table.name, str(key), made)
    insert_all(connection, tables.chain, [entry._asdict()])


def chain_all(connection: Connection) -> None:
    """Chain what a case of a version without a chain holds, in the order in which it came."""
    found = sorted(
        (str(row[-1]), number, row[0], table)
        for number, (table, came) in enumerate(_CHAINED.items())
        for row in connection.execute(
            select(*table.primary_key, _text(connection.dialect.name, table.c[came])).order_by(*table.primary_key)
        )
    )
    for _, _, key, table in found:
        _chain(connection, table, key)


def _head(connection: Connection) -> ChainHead:
    row = connection.exec_driver_sql("select number, hash from chain order by number desc limit 1").first()
    return ChainHead() if row is None else ChainHead(*row)


@cache
def _as_stored(dialect: str, table: Table) -> Select[Any]:
    """A query of a table's rows: the key first, moments as the database keeps them, without evidence itself."""
    return select(
        *table.primary_key,
        *(
            _text(dialect, column).label(column.name)
            for column in table.columns
            if not column.primary_key and not isinstance(column.type, LargeBinary)
        ),
    )


@cache
def _one_as_stored(dialect: str, table: Table) -> Select[Any]:
    (column,) = table.primary_key
    return _as_stored(dialect, table).where(column == bindparam("key"))


def _text(dialect: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    if not isinstance(column.type, DateTime):
        return column
    return type_coerce(column, String) if dialect == "sqlite" else cast(column, String)


def _digest(connection: Connection, table: Table, row: Row[Any], *, evidence: str | None = None) -> str:
    record = row._asdict()
    if table is tables.evidence:
        record["raw"] = evidence or sha256(connection.execute(_RAW, {"key": row.document}).scalar_one()).hexdigest()
    return digest(record)
