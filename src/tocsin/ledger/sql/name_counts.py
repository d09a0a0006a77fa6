"""How often each name stands in a case, kept so that only what has come or left since is counted.

Which claims were counted is told by the last of them, and by those up to it that were not: of readings that did not count
then, and those that reviews had taken out. There are few of these, so that what has changed since is found at once, whatever
changed it.
"""

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple, Self

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, distinct, func, insert, select

from tocsin.ledger.names import CountedName, NameCount, counted
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.reports import portions, rows_where
from tocsin.text.folding import folded

_STANDS = and_(
    tables.claim.c.reading.in_(select(tables.current_reading.c.reading)),
    ~select(tables.claim_out.c.claim).where(tables.claim_out.c.claim == tables.claim.c.row).exists(),
)
_READ = tables.claim.join(tables.reading, tables.reading.c.number == tables.claim.c.reading)
_ADDED = (
    "on conflict (folded, written, language, outlet) do update set claims = name_count.claims + excluded.claims, "
    "first = case when excluded.first < name_count.first then excluded.first else name_count.first end"
)


_KEPT = select(*(tables.name_count.c[name] for name in CountedName._fields))


class _Standing(NamedTuple):
    """Which claims stood at a moment: all up to `last` but those of the readings `aside`, and those that are `out`."""

    last: int
    aside: frozenset[int]
    out: frozenset[int]

    @classmethod
    def now(cls, connection: Connection) -> Self:
        reading, current = tables.reading.c, tables.current_reading.c
        aside = select(reading.number).outerjoin(tables.current_reading, current.reading == reading.number)
        every, standing = (
            connection.scalar(select(func.count()).select_from(table))
            for table in (tables.reading, tables.current_reading)
        )
        return cls(
            connection.scalar(select(func.coalesce(func.max(tables.claim.c.row), 0))) or 0,
            # Mostly all readings count, which their numbers tell at once.
            frozenset(connection.scalars(aside.where(current.reading.is_(None)))) if every != standing else frozenset(),
            frozenset(connection.scalars(select(tables.claim_out.c.claim))),
        )

    @classmethod
    def counted(cls, connection: Connection) -> Self | None:
        """Those whose names are counted; None where none are, or where an earlier version counted them."""
        known = connection.scalar(select(tables.name_basis.c.gone))
        if known is None or not known.startswith("{"):
            return None
        told = json.loads(known)
        return cls(told["last"], frozenset(told["aside"]), frozenset(told["out"]))

    def has(self, claim: int, reading: int) -> bool:
        return claim <= self.last and reading not in self.aside and claim not in self.out


def counts_of_names(connection: Connection, *, uses_kept: bool) -> list[CountedName]:
    """How often each name stands in the case; some come in two counts, which are to be added up.

    Args:
        connection: A transaction.
        uses_kept: Whether what is kept holds for it; not where the case is looked at as it was.
    """
    if uses_kept and (then := _Standing.counted(connection)) is not None:
        gone, come = _changed(connection, then, _Standing.now(connection))
        if not gone:
            # As the driver gives them: there are tens of thousands of them.
            kept = connection.execute(_KEPT).cursor
            assert kept is not None
            return [*map(CountedName._make, kept.fetchall()), *_counts_in(connection, come)]
    return counted([*_outlets(connection, _STANDS), *_others(connection, _STANDS)])


def kept_counts(connection: Connection, names: Iterable[str]) -> list[CountedName]:
    """How often some names stood, by their folded forms, when names were last counted."""
    return [CountedName._make(row) for row in rows_where(connection, _KEPT, tables.name_count.c.folded, names)]


