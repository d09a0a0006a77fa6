"""A page of a list of claims, found without a look at all claims of a case.

Where a filter leaves few claims, these are looked up and sorted. Where it leaves many, the list is gone through in its order,
by a narrow table, until the page is full.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, select

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.filters import filtered, has_place, holds, names_with
from tocsin.ledger.sql.functions import as_json
from tocsin.ledger.sql.reports import current_rows, in_text, portions
from tocsin.model.query import ClaimFilter
from tocsin.text.folding import folded

_FEW = {"sqlite": 3_000, "postgresql": 8_000}
"""Claims that are looked up one by one, at most; going through the list costs PostgreSQL more."""
_NAMES = 1_000
"""Names that have a part; more have too many claims to be looked up one by one."""
_listing = tables.listing.c
_PARTIES = {"speaker": ("speaker",), "source": ("source",), "party": ()}
"""The parts in which the fields of a filter look for a name; none means any."""


def page_rows(connection: Connection, wanted: ClaimFilter) -> list[int]:
    """The rows of the first claims that a filter asks for; its words are not used, and it has a limit."""
    few = _few(connection, wanted)
    if few is None:
        order = (_listing.rank, _listing.reading, _listing.claim) if wanted.by_weight else (
            _listing.day, _listing.reading, _listing.position, _listing.claim,
        )  # fmt: skip
        query = select(_listing.claim).where(*_conditions(wanted)).order_by(*order).limit(wanted.limit)
        return list(connection.scalars(query))
    day, number, row = tables.reading.c.published, tables.reading.c.number, tables.claim.c.row
    weight = as_json(tables.claim.c.record)["weight"].as_float() if wanted.by_weight else literal(None)
    standing = current_rows().join(tables.reading, number == tables.claim.c.reading)
    # What they were found by need not be asked of each of them again.
    rows, left = few
    query = filtered(standing, left).with_only_columns(day, weight, number, in_text(), row)
    by: tuple[ColumnElement[Any], ...] = (func.coalesce(weight, 0.0).desc(), number, row) if wanted.by_weight else (
        day.is_not(None), day, number, in_text(), row,
    )  # fmt: skip
    found = [
        (-(heavy or 0.0), reading, claim, claim)
        if wanted.by_weight
        else (published.toordinal() if published else 0, reading, position, claim)
        for some in portions(sorted(rows))
        for published, heavy, reading, position, claim in connection.execute(
            query.where(row.in_(some)).order_by(*by).limit(wanted.limit)
        )
    ]
    return [claim for *_, claim in sorted(found)[: wanted.limit]]


def _few(connection: Connection, wanted: ClaimFilter) -> tuple[set[int], ClaimFilter] | None:
    """Claims among which all are that a filter asks for, and what is left to ask of them; None where they are many."""
    most = _FEW[connection.dialect.name]
    for field, query in _narrow(connection, wanted):
        rows = connection.scalars(query.limit(most + 1)).all()
        if len(rows) <= most:
            answered: dict[str, Any] = {field: None}
            return set(rows), replace(wanted, **answered)
    return None


def _narrow(connection: Connection, wanted: ClaimFilter) -> Iterator[tuple[str, Select[int]]]:
    """Queries of the claims that single fields of a filter leave, where an index finds them; a claim may come twice."""
    if wanted.document is not None:
        own = select(tables.claim.c.row).join(tables.reading, tables.reading.c.number == tables.claim.c.reading)
        yield "document", own.where(tables.reading.c.document == wanted.document)
    for field, parts in _PARTIES.items():
        name = getattr(wanted, field)
        if name is not None:
            party = tables.claim_party.c
            # The names are asked for first: a database that knows them tells how many claims have them, and looks these up.
            names = connection.scalars(names_with(folded(name), of="party").limit(_NAMES + 1)).all()
            if len(names) <= _NAMES:
                query = select(party.claim).where(party.folded.in_(names))
                yield field, query.where(party.part.in_(parts)) if parts else query
    if wanted.place is not None:
        yield "place", select(tables.place.c.claim).where(has_place(wanted.place))


def _conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """What a filter asks of a claim of the list. Each is a look at the claim itself, which keeps the order of the list."""
    current = tables.current_reading.c
    found: list[ColumnElement[bool]] = [select(current.document).where(current.reading == _listing.reading).exists()]
    out = tables.claim_out.c.claim
    found.append(~select(out).where(out == _listing.claim).exists())
    if wanted.since is not None:
        found.append(_listing.last >= wanted.since.toordinal())
    if wanted.until is not None:
        found.append(_listing.first <= wanted.until.toordinal())
    claim = tables.claim.c
    own: list[ColumnElement[bool]] = []
    if wanted.certainty:
        own.append(claim.factuality.in_([value.value for value in wanted.certainty]))
    if wanted.kinds:
        own.append(claim.kind.in_([kind.value for kind in wanted.kinds]))
    if own:
        found.append(select(claim.row).where(claim.row == _listing.claim, *own).exists())
    for field, parts in _PARTIES.items():
        name = getattr(wanted, field)
        if name is not None:
            party = tables.claim_party.c
            named = and_(party.claim == _listing.claim, holds(party.folded, folded(name)))
            found.append(select(party.claim).where(named, *([party.part.in_(parts)] if parts else [])).exists())
    if wanted.place is not None:
        there = and_(tables.place.c.claim == _listing.claim, has_place(wanted.place))
        found.append(select(tables.place.c.claim).where(there).exists())
    reading = tables.reading.c
    told = [
        reading[field] == getattr(wanted, field)
        for field in ("document", "outlet", "language") if getattr(wanted, field) is not None
    ]  # fmt: skip
    if told:
        found.append(select(reading.number).where(reading.number == _listing.reading, *told).exists())
    return found
