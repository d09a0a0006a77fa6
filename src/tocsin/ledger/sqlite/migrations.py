"""How a case file gets to the current schema: a new file at once, an earlier one by numbered steps, each in a transaction.

A step is never changed once a version has left with it: it names what it makes and moves by itself.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, insert, select, text, update

from tocsin.errors import CaseError
from tocsin.ledger.sqlite import tables
from tocsin.ledger.sqlite.connections import give_log, read_only_uri
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
    names = ("link_ruling", "link", "proposition", "link_key", "linking", "grade", "assessment")
    tables.metadata.create_all(connection, [tables.metadata.tables[name] for name in names])


def m003_parties_figures_and_reasons_as_data(connection: Connection) -> None:
    """Names as written and parties; what figures count; documents that could not be read; reasons as rules with facts."""
    connection.execute(text("alter table party rename to party_before"))
    for index in ("ix_party_claim", "ix_party_folded"):
        connection.execute(text(f"drop index {index}"))
    tables.metadata.create_all(connection)
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
    names = ("party", "party_name", "party_basis", "posts", "party_ruling")
    tables.metadata.create_all(connection, [tables.metadata.tables[name] for name in names])
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


MIGRATIONS: tuple[Migration, ...] = (
    m002_links_grades_and_assessments,
    m003_parties_figures_and_reasons_as_data,
    m004_who_speaks_for_whom,
    m005_vectors,
    m006_standing_questions,
)
"""The first of them makes version 2."""
VERSION = len(MIGRATIONS) + 1


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


def migrate(engine: Engine, version: int) -> None:
    """Bring a case file that has an earlier version of the schema, or is empty, to the current one."""
    if version == 0:
        give_log(engine)
    while version < VERSION:
        with engine.execution_options(writes=True).begin() as connection:
            # Another process may have done the same meanwhile, so the version is looked up with the lock at hand.
            version = int(connection.execute(text("pragma user_version")).scalar_one())
            if version == VERSION:
                return
            if version == 0:
                _create(connection)
            else:
                MIGRATIONS[version - 1](connection)
            version = version + 1 if version else VERSION
            connection.execute(text(f"pragma application_id = {APPLICATION}"))
            connection.execute(text(f"pragma user_version = {version}"))


def _create(connection: Connection) -> None:
    tables.metadata.create_all(connection)
    connection.execute(
        text(
            "create virtual table words using fts5("
            "claim, sentence, context, parties, title, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    )


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
