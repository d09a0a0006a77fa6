"""How a name is spelled in one script or another: words by what they sound like, so that transliterations are one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from anyascii import anyascii

from tocsin.lexicon.language import names_lexicon

Sounds = tuple[str, ...]
"""The ways in which a word can be sounded out, each a string of the signs of `names/sounds.toml`."""
_MOST = 256
"""Ways of one word that are kept: ambiguous letters multiply, and names have few of them."""
_LONGEST = 48
"""Letters of a word that are looked at."""
_KEPT = 1 << 18
_QUIET = re.compile(r"['’‘ʼ`´ʹ′″\"]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_MANNERS = ("german", "english")
"""Languages whose letters for Slavic sounds are known to be read in one way."""
_VOWELS = re.compile(r"[aeiou]")

Rules = Sequence[tuple[re.Pattern[str], str]]


class Speller:
    """Sounds words out, by the tables of `names/sounds.toml`."""

    def __init__(self, table: Mapping[str, Mapping[str, list[str]]]) -> None:
        self._cyrillic, self._latin = table["cyrillic"], table["latin"]
        self._manners = {name: table[name] for name in _MANNERS}
        self._same, self._spoken = _rules(table["same"]["rules"]), _rules(table["belarusian"]["rules"])
        self._eastern = _rules(table["eastern"]["rules"])
        self._belarusian_letters = frozenset(table["belarusian"]["letters"])
        self._belarusian_signs = re.compile("|".join(table["belarusian"]["signs"]))
        self._latvian_letters = frozenset(table["latvian"]["letters"])
        self._latvian_endings = tuple(table["latvian"]["endings"])
        self.sounds = lru_cache(maxsize=_KEPT)(self._sounds)
        self.spoken = lru_cache(maxsize=_KEPT)(self._as_spoken)

    def manner(self, name: str) -> str:
        """The language in whose manner a name is romanised, as far as its letters tell: “german”, “english” or none."""
        lower = f"{name.lower()} "
        return next((one for one, table in self._manners.items() if any(sign in lower for sign in table["signs"])), "")

    def is_belarusian(self, word: str) -> bool:
        """Whether a word is written as Belarusian writes it, in either script."""
        lower = word.lower()
        return not self._belarusian_letters.isdisjoint(lower) or self._belarusian_signs.search(lower) is not None

    def is_latvian(self, word: str) -> bool:
        """Whether a word has letters that only Latvian writes."""
        return not self._latvian_letters.isdisjoint(word.lower())

    def without_ending(self, sounds: str) -> str:
        """A word without the ending that Latvian gives it."""
        ending = next((one for one in self._latvian_endings if sounds.endswith(one)), "")
        return sounds.removesuffix(ending) if len(sounds) > len(ending) + 2 else sounds

    def _sounds(self, word: str, manner: str = "") -> Sounds:
        """The ways in which a word can be sounded out, the likeliest first; none for what holds no letter or digit."""
        letters = _QUIET.sub("", unicodedata.normalize("NFC", word).lower())[:_LONGEST]
        if is_cyrillic(letters):
            parts = self._parts(letters, self._cyrillic, {})
        else:
            letters = "".join(char if self._is_latin(char) else anyascii(char).lower() for char in letters)
            parts = self._parts(letters, self._latin, self._manners.get(manner, {}))
        ways = ("".join(way) for way in _some(parts))
        return tuple(dict.fromkeys(filter(None, (_replaced(way, self._same) for way in ways))))

    def _is_latin(self, char: str) -> bool:
        return char in self._latin or _bare(char) in self._latin

    def _parts(
        self, letters: str, table: Mapping[str, list[str]], other: Mapping[str, list[str]]
    ) -> list[Sequence[str]]:
        """The ways of each letter, or group of letters, the longest group first."""
        longest = 7
        found: list[Sequence[str]] = []
        at = 0
        while at < len(letters):
            for size in range(min(longest, len(letters) - at), 0, -1):
                group = letters[at : at + size]
                ways = other.get(group) or table.get(group)
                if ways is None and size == 1:
                    ways = table.get(_bare(group)) or ([group] if group.isdigit() else [""])
                if ways is not None:
                    found.append(ways)
                    at += size
                    break
        return found

    def _as_spoken(self, sounds: str) -> str:
        """What is left of a word where Belarusian, which writes what is heard, and Russian may differ."""
        return _replaced(sounds, self._spoken)

    def eastern(self, sounds: str) -> str:
        """What is left of a word of Arabic or Persian origin, whose vowels are written as each text hears them."""
        return _replaced(sounds, self._eastern)

    def skeleton(self, sounds: str) -> str:
        """The consonants of a word, as far as spellings agree on them: what names are looked up by."""
        return _VOWELS.sub("", self.spoken(sounds)).replace("H", "G")


def is_cyrillic(text: str) -> bool:
    """Whether a text has a letter of the Cyrillic script."""
    return _CYRILLIC.search(text) is not None


def _rules(table: Iterable[Sequence[str]]) -> Rules:
    return tuple((re.compile(pattern), other) for pattern, other in table)


def _replaced(text: str, rules: Rules) -> str:
    for pattern, other in rules:
        text = pattern.sub(other, text)
    return text


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def _some(parts: Sequence[Sequence[str]]) -> Iterable[tuple[str, ...]]:
    """Some ways to say the parts of a word one after another; of a word with very many only those that begin them."""
    number = 1
    kept = []
    for ways in parts:
        taken = ways if number * len(ways) <= _MOST else ways[:1]
        number *= len(taken)
        kept.append(taken)
    return product(*kept)


@cache
def speller() -> Speller:
    """The speller, made once."""
    return Speller(names_lexicon().table("sounds"))
