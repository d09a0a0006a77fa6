"""A whole case as files that other programs can read, and back: JSON Lines, or a folder of Parquet files.

The first line of JSON Lines tells the version of the form, and the kinds of all columns; each other line is
`{"table": …, "row": {…}}`. Moments and days are ISO 8601, bytes are base64. In Parquet each table is a file with typed
columns.
Both hold all rows, those of earlier moments and the chain too, and give the same case back.
"""

import base64
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from tocsin.engine.whole_files import make_folder
from tocsin.errors import CaseError, InputError
from tocsin.ledger.port import StoredForm, StoredRow

FORM = 1
"""The version of the form of an export."""
_FORM, _SCHEMA, _TABLES = "tocsin_export", "schema", "tables"
_AT_ONCE = 2_000
_OWNER_ONLY = 0o600
_READ: Mapping[str, tuple[type | tuple[type, ...], Callable[[Any], Any]]] = {
    "text": (str, str), "integer": (int, int), "number": ((int, float), float), "day": (str, date.fromisoformat),
    "moment": (str, datetime.fromisoformat), "bytes": (str, lambda text: base64.b64decode(text, validate=True)),
}  # fmt: skip
"""How a value of each kind stands in JSON, and what makes it of that."""


def write_lines(path: Path, form: StoredForm, rows: Iterable[StoredRow]) -> int:
    """Write a case as JSON Lines, whole or not at all.

    Returns:
        How many rows were written.

    Raises:
        InputError: It cannot be written, or is there already.
    """
    if path.exists():
        raise InputError(str(path), "is there already and is left as it is; name another file")
    unfinished = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    number = 0
    try:
        with open(
            os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, _OWNER_ONLY), "w", encoding="utf-8"
        ) as file:
            header = {_FORM: FORM, _SCHEMA: form.schema, _TABLES: form.tables}
            file.write(_json(header) + "\n")
            for row in rows:
                values = {name: _plain(value) for name, value in row.values.items()}
                file.write(_json({"table": row.table, "row": values}) + "\n")
                number += 1
        unfinished.replace(path)
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}; name another file") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return number


def read_lines(path: Path, form: StoredForm) -> Iterator[StoredRow]:
    """The rows of a case in JSON Lines.

    Raises:
        InputError: The file cannot be read, or a line is no row of this version; the message tells which.
    """
    try:
        with path.open(encoding="utf-8") as file:
            lines = enumerate(file, start=1)
            _check_header(str(path), _object(str(path), *next(lines, (1, ""))), form)
            for number, line in lines:
                yield _row(f"{path}, line {number}", _object(str(path), number, line), form)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(str(path), f"cannot be read: {why}") from error


def write_parquet(folder: Path, form: StoredForm, rows: Iterable[StoredRow]) -> int:
    """Write a case as a folder with a Parquet file for each table.

    Returns:
        How many rows were written.

    Raises:
        InputError: The folder holds files already, or cannot be written.
        CaseError: The extra is not installed.
    """
    arrow, parquet = _pyarrow()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(str(folder), "is there already and is left as it is; name a new folder")
    make_folder(folder)
    number = 0
    marks = {_FORM: str(FORM), _SCHEMA: str(form.schema)}
    try:
        left = groupby(rows, key=lambda row: row.table)
        coming = next(left, None)
        for table, kinds in form.tables.items():
            schema = arrow.schema([(name, _arrow_type(arrow, kind)) for name, kind in kinds.items()], metadata=marks)
            with parquet.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd") as writer:
                if coming is None or coming[0] != table:
                    continue
                while some := [dict(row.values) for row in islice(coming[1], _AT_ONCE)]:
                    writer.write_table(arrow.Table.from_pylist(some, schema=schema))
                    number += len(some)
                coming = next(left, None)
    except OSError as error:
        raise InputError(str(folder), f"cannot be written: {error.strerror or error}; name another folder") from error
    return number


def read_parquet(folder: Path, form: StoredForm) -> Iterator[StoredRow]:
    """The rows of a case in a folder of Parquet files, in the order in which they can be entered.

    Raises:
        InputError: A file cannot be read, or holds no table of this version.
        CaseError: The extra is not installed.
    """
    arrow, parquet = _pyarrow()
    files = {file.stem: file for file in sorted(folder.glob("*.parquet"))}
    if not files:
        raise InputError(str(folder), "holds no Parquet file; name a folder that `tocsin export` wrote")
    if unknown := files.keys() - form.tables.keys():
        raise InputError(str(files[min(unknown)]), "is no table of a case of this version of Tocsin")
    for table in form.tables:
        if table not in files:
            raise InputError(str(folder), f"lacks {table}.parquet; name a folder that `tocsin export` wrote")
        try:
            with parquet.ParquetFile(files[table]) as file:
                marks = {key.decode(): value.decode() for key, value in (file.schema_arrow.metadata or {}).items()}
                _check_version(str(files[table]), marks.get(_FORM), marks.get(_SCHEMA), form)
                if file.schema_arrow.names != list(form.tables[table]):
                    raise InputError(str(files[table]), f"its columns are not those of the table {table}")
                for batch in file.iter_batches(batch_size=_AT_ONCE):
                    yield from (StoredRow(table, values) for values in batch.to_pylist())
        except (OSError, arrow.ArrowException) as error:
            raise InputError(str(files[table]), f"cannot be read: {str(error).splitlines()[0]}") from error


def _check_header(name: str, header: Mapping[str, Any], form: StoredForm) -> None:
    _check_version(name, header.get(_FORM), header.get(_SCHEMA), form)
    if header.get(_TABLES) != {table: dict(kinds) for table, kinds in form.tables.items()}:
        raise InputError(name, "its tables are not those of this version of Tocsin")


def _check_version(name: str, written: object, schema: object, form: StoredForm) -> None:
    if str(written) != str(FORM):
        raise InputError(name, "is no export of a case by `tocsin export`")
    if str(schema) != str(form.schema):
        raise InputError(
            name, f"is of schema {schema}, this version of Tocsin reads {form.schema}; export the case again with it"
        )


def _object(name: str, number: int, line: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise InputError(f"{name}, line {number}", "is no JSON object; the file was cut off or is no export of a case")
    return found


def _row(name: str, line: Mapping[str, Any], form: StoredForm) -> StoredRow:
    table, row = line.get("table"), line.get("row")
    kinds = form.tables.get(table) if isinstance(table, str) else None
    if not isinstance(table, str) or kinds is None or not isinstance(row, dict) or row.keys() != kinds.keys():
        raise InputError(name, "is no row of a table of this version of Tocsin")
    return StoredRow(table, {column: _value(name, column, row[column], kind) for column, kind in kinds.items()})


def _value(name: str, column: str, value: Any, kind: str) -> Any:
    if value is None:
        return None
    types, made = _READ[kind]
    try:
        if isinstance(value, types) and not isinstance(value, bool):
            return made(value)
    except (ValueError, OverflowError):
        pass
    raise InputError(name, f"{column} is no {kind}")


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _json(record: Any) -> str:
    # Half a character, which a text may hold, is written as it is escaped.
    return json.dumps(record, ensure_ascii=True, separators=(",", ":"))


def _arrow_type(arrow: Any, kind: str) -> Any:
    return {
        "text": arrow.large_string(), "integer": arrow.int64(), "number": arrow.float64(), "day": arrow.date32(),
        "moment": arrow.timestamp("us"), "bytes": arrow.large_binary(),
    }[kind]  # fmt: skip


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise CaseError("Parquet needs the extra “parquet”: pip install 'tocsin[parquet]'") from error
    return pyarrow, pyarrow.parquet
