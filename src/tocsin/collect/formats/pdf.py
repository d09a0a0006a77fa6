"""PDF: the text layer, page by page, in reading order, without running heads; a scan is said to be one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from tocsin.collect.pieces import Found, Pieces, Remark
from tocsin.collect.source import Source
from tocsin.errors import InputError

_EDGE = 2
"""Lines at the top and bottom of a page that may be its head or foot."""
_LONGEST_HEAD = 90
"""Characters of a line that can be a head or foot."""
_REPEATED = 0.5
"""The share of pages on which a line stands that is a head or foot."""
_FEW_PAGES = 3
_MOST_PAGES = 5_000
_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(r"(?:page\s+)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]$")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_GUTTER = 0.25
"""How far right of the left column, in shares of the page's width, a second column begins at least."""
_TURNS = 0.25
"""The share of lines after which the stream goes from one column to the other, that tells lines run across columns."""
_WIDTH_OF_CHARACTER = 0.5
"""Of the font's size: what a character is wide on average."""


class _Fragment(NamedTuple):
    """A piece of text with where it begins, in points from the lower left."""

    x: float
    y: float
    size: float
    text: str


def read(source: Source) -> Pieces:
    """The text of all pages."""
    pypdf: Any = import_module("pypdf")
    errors: Any = import_module("pypdf.errors")
    try:
        document = pypdf.PdfReader(source.stream(), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            raise InputError(source.where, "is protected by a password; take it off, and add it again")
        pages = len(document.pages)
    except errors.DependencyError as error:
        raise InputError(source.where, "is encrypted in a way that cannot be read; print it to a new PDF") from error
    except (errors.PyPdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(source.where, "the file is cut off or damaged: its pages cannot be found") from error
    if pages > _MOST_PAGES:
        raise InputError(source.where, f"has {pages:,} pages, more than {_MOST_PAGES:,}; split it")
    read_pages: list[list[str]] = []
    damaged: list[int] = []
    pictures = 0
    for number in range(pages):
        try:
            page = document.pages[number]
            lines = _lines_of(page)
            pictures += not lines and _has_pictures(page)
        except RecursionError:
            raise
        except Exception:
            # A page that is damaged does not take the others with it.
            damaged.append(number + 1)
            lines = []
        read_pages.append(lines)
    text = _joined(_without_heads(read_pages))
    if not text:
        if pictures:
            raise InputError(
                source.where, "its pages are pictures (a scan) without a text layer; run it through OCR first"
            )
        raise InputError(source.where, "no page of it could be read" if damaged else "no page of it holds text")
    if damaged:
        yield Remark(f"{len(damaged)} of {pages} pages are damaged and left out, the first is page {damaged[0]}")
    if pictures:
        yield Remark(f"{pictures} of {pages} pages are pictures without text and left out; OCR can read them")
    title, author = _told(document, "/Title"), _told(document, "/Author")
    yield Found(text=text, title=title, details={"author": author} if author else {})


def _told(document: Any, key: str) -> str | None:
    """What the file says of itself, if that is more than the name of the program that wrote it."""
    try:
        value = str((document.metadata or {}).get(key) or "").strip()
    except Exception:
        return None
    is_file = re.search(
        r"\.(?:docx?|indd|qxd|pdf|odt|rtf|tex)$|^(?:microsoft word|untitled|unknown|anonymous)\b", value, re.I
    )
    return value if value and not is_file else None


def _lines_of(page: Any) -> list[str]:
    """The lines of a page in the order in which they are read."""
    fragments: list[_Fragment] = []

    def visit(text: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        if text.strip():
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            fragments.append(
                _Fragment(x, y, abs(size * (text_matrix[0] or text_matrix[1] or 1) * (matrix[0] or 1)), text)
            )

    plain = page.extract_text(visitor_text=visit)
    if rearranged := _by_columns(fragments, float(page.mediabox.width)):
        return rearranged
    return [line for line in map(str.rstrip, plain.splitlines()) if line.strip()]


def _by_columns(fragments: Sequence[_Fragment], width: float) -> list[str]:
    """The lines of a page of two columns whose stream runs across both; nothing for any other page.

    Most programs write one column after the other; then the order of the stream is that of reading, and is kept.
    """
    if len(fragments) < 2 * _FEW_PAGES or width <= 0:
        return []
    left = median(sorted(one.x for one in fragments)[: max(1, len(fragments) // 4)])
    starts = [one.x for one in fragments if one.x - left > _GUTTER * width]
    if len(starts) < len(fragments) // 4:
        return []
    right = Counter(round(x / 4) * 4 for x in starts).most_common(1)[0][0] - 4
    near_start = sum(abs(x - right - 4) <= 6 for x in starts)
    crossing = sum(one.x < right - 2 and one.x + len(one.text.strip()) * one.size * _WIDTH_OF_CHARACTER > right + width * 0.1
                   for one in fragments)  # fmt: skip
    if near_start < 0.6 * len(starts) or crossing > 0.2 * len(fragments):
        return []
    sides = [one.x >= right for one in fragments]
    turns = sum(here != there for here, there in pairwise(sides))
    if turns < _TURNS * len(fragments):
        return []
    lines: list[str] = []
    for side in (False, True):
        rows: dict[int, list[_Fragment]] = {}
        for one, is_right in zip(fragments, sides, strict=True):
            if is_right is side:
                rows.setdefault(round(one.y), []).append(one)
        for _, row in sorted(rows.items(), reverse=True):
            lines.append(" ".join(" ".join(one.text.split()) for one in sorted(row)))
    return lines


def _has_pictures(page: Any) -> bool:
    try:
        resources = page.get("/Resources", {}).get_object()
        objects = resources.get("/XObject", {}).get_object()
        return any(one.get_object().get("/Subtype") == "/Image" for one in objects.values())
    except Exception:
        return False


def _without_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without their numbers and the lines that stand at the edges of most of them."""
    full = [page for page in pages if page]
    counts: Counter[str] = Counter()
    for page in full:
        counts.update({_same(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = max(_FEW_PAGES, _REPEATED * len(full))
    heads = {line for line, number in counts.items() if number >= often}
    # A paper has other heads on its left pages than on its right ones.
    for parity in (0, 1):
        half = full[parity::2]
        edges = Counter(line for page in half for line in {_same(one) for one in (*page[:_EDGE], *page[-_EDGE:])})
        heads |= {line for line, number in edges.items() if number >= max(_FEW_PAGES, 0.8 * len(half))}
    kept: list[list[str]] = []
    for page in pages:
        first, last = 0, len(page)
        while first < last and first < _EDGE and _is_head(page[first], heads, len(pages)):
            first += 1
        while last > first and len(page) - last < _EDGE and _is_head(page[last - 1], heads, len(pages)):
            last -= 1
        kept.append(page[first:last])
    return kept


def _is_head(line: str, heads: set[str], pages: int) -> bool:
    return (len(line) <= _LONGEST_HEAD and _same(line) in heads) or (
        pages > 1 and _NUMBER_ALONE.fullmatch(line.strip()) is not None
    )


def _same(line: str) -> str:
    """A line as it is on every page, whatever its number."""
    return _DIGITS.sub("#", " ".join(line.split()).lower())


def _joined(pages: Sequence[list[str]]) -> str:
    """The lines as paragraphs: a line goes on in the next one unless it is short, or the next one opens a point of a list."""
    lines = [line for page in pages for line in page]
    if not lines:
        return ""
    widths = sorted(len(line) for line in lines)
    full = widths[int(0.75 * (len(widths) - 1))]
    paragraphs: list[str] = []
    current: list[str] = []
    for line in map(str.strip, lines):
        before = current[-1] if current else ""
        if before and _HYPHEN.search(before) and line[:1].islower():
            current[-1] = before[:-1] + line
        elif not before or _goes_on(before, line, full):
            current.append(line)
        else:
            paragraphs.append(" ".join(current))
            current = [line]
        # What ends short of the margin ends its paragraph.
        if len(line) < 0.7 * full and _ENDS.search(line):
            paragraphs.append(" ".join(current))
            current = []
    paragraphs.append(" ".join(current))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph).strip()


def _goes_on(line: str, following: str, full: int) -> bool:
    """Whether a line goes on in the next one."""
    if following[:1].islower() or following[:1] in ",;)":
        return True
    if re.match(r"(?:[-–—•*▪]|\d{1,2}[.)])\s", following):
        return False
    return len(line) >= 0.7 * full and (len(following) > 0.3 * full or bool(_ENDS.search(following)))
