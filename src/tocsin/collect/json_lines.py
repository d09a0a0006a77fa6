"""JSON Lines: one document a line, read as a stream."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tocsin.errors import InputError

FIELDS = ("name", "text", "published", "title", "url", "outlet", "language")


def records(lines: Iterable[bytes], *, name: str) -> Iterator[tuple[bytes, dict[str, Any]] | InputError]:
    """The documents of a JSON Lines file; a line that is none comes as the error that says why.

    Yields:
        The line's bytes, and its object with at least a string `text`.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name} line {number}"
        try:
            yield line.strip(), _record(line, where)
        except InputError as error:
            yield error


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"this is not JSON: {str(error)[:120]}") from error
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise InputError(where, 'a line must be an object with a "text"')
    for field in FIELDS:
        if data.get(field) is not None and not isinstance(data[field], str):
            raise InputError(where, f"{field!r} must be a string or null")
    return data
