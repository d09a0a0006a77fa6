"""The words of a report as they are compared: without what carries no content, and brought to one form."""

from dataclasses import dataclass
from functools import lru_cache

from tocsin.lexicon.language import Lexicon
from tocsin.text.words import WordForms, words

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


class Wordings:
    """Reads texts of one language as words to compare; `form` gives the form of one word in lower case."""

    def __init__(self, lexicon: Lexicon) -> None:
        asked, table = lexicon.table("questions"), lexicon.table("links")
        forms = WordForms(table["forms"], alike=asked["alike"]["groups"])
        self.form, self.forms = forms.form, forms.forms
        self._empty = frozenset((*asked["words"]["empty"], *asked["words"]["speech"], *table["words"]["empty"]))
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, text: str) -> Wording:
        written = tuple(word.lower for word in words(text, most=LONGEST))
        contents = (word for word in written if word not in self._empty and not word.isdigit() and len(word) > 1)
        runs = frozenset(hash(written[at : at + RUN]) for at in range(len(written) - RUN + 1))
        return Wording(written, self.forms(contents), runs)


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
