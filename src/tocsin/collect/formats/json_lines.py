"""JSON Lines: one document a line, read as a stream."""

import json
from pathlib import PurePath

from tocsin.collect.columns import may_hold_text
from tocsin.collect.json_lines import FIELDS, lines_of, records
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.records import Records
from tocsin.collect.source import Source
from tocsin.errors import InputError


def read(source: Source) -> Pieces:
    """The document of each line: by Tocsin's own fields, or else by the form or the columns of the program that wrote it."""
    longest = source.ask.largest
    stem = PurePath(source.where).stem
    others: Records | None = None
    for number, line in enumerate(lines_of(source.stream(), longest=longest), start=1):
        if not line.strip():
            continue
        record = (
            None
            if len(line) > longest
            else _other_record(line, has_columns=bool(source.ask.columns), goes_on=others is not None)
        )
        if record is not None:
            others = others or Records(source)
            yield from others.take(record, part=f"line {number}", fallback=f"{stem}-{number}", raw=line.strip())
            continue
        for own in records([line], name=source.where, longest=longest, first=number):
            if isinstance(own, InputError):
                yield own
                continue
            named = {"name": f"{stem}-{number}", **{fact: value for fact, value in own.data.items() if value}}
            yield Found(**{"text": "", **named}, raw=own.raw, media_type="application/json", part=f"line {number}")
    if others is not None:
        yield from others.end()


def _other_record(line: bytes, *, has_columns: bool, goes_on: bool) -> dict[str, object] | None:
    """The record of a line that is not written in Tocsin's own fields."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict):
        return None
    others = record.keys() - set(FIELDS)
    if has_columns or isinstance(record.get("Event"), dict) or isinstance(record.get("properties"), dict):
        return record
    if "text" not in record:
        # Without any text it is a mistake, unless such records have come before.
        return record if others and (goes_on or may_hold_text(record)) else None
    own = record.keys() & set(FIELDS)
    return record if others and own == {"text"} and isinstance(record["text"], str) else None
