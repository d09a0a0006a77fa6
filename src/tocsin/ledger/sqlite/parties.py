"""The names of a case and the parties they lead to."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, delete, distinct, func, insert, select

from tocsin.errors import CaseError
from tocsin.ledger.names import NameCount, party_names
from tocsin.ledger.sqlite import tables
from tocsin.ledger.sqlite.connections import Connected
from tocsin.ledger.sqlite.reports import portions
from tocsin.model.party import Party, PartyKind, PartyName, PartyRuling
from tocsin.text.folding import folded

_BASIS = tuple(
    select(func.coalesce(func.max(column), 0)).scalar_subquery()
    for column in (tables.reading.c.number, tables.ruling.c.number, tables.party_ruling.c.number)
)


class Parties(Connected):
    """Names, parties, and the rulings on them."""

    def party_names(self) -> list[PartyName]:
        claim, reading, named = tables.claim.c, tables.reading.c, tables.claim_party.c
        current = tables.claim.join(tables.reading, reading.number == claim.reading).join(
            tables.current_reading, tables.current_reading.c.reading == reading.number
        )
        outlets = (
            select(reading.outlet.label("name"), reading.outlet, reading.language, func.count(), func.min(claim.row))
            .select_from(current).where(reading.outlet.is_not(None)).group_by(reading.outlet, reading.language)
        )  # fmt: skip
        others = (
            select(named.name, reading.outlet, reading.language, func.count(distinct(named.claim)), func.min(named.claim))
            .select_from(current.join(tables.claim_party, named.claim == claim.row))
            .where(named.part.in_(("speaker", "source"))).group_by(named.name, reading.outlet, reading.language)
        )  # fmt: skip
        with self._reading() as connection:
            return party_names(
                NameCount(name, outlet, language, claims, first, query is outlets)
                for query in (outlets, others)
                for name, outlet, language, claims, first in connection.execute(query)
            )  # fmt: skip

    def parties(self) -> list[Party]:
        with self._reading() as connection:
            names = connection.execute(select(tables.party_name).order_by(tables.party_name.c.number)).all()
            return _parties(connection.execute(_all_parties()).all(), names)

    def parties_named(self, names: Iterable[str]) -> list[Party]:
        party, name = tables.party.c, tables.party_name.c
        found: dict[str, Row[Any]] = {}
        with self._reading() as connection:
            for some in portions({folded(one) for one in names}):
                query = _all_parties().where(party.id.in_(select(name.party).where(name.folded.in_(some))))
                found.update((row.id, row) for row in connection.execute(query))
            query = select(tables.party_name).order_by(name.number)
            own = [row for some in portions(found) for row in connection.execute(query.where(name.party.in_(some)))]
        return _parties(sorted(found.values(), key=lambda row: int(row.number)), own)

    def stale_parties(self) -> str | None:
        with self._reading() as connection:
            numbers = connection.execute(select(*_BASIS)).one()
            basis = " ".join(map(str, numbers))
            return None if connection.scalar(select(tables.party_basis.c.names)) == basis else basis

    def party_rulings(self) -> list[PartyRuling]:
        with self._reading() as connection:
            rows = connection.execute(select(tables.party_ruling).order_by(tables.party_ruling.c.number))
            return [
                PartyRuling(
                    name=row.name, other=row.other, same=None if row.same is None else bool(row.same), at=row.at,
                    by=row.by, reason=row.reason,
                )
                for row in rows
            ]  # fmt: skip

    def enter_parties(self, parties: Iterable[Party], *, basis: str) -> None:
        listed = list(parties)
        with self._writing() as connection:
            for table in (tables.party_name, tables.party, tables.party_basis):
                connection.execute(delete(table))
            if listed:
                connection.execute(insert(tables.party), [
                    {"id": party.id, "kind": party.kind.value, "name": party.name, "may_be": json.dumps(party.may_be)}
                    for party in listed
                ])  # fmt: skip
                connection.execute(insert(tables.party_name), [
                    {
                        "folded": folded(name.written), "party": party.id, "written": name.written, "script": name.script,
                        "language": name.language, "claims": name.claims, "kind": name.kind.value if name.kind else None,
                    }
                    for party in listed for name in party.names
                ])  # fmt: skip
            connection.execute(insert(tables.party_basis), {"names": basis})

    def rule_party(self, ruling: PartyRuling) -> None:
        if not ruling.reason.strip():
            raise CaseError("say why; the reason is kept with the ruling")
        if not folded(ruling.name) or folded(ruling.name) == folded(ruling.other):
            raise CaseError(f"{ruling.name!r} and {ruling.other!r}: a ruling is on two names")
        with self._writing() as connection:
            connection.execute(insert(tables.party_ruling), {
                "name": ruling.name, "other": ruling.other, "same": None if ruling.same is None else int(ruling.same),
                "at": ruling.at, "by": ruling.by, "reason": ruling.reason,
            })  # fmt: skip


def _all_parties() -> Select[Any]:
    return select(tables.party).order_by(tables.party.c.number)


def _parties(rows: Iterable[Row[Any]], names: Iterable[Row[Any]]) -> list[Party]:
    own: dict[str, list[PartyName]] = defaultdict(list)
    for row in names:
        own[row.party].append(
            PartyName(
                written=row.written, script=row.script, language=row.language, claims=row.claims,
                kind=PartyKind(row.kind) if row.kind else None,
            )
        )  # fmt: skip
    return [
        Party(
            id=row.id, kind=PartyKind(row.kind), name=row.name, names=tuple(own[row.id]),
            may_be=tuple(json.loads(row.may_be)),
        )
        for row in rows
    ]  # fmt: skip
