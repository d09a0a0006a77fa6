"""Spreadsheets (.xlsx): each row of each sheet is a document. Values are read as they were last computed; nothing is run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module
from typing import Any

from tocsin.collect.pieces import Pieces
from tocsin.collect.records import Records
from tocsin.collect.source import Source
from tocsin.collect.zipped import LARGEST, Package
from tocsin.errors import InputError

_MOST_COLUMNS = 2_000
_FEWEST_HEADS = 2
"""Named columns of a row that can be the head of a table."""


def read(source: Source) -> Pieces:
    """The rows of all sheets that hold a text."""
    stream = source.seekable(source.ask.largest)
    package = Package(source)
    if not any(name.startswith("xl/") for name in package.names):
        raise InputError(source.where, "this is no spreadsheet")
    if package.unpacked > LARGEST * 4:
        raise InputError(source.where, f"unpacks to more than {LARGEST * 4:,} bytes and is not read")
    stream.seek(0)
    openpyxl: Any = import_module("openpyxl")
    problems: list[InputError] = []
    sheets = 0
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            try:
                yield from _sheet(sheet, source)
                sheets += 1
            except InputError as error:
                problems.append(error)
    except (InputError, MemoryError, RecursionError):
        raise
    except Exception as error:
        # Its reader trusts the file, and stumbles over whatever is damaged.
        raise InputError(source.where, "the file is cut off or damaged: its sheets cannot be read") from error
    if not sheets:
        raise problems[0] if problems else InputError(source.where, "the spreadsheet is empty")


def _sheet(sheet: Any, source: Source) -> Pieces:
    records = Records(source)
    names: Sequence[str] = ()
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), start=1):
        values = [_written(cell) for cell in cells]
        if not any(values):
            continue
        if not names:
            # Above the head of a table there may be a title.
            if sum(map(bool, values)) >= _FEWEST_HEADS or len(values) == 1:
                names = values
            continue
        row = {name: value for name, value in zip(names, values, strict=False) if name}
        if any(row.values()):
            part = f"sheet {sheet.title} row {number}"
            yield from records.take(row, part=part, fallback=f"{source.name}-{sheet.title}-{number}")
    yield from records.end()


def _written(cell: object) -> str:
    """A cell as text: days as ISO 8601, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
