"""A stretch of text, and how to find what lies over one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

_Thing = TypeVar("_Thing")


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of a document's text, counted in Unicode code points."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Whether the whole of `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


def breadth(spans: Iterable[Span]) -> int:
    """How many characters the spans have together."""
    return sum(span.end - span.start for span in spans)


class SpanIndex(Generic[_Thing]):
    """Things that lie on stretches of text, found again without a look at all the others."""

    def __init__(self, things: Iterable[tuple[Span, _Thing]]) -> None:
        self._things = sorted(things, key=lambda thing: thing[0])
        self._starts = [span.start for span, _ in self._things]
        # How far any of the things up to this one reaches: where that is too short, none before it can cover either.
        self._reach = list(accumulate((span.end for span, _ in self._things), max))

    def covering(self, span: Span) -> list[_Thing]:
        """The things that cover the whole of a stretch, in the order of their starts."""
        found: list[_Thing] = []
        number = bisect_right(self._starts, span.start) - 1
        while number >= 0 and self._reach[number] >= span.end:
            lies, thing = self._things[number]
            if lies.end >= span.end:
                found.append(thing)
            number -= 1
        found.reverse()
        return found

    def overlapping(self, span: Span) -> list[_Thing]:
        """The things that share at least one character with a stretch, in the order of their starts."""
        found: list[_Thing] = []
        number = bisect_left(self._starts, span.end) - 1
        while number >= 0 and self._reach[number] > span.start:
            if self._things[number][0].end > span.start:
                found.append(self._things[number][1])
            number -= 1
        found.reverse()
        return found
