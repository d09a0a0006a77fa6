"""Where documents were found, and how the last visit of each address went."""

from hashlib import sha256

from sqlalchemy import Connection, Row, delete, insert, select

from tocsin.ledger.sql import tables
from tocsin.ledger.sql.chain import enter_chained
from tocsin.ledger.sql.connected import Connected
from tocsin.model.record import dump, load
from tocsin.model.sighting import Sighting, Visit

# The moment counts, not the entry: a case that is merged brings sightings of before.
_LATEST_FIRST = tables.sighting.c.at.desc(), tables.sighting.c.number.desc()


class Sightings(Connected):
    """Sightings and visits."""

    def sightings(self, document: str) -> list[Sighting]:
        query = select(tables.sighting.c.record).filter_by(document=document).order_by(tables.sighting.c.number)
        with self._reading() as connection:
            return [load(Sighting, row.record) for row in connection.execute(query)]

    def found_at(self, address: str) -> tuple[str, Sighting] | None:
        query = select(tables.sighting).filter_by(key=_key(address)).order_by(*_LATEST_FIRST).limit(1)
        with self._reading() as connection:
            row = connection.execute(query).first()
            return None if row is None else (row.document, load(Sighting, row.record))

    def found_below(self, start: str) -> list[tuple[str, str]]:
        sighting = tables.sighting.c
        query = select(sighting.address, sighting.document).where(sighting.address.startswith(start, autoescape=True))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(sighting.number))
            return list({row.address: row.document for row in rows}.items())

    def enter_sighting(self, document: str, sighting: Sighting) -> bool:
        with self._writing() as connection:
            return enter_sighting(connection, document, sighting)

    def visit(self, address: str) -> Visit | None:
        with self._reading() as connection:
            row = connection.execute(select(tables.visit.c.record).filter_by(key=_key(address))).first()
            return None if row is None else load(Visit, row.record)

    def enter_visit(self, visit: Visit) -> None:
        key = _key(visit.address)
        with self._writing() as connection:
            connection.execute(delete(tables.visit).filter_by(key=key))
            connection.execute(insert(tables.visit), {"key": key, "record": dump(visit)})


def enter_sighting(connection: Connection, document: str, sighting: Sighting) -> bool:
    """Enter where a document was found, unless it was what had been found there before; whether it was entered."""
    key = _key(sighting.address)
    before = select(tables.sighting.c.document).filter_by(key=key).where(tables.sighting.c.at <= sighting.at)
    last: Row[tuple[str]] | None = connection.execute(before.order_by(*_LATEST_FIRST).limit(1)).first()
    if last is not None and last.document == document:
        return False
    enter_chained(connection, tables.sighting, {
        "document": document, "key": key, "address": sighting.address, "at": sighting.at, "record": dump(sighting),
    })  # fmt: skip
    return True


def _key(address: str) -> str:
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
