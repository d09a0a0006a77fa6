"""The claims of a case, looked up and searched."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, text

from tocsin.errors import Ambiguous, NotInCase
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected, Found
from tocsin.ledger.sql.filters import begins, filtered
from tocsin.ledger.sql.functions import as_json
from tocsin.ledger.sql.pages import page_rows
from tocsin.ledger.sql.reports import (
    IS_IN,
    current_claims,
    current_rows,
    in_text,
    json_object,
    report,
    reports_in_rows,
    rows_by_id,
    rows_where,
)
from tocsin.model.query import ClaimFilter, Match, Report


class Claims(Connected):
    """Claims that stand."""

    def claim(self, key: str) -> Report:
        with self._reading() as connection:
            query = current_claims().where(begins(tables.claim.c.id, key.lower())).limit(6)
            found = list(map(report, connection.execute(query))) if key else []
        if not found:
            raise NotInCase(key)
        if len(found) > 1:
            raise Ambiguous(key, [one.claim.id for one in found])
        return found[0]

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Report]:
        if wanted is not None and wanted.limit is not None and wanted.words is None:
            with self._reading() as connection:
                rows = page_rows(connection, wanted)
                found_in = reports_in_rows(connection, rows)
            yield from (found_in[row] for row in rows)
            return
        if wanted is not None and wanted.limit is not None and wanted.words is not None:
            with self._reading() as connection:
                latest = self._words.latest_of(connection, wanted.words)
                page = self._ranked(connection, wanted, latest) if latest is not None else []
            if len(page) == wanted.limit:
                yield from page
                return
        query = self._wanted(wanted or ClaimFilter())
        if query is None:
            return
        found = self._stream(query)
        yield from found if self._streams else list(found)

    def _stream(self, query: Select[Any]) -> Iterator[Report]:
        with self._reading() as connection:
            yield from map(report, connection.execution_options(yield_per=500).execute(query))

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Report]:
        with self._reading() as connection:
            rows = rows_by_id(connection, ids).values()
            return {found.claim.id: found for found in reports_in_rows(connection, rows).values()}

    def claims_of(self, *documents: str) -> list[Report]:
        query = current_claims().add_columns(tables.reading.c.number, in_text().label("position"))
        with self._reading() as connection:
            rows = sorted(
                rows_where(connection, query, tables.current_reading.c.document, documents),
                key=lambda row: (row.number, row.position),
            )
        return [report(row) for row in rows]

    def claims_where(self, wanted: ClaimFilter, test: Callable[[Mapping[str, Any]], bool]) -> list[Report]:
        query = filtered(current_claims(), wanted).with_only_columns(tables.claim.c.row, tables.claim.c.record)
        with self._reading() as connection:
            try:
                rows = [row.row for row in connection.execute(query) if test(json_object(row.record))]
            except (LookupError, TypeError, AttributeError) as error:
                raise ValueError(f"no claim: {error!r}") from error
            found = reports_in_rows(connection, rows)
        return [found[row] for row in sorted(found)]

    def claim_ids(self) -> list[str]:
        with self._reading() as connection:
            return [row.id for row in connection.execute(current_rows().order_by(tables.claim.c.row))]

    def claims_counting(self, forms: Collection[str] | None = None) -> list[Report]:
        counting = select(tables.figure.c.claim)
        with self._reading() as connection:
            if forms is None:
                rows = connection.execute(current_claims().where(tables.claim.c.row.in_(counting)))
                return [report(row) for row in sorted(rows, key=lambda row: row.row)]
            counting = counting.where(tables.figure.c.counted.in_(("", *forms)))
            return list(reports_in_rows(connection, set(connection.scalars(counting))).values())

    def search(self, words: Sequence[str], *, limit: int, wanted: ClaimFilter | None = None) -> list[Match]:
        with self._reading() as connection:
            found = self._words.any_of(connection, words)
            if found is None:
                return []
            fit = found.fit.label("fit")

            def best(query: Select[Any], looked_at: int) -> list[Row[Any]]:
                """The best of those that are found, put together only then: what is sorted should be small."""
                ranked = query.order_by(fit.desc()).limit(looked_at).subquery()
                reports = current_claims().add_columns(ranked.c.fit, tables.words.c.context)
                reports = reports.join(ranked, ranked.c.row == tables.claim.c.row).order_by(ranked.c.fit.desc())
                return list(connection.execute(reports.limit(limit)))

            indexed = select(tables.words.c.rowid.label("row"), fit).where(found.matches)
            rows = best(indexed, 2 * limit) if wanted is None else []
            if len(rows) < limit:
                # Some of the best stand no longer, or do not fit the filter.
                standing = filtered(current_claims(), wanted or ClaimFilter()).where(found.matches)
                rows = best(standing.with_only_columns(tables.claim.c.row, fit), limit)
            return [Match(report=report(row), context=row.context, relevance=row.fit) for row in rows]

    def counts(self) -> dict[str, int]:
        with self._reading() as connection:
            names = (
                select(tables.claim_party.c.folded).distinct()
                .join(tables.claim, tables.claim.c.row == tables.claim_party.c.claim)
                .join(tables.current_reading, tables.current_reading.c.reading == tables.claim.c.reading)
                .outerjoin(tables.claim_out, tables.claim_out.c.claim == tables.claim.c.row).where(IS_IN)
            )  # fmt: skip

            def count(query: Select[Any]) -> int:
                return int(connection.execute(select(text("count(*)")).select_from(query.subquery())).scalar_one())

            return {
                "documents": count(select(tables.current_reading.c.document)),
                "claims": count(current_rows()),
                "speakers": count(names.where(tables.claim_party.c.part == "speaker")),
                "sources": count(names.where(tables.claim_party.c.part == "source")),
            }

    def _ranked(self, connection: Connection, wanted: ClaimFilter, found: Found) -> list[Report]:
        """The best of the claims that are found by words."""
        fit, row = found.fit.label("fit"), tables.claim.c.row
        query = filtered(current_claims(), wanted).where(found.matches).with_only_columns(row, fit)
        rows = connection.scalars(query.order_by(fit.desc(), row).limit(wanted.limit)).all()
        reports = reports_in_rows(connection, rows)
        return [reports[one] for one in rows]

    def _wanted(self, wanted: ClaimFilter) -> Select[Any] | None:
        """The query for a filter, None where the words asked for hold no word."""
        query = filtered(current_claims(), wanted)
        if wanted.words is not None:
            found = self._words.all_of(wanted.words)
            if found is None:
                return None
            query = query.where(found.matches).order_by(found.fit.desc(), tables.claim.c.row)
        elif wanted.by_weight:
            weight = func.coalesce(as_json(tables.claim.c.record)["weight"].as_float(), 0)
            query = query.order_by(weight.desc(), tables.reading.c.number, tables.claim.c.row)
        else:
            published = tables.reading.c.published.asc().nulls_first()
            query = query.order_by(published, tables.reading.c.number, in_text())
        return query if wanted.limit is None else query.limit(wanted.limit)
