"""A quotation belongs as a whole to whoever is cited for part of it, over sentence ends and to the quotations beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import Relation

_LEAST = 3
"""Words of a quotation that is more than a word set off."""


class QuotedContents:
    """The quotations of a document and the sentences they stand in."""

    def __init__(self, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> None:
        self._quotes = quotes
        self._sentences = sentences
        self._quote_starts = [quote.start for quote in quotes]
        self._quote_ends = [quote.end for quote in quotes]
        self._sentence_ends = [sentence.end for sentence in sentences]

    def extend(self, relations: Iterable[Relation]) -> None:
        """Give each relation the whole of the quotations it holds a part of, and those that follow from them."""
        owner: dict[int, Relation] = {}
        for relation in relations:
            for number in self._touched(relation):
                if not self._quotes[number].covers(relation.anchor.span):
                    owner.setdefault(number, relation)
        numbers = range(len(self._quotes))
        for before, after in [*pairwise(numbers), *((after, before) for before, after in pairwise(reversed(numbers)))]:
            self._hand_over(owner, before, after)
        for number, relation in owner.items():
            quote = self._quotes[number]
            if len(self._words(quote, inside=True)) >= _LEAST:
                relation.content = _merged([*relation.content, quote], around=relation.cue + relation.source_spans)

    def _hand_over(self, owner: dict[int, Relation], known: int, other: int) -> None:
        """A quotation that fills its sentences and is nobody's belongs with its neighbour in the paragraph."""
        if known not in owner or other in owner:
            return
        here, there = self._quotes[known], self._quotes[other]
        if self._block(here) == self._block(there) and not self._words(there, inside=False):
            owner[other] = owner[known]

    def _touched(self, relation: Relation) -> set[int]:
        return {
            number
            for part in relation.content
            for number in range(bisect_right(self._quote_ends, part.start), bisect_left(self._quote_starts, part.end))
        }

    def _around(self, quote: Span) -> Sequence[Sentence]:
        """The sentences a quotation stands in."""
        first = last = bisect_right(self._sentence_ends, quote.start)
        while last < len(self._sentences) and self._sentences[last].start < quote.end:
            last += 1
        return self._sentences[first:last]

    def _block(self, quote: Span) -> int:
        around = self._around(quote)
        return around[0].block if around else -1

    def _words(self, quote: Span, *, inside: bool) -> list[Token]:
        """The words of its sentences that stand in the quotation, or else outside it."""
        return [
            word
            for sentence in self._around(quote)
            for word in sentence.tokens
            if word.pos != "PUNCT" and (quote.start <= word.start < quote.end) is inside
        ]


def _merged(spans: Iterable[Span], *, around: Sequence[Span]) -> tuple[Span, ...]:
    """Spans put together where they touch, cut where the source or cue stands inside."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 2:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    for hole in around:
        merged = [part for span in merged for part in _cut(span, hole)]
    return tuple(merged)


def _cut(span: Span, hole: Span) -> list[Span]:
    if not span.overlaps(hole):
        return [span]
    parts = [Span(span.start, hole.start), Span(hole.end, span.end)]
    return [part for part in parts if part.end - part.start > 1]
