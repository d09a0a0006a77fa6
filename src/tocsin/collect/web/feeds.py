"""Feeds (RSS, Atom) and sitemaps: the addresses they name, with what they say of each."""

import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib import import_module
from typing import Any

from tocsin.collect.markup import text_of_markup
from tocsin.errors import InputError

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_END = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>\s*(?:<!--[^>]*-->\s*)*\Z")
_HEAD = 2_000
_GZIP = b"\x1f\x8b"
_LARGEST = 100_000_000
"""Bytes of an unpacked sitemap; the protocol allows 50 MB."""
_EARLIEST = 1990
"""The year of the first page of the web: a date before it is of another calendar, or no date."""
_AHEAD = timedelta(days=1)
"""A page may be dated tomorrow where the day begins earlier than in UTC, not later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An address that a feed or sitemap names.

    Attributes:
        address: The address of the page.
        published: When it was published by the clock of the feed, as ISO 8601 writes it; a feed may not tell.
        changed: The moment (UTC) of the last change; None where that is not told.
        markup: The content as the feed gives it, which may be all of the page.
        problem: Why a date that the feed gives is not taken.
    """

    address: str
    title: str | None = None
    published: str | None = None
    changed: datetime | None = None
    author: str | None = None
    markup: str = ""
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed or sitemap; `further` are the addresses of sitemaps that a sitemap is divided into.

    Attributes:
        is_whole: Whether it came to its end.
    """

    title: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()
    is_whole: bool = True


def feed_of(body: bytes, *, address: str) -> Feed | None:
    """The feed or sitemap that an address answered; None if it is neither.

    Raises:
        InputError: It is one and cannot be used.
    """
    head = body[:_HEAD]
    if head.startswith(_GZIP) and ".xml" in address:
        body = _unpacked(body, address)
        head = body[:_HEAD]
    if _FEED.search(head):
        return _feed(body, address)
    return _sitemap(body, address) if _SITEMAP.search(head) else None


def _feed(body: bytes, address: str) -> Feed:
    feedparser: Any = import_module("feedparser")
    # As bytes it would be taken for an address or a path where it looks like one.
    try:
        feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, response_headers={"content-location": address})
    except Exception as error:
        # The parser is meant to read whatever it is given, and for some damage raises what comes to hand.
        raise InputError(address, "this feed is cut off or damaged; try again later") from error
    # The last entry of a feed that was cut off may name half an address.
    is_whole = _END.search(body[-_HEAD:]) is not None
    entries = [entry for entry in (feed.entries if is_whole else feed.entries[:-1]) if entry.get("link")]
    if not is_whole and not entries:
        raise InputError(address, "this feed is cut off or damaged; try again later")
    language = feed.feed.get("language")
    return Feed(
        title=text_of_markup(feed.feed.get("title", "")) or None,
        language=language if isinstance(language, str) else None,
        entries=tuple(map(_entry, entries)),
        is_whole=is_whole,
    )


def _entry(entry: Any) -> Entry:
    markups = [one.get("value", "") for one in entry.get("content", ())] or [entry.get("summary", "")]
    given = entry.get("published") or entry.get("updated")
    published, problem = written_moment(given) if given else (None, None)
    changed, _ = written_moment(entry.get("updated") or given or "")
    return Entry(
        address=entry.link,
        title=text_of_markup(entry.get("title", "")) or None,
        published=published,
        changed=_in_utc(changed),
        author=entry.get("author"),
        markup=max(markups, key=len),
        problem=problem,
    )


def written_moment(text: str, *, now: datetime | None = None) -> tuple[str | None, str | None]:
    """A date of a feed by the feed's own clock, as ISO 8601 writes it; or why it is none.

    Args:
        text: The date as RFC 5322 or ISO 8601 writes it. Other forms, and years that are not of the Gregorian calendar, are
            not guessed at.
        now: This moment (UTC), after which nothing can have been published.
    """
    text = text.strip()
    found: datetime | None = None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None, f"the date {text[:40]!r} cannot be understood; the day of publication is not known"
    today = (now or datetime.now(UTC)).date()
    if not found.year >= _EARLIEST or found.date() > today + _AHEAD:
        return None, (
            f"the date {text[:40]!r} lies in the future or is of another calendar; the day of publication is not known"
        )
    return (found.isoformat() if len(text) > len("2026-03-02") else found.date().isoformat()), None


def _in_utc(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None


def _sitemap(body: bytes, address: str) -> Feed:
    parse: Any = import_module("defusedxml.ElementTree").fromstring
    try:
        root = parse(body)
    except Exception as error:
        # defusedxml raises its own errors for entities, the parser others for what is no XML.
        raise InputError(address, "this sitemap is cut off or damaged; try again later") from error
    places = list(_places(root))
    if root.tag.rpartition("}")[2] == "sitemapindex":
        return Feed(further=tuple(place for place, _ in places))
    newest = sorted(places, key=lambda one: (one[1] is not None, one[1] or date.min), reverse=True)
    return Feed(entries=tuple(Entry(address=place, changed=_day(changed)) for place, changed in newest))


def _places(root: Any) -> Iterator[tuple[str, date | None]]:
    """The addresses of a sitemap, each with the day of its last change."""
    for item in root:
        fields = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in item}
        if fields.get("loc"):
            try:
                changed = date.fromisoformat(fields.get("lastmod", "")[:10])
            except ValueError:
                changed = None
            yield fields["loc"], changed


def _day(changed: date | None) -> datetime | None:
    return datetime(changed.year, changed.month, changed.day) if changed else None


def _unpacked(body: bytes, address: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(body)) as stream:
            found = stream.read(_LARGEST + 1)
    except (OSError, EOFError) as error:
        raise InputError(address, "this sitemap is cut off or damaged; try again later") from error
    if len(found) > _LARGEST:
        raise InputError(address, f"this sitemap is larger than {_LARGEST:,} bytes")
    return found
