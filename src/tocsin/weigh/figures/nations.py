"""Countries as they are named beside what is counted: "Norlandish tanks", "tanks of Norland", "Norland's losses"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import Lexicon

_BEFORE = re.compile(r"([^\W_]+)\W{1,2}$")
_BEHIND = r"(?:s|['’]s?|s['’])?(?![^\W_])"

_NEAR = 24
"""Characters before a name in which the word before it stands."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A country by its ISO code, as it is named and where, and the word right before it in lower case."""

    code: str
    name: str
    start: int
    end: int
    before: str


class Nations:
    """The names and adjectives of countries in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = dict(lexicon.table("places")["demonyms"])
        for country, more in lexicon.table("counted")["nations"].items():
            names[country] = [*names.get(country, ()), *more]
        codes = {country: _code(country) for country in names}
        self._codes = {name: codes[country] for country, more in names.items() for name in (country, *more)}
        self._codes = {name: code for name, code in self._codes.items() if code}
        self._lower = {name.lower(): code for name, code in self._codes.items()}
        longest = sorted(map(re.escape, self._codes), key=len, reverse=True)
        self._written = re.compile(rf"(?<![^\W_])({'|'.join(longest)}){_BEHIND}")
        self._any = re.compile(self._written.pattern, re.IGNORECASE)
        self._articles = frozenset(lexicon.table("parties")["names"]["articles"])

    def named(self, text: str) -> Iterator[Mention]:
        """The countries named in a text, in order; a name counts only as it is written, with its capital."""
        for match in self._written.finditer(text):
            yield Mention(self._codes[match[1]], match[1], *match.span(), self._word_before(text, match.start()))

    def asked(self, text: str) -> Iterator[Mention]:
        """The same of what a person typed, whatever its case."""
        for match in self._any.finditer(text):
            yield Mention(
                self._lower[match[1].lower()], match[1], *match.span(), self._word_before(text, match.start())
            )

    def _word_before(self, text: str, position: int) -> str:
        """The word right before a position, an article left out, in lower case."""
        match = _BEFORE.search(text[max(0, position - _NEAR) : position].lower())
        if match is not None and match[1] in self._articles:
            return self._word_before(text, position - len(match[0]))
        return match[1] if match else ""


@cache
def _code(country: str) -> str:
    """The ISO code of a country by its name, "" for a continent or a name that is no country's."""
    return next((entry.country for entry in gazetteer().find(country) if entry.type == "country"), "")
