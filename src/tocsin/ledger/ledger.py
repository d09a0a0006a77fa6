"""The case: an append-only ledger of documents, readings and claims in one SQLite file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select, text
from sqlalchemy.exc import DatabaseError

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger import tables
from tocsin.ledger.assessments import Assessments
from tocsin.ledger.connections import MEMORY, Guard, case_error, engine_for
from tocsin.ledger.entries import claim_rows, party_rows, place_rows, reading_row, word_rows
from tocsin.ledger.filters import begins, every_word, filtered, quoted
from tocsin.ledger.grades import Grades
from tocsin.ledger.grouping import regroup
from tocsin.ledger.linking import Linking, forget, link_anew
from tocsin.ledger.links import Links
from tocsin.ledger.migrations import migrate
from tocsin.ledger.standing import claims_in_rows, json_object, ledger_claim, standing_claims, texts_of
from tocsin.model.document import Document, Evidence
from tocsin.model.query import ClaimFilter, DocumentRow, Match, Report, Ruling
from tocsin.model.reading import Reading
from tocsin.model.record import from_json, to_json

# How much a word counts where it is found: in the claim, its sentence, the sentences around, the parties, the title.
_WEIGHTS = "4.0, 2.0, 0.7, 1.5, 0.5"
_TEXTS = 64
"""Documents' texts that are kept at hand while claims are listed."""
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


