"""Words made comparable: one form for singular and plural, and for words that name one thing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tocsin.lexicon.counted import counted_things
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
        things = counted_things(lexicon)
        self.form, self.forms = things.form, things.forms
        self.kinds, self.generic, self.neutral, self.containers = (
            things.kinds,
            things.generic,
            things.neutral,
            things.containers,
        )
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        numbers = lexicon.table("quantities")
        kinds = [words for words in numbers["cardinals"].values() if isinstance(words, dict)]
        self._numbers = frozenset(numbers["plurals"]).union(*kinds)

    def is_number(self, word: str) -> bool:
        """Whether a word in lower case is a number: "40", "forty-two", "2.5k"."""
        return all(part[:1].isdigit() or part in self._numbers for part in word.split("-"))

    def _of(self, text: str) -> tuple[Word, ...]:
        """The words of a text, in order."""
        found = islice(_WORD.finditer(text), _LONGEST)
        return tuple(Word(self.form(match[0].lower()), match[0].lower(), *match.span()) for match in found)
