"""What a page says of itself to machines: JSON-LD (schema.org), meta elements, the title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ARTICLES = re.compile(r"Article$|Posting$|^Report$|^LiveBlog|^NewsItem$|^CreativeWork$|^WebPage$")
_WEAK = ("WebPage", "CreativeWork")
_LISTS = frozenset(
    ("itemListElement", "hasPart", "mentions", "relatedLink", "citation", "liveBlogUpdate", "comment", "isBasedOn")
)
_BODIES = ("NewsMediaOrganization", "WebSite", "Organization", "GovernmentOrganization", "Periodical", "Blog")
_DEPTH = 12
_LARGEST = 2_000_000
_COMMENT = re.compile(r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|//<!\[CDATA\[)|(?:-->|/\*\]\]>\*/|//\]\]>)\s*$")


@dataclass(frozen=True, slots=True)
class PageData:
    """The machine-readable facts of a page.

    Attributes:
        meta: The contents of meta elements by their names, in lower case; the first of each.
        article: The schema.org record of the article itself.
        bodies: The names of the schema.org records of the site or its publisher.
    """

    meta: Mapping[str, str]
    article: Mapping[str, Any]
    bodies: Sequence[str]

    def first(self, *names: str) -> str | None:
        """The first of some meta elements that the page has."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)


def page_data(root: Any, *, headlines: Sequence[str]) -> PageData:
    """The machine-readable facts of a page.

    Args:
        root: Its tree.
        headlines: What its headline may be; of several records of articles the one with this headline is its own.
    """
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content and content.strip():
            meta.setdefault(name.strip().lower(), " ".join(content.split()))
    records = list(_records(root))
    articles = [record for record, listed in records if not listed and _is_article(record)]
    articles = articles or [record for record, _ in records if _is_article(record)]
    wanted = {plain(one) for one in headlines}

    def rank(record: Mapping[str, Any]) -> tuple[bool, bool, bool]:
        own = plain(str(record.get("headline") or record.get("name") or "")) in wanted
        return not own, _kind(record) in _WEAK, "datePublished" not in record

    bodies = [
        name for kind in _BODIES for record, listed in records if not listed and _kind(record) == kind
        if (name := name_of(record))
    ]  # fmt: skip
    best = min(articles, key=rank, default={})
    by_id = {record["@id"]: record for record, _ in records if isinstance(record.get("@id"), str) and "name" in record}
    publisher = best.get("publisher")
    if isinstance(publisher, Mapping) and "name" not in publisher and publisher.get("@id") in by_id:
        best = {**best, "publisher": by_id[publisher["@id"]]}
    return PageData(meta, best, bodies)


def name_of(record: Any) -> str | None:
    """The name of a schema.org record, or of the first of several."""
    if isinstance(record, list):
        return next((name for one in record if (name := name_of(one))), None)
    if isinstance(record, Mapping):
        record = record.get("name")
    if isinstance(record, list):
        record = record[0] if record else None
    return " ".join(record.split()) if isinstance(record, str) and record.strip() else None


def plain(text: str) -> str:
    """A headline as it can be compared."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _is_article(record: Mapping[str, Any]) -> bool:
    return bool(_ARTICLES.search(_kind(record)))


def _kind(record: Mapping[str, Any]) -> str:
    kind = record.get("@type")
    if isinstance(kind, list):
        kind = next((one for one in kind if isinstance(one, str)), "")
    return kind if isinstance(kind, str) else ""


def _records(root: Any) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Every schema.org record of a page, and whether it stands in a list of others."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = _COMMENT.sub("", script.text or "")
        if len(text) > _LARGEST:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        stack: list[tuple[Any, bool, int]] = [(data, False, 0)]
        while stack:
            value, listed, depth = stack.pop()
            if depth > _DEPTH:
                continue
            if isinstance(value, list):
                stack.extend((one, listed, depth + 1) for one in reversed(value))
            elif isinstance(value, Mapping):
                yield value, listed
                inside = ((key, one) for key, one in value.items() if isinstance(one, (list, Mapping)))
                stack.extend((one, listed or key in _LISTS, depth + 1) for key, one in inside)
