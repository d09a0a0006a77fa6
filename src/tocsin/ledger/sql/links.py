"""How the claims of a case stand to each other, and the propositions they make."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, or_, select

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger.assembly import AGAINST, SAME, StoredLink, StoredPropositions
from tocsin.ledger.rulings import check_ruling
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.connected import Connected
from tocsin.ledger.sql.filters import begins
from tocsin.ledger.sql.grouping import regroup
from tocsin.ledger.sql.history import end
from tocsin.ledger.sql.reports import current_rows, ids_in_rows, portions, reports_in_rows, rows_by_id, rows_where
from tocsin.model.link import Link, Linked, LinkEnds, LinkRuling, Proposition, PropositionContext, Relation
from tocsin.model.reason import Reason
from tocsin.model.record import dump, from_json, load

_AT_ONCE = 200
"""Propositions that are put together at a time, and links that are read at a time, where all are listed."""


class Links(Connected):
    """The links and propositions of a case, read and ruled on."""

    def proposition_ids(self) -> dict[str, str]:
        query = current_rows().add_columns(tables.proposition.c.proposition)
        query = query.join(tables.proposition, tables.proposition.c.claim == tables.claim.c.row)
        query = query.order_by(tables.claim.c.row)
        with self._reading() as connection:
            found = {row.id: row.proposition for row in connection.execute(query)}
        shared = Counter(found.values())
        return {claim: name for claim, name in found.items() if shared[name] > 1}

    def proposition(self, key: str) -> Proposition:
        with self._reading() as connection:
            query = current_rows().where(begins(tables.claim.c.id, key.lower())).limit(6)
            rows = {row.row: row.id for row in connection.execute(query)} if key else {}
            if not rows:
                raise NotInCase(key)
            members = _members(connection, rows)
            if len(members) > 1:
                raise Ambiguous(key, rows.values())
            return next(iter(_stored(connection, members).propositions().values()))

    def propositions(self) -> Iterator[Proposition]:
        with self._reading() as connection:
            members: dict[str, list[int]] = defaultdict(list)
            query = current_rows().add_columns(tables.proposition.c.proposition).order_by(tables.claim.c.row)
            query = query.join(tables.proposition, tables.proposition.c.claim == tables.claim.c.row)
            for row in connection.execute(query):
                members[row.proposition].append(row.row)
            shared = (name for name, rows in members.items() if len(rows) > 1)
            names = sorted(shared, key=lambda name: (-len(members[name]), members[name][0]))
            for start in range(0, len(names), _AT_ONCE):
                some = {name: members[name] for name in names[start : start + _AT_ONCE]}
                yield from _stored(connection, some).propositions().values()

    def propositions_of(self, claims: Iterable[str]) -> list[Proposition]:
        with self._reading() as connection:
            members = _members(connection, rows_by_id(connection, claims).values())
            return list(_stored(connection, members).propositions().values())

    def propositions_in_context(self, claims: Iterable[str]) -> list[PropositionContext]:
        with self._reading() as connection:
            own = _members(connection, rows_by_id(connection, claims).values())
            mine = {row for rows in own.values() for row in rows}
            links = _links_of(connection, mine, (*SAME, *AGAINST))
            other = {row for link in links for row in (link.claim, link.other)} - mine
            theirs = _members(connection, sorted(other))
            links += _links_of(connection, [row for rows in theirs.values() if len(rows) > 1 for row in rows], SAME)
            members = {**own, **theirs}
            reports = reports_in_rows(connection, {row for rows in members.values() for row in rows})
            return list(StoredPropositions(reports, members, links).contexts(own))

    def links(self, relations: Collection[Relation], *, since: date | None = None) -> Iterator[Linked]:
        query = select(tables.link).where(tables.link.c.relation.in_(relations)).order_by(tables.link.c.number)
        with self._reading() as connection:
            rows = connection.execute(query).all()
            for start in range(0, len(rows), _AT_ONCE):
                links = list(map(_stored_link, rows[start : start + _AT_ONCE]))
                reports = reports_in_rows(connection, {row for link in links for row in (link.claim, link.other)})
                stored = StoredPropositions(reports, {}, links)
                for linked in (stored.linked(link) for link in links if reports.keys() >= {link.claim, link.other}):
                    days = (linked.claim.published, linked.other.published)
                    if since is None or any(day is None or day >= since for day in days):
                        yield linked

    def links_of(self, claims: Iterable[str], relations: Collection[Relation]) -> list[Link]:
        with self._reading() as connection:
            links = _links_of(connection, rows_by_id(connection, claims).values(), relations)
            ids = ids_in_rows(connection, {row for link in links for row in (link.claim, link.other)})
        return [
            Link(
                claim=ids[link.claim], other=ids[link.other], relation=link.relation, reasons=link.reasons, by=link.by
            )
            for link in links if link.claim in ids and link.other in ids
        ]  # fmt: skip

    def link_ends(self, relations: Collection[Relation]) -> list[LinkEnds]:
        both = (tables.claim, tables.current_reading, tables.claim_out)
        (claim, one, out), (other, two, gone) = ([table.alias() for table in both] for _ in range(2))
        query = (
            select(tables.link.c.number, claim.c.id, other.c.id, tables.link.c.relation, tables.link.c.by)
            .join(claim, claim.c.row == tables.link.c.claim).join(one, one.c.reading == claim.c.reading)
            .join(other, other.c.row == tables.link.c.other).join(two, two.c.reading == other.c.reading)
            .outerjoin(out, out.c.claim == claim.c.row).outerjoin(gone, gone.c.claim == other.c.row)
            .where(out.c.claim.is_(None), gone.c.claim.is_(None), tables.link.c.relation.in_(relations))
            .order_by(tables.link.c.number)
        )  # fmt: skip
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [LinkEnds(number, claim, other, Relation(relation), by) for number, claim, other, relation, by in rows]

    def link_reasons(self, numbers: Iterable[int]) -> dict[int, tuple[Reason, ...]]:
        with self._reading() as connection:
            return {
                row.number: load(tuple[Reason, ...], row.reasons)
                for row in rows_where(connection, select(tables.link), tables.link.c.number, numbers)
            }

    def link_rulings(self) -> list[LinkRuling]:
        with self._reading() as connection:
            rows = connection.execute(
                select(tables.link_ruling).order_by(tables.link_ruling.c.at, tables.link_ruling.c.number)
            )
            return [from_json(LinkRuling, row._asdict()) for row in rows]

    def rule_link(self, ruling: LinkRuling) -> None:
        check_ruling(ruling)
        with self._writing() as connection:
            rows = rows_by_id(connection, (ruling.claim, ruling.other))
            for claim in (ruling.claim, ruling.other):
                if claim not in rows:
                    raise NotInCase(claim)
            left, right = rows[ruling.claim], rows[ruling.other]
            between = and_(*(column.in_((left, right)) for column in (tables.link.c.claim, tables.link.c.other)))
            if (
                ruling.relation is None
                and connection.execute(select(tables.link.c.number).where(between)).first() is None
            ):
                raise CaseError(f"{ruling.claim} and {ruling.other}: there is no link between them to cut")
            end(connection, tables.link, between, until=ruling.at)
            enter_chained(connection, tables.link_ruling, asdict(ruling))
            if ruling.relation is not None:
                connection.execute(insert(tables.link), ruled_link(ruling, left, right, since=ruling.at))
            regroup(connection, [left, right], at=ruling.at)


def ruled_link(ruling: LinkRuling, claim: int, other: int, *, since: datetime) -> dict[str, Any]:
    """The link that a ruling makes between the rows of two claims."""
    return {
        "claim": claim, "other": other, "relation": ruling.relation, "reasons": dump((ruling.why,)), "by": ruling.by,
        "since": since,
    }  # fmt: skip


def _members(connection: Connection, rows: Iterable[int]) -> dict[str, list[int]]:
    """The propositions that rows belong to, in the order of the rows: each by its id, or by the row of a claim alone."""
    listed = list(rows)
    proposition = tables.proposition.c
    names: dict[int, str] = {}
    for portion in portions(listed):
        named = select(proposition.proposition).where(proposition.claim.in_(portion))
        query = select(proposition.claim, proposition.proposition).where(proposition.proposition.in_(named))
        names.update((row.claim, row.proposition) for row in connection.execute(query.order_by(proposition.claim)))
    sharing: dict[str, list[int]] = defaultdict(list)
    for row, name in names.items():
        sharing[name].append(row)
    return {name: sharing.get(name, [row]) for row in listed for name in (names.get(row, str(row)),)}


def _stored(connection: Connection, members: dict[str, list[int]]) -> StoredPropositions:
    """The propositions of these members, with the links within each."""
    reports = reports_in_rows(connection, {row for rows in members.values() for row in rows})
    shared = [row for rows in members.values() if len(rows) > 1 for row in rows]
    return StoredPropositions(reports, members, _links_of(connection, shared, SAME))


def _links_of(connection: Connection, rows: Iterable[int], relations: Collection[Relation]) -> list[StoredLink]:
    """The links of these relations from or to any of the rows, in the order they were found."""
    found: dict[int, StoredLink] = {}
    for portion in portions(rows):
        either = or_(tables.link.c.claim.in_(portion), tables.link.c.other.in_(portion))
        query = select(tables.link).where(either, tables.link.c.relation.in_(relations))
        found.update((row.number, _stored_link(row)) for row in connection.execute(query))
    return [found[number] for number in sorted(found)]


def _stored_link(row: Row[Any]) -> StoredLink:
    reasons = load(tuple[Reason, ...], row.reasons)
    return StoredLink(row.number, row.claim, row.other, Relation(row.relation), reasons, row.by)
