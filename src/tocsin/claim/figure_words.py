"""The words that a figure stands in: its topmost word, and the verbs above it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tocsin.model.parse import Token
from tocsin.model.quantity import Quantity

MOST_ABOVE = 12
"""Words above a figure that are looked at."""
_VERBS = ("VERB", "AUX")


def figure_word(quantity: Quantity, words: Sequence[Token]) -> Token | None:
    """The topmost of a figure's words, among those of its sentence in order; None if it has none there."""
    at = max(0, bisect_left(words, quantity.start, key=lambda word: word.start) - 1)
    inside = []
    for word in words[at:]:
        if word.start >= quantity.end:
            break
        if word.end > quantity.start:
            inside.append(word)
    if not inside:
        return None
    return next((one for one in inside if one.head is one or one.head not in inside), inside[0])


def verbs_above(word: Token) -> Iterator[tuple[Token, Token]]:
    """The verbs above a word, nearest first, each with the word right under it on the way."""
    below = word
    for number, above in enumerate(word.ancestors()):
        if number == MOST_ABOVE:
            return
        if above.pos in _VERBS:
            yield above, below
        below = above
