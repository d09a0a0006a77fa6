"""The network's file: arrays, the vocabulary of each field, and what it was trained with."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import LexiconError

FILE = "reading.npz"
Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Weights:
    """Arrays by name, and the vocabularies (symbol to row; row 0 is for what is not known).

    Attributes:
        parser: The parser whose vectors the network knows; with another's it cannot work.
        roles: The tags of words, in the order of the output.
        registers: The kinds of text whose readers' judgements it learned, in the order of the output.
    """

    arrays: dict[str, Array]
    vocabularies: dict[str, dict[str, int]]
    parser: str
    roles: tuple[str, ...]
    registers: tuple[str, ...]

    def __getitem__(self, name: str) -> Array:
        """The array of this name."""
        return self.arrays[name]


@cache
def weights_in(folder: Path) -> Weights | None:
    """The weights of a language's folder; None if there are none.

    Raises:
        LexiconError: The file cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as file:
            about = json.loads(bytes(file["about"]).decode("utf-8"))
            arrays = {
                name: np.ascontiguousarray(file[name], dtype=np.float32) for name in file.files if name != "about"
            }
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise LexiconError(f"{path}: not the weights of a reading network ({error}); install Tocsin again") from error
    return Weights(
        arrays=arrays,
        vocabularies={
            name: {symbol: row for row, symbol in enumerate(symbols, start=1)}
            for name, symbols in about["vocabularies"].items()
        },
        parser=about["parser"],
        roles=tuple(about["roles"]),
        registers=tuple(about["registers"]),
    )


def save(folder: Path, arrays: dict[str, Any], about: dict[str, Any]) -> Path:
    """Write weights in half precision, which halves the file and moves no tag."""
    path = folder / FILE
    packed: dict[str, Any] = {name: np.asarray(array, dtype=np.float16) for name, array in sorted(arrays.items())}
    packed["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False, sort_keys=True).encode("utf-8"), np.uint8)
    np.savez_compressed(path, **packed)
    return path
