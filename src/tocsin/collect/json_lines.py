"""JSON Lines: one document a line, read as a stream."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from tocsin.errors import InputError

FIELDS = ("name", "text", "published", "time", "title", "url", "outlet", "language")


@dataclass(frozen=True, slots=True)
class Line:
    """One document's line: where it stands, its bytes, and its object with at least a string `text`."""

    number: int
    raw: bytes
    data: dict[str, Any]


def lines_of(stream: BinaryIO, *, longest: int) -> Iterator[bytes]:
    """The lines of a stream; of one longer than `longest` bytes only one byte more: memory has a bound."""
    while line := stream.readline(longest + 1):
        if len(line) > longest and not line.endswith(b"\n"):
            while (rest := stream.readline(longest + 1)) and not rest.endswith(b"\n"):
                pass
        yield line


def records(lines: Iterable[bytes], *, name: str, longest: int, first: int = 1) -> Iterator[Line | InputError]:
    """The documents of a JSON Lines file; a line that is none comes as the error that says why.

    Args:
        lines: The lines.
        name: What to call the file in an error.
        longest: Bytes of the longest line taken.
        first: The number of the first line.
    """
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        where = f"{name} line {number}"
        try:
            if len(line.rstrip(b"\r\n")) > longest:
                raise InputError(where, f"longer than {longest:,} bytes; split the document, or raise TOCSIN_LONGEST")
            yield Line(number, line.strip(), _record(line, where))
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
    return {field: data[field] for field in FIELDS if data.get(field) is not None}
