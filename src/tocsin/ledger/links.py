"""How the claims of a case stand to each other, and the propositions they make."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, insert, or_, select

from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger import tables
from tocsin.ledger.connections import Guard
from tocsin.ledger.filters import begins
from tocsin.ledger.grouping import SAME, regroup
from tocsin.ledger.standing import claims_in_rows, json_list, portions, standing_claims
from tocsin.model.link import Link, Linked, LinkRuling, Proposition, Relation, Rival
from tocsin.model.query import Report
from tocsin.model.reason import Reason, in_words
from tocsin.model.record import from_json, to_json

_AGAINST = (Relation.CONTRADICTS.value, Relation.REVISES.value)
_AT_ONCE = 200
"""Propositions that are put together at a time."""


class Links:
    """The links of a case. What is read is what stands: nothing of removed documents and superseded readings."""

    def __init__(self, *, reading: Callable[[], Guard], writing: Callable[[], Guard]) -> None:
        self._reading, self._writing = reading, writing

    # --- to read -------------------------------------------------------------------------------------------------

    def of(self, *claims: str) -> list[Linked]:
        """The links of one claim or several, by their ids, in the order they were found."""
        with self._reading() as connection:
            rows = rows_by_id(connection, claims).values()
            return list(_linked(connection, _links_of(connection, rows, [relation.value for relation in Relation])))

    def linked(self, relations: Collection[Relation], *, since: date | None = None) -> Iterator[Linked]:
        """The links of these relations, in the order they were found.

        Args:
            relations: Which are wanted.
            since: Only those of which a claim was published on this day or later, or at a day that is not known.
        """
        query = (
            select(tables.link).where(tables.link.c.relation.in_([one.value for one in relations]))
            .order_by(tables.link.c.number)
        )  # fmt: skip
        with self._reading() as connection:
            rows = list(connection.execute(query))
            for portion in portions(rows):
                for linked in _linked(connection, portion):
                    if since is None or any(_is_since(one, since) for one in (linked.claim, linked.other)):
                        yield linked

    def heads(self) -> dict[str, str]:
        """The proposition of every claim that shares one with others, by their ids."""
        query = (
            select(tables.claim.c.id, tables.proposition.c.proposition)
            .join(tables.proposition, tables.proposition.c.claim == tables.claim.c.row)
            .join(tables.standing, tables.standing.c.reading == tables.claim.c.reading)
        )
        with self._reading() as connection:
            return {row.id: row.proposition for row in connection.execute(query)}

    def proposition(self, key: str) -> Proposition:
        """The proposition that a claim is in.

        Args:
            key: The id of any of its claims, or the beginning of one.

        Raises:
            NotInCase, Ambiguous: No claim, or several of different propositions, bear it.
        """
        with self._reading() as connection:
            query = standing_claims().where(begins(tables.claim.c.id, key.lower())).limit(6)
            rows = [row.row for row in connection.execute(query)] if key else []
            if not rows:
                raise NotInCase(key)
            names = _names(connection, rows)
            if len({names.get(row, str(row)) for row in rows}) > 1:
                raise Ambiguous(key, [found.claim.id for found in claims_in_rows(connection, rows).values()])
            return next(_propositions(connection, rows[:1]))

    def propositions_of(self, claims: Iterable[str]) -> list[Proposition]:
        """The propositions that claims are in, by their ids, each once: in one go, which costs far less than one by one."""
        with self._reading() as connection:
            rows = rows_by_id(connection, claims)
            return list(_propositions(connection, list(rows.values())))

    def propositions(self, *, every: bool = False) -> Iterator[Proposition]:
        """The propositions of more than one claim, those with most claims first; with `every` also those of one."""
        with self._reading() as connection:
            sizes: dict[str, int] = defaultdict(int)
            first: dict[str, int] = {}
            query = standing_claims().with_only_columns(tables.claim.c.row, tables.proposition.c.proposition)
            query = query.join(
                tables.proposition, tables.proposition.c.claim == tables.claim.c.row, isouter=every
            ).order_by(tables.claim.c.row)  # fmt: skip
            for row in connection.execute(query):
                name = row.proposition or str(row.row)
                sizes[name] += 1
                first.setdefault(name, row.row)
            for portion in portions(
                first[name] for name in sorted(sizes, key=lambda name: (-sizes[name], first[name]))
            ):
                for start in range(0, len(portion), _AT_ONCE):
                    yield from _propositions(connection, portion[start : start + _AT_ONCE])

    def rivals(self, proposition: Proposition) -> tuple[Rival, ...]:
        """The propositions that contradict this one, or revise it."""
        with self._reading() as connection:
            mine = set(rows_by_id(connection, [found.claim.id for found in proposition.claims]).values())
            rows = _links_of(connection, mine, _AGAINST)
            # What this one revises is no rival of it, nor is it one of itself, though two of its claims may differ.
            rows = [row for row in rows if row.relation != Relation.REVISES.value or row.other in mine]
            rows = [row for row in rows if not {row.claim, row.other} <= mine]
            theirs = {row.claim if row.other in mine else row.other: row for row in rows}
            links = list(_linked(connection, rows))
            found = []
            for rival in _propositions(connection, list(theirs)):
                members = {one.claim.id for one in rival.claims}
                own = tuple(one.link for one in links if members & {one.link.claim, one.link.other})
                later = any(link.relation is Relation.REVISES for link in own)
                found.append(Rival(proposition=rival, links=own, later=later))
            return tuple(found)

    def rulings(self) -> list[LinkRuling]:
        """Everything that a person laid down of links, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.link_ruling).order_by(tables.link_ruling.c.number))
            return [ruling_of(row) for row in rows]

    # --- to write ------------------------------------------------------------------------------------------------

    def rule(self, ruling: LinkRuling) -> None:
        """Confirm a link between two claims, or cut it.

        Raises:
            NotInCase: The case does not hold a claim.
            CaseError: A claim cannot be linked to itself, there is nothing to cut, no reason is given, or the case cannot
                be written.
        """
        if not ruling.reason.strip():
            raise CaseError("say why; the reason is kept with the ruling")
        if ruling.claim == ruling.other:
            raise CaseError(f"{ruling.claim}: a claim has no link to itself")
        with self._writing() as connection:
            rows = rows_by_id(connection, (ruling.claim, ruling.other))
            for claim in (ruling.claim, ruling.other):
                if claim not in rows:
                    raise NotInCase(claim)
            left, right = rows[ruling.claim], rows[ruling.other]
            between = or_(_from_to(left, right), _from_to(right, left))
            cut = connection.execute(delete(tables.link).where(between)).rowcount
            if ruling.relation is None and not cut:
                raise CaseError(f"{ruling.claim} and {ruling.other}: there is no link between them to cut")
            connection.execute(insert(tables.link_ruling), {
                "claim": ruling.claim, "other": ruling.other, "at": ruling.at, "by": ruling.by, "reason": ruling.reason,
                "relation": ruling.relation.value if ruling.relation else None,
            })  # fmt: skip
            if ruling.relation is not None:
                connection.execute(insert(tables.link), ruled_link(ruling, left, right))
            regroup(connection, [left, right])


