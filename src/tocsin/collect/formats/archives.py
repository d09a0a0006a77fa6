"""Archives (.zip, .tar, also compressed) and single compressed files: the files of a known kind inside, one after the other.

Nothing is unpacked to a path: a member's name is a name only. The number of members, their size and the size of all together
are limited, by what is really unpacked and not by what the archive says.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO

from tocsin.collect.kinds import is_known
from tocsin.collect.pieces import Nested, Pieces, Remark
from tocsin.collect.source import Source
from tocsin.collect.zipped import BROKEN
from tocsin.errors import InputError

MOST_MEMBERS = 1_000_000
MOST_BYTES = 20_000_000_000
"""Bytes that all members of one archive may have together."""
RATIO = 200
"""How many times larger than the archive its members may be together; text is packed to a tenth, a bomb to a thousandth."""
_FREE = 100_000_000
"""Bytes that are unpacked whatever the ratio."""
_PACKED: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_TAR_HEAD = 512
"""Bytes by which a tar file is told."""
_BROKEN_TAR = (tarfile.TarError, EOFError, OSError, lzma.LZMAError, ValueError)


def read(source: Source) -> Pieces:
    """The files inside."""
    if source.head.startswith(b"PK"):
        yield from _zip(source)
        return
    budget = Budget(source.where, source.size)
    unpack = next((unpack for sign, unpack in _PACKED.items() if source.head.startswith(sign)), None)
    if unpack is None:
        yield from _tar(source.stream(), budget, counts=True)
        return
    stream = budget.of(unpack(source.stream()))
    if stream.peek(_TAR_HEAD)[257:262] == b"ustar":
        yield from _tar(stream, budget, counts=False)
    else:
        name = PurePosixPath(source.where.rpartition(" > ")[2]).name
        yield Nested(name=name.rpartition(".")[0] or name, stream=stream)


class Budget:
    """How many bytes one archive may still unpack, and whether its reading was broken off inside one of its files.

    Args:
        where: What to call the archive in an error.
        size: Its own bytes; None where they cannot be told.
    """

    def __init__(self, where: str, size: int | None) -> None:
        self.where = where
        self.left = MOST_BYTES if size is None else min(MOST_BYTES, _FREE + RATIO * size)
        self.member = ""
        self.broke_in_member = False

    def of(self, stream: IO[bytes], *, size: int | None = None, counts: bool = True) -> Any:
        """A stream of what is unpacked.

        Args:
            stream: What unpacks.
            size: How many bytes must come.
            counts: Whether its bytes are taken from the budget.
        """
        return io.BufferedReader(_Counted(stream, self, size, counts))

    def error(self, problem: str) -> InputError:
        """The error that reading breaks off with; of the file that is being read, else of the archive."""
        self.broke_in_member |= bool(self.member)
        return InputError(f"{self.where} > {self.member}" if self.member else self.where, problem)


class _Counted(io.RawIOBase):
    def __init__(self, stream: IO[bytes], budget: Budget, size: int | None, counts: bool) -> None:
        self._stream = stream
        self._budget = budget
        self._missing = size
        self._counts = counts

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            part = self._stream.read(len(buffer))
        except (*BROKEN, lzma.LZMAError, tarfile.TarError) as error:
            raise self._budget.error("is cut off or damaged: it cannot be unpacked") from error
        if self._missing is not None:
            self._missing -= len(part)
            if not part and self._missing > 0:
                raise self._budget.error("is cut off or damaged: it cannot be unpacked")
        if self._counts:
            self._budget.left -= len(part)
        if self._budget.left < 0:
            raise self._budget.error("unpacks to far more than a text archive does, and is not read further")
        buffer[: len(part)] = part
        return len(part)


def _zip(source: Source) -> Pieces:
    stream = source.seekable(MOST_BYTES)
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        raise InputError(source.where, "the archive is cut off or damaged: it has no list of its files") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise InputError(source.where, f"holds {len(members):,} files, more than {MOST_MEMBERS:,}")
    budget = Budget(source.where, source.size)
    unknown = 0
    for info in members:
        name = info.filename
        if info.is_dir() or _is_hidden(name):
            continue
        if not is_known(name):
            unknown += 1
            continue
        if info.flag_bits & 1:
            yield InputError(f"{source.where} > {name}", "is protected by a password; unpack it and add the files")
            continue
        try:
            member = archive.open(info)
        except BROKEN:
            yield InputError(f"{source.where} > {name}", "is damaged: it cannot be unpacked")
            continue
        budget.member = name
        with member:
            yield Nested(name=name, stream=budget.of(member))
        budget.member = ""
        if budget.left < 0:
            return
    if unknown:
        yield Remark(f"{unknown} files of other kinds left out")


def _tar(stream: BinaryIO, budget: Budget, *, counts: bool) -> Pieces:
    unknown = number = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, info in enumerate(archive, start=1):
                if number > MOST_MEMBERS:
                    raise InputError(budget.where, f"holds more than {MOST_MEMBERS:,} files")
                # Links, devices and the like are no documents, and lead anywhere.
                if not info.isfile() or _is_hidden(info.name):
                    continue
                if not is_known(info.name):
                    unknown += 1
                    continue
                member = archive.extractfile(info)
                if member is not None:
                    budget.member = info.name
                    yield Nested(name=info.name, stream=budget.of(member, size=info.size, counts=counts))
                    budget.member = ""
    except (*_BROKEN_TAR, InputError) as error:
        # What broke off inside a file was told of that file.
        if budget.broke_in_member:
            return
        if isinstance(error, InputError):
            raise
        raise budget.error("the archive is cut off or damaged; the files before that place were taken") from error
    if unknown:
        yield Remark(f"{unknown} files of other kinds left out")


def _is_hidden(name: str) -> bool:
    return any(
        (part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(name).parts
    )
