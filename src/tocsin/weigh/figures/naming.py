"""Whose things are, where the name asked for is in no table of countries: "Galdrian soldiers", by how the case writes it."""

from collections.abc import Iterable, Mapping
from itertools import takewhile

from tocsin.lexicon.language import Lexicon
from tocsin.model.quantity import OwnerRule
from tocsin.weigh.figures.surroundings import Surroundings

_LEAST = 4
"""Letters that two forms of one name begin with, at least."""


class Names:
    """The words of a subject that the documents of a case only ever write with a capital, in any form of the name.

    Attributes:
        words: Those words, as forms.
    """

    def __init__(self, lexicon: Lexicon, modifiers: Iterable[str], around: Mapping[str, Surroundings]) -> None:
        """Take the words that tell which things are asked for, and what the documents say."""
        self._endings = frozenset(lexicon.table("counted")["nations_endings"]["endings"])
        written: dict[str, bool] = {}
        for text in around.values():
            for word in text.words:
                lower = word.lower()
                written[lower] = written.get(lower, True) and word[0].isupper()
        self._written = written
        self.words = frozenset(
            one for one in modifiers
            if (found := [capital for word, capital in written.items() if self._is_form_of(word, one)]) and all(found)
        )  # fmt: skip

    def among(self, words: Iterable[str]) -> str | None:
        """The first of some words that is one of the names, whatever its case."""
        return next((word for word in words for name in self.words if self._is_form_of(word.lower(), name)), None)

    def others(self, words: Iterable[str]) -> frozenset[str]:
        """Those of some forms that the case writes only with a capital, and that are none of these names."""
        return frozenset(word for word in words if self._written.get(word, False) and not self.among((word,)))

    def told(
        self, phrase: Iterable[str], sentence: Surroundings, document: Surroundings
    ) -> tuple[OwnerRule, str] | None:
        """By what it is told that the things are theirs, with the name: their phrase, their sentence, or their document."""
        places = {OwnerRule.FIGURE: phrase, OwnerRule.SENTENCE: sentence.words, OwnerRule.BEFORE: document.words}
        return next(((rule, name) for rule, words in places.items() if (name := self.among(words)) is not None), None)

    def _is_form_of(self, word: str, name: str) -> bool:
        """Whether two words are forms of one name: "galdria", "galdrians"."""
        begin = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, name, strict=False)))
        return begin >= min(_LEAST, len(name)) and word[begin:] in self._endings and name[begin:] in self._endings
