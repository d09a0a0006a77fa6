"""The claims nearest to a text in meaning: their vectors are made where they are missing, kept in the case, and searched."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import NotInCase
from tocsin.ledger.port import Ledger
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.index import Indexer, indexer_for, packed
from tocsin.meaning.multilingual import MODEL as MULTILINGUAL
from tocsin.meaning.multilingual import Multilingual
from tocsin.meaning.weights import Floats
from tocsin.model.query import ClaimFilter, ClaimTexts, Near, Report

_ID = re.compile(r"[0-9a-f]{4,20}")
FILTERED = 4_000
"""How many of the nearest are looked at where a filter leaves few of them."""
_REMEMBERED = 4_000
"""Texts whose vectors are remembered while others are made: news repeats itself."""
_ROWS = 512
"""Vectors that are brought to float32 at a time: so few stay in a processor's cache, which makes it ten times as fast."""


def claims_like(
    ledger: Ledger, neighbours: "Neighbours", text: str, *, limit: int, wanted: ClaimFilter | None
) -> list[tuple[Report, float]]:
    """The claims nearest in meaning to a text, or to the claim whose id it is or begins, with their cosines."""
    own: Report | None = None
    if _ID.fullmatch(text):
        with suppress(NotInCase):
            own = ledger.claim(text)
    near = neighbours.nearest_to(
        own.claim.words if own is not None else text, limit=limit + 1 if wanted is None else FILTERED
    )
    found = ledger.matches_in_rows(near, wanted=wanted)
    others = (
        (row, match.report) for row, match in found.items() if own is None or match.report.claim.id != own.claim.id
    )
    return [(report, near[row].claim) for row, report in islice(others, limit)]


class Neighbours:
    """What a case can be searched by in meaning. It keeps the vectors it has seen: later only new ones are added."""

    def __init__(self, ledger: Ledger, indexer: Indexer | Multilingual) -> None:
        """Search a ledger by the vectors of a language, or of many."""
        self._ledger = ledger
        self._indexer = indexer
        self._rows = np.zeros(0, np.int64)
        self._readings = np.zeros(0, np.int64)
        self._vectors = np.zeros((0, self._indexer.size), np.int8)
        self._lengths = np.zeros(0, np.float32)

    def refresh(self, told: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Take in the vectors of the claims that are new; those that are missing are made, and entered if they can be.

        Args:
            told: Is told how many of how many vectors have been made.
        """
        model = self._indexer.model
        with self._ledger.snapshot() as view:
            missing = view.lacking_vectors(model)
            if not missing:
                self._take(*view.vectors(model, after=self._last))
                return
        if self._ledger.can_write:
            done = 0
            told(0, missing)
            self._ledger.drop_vectors(keep=(indexer_for(lexicon_for()).model, MULTILINGUAL))
            for texts, vectors in self._made(after=0):
                self._ledger.enter_vectors(
                    model, {one.row: vector.tobytes() for one, vector in zip(texts, vectors, strict=True)}
                )
                done += len(texts)
                told(min(done, missing), missing)
        self._take(*self._ledger.vectors(model, after=self._last))
        if not self._ledger.can_write:
            for texts, vectors in self._made(after=self._last):
                self._take([(one.row, one.reading) for one in texts], vectors.tobytes())

    def nearest(self, vector: Floats, *, limit: int) -> dict[int, Near]:
        """The claims nearest to a vector of length 1, the nearest first, by their rows.

        Rows of claims that stand no longer are among them.
        """
        if not len(self._rows):
            return {}
        near = np.empty(len(self._rows), np.float32)
        wide = np.empty((_ROWS, self._indexer.size), np.float32)
        for start in range(0, len(near), _ROWS):
            part = self._vectors[start : start + _ROWS]
            wide[: len(part)] = part
            near[start : start + _ROWS] = wide[: len(part)] @ vector
        near /= np.maximum(self._lengths, 1)
        of_reading = np.bincount(self._readings, near) / np.maximum(1, np.bincount(self._readings))
        most = min(limit, len(near))
        best = np.argpartition(-near, most - 1)[:most]
        return {
            int(self._rows[number]): Near(float(near[number]), float(of_reading[self._readings[number]]))
            for number in best[np.argsort(-near[best], kind="stable")]
        }

    def nearest_to(self, text: str, *, limit: int) -> dict[int, Near]:
        """The claims nearest to a text, by its own index vector."""
        return self.nearest(self._indexer.encode([text])[0], limit=limit)

    @property
    def _last(self) -> int:
        return int(self._rows[-1]) if len(self._rows) else 0

    def _made(self, *, after: int) -> Iterator[tuple[list[ClaimTexts], NDArray[np.int8]]]:
        """The texts of claims that lack a vector, and the vectors, some at a time."""
        made: dict[str, Floats] = {}
        while texts := self._ledger.texts_without_vector(self._indexer.model, after=after, limit=self._indexer.at_once):
            sources = [
                (one.sentence,) if self._indexer.of_sentence_alone else (one.sentence, one.standalone) for one in texts
            ]
            new = list(dict.fromkeys(text for own in sources for text in own if text not in made))
            made.update(zip(new, self._indexer.encode(new), strict=True))
            yield texts, packed(np.stack([sum((made[text] for text in own[1:]), made[own[0]]) for own in sources]))
            after = texts[-1].row
            # A sentence that comes again in the next documents costs nothing.
            made = dict(islice(made.items(), max(0, len(made) - _REMEMBERED), None))

    def _take(self, owners: list[tuple[int, int]], stored: bytes) -> None:
        """Keep the vectors of claims, given by row and reading, which stand one after the other."""
        if not owners:
            return
        rows, readings = np.array(owners, np.int64).T
        vectors = np.frombuffer(stored, np.int8).reshape(-1, self._indexer.size)
        self._rows = np.concatenate([self._rows, rows])
        self._readings = np.concatenate([self._readings, readings])
        self._vectors = np.concatenate([self._vectors, vectors])
        # Squares of bytes are summed in float32: they do not fit into a byte.
        wide = (vectors[start : start + _ROWS].astype(np.float32) for start in range(0, len(vectors), _ROWS))
        lengths = [np.sqrt(np.einsum("ij,ij->i", some, some)) for some in wide]
        self._lengths = np.concatenate([self._lengths, *lengths])
