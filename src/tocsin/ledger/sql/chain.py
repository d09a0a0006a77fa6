"""The chain of hashes over evidence, judgements and assessments, kept and checked."""

import re
from collections.abc import Iterator
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
    delete,
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
    tables.review: "at", tables.merged_case: "at", tables.matrix_ruling: "at",
    tables.advice: "entered", tables.standing_question: "at", tables.question_version: "at", tables.removed_question: "at",
}  # fmt: skip
"""The tables whose rows are chained, and the column that tells when each row came."""
# What is asked of every document that is added is put together once.
_ENTER = {table: insert(table) for table in _CHAINED}
_BYTES = select(tables.evidence_bytes.c.digest, tables.evidence_bytes.c.raw).where(
    tables.evidence_bytes.c.document == bindparam("key")
)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?")


class Chain(Connected):
    """The chain, and whether what it is about is as it was entered."""

    def chain_head(self) -> ChainHead:
        with self._reading() as connection:
            return _head(connection) if self._as_of is None else self._head_then(connection)

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
            if self._as_of is None:
                return self._flaws(connection, head=head)
            then = self._head_then(connection)
        with self._engine.connect() as connection:
            return self._flaws(connection, head=head, last=then.number)

    def _head_then(self, connection: Connection) -> ChainHead:
        """The end of the chain as it was at the moment that is looked from: the last entry on what was held then."""
        held = {
            (table.name, str(key)) for table in _CHAINED
            for key in connection.scalars(select(*table.primary_key))
        }  # fmt: skip
        query = select(tables.chain).order_by(tables.chain.c.number.desc())
        for row in connection.execute(query):
            if (row.kind, row.ref) in held:
                return ChainHead(row.number, row.hash)
        return ChainHead()

    def _flaws(self, connection: Connection, *, head: ChainHead | None = None, last: int | None = None) -> list[Flaw]:
        """What does not agree, in the chain up to an entry if one is named."""
        chain = [ChainEntry(*row) for row in connection.execute(select(tables.chain).order_by(tables.chain.c.number))]
        later = {(entry.kind, entry.ref) for entry in chain if last is not None and entry.number > last}
        chain = chain[: len(chain) - len(later)]
        entered = {(entry.kind, entry.ref): entry.digest for entry in chain}
        stored, gone = {}, []
        for table in _CHAINED:
            for row in connection.execute(_as_stored(connection.dialect.name, table)):
                key = table.name, str(row[0])
                if key in later or (last is not None and key not in entered):
                    continue
                evidence = self._hash_of_bytes(connection, row[0]) if table is tables.evidence else ""
                if evidence is None:
                    # Bytes that are not there cannot differ: this is told, and nothing more of them.
                    gone.append(Flaw(f"the bytes of {row[0]}", Fault.GONE))
                    stored[key] = entered.get(key, "")
                    continue
                stored[key] = _digest(table, row, evidence=evidence)
                if stored[key] != entered.get(key):
                    # Versions before 14 hashed moments as PostgreSQL writes them.
                    as_written = _digest(table, row, evidence=evidence, as_written=True)
                    stored[key] = as_written if as_written == entered.get(key) else stored[key]
        return [*gone, *flaws(chain, stored, head=head)]

    def _chain_again(self, connection: Connection) -> None:
        """Chain all that the case holds in the order in which it came, in the place of the chain before."""
        connection.execute(delete(tables.chain))
        for table, key in _in_order(connection, *_CHAINED):
            evidence = (self._hash_of_bytes(connection, str(key)) or "") if table is tables.evidence else ""
            _chain(connection, table, key, evidence=evidence)

    def _hash_of_bytes(self, connection: Connection, document: str) -> str | None:
        kept = connection.execute(_BYTES, {"key": document}).first()
        if kept is None:
            return None
        if kept.raw is not None:
            found = sha256(kept.raw).hexdigest()
            # Their digest stands in the same row: where only it was altered, that is found as well.
            return found if found == kept.digest else f"{found} as {kept.digest}"
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
    for table, key in _in_order(connection, *chained):
        is_evidence = table is tables.evidence
        digest = sha256(connection.execute(raw, {"document": key}).scalar_one()).hexdigest() if is_evidence else ""
        _chain(connection, table, key, evidence=digest)


def _in_order(connection: Connection, *chained: Table) -> Iterator[tuple[Table, Any]]:
    """The keys of all rows of tables, in the order in which these came."""
    found = sorted(
        (str(row[-1]), number, row[0], table)
        for number, table in enumerate(chained)
        for row in connection.execute(
            select(*table.primary_key, _text(connection.dialect.name, table.c[_CHAINED[table]])).order_by(
                *table.primary_key
            )
        )
    )  # fmt: skip
    return ((table, key) for _, _, key, table in found)


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


def _digest(table: Table, row: Row[Any], *, evidence: str, as_written: bool = False) -> str:
    """The digest of a row: moments with six digits behind the second, as SQLite keeps them, whatever database it is.

    Args:
        table: The table.
        row: The row, moments as the database keeps them.
        evidence: Of a document, the SHA-256 of its bytes.
        as_written: Whether moments are hashed as the database writes them.
    """
    return digest(_record(table, row, evidence=evidence, as_written=as_written))


def _record(table: Table, row: Row[Any], *, evidence: str, as_written: bool = False) -> dict[str, Any]:
    """A row in the form whose digest is chained: of a document with the SHA-256 of its bytes."""
    record = row._asdict()
    if table is tables.evidence:
        record["raw"] = evidence
    if not as_written:
        for name in _moments(table):
            if isinstance(record[name], str) and _MOMENT.fullmatch(record[name]):
                whole, _, part = record[name].partition(".")
                record[name] = f"{whole}.{part:0<6}"
    return record


@cache
def _moments(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.type, DateTime))
