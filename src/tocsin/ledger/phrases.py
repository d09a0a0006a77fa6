"""What a person typed to look for, taken apart."""

import re

_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ss": "ß"}
_SUFFIXES = ("ed", "er", "ers", "es", "ied", "ies", "ing", "ly", "y")
_LAST = ("d", "g", "s")
"""Letters that complete such a suffix."""
_SHORTEST_STEM = 2
"""Letters of the shortest stem that a word of four letters can have."""


def phrases(words: str) -> list[str]:
    """Every word, and “words in quotes” as one phrase, each without what is no letter or digit."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    return [plain for phrase, word in parts if (plain := plain_words(phrase or word))]


def plain_words(text: str) -> str:
    """The words of a text, each separated by a space, without anything that could have a meaning in a query."""
    return " ".join(re.findall(r"[^\W_]+", text))


def spellings(word: str) -> list[str]:
    """A word, or the beginning of one, as texts have it: some set several of its letters as one."""
    joined = plain = plain_words(word)
    for apart, one in _LIGATURES.items():
        joined = joined.replace(apart, one)
    return list(dict.fromkeys((plain, joined)))


def around(beginning: str) -> list[str]:
    """Words by whose stems those are found that begin so and have a shorter stem, as "tying" has."""
    plain = plain_words(beginning)
    ends = range(_SHORTEST_STEM, len(plain))
    shorter = (plain[:end] for end in ends if any(suffix.startswith(plain[end:]) for suffix in _SUFFIXES))
    return [*shorter, *(plain + last for last in _LAST)]
