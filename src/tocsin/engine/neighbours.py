"""The claims nearest to a text in meaning: their vectors are made where they are missing, kept in the case, and searched."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tocsin.engine.kept_vectors import KeptVectors, VectorColumns
from tocsin.errors import NotInCase
from tocsin.ledger.port import Ledger, View
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
_BLOCK = 16_384
"""Vectors whose signs are compared at a time, for the same reason."""
_SAMPLE = 64
"""Claims by which it is told whether a file holds the vectors of this case."""


def claims_like(
    ledger: Ledger, neighbours: "Neighbours", text: str, *, limit: int, wanted: ClaimFilter | None
) -> list[tuple[Report, float]]:
    """The claims nearest in meaning to a text, or to the claim whose id it is or begins, with their cosines."""
    own: Report | None = None
    if _ID.fullmatch(text):
        with suppress(NotInCase):
            own = ledger.claim(text)
    near = neighbours.nearest_to(
        own.claim.named if own is not None else text, limit=limit + 1 if wanted is None else FILTERED
    )
    found = ledger.matches_in_rows(near, wanted=wanted)
    others = (
        (row, match.report) for row, match in found.items() if own is None or match.report.claim.id != own.claim.id
    )
    return [(report, near[row].claim) for row, report in islice(others, limit)]


_MANY = 200_000
"""Claims from which on the nearest are looked for among those whose vectors' signs are nearest: all would take too long."""
_LEAST, _MORE = 6_000, 4
"""How many of these at least, and how many for each that is wanted."""


