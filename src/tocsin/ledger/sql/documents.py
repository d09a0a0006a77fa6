"""The documents of a case with their readings: entered, superseded, removed, restored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, func, insert, or_, select, text

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger.entries import (
    claim_rows,
    figure_rows,
    listing_rows,
    name_rows,
    party_rows,
    place_rows,
    reading_row,
    word_rows,
)
from tocsin.ledger.rulings import check_ruling
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.filters import begins
from tocsin.ledger.sql.grouping import regroup
from tocsin.ledger.sql.history import end
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.linking import forget, link_anew
from tocsin.ledger.sql.reports import json_object, moment, rows_where
from tocsin.ledger.sql.reviews import Reviews
from tocsin.ledger.sql.sightings import enter_sighting
from tocsin.model.document import Document, Evidence
from tocsin.model.query import DocumentRow, FailedDocument, Ruling
from tocsin.model.reading import Reading
from tocsin.model.record import from_json

_SHORTEST = 4
"""Characters of the shortest beginning of a document's id that stands for it."""
# Why a document is out of the case: by its last ruling, or because a later version took its place.
_REMOVED = text(
    "coalesce((select case action when 'removed' then reason end from ruling where ruling.document = reading.document"
    " order by ruling.at desc, ruling.number desc limit 1), (select 'a later version took its place' where not exists"
    " (select 1 from current_reading where current_reading.document = reading.document))) as removed"
)
_CLAIMS = text(
    "(select count(*) from claim left join claim_out on claim_out.claim = claim.row"
    " where claim.reading = reading.number and claim_out.claim is null) as claims"
)
_LATEST = text(
    "reading.number = (select other.number from reading as other where other.document = reading.document"
    " order by other.at desc, other.number desc limit 1)"
)
_LISTED = [
    tables.reading.c[name] for name in ("document", "name", "title", "outlet", "url", "published", "language")
]  # fmt: skip
"""What a list of documents holds of a reading: its text and its record are the greatest part of a case."""
# What is asked of every document that is added is put together once.
_CURRENT = (
    select(tables.reading)
    .join(tables.current_reading, tables.current_reading.c.reading == tables.reading.c.number)
    .where(tables.reading.c.document == bindparam("document"))
)
_LAST_RULING = (
    select(tables.ruling)
    .filter_by(document=bindparam("document"))
    .order_by(tables.ruling.c.at.desc(), tables.ruling.c.number.desc())
    .limit(1)
)
_NEW_READING = insert(tables.reading)
_NOW_CURRENT = insert(tables.current_reading)
_NEW_BYTES = insert(tables.evidence_bytes)
_FAILED = select(tables.failed.c.key).where(tables.failed.c.key.in_((bindparam("key"), bindparam("where"))))
_EVIDENCE = select(tables.evidence.c.document).where(tables.evidence.c.document == bindparam("document"))
_OF_CLAIMS = (tables.claim, tables.claim_party, tables.figure, tables.place, tables.listing)
"""The tables of what each claim says, in the order in which they are filled."""


