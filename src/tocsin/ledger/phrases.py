"""What a person typed to look for, taken apart."""

import re


def phrases(words: str) -> list[str]:
    """Every word, and “words in quotes” as one phrase, each without what is no letter or digit."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    return [plain for phrase, word in parts if (plain := plain_words(phrase or word))]


def plain_words(text: str) -> str:
    """The words of a text, each separated by a space, without anything that could have a meaning in a query."""
    return " ".join(re.findall(r"[^\W_]+", text))