class Neighbours:
    """What a case can be searched by in meaning. It keeps the vectors it has seen: later only new ones are added."""

    def __init__(self, ledger: Ledger, indexer: Indexer | Multilingual, *, kept: KeptVectors | None = None) -> None:
        """Search a ledger by the vectors of a language, or of many.

        Args:
            ledger: The case.
            indexer: What makes vectors.
            kept: The file that holds what has been seen of the case before; by default none.
        """
        self._ledger, self._indexer, self._kept = ledger, indexer, kept
        self._held: VectorColumns | None = None
        self._sorted: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None

    def refresh(self, told: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Take in the vectors of the claims that are new; those that are missing are made, and entered if they can be.

        Args:
            told: Is told how many of how many vectors have been made.
        """
        model = self._indexer.model
        with self._ledger.snapshot() as view:
            if self._held is None:
                self._held = self._begun(view)
            if is_whole := not view.lacking_vectors(model):
                self._take(*view.vectors(model, after=self._last))
        if not is_whole:
            self.make_missing(told)
            self._take(*self._ledger.vectors(model, after=self._last))
        if self._kept is not None:
            self._kept.keep(self._columns)
        if not is_whole and not self._ledger.can_write:
            for texts, vectors in self._made(after=self._last):
                self._take([(one.row, one.reading) for one in texts], vectors.tobytes())

    def make_missing(self, told: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Make the vectors that are missing and enter them, if the case can be written; none of the others is looked at."""
        model = self._indexer.model
        missing = self._ledger.lacking_vectors(model) if self._ledger.can_write else 0
        if missing:
            done = 0
            told(0, missing)
            self._ledger.drop_vectors(keep=(indexer_for(lexicon_for()).model, MULTILINGUAL))
            for texts, vectors in self._made(after=0):
                self._ledger.enter_vectors(
                    model, {one.row: vector.tobytes() for one, vector in zip(texts, vectors, strict=True)}
                )
                done += len(texts)
                told(min(done, missing), missing)

    def nearest(self, vector: Floats, *, limit: int) -> dict[int, Near]:
        """The claims nearest to a vector of length 1, the nearest first, by their rows.

        Rows of claims that stand no longer are among them.
        """
        held = self._columns
        if not len(held.rows):
            return {}
        looked_at = np.arange(len(held.rows))
        if len(looked_at) > _MANY:
            looked_at = self._of_like_signs(vector, limit=max(_LEAST, _MORE * limit))
        near = self._cosines(looked_at, vector)
        most = min(limit, len(near))
        best = np.argpartition(-near, most - 1)[:most]
        best = best[np.argsort(-near[best], kind="stable")]
        rows, readings = held.rows[looked_at[best]], held.readings[looked_at[best]]
        of_reading = self._of_readings(looked_at, near, readings, vector)
        return {
            row: Near(float(near[number]), float(of_reading[reading]))
            for row, reading, number in zip(rows.tolist(), readings.tolist(), best, strict=True)
        }

    def _of_like_signs(self, vector: Floats, *, limit: int) -> NDArray[np.int64]:
        """The numbers of at least so many claims of whose vectors fewest signs differ from those of one, in their order.

        How many signs differ tells nearly how near two vectors are (Charikar 2002). All of a million are compared in a
        hundredth of a second.
        """
        (own,) = _signs_of(vector[None])
        differ = np.concatenate([
            _differing(parts, own) for parts in zip(*(column.parts for column in self._columns.signs), strict=True)
        ])  # fmt: skip

        def within(number: int) -> int:
            return int(np.count_nonzero(differ <= number))

        # By halves: to count how many differ in each number of signs would take four times as long.
        most = bisect_left(range(self._indexer.size), min(limit, len(differ)), key=within)
        return np.flatnonzero(differ <= most)

    def _cosines(self, numbers: NDArray[np.int64], vector: Floats) -> NDArray[np.float32]:
        """How near some of the claims are to a vector."""
        held = self._columns
        near = np.empty(len(numbers), np.float32)
        wide = np.empty((_ROWS, self._indexer.size), np.float32)
        for start in range(0, len(near), _ROWS):
            part = held.vectors[numbers[start : start + _ROWS]]
            wide[: len(part)] = part
            near[start : start + _ROWS] = wide[: len(part)] @ vector
        near /= np.maximum(held.lengths[numbers], 1)
        return near

    def _of_readings(
        self, looked_at: NDArray[np.int64], near: NDArray[np.float32], readings: NDArray[np.int64], vector: Floats
    ) -> dict[int, float]:
        """How near readings are to a vector: the mean of their claims."""
        own = np.unique(readings)
        if len(looked_at) < len(self._columns.rows):
            # Claims of these readings, whether they are near or not.
            order, sorted_readings = self._by_reading
            starts, ends = (np.searchsorted(sorted_readings, own, side=side) for side in ("left", "right"))
            looked_at = np.concatenate([order[start:end] for start, end in zip(starts, ends, strict=True)])
            near = self._cosines(looked_at, vector)
        theirs = self._columns.readings[looked_at]
        number = np.searchsorted(own, theirs)
        inside = np.minimum(number, len(own) - 1)
        kept = own[inside] == theirs
        total = np.bincount(inside[kept], near[kept], len(own))
        count = np.bincount(inside[kept], minlength=len(own))
        return dict(zip(own.tolist(), (total / np.maximum(1, count)).tolist(), strict=True))

    @property
    def _by_reading(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The claims in the order of their readings, and these."""
        if self._sorted is None:
            readings = self._columns.readings.whole
            order = np.argsort(readings, kind="stable")
            self._sorted = order, readings[order]
        return self._sorted

    def nearest_to(self, text: str, *, limit: int) -> dict[int, Near]:
        """The claims nearest to a text, by its own index vector."""
        return self.nearest(self._indexer.encode([text])[0], limit=limit)

    @property
    def _last(self) -> int:
        rows = self._columns.rows
        return int(rows[np.array([len(rows) - 1])][0]) if len(rows) else 0

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
        held = self._columns
        rows, readings = np.array(owners, np.int64).T
        vectors = np.frombuffer(stored, np.int8).reshape(-1, self._indexer.size)
        held.rows.append(rows)
        held.readings.append(readings)
        held.vectors.append(vectors)
        for signs, new in zip(held.signs, _signs_of(vectors).T, strict=True):
            signs.append(new)
        self._sorted = None
        for start in range(0, len(vectors), _ROWS):
            # Squares of bytes are summed in float32: they do not fit into a byte.
            wide = vectors[start : start + _ROWS].astype(np.float32)
            held.lengths.append(np.sqrt(np.einsum("ij,ij->i", wide, wide)))

    def _begun(self, view: View) -> VectorColumns:
        """What the file holds, if that is what the case holds; else nothing yet."""
        held = self._kept.load() if self._kept is not None else None
        if held is not None and self._is_of(view, held):
            return held
        if self._kept is not None:
            self._kept.refuse()
        return VectorColumns.empty(self._indexer.size)

    def _is_of(self, view: View, held: VectorColumns) -> bool:
        """Whether the columns are those of a case, by a sample: not another's, nor an earlier state's, nor damaged."""
        numbers = np.unique(np.linspace(0, len(held.rows) - 1, _SAMPLE).astype(np.int64))
        rows, vectors = held.rows[numbers].tolist(), held.vectors[numbers]
        sample = zip(rows, held.readings[numbers].tolist(), map(bytes, vectors), strict=True)
        if list(sample) != view.vectors_in_rows(self._indexer.model, rows):
            return False
        signs = np.stack([column[numbers] for column in held.signs], axis=1)
        lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
        return np.array_equal(signs, _signs_of(vectors)) and np.allclose(held.lengths[numbers], lengths)

    @property
    def _columns(self) -> VectorColumns:
        if self._held is None:
            self._held = VectorColumns.empty(self._indexer.size)
        return self._held


def _signs_of(vectors: NDArray[np.int8] | Floats) -> NDArray[np.uint64]:
    """The signs of vectors, a bit for each number, 64 to an integer."""
    signs = np.packbits(vectors > 0, axis=1)
    padded = np.zeros((len(signs), -(-signs.shape[1] // 8) * 8), np.uint8)
    padded[:, : signs.shape[1]] = signs
    return padded.view(np.uint64)


def _differing(columns: Sequence[NDArray[np.uint64]], own: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """How many signs of each vector differ from those of one; by blocks that stay in a processor's cache."""
    differ = np.zeros(len(columns[0]), np.uint16)
    apart, counted = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint8)
    for start in range(0, len(differ), _BLOCK):
        block = differ[start : start + _BLOCK]
        size = len(block)
        for signs, word in zip(columns, own, strict=True):
            np.bitwise_xor(signs[start : start + size], word, out=apart[:size])
            block += np.bitwise_count(apart[:size], out=counted[:size])
    return differ
