"""The rows of parties, and what tells whether they still hold."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, cast, delete, func, insert, literal, select

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.inserting import insert_all
from tocsin.ledger.sql.reports import portions, rows_where
from tocsin.model.party import Party
from tocsin.text.folding import folded

_NUMBERS: tuple[ColumnElement[str], ...] = tuple(
    cast(select(func.coalesce(func.max(table.c.number), 0)).scalar_subquery(), String)
    for table in (tables.reading, tables.ruling, tables.party_ruling, tables.grade, tables.review)
)
_BASIS = reduce(lambda text, number: text + literal(" ") + number, _NUMBERS)
"""What the parties are made from: how many readings, rulings, grades and reviews there are."""
_Rows = tuple[dict[str, Any], list[dict[str, Any]]]
"""The row of a party, and those of its names."""
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
    _insert(connection, [_rows(party, places) for party in parties])


def replace_rows(
    connection: Connection, parties: Iterable[Party], *, names: Collection[str], places: Mapping[str, int]
) -> None:
    """Enter the parties of some names in the place of those before; most come out as they were, and are left alone."""
    party, name = tables.party, tables.party_name
    gone = sorted({row.party for row in rows_where(connection, select(name.c.party), name.c.folded, sorted(names))})
    held: dict[str, _Rows] = {
        row.id: (row._asdict(), []) for row in rows_where(connection, select(party), party.c.id, gone)
    }
    named = rows_where(connection, select(name), name.c.party, gone)
    for row in sorted(named, key=lambda row: row.number):
        held[row.party][1].append(row._asdict())
    made = {one.id: _rows(one, places) for one in parties}
    for some in portions([one for one in gone if made.get(one) != held[one]]):
        connection.execute(delete(name).where(name.c.party.in_(some)))
        connection.execute(delete(party).where(party.c.id.in_(some)))
    _insert(connection, [rows for one, rows in made.items() if held.get(one) != rows])


def _rows(party: Party, places: Mapping[str, int] | None) -> _Rows:
    """The row of a party, and those of its names, the fullest first."""
    keys = [folded(name.written) for name in party.names]
    # The place of its first name is that of the party. Its names have the places of all of them.
    numbers = [{"number": place} for place in sorted(places[key] + 1 for key in keys)] if places is not None else []
    return {
        **(numbers[0] if numbers else {}), "id": party.id, "kind": party.kind.value, "name": party.name,
        "may_be": json.dumps(party.may_be), "speaks_for": json.dumps(party.speaks_for),
    }, [
        {
            **(numbers[at] if numbers else {}), "folded": key, "party": party.id, "written": name.written,
            "script": name.script, "language": name.language, "claims": name.claims,
            "kind": name.kind.value if name.kind else None,
        }
        for at, (key, name) in enumerate(zip(keys, party.names, strict=True))
    ]  # fmt: skip


def _insert(connection: Connection, entered: Sequence[_Rows]) -> None:
    insert_all(connection, tables.party, [party for party, _ in entered])
    insert_all(connection, tables.party_name, [name for _, names in entered for name in names])


def hold(connection: Connection, basis: str) -> None:
    """Enter what the parties were made from."""
    connection.execute(delete(tables.party_basis))
    connection.execute(insert(tables.party_basis), {"names": basis})
