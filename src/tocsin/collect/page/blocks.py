"""Which blocks of a page are no part of its article, by their tags and by the words of their classes."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from tocsin.collect.markup import local
from tocsin.lexicon.language import lexicon_for

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "iframe", "svg", "button", "select",
    "figcaption", "amp-sidebar", "amp-consent", "amp-ad", "dialog",
))  # fmt: skip
"""Tags whose elements hold no part of an article."""
_PARAGRAPH = 60
"""Characters of a paragraph that says something."""
_LONG_CELL, _BREAKS = 300, 2
"""Characters and line ends of a cell that is no cell of a table of figures."""
_LINKS, _LINKED = 3, 0.8
"""Links of a list of links at least, and their share of its text."""
_KEPT = 0.5
"""The share of a page's paragraphs that its least part may hold before its classes are not believed."""
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_ROLES = frozenset(("navigation", "dialog", "banner", "contentinfo", "complementary", "search"))


def without_surroundings(root: Any) -> Any:
    """The page's tree without the blocks around its article; the tree itself is changed.

    A block is never taken that holds the headline, or, unless its tag tells what it is, most of what the page says: a class
    may be named after what a page has besides its article.
    """
    whole = max(1, said(root))
    headline = next(root.iter("h1"), None)
    above = {root} if headline is None else {root, headline, *headline.iterancestors()}
    for element in list(root.iterdescendants()):
        name = local(element)
        if not name or element in above or name in ("body", "html", "main", "article"):
            continue
        if element.getparent() is None:
            continue
        by_tag = name in _DROPPED or element.get("role") in _ROLES or _is_site_header(element, name)
        by_class = not by_tag and (_is_named_so(element) or _is_list_of_links(element, name))
        # What is left must still say something.
        if (by_tag and (name != "form" or said(element) < _KEPT * whole)) or (
            by_class and said(element) < _most(element, whole)
        ):
            _drop(element)
    return root


def unfold_layout(root: Any) -> None:
    """Make blocks of the tables by which a page is laid out; tables of figures stay. The tree is changed."""
    for table in list(root.iter("table")):
        cells = [cell for cell in table.iter("td", "th") if next(cell.iterancestors("table"), None) is table]
        long = any(len(cell.text_content()) > _LONG_CELL or len(cell.findall(".//br")) > _BREAKS for cell in cells)
        if long or table.find(".//table") is not None or len(cells) == 1:
            rows = [row for row in table.iter("tr", "tbody") if next(row.iterancestors("table"), None) is table]
            for element in (table, *rows, *cells):
                element.tag = "div"


def _most(element: Any, whole: int) -> float:
    """How much of a page's text a block may hold that is taken for its surroundings."""
    # Teasers of other articles may together be longer than a short report, but each of them leads elsewhere.
    leads_elsewhere = len(element.xpath(".//a[@href]")) >= 2 and len(element.xpath(".//h2|.//h3|.//h4")) >= 2
    return whole * (0.95 if leads_elsewhere else _KEPT)


def _is_site_header(element: Any, name: str) -> bool:
    inside = any(local(above) in ("article", "main") for above in element.iterancestors())
    return name == "header" and not inside and not _DATED.search(element.text_content() or "")


def _is_list_of_links(element: Any, name: str) -> bool:
    if name not in ("div", "ul", "ol", "section", "td", "p", "font"):
        return False
    links = list(element.iter("a"))
    text = len("".join((element.text_content() or "").split()))
    return len(links) >= _LINKS and sum(len("".join(link.text_content().split())) for link in links) > _LINKED * text


def _is_named_so(element: Any) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if not words.strip():
        return False
    return any(_matches(word) for word in words.split())


@cache
def _matches(word: str) -> bool:
    """Whether a class is named after what is no part of an article; of a compound a whole part must be."""
    names = _names()
    parts = re.split(r"[-_]+|(?<=[a-z])(?=[A-Z])", word)
    return word in names or bool(names.intersection(parts)) or any("-".join(pair) in names for pair in pairwise(parts))


@cache
def _names() -> frozenset[str]:
    return frozenset(lexicon_for(None).table("pages")["blocks"]["no_text"])


def said(element: Any) -> int:
    """The characters of an element's paragraphs, whatever tags they stand in."""
    total = 0
    for text in element.itertext():
        stripped = len(text.strip())
        if stripped >= _PARAGRAPH:
            total += stripped
    return total


def _drop(element: Any) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''} {element.tail}"
        else:
            parent.text = f"{parent.text or ''} {element.tail}"
    parent.remove(element)
