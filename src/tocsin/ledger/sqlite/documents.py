"""The documents of a case with their readings: entered, superseded, removed, restored."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, or_, select, text

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger.entries import claim_rows, figure_rows, party_rows, place_rows, reading_row, word_rows
from tocsin.ledger.sqlite import tables
from tocsin.ledger.sqlite.connections import Connected
from tocsin.ledger.sqlite.filters import begins
from tocsin.ledger.sqlite.grouping import regroup
from tocsin.ledger.sqlite.linking import forget, link_anew
from tocsin.ledger.sqlite.reports import json_object
from tocsin.model.document import Document, Evidence
from tocsin.model.query import DocumentRow, FailedDocument, Ruling
from tocsin.model.reading import Reading
from tocsin.model.record import from_json, to_json

_SHORTEST = 4
"""Characters of the shortest beginning of a document's id that stands for it."""
# Why a document is out of the case, by its last ruling.
_REMOVED = text(
    "(select case action when 'removed' then reason end from ruling where ruling.document = reading.document"
    " order by ruling.number desc limit 1) as removed"
)
_CLAIMS = text("(select count(*) from claim where claim.reading = reading.number) as claims")
_LATEST = text(
    "reading.number = (select max(other.number) from reading as other where other.document = reading.document)"
)


class Documents(Connected):
    """Documents, their readings, and the rulings on them."""

    def documents(self) -> list[DocumentRow]:
        with self._reading() as connection:
            rows = list(self._documents(connection, None))
        return sorted(rows, key=lambda row: (row.published is None, row.published or row.added.date(), row.name))

    def document(self, key: str) -> tuple[Reading, DocumentRow]:
        with self._reading() as connection:
            rows = list(self._documents(connection, key))
            if not rows:
                raise NotInCase(key)
            if len(rows) > 1:
                raise Ambiguous(key, [f"{row.name} ({row.id[:19]})" for row in rows[:5]])
            row = connection.execute(_last_reading(rows[0].id)).one()
            return _reading(row), rows[0]

    def known(self, document: str) -> Document | None:
        with self._reading() as connection:
            row = connection.execute(_last_reading(document)).first()
        return None if row is None else _document(row)

    def holds(self, document: Document, *, reader: str) -> bool:
        with self._reading() as connection:
            return self._is_current(connection, document, reader)

    def removal(self, document: str) -> Ruling | None:
        with self._reading() as connection:
            return self._removal(connection, document)

    def rulings(self) -> list[Ruling]:
        with self._reading() as connection:
            rows = connection.execute(select(tables.ruling).order_by(tables.ruling.c.number))
            return [_ruling(row) for row in rows]

    def raw(self, document: str) -> bytes:
        with self._reading() as connection:
            found = connection.execute(select(tables.evidence.c.raw).filter_by(document=document)).first()
        if found is None:
            raise NotInCase(document)
        return bytes(found[0])

    def add(self, evidence: Evidence, reading: Reading, *, reader: str, at: datetime) -> bool:
        with self._writing() as connection:
            key = evidence.document.id
            if self._is_current(connection, evidence.document, reader) or self._removal(connection, key) is not None:
                return False
            if connection.execute(select(tables.evidence.c.document).filter_by(document=key)).first() is None:
                connection.execute(
                    insert(tables.evidence),
                    {"document": key, "raw": evidence.raw, "media_type": evidence.media_type, "added": at},
                )
            number = connection.execute(
                insert(tables.reading), reading_row(reading, reader=reader, at=at)
            ).inserted_primary_key
            assert number is not None
            self._add_claims(connection, reading, number[0])
            connection.execute(delete(tables.failed).where(tables.failed.c.key.in_((key, evidence.where))))
            superseded = _current_rows(connection, key)
            _make_current(connection, key, number[0])
            if superseded:
                forget(connection, superseded)
                regroup(connection, superseded)
            return True

    def failed_documents(self) -> list[FailedDocument]:
        query = select(tables.failed).order_by(tables.failed.c.at, tables.failed.c.name)
        with self._reading() as connection:
            return [
                FailedDocument(name=row.name, document=row.document, problem=row.problem, at=row.at)
                for row in connection.execute(query)
            ]

    def enter_failed(self, failed: FailedDocument) -> None:
        key = failed.document or failed.name
        with self._writing() as connection:
            connection.execute(delete(tables.failed).where(tables.failed.c.key == key))
            connection.execute(insert(tables.failed), {
                "key": key, "name": failed.name, "document": failed.document, "problem": failed.problem, "at": failed.at,
            })  # fmt: skip

    def rule_document(self, ruling: Ruling) -> None:
        if not ruling.reason.strip():
            raise CaseError(f"{ruling.document}: say why; the reason is kept with the ruling")
        with self._writing() as connection:
            removed = self._removal(connection, ruling.document) is not None
            latest = connection.execute(_last_reading(ruling.document)).first()
            if latest is None:
                raise NotInCase(ruling.document)
            if removed == (ruling.action == "removed"):
                raise CaseError(f"{ruling.document}: it is {'already removed from' if removed else 'in'} the case")
            connection.execute(insert(tables.ruling), _fields(ruling))
            rows = _current_rows(connection, ruling.document)
            connection.execute(
                tables.current_reading.delete().where(tables.current_reading.c.document == ruling.document)
            )
            if ruling.action == "restored":
                connection.execute(
                    insert(tables.current_reading), {"document": ruling.document, "reading": latest.number}
                )
                rows = _current_rows(connection, ruling.document)
                link_anew(connection, latest.number, rows)
            regroup(connection, rows)

    def _documents(self, connection: Connection, key: str | None) -> Iterator[DocumentRow]:
        query = (
            select(tables.reading, tables.evidence.c.added, _CLAIMS, _REMOVED)
            .join(tables.evidence, tables.evidence.c.document == tables.reading.c.document).where(_LATEST)
        )  # fmt: skip
        if key is not None:
            start = key.lower() if key.startswith("sha256:") else f"sha256:{key.lower()}"
            by_id = (
                begins(tables.reading.c.document, start)
                if len(key) >= _SHORTEST
                else tables.reading.c.document == start
            )
            query = query.where(or_(tables.reading.c.name == key, by_id))
        for row in connection.execute(query):
            yield DocumentRow(
                id=row.document, name=row.name, title=row.title, outlet=row.outlet, url=row.url, published=row.published,
                language=row.language, claims=row.claims, added=row.added, removed=row.removed,
            )  # fmt: skip

    def _removal(self, connection: Connection, document: str) -> Ruling | None:
        row = connection.execute(
            select(tables.ruling).filter_by(document=document).order_by(tables.ruling.c.number.desc())
        ).first()
        return _ruling(row) if row is not None and row.action == "removed" else None

    def _is_current(self, connection: Connection, document: Document, reader: str) -> bool:
        row = connection.execute(
            select(tables.reading)
            .join(tables.current_reading, tables.current_reading.c.reading == tables.reading.c.number)
            .where(tables.reading.c.document == document.id)
        ).first()
        return row is not None and row.reader == reader and all(
            getattr(row, field) == getattr(document, field)
            for field in ("title", "outlet", "url", "published", "language", "text")
        )  # fmt: skip

    def _add_claims(self, connection: Connection, reading: Reading, number: int) -> None:
        if not reading.claims:
            return
        first = connection.execute(select(text("coalesce(max(row), 0) + 1")).select_from(tables.claim)).scalar_one()
        _insert_all(connection, "claim", claim_rows(reading, number=number, first=first))
        _insert_all(connection, "claim_party", party_rows(reading, first=first))
        _insert_all(connection, "figure", figure_rows(reading, first=first))
        _insert_all(connection, "place", place_rows(reading, first=first))
        _insert_all(connection, "words", word_rows(reading, first=first))


