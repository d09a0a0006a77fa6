"""Words of a scenario made comparable with words of a claim."""

import re
from collections.abc import Iterable

from tocsin.text.folding import folded

_WORD = re.compile(r"(\w+)(\*?)")
_WORDS = re.compile(r"\w+")
_SPACES = {code: " " for code in range(128) if not _WORDS.match(chr(code))}
_OPENING = 4


def has_word(phrase: str) -> bool:
    """Whether anything could ever match: a letter or digit stands there."""
    return _WORD.search(folded(phrase)) is not None


def misplaced_star(phrase: str) -> bool:
    """Whether a `*` stands elsewhere than at the end of a word."""
    return re.search(r"(?<!\w)\*|\*(?=\w)", phrase) is not None


def finder(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of the phrases in folded text, None where there is none; each word whole, next to each other."""
    # Between two words stands at least one sign that is no letter, so no stretch of text can be read in two ways.
    made = [
        r"\W+".join(word + (r"\w*" if star else "") for word, star in _WORD.findall(folded(phrase)))
        for phrase in phrases
    ]
    made = [one for one in made if one]
    return re.compile(rf"\b(?:{'|'.join(made)})\b") if made else None


def anchor(phrase: str) -> str | None:
    """The longest word of a phrase that must stand there as it is, None where each has an open ending."""
    return max((word for word, star in _WORD.findall(folded(phrase)) if not star), key=len, default=None)


def opening(phrase: str) -> str | None:
    """How the longest word of a phrase begins, by which it can be looked for; None where that is too short to help."""
    longest = max((word for word, _ in _WORD.findall(folded(phrase))), key=len, default="")
    return longest[:_OPENING] if len(longest) >= _OPENING else None


def clues_of(phrases: Iterable[str]) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """The words of phrases, as typed and folded, and how words begin of phrases without a whole one.

    All of one phrase, or such a beginning, stand in any text that has one of the phrases.
    """
    whole, begun = set(), set()
    for phrase in phrases:
        for typed in (folded(phrase), phrase.lower()):
            found = _WORD.findall(typed)
            words = tuple(word for word, star in found if not star)
            if words:
                whole.add(words)
            elif found:
                begun.add(max((word for word, _ in found), key=len)[:_OPENING])
    return frozenset(whole), frozenset(begun)


def openings_of(words: Iterable[str]) -> set[str]:
    """How the words of a text begin."""
    return {word[:_OPENING] for word in words}


def words_of(text: str) -> set[str]:
    """The words of folded text."""
    # Most texts are ASCII, which is taken apart faster so.
    return set(text.translate(_SPACES).split() if text.isascii() else _WORDS.findall(text))
