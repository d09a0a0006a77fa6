"""Which claims are wanted, as conditions of a query."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.functions import position_of
from tocsin.model.query import ClaimFilter
from tocsin.text.folding import folded

_COUNTRY = 2
"""Letters of a country's code."""


def filtered(query: Select[Any], wanted: ClaimFilter) -> Select[Any]:
    """A query of claims and their readings, narrowed to what a filter asks for, except its words and its limit."""
    claim, reading = tables.claim.c, tables.reading.c
    for name, parts in ((wanted.speaker, ("speaker",)), (wanted.source, ("source",)), (wanted.party, ())):
        if name is not None:
            party = tables.claim_party.c
            named = select(party.claim).where(party.folded.in_(names_with(folded(name), of="party")))
            query = query.where(claim.row.in_(named.where(tables.claim_party.c.part.in_(parts)) if parts else named))
    if wanted.place is not None:
        query = query.where(claim.row.in_(select(tables.place.c.claim).where(has_place(wanted.place))))
    if wanted.since is not None:
        query = query.where(_may_be(claim.latest >= wanted.since, claim.latest, reading.published >= wanted.since))
    if wanted.until is not None:
        query = query.where(_may_be(claim.earliest <= wanted.until, claim.earliest, reading.published <= wanted.until))
    if wanted.certainty:
        query = query.where(claim.factuality.in_([value.value for value in wanted.certainty]))
    if wanted.kinds:
        query = query.where(claim.kind.in_([kind.value for kind in wanted.kinds]))
    if wanted.document is not None:
        query = query.where(reading.document == wanted.document)
    if wanted.outlet is not None:
        query = query.where(reading.outlet == wanted.outlet)
    if wanted.language is not None:
        query = query.where(reading.language == wanted.language)
    return query


def names_with(part: str, *, of: str) -> Select[tuple[str]]:
    """A query of the names of parties or of places that hold a part; there are fewer of them than of claims."""
    name = tables.name.c
    return select(name.folded).where(name.part == of, holds(name.folded, part))


def has_place(place: str) -> ColumnElement[bool]:
    """A part of a place's name; two letters are a country's code or the whole of a name, for most names hold them."""
    name = folded(place)
    if len(name) == _COUNTRY:
        return or_(tables.place.c.folded == name, tables.place.c.country == name.upper())
    return tables.place.c.folded.in_(names_with(name, of="place"))


def holds(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Whether a folded name has a part."""
    return position_of(part, column) > 0


def _may_be(
    inside: ColumnElement[bool], edge: ColumnElement[Any], published: ColumnElement[bool]
) -> ColumnElement[bool]:
    """A time inside the period, or open at that edge; where a claim names none, the day of publication counts."""
    earliest, latest = tables.claim.c.earliest, tables.claim.c.latest
    undated = and_(earliest.is_(None), latest.is_(None))
    return or_(inside, and_(edge.is_(None), ~undated), and_(undated, published))


def begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """Whether an identifier begins so; unlike LIKE, this can use the index."""
    return and_(column >= start, column < start + "\U0010ffff")
