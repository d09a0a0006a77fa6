"""How a case file gets to the current schema: a new file at once, an earlier one by numbered steps, each in a transaction.

A step is never changed once a version has left with it: it names what it makes and moves by itself.
"""

import json
import os
import sqlite3
import stat
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from hashlib import sha256
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, insert, select, text, update

from tocsin.errors import CaseError
from tocsin.ledger.evidence_folder import EvidenceFolder
from tocsin.ledger.sql import tables
from tocsin.ledger.sql.steps import (
    m008_a_chain_of_hashes,
    m010_the_time_of_day,
    m012_reviews,
    m013_advice,
    m014_merged_cases,
    m015_what_large_cases_need,
    m016_matrix_rulings,
    m017_what_is_known_of_names,
    m018_what_ties_names,
    make_tables_of_evidence,
)
from tocsin.ledger.sql.tables import VERSION
from tocsin.ledger.sqlite.connections import MEMORY, give_log, read_only_uri
from tocsin.ledger.sqlite.words import TABLE
from tocsin.text.folding import folded

Migration = Callable[[Connection], None]

APPLICATION = 0x546F6373
"""Tells a case from other programs' files ("Tocs", SQLite's application_id); cases before schema 3 do not have it."""
_FIRST_TABLES = {"evidence", "reading", "claim", "words"}
"""By these a case of a version before that is known."""
_AT_ONCE = 1_000
"""Records that are rewritten at a time."""


def m002_links_grades_and_assessments(connection: Connection) -> None:
    """What links, weighs and warns: the tables that a case of the first version lacks."""
    _create_as_in_5(connection, "link_ruling", "link", "proposition", "link_key", "linking", "grade", "assessment")


def m003_parties_figures_and_reasons_as_data(connection: Connection) -> None:
    """Names as written and parties; what figures count; documents that could not be read; reasons as rules with facts."""
    connection.execute(text("alter table party rename to party_before"))
    for index in ("ix_party_claim", "ix_party_folded"):
        connection.execute(text(f"drop index {index}"))
    _create_as_in_5(
        connection, "claim_party", "figure", "current_reading", "failed", "party", "party_name", "party_basis",
        "party_ruling",
    )  # fmt: skip
    connection.execute(text("insert into current_reading select document, reading from standing"))
    for table in ("standing", "party_before"):
        connection.execute(text(f"drop table {table}"))
    for rows in _portions(connection, tables.claim, "record"):
        records = [(row, json.loads(record)) for row, record in rows]
        named = [
            {"claim": row, "part": part, "folded": folded(name), "name": name}
            for row, record in records for part, name in _named(record)
        ]  # fmt: skip
        if named:
            connection.execute(insert(tables.claim_party), named)
        counting = [{"claim": row, "counted": ""} for row, record in records if record.get("quantities")]
        if counting:
            connection.execute(insert(tables.figure), counting)
    for kept, column in (
        (tables.claim, "record"), (tables.reading, "record"), (tables.link, "reasons"), (tables.assessment, "record"),
    ):  # fmt: skip
        (key,) = kept.primary_key
        moved = update(kept).where(key == bindparam("key")).values({column: bindparam("moved")})
        for rows in _portions(connection, kept, column):
            connection.execute(moved, [
                {"key": number, "moved": json.dumps(_reasons_as_data(json.loads(record)), ensure_ascii=False)}
                for number, record in rows
            ])  # fmt: skip


def m004_who_speaks_for_whom(connection: Connection) -> None:
    """Posts, the bodies that parties speak for, and rulings that hold in some documents.

    The parties are made again when the case is next read.
    """
    connection.execute(text("alter table party_ruling rename to ruling_before"))
    for table in ("party_name", "party", "party_basis"):
        connection.execute(text(f"drop table {table}"))
    _create_as_in_5(connection, "party", "party_name", "party_basis", "posts", "party_ruling")
    kept = '"number", "name", "other", "same", "at", "by", "reason"'
    connection.execute(text(f"insert into party_ruling ({kept}, documents) select {kept}, '[]' from ruling_before"))
    connection.execute(text("drop table ruling_before"))


def m005_vectors(connection: Connection) -> None:
    """The table of the vectors of claims, which are made when they are first asked for."""
    tables.vector.create(connection, checkfirst=True)


def m006_standing_questions(connection: Connection) -> None:
    """The tables of standing questions and of their runs."""
    names = ("standing_question", "removed_question", "question_run")
    tables.metadata.create_all(connection, [tables.metadata.tables[name] for name in names])


