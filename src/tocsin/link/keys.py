"""Keys by which claims that may stand in a relation find each other: words they share, and stretches that one copied."""

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from rensa import RMinHash

from tocsin.link.profile import Profile
from tocsin.link.words import Wording

_SHINGLE = 3
"""Words of a stretch that is hashed."""
_BANDS = 6
_ROWS = 2
"""Two sentences of which the share J of stretches is common to both share a band with chance 1 - (1 - J²)⁶: .82 at J = .5."""
_SEED = 7
_LEAST = 6
"""Words of the shortest sentence that can be told to be copied."""


def keys(profile: Profile) -> frozenset[int]:
    """What a claim can be found by, as numbers of 32 bits: the contents of its sentence, and the bands of its MinHash."""
    return frozenset((*_words(profile.passage.contents), *_bands(profile.passage)))


def _words(contents: Iterable[str]) -> Iterator[int]:
    for word in contents:
        yield crc32(word.encode("utf-8", "replace"))


def _bands(wording: Wording) -> Iterator[int]:
    """Keys that sentences share whose words are mostly the same in the same order (Broder 1997, with the usual bands)."""
    if len(wording.written) < _LEAST:
        return
    signature = _signature(wording.written)
    for number in range(_BANDS):
        band = signature[number * _ROWS : (number + 1) * _ROWS]
        yield crc32(f"{RMinHash.ALGORITHM_VERSION} {number} {band}".encode())


def _signature(words: Sequence[str]) -> list[int]:
    made = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    made.update([" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)])
    return list(made.digest())
