"""Words of a scenario made comparable with words of a claim."""

import re
from collections.abc import Iterable

from tocsin.model.letters import bare

_WORD = re.compile(r"(\w+)(\*?)")
ANY_ENDING = "*"


def folded(text: str) -> str:
    """Text without case and accents."""
    return text.lower() if text.isascii() else bare(text)


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


def words_of(text: str) -> set[str]:
    """The words of folded text."""
    return set(re.findall(r"\w+", text))
