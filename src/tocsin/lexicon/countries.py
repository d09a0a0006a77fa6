"""Which country a word stands for: its name, what comes from it, or its capital, which speaks for its government."""

import re
from functools import cache

from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.nations import nations

_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_OWNS = re.compile(r"['’]s?$")
_TOWN = 200_000
"""Inhabitants of a capital whose name is taken for it: smaller ones share theirs with other places and words."""


class Countries:
    """Finds the countries that words of one language stand for, as ISO 3166-1 codes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nations = nations(lexicon)
        self.of = cache(self._of)
        self.within = cache(self._within)

    def _of(self, word: str) -> str:
        """The country of a word, whatever its case; "" for none."""
        found, _ = self._nations.asked(word)
        if found:
            return found[0].country
        entries = gazetteer().find(word.title())
        return next(
            (one.country for one in entries if one.own and one.type == "capital" and one.population >= _TOWN), ""
        )

    def _within(self, text: str) -> frozenset[str]:
        """The countries that the capitalised words of a text stand for."""
        written = (match[0] for match in _NAME.finditer(text))
        return frozenset(self.of(_OWNS.sub("", word).lower()) for word in written if word[0].isupper()) - {""}


@cache
def countries(lexicon: Lexicon) -> Countries:
    """The countries of a language, compiled once."""
    return Countries(lexicon)
