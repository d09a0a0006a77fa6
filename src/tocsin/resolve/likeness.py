"""How alike two names are written, whatever their parts are: what the score of those that do not match tells."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tocsin.resolve.spelling import speller

_WORD = re.compile(r"[^\W_]+")
_WORDS = 12
"""Words of a name that are compared."""
_LETTERS = 80
"""Sounds of a name that are compared."""


def likeness(one: str, other: str) -> float:
    """How alike two names sound, from 0 to 1: one less the share of the sounds that have to be changed.

    A change is a sound more, less or another one, or two that change places (optimal string alignment). The words are
    taken in their order, sorted, and as one word; the best of the three counts.
    """
    ways = zip(_ways(one), _ways(other), strict=True)
    return max(1 - _changes(left, right) / max(len(left), len(right), 1) for left, right in ways)


def _ways(name: str) -> Iterator[str]:
    sounds = (speller().sounds(match[0]) for match in islice(_WORD.finditer(name), _WORDS))
    words = [ways[0] for ways in sounds if ways]
    yield " ".join(words)[:_LETTERS]
    yield " ".join(sorted(words))[:_LETTERS]
    yield "".join(words)[:_LETTERS]


def _changes(one: str, other: str) -> int:
    rows: list[Sequence[int]] = [range(len(other) + 1)]
    for at, sound in enumerate(one):
        above, row = rows[-1], [at + 1]
        for place, against in enumerate(other):
            least = min(above[place + 1] + 1, row[place] + 1, above[place] + (sound != against))
            if at and place and sound == other[place - 1] and one[at - 1] == against:
                least = min(least, rows[-2][place - 1] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]
