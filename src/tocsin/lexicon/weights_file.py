"""A file of trained weights: arrays, and a description of them in JSON, in one `.npz`."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile

import numpy as np
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
        with np.load(path, allow_pickle=False) as file:
            about = json.loads(bytes(file["about"]).decode("utf-8"))
            arrays = {name: file[name] for name in file.files if name != "about"}
        return make(about, {name: _wide(array) for name, array in arrays.items()})
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise LexiconError(f"{path}: not the weights of a {what} ({error}); install Tocsin again") from error


def load_where_given(
    path: Path, what: str, make: Callable[[dict[str, Any], dict[str, Any]], _Weights]
) -> _Weights | None:
    """The same; None where a language has no such file."""
    return load(path, what, make) if path.is_file() else None


def _wide(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array, dtype=np.float32 if array.dtype.kind == "f" else array.dtype)


def save(path: Path, arrays: Mapping[str, Any], about: Mapping[str, Any]) -> Path:
    """Write arrays in half precision, which halves the file and changes no result."""
    packed: dict[str, Any] = {name: np.asarray(array, dtype=np.float16) for name, array in sorted(arrays.items())}
    packed["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False, sort_keys=True).encode("utf-8"), np.uint8)
    np.savez_compressed(path, **packed)
    return path
