"""The stretches of a text that are looked at for times: most sentences hold none and need no closer look."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tocsin.model.parse import Sentence

_LONGEST_STAMP = 60


class Passage(NamedTuple):
    """Sentences of one block that are read together: a time may run over the end of one, after "Nov.".

    Attributes:
        block: The block they stand in, negative for a stamp that is no sentence.
        opens: Whether the block begins with them.
        runs_on: Whether the line goes on behind them in another block, as it does behind a dateline.
    """

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    block: int
    opens: bool
    runs_on: bool


def passages(text: str, sentences: Sequence[Sentence], hints: Callable[[Sentence], bool]) -> Iterator[Passage]:
    """The passages that may hold a time, in order, with the stamps that stand alone on their line between them."""
    done, block = 0, -1
    groups = [
        (hinting, tuple(group))
        for (_, hinting), group in groupby(sentences, key=lambda sentence: (sentence.block, hints(sentence)))
    ]
    for number, (hinting, group) in enumerate(groups):
        start, end = group[0].start, group[-1].end
        yield from _stamps(text, done, start)
        behind = groups[number + 1][1][0] if number + 1 < len(groups) else None
        opens, block, done = group[0].block != block, group[0].block, end
        if hinting:
            leaves = behind is not None and behind.block != block and "\n" not in text[end : behind.start]
            yield Passage(start, end, group, block, opens, opens and leaves)
    yield from _stamps(text, done, len(text))


def _stamps(text: str, start: int, end: int) -> Iterator[Passage]:
    """Brackets with figures on a line that the parser was not given."""
    opening = text.find("[", start, end)
    while opening >= 0:
        closing = text.find("]", opening, min(end, opening + _LONGEST_STAMP))
        if closing >= 0 and any(char.isdecimal() for char in text[opening:closing]):
            yield Passage(opening, closing + 1, (), -1, True, False)
        opening = text.find("[", max(closing, opening) + 1, end)
