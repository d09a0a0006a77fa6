"""Quotations: what stands between quotation marks, and what of it belongs to the one who is cited for a part."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.relation import Relation, cut

_STRAIGHT = ('"', "''")
_CLOSERS = {"“": ("”", *_STRAIGHT), "‟": ("”", *_STRAIGHT), "„": ("“", "”", *_STRAIGHT), "«": ("»",), "``": _STRAIGHT}
_ONLY_CLOSE = "”»"
_MARK = re.compile(r"[“”„‟«»\"]|``|''|[‘‚‹]|(?<![^\s(\[“\"])'(?=[^\W\d_])")
_SINGLE = {"‘": "’'", "‚": "‘’", "‹": "›", "'": "'"}
_SINGLE_MARK = re.compile("[‘’‚‹›']")
_STOPS = '.,!?…;:”"»'
_OPENERS = '“"«[(…'
_LEAST = 3
"""Words of a quotation that is more than a word set off."""


def quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The quotations of a text, marks included, in order; of those inside each other the outermost.

    A straight mark opens and closes in turn; a quotation that is never closed ends with its paragraph, as one does that
    runs on into the next. A single mark may be an apostrophe: it opens a quotation only if another one closes it.
    """
    return tuple(span for paragraph in paragraphs for span in _in_paragraph(text, paragraph))


def runs_on(text: str, quote: Span) -> bool:
    """Whether a quotation ends without a mark that closes it."""
    last = text[quote.end - 1]
    return last not in "”»\"’'“‘›" or quote.end - quote.start < 2


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    position = paragraph.start
    while match := _MARK.search(text, position, paragraph.end):
        mark, position = match[0], match.end()
        if opened is None:
            if mark in _SINGLE:
                end = _closed(text, match, paragraph)
                if end is not None:
                    yield Span(match.start(), end)
                    position = end
            elif mark not in _ONLY_CLOSE and (mark not in _STRAIGHT or _may_open(text, match, paragraph)):
                opened = match
        elif mark in _CLOSERS.get(opened[0], ("”", *_STRAIGHT)):
            if match.start() > opened.end():
                yield Span(opened.start(), match.end())
            opened = None
    if opened is not None and opened.start() < paragraph.end - 2:
        yield Span(opened.start(), paragraph.end)


def _may_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """A straight mark opens if a word follows it and none stands right before it (12" is a measure)."""
    if mark.end() >= paragraph.end or text[mark.end()].isspace():
        return False
    return mark.start() == paragraph.start or not text[mark.start() - 1].isalnum()


def _closed(text: str, mark: re.Match[str], paragraph: Span) -> int | None:
    """Where a quotation in single marks ends; None where the mark is an apostrophe.

    A mark behind a stop closes for sure, one behind a letter does unless that is the ending of a plural ("the farmers’
    wells"), which closes only what nothing else does. Straight marks are too often apostrophes: they close behind a stop.
    """
    start = mark.end()
    if start >= paragraph.end or not (text[start].isalpha() or text[start] in _OPENERS):
        return None
    possible: int | None = None
    for other in _SINGLE_MARK.finditer(text, start, paragraph.end):
        place, end = other.start(), other.end()
        before, after = text[place - 1], text[end : end + 1]
        if other[0] not in _SINGLE[mark[0]] or (before.isspace() and after.isalpha() and mark[0] == "'"):
            break
        if after.isalnum() or before.isspace():
            continue
        if before in _STOPS:
            return end
        possible = possible or end
        if before.lower() != "s":
            break
    return possible if mark[0] != "'" else None


class QuotedContents:
    """The quotations of a document and the sentences they stand in.

    A quotation belongs as a whole to the source that is cited for part of it, over sentence ends and to the next quotations.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> None:
        self._text = text
        self._quotes = quotes
        self._sentences = sentences
        self._quote_starts = [quote.start for quote in quotes]
        self._quote_ends = [quote.end for quote in quotes]
        self._sentence_ends = [sentence.end for sentence in sentences]

    def extend(self, relations: Iterable[Relation]) -> None:
        """Give each relation the whole of the quotations it holds a part of, and those that follow from them."""
        owners: dict[int, list[Relation]] = {}
        for relation in relations:
            for part in relation.content:
                first = bisect_right(self._quote_ends, part.start)
                for number in range(first, bisect_left(self._quote_starts, part.end)):
                    own = owners.setdefault(number, [])
                    if relation not in own and not self._quotes[number].covers(relation.anchor.span):
                        own.append(relation)
        owners = {number: own for number, own in owners.items() if own}
        numbers = range(len(self._quotes))
        for known, other in [*pairwise(numbers), *((after, before) for before, after in pairwise(reversed(numbers)))]:
            if known in owners and other not in owners and self._belong_together(owners[known][0], known, other):
                owners[other] = owners[known]
        for number, own in owners.items():
            quote = self._quotes[number]
            for relation in own if len(self._words(quote, inside=True)) >= _LEAST else ():
                # Spans are put together where they touch, paragraph by paragraph, and cut where source or cue stands inside.
                merged: list[Span] = []
                for span in sorted([*relation.content, quote]):
                    if (
                        merged
                        and span.start <= merged[-1].end + 2
                        and "\n" not in self._text[merged[-1].end : span.start]
                    ):
                        merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
                    else:
                        merged.append(span)
                for hole in relation.cue + relation.source_spans:
                    merged = [part for span in merged for part in cut(span, hole)]
                relation.content = tuple(merged)

    def _belong_together(self, relation: Relation, known: int, other: int) -> bool:
        """Whether a quotation that is nobody's goes on with its neighbour, which is the relation's."""
        first, second = sorted((self._quotes[known], self._quotes[other]))
        around, next_to = self._around(first), self._around(second)
        before = around[0].block if around else -1
        after = next_to[0].block if next_to else -1
        if before == after:
            # It fills its sentences, or nothing stands between the two but who said them: "“…,” she said, “…”".
            if not self._words(self._quotes[other], inside=False):
                return True
            if not around or around[-1] is not next_to[0]:
                return False
            named = relation.cue + relation.source_spans
            between = [word for word in around[-1].tokens if first.end <= word.start < second.start]
            return any(first.end <= span.start < second.start for span in relation.cue) and all(
                word.pos in ("PUNCT", "CCONJ") or any(span.covers(word.span) for span in named) for word in between
            )
        # A quotation left open goes on in the next paragraph, which opens with a mark of its own.
        if not (runs_on(self._text, first) and after == before + 1 and next_to and next_to[0].start >= second.start):
            return False
        number = bisect_right(self._sentence_ends, next_to[0].start)
        return not (number and self._sentences[number - 1].block == next_to[0].block)

    def _around(self, quote: Span) -> Sequence[Sentence]:
        """The sentences a quotation stands in."""
        first = last = bisect_right(self._sentence_ends, quote.start)
        while last < len(self._sentences) and self._sentences[last].start < quote.end:
            last += 1
        return self._sentences[first:last]

    def _words(self, quote: Span, *, inside: bool) -> list[Token]:
        """The words of its sentences that stand in the quotation, or else outside it."""
        return [
            word
            for sentence in self._around(quote)
            for word in sentence.tokens
            if word.pos != "PUNCT" and (quote.start <= word.start < quote.end) is inside
        ]
