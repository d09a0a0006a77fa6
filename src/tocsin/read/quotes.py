"""Quotations: what stands between quotation marks, block by block, whether or not the marks are balanced."""

import re
from collections.abc import Iterable

from tocsin.model.span import Span

_OPEN = "“„«‟"
_CLOSE = "”»"
_MARK = re.compile(r"[“”„‟«»\"]|``|''")


def quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The quotations of a text, marks included, in order.

    A straight mark opens and closes in turn; a quotation that is never closed ends with its paragraph, as one does that
    runs on into the next.
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        opened: int | None = None
        for match in _MARK.finditer(text, *paragraph):
            mark = match[0]
            if opened is None:
                if mark in _CLOSE:
                    continue
                if mark in ('"', "''") and not _may_open(text, match.start(), match.end(), paragraph):
                    continue
                opened = match.start()
            elif mark in _CLOSE or mark in ('"', "''"):
                found.append(Span(opened, match.end()))
                opened = None
        if opened is not None and opened < paragraph.end - 2:
            found.append(Span(opened, paragraph.end))
    return tuple(found)


def _may_open(text: str, start: int, end: int, paragraph: Span) -> bool:
    """A straight mark opens if a word follows it and none stands right before it (12" is a measure)."""
    if end >= paragraph.end or text[end].isspace():
        return False
    return start == paragraph.start or not text[start - 1].isalnum()
