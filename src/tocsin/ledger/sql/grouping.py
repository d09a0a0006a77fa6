"""Which claims make one proposition: those that links of the same lead to from one another, worked out from the links."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from tocsin.ledger.assembly import SAME
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.history import end_each, keep
from tocsin.ledger.sql.reports import current_rows, portions, rows_where
from tocsin.model.groups import Groups

_Head = tuple[int, str]
"""The row in which a proposition's first claim was entered, and that claim's id."""


def join(connection: Connection, pairs: Iterable[tuple[int, int]], *, at: datetime) -> None:
    """Put the claims of each pair, by their rows, into one proposition. The one that was entered first gives its id."""
    pairs = list(pairs)
    rows = sorted({row for pair in pairs for row in pair})
    known = heads(connection, rows)
    shared = set(known.values())
    alone = [row for row in rows if row not in known]
    known.update(_own_heads(connection, alone))
    leading = _leading(pairs, known)
    moved: dict[_Head, list[str]] = {}
    for head, first in leading.items():
        if head != first and head in shared:
            moved.setdefault(first, []).append(head[1])
    for first, others in moved.items():
        for some in portions(others):
            named = tables.proposition.c.proposition.in_(some)
            keep(connection, tables.proposition, named, until=at)
            changed = tables.proposition.update().where(named)
            connection.execute(changed.values(proposition=first[1], first=first[0], since=at))
    _enter(connection, {row: leading[known[row]] for row in alone}, at=at)


def regroup(connection: Connection, rows: Iterable[int], *, at: datetime) -> None:
    """Work out again the propositions that these claims are in, or were in until now; only what changes is entered."""
    members = _members(connection, rows)
    pairs = _links_among(connection, members)
    known = _own_heads(connection, sorted({row for pair in pairs for row in pair}))
    leading = _leading(pairs, known)
    now = {row: leading[head] for row, head in known.items()}
    before = heads(connection, sorted(members))
    changed = {row for row, head in before.items() if now.get(row) != head}
    end_each(connection, tables.proposition, tables.proposition.c.claim, changed, until=at)
    _enter(connection, {row: head for row, head in now.items() if before.get(row) != head}, at=at)


def _leading(pairs: Iterable[tuple[int, int]], known: Mapping[int, _Head]) -> dict[_Head, _Head]:
    """What each proposition becomes when the claims of pairs come together: the first of those that do."""
    leading: dict[_Head, _Head] = {}
    for group in Groups((known[one], known[other]) for one, other in pairs).groups():
        leading.update(dict.fromkeys(group, min(group)))
    return leading


def _enter(connection: Connection, found: Mapping[int, _Head], *, at: datetime) -> None:
    for portion in portions(found.items()):
        entered = [{"claim": row, "proposition": head[1], "first": head[0], "since": at} for row, head in portion]
        connection.execute(insert(tables.proposition), entered)


def _links_among(connection: Connection, members: set[int]) -> list[tuple[int, int]]:
    """The links of the same between claims that stand."""
    current = {row.row for row in rows_where(connection, current_rows(), tables.claim.c.row, sorted(members))}
    query = select(tables.link.c.claim, tables.link.c.other).where(tables.link.c.relation.in_(SAME))
    pairs = rows_where(connection, query, tables.link.c.claim, sorted(current))
    return [(row.claim, row.other) for row in pairs if row.other in current]


def _members(connection: Connection, rows: Iterable[int]) -> set[int]:
    """The claims, those that links of the same lead to from them, and all that share a proposition with one of these."""
    members = set(rows)
    for portion in portions(sorted(members)):
        for near, far in ((tables.link.c.claim, tables.link.c.other), (tables.link.c.other, tables.link.c.claim)):
            members.update(connection.scalars(select(far).where(near.in_(portion), tables.link.c.relation.in_(SAME))))
    names = {name for _, name in heads(connection, sorted(members)).values()}
    for some in portions(sorted(names)):
        members.update(connection.scalars(
            select(tables.proposition.c.claim).where(tables.proposition.c.proposition.in_(some))
        ))  # fmt: skip
    return members


def heads(connection: Connection, rows: Sequence[int]) -> dict[int, _Head]:
    """The propositions that claims are in; those that are in none are left out."""
    query = select(tables.proposition).order_by(tables.proposition.c.claim)
    found = rows_where(connection, query, tables.proposition.c.claim, rows)
    return {row.claim: (row.first, row.proposition) for row in found}


def _own_heads(connection: Connection, rows: Sequence[int]) -> dict[int, _Head]:
    """Each claim as the head of a proposition of its own. A claim that is read again keeps the place of its first reading."""
    claim = tables.claim.c
    ids = {row.row: row.id for row in rows_where(connection, select(claim.row, claim.id), claim.row, rows)}
    query = select(claim.id, func.min(claim.row).label("first")).group_by(claim.id)
    first = {row.id: row.first for row in rows_where(connection, query, claim.id, sorted(set(ids.values())))}
    return {row: (first[name], name) for row, name in ids.items()}
