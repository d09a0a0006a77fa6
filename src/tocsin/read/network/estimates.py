"""How surely readers took predicates like these to hold: the walk's verdict, weighed with what stands around it.

A regression over the walk's findings, the predicate's surroundings and the network's vectors, fitted to the judgements of
readers (docs/why/certainty.md). It has an output for each register it learned from, and mixes them by how like each of them
the document reads.
"""

from collections.abc import Sequence

import numpy as np

from tocsin.read.network.weights import Array, Weights

_LEAST, _MOST = -3.0, 3.0


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

    def register(self, symbols: Sequence[Sequence[str]], vectors: Sequence[Array]) -> Array:
        """How like each register a document reads: shares that add up to 1.

        Args:
            symbols: Those of each paragraph, by `describe_paragraph`.
            vectors: The vectors of each paragraph's words.
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
        """The scores of predicates.

        Args:
            symbols: Those of each predicate, by `describe`.
            vectors: The vectors of each predicate's word and of its clause's head, side by side.
            register: What `register` gave for their document.
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
        known = [row for symbol in one if (row := rows.get(symbol))]
        # A few rows at a time stay in the processor's cache; all of them at once take three times as long.
        table[known].sum(axis=0, out=sums[number])
    return sums
