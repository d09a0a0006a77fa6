"""Texts as words to compare, and what one text copied from another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.text.words import Word, WordForms, words

_RUN = 7
"""Words of the shortest stretch that counts as copied."""
LONGEST = 400
"""Words of a text that are compared: a sentence is shorter, and what only looks like one must not cost much."""
_KEPT = 2048
"""Texts that are kept as words: a sentence is the sentence of several claims, and stands around others."""
_PAIRS = 4096
"""Pairs of sentences of which it is kept what one has of the other: each of their claims asks for it."""


@dataclass(frozen=True, eq=False)
class Wording:
    """A text as words.

    Attributes:
        words: Its words, with where they stand.
        forms: The form in which each is compared, in the same order; empty where a word carries no content.
    """

    words: tuple[Word, ...]
    forms: tuple[str, ...]

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The words as they are written, in lower case."""
        return tuple(word.lower for word in self.words)

    @cached_property
    def contents(self) -> frozenset[str]:
        """The forms of the words of content."""
        return frozenset(self.forms) - {""}

    @cached_property
    def stretches(self) -> frozenset[tuple[str, ...]]:
        """Every stretch of as many words as must be the same to count as copied."""
        return frozenset(self.written[at : at + _RUN] for at in range(len(self.words) - _RUN + 1))

    def part(self, start: int, end: int) -> "Wording":
        """The words that stand between two places of the text."""
        first = bisect_left(self.words, start, key=lambda word: word.start)
        last = bisect_right(self.words, end, key=lambda word: word.end)
        return Wording(self.words[first:last], self.forms[first:last])


class Wordings:
    """Reads texts of one language as words; `form` gives the form of one word in lower case."""

    def __init__(self, lexicon: Lexicon) -> None:
        asked, table = lexicon.table("questions"), lexicon.table("links")
        self._stems = WordForms(table["forms"], alike=asked["alike"]["groups"])
        self._things = counted_things(lexicon)
        lands = {
            word.lower(): land.lower() for land, more in lexicon.table("demonyms").items() for word in (land, *more)
        }
        #: The countries and continents by their names and adjectives, in lower case.
        self.lands = {**lands, **{f"{word}s": land for word, land in lands.items()}}
        self.form = lru_cache(maxsize=_KEPT)(self._form)
        self._empty = frozenset((*asked["words"]["empty"], *asked["words"]["speech"], *table["words"]["empty"]))
        self.of = lru_cache(maxsize=_KEPT)(self._of)

    def forms(self, words: Iterable[str]) -> frozenset[str]:
        """The forms of several words in lower case."""
        return frozenset(self.form(word) for word in words)

    def contents(self, name: str) -> frozenset[str]:
        """The forms of the words of content of a name."""
        return self.of(name).contents

    def _of(self, text: str) -> Wording:
        found = tuple(words(text, most=LONGEST))
        return Wording(found, tuple(self._form_of(word.lower) for word in found))

    def _form(self, word: str) -> str:
        """One for words that name one thing: "vessels" and "ship", "Norlandish" and "Norland"."""
        return self._stems.form(self._things.form(self.lands.get(word, word)))

    def _form_of(self, word: str) -> str:
        return "" if word in self._empty or word.isdigit() or len(word) == 1 else self.form(word)


def is_inside(text: str, word: Word) -> bool:
    """Whether a word of a text stands within a sentence, or behind a hyphen ("San-Remo"), where a capital tells a name."""
    before = text[max(0, word.start - 2) : word.start]
    return (before[1:] == " " and (before[0].isalnum() or before[0] in "_,;:")) or (
        before[1:] == "-" and before[0].isalpha()
    )


@lru_cache(maxsize=_PAIRS)
def copied(left: Wording, right: Wording) -> tuple[int, float]:
    """The words of the longest stretch that stands in both, and the share of the shorter text that the other has in order.

    A stretch that is too short to count as copied is none.
    """
    # Most pairs have no stretch in common, and need not be gone through word by word.
    if left.stretches.isdisjoint(right.stretches):
        return 0, 0.0
    least = min(len(left.written), len(right.written))
    return longest_run(left.written, right.written), in_order(left.written, right.written) / least


def longest_run(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """The number of words in the longest stretch that stands in both, word for word."""
    own, other = f" {' '.join(left)} ", f" {' '.join(right)} "
    spaces = [0, *accumulate(len(word) + 1 for word in left)]
    best = 0
    for start in range(len(left)):
        while start + best < len(left) and own[spaces[start] : spaces[start + best + 1] + 1] in other:
            best += 1
    return best


def in_order(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """The number of words that stand in both in the same order, others between them or not (Hyyrö 2004, bit-parallel)."""
    where: dict[str, int] = {}
    for number, word in enumerate(left):
        where[word] = where.get(word, 0) | 1 << number
    every = (1 << len(left)) - 1
    # A bit that is not set is a word of the left text that is in the longest common sequence.
    row = every
    for word in right:
        here = row & where.get(word, 0)
        row = ((row + here) | (row - here)) & every
    return len(left) - row.bit_count()
