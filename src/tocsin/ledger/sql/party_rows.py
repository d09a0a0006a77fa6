"""The rows of parties, and what tells whether they still hold."""

import json
from collections.abc import Iterable, Mapping
from functools import reduce

from sqlalchemy import ColumnElement, Connection, String, cast, delete, func, insert, literal, select

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.inserting import insert_all
from tocsin.model.party import Party
from tocsin.text.folding import folded

_NUMBERS: tuple[ColumnElement[str], ...] = tuple(
    cast(select(func.coalesce(func.max(table.c.number), 0)).scalar_subquery(), String)
    for table in (tables.reading, tables.ruling, tables.party_ruling, tables.grade, tables.review)
)
_BASIS = reduce(lambda text, number: text + literal(" ") + number, _NUMBERS)
"""What the parties are made from: how many readings, rulings, grades and reviews there are."""
_HELD = select(_BASIS, select(tables.party_basis.c.names).scalar_subquery())
"""What they would be made from now, and what those that are stored were made from."""


def bases(connection: Connection) -> tuple[str, str | None]:
    """What the parties would be made from now, and what those that are stored were made from."""
    now, stored = connection.execute(_HELD).one()
    return str(now), stored


def readings_in(basis: str) -> tuple[int, str]:
    """The number of the last reading that parties are made from, and the rest of what tells what they are made from."""
    number, _, rest = basis.partition(" ")
    return int(number), rest


def enter_rows(connection: Connection, parties: Iterable[Party], *, places: Mapping[str, int] | None) -> None:
    """Enter parties and their names.

    Args:
        connection: A transaction.
        parties: In their order.
        places: The places of their names; if there are none, they are numbered one after another.
    """
    rows, names = [], []
    for party in parties:
        keys = [folded(name.written) for name in party.names]
        # The place of its first name is that of the party. Its names have the places of all of them, the fullest first.
        numbers = sorted(places[key] + 1 for key in keys) if places is not None else []
        rows.append({
            **({"number": numbers[0]} if numbers else {}), "id": party.id, "kind": party.kind.value, "name": party.name,
            "may_be": json.dumps(party.may_be), "speaks_for": json.dumps(party.speaks_for),
        })  # fmt: skip
        names += [
            {
                **({"number": numbers[at]} if numbers else {}), "folded": key, "party": party.id, "written": name.written,
                "script": name.script, "language": name.language, "claims": name.claims,
                "kind": name.kind.value if name.kind else None,
            }
            for at, (key, name) in enumerate(zip(keys, party.names, strict=True))
        ]  # fmt: skip
    insert_all(connection, tables.party, rows)
    insert_all(connection, tables.party_name, names)


def hold(connection: Connection, basis: str) -> None:
    """Enter what the parties were made from."""
    connection.execute(delete(tables.party_basis))
    connection.execute(insert(tables.party_basis), {"names": basis})
