"""The names of a case and the parties they lead to."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from tocsin.ledger.names import party_names
from tocsin.ledger.port import NameTies
from tocsin.ledger.rulings import check_ruling
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.name_counts import counts_of_names, keep_counts_of_names
from tocsin.ledger.sql.name_ties import SqlNameTies, keep_ties
from tocsin.ledger.sql.party_rows import bases, enter_rows, hold
from tocsin.ledger.sql.reports import rows_where
from tocsin.model.party import ComparedNames, Party, PartyKind, PartyName, PartyRuling, Post, PostTold, Tied
from tocsin.model.record import from_json
from tocsin.text.folding import folded

_AT_ONCE = 200
"""Texts that are fetched at a time."""
_current = tables.reading.join(tables.current_reading, tables.current_reading.c.reading == tables.reading.c.number)
_party, _name = tables.party.c, tables.party_name.c
_NAMED = select(_name.party)
_PARTIES = select(
    _party.id, _party.kind, _party.name, _party.may_be, _party.speaks_for, _party.number.label("party_number"),
    _name.number.label("name_number"), _name.written, _name.script, _name.language, _name.claims, _name.kind.label("known"),
).join(tables.party_name, _name.party == _party.id)  # fmt: skip


class Parties(Connected):
    """Names, parties, and the rulings on them."""

    def party_names(self) -> list[PartyName]:
        with self._reading() as connection:
            counts = counts_of_names(connection, uses_kept=self._as_of is None)
            graded = connection.scalars(select(tables.grade.c.name).order_by(tables.grade.c.number)).all()
            places = set(connection.scalars(select(tables.name.c.folded).where(tables.name.c.part == "place")))
        return party_names(counts, graded=graded, places=places)

    def count_names(self) -> None:
        with self._writing() as connection:
            keep_counts_of_names(connection)

    def compared_names(self, *, by: str) -> ComparedNames:
        name, pair = tables.compared_name.c, tables.matching_name.c
        with self._reading() as connection:
            found = connection.execute(select(name.name, name.found_by).where(name.comparer == by)).all()
            matches = connection.execute(select(pair.name, pair.other, pair.alike)).all() if found else ()
        return ComparedNames(
            found_by=dict(map(tuple, found)), matches={(one, other): bool(alike) for one, other, alike in matches}
        )

    def enter_compared_names(self, compared: ComparedNames, *, by: str, beside: int) -> None:
        name = tables.compared_name
        with self._writing() as connection:
            held = connection.scalar(select(func.count()).select_from(name).where(name.c.comparer == by))
            if held != beside:
                return
            if not held:
                for table in (tables.matching_name, name):
                    connection.execute(delete(table))
            insert_all(connection, name, [
                {"name": one, "comparer": by, "found_by": found} for one, found in compared.found_by.items()
            ])  # fmt: skip
            insert_all(connection, tables.matching_name, [
                {"name": one, "other": other, "alike": int(alike)}
                for (one, other), alike in compared.matches.items()
            ])  # fmt: skip

    def first_named(self, names: Collection[str]) -> dict[str, tuple[datetime, str]]:
        reading, named = tables.reading.c, tables.claim_party.c
        spoken = (
            select(named.name, reading.at, reading.name.label("document"))
            .select_from(
                tables.claim_party.join(tables.claim, tables.claim.c.row == named.claim).join(
                    tables.reading, reading.number == tables.claim.c.reading
                )
            )
            .where(named.folded.in_(names), named.part.in_(("speaker", "source")))
            .order_by(reading.number)
        )
        outlets = (
            select(reading.outlet, reading.at, reading.name).where(reading.outlet.is_not(None)).order_by(reading.number)
        )
        found: dict[str, tuple[str, datetime, str]] = {}
        with self._reading() as connection:
            for query in (spoken, outlets):
                for written, at, document in connection.execute(query):
                    key = folded(written)
                    if key in names and (key not in found or at < found[key][1]):
                        found[key] = written, at, document
        return {written: (at, document) for written, at, document in found.values()}

    def parties(self) -> list[Party] | None:
        with self._reading() as connection:
            return _parties(connection.execute(_PARTIES)) if _hold(connection) else None

    def parties_named(self, names: Iterable[str]) -> list[Party] | None:
        with self._reading() as connection:
            if not _hold(connection):
                return None
            named = rows_where(connection, _NAMED, tables.party_name.c.folded, sorted({*map(folded, names)}))
            found = sorted({row.party for row in named})
            return _parties(rows_where(connection, _PARTIES, tables.party.c.id, found))

    def stale_parties(self) -> str | None:
        with self._reading() as connection:
            now, stored = bases(connection)
            return None if now == stored else now

    def party_rulings(self) -> list[PartyRuling]:
        with self._reading() as connection:
            rows = connection.execute(
                select(tables.party_ruling).order_by(tables.party_ruling.c.at, tables.party_ruling.c.number)
            )
            return [from_json(PartyRuling, {**row._asdict(), "documents": json.loads(row.documents)}) for row in rows]

    def posts(self) -> list[PostTold]:
        reading, told = tables.reading.c, tables.posts.c
        query = (
            select(told.posts, reading.document, reading.published).order_by(told.reading)
            .select_from(_current.join(tables.posts, told.reading == reading.number)).where(told.posts != "[]")
        )  # fmt: skip
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [
            PostTold(Post(**post), document, published)
            for posts, document, published in rows
            for post in json.loads(posts)
        ]

    def texts_without_posts(self) -> Iterator[tuple[int, str | None, str]]:
        reading, current = tables.reading.c, tables.current_reading.c
        left = select(current.reading).where(current.reading.not_in(select(tables.posts.c.reading)))
        query = (
            select(reading.number, reading.language, reading.text).order_by(reading.number).limit(_AT_ONCE)
            .where(reading.number.in_(left))
        )  # fmt: skip
        last = -1
        while True:
            with self._reading() as connection:
                rows = connection.execute(query.where(reading.number > last)).all()
            yield from ((number, language, text) for number, language, text in rows)
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1].number

    def enter_posts(self, posts: Mapping[int, Sequence[Post]]) -> None:
        rows = [
            {"reading": number, "posts": json.dumps([asdict(post) for post in own], ensure_ascii=False)}
            for number, own in posts.items()
        ]
        if rows:
            with self._writing() as connection:
                # Another program may have been faster.
                insert_all(
                    connection, tables.posts, rows, more="on conflict (reading) do update set posts = excluded.posts"
                )

    def enter_parties(self, parties: Iterable[Party], *, basis: str, tied: Tied | None = None) -> None:
        with self._writing() as connection:
            for table in (tables.party_name, tables.party):
                connection.execute(delete(table))
            enter_rows(connection, parties, places=tied.places if tied is not None else None)
            hold(connection, basis)
            keep_ties(connection, tied, basis)

    def name_ties(self) -> NameTies:
        return SqlNameTies(self._reading, self._writing)

    def rule_party(self, ruling: PartyRuling) -> None:
        check_ruling(ruling)
        with self._writing() as connection:
            entered = {**asdict(ruling), "documents": json.dumps(ruling.documents)}
            enter_chained(connection, tables.party_ruling, entered)


def _hold(connection: Connection) -> bool:
    """Whether the parties that were entered last still hold."""
    now, stored = bases(connection)
    return now == stored


def _parties(rows: Iterable[Row[Any]]) -> list[Party]:
    own: dict[str, list[Row[Any]]] = defaultdict(list)
    # Asked for an order, a database goes through all parties rather than look those up that are wanted.
    for row in sorted(rows, key=lambda row: (row.party_number, row.name_number)):
        own[row.id].append(row)
    return [
        Party(
            id=key, kind=PartyKind(held[0].kind), name=held[0].name, may_be=tuple(json.loads(held[0].may_be)),
            speaks_for=tuple(json.loads(held[0].speaks_for)), names=tuple(
                PartyName(
                    written=row.written, script=row.script, language=row.language, claims=row.claims,
                    kind=PartyKind(row.known) if row.known else None,
                )
                for row in held
            ),
        )
        for key, held in own.items()
    ]  # fmt: skip
