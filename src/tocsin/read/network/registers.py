"""What kind of text a paragraph is from, by its everyday words and the way it is put together.

Readers of a news report and readers of a forum's post give like sentences unlike certainty; the network learned both.
"""

from collections import Counter
from collections.abc import Sequence

from tocsin.model.parse import Token

_LONG_WORD = 5


def describe_paragraph(words: Sequence[Token]) -> list[str]:
    """The symbols of a paragraph, without repetition, in a fixed order."""
    if not words:
        return []
    symbols: dict[str, None] = {f"size={min(8, len(words) // 6)}": None}
    for pos, count in Counter(word.pos for word in words).items():
        symbols[f"share={pos}{round(8 * count / len(words))}"] = None
    before: Token | None = None
    for word in words:
        is_word = word.lower.isalpha()
        symbols[f"word={word.lower}" if any(c.isalpha() for c in word.lower) else f"other={word.pos}"] = None
        if is_word and len(word.lower) > _LONG_WORD:
            symbols[f"ending={word.lower[-3:]}"] = None
        if before is not None:
            symbols[f"tags={before.pos}{word.pos}"] = None
            if is_word and before.lower.isalpha():
                symbols[f"words={before.lower} {word.lower}"] = None
        before = word
    return list(symbols)
