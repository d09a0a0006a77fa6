"""Cases that are linked without being read: papers of many sentences, of which some copy others."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

from factory import AT, a_document, a_reading, an_evidence

from tocsin.engine.linking import Linker
from tocsin.ledger.opening import open_ledger

NEW_TABLES = ("link_ruling", "link", "proposition", "link_key", "linking", "grade", "assessment")
"""Tables that the first version of a case lacks."""
FIRST_TABLES = ("evidence", "reading", "claim", "place", "ruling")
"""Tables that it has as they are today, but for a column."""
_TOWNS = ("Korbach", "Saalbrunn", "Neustadt", "Altmark", "Rotheim", "Lindau", "Weiher")
_THINGS = ("spillway", "granary", "tramway", "lighthouse", "quarry", "printing house", "tannery", "foundry", "archive")


def fill(path: Path, *, papers: int, sentences: int, linked: bool = False) -> None:
    """Enter papers; each repeats a third of what the one before it says. `linked` links each before the next is entered."""
    with open_ledger(path) as ledger:
        for number in range(papers):
            text = " ".join(_sentence(number * sentences * 2 // 3 + at) for at in range(sentences))
            day = date(2026, 3, 1) + timedelta(days=number)
            document = a_document(text, name=f"paper {number}", outlet=f"Paper {number}", published=day)
            ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
            if linked:
                assert list(Linker(ledger).run(at=AT))


def _sentence(number: int) -> str:
    town, thing = _TOWNS[number % 7], _THINGS[number // 7 % 9]
    other, storey = _THINGS[number % 9], number // 63
    return f"Masons of the {other} in {town} repaired gallery x{storey}y of the old {thing} behind the market."


def links_of(path: Path) -> list[tuple[str, str, str, str]]:
    """The links of a case by the ids of their claims; that none is there twice is checked."""
    query = (
        "select one.id, two.id, relation, reasons from link join claim one on one.row = link.claim"
        " join claim two on two.row = link.other order by 1, 2, 3"
    )
    with sqlite3.connect(path) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        found = [tuple(row) for row in connection.execute(query)]
    connection.close()
    assert len({frozenset(row[:2]) for row in found}) == len(found)
    return found


def groups_of(path: Path) -> dict[str, str]:
    """The proposition of each claim that shares one."""
    with open_ledger(path) as ledger:
        assert ledger.unlinked() == 0
        return ledger.proposition_ids()


def make_first_version(path: Path) -> None:
    """Turn a case into one that the first version of Tocsin made."""
    with sqlite3.connect(path) as connection:
        tables = connection.execute(
            "select name from sqlite_master where type = 'table' and sql like 'create table%'"
            " and name not like 'sqlite%' and name not like 'words%'"
        )
        for (table,) in tables.fetchall():
            if table not in FIRST_TABLES and table not in ("claim_party", "current_reading"):
                connection.execute(f"drop table {table}")
        connection.execute("alter table reading drop column time")
        connection.execute("alter table evidence add column raw")
        connection.execute(
            "update evidence set raw = (select cast(text as blob) from reading where reading.document = evidence.document)"
        )
        for now, then, columns in (
            ("claim_party", "party", "claim, part, folded"), ("current_reading", "standing", "document, reading"),
        ):  # fmt: skip
            connection.execute(f"create table {then} as select {columns} from {now}")
            connection.execute(f"drop table {now}")
        for column in ("claim", "folded"):
            connection.execute(f"create index ix_party_{column} on party ({column})")
        connection.execute("pragma user_version = 1")
        connection.execute("pragma application_id = 0")
    connection.close()
