"""The vectors of a case in a file that is mapped into memory: a question reads the few pages of it that it needs.

The file holds nothing that the case does not hold. It is kept where readings are kept, under a hash of the case's name, and
is used only if a sample of it is what the case holds in these rows; otherwise, or where it cannot be read, it is made again.
It is never changed: vectors that come later are read from the case, until they are so many that the file is made again.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.engine.columns import Column
from tocsin.engine.recall import cache_folder
from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import InputError
from tocsin.ledger.opening import MEMORY
from tocsin.settings import Settings

_FORM = "tocsin vectors 1"
_HEAD = 512
"""Bytes before the numbers."""
_EVEN = 64
"""What the place of each column is a multiple of."""
_LEAST, _SHARE = 5_000, 0.05
"""Vectors, and their share of those in the file, from which on it is worth while to write it again."""
_MOST = 8
"""Files that are kept at most; those that were not used for longest go first."""
_AT_ONCE = 1 << 24
"""Bytes that are written at a time."""


class VectorColumns(NamedTuple):
    """What is known of the claims that have a vector, in the order of their rows.

    Attributes:
        rows: The row of each claim, int64.
        readings: The number of its reading, int64.
        lengths: The length of its vector, float32.
        vectors: The vector, in one byte a number.
        signs: Its signs, 64 in a number, in as many columns as that takes.
    """

    rows: Column
    readings: Column
    lengths: Column
    vectors: Column
    signs: tuple[Column, ...]

    @classmethod
    def empty(cls, size: int) -> "VectorColumns":
        """None yet; `size` is how many numbers a vector has."""
        return cls._of([np.zeros(shape, kind) for kind, shape in _forms(size, 0)])

    @classmethod
    def _of(cls, arrays: Sequence[NDArray[Any]]) -> "VectorColumns":
        rows, readings, lengths, vectors, *signs = map(Column, arrays)
        return cls(rows, readings, lengths, vectors, tuple(signs))

    def columns(self) -> Iterator[Column]:
        """All columns, in the order in which a file holds them."""
        yield from (self.rows, self.readings, self.lengths, self.vectors, *self.signs)


class KeptVectors:
    """The file of one case and one model."""

    def __init__(self, path: Path, *, model: str, size: int) -> None:
        """Name the file, and what its vectors must be."""
        self._path, self._model, self._size = path, model, size
        self._kept = 0

    def load(self) -> VectorColumns | None:
        """What the file holds, mapped into memory; None where there is none of this form."""
        if not self._path.is_file():
            return None
        try:
            with self._path.open("rb") as file:
                head = json.loads(file.read(_HEAD))
            count = head["count"]
            if (
                type(count) is not int
                or head != self._head(count)
                or self._path.stat().st_size != self._places(count)[-1]
            ):
                return None
            mapped = np.memmap(self._path, np.uint8, mode="r")
            os.utime(self._path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        arrays = []
        for (kind, shape), place in zip(_forms(self._size, count), self._places(count), strict=False):
            taken = int(np.prod(shape)) * np.dtype(kind).itemsize
            arrays.append(mapped[place : place + taken].view(kind).reshape(shape))
        self._kept = count
        return VectorColumns._of(arrays)

    def refuse(self) -> None:
        """What was loaded is not what the case holds: the file is to be written again."""
        self._kept = 0

    def keep(self, columns: VectorColumns) -> None:
        """Write the file again, if that is worth while; where it cannot be written, nothing is lost but time."""
        count = len(columns.rows)
        if count - self._kept < max(_LEAST, _SHARE * self._kept):
            return
        if self._path.is_symlink() or (self._path.exists() and not self._path.is_file()):
            # Somebody put something else in its place: a pipe would never end.
            return
        with suppress(OSError, InputError):
            make_folder(self._path.parent)
            # Nobody but the owner may look into it, from the first file on.
            if os.name == "posix":
                self._path.parent.chmod(0o700)
            write_whole(self._path, self._written(columns, count))
            there = sorted(self._path.parent.glob("*.vectors"), key=lambda path: path.lstat().st_mtime)
            for path in there[:-_MOST]:
                path.unlink()
            self._kept = count

    def _written(self, columns: VectorColumns, count: int) -> Iterator[bytes | memoryview]:
        yield json.dumps(self._head(count)).encode().ljust(_HEAD)
        at = _HEAD
        for column, place in zip(columns.columns(), self._places(count), strict=False):
            yield bytes(place - at)
            for part in column.parts:
                raw = np.ascontiguousarray(part).reshape(-1).view(np.uint8).data
                for start in range(0, len(raw), _AT_ONCE):
                    yield raw[start : start + _AT_ONCE]
            at = place + sum(part.nbytes for part in column.parts)
        yield bytes(self._places(count)[-1] - at)

    def _head(self, count: int) -> dict[str, Any]:
        return {"form": _FORM, "model": self._model, "size": self._size, "count": count}

    def _places(self, count: int) -> list[int]:
        """Where each column begins, and the length of the file."""
        places = [_HEAD]
        for kind, shape in _forms(self._size, count):
            end = places[-1] + int(np.prod(shape)) * np.dtype(kind).itemsize
            places.append(-(-end // _EVEN) * _EVEN)
        return places


def kept_vectors(case: str, *, model: str, size: int, settings: Settings) -> KeptVectors | None:
    """The file that keeps the vectors of a case; None where nothing is to be kept, or the case is in memory.

    Args:
        case: The file or the address of the case.
        model: What made the vectors.
        size: How many numbers a vector has.
        settings: Where it is kept.
    """
    if not settings.cache_megabytes or case == MEMORY:
        return None
    where = os.path.realpath(case) if os.path.exists(case) else case
    name = sha256(f"{where}\0{model}".encode("utf-8", "replace")).hexdigest()[:32]
    return KeptVectors(_folder(settings) / f"{name}.vectors", model=model, size=size)


def clear_kept_vectors(settings: Settings) -> None:
    """Throw away the vectors that are kept of all cases."""
    for path in _folder(settings).glob("*.vectors"):
        with suppress(OSError):
            path.unlink()


def held_by_kept_vectors(settings: Settings) -> int:
    """How many bytes the vectors take that are kept of all cases."""
    return sum(path.lstat().st_size for path in _folder(settings).glob("*.vectors"))


def _folder(settings: Settings) -> Path:
    return cache_folder(settings) / "vectors"


def _forms(size: int, count: int) -> list[tuple[type[np.generic], tuple[int, ...]]]:
    """The kinds of numbers in each column, and its shape."""
    signs = [(np.uint64, (count,))] * ((size + 63) // 64)
    return [(np.int64, (count,)), (np.int64, (count,)), (np.float32, (count,)), (np.int8, (count, size)), *signs]
