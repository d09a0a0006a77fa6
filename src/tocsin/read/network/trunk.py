"""What the network makes of the words of a paragraph: a vector each, in the light of all the others.

Symbols and the parser's vectors pass through one layer of rectified units and one bidirectional long short-term memory
(Hochreiter and Schmidhuber 1997; Graves and Schmidhuber 2005). Paragraphs of like length are computed together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, repeat

import numpy as np
from numpy.typing import NDArray

from tocsin.lexicon.weights_file import Array
from tocsin.model.parse import Token
from tocsin.read.network.symbols import FIELDS
from tocsin.read.network.weights import Weights

VECTOR_SCALE = 0.25
"""Brings the parser's vectors to the size of the network's own."""
_TOGETHER = 6_000
"""Words, with padding, that are computed at once."""


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of paragraphs to compute together, the longest first in each batch."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        if not lengths[number]:
            continue
        if batch and lengths[batch[0]] * (len(batch) + 1) > _TOGETHER:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


@dataclass(frozen=True, eq=False)
class Words:
    """A paragraph as numbers.

    Attributes:
        symbols: A row of the vocabulary for each word and field: (words, fields).
        heads: The number of each word's head among them; its own if that stands elsewhere: (words,).
        vectors: The parser's vectors, scaled: (words, width).
    """

    symbols: NDArray[np.int64]
    heads: NDArray[np.int64]
    vectors: Array


def words_as_numbers(
    words: Sequence[Token], fields: Sequence[Sequence[str]], vectors: Array, vocabularies: dict[str, dict[str, int]]
) -> Words:
    """A paragraph's words as the network takes them."""
    rows_of = [vocabularies[name].get for name in FIELDS]
    columns = [
        list(map(row, column, repeat(0))) for row, column in zip(rows_of, zip(*fields, strict=True), strict=False)
    ]
    return Words(
        symbols=np.array(columns, dtype=np.int64).T.reshape(len(words), len(FIELDS)),
        heads=np.array(heads_of(words), dtype=np.int64),
        vectors=vectors.astype(np.float32) * np.float32(VECTOR_SCALE),
    )


def heads_of(words: Sequence[Token]) -> list[int]:
    """The number of each word's head among the words; its own if that stands elsewhere."""
    place = {word.i: number for number, word in enumerate(words)}
    return [place.get(word.head.i, number) for number, word in enumerate(words)]


class Trunk:
    """Computes the vectors of words."""

    def __init__(self, weights: Weights) -> None:
        self._tables: list[Array] = []
        row = 0
        first = weights["input.weight"]
        for name in FIELDS:
            table = weights[f"embed.{name}"]
            # The first layer is linear in each field: its product with the field's table is kept, not computed a word.
            self._tables.append(table @ first[:, row : row + table.shape[1]].T)
            row += table.shape[1]
        width = (first.shape[1] - row) // 2
        self._own, self._head = first[:, row : row + width].T.copy(), first[:, row + width :].T.copy()
        self._bias = weights["input.bias"]
        self._memory = _Memory(weights)
        self.width = self._bias.size + 2 * self._memory.size

    def vectors(self, lengths: Sequence[int], words_of: Callable[[int], Words]) -> Array:
        """The vectors of all words of some paragraphs, which have so many words each, in order: (words, width).

        `words_of` gives a paragraph's words by its number, for some at a time, so that memory holds no more of them.
        """
        found = np.empty((sum(lengths), self.width), dtype=np.float32)
        starts = [0, *accumulate(lengths)]
        for numbers in batches(lengths):
            below = [self._first_layer(words_of(number)) for number in numbers]
            ahead, back = self._memory.run(below)
            for place, number in enumerate(numbers):
                parts = (ahead[place], back[place], below[place])
                np.concatenate(parts, axis=1, out=found[starts[number] : starts[number + 1]])
        return found

    def _first_layer(self, words: Words) -> Array:
        total: Array = self._bias + words.vectors @ self._own + (words.vectors @ self._head)[words.heads]
        for number, table in enumerate(self._tables):
            total += table[words.symbols[:, number]]
        return np.maximum(total, 0.0, out=total)


@cache
def trunk_of(weights: Weights) -> Trunk:
    """The trunk of these weights, made once for all readers: it keeps nothing of what it reads."""
    return Trunk(weights)


class _Memory:
    """The long short-term memory: both directions, each step of the two at once."""

    def __init__(self, weights: Weights) -> None:
        inputs, own, bias = (
            np.stack([weights[f"{direction}.{name}"] for direction in ("forward", "backward")])
            for name in ("inputs", "own", "bias")
        )
        self.size = own.shape[2]
        # tanh serves for the gates too: sigmoid(x) = (tanh(x / 2) + 1) / 2, so the gates' rows are halved once, here.
        half = np.full((4 * self.size, 1), 0.5, dtype=np.float32)
        half[2 * self.size : 3 * self.size] = 1.0
        self._inputs, self._own = ((matrix * half).transpose(0, 2, 1).copy() for matrix in (inputs, own))
        self._bias = (bias * half[:, 0])[:, np.newaxis, np.newaxis]

    def run(self, paragraphs: Sequence[Array]) -> tuple[list[Array], list[Array]]:
        """The states after each word of each paragraph, forward and backward; the longest paragraph comes first."""
        lengths = [len(paragraph) for paragraph in paragraphs]
        size = self.size
        gates = np.zeros((2, lengths[0], len(lengths), 4 * size), dtype=np.float32)
        for number, paragraph in enumerate(paragraphs):
            for direction, words in enumerate((paragraph, paragraph[::-1])):
                gates[direction, : lengths[number], number] = words @ self._inputs[direction]
        gates += self._bias
        states = np.zeros((2, lengths[0], len(lengths), size), dtype=np.float32)
        state = np.zeros((2, len(lengths), size), dtype=np.float32)
        cell = np.zeros_like(state)
        running = len(lengths)
        for step in range(lengths[0]):
            while lengths[running - 1] <= step:
                running -= 1
            gate = np.tanh(gates[:, step, :running] + state[:, :running] @ self._own)
            opened = gate * 0.5 + 0.5
            kept = opened[..., size : 2 * size] * cell[:, :running]
            cell = kept + opened[..., :size] * gate[..., 2 * size : 3 * size]
            state = opened[..., 3 * size :] * np.tanh(cell)
            states[:, step, :running] = state
        ahead, back = ([one[:length, number] for number, length in enumerate(lengths)] for one in states)
        return ahead, [one[::-1] for one in back]
