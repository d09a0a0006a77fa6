"""A quotation belongs as a whole to whoever is cited for part of it, over sentence ends and to the quotations beside it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.quotes import runs_on
from tocsin.read.attribution.relation import Relation, cut

_LEAST = 3
"""Words of a quotation that is more than a word set off."""


class QuotedContents:
    """The quotations of a document and the sentences they stand in."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> None:
        self._text = text
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
                relation.content = self._merged([*relation.content, quote], around=relation.cue + relation.source_spans)

    def _hand_over(self, owner: dict[int, Relation], known: int, other: int) -> None:
        """A quotation that fills its sentences and is nobody's belongs with its neighbour in the paragraph."""
        if known not in owner or other in owner:
            return
        first, second = sorted((self._quotes[known], self._quotes[other]))
        blocks = self._block(first), self._block(second)
        alone = not self._words(self._quotes[other], inside=False)
        if blocks[0] == blocks[1]:
            follows = alone or self._only_names(owner[known], first, second)
        else:
            # A quotation left open goes on in the next paragraph, which opens with a mark of its own.
            follows = runs_on(self._text, first) and blocks[1] == blocks[0] + 1 and self._opens_block(second)
        if follows:
            owner[other] = owner[known]

    def _only_names(self, relation: Relation, first: Span, second: Span) -> bool:
        """ "“…,” she said, “…”": between two quotations of a sentence stands nothing but who said them."""
        around = self._around(first)
        if not around or around[-1] is not self._around(second)[0]:
            return False
        named = relation.cue + relation.source_spans
        return any(first.end <= span.start < second.start for span in relation.cue) and all(
            word.pos in ("PUNCT", "CCONJ") or any(span.covers(word.span) for span in named)
            for word in around[-1].tokens
            if first.end <= word.start < second.start
        )

    def _opens_block(self, quote: Span) -> bool:
        around = self._around(quote)
        return bool(around) and around[0].start >= quote.start and not self._continues_block(around[0])

    def _continues_block(self, sentence: Sentence) -> bool:
        number = bisect_right(self._sentence_ends, sentence.start)
        return number > 0 and self._sentences[number - 1].block == sentence.block

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

    def _merged(self, spans: Iterable[Span], *, around: Sequence[Span]) -> tuple[Span, ...]:
        """Spans put together where they touch, paragraph by paragraph, cut where the source or cue stands inside."""
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1].end + 2 and "\n" not in self._text[merged[-1].end : span.start]:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        for hole in around:
            merged = [part for span in merged for part in cut(span, hole)]
        return tuple(merged)
