"""Reviews of claims, and what follows from them: which claims stand corrected, and which do not stand."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select

from tocsin.errors import NotInCase
from tocsin.ledger.entries import (
    claim_row,
    figure_rows,
    listing_row,
    name_rows,
    parties_text,
    party_rows,
    place_rows,
)
from tocsin.ledger.rulings import check_review
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.grouping import regroup
from tocsin.ledger.sql.history import end
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.linking import forget, link_anew
from tocsin.ledger.sql.reports import read_claims, report, rows_where
from tocsin.model.claim import Claim
from tocsin.model.query import Report
from tocsin.model.record import load
from tocsin.model.review import Judgement, Review, ReviewState, carried
from tocsin.model.span import Span

_OF_DOCUMENT = select(tables.review).where(tables.review.c.document == bindparam("document"))
_UNREVIEWED = ReviewState()
_SUPERSEDED = "superseded"
"""The state of a corrected claim whose correction was corrected itself, or taken back."""


class Reviews(Connected):
    """Reviews, and claims as they were read."""

    def reviews(self, document: str | None = None) -> list[Review]:
        query = select(tables.review)
        if document is not None:
            query = query.where(tables.review.c.document == document)
        with self._reading() as connection:
            return _in_order(connection, query)

    def claims_as_read(self, *documents: str) -> list[Report]:
        with self._reading() as connection:
            rows = sorted(rows_where(connection, _as_read(), tables.current_reading.c.document, documents), key=_place)
        return [report(row) for row in rows]

    def rejected_claims(self) -> list[tuple[Report, Judgement]]:
        out = tables.claim_out.c
        states = (Judgement.REJECTED.value, Judgement.NO_CLAIM.value)
        query = _as_read(out.state.in_(states)).add_columns(out.state)
        query = query.join(tables.claim_out, out.claim == tables.claim.c.row)
        with self._reading() as connection:
            rows = sorted(connection.execute(query), key=_place)
        return [(report(row), Judgement(row.state)) for row in rows]

    def enter_review(self, review: Review) -> Review:
        check_review(review)
        with self._writing() as connection:
            if review.undoes is None:
                found = _as_read(tables.reading.c.document == review.document, tables.claim.c.id == review.claim)
                if connection.execute(found).first() is None:
                    raise NotInCase(review.claim)
            elif connection.execute(select(tables.review).filter_by(number=review.undoes)).first() is None:
                raise NotInCase(f"review {review.undoes}")
            entered = {
                "claim": review.claim, "document": review.document, "start": review.start, "end": review.end,
                "words": review.words, "judgement": review.judgement.value,
                "changes": json.dumps(dict(review.changes), ensure_ascii=False, sort_keys=True), "undoes": review.undoes,
                "at": review.at, "by": review.by, "reason": review.reason,
            }  # fmt: skip
            number = enter_chained(connection, tables.review, entered)
            self._apply_reviews(connection, review.document, at=review.at)
            return _review(connection.execute(select(tables.review).filter_by(number=number)).one())

    def _apply_reviews(self, connection: Connection, document: str, *, at: datetime) -> None:
        """Let the claims of a document's last reading stand as its reviews have it; what stands so already is left."""
        reviews = _in_order(connection, _OF_DOCUMENT, document=document)
        if not reviews:
            return
        reading = connection.execute(
            select(tables.reading.c.number, tables.reading.c.text, tables.reading.c.title)
            .where(tables.reading.c.document == document)
            .order_by(tables.reading.c.at.desc(), tables.reading.c.number.desc()).limit(1)
        ).one()  # fmt: skip
        rows = connection.execute(
            select(tables.claim, tables.claim_out.c.state, tables.revised_claim.c.original, tables.reading.c.published)
            .join(tables.reading, tables.reading.c.number == tables.claim.c.reading)
            .outerjoin(tables.claim_out, tables.claim_out.c.claim == tables.claim.c.row)
            .outerjoin(tables.revised_claim, tables.revised_claim.c.claim == tables.claim.c.row)
            .where(tables.claim.c.reading == reading.number).order_by(tables.claim.c.row)
        ).all()  # fmt: skip
        read = {row.row: load(Claim, row.record) for row in rows if row.original is None}
        standing = {row.original: row for row in rows if row.original is not None and row.state is None}
        states = carried(reviews, list(read.values()), reading.text).states
        gone: list[int] = []
        come: list[int] = []
        for row in rows:
            if row.original is not None:
                continue
            state = states.get(row.id, _UNREVIEWED)
            corrected = state.applied(read[row.row]) if state.is_corrected else None
            now = standing.get(row.row)
            if now is not None and (corrected is None or load(Claim, now.record) != corrected):
                self._take_out(connection, now.row, _SUPERSEDED, at=at)
                gone.append(now.row)
                now = None
            if row.state != state.out:
                if row.state is not None:
                    end(connection, tables.claim_out, tables.claim_out.c.claim == row.row, until=at)
                if state.out is not None:
                    self._take_out(connection, row.row, state.out, at=at)
                (come if state.out is None else gone).append(row.row)
            if corrected is not None and now is None:
                come.append(self._enter_corrected(connection, row, corrected, title=reading.title, at=at))
        forget(connection, gone)
        if come:
            link_anew(connection, reading.number, [*(row.row for row in rows), *come])
        if gone or come:
            regroup(connection, [*gone, *come], at=at)

    def _take_out(self, connection: Connection, row: int, state: str, *, at: datetime) -> None:
        connection.execute(insert(tables.claim_out), {"claim": row, "state": state, "since": at})

    def _enter_corrected(
        self, connection: Connection, original: Row[Any], claim: Claim, *, title: str | None, at: datetime
    ) -> int:
        """Enter a claim as corrected, in a row of its own."""
        row = int(connection.execute(select(func.max(tables.claim.c.row) + 1)).scalar_one())
        sentence = Span(original.sentence_start, original.sentence_end)
        insert_all(connection, tables.claim, [claim_row(claim, row=row, reading=original.reading, sentence=sentence)])
        insert_all(connection, tables.claim_party, party_rows([claim], first=row))
        insert_all(connection, tables.figure, figure_rows([claim], first=row))
        insert_all(connection, tables.place, place_rows([claim], first=row))
        insert_all(connection, tables.name, name_rows([claim]), more="on conflict do nothing")
        listed = listing_row(
            claim, row=row, position=original.row, reading=original.reading, published=original.published
        )
        insert_all(connection, tables.listing, [listed])
        words = tables.words.c
        found = connection.execute(select(words.sentence, words.context).where(words.rowid == original.row)).one()
        self._words.enter(connection, [{
            "rowid": row, "claim": claim.text, "sentence": found.sentence, "context": found.context,
            "parties": parties_text(claim), "title": title or "",
        }])  # fmt: skip
        connection.execute(insert(tables.revised_claim), {"claim": row, "original": original.row, "since": at})
        return row


def _as_read(*wanted: Any) -> Select[Any]:
    """A query of the claims of current readings as they were read."""
    revised = tables.revised_claim.c.claim
    query = read_claims().add_columns(tables.reading.c.number)
    return query.outerjoin(tables.revised_claim, revised == tables.claim.c.row).where(revised.is_(None), *wanted)


def _place(row: Row[Any]) -> tuple[int, int]:
    """What claims are sorted by: their place in the case."""
    return row.number, row.row


def _in_order(connection: Connection, query: Select[Any], **named: Any) -> list[Review]:
    """Reviews in the order in which they count."""
    rows: Sequence[Row[Any]] = connection.execute(query, named).all()
    return sorted(map(_review, rows), key=lambda one: (one.at, one.number))


def _review(row: Row[Any]) -> Review:
    return Review(**{
        **row._asdict(), "judgement": Judgement(row.judgement), "changes": json.loads(row.changes),
    })  # fmt: skip
