"""Vectors to find sentences by: a small network guesses the encoder's vector from the pieces of a text alone.

The encoder takes twice as long for a sentence as all of its reading; the guess takes a hundredth of that. Among what it
finds for a question, whose vector the encoder makes, the encoder itself then chooses (Hinton, Vinyals and Dean 2015 for the
training).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.lexicon import weights_file
from tocsin.lexicon.language import Lexicon
from tocsin.meaning.encoder import unit
from tocsin.meaning.products import on_one_thread
from tocsin.meaning.tokenizer import WordPiece
from tocsin.meaning.weights import Floats, Weights, weights_in

FILE = "meaning_index.npz"
_SCALE = np.float32(20)
"""Brings the vectors of pieces to the size that networks learn with."""
_MOST_PIECES = 256
_TOGETHER = 256
"""Texts that go through the network together."""


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """One hidden layer of rectified units next to a linear map, over a weighted mean of the vectors of pieces.

    Attributes:
        model: Its name.
        piece_weights: By the exponential of its weight a piece counts in the mean.
    """

    model: str
    piece_weights: Floats
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    straight: Floats
    bias: Floats

    def __call__(self, means: Floats) -> Floats:
        """The guessed vectors for means of pieces, row by row."""
        hidden: Floats = np.maximum(means @ self.widen + self.widen_bias, np.float32(0))
        out: Floats = hidden @ self.narrow + means @ self.straight + self.bias
        return out


class Indexer:
    """Makes the vectors that a case is searched by.

    Attributes:
        model: The name of the network, without which vectors cannot be compared.
        size: The numbers of a vector.
        at_once: Claims whose vectors are made and kept together.
        of_sentence_alone: A claim is found by its sentence and, in equal parts, by what it says alone.
    """

    at_once = 2_000
    of_sentence_alone = False

    def __init__(self, weights: Weights, network: Network) -> None:
        """Work with the encoder's pieces and this network."""
        self.model = network.model
        self.size = weights.positions.shape[1]
        self._weights, self._network = weights, network
        self._tokenizer = WordPiece(weights.vocabulary)

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, float32 (texts, size), each of length 1; zeros for a text without words."""
        vectors = np.zeros((len(texts), self.size), np.float32)
        taken = [(number, self.pieces(text)) for number, text in enumerate(texts)]
        told = [(number, pieces) for number, pieces in taken if pieces]
        with on_one_thread():
            for start in range(0, len(told), _TOGETHER):
                numbers, bags = zip(*told[start : start + _TOGETHER], strict=True)
                vectors[list(numbers)] = unit(self._network(self.means(bags)))
        return vectors

    def pieces(self, text: str) -> tuple[int, ...]:
        """The pieces of a text that count, by their numbers."""
        return self._tokenizer(text, most=_MOST_PIECES).pieces[1:-1]

    def vectors(self, pieces: NDArray[np.intp]) -> Floats:
        """The vectors of pieces, float32 (pieces, size), as the network takes them."""
        vectors: Floats = self._weights.pieces[pieces] * (self._weights.piece_scales[pieces] * _SCALE)
        return vectors

    def means(self, bags: Sequence[Sequence[int]]) -> Floats:
        """The weighted mean of the pieces' vectors for each of several texts; none may be empty."""
        pieces = np.fromiter((piece for bag in bags for piece in bag), np.intp)
        starts = np.cumsum([0, *map(len, bags[:-1])])
        counted: Floats = np.exp(self._network.piece_weights[pieces])[:, None]
        sums: Floats = np.add.reduceat(self.vectors(pieces) * counted, starts, axis=0)
        sums /= np.add.reduceat(counted, starts, axis=0)
        return sums


def packed(vectors: Floats) -> NDArray[np.int8]:
    """Vectors in one byte a number, each stretched to the full range: their direction is kept, their length is not."""
    most = np.abs(vectors).max(axis=1, keepdims=True)
    small: NDArray[np.int8] = np.round(vectors * (127 / np.maximum(most, np.float32(1e-9)))).astype(np.int8)
    return small


@cache
def indexer_for(lexicon: Lexicon) -> Indexer:
    """The indexer of a language, loaded once.

    Raises:
        LexiconError: Its weights cannot be read.
    """
    return Indexer(weights_in(lexicon.folder), network_in(lexicon.folder))


def network_in(folder: Path) -> Network:
    """The network of a language's folder.

    Raises:
        LexiconError: The file cannot be read.
    """

    def make(about: dict[str, Any], arrays: dict[str, Any]) -> Network:
        return Network(model=about["model"], **arrays)

    return weights_file.load(folder / FILE, "index network", make)
