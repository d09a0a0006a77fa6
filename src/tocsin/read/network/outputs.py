"""What is computed from the vectors of words: their roles in attributions, and how surely a predicate holds.

Roles are the best path of tags through a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001); the
path is Viterbi's (1967). Certainty is a regression over the walk's findings, the predicate's surroundings and the vectors,
fitted to the judgements of readers (docs/why/reading-network.md). It has an output for each register it learned from, and
mixes them by how like each of them the document reads.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from tocsin.lexicon.weights_file import Array
from tocsin.read.network.trunk import batches
from tocsin.read.network.weights import Weights

_NEVER = np.float32(-1e4)
_LEAST, _MOST = -3.0, 3.0


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
        paths = [[end] for end in best.argmax(axis=1).tolist()]
        for number, (path, length) in enumerate(zip(paths, lengths, strict=True)):
            for origins in reversed(came[1:length, number].tolist()):
                path.append(origins[path[-1]])
        return [path[::-1] for path in paths]


class CertaintyEstimator:
    """Estimates scores in -3 … 3."""

    def __init__(self, weights: Weights) -> None:
        self._symbols = weights.vocabularies["predicates"]
        self._table = np.concatenate([weights["predicates.linear"], weights["predicates.hidden"]], axis=1)
        self._outputs = weights["predicates.linear"].shape[1]
        self._vectors, self._bias = weights["predicates.vectors"].T.copy(), weights["predicates.bias"]
        self._out, self._out_bias = weights["predicates.out"].T.copy(), weights["predicates.out_bias"]
        self._words = weights.vocabularies["registers"]
        self._register = weights["registers.symbols"]
        self._register_vectors, self._register_bias = weights["registers.vectors"].T.copy(), weights["registers.bias"]

    def register(self, symbols: Iterable[Sequence[str]], vectors: Iterable[Array]) -> Array:
        """How like each register a document reads: shares that add up to 1.

        Both are given by paragraph: the `symbols` of `describe_paragraph`, and the vectors of its words.
        """
        scores = [
            _summed(self._register, self._words, [own])[0] + words.mean(axis=0) @ self._register_vectors
            for own, words in zip(symbols, vectors, strict=True)
            if len(words)
        ]
        if not scores:
            return np.full(self._outputs, 1 / self._outputs, dtype=np.float32)
        mean = np.mean(scores, axis=0) + self._register_bias
        shares = np.exp(mean - mean.max())
        return np.asarray(shares / shares.sum(), dtype=np.float32)

    def scores(self, symbols: Sequence[Sequence[str]], vectors: Array, register: Array) -> list[float]:
        """The scores of predicates in a document of this `register`, by the symbols that `describe` gives for each.

        The vectors are those of each predicate's word and of its clause's head, side by side.
        """
        if not symbols:
            return []
        summed = _summed(self._table, self._symbols, symbols)
        hidden = np.maximum(summed[:, self._outputs :] + vectors @ self._vectors + self._bias, 0.0)
        outputs = summed[:, : self._outputs] + hidden @ self._out + self._out_bias
        mixed = np.clip(outputs, _LEAST, _MOST) @ register
        return [round(score, 3) for score in mixed.tolist()]


def _summed(table: Array, rows: dict[str, int], symbols: Sequence[Sequence[str]]) -> Array:
    """The sum of the table's rows for each list of symbols; what the vocabulary does not know adds nothing."""
    sums = np.zeros((len(symbols), table.shape[1]), dtype=np.float32)
    for number, one in enumerate(symbols):
        known = list(filter(None, map(rows.get, one)))
        # A few rows at a time stay in the processor's cache; all of them at once take three times as long.
        np.add.reduce(table.take(known, axis=0), axis=0, out=sums[number])
    return sums
