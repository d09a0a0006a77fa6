"""The encoder's file: its layers and its vocabulary, and which model it is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.lexicon import weights_file

FILE = "meaning.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False, slots=True)
class Dense:
    """A linear map with what is added to it; `weight` is (inputs, outputs)."""

    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        """The map of each row."""
        out: Floats = rows @ self.weight
        out += self.bias
        return out


@dataclass(frozen=True, eq=False, slots=True)
class Norm:
    """A normalisation of each row to mean 0 and variance 1, scaled and shifted. Works in place."""

    scale: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        """The rows, normalised."""
        rows -= rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
        rows *= (1 / np.sqrt(variance + np.float32(1e-12)))[:, None]
        rows *= self.scale
        rows += self.shift
        return rows


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """A layer of the transformer: attention (queries, keys and values in one map), then a network for each piece."""

    attend: Dense
    attended: Dense
    attended_norm: Norm
    widen: Dense
    narrow: Dense
    narrowed_norm: Norm


@dataclass(frozen=True, eq=False, slots=True)
class Weights:
    """What the encoder works with.

    Attributes:
        model: The model's name; vectors of two models cannot be compared.
        vocabulary: The pieces in the order of their numbers.
        pieces: The vectors of the pieces, int8; `piece_scales` are what each row is multiplied by.
        positions: The vectors of the positions in a text; a text cannot be longer than these.
        heads: The heads of each layer's attention.
    """

    model: str
    vocabulary: tuple[str, ...]
    pieces: NDArray[np.int8]
    piece_scales: Floats
    positions: Floats
    norm: Norm
    layers: tuple[Layer, ...]
    heads: int


@cache
def weights_in(folder: Path) -> Weights:
    """The weights of a language's folder.

    Raises:
        LexiconError: The file cannot be read.
    """
    return weights_file.load(folder / FILE, "sentence encoder", _made)


def _made(about: dict[str, Any], arrays: dict[str, Any]) -> Weights:
    def dense(name: str) -> Dense:
        return Dense(arrays[f"{name}.weight"] * arrays[f"{name}.weight_scale"], arrays[f"{name}.bias"])

    def norm(name: str) -> Norm:
        return Norm(arrays[f"{name}.scale"], arrays[f"{name}.shift"])

    return Weights(
        model=about["model"],
        vocabulary=tuple(bytes(arrays["vocabulary"]).decode("utf-8").split("\n")),
        pieces=arrays["pieces"],
        piece_scales=arrays["pieces_scale"],
        positions=arrays["positions"],
        norm=norm("norm"),
        layers=tuple(
            Layer(
                attend=dense(f"{number}.attend"),
                attended=dense(f"{number}.attended"),
                attended_norm=norm(f"{number}.attended_norm"),
                widen=dense(f"{number}.widen"),
                narrow=dense(f"{number}.narrow"),
                narrowed_norm=norm(f"{number}.narrowed_norm"),
            )
            for number in range(about["layers"])
        ),
        heads=about["heads"],
    )
