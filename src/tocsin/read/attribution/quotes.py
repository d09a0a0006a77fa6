"""Quotations: what stands between quotation marks, block by block, whether or not the marks are balanced."""

import re
from collections.abc import Iterable, Iterator

from tocsin.model.span import Span

_STRAIGHT = ('"', "''")
_CLOSERS = {"“": ("”", *_STRAIGHT), "‟": ("”", *_STRAIGHT), "„": ("“", "”", *_STRAIGHT), "«": ("»",), "``": _STRAIGHT}
_ONLY_CLOSE = "”»"
_MARK = re.compile(r"[“”„‟«»\"]|``|''|[‘‚‹]|(?<![^\s(\[“\"])'(?=[^\W\d_])")
_SINGLE = {"‘": "’'", "‚": "‘’", "‹": "›", "'": "'"}
_SINGLE_MARK = re.compile("[‘’‚‹›']")
_STOPS = '.,!?…;:”"»'
_OPENERS = '“"«[(…'


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
