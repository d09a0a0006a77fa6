"""OpenDocument texts (.odt): paragraphs, headings, lists and tables. Tracked deletions and comments are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.collect.markup import local, parsed_xml
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.collect.zipped import Package, core_facts
from tocsin.errors import InputError

_LEFT_OUT = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "note-citation", "forms", "sequence-decls", "frame")
)
_MOST_SPACES = 100


def read(source: Source) -> Pieces:
    """The text of the document."""
    package = Package(source)
    manifest = package.bytes_of("META-INF/manifest.xml")
    if manifest is not None and any(
        local(one) == "encryption-data" for one in parsed_xml(manifest, where=source.where).iter()
    ):
        raise InputError(source.where, "is protected by a password; take it off, and add it again")
    root = package.xml("content.xml")
    if root is None:
        raise InputError(source.where, "this is no OpenDocument text: it holds no content")
    facts = core_facts(package.xml("meta.xml"))
    details = {"author": facts["author"]} if "author" in facts else {}
    text = "\n\n".join(block for block in _blocks(root) if block.strip())
    yield Found(text=text, title=facts.get("title"), language=facts.get("language"), details=details)


def _blocks(root: Any) -> Iterator[str]:
    stack = [iter(root)]
    while stack:
        for element in stack[-1]:
            name = local(element)
            if name in ("p", "h"):
                item = any(local(above) == "list-item" for above in element.iterancestors())
                yield ("- " if item else "") + _paragraph(element)
            elif name == "table":
                yield "\n".join(_rows(element))
            elif name and name not in _LEFT_OUT:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter("{*}table-row"):
        cells = [
            " ".join(" ".join(_paragraph(one) for one in cell.iter("{*}p")).split())
            for cell in row
            if local(cell) == "table-cell"
        ]
        if any(cells):
            yield f"| {' | '.join(cells)} |"


def _paragraph(paragraph: Any) -> str:
    return "".join(_words(paragraph)).strip()


def _words(paragraph: Any) -> Iterator[str]:
    if paragraph.text:
        yield paragraph.text
    for child in paragraph:
        name = local(child)
        if name == "s":
            count = next((value for key, value in child.attrib.items() if key.endswith("}c")), "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "note":
            yield f" ({' '.join(_paragraph(one) for one in child.iter('{*}p'))}) "
        elif name and name not in _LEFT_OUT:
            yield from _words(child)
        if child.tail:
            yield child.tail
