"""The case: an append-only ledger of documents, readings and claims in one SQLite file."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, create_engine, event, insert, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger import tables
from tocsin.ledger.entries import claim_rows, party_rows, place_rows, reading_row, word_rows
from tocsin.ledger.folding import folded
from tocsin.ledger.migrations import migrate
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Evidence
from tocsin.model.query import ClaimFilter, DocumentRow, LedgerClaim, Match, Ruling
from tocsin.model.reading import Reading
from tocsin.model.record import from_json
from tocsin.model.span import Span

_CLAIM_COLUMNS = (
    tables.claim.c.row, tables.claim.c.record, tables.claim.c.sentence_start, tables.claim.c.sentence_end,
    tables.reading.c.document, tables.reading.c.name, tables.reading.c.outlet, tables.reading.c.published,
)  # fmt: skip
# How much a word counts where it is found: in the claim, its sentence, the sentences around, the parties, the title.
_WEIGHTS = "4.0, 2.0, 0.7, 1.5, 0.5"


class Ledger:
    """One case. Use it as a context manager; every writing method is one transaction, whole or not at all."""

    def __init__(self, path: Path | str) -> None:
        """Open a case, making it if it is not there.

        Args:
            path: The file, or ":memory:" for a case that is gone when closed.

        Raises:
            CaseError: The file cannot be opened, is no case, or was written by a later Tocsin.
        """
        self.name = str(path)
        self._engine = _engine(self.name)
        try:
            migrate(self._engine, name=self.name)
        except DatabaseError as error:
            raise CaseError(f"{self.name}: cannot be opened as a case: {_reason(error)}") from error

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    # --- to write ------------------------------------------------------------------------------------------------

    def add(self, evidence: Evidence, reading: Reading, *, reader: str, at: datetime) -> bool:
        """Enter a reading with its document; it supersedes what the case held of the same document.

        Returns:
            Whether anything was entered: the same reading twice changes nothing.

        Raises:
            CaseError: The case cannot be written.
        """
        with self._writing() as connection:
            key = evidence.document.id
            if self._standing_equals(connection, evidence.document, reader):
                return False
            if connection.execute(select(tables.evidence.c.document).filter_by(document=key)).first() is None:
                connection.execute(
                    insert(tables.evidence),
                    {"document": key, "raw": evidence.raw, "media_type": evidence.media_type, "added": at},
                )
            number = connection.execute(insert(tables.reading), reading_row(reading, reader=reader, at=at)).inserted_primary_key
            assert number is not None
            self._add_claims(connection, reading, number[0])
            _stand(connection, key, number[0])
            return True

    def rule(self, ruling: Ruling) -> None:
        """Take a document out of the case, or put it back.

        Raises:
            NotInCase: The case never held it.
            CaseError: It is already so, or the case cannot be written.
        """
        with self._writing() as connection:
            removed = self._removal(connection, ruling.document) is not None
            latest = connection.execute(
                select(tables.reading.c.number).filter_by(document=ruling.document).order_by(tables.reading.c.number.desc())
            ).first()
            if latest is None:
                raise NotInCase(ruling.document)
            if removed == (ruling.action == "removed"):
                raise CaseError(f"{ruling.document}: it is already {ruling.action}")
            connection.execute(insert(tables.ruling), _fields(ruling))
            connection.execute(tables.standing.delete().where(tables.standing.c.document == ruling.document))
            if ruling.action == "restored":
                connection.execute(insert(tables.standing), {"document": ruling.document, "reading": latest[0]})

    def _add_claims(self, connection: Connection, reading: Reading, number: int) -> None:
        if not reading.claims:
            return
        first = connection.execute(select(text("coalesce(max(row), 0) + 1")).select_from(tables.claim)).scalar_one()
        connection.execute(insert(tables.claim), claim_rows(reading, number=number, first=first))
        for table, rows in ((tables.party, party_rows(reading, first=first)), (tables.place, place_rows(reading, first=first))):
            if rows:
                connection.execute(insert(table), rows)
        connection.execute(
            text("insert into words(rowid, claim, sentence, context, parties, title) values (:row, :claim, :sentence, :context, :parties, :title)"),
            word_rows(reading, first=first),
        )

    def _standing_equals(self, connection: Connection, document: Document, reader: str) -> bool:
        row = connection.execute(
            select(tables.reading)
            .join(tables.standing, tables.standing.c.reading == tables.reading.c.number)
            .where(tables.reading.c.document == document.id)
        ).first()
        return row is not None and row.reader == reader and all(
            getattr(row, field) == getattr(document, field)
            for field in ("title", "outlet", "url", "published", "language", "text")
        )  # fmt: skip

    # --- to read -------------------------------------------------------------------------------------------------

    def document(self, key: str) -> tuple[Reading, DocumentRow]:
        """A document's present reading without its claims, and how the case lists it. A removed one is still found.

        Args:
            key: Its id, the beginning of its id, or its name.

        Raises:
            NotInCase, Ambiguous: No document, or several, bear it.
        """
        with self._reading() as connection:
            rows = list(self._documents(connection, key))
            if not rows:
                raise NotInCase(key)
            if len(rows) > 1:
                raise Ambiguous(key, [f"{row.name} ({row.id[:19]})" for row in rows[:5]])
            row = connection.execute(
                select(tables.reading).filter_by(document=rows[0].id).order_by(tables.reading.c.number.desc())
            ).first()
            assert row is not None
            return _reading(row), rows[0]

    def documents(self) -> list[DocumentRow]:
        """Every document the case has held, by day of publication; removed ones tell why."""
        with self._reading() as connection:
            rows = list(self._documents(connection, None))
        return sorted(rows, key=lambda row: (row.published is None, row.published or row.added.date(), row.name))

    def holds(self, document: Document, *, reader: str) -> bool:
        """Whether this very document, read by this very reader, is already what the case goes by."""
        with self._reading() as connection:
            return self._standing_equals(connection, document, reader)

    def removal(self, document: str) -> Ruling | None:
        """The ruling by which a document is out of the case, None if it is in it or was never there."""
        with self._reading() as connection:
            return self._removal(connection, document)

    def rulings(self) -> list[Ruling]:
        """Every removal and restoration, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.ruling).order_by(tables.ruling.c.number))
            return [_ruling(row) for row in rows]

    def raw(self, document: str) -> bytes:
        """The bytes a document was taken from.

        Raises:
            NotInCase: The case does not hold it.
        """
        with self._reading() as connection:
            found = connection.execute(select(tables.evidence.c.raw).filter_by(document=document)).first()
        if found is None:
            raise NotInCase(document)
        return bytes(found[0])

    def claim(self, key: str) -> LedgerClaim:
        """The claim whose id is, or begins with, `key`.

        Raises:
            NotInCase, Ambiguous: No claim, or several, bear it.
        """
        with self._reading() as connection:
            query = _claims().where(tables.claim.c.id.startswith(key, autoescape=True)).limit(6)
            found = [_ledger_claim(row, self._texts(connection, [row])) for row in connection.execute(query)]
        if not found or not key:
            raise NotInCase(key)
        if len(found) > 1:
            raise Ambiguous(key, [one.claim.id for one in found])
        return found[0]

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[LedgerClaim]:
        """The claims that a filter asks for, by document and place in the text; with words, the best fit first."""
        wanted = wanted or ClaimFilter()
        with self._reading() as connection:
            query = _filtered(_claims(), wanted)
            if wanted.words is not None:
                expression = _every_word(wanted.words)
                if expression is None:
                    return
                query = query.join(text("words"), text("words.rowid = claim.row")).where(text("words match :expression"))
                query = query.params(expression="{claim sentence parties} : (" + expression + ")").order_by(text(f"bm25(words, {_WEIGHTS})"))
            else:
                query = query.order_by(tables.reading.c.published, tables.reading.c.number, tables.claim.c.row)
            if wanted.limit is not None:
                query = query.limit(wanted.limit)
            texts: dict[str, str] = {}
            for row in connection.execution_options(yield_per=500).execute(query):
                if row.document not in texts:
                    texts = {row.document: self._text(connection, row)}
                yield _ledger_claim(row, texts)

    def claims_of(self, document: str) -> list[LedgerClaim]:
        """The claims of a document's present reading, in the order of the text."""
        return list(self.claims(ClaimFilter(document=document)))

    def search(self, words: Sequence[str], *, limit: int) -> list[Match]:
        """The claims that any of these words are found in, best first; words are matched by their stems."""
        expression = " OR ".join(_quoted(word) for word in words if _quoted(word))
        if not expression:
            return []
        with self._reading() as connection:
            score = text(f"bm25(words, {_WEIGHTS}) as fit, words.context as context")
            query = (
                _claims().add_columns(score).join(text("words"), text("words.rowid = claim.row"))
                .where(text("words match :expression")).params(expression=expression).order_by(text("fit")).limit(limit)
            )  # fmt: skip
            rows = list(connection.execute(query))
            texts = self._texts(connection, rows)
        return [Match(found=_ledger_claim(row, texts), context=row.context, relevance=-row.fit) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many documents, claims, speakers and sources the case goes by."""
        with self._reading() as connection:
            names = (
                select(tables.party.c.folded).distinct().join(tables.claim, tables.claim.c.row == tables.party.c.claim)
                .join(tables.standing, tables.standing.c.reading == tables.claim.c.reading)
            )  # fmt: skip

            def count(query: Select[Any]) -> int:
                return int(connection.execute(select(text("count(*)")).select_from(query.subquery())).scalar_one())

            return {
                "documents": count(select(tables.standing.c.document)),
                "claims": count(_claims()),
                "speakers": count(names.where(tables.party.c.part == "speaker")),
                "sources": count(names.where(tables.party.c.part == "source")),
            }

    # --- within --------------------------------------------------------------------------------------------------

    def _documents(self, connection: Connection, key: str | None) -> Iterator[DocumentRow]:
        latest = select(text("max(number)")).select_from(tables.reading).group_by(tables.reading.c.document)
        query = (
            select(tables.reading, tables.evidence.c.added, text("(select count(*) from claim where claim.reading = reading.number) as claims"))
            .join(tables.evidence, tables.evidence.c.document == tables.reading.c.document)
            .where(tables.reading.c.number.in_(latest))
        )  # fmt: skip
        if key is not None:
            long = key if key.startswith("sha256:") else f"sha256:{key}"
            by_id = tables.reading.c.document.startswith(long, autoescape=True) if len(key) >= 4 else tables.reading.c.document == long
            query = query.where((tables.reading.c.name == key) | by_id)
        for row in connection.execute(query):
            removal = self._removal(connection, row.document)
            yield DocumentRow(
                id=row.document, name=row.name, title=row.title, outlet=row.outlet, url=row.url, published=row.published,
                language=row.language, claims=row.claims, added=row.added, removed=removal.reason if removal else None,
            )  # fmt: skip

    def _removal(self, connection: Connection, document: str) -> Ruling | None:
        row = connection.execute(
            select(tables.ruling).filter_by(document=document).order_by(tables.ruling.c.number.desc())
        ).first()
        return _ruling(row) if row is not None and row.action == "removed" else None

    def _text(self, connection: Connection, row: Row[Any]) -> str:
        return self._texts(connection, [row])[row.document]

    def _texts(self, connection: Connection, rows: Sequence[Row[Any]]) -> dict[str, str]:
        """The texts of the rows' documents, as their present readings give them."""
        wanted = {row.document for row in rows}
        query = (
            select(tables.reading.c.document, tables.reading.c.text)
            .join(tables.standing, tables.standing.c.reading == tables.reading.c.number)
            .where(tables.reading.c.document.in_(wanted))
        )  # fmt: skip
        return {row.document: row.text for row in connection.execute(query)}

    def _reading(self) -> "_Guard":
        return _Guard(self._engine, self.name, write=False)

    def _writing(self) -> "_Guard":
        return _Guard(self._engine, self.name, write=True)


class _Guard:
    """A connection whose database errors come out as errors of the case."""

    def __init__(self, engine: Engine, name: str, *, write: bool) -> None:
        self._context = engine.execution_options(writes=True).begin() if write else engine.connect()
        self._name = name

    def __enter__(self) -> Connection:
        try:
            return self._context.__enter__()
        except DatabaseError as error:
            raise CaseError(f"{self._name}: {_reason(error)}") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._context.__exit__(kind, error, trace)
        except DatabaseError as failure:
            raise CaseError(f"{self._name}: {_reason(failure)}") from failure
        if isinstance(error, DatabaseError):
            raise CaseError(f"{self._name}: {_reason(error)}") from error


def _engine(name: str) -> Engine:
    memory = name == ":memory:"
    if not memory and not Path(name).parent.is_dir():
        raise CaseError(f"{name}: there is no folder {Path(name).parent}")
    engine = create_engine(
        f"sqlite:///{name}", poolclass=StaticPool if memory else None, connect_args={"timeout": 30, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # SQLite's driver would open transactions late and close them before DDL; Tocsin opens them itself.
        connection.isolation_level = None
        for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = on", "busy_timeout = 30000"):
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once, so that two of them wait for each other instead of failing half-way.
        connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get("writes") else "begin")

    return engine


def _reason(error: DatabaseError) -> str:
    return str(error.orig) if error.orig is not None else str(error)


def _stand(connection: Connection, document: str, number: int) -> None:
    connection.execute(tables.standing.delete().where(tables.standing.c.document == document))
    connection.execute(insert(tables.standing), {"document": document, "reading": number})


def _claims() -> Select[Any]:
    """The claims that stand: of the present readings of documents that are in the case."""
    return (
        select(*_CLAIM_COLUMNS)
        .join(tables.reading, tables.reading.c.number == tables.claim.c.reading)
        .join(tables.standing, tables.standing.c.reading == tables.reading.c.number)
    )


def _filtered(query: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    claim, reading = tables.claim.c, tables.reading.c
    for name, parts in ((wanted.speaker, ("speaker",)), (wanted.source, ("source",)), (wanted.party, ())):
        if name is not None:
            named = select(tables.party.c.claim).where(tables.party.c.folded.contains(folded(name), autoescape=True))
            query = query.where(claim.row.in_(named.where(tables.party.c.part.in_(parts)) if parts else named))
    if wanted.place is not None:
        place = tables.place.c
        there = select(place.claim).where(place.folded.contains(folded(wanted.place), autoescape=True) | (place.country == wanted.place.upper()))
        query = query.where(claim.row.in_(there))
    undated = claim.earliest.is_(None) & claim.latest.is_(None)
    if wanted.since is not None:
        query = query.where((claim.latest >= wanted.since) | (claim.latest.is_(None) & claim.earliest.is_not(None)) | (undated & (reading.published >= wanted.since)))
    if wanted.until is not None:
        query = query.where((claim.earliest <= wanted.until) | (claim.earliest.is_(None) & claim.latest.is_not(None)) | (undated & (reading.published <= wanted.until)))
    if wanted.certainty:
        query = query.where(claim.factuality.in_([value.value for value in wanted.certainty]))
    if wanted.kinds:
        query = query.where(claim.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.document is not None:
        query = query.where(reading.document == wanted.document)
    return query


def _every_word(words: str) -> str | None:
    """What a person typed, as an expression of FTS5: every word, and “words in quotes” as a phrase."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    terms = [_quoted(phrase or word) for phrase, word in parts]
    return " AND ".join(term for term in terms if term) or None


def _quoted(words: str) -> str:
    plain = " ".join(re.findall(r"\w+", words))
    return f'"{plain}"' if plain else ""


def _ledger_claim(row: Row[Any], texts: dict[str, str]) -> LedgerClaim:
    return LedgerClaim(
        claim=from_json(Claim, json.loads(row.record)),
        document=row.document,
        name=row.name,
        outlet=row.outlet,
        published=row.published,
        sentence=texts[row.document][row.sentence_start : row.sentence_end],
        sentence_span=Span(row.sentence_start, row.sentence_end),
    )


def _reading(row: Row[Any]) -> Reading:
    document = {
        "id": row.document, "name": row.name, "title": row.title, "url": row.url, "outlet": row.outlet,
        "published": row.published, "language": row.language, "text": row.text,
    }  # fmt: skip
    return from_json(Reading, {"document": document, **json.loads(row.record)})


def _ruling(row: Row[Any]) -> Ruling:
    return Ruling(document=row.document, action=row.action, at=row.at, by=row.by, reason=row.reason)


def _fields(ruling: Ruling) -> dict[str, Any]:
    return {name: getattr(ruling, name) for name in ("document", "action", "at", "by", "reason")}

