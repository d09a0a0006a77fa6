"""The ranker's file: arrays, the symbols they know, and the facts they were trained with."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from tocsin.errors import LexiconError
from tocsin.read.coref.pairs import Floats

FILE = "coreference.npz"
PARTS = ("nominal", "pronoun")


@dataclass(frozen=True, eq=False)
class Part:
    """One of the ranker's two parts: for personal pronouns, or for every other phrase.

    Attributes:
        arrays: The arrays by name: see `ranker.py`.
        facts: The facts of pairs, in the order of the arrays' rows.
    """

    arrays: dict[str, Floats]
    facts: tuple[str, ...]

    def __getitem__(self, name: str) -> Floats:
        """The array of this name."""
        return self.arrays[name]


@dataclass(frozen=True, eq=False)
class Weights:
    """The parts by name, and for each field of a phrase's symbols the row of each symbol; row 0 is for what is not known."""

    parts: dict[str, Part]
    rows: tuple[dict[str, int], ...]


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
            arrays = {name: file[name].astype(np.float32) for name in file.files if name != "about"}
        first = 1
        rows = []
        for field in about["symbols"]:
            rows.append({symbol: first + number for number, symbol in enumerate(field)})
            first += len(field)
        return Weights(
            {
                part: Part(
                    {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{part}.")},
                    tuple(about["facts"][part]),
                )
                for part in PARTS
            },
            tuple(rows),
        )
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise LexiconError(
            f"{path}: not the weights of a coreference ranker ({error}); install Tocsin again"
        ) from error


def save(folder: Path, weights: Weights) -> Path:
    """Write weights in half precision."""
    path = folder / FILE
    packed: dict[str, Any] = {
        f"{name}.{array}": np.asarray(numbers, dtype=np.float16)
        for name, part in sorted(weights.parts.items())
        for array, numbers in sorted(part.arrays.items())
    }
    about = {
        "symbols": [list(field) for field in weights.rows],
        "facts": {name: part.facts for name, part in sorted(weights.parts.items())},
    }
    packed["about"] = np.frombuffer(json.dumps(about, ensure_ascii=False).encode("utf-8"), np.uint8)
    np.savez_compressed(path, **packed)
    return path
