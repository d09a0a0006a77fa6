"""Feeds and sitemaps of any shape give addresses and dates, or one line that says why not."""

import gzip
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.web.feeds import feed_of, written_moment
from tocsin.errors import InputError

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Drava &lt;b&gt;Courier&lt;/b&gt;</title>
<entry><title>Gate closed</title><link rel="alternate" href="/gate"/><id>urn:1</id>
<published>2026-03-02T23:30:00-05:00</published><updated>2026-03-03T10:00:00Z</updated>
<author><name>A. Writer</name></author><content type="html">&lt;p&gt;The gate closed.&lt;/p&gt;</content></entry>
</feed>"""
ADDRESS = "https://courier.example/feed"


def test_an_entry_has_its_address_and_its_day_by_the_clock_of_the_feed() -> None:
    feed = feed_of(ATOM, address=ADDRESS)
    assert feed is not None
    assert feed.title == "Drava Courier"
    (entry,) = feed.entries
    assert (entry.address, entry.title, entry.author) == ("https://courier.example/gate", "Gate closed", "A. Writer")
    assert entry.published == "2026-03-02T23:30:00-05:00"
    assert entry.changed == datetime(2026, 3, 3, 10)
    assert "The gate closed." in entry.markup


def test_what_is_neither_feed_nor_sitemap_is_none() -> None:
    assert feed_of(b"<html><body>The gate closed.</body></html>", address=ADDRESS) is None
    assert feed_of(b"", address=ADDRESS) is None
    assert feed_of(b"\x1f\x8b", address="https://courier.example/x") is None


def test_a_packed_sitemap_is_unpacked_and_a_damaged_one_is_told() -> None:
    body = gzip.compress(b"<urlset><url><loc>https://courier.example/gate</loc></url></urlset>")
    feed = feed_of(body, address="https://courier.example/sitemap.xml.gz")
    assert feed is not None
    assert [entry.address for entry in feed.entries] == ["https://courier.example/gate"]
    with pytest.raises(InputError, match="cut off or damaged"):
        feed_of(body[:-12], address="https://courier.example/sitemap.xml.gz")


def test_the_newest_pages_of_a_sitemap_come_first() -> None:
    places = "".join(
        f"<url><loc>https://a.example/{day}</loc><lastmod>{day}</lastmod></url>"
        for day in ("2026-03-01", "2026-03-03", "never", "2026-03-02T10:00:00+01:00")
    )
    feed = feed_of(f"<urlset>{places}</urlset>".encode(), address=ADDRESS)
    assert feed is not None
    days = [entry.address.rpartition("/")[2][:10] for entry in feed.entries]
    assert days == ["2026-03-03", "2026-03-02", "2026-03-01", "never"]


@given(st.integers(0, len(ATOM)), st.binary(max_size=8))
def test_a_feed_that_is_cut_or_changed_anywhere_is_read_or_told(place: int, more: bytes) -> None:
    for body in (ATOM[:place] + more, ATOM[:place] + more + ATOM[place:]):
        try:
            feed = feed_of(body, address=ADDRESS)
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017  either outcome is right
        else:
            assert feed is None or all(entry.address for entry in feed.entries)


@given(st.sampled_from([b"<rss", b"<feed ", b"<urlset>", b"<sitemapindex>"]), st.binary(max_size=200))
def test_any_bytes_are_read_or_told(start: bytes, rest: bytes) -> None:
    try:
        feed_of(start + rest, address="https://courier.example/a.xml")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017  either outcome is right


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_told(text: str) -> None:
    found, problem = written_moment(text, now=datetime(2026, 3, 2))
    assert (found is None) != (problem is None)
    if found is not None:
        assert 1990 <= datetime.fromisoformat(found).year <= 2026


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2026, 3, 2)))
def test_a_moment_keeps_its_day(moment: datetime) -> None:
    found, problem = written_moment(moment.isoformat(), now=datetime(2026, 3, 2))
    assert problem is None
    assert found is not None
    assert found[:10] == moment.date().isoformat()