def _insert_all(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows by the driver itself: what SQLAlchemy does for each of them would cost as much as the insertion."""
    if rows:
        names = list(rows[0])
        values = ", ".join(f":{name}" for name in names)
        connection.exec_driver_sql(f"insert into {table} ({', '.join(names)}) values ({values})", list(rows))


def _current_rows(connection: Connection, document: str) -> list[int]:
    """The rows of the claims of a document that stand."""
    query = select(tables.claim.c.row).join(
        tables.current_reading, tables.current_reading.c.reading == tables.claim.c.reading
    )
    return list(connection.scalars(query.where(tables.current_reading.c.document == document)))


def _make_current(connection: Connection, document: str, number: int) -> None:
    connection.execute(tables.current_reading.delete().where(tables.current_reading.c.document == document))
    connection.execute(insert(tables.current_reading), {"document": document, "reading": number})


def _last_reading(document: str) -> Select[Any]:
    return select(tables.reading).filter_by(document=document).order_by(tables.reading.c.number.desc()).limit(1)


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.document, name=row.name, title=row.title, url=row.url, outlet=row.outlet, published=row.published,
        language=row.language, text=row.text,
    )  # fmt: skip


def _reading(row: Row[Any]) -> Reading:
    return from_json(Reading, {"document": to_json(_document(row)), **json_object(row.record)})


def _ruling(row: Row[Any]) -> Ruling:
    return Ruling(document=row.document, action=row.action, at=row.at, by=row.by, reason=row.reason)


def _fields(ruling: Ruling) -> dict[str, Any]:
    return {name: getattr(ruling, name) for name in ("document", "action", "at", "by", "reason")}
