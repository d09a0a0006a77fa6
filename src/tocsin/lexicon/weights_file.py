"""A file of trained weights: arrays, and a description of them in JSON, in one `.npz`."""

import json
import math
import struct
from collections.abc import Callable, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from tocsin.errors import LexiconError

Array = NDArray[np.float32]
_Weights = TypeVar("_Weights")


def load(path: Path, what: str, make: Callable[[dict[str, Any], dict[str, Any]], _Weights]) -> _Weights:
    """What `make` makes of the description and of the arrays by name: whole numbers as they are, others in float32.

    Raises:
        LexiconError: The file cannot be read; `what` it should be is in the message.
    """
    try:
        arrays = _arrays(path)
        about = json.loads(bytes(arrays.pop("about")).decode("utf-8"))
        return make(about, {name: _wide(array) for name, array in arrays.items()})
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise LexiconError(f"{path}: not the weights of a {what} ({error}); install Tocsin again") from error


def load_where_given(
    path: Path, what: str, make: Callable[[dict[str, Any], dict[str, Any]], _Weights]
) -> _Weights | None:
    """The same; None where a language has no such file."""
    return load(path, what, make) if path.is_file() else None


def _arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a file by their names; bytes that are not compressed stay in it until they are looked at."""
    with path.open("rb") as file, ZipFile(file) as members:
        held = mmap(file.fileno(), 0, access=ACCESS_READ)
        return {member.filename.removesuffix(".npy"): _array(members, member, held) for member in members.infolist()}


def _array(members: ZipFile, member: ZipInfo, held: mmap) -> NDArray[Any]:
    with members.open(member) as stream:
        if member.compress_type == ZIP_STORED and npy.read_magic(stream) == (1, 0):
            shape, in_columns, dtype = npy.read_array_header_1_0(stream)
            if dtype.itemsize == 1 and not in_columns:
                # In the file stand a header of fixed size, the member's name and a field of its own before it.
                name, own = struct.unpack_from("<HH", held, member.header_offset + 26)
                begin = member.header_offset + 30 + name + own + stream.tell()
                found: NDArray[Any] = np.frombuffer(held, dtype, math.prod(shape), begin).reshape(shape)
                return found
    with members.open(member) as stream:
        read: NDArray[Any] = npy.read_array(stream, allow_pickle=False)
        return read


def _wide(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array, dtype=np.float32 if array.dtype.kind == "f" else array.dtype)


def save(path: Path, arrays: Mapping[str, Any], about: Mapping[str, Any]) -> Path:
    """Write arrays in half precision, which halves the file and changes no result."""
    packed: dict[str, Any] = {name: np.asarray(array, dtype=np.float16) for name, array in sorted(arrays.items())}
    packed["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False, sort_keys=True).encode("utf-8"), np.uint8)
    np.savez_compressed(path, **packed)
    return path
