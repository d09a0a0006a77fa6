"""The vectors of claims."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.filters import filtered
from tocsin.ledger.sql.functions import as_json
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.reports import current_claims, portions, report, rows_where
from tocsin.model.query import ClaimFilter, ClaimTexts, Match


class Vectors(Connected):
    """Vectors that claims are found by, and claims by the rows they stand in."""

    def vectors(self, model: str, *, after: int = 0) -> tuple[list[tuple[int, int]], bytes]:
        vector, claim = tables.vector.c, tables.claim.c
        vectors = select(vector.claim, vector.vector).where(vector.model == model, vector.claim > after)
        # The index of readings holds rows and readings: claims themselves, which are long, need not be looked at.
        first = select(claim.reading).where(claim.row == after).scalar_subquery()
        # A claim that was corrected is of an earlier reading than its row is.
        revised = claim.row.in_(select(tables.revised_claim.c.claim).where(tables.revised_claim.c.claim > after))
        owners = select(claim.row, claim.reading).where(or_(claim.reading >= func.coalesce(first, 0), revised))
        with self._reading() as connection:
            found = _rows(connection, vectors.order_by(vector.claim))
            readings = dict(_rows(connection, owners)) if found else {}
        return [(row, readings[row]) for row, _ in found], b"".join([packed for _, packed in found])

    def vectors_in_rows(self, model: str, rows: Iterable[int]) -> list[tuple[int, int, bytes]]:
        vector, claim = tables.vector.c, tables.claim.c
        query = (
            select(claim.row, claim.reading, vector.vector).join(tables.claim, claim.row == vector.claim)
            .where(vector.model == model).order_by(claim.row)
        )  # fmt: skip
        with self._reading() as connection:
            return [
                (row, reading, bytes(packed))
                for some in portions(sorted({*rows}))
                for row, reading, packed in connection.execute(query.where(vector.claim.in_(some)))
            ]

    def lacking_vectors(self, model: str) -> int:
        with self._reading() as connection:
            query = select(func.count()).select_from(tables.claim).where(tables.claim.c.row > _last(model))
            return int(connection.execute(query).scalar_one())

    def texts_without_vector(self, model: str, *, after: int, limit: int) -> list[ClaimTexts]:
        claim, words = tables.claim.c, tables.words.c
        query = (
            select(claim.row, claim.reading, words.sentence, as_json(claim.record)["standalone"].as_string())
            .outerjoin(tables.words, words.rowid == claim.row).order_by(claim.row).limit(limit)
        )  # fmt: skip
        with self._reading() as connection:
            # One bound that the database knows beforehand: with two it looks at every claim.
            query = query.where(claim.row > max(after, connection.scalar(select(_last(model))) or 0))
            return [
                ClaimTexts(row, reading, sentence or "", standalone or sentence or "")
                for row, reading, sentence, standalone in connection.execute(query)
            ]

    def enter_vectors(self, model: str, vectors: Mapping[int, bytes]) -> None:
        rows = [{"model": model, "claim": row, "vector": packed} for row, packed in vectors.items()]
        again = "on conflict (model, claim) do update set vector = excluded.vector"
        with self._writing() as connection:
            insert_all(connection, tables.vector, rows, more=again)

    def drop_vectors(self, *, keep: Collection[str]) -> None:
        model = tables.vector.c.model
        with self._reading() as connection:
            # Each model is found by a step in the index: a look at all vectors would take long.
            held: list[str] = []
            while (
                name := connection.scalar(select(func.min(model)).where(model > (held[-1] if held else "")))
            ) is not None:
                held.append(name)
        gone = [name for name in held if name not in keep]
        if gone:
            with self._writing() as connection:
                connection.execute(delete(tables.vector).where(model.in_(gone)))

    def matches_in_rows(self, rows: Iterable[int], *, wanted: ClaimFilter | None = None) -> dict[int, Match]:
        query = filtered(current_claims().add_columns(tables.words.c.context), wanted or ClaimFilter())
        asked = list(dict.fromkeys(rows))
        with self._reading() as connection:
            found = {
                row.row: Match(report=report(row), context=row.context, relevance=0.0)
                for row in rows_where(connection, query, tables.claim.c.row, asked)
            }
        return {row: found[row] for row in asked if row in found}


def _rows(connection: Connection, query: Select[Any]) -> list[tuple[Any, Any]]:
    """The rows as the driver gives them: for a hundred thousand that takes half the time."""
    cursor = connection.execute(query).cursor
    assert cursor is not None
    return list(cursor.fetchall())


def _last(model: str) -> ColumnElement[int]:
    """The last row that has a vector of this model; 0 if there is none.

    Vectors are entered in the order of the rows, so that no claim before it lacks one.
    """
    last = select(func.max(tables.vector.c.claim)).where(tables.vector.c.model == model)
    return func.coalesce(last.scalar_subquery(), 0)
