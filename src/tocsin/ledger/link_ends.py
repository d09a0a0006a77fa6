"""Links without the claims they join: for a look at all of them, when few will be told."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import select

from tocsin.ledger import tables
from tocsin.ledger.ledger import Ledger
from tocsin.ledger.standing import json_list, portions
from tocsin.model.link import Relation
from tocsin.model.reason import Reason
from tocsin.model.record import from_json


class Ends(NamedTuple):
    """A link by its number in the case, the ids of its claims, its relation, and who laid it down, where a person did."""

    number: int
    claim: str
    other: str
    relation: Relation
    by: str | None = None


def link_ends(ledger: Ledger, relations: Collection[Relation]) -> list[Ends]:
    """The links of these relations between claims that stand, in the order they were found.

    Raises:
        CaseError: The case cannot be read.
    """
    claim, other, one, two = (
        tables.claim.alias(),
        tables.claim.alias(),
        tables.standing.alias(),
        tables.standing.alias(),
    )
    query = (
        select(tables.link.c.number, claim.c.id, other.c.id, tables.link.c.relation, tables.link.c.by)
        .join(claim, claim.c.row == tables.link.c.claim).join(one, one.c.reading == claim.c.reading)
        .join(other, other.c.row == tables.link.c.other).join(two, two.c.reading == other.c.reading)
        .where(tables.link.c.relation.in_([relation.value for relation in relations])).order_by(tables.link.c.number)
    )  # fmt: skip
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
    return [Ends(number, claim, other, Relation(relation), by) for number, claim, other, relation, by in rows]


def link_reasons(ledger: Ledger, numbers: Iterable[int]) -> dict[int, tuple[Reason, ...]]:
    """Why links are thought to hold, by their numbers.

    Raises:
        CaseError: The case cannot be read.
    """
    found: dict[int, tuple[Reason, ...]] = {}
    with ledger.reading() as connection:
        for portion in portions(numbers):
            query = select(tables.link.c.number, tables.link.c.reasons).where(tables.link.c.number.in_(portion))
            for number, reasons in connection.execute(query):
                found[number] = tuple(from_json(Reason, one) for one in json_list(reasons))
    return found
