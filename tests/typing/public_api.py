"""Calls that a type checker must accept: this file is checked, not run."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tocsin import (
    Case,
    Claim,
    ClaimFilter,
    Factuality,
    FigureQuery,
    Given,
    Kind,
    Reader,
    Reading,
    Relation,
    claim_row,
    ledger_row,
    to_record,
)
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.ledger.port import Ledger
from tocsin.ledger.sqlite.ledger import SqliteLedger


def readings(reader: Reader) -> Reading:
    return reader.read_text("Nobody was hurt.", published=date(2026, 3, 2), outlet="The Quay")


def rows(reading: Reading) -> list[dict[str, Any]]:
    return [claim_row(claim) for claim in reading.claims]


def record(reading: Reading) -> dict[str, Any]:
    return to_record(reading)


def certain(claims: tuple[Claim, ...]) -> Iterator[str]:
    return (claim.text for claim in claims if claim.factuality is Factuality.CERTAIN)


def asked(path: str) -> list[dict[str, Any]]:
    with Case.open(path, create=True) as case:
        for added in case.add([path], given=Given(outlet="The Quay")):
            print(added.name, added.state)
        wanted = ClaimFilter(source="mayor", kinds=(Kind.STATEMENT,), since=date(2026, 3, 1))
        return [ledger_row(found) for found in case.claims(wanted)]


def compared(path: str) -> list[str]:
    with Case.open(path, create=True) as case:
        case.rule_link("1a2b3c4d", "5e6f7a8b", relation=Relation.CORROBORATES, reason="the same measurement")
        words = [reason.rule for reason in case.estimate("1a2b3c4d").reasons]
        sides = [side.id for conflict in case.conflicts(about="bridge") for side in conflict.sides]
        later = [linked.claim.claim.text for linked in case.changes(since=date(2026, 3, 1))]
        figures = [
            account.origin for account in case.series(FigureQuery(subject="people left", place="Korbach")).accounts
        ]
    return [*words, *sides, *later, *figures]


def ledgers() -> list[Ledger]:
    return [SqliteLedger(":memory:"), MemoryLedger()]
