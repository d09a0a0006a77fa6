"""Markup to text: XML and HTML parsed without entities, and the words of an element with its paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from tocsin.errors import InputError

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "table", "ul", "ol", "article", "section")
)
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "button", "input", "select")
)
# What no XML may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")


def parsed_xml(raw: bytes, *, where: str) -> Any:
    """The root of an XML file. No entity is resolved and nothing is fetched.

    Raises:
        InputError: It is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "unknown error" in str(error):
            # That is what libxml2 says when it gets no more memory.
            raise MemoryError from error
        raise InputError(where, f"this is not XML: {str(error)[:100]}") from error
    if root is None:
        raise InputError(where, "this is not XML")
    return root


def parsed_html(markup: str) -> Any | None:
    """The root of an HTML page or fragment; None where there is none."""
    try:
        # A declaration of an encoding speaks of the bytes, which are characters already.
        return html.fromstring(_CONTROL.sub(" ", re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def text_of_markup(markup: str) -> str:
    """The words of a fragment of HTML; words without tags come as they are."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    root = parsed_html(f"<div>{markup}</div>")
    return "" if root is None else text_of(root)


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(root: Any) -> str:
    """The words of an element: a paragraph a line with an empty line behind it, a row of a table a line with bars."""
    text = "".join(_parts(root))
    lines = [_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]
    joined = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def _parts(root: Any) -> Iterator[str]:
    """The pieces of text of an element, with line ends where it has them. Deep trees need no deep stack."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        name = local(element)
        if leaving:
            if name in ("td", "th"):
                yield " | "
            elif name in _BLOCKS:
                yield "\n\n" if name in _HEADINGS else "\n"
            if element is not root and element.tail:
                yield element.tail.replace("\n", " ")
            continue
        if not name or name in _SILENT:
            if element is not root and element.tail:
                yield element.tail.replace("\n", " ")
            continue
        if name == "br":
            yield "\n"
        elif name == "tr":
            yield f"\n{row}\n" if (row := _row(element)) else ""
            if element is not root and element.tail:
                yield element.tail.replace("\n", " ")
            continue
        elif name in _BLOCKS:
            yield "\n"
        if name == "li":
            yield "- "
        if element.text:
            yield element.text if name == "pre" else element.text.replace("\n", " ")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _row(row: Any) -> str:
    """The cells of a row of a table between bars."""
    cells = [" ".join("".join(cell.itertext()).split()) for cell in row if local(cell) in ("td", "th")]
    if len(cells) == 1:
        # A table of one column lays out a page; it is no table of figures.
        return "\n".join(text_of(cell) for cell in row if local(cell) in ("td", "th"))
    return f"| {' | '.join(cells)} |" if any(cells) else ""
