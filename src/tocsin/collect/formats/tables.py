"""Tables (.csv, .tsv): each row is a document; which column holds what is given, or guessed and told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from tocsin.collect.characters import encoding_of
from tocsin.collect.pieces import Pieces
from tocsin.collect.records import Records
from tocsin.collect.source import Source
from tocsin.errors import InputError

_SEPARATORS = ",;\t|"
_MOST_COLUMNS = 2_000


def read(source: Source) -> Pieces:
    """The document of each row."""
    encoding = encoding_of(source.head, name=source.where)
    stream = io.TextIOWrapper(source.stream(), encoding=encoding, errors="replace", newline="")
    csv.field_size_limit(source.ask.longest + 1)
    header = _without_nulls(stream)
    first = next(header, "")
    if not first.strip("\ufeff\r\n\t ,;"):
        raise InputError(source.where, "the table is empty")
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.reader(_rejoined(first.lstrip("\ufeff"), header), delimiter=separator)
    names = [name.strip() for name in next(rows)]
    if len(names) > _MOST_COLUMNS:
        raise InputError(source.where, f"has {len(names):,} columns; this is no table of texts")
    records = Records(source)
    number = 1
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield InputError(f"{source.where} row {number + 1}", f"cannot be read: {error}; what came before was taken")
            break
        if cells is None:
            break
        number += 1
        if any(cell.strip() for cell in cells):
            row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
            yield from records.take(row, part=f"row {number}", fallback=f"{source.name}-{number}")
    yield from records.end()


def _without_nulls(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "")


def _rejoined(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
