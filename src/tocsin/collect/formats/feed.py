"""Saved feeds (RSS, Atom): each entry is a document."""

from __future__ import annotations

import calendar
import json
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from tocsin.collect.markup import text_of_markup
from tocsin.collect.pieces import Found, Pieces, Remark
from tocsin.collect.source import Source
from tocsin.errors import InputError


def read(source: Source) -> Pieces:
    """The entries of the feed that have a text; the feed's title is their outlet."""
    feedparser: Any = import_module("feedparser")
    # As bytes it would be taken for an address or a path where it looks like one.
    feed = feedparser.parse(source.stream(), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise InputError(
            source.where, "this feed has no entry" if feed.get("version") else "this is no feed, or is cut off"
        )
    outlet = text_of_markup(feed.feed.get("title", "")) or None
    language = feed.feed.get("language")
    left_out = 0
    for number, entry in enumerate(feed.entries, start=1):
        found = _document(entry, outlet, language if isinstance(language, str) else None, number)
        if found.text:
            yield found
        else:
            left_out += 1
    if left_out:
        yield Remark(f"{left_out} entries without text left out")
    if left_out == len(feed.entries):
        raise InputError(source.where, "no entry of this feed has a text; `tocsin add` takes the addresses it names")


def _document(entry: Any, outlet: str | None, language: str | None, number: int) -> Found:
    markups = [one.get("value", "") for one in entry.get("content", ())] or [entry.get("summary", "")]
    text = max(map(text_of_markup, markups), key=len)
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    time = datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC) if parsed else None
    author = entry.get("author")
    facts = {"id": entry.get("id"), "link": entry.get("link"), "title": entry.get("title"), "content": markups}
    raw = {**facts, "published": entry.get("published"), "updated": entry.get("updated"), "author": author}
    return Found(
        text=text, title=text_of_markup(entry.get("title", "")) or None, url=entry.get("link") or None, outlet=outlet,
        published=time.date().isoformat() if time else None, time=time.isoformat() if time else None, language=language,
        details={"author": author} if author else {}, raw=json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace"),
        media_type="application/json", part=f"entry {number}",
    )  # fmt: skip
