"""The words of a text, and the form in which two words are compared."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

_KEPT = 1 << 16
"""Words whose form is kept ready."""


class Word(NamedTuple):
    """A word in lower case, and where it stands in its text."""

    lower: str
    start: int
    end: int


def words(text: str, *, inside: str = "", most: int | None = None) -> Iterator[Word]:
    """The words of a text in their order, `most` of them: what only looks like a sentence must not cost much.

    Signs `inside` belong to a word between its parts: with "-." the hyphen of "tank-like", the full stop of "U.S".
    """
    for match in islice(_pattern(inside).finditer(text), most):
        yield Word(match[0].lower(), *match.span())


def lower_words(text: str, *, inside: str = "") -> list[str]:
    """The same in lower case, where it does not matter where they stand: that takes a quarter of the time."""
    return [word.lower() for word in _pattern(inside).findall(text)]


@cache
def _pattern(inside: str) -> re.Pattern[str]:
    return re.compile(rf"[^\W_]+(?:[{re.escape(inside)}][^\W_]+)*" if inside else r"[^\W_]+")


class WordForms:
    """Brings the words of one language to one form: without endings, one for words that name one thing.

    The table of a lexicon has:

    - `endings`: what is taken off, the longest that fits; a pair of an ending and what takes its place may stand instead
    - `keep`: endings that stay, and keep a shorter one from being taken off
    - `least`: letters that stay at least
    - `rounds`: how often an ending is taken off, once by default
    - `undouble`: whether a consonant that was doubled before the ending is made single ("stopped", "stop")
    - `possessive`: what is taken off before anything else
    - `irregular`: forms that no ending gives
    - `alike`: groups of words that name one thing; the first of a group stands for all, the first group counts
    """

    def __init__(self, table: Mapping[str, Any], *, alike: Iterable[Sequence[str]] = ()) -> None:
        """Take in a table; `alike` are more groups, which count after those of the table."""
        pairs = [(one, "") if isinstance(one, str) else (one[0], one[1]) for one in table["endings"]]
        pairs += [(ending, ending) for ending in table.get("keep", ())]
        self._endings = tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
        self._least: int = table["least"]
        self._rounds: int = table.get("rounds", 1)
        self._undouble: bool = table.get("undouble", False)
        self._possessive: tuple[str, ...] = tuple(table.get("possessive", ()))
        self._irregular: Mapping[str, str] = table.get("irregular", {})
        groups = [*table.get("alike", ()), *alike]
        self._alike = {self._stem(word): self._stem(group[0]) for group in reversed(groups) for word in group}
        self.form = lru_cache(maxsize=_KEPT)(self._form)

    def forms(self, words: Iterable[str]) -> frozenset[str]:
        """The forms of several words in lower case."""
        return frozenset(self.form(word) for word in words)

    def _form(self, word: str) -> str:
        stem = self._stem(word)
        return self._alike.get(stem, stem)

    def _stem(self, word: str) -> str:
        for ending in self._possessive:
            word = word.removesuffix(ending)
        if word in self._irregular:
            return self._irregular[word]
        for _ in range(self._rounds):
            word = self._shorter(word)
        return word

    def _shorter(self, word: str) -> str:
        for ending, instead in self._endings:
            if word.endswith(ending) and (ending == instead or len(word) - len(ending) >= self._least):
                stem = word[: len(word) - len(ending)] + instead
                doubled = self._undouble and len(stem) > self._least and stem[-1] == stem[-2]
                return stem[:-1] if doubled else stem
        return word