def keep_counts_of_names(connection: Connection) -> None:
    """Bring the counts that are kept up to date; in a transaction that writes."""
    then, now = _Standing.counted(connection), _Standing.now(connection)
    if then == now:
        return
    if then is None:
        connection.execute(delete(tables.name_count))
        _add(connection, counted([*_outlets(connection, _STANDS), *_others(connection, _STANDS)]))
    else:
        gone, come = _changed(connection, then, now)
        left = _counts_in(connection, gone)
        _add(connection, [one._replace(claims=-one.claims) for one in left])
        _add(connection, _counts_in(connection, come))
        # A name that no claim has any more is among these.
        _count_again(connection, _without_their_first(connection, left, gone))
    connection.execute(delete(tables.name_basis))
    told = {"last": now.last, "aside": sorted(now.aside), "out": sorted(now.out)}
    read = func.coalesce(func.max(tables.reading.c.number), 0)
    connection.execute(
        insert(tables.name_basis), {"reading": connection.scalar(select(read)), "gone": json.dumps(told)}
    )


def _changed(connection: Connection, then: _Standing, now: _Standing) -> tuple[list[int], list[int]]:
    """The claims that stood and do so no longer, and those that stand and did not."""
    claim = tables.claim.c
    query: Select[tuple[int, int]] = select(claim.row, claim.reading)
    touched = {
        *map(tuple, rows_where(connection, query, claim.reading, sorted(then.aside ^ now.aside))),
        *map(tuple, rows_where(connection, query, claim.row, sorted(then.out ^ now.out))),
        *map(tuple, connection.execute(query.where(claim.row > then.last))),
    }
    return (
        sorted(row for row, reading in touched if then.has(row, reading) and not now.has(row, reading)),
        sorted(row for row, reading in touched if now.has(row, reading) and not then.has(row, reading)),
    )


def _without_their_first(connection: Connection, left: Iterable[CountedName], gone: Collection[int]) -> set[str]:
    """The names of which the first claim has left, so that another is their first."""
    name, lost = tables.name_count.c, set(gone)
    firsts = rows_where(connection, select(name.folded, name.first), name.folded, sorted({one.folded for one in left}))
    return {row.folded for row in firsts if row.first in lost}


def _count_again(connection: Connection, names: Collection[str]) -> None:
    """Count some names again."""
    if not names:
        return
    reading, named = tables.reading.c, tables.claim_party.c
    outlets = [one for one in connection.scalars(select(reading.outlet).distinct()) if one and folded(one) in names]
    found: list[NameCount] = []
    for some in portions(sorted(outlets)):
        found += _outlets(connection, and_(_STANDS, reading.outlet.in_(some)))
    for some in portions(sorted(names)):
        connection.execute(delete(tables.name_count).where(tables.name_count.c.folded.in_(some)))
        found += _others(connection, and_(_STANDS, named.folded.in_(some)))
    _add(connection, counted(found))


def _add(connection: Connection, counts: Iterable[CountedName]) -> None:
    insert_all(connection, tables.name_count, [one._asdict() for one in counts], more=_ADDED)


def _counts_in(connection: Connection, claims: Iterable[int]) -> list[CountedName]:
    found: list[NameCount] = []
    for some in portions(claims):
        those = tables.claim.c.row.in_(some)
        found += [*_outlets(connection, those), *_others(connection, those)]
    return counted(found)


def _outlets(connection: Connection, which: ColumnElement[bool]) -> list[NameCount]:
    """How often names are those of the outlets of some claims."""
    claim, reading = tables.claim.c, tables.reading.c
    query = (
        select(reading.outlet.label("name"), reading.outlet, reading.language, func.count(), func.min(claim.row))
        .select_from(_READ).where(which, reading.outlet.is_not(None)).group_by(reading.outlet, reading.language)
    )  # fmt: skip
    return [NameCount(*row)._replace(is_outlet=True) for row in connection.execute(query)]


def _others(connection: Connection, which: ColumnElement[bool]) -> list[NameCount]:
    """How often names are those of speakers and sources of some claims."""
    reading, named = tables.reading.c, tables.claim_party.c
    query = (
        select(named.name, reading.outlet, reading.language, func.count(distinct(named.claim)), func.min(named.claim))
        .select_from(_READ.join(tables.claim_party, named.claim == tables.claim.c.row))
        .where(which, named.part.in_(("speaker", "source"))).group_by(named.name, reading.outlet, reading.language)
    )  # fmt: skip
    return [NameCount(*row) for row in connection.execute(query)]
