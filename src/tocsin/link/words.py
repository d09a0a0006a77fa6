"""The words of a report as they are compared: without what carries no content, and brought to one form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tocsin.lexicon.language import Lexicon

_WORD = re.compile(r"[^\W_]+")
_LEAST_STEM = 3
RUN = 7
"""Words of the shortest stretch that counts as copied."""
LONGEST = 400
"""Words of a text that are looked at: a sentence is shorter, and what only looks like one must not cost much."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text's words in order as written, the set of its contents, each in one form, and hashes of its stretches of RUN."""

    written: tuple[str, ...]
    contents: frozenset[str]
    runs: frozenset[int]


class WordForms:
    """Brings words to the form in which they are compared."""

    def __init__(self, lexicon: Lexicon) -> None:
        asked, table = lexicon.table("questions"), lexicon.table("links")["words"]
        self._whole = frozenset(table["whole"])
        self._endings = tuple(sorted({*table["endings"], *self._whole}, key=len, reverse=True))
        self._empty = frozenset((*asked["words"]["empty"], *asked["words"]["speech"], *table["empty"]))
        groups = [*table["alike"], *asked["alike"]["groups"]]
        self._alike = {self._stem(word): self._stem(group[0]) for group in reversed(groups) for word in group}
        self.of = lru_cache(maxsize=4096)(self._wording)
        self.form = lru_cache(maxsize=65536)(self._form)

    def _form(self, word: str) -> str:
        """The form of one word in lower case."""
        stem = self._stem(word)
        return self._alike.get(stem, stem)

    def forms(self, words: Iterable[str]) -> frozenset[str]:
        """The forms of several words."""
        return frozenset(self.form(word) for word in words)

    def _wording(self, text: str) -> Wording:
        written = tuple(match[0] for match in islice(_WORD.finditer(text.lower()), LONGEST))
        contents = (word for word in written if word not in self._empty and not word.isdigit() and len(word) > 1)
        runs = frozenset(hash(written[at : at + RUN]) for at in range(len(written) - RUN + 1))
        return Wording(written, self.forms(contents), runs)

    def _stem(self, word: str) -> str:
        """The word without its endings: that of inflection, and the one before it ("hospitals", "hospital")."""
        return self._cut(self._cut(word))

    def _cut(self, word: str) -> str:
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
                return word if ending in self._whole else word[: -len(ending)]
        return word


def shared_part(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter list that the other one holds too, 0 … 1."""
    least = min(len(left), len(right))
    return len(left & right) / least if least else 0.0


def longest_run(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """The number of words in the longest stretch that stands in both, word for word."""
    best, row = 0, [0] * (len(right) + 1)
    for word in left:
        above = 0
        for number, other in enumerate(right, start=1):
            row[number], above = (above + 1 if word == other else 0), row[number]
            best = max(best, row[number])
    return best


def in_order(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """The number of words that stand in both in the same order, others between them or not."""
    row = [0] * (len(right) + 1)
    for word in left:
        above = 0
        for number, other in enumerate(right, start=1):
            above, row[number] = row[number], (above + 1 if word == other else max(row[number], row[number - 1]))
    return row[-1]
