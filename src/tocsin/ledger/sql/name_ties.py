"""What ties names to one another, and the parties of some names."""

import json
from collections.abc import Callable, Collection, Container, Iterable
from contextlib import AbstractContextManager
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from tocsin.ledger.names import party_names
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.name_counts import kept_counts
from tocsin.ledger.sql.party_rows import bases, hold, readings_in, replace_rows
from tocsin.ledger.sql.reports import portions, rows_where
from tocsin.model.party import ComparedNames, NewNames, Party, PartyName, Post, Tied, TiedName
from tocsin.text.folding import folded

_Connections = Callable[[], AbstractContextManager[Connection]]
_AT_ONCE = 50_000
"""Ties that are entered at a time."""
_CHANGED = (
    "on conflict (node) do update set told = excluded.told, place = excluded.place, called = excluded.called, "
    "ties = excluded.ties"
)


def keep_ties(connection: Connection, tied: Tied | None, basis: str) -> None:
    """Keep what ties the names of parties that are entered, and nothing else."""
    connection.execute(delete(tables.tie_basis))
    if tied is None or tied.is_anew:
        for table in (tables.name_tie, tables.tied_name):
            connection.execute(delete(table))
    if tied is not None:
        for some in portions(sorted(tied.gone)):
            connection.execute(delete(tables.tied_name).where(tables.tied_name.c.node.in_(some)))
        _enter(connection, tied)
        connection.execute(insert(tables.tie_basis), {"names": basis, "by": tied.by})


def _enter(connection: Connection, tied: Tied) -> None:
    insert_all(connection, tables.tied_name, [
        {**one._asdict(), "ties": json.dumps(sorted(one.ties))} for one in tied.changed
    ], more=_CHANGED)  # fmt: skip
    rows = [{"tie": tie, "node": one.node} for one in tied.changed for tie in one.ties]
    # In the order of the table, which takes a fraction of the time.
    rows.sort(key=lambda row: (row["tie"], row["node"]))
    for start in range(0, len(rows), _AT_ONCE):
        insert_all(connection, tables.name_tie, rows[start : start + _AT_ONCE], more="on conflict do nothing")


class SqlNameTies:
    """What ties the names of a case in a database."""

    def __init__(self, reading: _Connections, writing: _Connections) -> None:
        """Take in what opens transactions that read, and those that write."""
        self._reading, self._writing = reading, writing

    def new_names(self, *, by: str) -> NewNames | None:
        reading = tables.reading.c
        with self._reading() as connection:
            now, before = bases(connection)
            if before is None or not _are_kept(connection, by, before):
                return None
            (last, rest), (_, rest_now) = readings_in(before), readings_in(now)
            added = select(reading.number).where(reading.number > last)
            # Readings that others took the place of ended at the moment of those.
            earlier = tables.EARLIER[tables.current_reading].c
            ended = select(earlier.until).where(earlier.until.in_(select(reading.at).where(reading.number > last)))
            if rest != rest_now or connection.execute(ended.limit(1)).first() is not None:
                return None
            claims = select(tables.claim.c.row).where(tables.claim.c.reading.in_(added))
            spoken = select(tables.claim_party.c.name).where(
                tables.claim_party.c.claim.in_(claims), tables.claim_party.c.part.in_(("speaker", "source"))
            )
            outlets = select(reading.outlet).where(reading.number > last, reading.outlet.is_not(None))
            places = select(tables.place.c.folded).where(tables.place.c.claim.in_(claims))
            names = {folded(name) for query in (spoken, outlets) for name in connection.scalars(query.distinct())}
            names.update(connection.scalars(places.distinct()))
            told = connection.scalars(select(tables.posts.c.posts).where(tables.posts.c.reading > last))
            posts = frozenset(Post(**post) for text in told for post in json.loads(text))
        return NewNames(before=before, names=frozenset(filter(None, names)), posts=posts)

    def read_from(self, *, by: str) -> dict[str, tuple[str, int | None]] | None:
        node = tables.tied_name.c
        with self._reading() as connection:
            if not _are_kept(connection, by):
                return None
            return {
                one: (told, place) for one, told, place in connection.execute(select(node.node, node.told, node.place))
            }

    def of(self, nodes: Iterable[str]) -> list[TiedName]:
        with self._reading() as connection:
            return _tied_names(connection, nodes)

    def having(self, ties: Iterable[int], *, beside: Container[str] = ()) -> list[TiedName]:
        tie = tables.name_tie.c
        with self._reading() as connection:
            found = {row.node for row in rows_where(connection, select(tie.node), tie.tie, sorted(ties))}
            return _tied_names(connection, [node for node in found if node not in beside])

    def last_place(self, *, below: int) -> int:
        place = tables.tied_name.c.place
        with self._reading() as connection:
            return connection.scalar(select(func.coalesce(func.max(place), -1)).where(place < below)) or 0

    def party_names(self, names: Collection[str]) -> list[PartyName]:
        name = tables.name.c
        with self._reading() as connection:
            counts = kept_counts(connection, sorted(names))
            graded = connection.scalars(select(tables.grade.c.name).order_by(tables.grade.c.number)).all()
            places = rows_where(connection, select(name.folded).where(name.part == "place"), name.folded, sorted(names))
            return party_names(
                counts, graded=[one for one in graded if folded(one) in names], places={row.folded for row in places}
            )

    def partners(self, names: Collection[str]) -> set[str]:
        name = tables.party_name.c
        with self._reading() as connection:
            parties = {row.party for row in rows_where(connection, select(name.party), name.folded, sorted(names))}
            return {row.folded for row in rows_where(connection, select(name.folded), name.party, sorted(parties))}

    def compared_names(self, names: Collection[str], *, by: str) -> ComparedNames:
        name, pair = tables.compared_name.c, tables.matching_name.c
        compared, matching = (
            select(name.name, name.found_by).where(name.comparer == by),
            select(pair.name, pair.other, pair.alike),
        )
        wanted = sorted(names)
        with self._reading() as connection:
            found = dict(map(tuple, rows_where(connection, compared, name.name, wanted)))
            sides = (pair.name, pair.other) if found else ()
            rows = chain.from_iterable(rows_where(connection, matching, side, wanted) for side in sides)
            matches = {(row.name, row.other): bool(row.alike) for row in rows}
        return ComparedNames(found_by=found, matches=matches)

    def count_compared(self, *, by: str) -> int:
        name = tables.compared_name
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(name).where(name.c.comparer == by)) or 0

    def enter(self, parties: Iterable[Party], *, tied: Tied, names: Collection[str], before: str, basis: str) -> bool:
        with self._writing() as connection:
            if bases(connection)[1] != before or not _are_kept(connection, tied.by, before):
                return False
            replace_rows(connection, parties, names=names, places=tied.places)
            hold(connection, basis)
            _enter(connection, tied)
            connection.execute(tables.tie_basis.update().values(names=basis))
            return True


def _are_kept(connection: Connection, by: str, names: str | None = None) -> bool:
    """Whether ties are kept for a way of making parties, and hold for those that were made from something."""
    basis = connection.execute(select(tables.tie_basis)).first()
    return basis is not None and basis.by == by and names in (None, basis.names)


def _tied_names(connection: Connection, nodes: Iterable[str]) -> list[TiedName]:
    rows: Iterable[Row[Any]] = rows_where(connection, select(tables.tied_name), tables.tied_name.c.node, sorted(nodes))
    return [TiedName(row.node, row.told, row.place, row.called, frozenset(json.loads(row.ties))) for row in rows]
