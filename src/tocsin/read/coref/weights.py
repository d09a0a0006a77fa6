"""The ranker's file: arrays, the symbols they know, and the facts they were trained with."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.lexicon import weights_file
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
    """The trained ranker.

    Attributes:
        parts: Its parts by name.
        rows: For each field of a phrase's symbols the row of each symbol; row 0 is for what is not known.
        parser: The parser whose vectors it was trained with.
    """

    parts: dict[str, Part]
    rows: tuple[dict[str, int], ...]
    parser: str


@cache
def weights_in(folder: Path) -> Weights | None:
    """The weights of a language's folder; None if there are none.

    Raises:
        LexiconError: The file cannot be read.
    """
    return weights_file.load_where_given(folder / FILE, "coreference ranker", _made)


def _made(about: dict[str, Any], arrays: dict[str, Floats]) -> Weights:
    first, rows = 1, []
    for field in about["symbols"]:
        rows.append({symbol: first + number for number, symbol in enumerate(field)})
        first += len(field)
    parts = {
        part: Part(
            {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{part}.")},
            tuple(about["facts"][part]),
        )
        for part in PARTS
    }
    return Weights(parts, tuple(rows), about["parser"])


def save(folder: Path, weights: Weights) -> Path:
    """Write the ranker's file."""
    arrays = {
        f"{name}.{array}": numbers for name, part in weights.parts.items() for array, numbers in part.arrays.items()
    }
    facts = {name: part.facts for name, part in sorted(weights.parts.items())}
    about = {"symbols": [list(field) for field in weights.rows], "facts": facts, "parser": weights.parser}
    return weights_file.save(folder / FILE, arrays, about)
