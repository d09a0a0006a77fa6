"""Web pages: the article without what surrounds it, and only the facts the page gives."""

import time

import pytest

from tocsin.collect.formats.html import read_page
from tocsin.errors import InputError

ARTICLE = (
    "<p>" + "The mayor of Saalbrunn said on 5 May 2021 that the bridge over the river had been closed. " * 6 + "</p>"
)


def a_page(head: str = "", body: str = ARTICLE) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_the_article_is_taken_without_what_surrounds_it() -> None:
    page = a_page(
        body=f"<nav><a href='/'>Home</a></nav><article>{ARTICLE}</article><footer>All rights reserved</footer>"
    )
    text = read_page(page, name="x").text
    assert text.startswith("The mayor of Saalbrunn")
    assert "Home" not in text
    assert "rights" not in text


def test_scripts_and_styles_are_no_text() -> None:
    page = a_page(body=f"<script>alert('stolen')</script><style>p {{color: red}}</style>{ARTICLE}<!-- stolen too -->")
    text = read_page(page, name="x").text
    assert "stolen" not in text
    assert "color" not in text


def test_the_page_tells_its_title_outlet_address_and_day() -> None:
    head = (
        "<title>Bridge closed</title><meta property='og:site_name' content='Radio Unterdrau'>"
        "<meta property='article:published_time' content='2026-03-02T10:00:00Z'>"
        "<link rel='canonical' href='https://example.org/bridge'>"
    )
    page = read_page(a_page(head), name="x")
    assert (page.title, page.outlet, page.published) == ("Bridge closed", "Radio Unterdrau", "2026-03-02")
    assert page.url == "https://example.org/bridge"


@pytest.mark.parametrize("more", ["", "<footer>Copyright 2019</footer>", "<p>It had opened on 3 June 1998.</p>"])
def test_a_day_that_the_text_speaks_of_is_not_its_day_of_publication(more: str) -> None:
    assert read_page(a_page(body=ARTICLE + more), name="x").published is None


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<" * 50_000, "\x00\x01", a_page(body="<script>alert(1)</script>")]
)
def test_a_page_without_an_article_is_an_error(markup: str) -> None:
    with pytest.raises(InputError, match=r"^page\.html: no article was found"):
        read_page(markup, name="page.html")


def test_a_page_nested_beyond_sense_is_read_or_refused() -> None:
    with pytest.raises(InputError):
        read_page("<div>" * 20_000 + "hello" + "</div>" * 20_000, name="x")


def test_hundreds_of_attributes_of_a_tag_take_no_more_time_than_their_length() -> None:
    tags = "".join(f"<div {' '.join(f'{mark}{number}={mark}' for number in range(40_000))}>" for mark in "ab")
    before = time.process_time()
    assert read_page(a_page(body=f"{tags}{ARTICLE}"), name="x").text.startswith("The mayor of Saalbrunn")
    assert time.process_time() - before < 3


def test_the_attributes_of_common_tags_are_kept() -> None:
    head = f"<meta {' '.join(f'data-{n}={n}' for n in range(50))} property='og:site_name' content='Radio Unterdrau'>"
    assert read_page(a_page(head), name="x").outlet == "Radio Unterdrau"
