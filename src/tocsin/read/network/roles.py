"""From the vectors of words to their roles: the best path of tags through a linear-chain conditional random field.

Lafferty, McCallum and Pereira 2001; the path is Viterbi's (1967).
"""

from collections.abc import Sequence

import numpy as np

from tocsin.read.network.batches import batches
from tocsin.read.network.weights import Array, Weights

_NEVER = np.float32(-1e4)


class RoleTagger:
    """Gives each word of a paragraph its tag: "B-S", "I-T", … or "O"."""

    def __init__(self, weights: Weights) -> None:
        self._tags = weights.roles
        self._out, self._bias = weights["roles.weight"].T.copy(), weights["roles.bias"]
        self._steps = weights["roles.steps"].copy()
        self._start = np.zeros(len(self._tags), dtype=np.float32)
        for number, tag in enumerate(self._tags):
            if tag.startswith("I"):
                self._start[number] = _NEVER
                for before, other in enumerate(self._tags):
                    if other == "O" or other[2:] != tag[2:]:
                        self._steps[before, number] = _NEVER

    def tags(self, paragraphs: Sequence[Array]) -> list[list[str]]:
        """The tags of the words of each paragraph, given their vectors: (words, width)."""
        found: list[list[str]] = [[] for _ in paragraphs]
        for numbers in batches([len(vectors) for vectors in paragraphs]):
            paths = self._paths([paragraphs[number] @ self._out + self._bias for number in numbers])
            for number, path in zip(numbers, paths, strict=True):
                found[number] = [self._tags[tag] for tag in path]
        return found

    def _paths(self, scores: Sequence[Array]) -> list[list[int]]:
        """The best path through each paragraph's scores, all of them a word at a time; the longest comes first."""
        lengths = [len(one) for one in scores]
        padded = np.zeros((lengths[0], len(lengths), len(self._tags)), dtype=np.float32)
        for number, one in enumerate(scores):
            padded[: lengths[number], number] = one
        best = padded[0] + self._start
        came = np.zeros(padded.shape, dtype=np.int8)
        running = len(lengths)
        for word in range(1, lengths[0]):
            while lengths[running - 1] <= word:
                running -= 1
            reached = best[:running, :, None] + self._steps
            came[word, :running] = reached.argmax(axis=1)
            best[:running] = reached.max(axis=1) + padded[word, :running]
        ends = best.argmax(axis=1).tolist()
        return [
            _traced(end, came[1:length, number].tolist())
            for number, (end, length) in enumerate(zip(ends, lengths, strict=True))
        ]


def _traced(end: int, came: Sequence[Sequence[int]]) -> list[int]:
    path = [end]
    for origins in reversed(came):
        path.append(origins[path[-1]])
    return path[::-1]
