"""Everything a case holds as plain rows, and a case made of them: for export, import and copies.

The rows are the same in every database. Vectors, and what is known of names, are left out: they are made again when they
are first asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from tocsin.errors import CaseError
from tocsin.ledger.entries import parties_text
from tocsin.ledger.port import StoredForm, StoredRow
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import Chain
from tocsin.ledger.sql.derived import DERIVED, complete
from tocsin.model.claim import Claim
from tocsin.model.record import load

WORDS = "words"
"""The index of words: what it is made of, besides what claims and readings hold."""
_OF_NAMES = (
    tables.name_count, tables.name_basis, tables.compared_name, tables.matching_name, tables.tied_name, tables.tie_basis,
    tables.name_tie,
)  # fmt: skip
_LEFT_OUT = frozenset((tables.vector, *_OF_NAMES, *DERIVED))
CARRIED = tuple(table for table in tables.metadata.sorted_tables if table not in _LEFT_OUT)
"""The tables whose rows are carried over, those that others refer to first."""
_KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (LargeBinary, "bytes"), (DateTime, "moment"), (Date, "day"), (Integer, "integer"), (Float, "number"), (String, "text"),
)  # fmt: skip
_AT_ONCE = 500


class Portable(Chain):
    """A case as rows."""

    def stored_form(self) -> StoredForm:
        words = {"rowid": "integer", "sentence": "text", "context": "text"}
        tables_there = {table.name: {one.name: _kind(one) for one in table.columns} for table in CARRIED}
        return StoredForm(tables.VERSION, {**tables_there, WORDS: words})

    def stored_rows(self) -> Iterator[StoredRow]:
        with self._reading() as connection:
            for table in CARRIED:
                order = list(table.primary_key) or list(table.columns)
                for row in connection.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(*order)):
                    values = dict(row._asdict())
                    if table is tables.evidence_bytes:
                        values["raw"] = self._kept(row.digest, row.raw)
                    yield StoredRow(table.name, values)
            words = tables.words.c
            for row in connection.execute(select(words.rowid, words.sentence, words.context).order_by(words.rowid)):
                yield StoredRow(WORDS, dict(row._asdict()))

    def _kept(self, digest: str, raw: bytes | None) -> bytes:
        if raw is not None:
            return bytes(raw)
        if self._evidence is None:
            raise CaseError(f"{self.name}: its evidence is kept in a folder; name it with TOCSIN_EVIDENCE")
        return self._evidence.get(digest)

    def enter_stored(self, rows: Iterable[StoredRow], *, chain_again: bool = False) -> dict[str, int]:
        entered: dict[str, int] = defaultdict(int)
        by_name = {table.name: table for table in CARRIED}
        with self._writing() as connection:
            for table in CARRIED:
                if connection.execute(select(text("1")).select_from(table).limit(1)).first() is not None:
                    raise CaseError(f"{self.name}: it holds something already; name a new case, or use `tocsin merge`")
            for name, portion in _portions(rows):
                if name == WORDS:
                    self._enter_words(connection, portion)
                elif name in by_name:
                    is_bytes = by_name[name] is tables.evidence_bytes
                    entering = [self._with_bytes(row) for row in portion] if is_bytes else portion
                    connection.execute(insert(by_name[name]), entering)
                else:
                    raise CaseError(f"{self.name}: there is no table {name!r} in this version of Tocsin")
                entered[name] += len(portion)
            _advance_numbers(connection)
            complete(connection)
            if chain_again:
                self._chain_again(connection)
            if flaws := self._flaws(connection):
                more = f" (and {len(flaws) - 1} more)" if len(flaws) > 1 else ""
                raise CaseError(f"{self.name}: nothing was entered, for what was given was altered: {flaws[0]}{more}")
        return dict(entered)

    def _with_bytes(self, row: Mapping[str, Any]) -> dict[str, Any]:
        raw = row["raw"] if row["raw"] is not None else b""
        if sha256(raw).hexdigest() != row["digest"]:
            raise CaseError(f"{row['document']}: its bytes are not those that the case was given")
        if self._evidence is None:
            return dict(row)
        return {**row, "digest": self._evidence.put(raw), "raw": None}

    def _enter_words(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        claim, reading = tables.claim.c, tables.reading.c
        query = select(claim.row, claim.record, reading.title).join(tables.reading, reading.number == claim.reading)
        numbers = [row["rowid"] for row in rows]
        found = {row.row: row for row in connection.execute(query.where(claim.row.in_(numbers)))}
        entered = []
        for row in rows:
            if row["rowid"] not in found:
                raise CaseError(f"{self.name}: there are words of a claim {row['rowid']} that is not there")
            own = found[row["rowid"]]
            made = load(Claim, own.record)
            entered.append({
                "rowid": row["rowid"], "claim": made.text, "sentence": row["sentence"], "context": row["context"],
                "parties": parties_text(made), "title": own.title or "",
            })  # fmt: skip
        self._words.enter(connection, entered)


def _kind(column: Column[Any]) -> str:
    return next(name for kind, name in _KINDS if isinstance(column.type, kind))


def _advance_numbers(connection: Connection) -> None:
    """Let what is entered next be numbered after what was entered with numbers of its own."""
    # A link keeps its number among the earlier ones, and no other is ever given it.
    both = (tables.link, tables.EARLIER[tables.link])
    last_link = max(connection.execute(select(func.coalesce(func.max(one.c.number), 0))).scalar_one() for one in both)
    if connection.dialect.name == "sqlite":
        connection.execute(text("delete from sqlite_sequence where name = 'link'"))
        connection.execute(text("insert into sqlite_sequence values ('link', :last)"), {"last": last_link})
        return
    for table in CARRIED:
        for column in table.primary_key:
            if isinstance(column.type, Integer) and column.autoincrement is not False and not column.foreign_keys:
                last = connection.execute(select(func.max(column))).scalar_one()
                last = last_link if table is tables.link else last
                if last:
                    connection.execute(
                        text("select setval(pg_get_serial_sequence(:name, :column), :last)"),
                        {"name": table.name, "column": column.name, "last": last},
                    )


def _portions(rows: Iterable[StoredRow]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of one table that follow on one another, some at a time."""
    name, portion = "", list[dict[str, Any]]()
    for row in rows:
        if portion and (row.table != name or len(portion) == _AT_ONCE):
            yield name, portion
            portion = []
        name = row.table
        portion.append(dict(row.values))
    if portion:
        yield name, portion


def row_of(table: Table, values: Mapping[str, Any], *without: str) -> tuple[Any, ...]:
    """What a row says, whatever number it has; further columns can be left out."""
    return tuple(values[column.name] for column in table.columns if column.name not in ("number", *without))