def m007_what_was_held_when(connection: Connection) -> None:
    """Since when the case holds a derived row, and the rows that it held before, as far as the case tells them.

    Which readings counted follows from the readings and the rulings on documents. Links that were overwritten are gone; a
    claim is held to share its proposition since the first link that says so.
    """
    now = {
        tables.current_reading: """
            select document, reading, max(
                (select at from reading where number = before.reading),
                coalesce((select max(at) from ruling where ruling.document = before.document), '')
            ) from before""",
        tables.link: "select number, claim, other, relation, reasons, by, at from before",
        tables.proposition: """
            select claim, proposition, first, coalesce(
                (select min(since) from link where relation in ('echo', 'repeats', 'corroborates')
                 and before.claim in (link.claim, link.other)),
                (select at from reading where number = (select reading from claim where row = before.claim))
            ) from before""",
        tables.failed: "select key, name, document, problem, at from before",
        tables.assessment: "select number, scenario, at, at, rings, record from before",
    }
    for table, moved in now.items():
        for index in table.indexes:
            connection.execute(text(f"drop index {index.name}"))
        connection.execute(text(f"alter table {table.name} rename to before"))
        table.create(connection)
        connection.execute(text(f"insert into {table.name} ({', '.join(table.columns.keys())}) {moved}"))
        connection.execute(text("drop table before"))
    derived = (tables.current_reading, tables.link, tables.proposition, tables.failed)
    tables.metadata.create_all(connection, [tables.EARLIER[table] for table in derived])
    _enter_earlier_readings(connection)


def _enter_earlier_readings(connection: Connection) -> None:
    """Work out from readings and rulings which reading of a document counted when."""
    happened: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for document, number, at in connection.execute(text("select document, number, at from reading order by number")):
        happened[document].append((at, number, "read"))
    for document, action, at in connection.execute(text("select document, action, at from ruling order by number")):
        happened[document].append((at, 0, action))
    entered = text(
        "insert into earlier_current_reading (document, reading, since, until) values (:document, :reading, :since, :until)"
    )
    for document, events in happened.items():
        current, last = None, 0
        for at, number, action in sorted(events, key=lambda one: one[0]):
            if current is not None:
                held = {"document": document, "reading": current[0], "since": current[1], "until": at}
                connection.execute(entered, held)
            last = number or last
            current = None if action == "removed" else (last, at)


def m009_vectors_of_several_models(connection: Connection) -> None:
    """Vectors of several models at a time: a claim has one of each."""
    connection.execute(text("alter table vector rename to vector_before"))
    tables.vector.create(connection)
    connection.execute(
        text("insert into vector (model, claim, vector) select model, claim, vector from vector_before order by 1, 2")
    )
    connection.execute(text("drop table vector_before"))


def m011_evidence_in_a_folder(connection: Connection) -> None:
    """The bytes of documents go to the folder of evidence; sightings, visits and records of sources get their tables."""
    evidence: EvidenceFolder | None = connection.get_execution_options()["evidence"]
    make_tables_of_evidence(connection)
    for (document,) in connection.execute(text("select document from evidence order by rowid")).all():
        raw = connection.execute(text("select raw from evidence where document = :document"), {"document": document})
        kept = raw.scalar_one()
        digest = evidence.put(kept) if evidence is not None else sha256(kept).hexdigest()
        connection.execute(
            insert(tables.evidence_bytes),
            {"document": document, "digest": digest, "raw": None if evidence is not None else kept},
        )
    connection.execute(text("alter table evidence drop column raw"))


MIGRATIONS: tuple[Migration, ...] = (
    m002_links_grades_and_assessments,
    m003_parties_figures_and_reasons_as_data,
    m004_who_speaks_for_whom,
    m005_vectors,
    m006_standing_questions,
    m007_what_was_held_when,
    m008_a_chain_of_hashes,
    m009_vectors_of_several_models,
    m010_the_time_of_day,
    m011_evidence_in_a_folder,
    m012_reviews,
    m013_advice,
    m014_merged_cases,
    m015_what_large_cases_need,
    m016_matrix_rulings,
    m017_what_is_known_of_names,
    m018_what_ties_names,
)
"""The first of them makes version 2, the last one VERSION."""


_AS_IN_5 = {
    "current_reading": (
        "document varchar primary key not null references evidence (document)",
        "reading integer not null references reading (number)",
    ),
    "link": (
        "number integer primary key not null", "claim integer not null references claim (row)",
        "other integer not null references claim (row)", "relation varchar not null", "reasons text not null",
        "at datetime not null", "by varchar",
    ),
    "proposition": (
        "claim integer primary key not null references claim (row)", "proposition varchar not null",
        "first integer not null",
    ),
    "failed": (
        "key varchar primary key not null", "name varchar not null", "document varchar", "problem text not null",
        "at datetime not null",
    ),
    "assessment": (
        "number integer primary key not null", "scenario varchar not null", "at datetime not null",
        "rings integer not null", "record text not null",
    ),
}  # fmt: skip
"""The columns of the tables that later versions changed, as they were up to version 5."""


