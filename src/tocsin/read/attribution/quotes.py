"""Quotations: what stands between quotation marks, block by block, whether or not the marks are balanced."""

import re
from collections.abc import Iterable

from tocsin.model.span import Span

_STRAIGHT = ('"', "''")
_CLOSERS = {"“": ("”", *_STRAIGHT), "‟": ("”", *_STRAIGHT), "„": ("“", "”", *_STRAIGHT), "«": ("»",), "``": _STRAIGHT}
_ONLY_CLOSE = "”»"
_MARK = re.compile(r"[“”„‟«»\"]|``|''")


def quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The quotations of a text, marks included, in order.

    A straight mark opens and closes in turn; a quotation that is never closed ends with its paragraph, as one does that
    runs on into the next.
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        opened: re.Match[str] | None = None
        for match in _MARK.finditer(text, *paragraph):
            mark = match[0]
            if opened is None:
                if mark in _ONLY_CLOSE or (mark in _STRAIGHT and not _may_open(text, match, paragraph)):
                    continue
                opened = match
            elif mark in _CLOSERS.get(opened[0], ("”", *_STRAIGHT)):
                if match.start() > opened.end():
                    found.append(Span(opened.start(), match.end()))
                opened = None
        if opened is not None and opened.start() < paragraph.end - 2:
            found.append(Span(opened.start(), paragraph.end))
    return tuple(found)


def _may_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """A straight mark opens if a word follows it and none stands right before it (12" is a measure)."""
    if mark.end() >= paragraph.end or text[mark.end()].isspace():
        return False
    return mark.start() == paragraph.start or not text[mark.start() - 1].isalnum()
