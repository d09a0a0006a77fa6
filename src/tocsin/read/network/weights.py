"""The network's file: arrays, the vocabulary of each field, and what it was trained with."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.lexicon import weights_file
from tocsin.lexicon.weights_file import Array

FILE = "reading.npz"


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
    return weights_file.load_where_given(folder / FILE, "reading network", _made)


def _made(about: dict[str, Any], arrays: dict[str, Array]) -> Weights:
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
    """Write the network's file."""
    return weights_file.save(folder / FILE, arrays, about)
