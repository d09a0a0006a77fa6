"""The claims of a case, looked up and searched."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, text

from tocsin.errors import Ambiguous, NotInCase
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.connected import Connected, Found
from tocsin.ledger.sql.filters import begins, filtered, has_place
from tocsin.ledger.sql.functions import as_json, lower, position_of
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
from tocsin.model.query import ClaimClues, ClaimFilter, Match, Report

_MOST_CLUES = 400
"""Clues up to which claims are narrowed by them: to look for each of more costs more than to take the claims apart."""


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
                if len(page) < wanted.limit and (every := self._words.all_of(wanted.words)) is not None:
                    page = self._ranked(connection, wanted, every)
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

    def claims_where(
        self, wanted: ClaimFilter, test: Callable[[Mapping[str, Any]], bool], *, clues: ClaimClues | None = None
    ) -> list[Report]:
        query = self._with_clues(wanted, clues)
        with self._reading() as connection:
            try:
                rows = [row.row for row in connection.execute(query) if test(json_object(row.record))]
            except (LookupError, TypeError, AttributeError) as error:
                raise ValueError(f"no claim: {error!r}") from error
            found = reports_in_rows(connection, rows)
        return [found[row] for row in sorted(found)]

    def claims_saying(self, wanted: ClaimFilter, test: Callable[[str], bool], *, clues: ClaimClues) -> list[Report]:
        words = as_json(tables.claim.c.record)["text"].as_string().label("text")
        query: Select[Any] = self._with_clues(wanted, clues).with_only_columns(tables.claim.c.row, words)
        with self._reading() as connection:
            rows = [row.row for row in connection.execute(query) if test(row.text)]
            return list(reports_in_rows(connection, rows).values())

    def _with_clues(self, wanted: ClaimFilter, clues: ClaimClues | None) -> Select[Any]:
        """A query of the rows and records of the claims that a filter asks for, as far as they have one of some clues."""
        claim, figure = tables.claim.c, tables.figure.c
        query: Select[Any] = filtered(
            current_rows().join(tables.reading, tables.reading.c.number == claim.reading), wanted
        ).with_only_columns(claim.row, claim.record)
        if clues is None or len(clues) > _MOST_CLUES:
            return query
        either: list[ColumnElement[bool]] = []
        having = self._words.having(clues.phrases, clues.beginnings)
        if having is not None:
            either.append(claim.row.in_(select(tables.words.c.rowid).where(having)))
        if clues.events:
            event = as_json(claim.record)["event"]
            either += [
                lower(event["lemma"].as_string()).in_(sorted(clues.events)),
                event["type"].as_string().in_(sorted(clues.events)),
            ]
        if clues.counted:
            counted = select(figure.claim).where(figure.counted.in_(("", *sorted(clues.counted))))
            either.append(claim.row.in_(counted))
        if clues.figures:
            told = [position_of(word, lower(claim.record)) > 0 for word in sorted(clues.figures) if word]
            among = claim.row.in_(select(figure.claim))
            either.append(and_(among, or_(*told)) if "" not in clues.figures else among)
        return query.where(or_(*either)) if either else query

    def claim_ids(self) -> list[str]:
        with self._reading() as connection:
            return [row.id for row in connection.execute(current_rows().order_by(tables.claim.c.row))]

    def claims_counting(self, forms: Collection[str] | None = None, *, latest: int | None = None) -> list[Report]:
        counting = select(tables.figure.c.claim).distinct()
        if forms is not None:
            counting = counting.where(tables.figure.c.counted.in_(("", *forms)))
        if latest is not None:
            counting = counting.order_by(tables.figure.c.claim.desc()).limit(latest)
        with self._reading() as connection:
            if forms is None and latest is None:
                rows = connection.execute(current_claims().where(tables.claim.c.row.in_(counting)))
                return [report(row) for row in sorted(rows, key=lambda row: row.row)]
            return list(reports_in_rows(connection, connection.scalars(counting)).values())

    def documents_counting(
        self, forms: Collection[str], *, place: str | None = None, since: date | None = None, until: date | None = None
    ) -> dict[str, int]:
        claim, reading = tables.claim.c, tables.reading.c
        counting = select(tables.figure.c.claim).where(tables.figure.c.counted.in_(("", *forms)))
        query = (
            select(reading.number, reading.document, reading.published, func.count().label("claims"))
            .select_from(tables.claim).join(tables.reading, reading.number == claim.reading)
            .join(tables.current_reading, tables.current_reading.c.reading == reading.number)
            .outerjoin(tables.claim_out, tables.claim_out.c.claim == claim.row)
            .where(IS_IN, claim.row.in_(counting))
            .group_by(reading.number, reading.document, reading.published)
        )  # fmt: skip
        with self._reading() as connection:
            found = connection.execute(query).all()
            naming = self._naming(connection, place) if place is not None else set()

        def rank(row: Row[Any]) -> tuple[bool, bool, date, int]:
            day = row.published or date.min
            return row.number in naming, (since or day) <= day <= (until or day), day, row.number

        return {row.document: row.claims for row in sorted(found, key=rank, reverse=True)}

    def _naming(self, connection: Connection, place: str) -> set[int]:
        """The readings of which a claim names a place."""
        claim = tables.claim.c
        there = select(claim.reading).where(claim.row.in_(select(tables.place.c.claim).where(has_place(place))))
        naming = set(connection.scalars(there.distinct()))
        if (found := self._words.all_of(place)) is not None:
            named = select(claim.reading).join(tables.words, tables.words.c.rowid == claim.row).where(found.matches)
            naming |= set(connection.scalars(named.distinct()))
        return naming

    def counted_forms(self) -> set[str]:
        with self._reading() as connection:
            return set(connection.scalars(select(tables.figure.c.counted).distinct())) - {""}

    def places_with_figures(self) -> Iterator[tuple[str, list[str]]]:
        claim = tables.claim.c
        query = (
            select(tables.reading.c.document, as_json(claim.record)["places"].label("places"))
            .select_from(tables.claim).join(tables.reading, tables.reading.c.number == claim.reading)
            .join(tables.current_reading, tables.current_reading.c.reading == claim.reading)
            .outerjoin(tables.claim_out, tables.claim_out.c.claim == claim.row)
            .where(IS_IN, claim.row.in_(select(tables.figure.c.claim)), claim.row.in_(select(tables.place.c.claim)))
            .order_by(claim.row)
        )  # fmt: skip
        with self._reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield row.document, [place["name"] for place in row.places]

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