class Documents(Reviews):
    """Documents, their readings, and the rulings on them."""

    def documents(self) -> list[DocumentRow]:
        with self._reading() as connection:
            rows = list(self._documents(connection, None))
        return sorted(rows, key=lambda row: (row.published is None, row.published or row.added.date(), row.name))

    def undated(self) -> dict[str, datetime]:
        query = select(tables.reading.c.document, tables.evidence.c.added)
        query = query.join(tables.evidence, tables.evidence.c.document == tables.reading.c.document)
        with self._reading() as connection:
            rows = connection.execute(query.where(tables.reading.c.published.is_(None), _LATEST))
            return {row.document: row.added for row in rows}

    def document(self, key: str) -> tuple[Reading, DocumentRow]:
        with self._reading() as connection:
            rows = list(self._documents(connection, key))
            if not rows:
                raise NotInCase(key)
            if len(rows) > 1:
                raise Ambiguous(key, [f"{row.name} ({row.id[:19]})" for row in rows[:5]])
            row = connection.execute(_last_reading(rows[0].id)).one()
            document = {**row._asdict(), "id": row.document}
            return from_json(Reading, {"document": document, **json_object(row.record)}), rows[0]

    def known(self, document: str) -> Document | None:
        with self._reading() as connection:
            row = connection.execute(_last_reading(document)).first()
        return None if row is None else from_json(Document, {**row._asdict(), "id": row.document})

    def holds(self, document: Document, *, reader: str) -> bool:
        with self._reading() as connection:
            return _is_of(_current_reading(connection, document.id), document, reader)

    def titles(self, documents: Iterable[str]) -> dict[str, str | None]:
        reading = tables.reading.c
        query = select(reading.number, reading.document, reading.title)
        query = query.join(tables.current_reading, tables.current_reading.c.reading == reading.number)
        with self._reading() as connection:
            rows = rows_where(connection, query, tables.current_reading.c.document, documents)
            return {row.document: row.title for row in sorted(rows, key=lambda row: row.number)}

    def texts(self) -> list[Document]:
        reading = tables.reading.c
        query = (
            select(
                reading.document, reading.name, reading.title, reading.url, reading.outlet, reading.published,
                reading.time, reading.language, reading.text,
            )
            .join(tables.current_reading, tables.current_reading.c.reading == reading.number)
            .order_by(reading.number)
        )  # fmt: skip
        with self._reading() as connection:
            return [
                Document(
                    id=row.document, name=row.name, title=row.title, url=row.url, outlet=row.outlet,
                    published=row.published, time=moment(row.time), language=row.language, text=row.text,
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def removal(self, document: str) -> Ruling | None:
        with self._reading() as connection:
            return self._removal(connection, document)

    def rulings(self) -> list[Ruling]:
        with self._reading() as connection:
            rows = connection.execute(select(tables.ruling).order_by(tables.ruling.c.at, tables.ruling.c.number))
            return [from_json(Ruling, row._asdict()) for row in rows]

    def raw(self, document: str) -> bytes:
        with self._reading() as connection:
            # The table of documents is asked as well: it knows what the case held at an earlier moment.
            query = select(tables.evidence_bytes).join(
                tables.evidence, tables.evidence.c.document == tables.evidence_bytes.c.document
            )
            found = connection.execute(query.where(tables.evidence.c.document == document)).first()
        if found is None:
            raise NotInCase(document)
        if found.raw is not None:
            return bytes(found.raw)
        if self._evidence is None:
            raise CaseError(f"{document}: its bytes are kept in a folder of evidence; name it with TOCSIN_EVIDENCE")
        return self._evidence.get(found.digest)

    def add(self, evidence: Evidence, reading: Reading, *, reader: str, at: datetime) -> bool:
        return self.add_all([(evidence, reading)], reader=reader, at=at)[0]

    def add_all(self, several: Sequence[tuple[Evidence, Reading]], *, reader: str, at: datetime) -> list[bool]:
        # Bytes that no row names yet do no harm; a row whose bytes are not there would.
        kept: list[str] | None = None
        if self._evidence is not None and self.can_write:
            kept = self._evidence.put_all([evidence.raw for evidence, _ in several])
        entered: list[bool] = []
        with self._writing() as connection:
            arrived: dict[str, _Arrival] = {}
            for number, (evidence, reading) in enumerate(several):
                arrival = _Arrival(evidence, reading)
                if not arrived.keys().isdisjoint((evidence.document.id, *arrival.before)):
                    # What one document does to another that came with it must be known first.
                    self._let_stand(connection, arrived, at=at)
                    arrived = {}
                is_new = self._arrives(connection, arrival, kept[number] if kept else None, reader=reader, at=at)
                if is_new:
                    arrived[evidence.document.id] = arrival
                entered.append(is_new)
            self._let_stand(connection, arrived, at=at)
        return entered

    def _arrives(
        self, connection: Connection, arrival: "_Arrival", kept: str | None, *, reader: str, at: datetime
    ) -> bool:
        """Enter a document and its reading, as far as they do not depend on what else the case holds; whether it is new."""
        evidence, key = arrival.evidence, arrival.evidence.document.id
        current = _current_reading(connection, key)
        if _is_of(current, evidence.document, reader) or self._removal(connection, key) is not None:
            return False
        if connection.execute(_EVIDENCE, {"document": key}).first() is None:
            digest = kept or sha256(evidence.raw).hexdigest()
            found = {"document": key, "media_type": evidence.media_type, "added": at}
            enter_chained(connection, tables.evidence, found, evidence=digest)
            stored = {"document": key, "digest": digest, "raw": None if kept else evidence.raw}
            connection.execute(_NEW_BYTES, stored)
        if evidence.seen is not None:
            enter_sighting(connection, key, evidence.seen)
        if current is not None:
            arrival.before.insert(0, key)
        row = reading_row(arrival.reading, reader=reader, at=at)
        number = connection.execute(_NEW_READING, row).inserted_primary_key
        assert number is not None
        arrival.number = number[0]
        return True

    def _let_stand(self, connection: Connection, arrived: Mapping[str, "_Arrival"], *, at: datetime) -> None:
        """Enter the claims of readings that were entered, and let them count in the place of those before."""
        if not arrived:
            return
        self._add_claims(connection, list(arrived.values()))
        insert_all(connection, tables.unlinked, [{"reading": one.number} for one in arrived.values()])
        superseded: dict[str, list[int]] = {}
        for key, one in arrived.items():
            if connection.execute(_FAILED, {"key": key, "where": one.evidence.where}).first() is not None:
                end(connection, tables.failed, tables.failed.c.key.in_((key, one.evidence.where)), until=at)
            superseded[key] = [row for before in one.before for row in _current_rows(connection, before)]
            if one.before:
                end(connection, tables.current_reading, tables.current_reading.c.document.in_(one.before), until=at)
        connection.execute(_NOW_CURRENT, [
            {"document": key, "reading": one.number, "since": at} for key, one in arrived.items()
        ])  # fmt: skip
        for key, rows in superseded.items():
            self._apply_reviews(connection, key, at=at)
            if rows:
                forget(connection, rows)
                regroup(connection, rows, at=at)

    def failed_documents(self) -> list[FailedDocument]:
        query = select(tables.failed).order_by(tables.failed.c.since, tables.failed.c.name)
        with self._reading() as connection:
            return [from_json(FailedDocument, {**row._asdict(), "at": row.since}) for row in connection.execute(query)]

    def enter_failed(self, failed: FailedDocument) -> None:
        key = failed.document or failed.name
        with self._writing() as connection:
            end(connection, tables.failed, tables.failed.c.key == key, until=failed.at)
            connection.execute(insert(tables.failed), {
                "key": key, "name": failed.name, "document": failed.document, "problem": failed.problem,
                "since": failed.at,
            })  # fmt: skip

    def end_failed(self, failed: FailedDocument, *, at: datetime) -> None:
        with self._writing() as connection:
            end(connection, tables.failed, tables.failed.c.key == (failed.document or failed.name), until=at)

    def rule_document(self, ruling: Ruling) -> None:
        check_ruling(ruling)
        with self._writing() as connection:
            removed = self._removal(connection, ruling.document) is not None
            latest = connection.execute(_last_reading(ruling.document)).first()
            if latest is None:
                raise NotInCase(ruling.document)
            if removed == (ruling.action == "removed"):
                raise CaseError(f"{ruling.document}: it is {'already removed from' if removed else 'in'} the case")
            enter_chained(connection, tables.ruling, asdict(ruling))
            rows = _current_rows(connection, ruling.document)
            current = tables.current_reading
            end(connection, current, current.c.document == ruling.document, until=ruling.at)
            if ruling.action == "restored":
                entered = {"document": ruling.document, "reading": latest.number, "since": ruling.at}
                connection.execute(_NOW_CURRENT, entered)
                rows = _current_rows(connection, ruling.document)
                link_anew(connection, latest.number, rows)
            regroup(connection, rows, at=ruling.at)

    def _documents(self, connection: Connection, key: str | None) -> Iterator[DocumentRow]:
        query = (
            select(*_LISTED, tables.evidence.c.added, _CLAIMS, _REMOVED)
            .join(tables.evidence, tables.evidence.c.document == tables.reading.c.document).where(_LATEST)
        )  # fmt: skip
        if key is not None:
            start = key.lower() if key.startswith("sha256:") else f"sha256:{key.lower()}"
            document = tables.reading.c.document
            by_id = begins(document, start) if len(key) >= _SHORTEST else document == start
            query = query.where(or_(tables.reading.c.name == key, by_id))
        for row in connection.execute(query):
            yield from_json(DocumentRow, {"id": row.document, **row._asdict()})

    def _removal(self, connection: Connection, document: str) -> Ruling | None:
        row = connection.execute(_LAST_RULING, {"document": document}).first()
        return from_json(Ruling, row._asdict()) if row is not None and row.action == "removed" else None

    def _add_claims(self, connection: Connection, arrived: Sequence["_Arrival"]) -> None:
        first = connection.execute(select(func.coalesce(func.max(tables.claim.c.row), 0) + 1)).scalar_one()
        rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in _OF_CLAIMS}
        names: dict[tuple[str, str], dict[str, str]] = {}
        words: list[dict[str, Any]] = []
        for one in arrived:
            claims = one.reading.claims
            rows[tables.claim] += claim_rows(one.reading, number=one.number, first=first)
            rows[tables.claim_party] += party_rows(claims, first=first)
            rows[tables.figure] += figure_rows(claims, first=first)
            rows[tables.place] += place_rows(claims, first=first)
            rows[tables.listing] += listing_rows(one.reading, number=one.number, first=first)
            names.update(((row["part"], row["folded"]), row) for row in name_rows(claims))
            words += word_rows(one.reading, first=first)
            first += len(claims)
        for table, own in rows.items():
            insert_all(connection, table, own)
        insert_all(connection, tables.name, list(names.values()), more="on conflict do nothing")
        self._words.enter(connection, words)


class _Arrival:
    """A document that is entered with a reading.

    Attributes:
        number: The number that the reading is given.
        before: The documents whose claims stand no longer: itself if it was read before, and an earlier version of it.
    """

    def __init__(self, evidence: Evidence, reading: Reading) -> None:
        self.evidence, self.reading, self.number = evidence, reading, 0
        seen = evidence.seen
        self.before = [seen.replaces] if seen is not None and seen.replaces is not None else []


def _current_reading(connection: Connection, document: str) -> Row[Any] | None:
    """The reading of a document that counts now."""
    return connection.execute(_CURRENT, {"document": document}).first()


def _is_of(current: Row[Any] | None, document: Document, reader: str) -> bool:
    """Whether a reading is of this very document, by this reader."""
    return current is not None and current.reader == reader and moment(current.time) == document.time and all(
        getattr(current, field) == getattr(document, field)
        for field in ("title", "outlet", "url", "published", "language", "text")
    )  # fmt: skip


def _current_rows(connection: Connection, document: str) -> list[int]:
    """The rows of the claims of a document that stand."""
    query = select(tables.claim.c.row).join(
        tables.current_reading, tables.current_reading.c.reading == tables.claim.c.reading
    )
    return list(connection.scalars(query.where(tables.current_reading.c.document == document)))


def _last_reading(document: str) -> Select[Any]:
    reading = tables.reading.c
    query = select(tables.reading).filter_by(document=document)
    return query.order_by(reading.at.desc(), reading.number.desc()).limit(1)