def _create_as_in_5(connection: Connection, *names: str) -> None:
    for name in names:
        table = tables.metadata.tables[name]
        if name in _AS_IN_5:
            connection.execute(text(f"create table {name} ({', '.join(_AS_IN_5[name])})"))
            for index in table.indexes:
                connection.execute(text(f"create index {index.name} on {name} ({', '.join(index.columns.keys())})"))
        else:
            table.create(connection)


def version_of(path: str) -> int:
    """The version of a case file's schema; 0 for a file that is not there, or empty. Looking does not change the file.

    Raises:
        CaseError: The file was written by a later Tocsin, or is another program's.
        sqlite3.DatabaseError: It cannot be read, or is no SQLite file.
    """
    if not os.path.exists(path) or (os.path.isfile(path) and not os.path.getsize(path)):
        return 0
    with closing(sqlite3.connect(read_only_uri(path), uri=True)) as connection:
        application, version = (
            connection.execute(f"pragma {what}").fetchone()[0] for what in ("application_id", "user_version")
        )
        there = {name for (name,) in connection.execute("select name from sqlite_master")}
    if not there and not version and not application:
        return 0
    if application != APPLICATION and not (application == 0 and version in (1, 2) and there >= _FIRST_TABLES):
        raise CaseError(f"{path}: this SQLite file is no case of Tocsin; name another with --case")
    if version > VERSION:
        raise CaseError(f"{path}: written by a later version of Tocsin (schema {version}); upgrade Tocsin to open it")
    return int(version)


def migrate(engine: Engine, version: int, *, evidence: EvidenceFolder | None) -> None:
    """Bring a case file that has an earlier version of the schema, or is empty, to the current one.

    A file of an earlier version is copied first, to NAME.schema-N next to it. `evidence` is the folder that keeps the bytes
    of documents; None where the case does.
    """
    if version == 0:
        _make_file(str(engine.url.database))
        give_log(engine)
    is_copied = False
    while version < VERSION:
        with engine.execution_options(writes=True, evidence=evidence).begin() as connection:
            # Another process may have done the same meanwhile, so the version is looked up with the lock at hand.
            version = int(connection.execute(text("pragma user_version")).scalar_one())
            if version == VERSION:
                return
            if version == 0:
                _create(connection)
            else:
                if not is_copied:
                    _copy(str(engine.url.database), version)
                    is_copied = True
                MIGRATIONS[version - 1](connection)
            version = version + 1 if version else VERSION
            connection.execute(text(f"pragma application_id = {APPLICATION}"))
            connection.execute(text(f"pragma user_version = {version}"))


def _make_file(path: str) -> None:
    """Make an empty file that only its owner may read; what hinders that SQLite tells better."""
    if path != MEMORY:
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR))


def _copy(path: str, version: int) -> None:
    """Copy a case as it was last written; its lock is held meanwhile, so that nobody writes."""
    kept = f"{path}.schema-{version}"
    unfinished = f"{kept}.unfinished"
    with closing(sqlite3.connect(read_only_uri(path), uri=True)) as source:
        with closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        os.chmod(unfinished, stat.S_IRUSR | stat.S_IWUSR)
        os.replace(unfinished, kept)


def _create(connection: Connection) -> None:
    tables.metadata.create_all(connection)
    connection.execute(text(TABLE))


def _portions(connection: Connection, table: Table, column: str) -> Iterator[list[tuple[int, str]]]:
    """The keys of a table's rows and one of its columns, some at a time."""
    (key,) = table.primary_key
    last = 0
    while True:
        query = select(key, table.c[column]).where(key > last).order_by(key).limit(_AT_ONCE)
        rows = [(number, record) for number, record in connection.execute(query)]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _named(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The parts and names of those a claim's record names."""
    event = record.get("event") or {}
    parts = chain(
        [("speaker", record["speaker"])],
        (("source", source) for source in record["sources"]),
        ((part, event.get(part)) for part in ("actor", "recipient", "object")),
    )
    return ((part, name) for part, name in parts if name)


def _reasons_as_data(value: Any) -> Any:
    """A record of version 2 with its reasons as rules: words that were written then are what was told then."""
    match value:
        case [*items]:
            return [_reasons_as_data(item) for item in items]
        case {"weight": weight, "words": words, "claims": claims, **rest} if not rest:
            return _told(words, weight=weight, claims=claims)
        case {"span": span, "effect": words, **rest} if not rest:
            return _told(words, spans=[span])
        case {"reasons": [str(), *_] as sentences, **rest}:
            return {**_reasons_as_data(rest), "reasons": [_told(words) for words in sentences]}
        case {}:
            return {key: _reasons_as_data(item) for key, item in value.items()}
    return value


def _told(words: str, **facts: Any) -> dict[str, Any]:
    return {"rule": "told", "weight": 0.0, "facts": {"words": words}, "claims": [], "spans": [], **facts}
