"""Files of pairs, one a line, each with an id: lines in, rows out, failures as values."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from tocsin.collect.json_lines import lines_of
from tocsin.errors import InputError

_BYTES = 4
"""Bytes that a character has at most."""
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of such a file: where it stands, its id, and its object."""

    where: str
    id: str | int
    data: dict[str, Any]


@contextmanager
def opened(path: str | Path, stdin: BinaryIO | None) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file for reading, or take standard input for `-`; gives the stream and what to call it.

    Raises:
        InputError: It cannot be read.
    """
    if str(path) == "-":
        if stdin is None:
            raise InputError("stdin", "there is no standard input")
        yield stdin, "stdin"
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115  closed below; only opening it is ours to explain
    except (OSError, ValueError) as error:
        raise InputError(str(path), getattr(error, "strerror", None) or str(error)) from error
    with stream:
        yield stream, str(path)


def rows_of(
    stream: BinaryIO,
    *,
    name: str,
    longest: int,
    make: Callable[[Row], _Made],
    number: Callable[[str], Any] = float,
) -> Iterator[_Made | InputError]:
    """What is made of the lines of a stream, in order; a line of which nothing can be made comes as its error.

    Args:
        stream: JSON Lines in UTF-8; empty lines are passed over.
        name: What to call it.
        longest: Characters that a line may have.
        make: What makes something of a row; it may raise InputError.
        number: What makes a number of one that is no whole number.
    """
    for place, line in enumerate(lines_of(stream, longest=_BYTES * longest), start=1):
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            try:
                yield make(_row(line, f"{name} line {place}", number))
            except InputError as error:
                yield error


def _row(line: bytes, where: str, number: Callable[[str], Any]) -> Row:
    try:
        data = json.loads(line.decode("utf-8-sig"), parse_float=number)
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"this is not JSON: {str(error)[:120]}") from error
    if not isinstance(data, dict) or "id" not in data:
        raise InputError(where, 'a line must be an object with an "id"')
    if not isinstance(data["id"], (str, int)):
        raise InputError(where, 'the "id" must be a string or a whole number')
    return Row(where, data["id"], data)
