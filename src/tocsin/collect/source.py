"""One file as a format sees it: its bytes as a stream, its beginning, its name, and what the caller asked for."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from tocsin.errors import InputError

_HEAD = 8192
"""Bytes of the beginning by which a kind is told."""
_IN_MEMORY = 32_000_000
"""Bytes of a file inside a file that are held in memory; a larger one is put into a temporary file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What the caller asked for.

    Attributes:
        longest: Characters of the longest document taken.
        largest: Bytes of the largest file that is read whole.
        columns: Which column of a table, or field of a record, holds a fact: `{"text": "body"}`.
    """

    longest: int
    largest: int
    columns: Mapping[str, str] = field(default_factory=dict)


class Source:
    """The bytes of one file, read once.

    Args:
        stream: The bytes.
        where: What the file was given as, for errors.
        name: The name of a document that has none itself.
        ask: What the caller asked for.
        waits: Whether the stream may take long to give more, as a pipe does: then its beginning is not read ahead.
    """

    def __init__(self, stream: BinaryIO, *, where: str, name: str, ask: Ask, waits: bool = False) -> None:
        self.where = where
        self.name = name
        self.ask = ask
        self._stream = stream
        self._head = b"" if waits else _read_up_to(stream, _HEAD)

    @property
    def size(self) -> int | None:
        """How many bytes the file has; None where they cannot be counted without being read."""
        if not self._stream.seekable():
            return None
        self._stream.seek(0, io.SEEK_END)
        size = self._stream.tell()
        self._stream.seek(0)
        return size

    @property
    def head(self) -> bytes:
        """The first bytes of the file."""
        return self._head

    def stream(self) -> BinaryIO:
        """All bytes of the file as a stream that can be read once."""
        if self._stream.seekable():
            self._stream.seek(0)
            return self._stream
        if not self._head:
            return self._stream
        return io.BufferedReader(_Joined(self._head, self._stream))

    def whole(self, limit: int | None = None) -> bytes:
        """All bytes of the file.

        Raises:
            InputError: There are more than the limit, by default what the caller allows.
        """
        limit = self.ask.largest if limit is None else limit
        raw = _read_up_to(self.stream(), limit + 1)
        if len(raw) > limit:
            raise InputError(self.where, f"larger than {limit:,} bytes; split it, or raise TOCSIN_LONGEST")
        return raw

    def seekable(self, limit: int) -> BinaryIO:
        """The bytes as a stream in which one can go back, for formats that begin to be read at their end.

        Raises:
            InputError: There are more bytes than the limit.
        """
        if self._stream.seekable():
            self._stream.seek(0)
            return self._stream
        spooled = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed with the last reference
        shutil.copyfileobj(_Bounded(self.stream(), limit, self.where), spooled)
        spooled.seek(0)
        return spooled  # type: ignore[return-value]


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the rest of their stream behind them."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        part = self._head[:size] or self._rest.read(size)
        self._head = self._head[size:]
        buffer[: len(part)] = part
        return len(part)


class _Bounded:
    """A stream that refuses to give more bytes than a limit."""

    def __init__(self, stream: BinaryIO, limit: int, where: str) -> None:
        self._stream = stream
        self._left = limit
        self._where = where

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read(size)
        self._left -= len(part)
        if self._left < 0:
            raise InputError(self._where, "larger than an archive may be; unpack it and add its files")
        return part


def _read_up_to(stream: BinaryIO, size: int) -> bytes:
    """The next bytes, as many as there are up to a size: a pipe may give them in parts."""
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
