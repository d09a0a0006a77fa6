"""How well each candidate fits a phrase, and how well that it stands for something new: a small learned network.

It ranks pairs of mentions (Denis and Baldridge 2008; Durrett and Klein 2013): one layer of rectified units over the symbols
of both phrases and the facts of the pair, next to a linear part. Everything that does not depend on the pair is computed
once a phrase.

The arrays of a part have a column a unit, and a last one for the linear part: `later`, `earlier` and `new` with a row a
symbol (`later` has no linear part), `later.vectors` and so on with a row a dimension of the parser's vectors, `facts` with
a row a fact, `kinds` and `roles` with a row a pair of kinds or roles; `bias`, `new.bias` and `out`, `new.out` have a number
a unit.
"""

from collections.abc import Sequence

import numpy as np

from tocsin.errors import LexiconError
from tocsin.read.coref.focus import FACTS
from tocsin.read.coref.pairs import Floats, Pairs
from tocsin.read.coref.table import Table
from tocsin.read.coref.weights import PARTS, Part, Weights

_SUMMED = ("later", "earlier", "new")


class PairScores:
    """The scores of some pairs, before what is told only as pronouns are resolved."""

    def __init__(self, inputs: Floats, new: Floats, part: Part, known: int) -> None:
        """Take what was computed.

        Args:
            inputs: The units' inputs, and in the last column the linear part: (pairs, units + 1).
            new: The score of each phrase for something new: (phrases,).
            part: The part of the ranker.
            known: How many of its facts are in the inputs already.
        """
        self._inputs = inputs
        self.new = new
        self._out, self._facts = part["out"], part["facts"][known:]

    def all(self) -> Floats:
        """The scores of all pairs: (pairs,)."""
        return self._scored(self._inputs)

    def of(self, rows: slice, told: Floats) -> Floats:
        """The scores of some pairs, given the facts told later: (pairs, facts)."""
        return self._scored(self._inputs[rows] + told @ self._facts)

    def _scored(self, inputs: Floats) -> Floats:
        scores: Floats = np.maximum(inputs[:, :-1], 0.0) @ self._out + inputs[:, -1]
        return scores


class TableScorer:
    """Scores the pairs of one document."""

    def __init__(self, weights: Weights, sums: dict[str, list[Floats]]) -> None:
        """Take for each part the sums of the rows of each phrase's symbols: later, earlier, new."""
        self._weights, self._sums = weights, sums

    def nominal(self, pairs: Pairs) -> PairScores:
        """The scores of pairs whose later phrase is no personal pronoun."""
        return self._scores("nominal", pairs, 0)

    def pronoun(self, pairs: Pairs) -> PairScores:
        """The scores of pairs whose later phrase is one, before the facts of its Focus."""
        return self._scores("pronoun", pairs, len(FACTS))

    def _scores(self, name: str, pairs: Pairs, more: int) -> PairScores:
        part = self._weights.parts[name]
        known = len(part.facts) - more
        if pairs.names != part.facts[:known]:
            raise LexiconError("the coreference ranker was trained with other facts; train it again")
        later, earlier, new = self._sums[name]
        inputs = pairs.matrix.T @ part["facts"][:known]
        inputs += earlier[pairs.earlier]
        inputs += part["kinds"][pairs.kinds]
        inputs += part["roles"][pairs.roles]
        inputs[:, :-1] += later[pairs.later]
        inputs[:, :-1] += part["bias"]
        fresh = np.maximum(new[:, :-1] + part["new.bias"], 0.0) @ part["new.out"] + new[:, -1]
        return PairScores(inputs, fresh, part, known)


class Ranker:
    """The trained ranker of a language."""

    def __init__(self, weights: Weights, *, parser: str) -> None:
        """Take the weights and the parser of the texts: the ranker uses the vectors of the one it was trained with."""
        self._weights = weights
        self._takes_vectors = parser == weights.parser
        tables = [weights.parts[part][name] for part in PARTS for name in _SUMMED]
        self._table = np.concatenate(tables, axis=1)
        vectors = [weights.parts[part][f"{name}.vectors"] for part in PARTS for name in _SUMMED]
        self._vectors = np.concatenate(vectors, axis=1)
        self._edges: list[int] = np.cumsum([table.shape[1] for table in tables])[:-1].tolist()

    def on(self, table: Table) -> TableScorer:
        """What scores the pairs of a document."""
        fields: Sequence[dict[str, int]] = self._weights.rows
        columns = zip(*table.symbols, strict=True) if table.symbols else [()] * len(fields)
        rows = np.array(
            [[known.get(symbol, 0) for symbol in symbols] for known, symbols in zip(fields, columns, strict=True)],
            np.int64,
        )
        total = self._table[rows[0]]
        for own in rows[1:]:
            total += self._table[own]
        if self._takes_vectors and table.vectors.shape[1] == len(self._vectors):
            total += table.vectors @ self._vectors
        parts = np.split(total, self._edges, axis=1)
        return TableScorer(
            self._weights, {name: parts[len(_SUMMED) * number :][: len(_SUMMED)] for number, name in enumerate(PARTS)}
        )
