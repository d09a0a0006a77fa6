"""The words by which a text tells what it is about: nouns and names, and the stems of all words that mean something."""

from collections.abc import Iterable, Sequence

from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Token

NAMING = ("NOUN", "PROPN")
_CONTENT = (*NAMING, "VERB", "ADJ")
_STEM = 5
"""Letters by which words of a title are known again: "collapsing", "the collapse"."""
_TIMES = ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "QUANTITY")


class ContentWords:
    """Finds the words that tell what a text is about, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._generic = frozenset(lexicon.table("claims")["standalone"]["generic"])

    def named(self, words: Iterable[Token]) -> set[str]:
        """The nouns and names among some words."""
        return {
            word.lemma.lower()
            for word in words
            if word.pos in NAMING and word.entity not in _TIMES and word.lemma.lower() not in self._generic
        }

    def stems(self, words: Iterable[Token], *, kinds: Sequence[str] = _CONTENT) -> frozenset[str]:
        """The beginnings of the words of content among some."""
        return frozenset(
            word.lemma.lower()[:_STEM]
            for word in words
            if word.pos in kinds and word.entity not in _TIMES and word.lemma.lower() not in self._generic
        )
