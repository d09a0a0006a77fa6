"""Word files (.docx): paragraphs, tables, footnotes. Deleted and hidden text is left out, and no macro is run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.collect.markup import local
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.collect.zipped import Package, core_facts
from tocsin.errors import InputError

_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_SEPARATORS = ("separator", "continuationSeparator")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(source: Source) -> Pieces:
    """The text of the document, its notes at the end."""
    package = Package(source)
    root = package.xml("word/document.xml")
    if root is None:
        raise InputError(source.where, "this is no Word file: it holds no document")
    blocks = list(_blocks(root))
    for name in _NOTES:
        notes = package.xml(name)
        for note in notes if notes is not None else ():
            if note.get(f"{_W}type") not in _SEPARATORS:
                blocks += _blocks(note)
    text = "\n\n".join(block for block in blocks if block.strip())
    if not text and any(name.startswith("word/media/") for name in package.names):
        raise InputError(source.where, "it holds pictures and no text; run it through OCR first")
    facts = core_facts(package.xml("docProps/core.xml"))
    details = {"author": facts["author"]} if "author" in facts else {}
    yield Found(text=text, title=facts.get("title"), language=facts.get("language"), details=details)


def _blocks(root: Any) -> Iterator[str]:
    """The paragraphs and tables below an element, in order."""
    stack = [iter(root)]
    while stack:
        for element in stack[-1]:
            name = local(element)
            if name == "p":
                yield _paragraph(element)
            elif name == "tbl":
                yield "\n".join(_rows(element))
            elif name not in ("del", "movefrom", "sectpr"):
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells = [" ".join(" ".join(map(_paragraph, cell.iter(f"{_W}p"))).split()) for cell in row.iter(f"{_W}tc")]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _paragraph(paragraph: Any) -> str:
    """The words of a paragraph, without what was deleted, hidden, or belongs to a field's instruction."""
    parts: list[str] = []
    for element in paragraph.iter():
        name = local(element)
        if name == "t" and element.text and not _is_hidden(element.getparent()):
            parts.append(element.text)
        elif name == "tab":
            parts.append("\t" if local(element.getparent()) == "r" else "")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "nobreakhyphen":
            parts.append("-")
    prefix = "- " if paragraph.find(f"{_W}pPr/{_W}numPr") is not None and "".join(parts).strip() else ""
    return prefix + "".join(parts).strip()


def _is_hidden(run: Any) -> bool:
    if run is None:
        return False
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false")