def ruled_link(ruling: LinkRuling, claim: int, other: int) -> dict[str, Any]:
    """The link that a person laid down, between the rows of two claims."""
    assert ruling.relation is not None
    reason = in_words(f"{ruling.by}: {ruling.reason}", weight=1.0)
    return {
        "claim": claim, "other": other, "relation": ruling.relation.value, "reasons": reasons_json((reason,)),
        "at": ruling.at, "by": ruling.by,
    }  # fmt: skip


def reasons_json(reasons: Iterable[Reason]) -> str:
    """Reasons as they are stored."""
    return json.dumps([to_json(reason) for reason in reasons], ensure_ascii=False)


def _from_to(row: int, other: int) -> ColumnElement[bool]:
    return and_(tables.link.c.claim == row, tables.link.c.other == other)


def _is_since(report: Report, since: date) -> bool:
    return report.published is None or report.published >= since


def rows_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The rows in which claims stand, by their ids; those that do not stand are left out."""
    rows: dict[str, int] = {}
    for portion in portions(sorted(ids)):
        query = standing_claims().where(tables.claim.c.id.in_(portion))
        rows.update((row.id, row.row) for row in connection.execute(query))
    return rows


def _links_of(connection: Connection, rows: Iterable[int], relations: Sequence[str]) -> list[Row[Any]]:
    """The links of these relations from or to any of the rows."""
    found: dict[int, Row[Any]] = {}
    for portion in portions(rows):
        for column in (tables.link.c.claim, tables.link.c.other):
            query = select(tables.link).where(column.in_(portion), tables.link.c.relation.in_(relations))
            found.update((row.number, row) for row in connection.execute(query))
    return [found[number] for number in sorted(found)]


def _linked(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Linked]:
    """The links whose claims both stand."""
    claims = claims_in_rows(connection, {number for row in rows for number in (row.claim, row.other)})
    for row in rows:
        if row.claim in claims and row.other in claims:
            yield Linked(
                link=_link(row, claims[row.claim].claim.id, claims[row.other].claim.id),
                claim=claims[row.claim],
                other=claims[row.other],
            )


def _link(row: Row[Any], claim: str, other: str) -> Link:
    reasons = tuple(from_json(Reason, one) for one in json_list(row.reasons))
    return Link(claim=claim, other=other, relation=Relation(row.relation), reasons=reasons, by=row.by)


def _names(connection: Connection, rows: Iterable[int]) -> dict[int, str]:
    """The propositions that the rows share with others."""
    found: dict[int, str] = {}
    for portion in portions(rows):
        query: Select[Any] = select(tables.proposition).where(tables.proposition.c.claim.in_(portion))
        found.update((row.claim, row.proposition) for row in connection.execute(query))
    return found


def _propositions(connection: Connection, rows: Sequence[int]) -> Iterator[Proposition]:
    """The propositions of these rows, each once, in the order of the rows."""
    names = _names(connection, rows)
    # Dicts, for their order: a proposition may have tens of thousands of claims.
    members: dict[str, dict[int, None]] = {names.get(row, str(row)): {row: None} for row in rows}
    for portion in portions(sorted(set(names.values()))):
        query = select(tables.proposition).where(tables.proposition.c.proposition.in_(portion))
        for row in connection.execute(query.order_by(tables.proposition.c.claim)):
            members[row.proposition][row.claim] = None
    claims = claims_in_rows(connection, {row for group in members.values() for row in group})
    links = _links_of(connection, [row for group in members.values() if len(group) > 1 for row in group], SAME)
    by_row = defaultdict(list)
    for link in links:
        by_row[link.claim].append(link)
    for name, group in members.items():
        own = [claims[row] for row in sorted(group) if row in claims]
        if not own:
            continue
        held = [link for row in group for link in by_row[row] if link.other in claims]
        yield Proposition(
            id=name if next(iter(group)) in names else own[0].claim.id,
            claims=tuple(sorted(own, key=lambda one: (one.published is None, one.published or date.min))),
            links=tuple(_link(row, claims[row.claim].claim.id, claims[row.other].claim.id) for row in held),
        )


def ruling_of(row: Row[Any]) -> LinkRuling:
    """What a row says that a person laid down."""
    return LinkRuling(
        claim=row.claim, other=row.other, relation=Relation(row.relation) if row.relation else None, at=row.at,
        by=row.by, reason=row.reason,
    )  # fmt: skip
