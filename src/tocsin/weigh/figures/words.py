"""Words made comparable: one form for singular and plural, and for words that name one thing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tocsin.lexicon.language import Lexicon

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*['’]?")
_LONGEST = 600
"""Words of a passage that are looked at: what only looks like a sentence must not cost much."""
_KEPT = 8192
"""Words, and passages, that are kept ready."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its form, as written in lower case, and where it stands."""

    form: str
    lower: str
    start: int
    end: int


class Words:
    """One language's words for things that are counted.

    `form` gives the form of a word in lower case, and `of` the words of a text, in order.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("estimates")
        forms, phrase = table["forms"], table["phrase"]
        self._endings: list[tuple[str, str]] = [(ending, instead) for ending, instead in forms["endings"]]
        self._keep = tuple(forms["keep"])
        self._irregular: dict[str, str] = forms["irregular"]
        self._possessive = tuple(forms["possessive"])
        groups: list[list[str]] = table["things"]["alike"]
        self._alike = {word: group[0] for group in groups for word in group}
        self.form = lru_cache(maxsize=_KEPT)(self._form)
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        self.kinds = {self.form(one): self.forms(kinds) for one, kinds in table["things"]["kinds"].items()}
        self.generic = self.forms(phrase["generic"])
        self.neutral = self.forms(phrase["neutral"])
        numbers = lexicon.table("quantities")
        kinds = [words for words in numbers["cardinals"].values() if isinstance(words, dict)]
        self._numbers = frozenset(numbers["plurals"]).union(*kinds)
        self.containers = self.forms(phrase["containers"])

    def is_number(self, word: str) -> bool:
        """Whether a word in lower case is a number: "40", "forty-two", "2.5k"."""
        return all(part[:1].isdigit() or part in self._numbers for part in word.split("-"))

    def forms(self, words: Iterable[str]) -> frozenset[str]:
        """The forms of several words."""
        return frozenset(self.form(word.lower()) for word in words)

    def _of(self, text: str) -> tuple[Word, ...]:
        """The words of a text, in order."""
        found = islice(_WORD.finditer(text), _LONGEST)
        return tuple(Word(self.form(match[0].lower()), match[0].lower(), *match.span()) for match in found)

    def _form(self, word: str) -> str:
        for ending in self._possessive:
            word = word.removesuffix(ending)
        if word not in self._alike:
            word = self._singular(word)
        return self._alike.get(word, word)

    def _singular(self, word: str) -> str:
        if word in self._irregular:
            return self._irregular[word]
        if word.endswith(self._keep):
            return word
        for ending, instead in self._endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word.removesuffix(ending) + instead
        return word
