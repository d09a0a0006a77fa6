"""Countries as they are named with what is counted: "Norlandish tanks", "tanks of Norland", "Norland's losses"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon

_PIECE = re.compile(r"[^\W_]+(?:(?:['’.]|-(?=\d))[^\W_]+)*[.'’]?")
"""A word as a parser cuts it: hyphens part words but not what a number follows ("T-72")."""


class Nation(NamedTuple):
    """A country by its ISO 3166-1 code, as it is named, from the word at `first` to the one before `end`."""

    country: str
    name: str
    first: int
    end: int


class Nations:
    """The names and adjectives of countries in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        counted = lexicon.table("counted")
        self._possessive = tuple(counted["forms"]["possessive"])
        names = dict(lexicon.table("demonyms"))
        for country, more in counted["nations"].items():
            names[country] = [*names.get(country, ()), *more]
        codes = {country: _code(country) for country in names}
        self._codes = {
            " ".join(map(self._bare, _PIECE.findall(name))): codes[country]
            for country, more in names.items() if codes[country] for name in (country, *more)
        }  # fmt: skip
        self._lower = {name.lower(): code for name, code in self._codes.items()}
        self._most = max((len(name.split()) for name in self._codes), default=0)
        self._openings = {name.split()[0] for name in (*self._codes, *self._lower)}

    def named(self, words: Sequence[str]) -> Iterator[Nation]:
        """The countries named in some words, signs left out; a name counts only as it is written, with its capital."""
        return self._found(words, self._codes)

    def asked(self, text: str) -> tuple[list[Nation], list[str]]:
        """The countries that a person typed, whatever their case, and the words that are left of the text without them."""
        words = _PIECE.findall(text.lower())
        found = list(self._found(words, self._lower))
        taken = {at for nation in found for at in range(nation.first, nation.end)}
        return found, [word for at, word in enumerate(words) if at not in taken]

    def _found(self, words: Sequence[str], codes: Mapping[str, str]) -> Iterator[Nation]:
        end, written = 0, codes is self._codes
        for at, word in enumerate(words):
            if at < end or (written and not word[0].isupper()):
                continue
            bare = self._bare(word)
            if bare not in self._openings and bare.removesuffix("s") not in self._openings:
                continue
            for last in range(min(len(words), at + self._most), at, -1):
                name = " ".join(map(self._bare, words[at:last]))
                name = name if name in codes else name.removesuffix("s")
                if name in codes:
                    end = last
                    yield Nation(codes[name], " ".join(words[at:last]), at, last)
                    break

    def _bare(self, word: str) -> str:
        for ending in (*self._possessive, "."):
            word = word.removesuffix(ending) or word
        return word


@cache
def nations(lexicon: Lexicon) -> Nations:
    """The countries of a language, compiled once."""
    return Nations(lexicon)


@cache
def _code(country: str) -> str:
    """The ISO code of a country by its name, "" for a continent or a name that is no country's."""
    return next((entry.country for entry in gazetteer().find(country) if entry.type == "country"), "")
