"""Which claims of a case may be compared: those that share the rarest keys, words in common or stretches that one copied."""

from bisect import insort
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from heapq import nsmallest
from math import log
from zlib import crc32

from rensa import RMinHash

from tocsin.link.words import Wording

_SHINGLE = 3
"""Words of a stretch that is hashed."""
_BANDS = 6
_ROWS = 2
"""Two sentences of which the share J of stretches is common to both share a band with chance 1 - (1 - J²)⁶: .82 at J = .5."""
_SEED = 7
_LEAST = 6
"""Words of the shortest sentence that can be told to be copied."""

_WANTED = 16
"""Keys by which a claim looks for others, its rarest; more keys would find almost no others."""
_MOST = 48
"""Claims that are found for each one: those that share most keys with it."""
_BEFORE = 50
"""Claims that a case is taken to hold in addition to its own, so that the words of a small one count."""
_KEPT = 50_000
"""Keys whose claims are kept at hand."""
_COUNTED = 200_000
"""Keys of which it is kept how many claims have them."""


class _Rarities(dict[str, float]):
    """How rare words are among the claims so far, worked out when a word is first asked for."""

    def __init__(self, of: Callable[[str], float]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> float:
        rarity = self[word] = self._of(word)
        return rarity


def keys_of(passage: Wording, told: Iterable[str]) -> Iterator[int]:
    """What a claim can be found by, as numbers of 32 bits: the contents of its sentence, what else it tells, and bands.

    The bands are of the sentence's MinHash.

    Sentences share bands whose words are mostly the same in the same order (Broder 1997, with the usual bands).
    """
    for word in passage.contents.union(told):
        yield _key(word)
    written = passage.written
    if len(written) >= _LEAST:
        made = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
        made.update([" ".join(written[at : at + _SHINGLE]) for at in range(len(written) - _SHINGLE + 1)])
        signature = list(made.digest())
        for number in range(_BANDS):
            band = signature[number * _ROWS : (number + 1) * _ROWS]
            yield crc32(f"{RMinHash.ALGORITHM_VERSION} {number} {band}".encode())


@lru_cache(maxsize=_KEPT)
def _key(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


class Candidates:
    """Finds for the claims of documents, in the order they were entered, those to compare each with.

    What is found depends on the documents before and on their order alone, not on how many are given at a time.
    """

    def __init__(
        self,
        frequencies: Callable[[Set[int]], Mapping[int, int]],
        latest: Callable[[Set[int]], Mapping[int, Sequence[int]]],
        *,
        most: int,
        common: int,
        depth: int,
    ) -> None:
        """Take in a case; what is asked of it does not grow with it.

        Args:
            frequencies: Gives in how many claims each of several keys stands.
            latest: Gives the rows of the latest claims with each of several keys, in their order; none where no claim has it.
            most: In how many claims the key stands that stands in most.
            common: The number of claims from which on a key is as common as any, and no longer counted.
            depth: How many claims with a key are looked at.
        """
        self._frequencies, self._latest, self._common, self._depth = frequencies, latest, common, depth
        self._often: dict[int, int] = {}
        self._rows: OrderedDict[int, list[int]] = OrderedDict()
        self._rarities = _Rarities(self._rarity)
        self.most = most

    @property
    def rarity(self) -> Callable[[str], float]:
        """Gives how rare a word is among the claims so far, 0 … 1, by its form.

        The inverse document frequency (Spärck Jones 1972), as a share of that of a word no claim has.
        """
        return self._rarities.__getitem__

    def _rarity(self, word: str) -> float:
        key = _key(word)
        if key not in self._often:
            self.look_up({key})
        whole = self.most + _BEFORE
        return max(0.0, log(whole / (self._often[key] + 1)) / log(whole))

    def look_up(self, keys: Set[int]) -> None:
        """Look up in one go in how many claims keys stand that will be asked for."""
        # Not a difference of sets, which would go through all that are known.
        new = {key for key in keys if key not in self._often}
        if new:
            self._often.update(self._frequencies(new))

    def find(self, documents: Iterable[Mapping[int, frozenset[int]]]) -> Iterator[dict[int, list[int]]]:
        """For each document the rows of the claims to compare each of its claims with, those that share most first.

        Each document gives the keys of its claims by their rows; they are known once it has been answered for, so that how
        rare a word is does not depend on how many documents are given at a time either.
        """
        given = [(document, Counter(key for own in document.values() for key in own)) for document in documents]
        if len(self._often) > _COUNTED:
            self._often.clear()
            self._rarities.clear()
        self.look_up({key for _, here in given for key in here})
        ahead = Counter[int]()
        wanted: dict[int, list[int]] = {}
        unknown: set[int] = set()
        for document, here in given:
            ahead.update(here)
            for row, own in document.items():
                wanted[row] = sorted(own, key=lambda key: (self._counted(key, ahead[key]), key))[:_WANTED]
                for key in wanted[row]:
                    if key in self._rows:
                        self._rows.move_to_end(key)
                    elif self._often[key]:
                        unknown.add(key)
                    else:
                        self._rows[key] = []
        self._rows.update((key, list(rows)) for key, rows in self._latest(unknown).items())
        for document, here in given:
            self._often.update({key: self._counted(key, number) for key, number in here.items()})
            self.most = max(self.most, max((self._often[key] for key in here), default=0))
            self._rarities.clear()
            found = {}
            for row in sorted(document):
                shared = Counter[int]()
                for key in wanted[row]:
                    shared.update(self._rows[key])
                most = nsmallest(_MOST, ((-number, -other) for other, number in shared.items()))
                found[row] = [-other for _, other in most]
                for key in document[row] & self._rows.keys():
                    rows = self._rows[key]
                    insort(rows, row)
                    del rows[: -self._depth]
            yield found
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def _counted(self, key: int, more: int) -> int:
        return min(self._common, self._often[key] + more)
