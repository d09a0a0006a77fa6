"""One byte of evidence or of a judgement is altered at random, again and again: `verify` must find every one.

    python benchmarks/robustness/altered.py CASE [TRIALS]

CASE is a file that is not there yet, or the address of an empty database. It is filled with documents, reviews, grades and
rulings; then in each trial one byte, letter or number of a row, or of a file of evidence, is altered past the program and put
back. The exit status is 1 if an alteration was not found, or something is found when all is put back.
"""

import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from killed import write

from tocsin.ledger.opening import open_ledger
from tocsin.ledger.sql import tables

TABLES = (tables.evidence, tables.evidence_bytes, tables.review, tables.grade, tables.ruling, tables.chain)


def main() -> int:
    """Fill, alter, verify."""
    case, trials = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    write(case)
    draw, missed, tried = random.Random(5), list[str](), Counter[str]()
    execute = in_database(case) if case.startswith("postgresql") else in_file(case)
    folder = Path(f"{case}.evidence")
    with open_ledger(case) as ledger:
        for _ in range(trials):
            if folder.is_dir() and draw.random() < 0.4:
                what, undo = alter_file(draw, folder)
            else:
                what, undo = alter_row(draw, execute)
            tried[what] += 1
            if not ledger.flaws():
                missed.append(what)
            undo()
        left = [str(flaw) for flaw in ledger.flaws()]
    print(
        f"{tried.total()} alterations in {len(tried)} places, {len(missed)} not found: {sorted(set(missed))}",
        *left,
        sep="\n",
    )
    return int(bool(missed or left))


Execute = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]


def in_file(case: str) -> Execute:
    """Statements past the program, in a case file."""

    def execute(statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(case, timeout=30)) as connection, connection:
            return connection.execute(statement.replace("%s", "?"), values).fetchall()

    return execute


def in_database(case: str) -> Execute:
    """The same in a database."""

    def execute(statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with psycopg.connect(case, autocommit=True) as connection:
            connection.execute("set session_replication_role = replica")
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    return execute


def alter_file(draw: random.Random, folder: Path) -> tuple[str, Callable[[], object]]:
    """Another byte in a file of evidence."""
    path = draw.choice(sorted(one for one in folder.rglob("*") if one.is_file()))
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(altered(draw, whole))

    def undo() -> None:
        path.write_bytes(whole)
        path.chmod(0o400)

    return "a file of evidence", undo


def alter_row(draw: random.Random, execute: Execute) -> tuple[str, Callable[[], object]]:
    """Another byte, letter or number in a row."""
    while True:
        table = draw.choice(TABLES)
        (key,) = (column.name for column in table.primary_key)
        column = draw.choice([one.name for one in table.columns if one.name != key])
        rows = execute(f'select "{key}", "{column}" from {table.name} where "{column}" is not null', ())
        if not rows:
            continue
        number, value = draw.choice(rows)
        change = f'update {table.name} set "{column}" = %s where "{key}" = %s'
        other = altered(draw, value)
        if other == value:
            continue
        execute(change, (other, number))
        return f"{table.name}.{column}", partial(execute, change, (value, number))


def altered(draw: random.Random, value: Any) -> Any:
    """A value with one byte, letter or figure that is another."""
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, bytes):
        at = draw.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << draw.randrange(8)]) + value[at + 1 :]
    if isinstance(value, str) and value:
        at = draw.randrange(len(value))
        other = draw.choice("0123456789") if value[at].isdigit() else chr(ord(value[at]) ^ 1)
        return value[:at] + other + value[at + 1 :]
    if isinstance(value, int):
        return value + 1
    return value if isinstance(value, str) else value.replace(microsecond=(value.microsecond + 1) % 1_000_000)


if __name__ == "__main__":
    sys.exit(main())
