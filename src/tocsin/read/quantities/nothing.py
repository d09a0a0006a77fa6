"""None and next to none: "no deaths", "almost no soldiers"."""

from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.read.quantities.lexemes import Line, Phrases
from tocsin.read.quantities.measures import Amount, Kind
from tocsin.read.quantities.numbers import Number

MOST_BETWEEN = 3
"""Adjectives that may stand between "no" and what there is none of."""


class NothingReader:
    """Finds where a text says that there is nothing, or hardly anything, of something."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["nothing"]
        self._almost = Phrases.of(words["approximate"], True)
        self._none = Phrases.of(words["exact"], True)
        self._between = frozenset(words["exact_between"])
        self._nouns = frozenset(words["exact_nouns"])
        self._one = frozenset(table["cardinals"]["single"])

    def first_words(self) -> Iterator[str]:
        """The words it can be said with."""
        yield from self._almost.first_words()
        yield from self._none.first_words()

    def read(self, line: Line, i: int) -> Amount | None:
        """The nothing that begins at `i`: none at all of what is counted among people, or hardly any of anything."""
        almost = self._almost.starting(line, i)
        if almost is not None:
            after = almost[0]
            idle = not line.is_word(after) or line.word(after) in self._one
            number = Number(i, after - 1, 0, 0, vague=True)
            return None if idle else Amount(number, i, after - 1, 0, None, approximate=True)
        none = self._none.starting(line, i)
        if none is None:
            return None
        at = none[0]
        while line.word(at) in self._between and at < none[0] + MOST_BETWEEN:
            at += 1
        if line.word(at) not in self._nouns:
            return None
        return Amount(Number(i, none[0] - 1, 0, 0), i, at, 0, 0, Kind.NOTHING, line.shown(at))
