"""A table of ties: a row a tie, with the names or ids of both ends; a row of the type `listed` is a listing."""

import csv
from collections.abc import Iterable, Iterator

from tocsin.exposure.cases import Contradiction, read_listing, read_tie
from tocsin.model.exposure import Entity, EntityKind, Listing, Network, Tie, TieKind

COLUMNS = ("from", "to", "type")
_LISTED = "listed"
_PERSONS = {TieKind.FAMILY: ("from", "to"), TieKind.DIRECTOR: ("from",), TieKind.EMPLOYS: ("to",)}
"""Which ends of a tie are persons, where no column tells."""
_COMPANIES = {
    TieKind.OWNS: ("to",), TieKind.VOTES: ("to",), TieKind.CONTROLS: ("to",), TieKind.DIRECTOR: ("to",),
    TieKind.EMPLOYS: ("from",),
}  # fmt: skip


def read_network(lines: Iterable[str], *, name: str) -> Iterator[Network | Contradiction]:
    """The network of a table with a header; each row that is not usable comes first as what is wrong with it.

    Args:
        lines: The lines of the table: `from`, `to` and `type`, and where they are known `id`, `share` (or `low` and `high`),
            `since`, `until`, `certainty`, `in`, `from_kind` and `to_kind`. In a row of the type `listed`, `from` is listed
            under the programme `to`.
        name: What to call the table.

    Yields:
        The problems of rows, then the network of the rest.
    """
    rows = csv.DictReader(lines, strict=True)
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise Contradiction(f"the table has no column {', '.join(missing)}")
    ties: dict[str, Tie] = {}
    listings: list[Listing] = []
    kinds: dict[str, set[EntityKind]] = {}
    number = 1
    while True:
        number += 1
        try:
            row = next(rows, None)
            if row is None:
                break
            plain = {
                key: value.strip() for key, value in row.items() if isinstance(key, str) and value and value.strip()
            }
            ends = {end: plain[end] for end in ("from", "to", "in") if end in plain}
            if plain.get("type") == _LISTED:
                listed = {**plain, "entity": plain.get("from"), "program": plain.get("to")}
                listings.append(read_listing(listed, frozenset(ends.values())))
                kinds.setdefault(plain["from"], set()).update(_told(plain, "from"))
                continue
            share = (
                [plain.get("low", "0"), plain.get("high", "100")] if {"low", "high"} & plain.keys() else _share(plain)
            )
            tie = read_tie({"id": f"row {number}", **plain, "share": share}, frozenset(ends.values()), number)
            if tie.id in ties:
                raise Contradiction(f"the tie {tie.id!r} is there twice")
            ties[tie.id] = tie
            for end, entity in ends.items():
                known = kinds.setdefault(entity, set())
                known.update(_told(plain, end))
                if end in _PERSONS.get(tie.kind, ()):
                    known.add(EntityKind.PERSON)
                if end in _COMPANIES.get(tie.kind, ()) or end == "in":
                    known.add(EntityKind.COMPANY)
        except (Contradiction, csv.Error) as error:
            yield Contradiction(f"{name} row {number}: {error}")
    entities = tuple(
        Entity(id=one, name=one, kind=EntityKind.PERSON if found == {EntityKind.PERSON} else EntityKind.COMPANY)
        for one, found in kinds.items()
    )
    yield Network(entities=entities, ties=tuple(ties.values()), listings=tuple(listings))


def _told(row: dict[str, str], end: str) -> set[EntityKind]:
    told = row.get(f"{end}_kind")
    return {EntityKind(told)} if told in tuple(EntityKind) else set()


def _share(row: dict[str, str]) -> object:
    share = row.get("share")
    if share is None or "-" not in share[1:]:
        return share
    return share.split("-", 1)
