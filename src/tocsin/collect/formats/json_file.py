"""JSON files: a list of records, an object that holds one, one document, or a Telegram export; read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from tocsin.collect.formats import telegram
from tocsin.collect.json_lines import FIELDS
from tocsin.collect.json_stream import Path, Value, values
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.records import Records
from tocsin.collect.source import Source
from tocsin.errors import InputError

_LISTS = frozenset((
    "articles", "chats", "data", "documents", "entries", "events", "hits", "items", "left_chats", "messages", "posts",
    "records", "response", "results", "rows", "tweets",
))  # fmt: skip
"""Fields of the file's object whose values are records."""


def read(source: Source) -> Pieces:
    """The documents of the file."""
    found = values(source.stream(), inside=_holds_records, where=source.where, longest=source.ask.largest)
    # A Telegram export names its chat before its messages.
    first = list(_through_first_record(found))
    everything = chain(first, found)
    if telegram.is_export(first):
        yield from telegram.documents(everything, where=source.where)
    else:
        yield from _records(everything, source)


def _holds_records(path: Path) -> bool:
    if not path:
        return True
    if len(path) == 1:
        return path[0] in _LISTS
    if path[0] in ("chats", "left_chats"):
        # {"chats": {"list": [{"name": …, "messages": [{…}]}]}}
        return (len(path) == 2 and path[1] == "list") or len(path) == 3 or (len(path) == 4 and path[3] == "messages")
    return False


def _through_first_record(found: Iterator[Value]) -> Iterator[Value]:
    for one in found:
        yield one
        if isinstance(one.value, dict) and any(isinstance(step, int) for step in one.path):
            return


def _records(found: Iterator[Value], source: Source) -> Pieces:
    records = Records(source)
    single: dict[str, Any] = {}
    number = 0
    failure: InputError | None = None
    try:
        for path, value, written in found:
            if single and len(path) == 1 and isinstance(path[0], int):
                # The file holds one object behind the other, as JSON Lines do.
                number += 1
                yield from records.take(single, part=f"record {number}", fallback=f"{source.name}-{number}")
                single = {}
            if path and isinstance(path[-1], int) and isinstance(value, dict):
                number += 1
                fallback = f"{source.name}-{number}"
                own = _own(value, source, written, number)
                if own is not None:
                    yield own
                else:
                    raw = written.encode("utf-8", "replace")
                    yield from records.take(value, part=f"record {number}", fallback=fallback, raw=raw)
            elif len(path) == 1 and isinstance(path[0], str):
                single[path[0]] = value
    except InputError as error:
        # What is whole before the place where a file is cut off is taken.
        failure = error
    if number or failure is None:
        try:
            if not number:
                own = _own(single, source, None, 0)
                yield from [own] if own is not None else records.take(single, part="", fallback=source.name)
            if records.is_used:
                yield from records.end()
        except InputError as error:
            yield failure or error
            return
    if failure is not None:
        yield failure


def _own(record: dict[str, Any], source: Source, written: str | None, number: int) -> Found | None:
    """The document of a record that is written in Tocsin's own fields, as a line of JSON Lines may be."""
    own = {fact: record[fact] for fact in FIELDS if record.get(fact)}
    is_own = not source.ask.columns and "text" in own and (len(own) > 1 or own.keys() == record.keys())
    if not is_own or not all(isinstance(value, str) for value in own.values()):
        return None
    raw = written.encode("utf-8", "replace") if written is not None else None
    name = f"{source.name}-{number}" if number else source.name
    part = f"record {number}" if number else None
    return Found(**{"name": name, **own}, raw=raw, media_type="application/json", part=part)
