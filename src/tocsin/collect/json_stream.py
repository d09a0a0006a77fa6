"""A JSON file as a stream: the values inside chosen objects and lists one after the other, in memory that does not grow.

A file that is cut off gives all values that are whole, and then the error that says so.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NamedTuple

from tocsin.errors import InputError

_CHUNK = 1 << 16
_SPACE = " \t\r\n\ufeff"

Path = tuple[str | int, ...]


class Value(NamedTuple):
    """One value: where it stands in the file's object, the value itself, and its characters as they stand."""

    path: Path
    value: Any
    written: str


def values(stream: BinaryIO, *, inside: Callable[[Path], bool], where: str, longest: int) -> Iterator[Value]:
    """The values of a JSON file, in order.

    Args:
        stream: The file.
        inside: Whether the values inside the object or list at a path come one by one, and not as one value.
        where: What to call the file in an error.
        longest: Characters of the longest value taken.

    Raises:
        InputError: The file is no JSON, is cut off, or has a value that is too long.
    """
    yield from _Reader(stream, inside, where, longest).read()


class _Reader:
    """Walks through the text of a file, of which it holds what is not done with."""

    def __init__(self, stream: BinaryIO, inside: Callable[[Path], bool], where: str, longest: int) -> None:
        self._stream = stream
        self._inside = inside
        self._where = where
        self._longest = longest
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._ended = False
        head = stream.read(4)
        encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        self._characters = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._text = self._characters.decode(head)

    def read(self) -> Iterator[Value]:
        if not self._peek():
            raise InputError(self._where, "the file is empty")
        yield from self._value(())
        number = 0
        while self._peek():
            # Some programs write one object behind the other; these come whole.
            number += 1
            yield self._whole((number,))

    def _value(self, path: Path) -> Iterator[Value]:
        opening = self._peek()
        if opening in ("{", "[") and self._inside(path):
            self._at += 1
            yield from self._members(path) if opening == "{" else self._items(path)
        else:
            yield self._whole(path)

    def _members(self, path: Path) -> Iterator[Value]:
        while (char := self._peek()) != "}":
            if char == ",":
                self._at += 1
                continue
            key = self._whole(path).value if char == '"' else None
            if not isinstance(key, str) or self._peek() != ":":
                raise self._broken()
            self._at += 1
            yield from self._value((*path, key))
        self._at += 1

    def _items(self, path: Path) -> Iterator[Value]:
        number = 0
        while (char := self._peek()) != "]":
            if char == ",":
                self._at += 1
                continue
            if not char:
                raise self._broken()
            yield from self._value((*path, number))
            number += 1
        self._at += 1

    def _whole(self, path: Path) -> Value:
        """The next value, however much of the file has to be read for it."""
        wanted = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise InputError(self._where, "it is nested too deeply to be read") from error
            except ValueError:
                end = -1
            # A number may go on behind what has been read.
            if end >= 0 and (end < len(self._text) or self._ended):
                found = Value(path, value, self._text[self._at : end])
                self._at = end
                return found
            held = len(self._text) - self._at
            if self._ended:
                raise self._broken()
            if held > self._longest:
                raise InputError(
                    self._where, f"it holds a value of more than {self._longest:,} characters, or is no JSON"
                )
            # Twice as much each time: a value is tried only so often.
            while len(self._text) - self._at < held + wanted and self._more():
                pass
            wanted *= 2

    def _peek(self) -> str:
        """The next sign that is no space; "" at the end of the file."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def _more(self) -> bool:
        if self._ended:
            return False
        part = self._stream.read(_CHUNK)
        self._ended = not part
        self._text = self._text[self._at :] + self._characters.decode(part, final=not part)
        self._at = 0
        return True

    def _broken(self) -> InputError:
        near = " ".join(self._text[self._at : self._at + 40].split())
        if self._ended and not near.strip("]},"):
            return InputError(self._where, "the file is cut off; what came before the cut was taken")
        at = f"near {near!r}" if near else "at its end"
        return InputError(self._where, f"this is not JSON, or is cut off, {at}; what came before was taken")
