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
    text,
    type_coerce,
)

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.inserting import insert_all
from tocsin.model.chain import ChainEntry, ChainHead, Fault, Flaw, digest, flaws, next_entry

_CHAINED = {
    tables.evidence: "added", tables.ruling: "at", tables.party_ruling: "at", tables.link_ruling: "at",
    tables.grade: "at", tables.assessment: "entered", tables.sighting: "at", tables.source_record: "at",
    tables.review: "at",
    tables.advice: "entered", tables.standing_question: "at", tables.question_version: "at", tables.removed_question: "at",
}  # fmt: skip
"""The tables whose rows are chained, and the column that tells when each row came."""
# What is asked of every document that is added is put together once.
_ENTER = {table: insert(table) for table in _CHAINED}
_BYTES = select(tables.evidence_bytes.c.digest, tables.evidence_bytes.c.raw).where(
    tables.evidence_bytes.c.document == bindparam("key")
)


class Chain(Connected):
    """The chain, and whether what it is about is as it was entered."""

    def chain_head(self) -> ChainHead:
        with self._reading() as connection:
            return _head(connection)

    def chain(self, *, since: int = 1) -> list[ChainEntry]:
        query = select(tables.chain).where(tables.chain.c.number >= since).order_by(tables.chain.c.number)
        with self._reading() as connection:
            return [ChainEntry(*row) for row in connection.execute(query)]

    def chained_on(self, document: str) -> list[tuple[str, str]]:
        found = []
        with self._reading() as connection:
            for table in (tables.evidence, tables.sighting, tables.ruling):
                (key,) = table.primary_key
                refs = connection.scalars(select(key).where(table.c.document == document).order_by(key))
                found += [(table.name, str(ref)) for ref in refs]
        return found

    def chained_record(self, kind: str, ref: str) -> dict[str, Any] | None:
        table = next((one for one in _CHAINED if one.name == kind), None)
        with self._reading() as connection:
            if table is None:
                return None
            key = ref if table is tables.evidence else int(ref)
            row = connection.execute(_one_as_stored(connection.dialect.name, table), {"key": key}).first()
            if row is None:
                return None
            evidence = self._hash_of_bytes(connection, ref) if table is tables.evidence else None
            return _record(table, row, evidence=evidence or "")

    def flaws(self, head: ChainHead | None = None) -> list[Flaw]:
        with self._reading() as connection:
            chain = [
                ChainEntry(*row) for row in connection.execute(select(tables.chain).order_by(tables.chain.c.number))
            ]
            entered = {(entry.kind, entry.ref): entry.digest for entry in chain}
            stored, gone = {}, []
            for table in _CHAINED:
                for row in connection.execute(_as_stored(connection.dialect.name, table)):
                    key = table.name, str(row[0])
                    evidence = self._hash_of_bytes(connection, row[0]) if table is tables.evidence else ""
                    if evidence is None:
                        # Bytes that are not there cannot differ: this is told, and nothing more of them.
                        gone.append(Flaw(f"the bytes of {row[0]}", Fault.GONE))
                        stored[key] = entered.get(key, "")
                    else:
                        stored[key] = _digest(table, row, evidence=evidence)
        return [*gone, *flaws(chain, stored, head=head)]

    def _hash_of_bytes(self, connection: Connection, document: str) -> str | None:
        kept = connection.execute(_BYTES, {"key": document}).first()
        if kept is None:
            return None
        if kept.raw is not None:
            return sha256(kept.raw).hexdigest()
        return self._evidence.hash(kept.digest) if self._evidence is not None else None


def enter_chained(connection: Connection, table: Table, values: dict[str, Any], *, evidence: str = "") -> Any:
    """Enter a row that must not be changed, and chain it; of a document also the SHA-256 of its bytes is chained.

    Returns:
        Its key.
    """
    key = connection.execute(_ENTER[table], values).inserted_primary_key
    assert key is not None
    _chain(connection, table, key[0], evidence=evidence)
    return key[0]


def _chain(connection: Connection, table: Table, key: str | int, *, evidence: str = "") -> None:
    """Put a row that was entered at the end of the chain."""
    row = connection.execute(_one_as_stored(connection.dialect.name, table), {"key": key}).one()
    entry = next_entry(_head(connection), table.name, str(key), _digest(table, row, evidence=evidence))
    insert_all(connection, tables.chain, [entry._asdict()])


def chain_all(connection: Connection, *chained: Table) -> None:
    """Chain what a case of a version that did not chain these tables holds in them, in the order in which it came.

    A case without a chain keeps the bytes of a document in the row of the document.
    """
    raw = text("select raw from evidence where document = :document")
    found = sorted(
        (str(row[-1]), number, row[0], table)
        for number, table in enumerate(chained)
        for row in connection.execute(
            select(*table.primary_key, _text(connection.dialect.name, table.c[_CHAINED[table]])).order_by(
                *table.primary_key
            )
        )
    )  # fmt: skip
    for _, _, key, table in found:
        is_evidence = table is tables.evidence
        digest = sha256(connection.execute(raw, {"document": key}).scalar_one()).hexdigest() if is_evidence else ""
        _chain(connection, table, key, evidence=digest)


FIRST_CHAINED = (
    tables.evidence, tables.ruling, tables.party_ruling, tables.link_ruling, tables.grade, tables.assessment,
)  # fmt: skip
"""What was chained when the chain came."""


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


def _digest(table: Table, row: Row[Any], *, evidence: str) -> str:
    return digest(_record(table, row, evidence=evidence))


def _record(table: Table, row: Row[Any], *, evidence: str) -> dict[str, Any]:
    """A row in the form whose digest is chained: of a document with the SHA-256 of its bytes."""
    record = row._asdict()
    if table is tables.evidence:
        record["raw"] = evidence
    return record