class Ledger:
    """One case. Use it as a context manager; every writing method is one transaction, whole or not at all."""

    def __init__(self, path: Path | str) -> None:
        """Open a case, making it if it is not there.

        Args:
            path: The file, or ":memory:" for a case that is gone when closed.

        Raises:
            CaseError: The file cannot be opened, is no case, or was written by a later Tocsin.
        """
        self.name = MEMORY if str(path) == MEMORY else str(Path(path))
        self._engine = engine_for(self.name)
        self.links = Links(reading=self.reading, writing=self._writing)
        self.linking = Linking(reading=self.reading, writing=self._writing)
        self.grades = Grades(reading=self.reading, writing=self._writing)
        self.assessments = Assessments(reading=self.reading, writing=self._writing)
        try:
            migrate(self._engine, name=self.name)
        except (DatabaseError, UnicodeDecodeError) as error:
            raise case_error(self.name, error) from error

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
            Whether anything was entered: the same reading twice changes nothing, nor does one of a removed document.

        Raises:
            CaseError: The case cannot be written.
        """
        with self._writing() as connection:
            key = evidence.document.id
            if (
                self._standing_equals(connection, evidence.document, reader)
                or self._removal(connection, key) is not None
            ):
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
            superseded = _standing_rows(connection, key)
            _stand(connection, key, number[0])
            if superseded:
                forget(connection, superseded)
                regroup(connection, superseded)
            return True

    def rule(self, ruling: Ruling) -> None:
        """Take a document out of the case, or put it back.

        Raises:
            NotInCase: The case never held it.
            CaseError: It is already so, no reason is given, or the case cannot be written.
        """
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
            rows = _standing_rows(connection, ruling.document)
            connection.execute(tables.standing.delete().where(tables.standing.c.document == ruling.document))
            if ruling.action == "restored":
                connection.execute(insert(tables.standing), {"document": ruling.document, "reading": latest.number})
                rows = _standing_rows(connection, ruling.document)
                link_anew(connection, latest.number, rows)
            regroup(connection, rows)

    def _add_claims(self, connection: Connection, reading: Reading, number: int) -> None:
        if not reading.claims:
            return
        first = connection.execute(select(text("coalesce(max(row), 0) + 1")).select_from(tables.claim)).scalar_one()
        _insert_all(connection, "claim", claim_rows(reading, number=number, first=first))
        _insert_all(connection, "party", party_rows(reading, first=first))
        _insert_all(connection, "place", place_rows(reading, first=first))
        _insert_all(connection, "words", word_rows(reading, first=first))

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
        with self.reading() as connection:
            rows = list(self._documents(connection, key))
            if not rows:
                raise NotInCase(key)
            if len(rows) > 1:
                raise Ambiguous(key, [f"{row.name} ({row.id[:19]})" for row in rows[:5]])
            row = connection.execute(_last_reading(rows[0].id)).one()
            return _reading(row), rows[0]

    def documents(self) -> list[DocumentRow]:
        """Every document the case has held, by day of publication; removed ones tell why."""
        with self.reading() as connection:
            rows = list(self._documents(connection, None))
        return sorted(rows, key=lambda row: (row.published is None, row.published or row.added.date(), row.name))

    def holds(self, document: Document, *, reader: str) -> bool:
        """Whether this very document, read by this very reader, is already what the case goes by."""
        with self.reading() as connection:
            return self._standing_equals(connection, document, reader)

    def known(self, document: str) -> Document | None:
        """The document with this id as it was last entered, removed or not; None if it never was."""
        with self.reading() as connection:
            row = connection.execute(_last_reading(document)).first()
        return None if row is None else _document(row)

    def removal(self, document: str) -> Ruling | None:
        """The ruling by which a document is out of the case, None if it is in it or was never there."""
        with self.reading() as connection:
            return self._removal(connection, document)

    def rulings(self) -> list[Ruling]:
        """Every removal and restoration, oldest first."""
        with self.reading() as connection:
            rows = connection.execute(select(tables.ruling).order_by(tables.ruling.c.number))
            return [_ruling(row) for row in rows]

    def raw(self, document: str) -> bytes:
        """The bytes a document was taken from.

        Raises:
            NotInCase: The case does not hold it.
        """
        with self.reading() as connection:
            found = connection.execute(select(tables.evidence.c.raw).filter_by(document=document)).first()
        if found is None:
            raise NotInCase(document)
        return bytes(found[0])

    def claim(self, key: str) -> Report:
        """The claim whose id is, or begins with, `key`.

        Raises:
            NotInCase, Ambiguous: No claim, or several, bear it.
        """
        with self.reading() as connection:
            query = standing_claims().where(begins(tables.claim.c.id, key.lower())).limit(6)
            rows = list(connection.execute(query)) if key else []
            texts = texts_of(connection, rows)
            found = [ledger_claim(row, texts) for row in rows]
        if not found:
            raise NotInCase(key)
        if len(found) > 1:
            raise Ambiguous(key, [one.claim.id for one in found])
        return found[0]

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Report]:
        """The claims that a filter asks for, by document and place in the text; with words, the best fit first.

        They come as a stream; the case may be written meanwhile, and they stay those of the moment it began.
        """
        query = _wanted(wanted or ClaimFilter())
        if query is None:
            return
        found = self._stream(query)
        # In memory all share one connection, which a stream would keep busy.
        yield from list(found) if self.name == MEMORY else found

    def claims_where(self, wanted: ClaimFilter, test: Callable[[Mapping[str, Any]], bool]) -> list[Report]:
        """The claims that a filter asks for and a test lets pass, in the order they were entered.

        Args:
            wanted: The filter; its words and its limit are not looked at.
            test: Is given the stored object of a claim, whose fields are those of `Claim`: to look at it costs a tenth of
                making the claim.

        Raises:
            CaseError: The case cannot be read.
        """
        query = filtered(standing_claims(), wanted).with_only_columns(tables.claim.c.row, tables.claim.c.record)
        with self.reading() as connection:
            rows = [row.row for row in connection.execute(query) if _passes(test, row.record)]
            found = claims_in_rows(connection, rows)
        return [found[row] for row in sorted(found)]

    def _stream(self, query: Select[Any]) -> Iterator[Report]:
        with self.reading() as connection:
            texts: dict[str, str] = {}
            for row in connection.execution_options(yield_per=500).execute(query):
                if row.document not in texts:
                    if len(texts) == _TEXTS:
                        del texts[next(iter(texts))]
                    texts.update(texts_of(connection, [row]))
                yield ledger_claim(row, texts)

    def claims_of(self, document: str) -> list[Report]:
        """The claims of a document's present reading, in the order of the text."""
        return list(self.claims(ClaimFilter(document=document)))

    def search(self, words: Sequence[str], *, limit: int) -> list[Match]:
        """The claims that any of these words are found in, best first; words are matched by their stems."""
        expression = " OR ".join(filter(None, map(quoted, words)))
        if not expression:
            return []
        with self.reading() as connection:
            score = text(f"bm25(words, {_WEIGHTS}) as fit, words.context as context")
            query = (
                standing_claims().add_columns(score).join(text("words"), text("words.rowid = claim.row"))
                .where(text("words match :expression")).params(expression=expression).order_by(text("fit")).limit(limit)
            )  # fmt: skip
            rows = list(connection.execute(query))
            texts = texts_of(connection, rows)
            return [Match(report=ledger_claim(row, texts), context=row.context, relevance=-row.fit) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many documents, claims, speakers and sources the case goes by."""
        with self.reading() as connection:
            names = (
                select(tables.party.c.folded).distinct().join(tables.claim, tables.claim.c.row == tables.party.c.claim)
                .join(tables.standing, tables.standing.c.reading == tables.claim.c.reading)
            )  # fmt: skip

            def count(query: Select[Any]) -> int:
                return int(connection.execute(select(text("count(*)")).select_from(query.subquery())).scalar_one())

            return {
                "documents": count(select(tables.standing.c.document)),
                "claims": count(standing_claims()),
                "speakers": count(names.where(tables.party.c.part == "speaker")),
                "sources": count(names.where(tables.party.c.part == "source")),
            }

    # --- within --------------------------------------------------------------------------------------------------

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

    def reading(self) -> Guard:
        """A connection to read by, in one transaction: for the files of this folder."""
        return Guard(self._engine, self.name, write=False)

    def _writing(self) -> Guard:
        return Guard(self._engine, self.name, write=True)


def _insert_all(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows by the driver itself: what SQLAlchemy does for each of them would cost as much as the insertion."""
    if rows:
        names = list(rows[0])
        values = ", ".join(f":{name}" for name in names)
        connection.exec_driver_sql(f"insert into {table} ({', '.join(names)}) values ({values})", list(rows))


def _standing_rows(connection: Connection, document: str) -> list[int]:
    """The rows of the claims of a document that stand."""
    query = select(tables.claim.c.row).join(tables.standing, tables.standing.c.reading == tables.claim.c.reading)
    return list(connection.scalars(query.where(tables.standing.c.document == document)))


def _stand(connection: Connection, document: str, number: int) -> None:
    connection.execute(tables.standing.delete().where(tables.standing.c.document == document))
    connection.execute(insert(tables.standing), {"document": document, "reading": number})


def _wanted(wanted: ClaimFilter) -> Select[Any] | None:
    """The query for a filter, None where the words asked for hold no word."""
    query = filtered(standing_claims(), wanted)
    if wanted.words is not None:
        expression = every_word(wanted.words)
        if expression is None:
            return None
        query = query.join(text("words"), text("words.rowid = claim.row")).where(text("words match :expression"))
        query = query.params(expression="{claim sentence parties} : (" + expression + ")").order_by(
            text(f"bm25(words, {_WEIGHTS})")
        )
    else:
        query = query.order_by(tables.reading.c.published, tables.reading.c.number, tables.claim.c.row)
    return query if wanted.limit is None else query.limit(wanted.limit)


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


def _passes(test: Callable[[Mapping[str, Any]], bool], record: str) -> bool:
    plain = json_object(record)
    try:
        return test(plain)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no claim: {error!r}") from error


def _fields(ruling: Ruling) -> dict[str, Any]:
    return {name: getattr(ruling, name) for name in ("document", "action", "at", "by", "reason")}
