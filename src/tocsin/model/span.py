"""A stretch of text."""

from typing import NamedTuple


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
