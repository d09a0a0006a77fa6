"""How near two predicates are in meaning ("transfer", "hand over"). Opposites are as near as synonyms: see `similarity`."""

from collections.abc import Iterable

import numpy as np

from tocsin.lexicon.language import Lexicon
from tocsin.meaning.encoder import Encoder
from tocsin.meaning.weights import Floats

_MOST_KEPT = 20_000
"""Predicates whose vectors are kept: 30 MB."""
_MOST_PAIRS = 200_000
"""Pairs whose nearness is kept: two claims of a case are compared by words that others have as well."""


class PredicateSimilarity:
    """Compares predicates of one language, each given by its lemma ("arrest") or its words ("call off")."""

    def __init__(self, encoder: Encoder, lexicon: Lexicon) -> None:
        """Compare by the vectors of an encoder, in the frame that the lexicon's table `meaning` gives."""
        self._encoder = encoder
        self._before, _, self._after = lexicon.table("meaning")["predicate"].partition("{}")
        self._vectors: dict[str, Floats] = {}
        self._found: dict[tuple[str, str], float] = {}

    def similarity(self, first: str, second: str) -> float:
        """The cosine of two predicates, -1 … 1; 0 where one of them has no word.

        Unrelated predicates have .09 in the median, one in twenty more than .30, one in a hundred more than .39; synonyms
        have .48 in the median, a quarter less than .29. Antonyms are like synonyms (.44): whether two predicates are
        opposites a lexicon must tell.
        """
        pair = (first, second)
        found = self._found.get(pair)
        if found is None:
            if not self._vectors.keys() >= {first, second}:
                self.prepare(pair)
            if len(self._found) > _MOST_PAIRS:
                self._found.clear()
            found = self._found[pair] = float(self._vectors[first] @ self._vectors[second])
        return found

    def prepare(self, predicates: Iterable[str]) -> None:
        """Make the vectors of many predicates together, which takes half as long as one by one."""
        wanted = dict.fromkeys(predicates)
        if len(self._vectors) + len(wanted) > _MOST_KEPT:
            self._vectors.clear()
        missing = self.texts(wanted)
        first = len(self._encoder.words(self._before))
        for predicate, text in zip(missing, self._encoder.encode_words(list(missing.values())), strict=True):
            own = text.vectors[first : first + len(self._encoder.words(predicate))]
            total = own.sum(axis=0)
            self._vectors[predicate] = total / max(float(np.linalg.norm(total)), 1e-9)

    def texts(self, predicates: Iterable[str]) -> dict[str, str]:
        """The texts that are encoded to prepare predicates, by the predicate; those that are known need none."""
        return {
            predicate: f"{self._before}{predicate}{self._after}"
            for predicate in predicates
            if predicate not in self._vectors
        }
