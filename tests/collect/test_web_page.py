"""Web pages: the article without what surrounds it, and only the facts the page gives."""

import time

import pytest

from tocsin.collect.formats.html import read_page
from tocsin.errors import InputError

ARTICLE = (
    "<p>" + "The mayor of Saalbrunn said on 5 May 2021 that the bridge over the river had been closed. " * 6 + "</p>"
)


END = "The ferry between the two banks runs from six in the morning until ten in the evening, the council said."


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


@pytest.mark.parametrize(
    ("machine", "shown", "day"),
    [
        ("2026-03-03T04:40:00Z", "Published March 2, 2026 at 11:40 p.m. EST", "2026-03-02"),
        ("2026-03-02T23:40:00-05:00", "2 March 2026", "2026-03-02"),
        ("2026-03-05T08:00:00Z", "First published: 2 March 2026", "2026-03-02"),
        ("2026-03-02", "Updated: 9 March 2026", "2026-03-02"),
    ],
    ids=["UTC is a day later", "its own zone", "machines are told the update", "an update is shown"],
)
def test_the_day_is_the_one_on_which_the_outlet_says_it_published(machine: str, shown: str, day: str) -> None:
    head = f"<meta property='article:published_time' content='{machine}'>"
    body = f"<h1>Bridge closed</h1><p>{shown}</p>{ARTICLE}"
    assert read_page(a_page(head, body), name="x").published == day


def test_a_stamp_of_an_update_is_taken_only_where_no_other_is() -> None:
    updated = "<p>Last updated: 9 March 2026</p>"
    assert read_page(a_page(body=f"<h1>Bridge</h1>{updated}{ARTICLE}"), name="x").published == "2026-03-09"
    both = f"<h1>Bridge</h1>{updated}<p>Posted on 2 March 2026</p>{ARTICLE}"
    assert read_page(a_page(body=both), name="x").published == "2026-03-02"


def test_the_day_of_an_article_in_a_list_is_not_the_pages() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", '
        '"headline": "Another", "datePublished": "2019-01-01"}]}</script>'
        "<script type='application/ld+json'>{broken</script>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge closed", '
        '"datePublished": "2026-03-02", "publisher": {"name": "Radio Unterdrau"}, "author": [{"name": "A. Lorenz"}]}</script>'
    )
    page = read_page(a_page(f"<title>Bridge closed</title>{data}", f"<h1>Bridge closed</h1>{ARTICLE}"), name="x")
    assert (page.published, page.outlet) == ("2026-03-02", "Radio Unterdrau")
    assert page.details["author"] == "A. Lorenz"


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("<title>Bridge closed | Radio Unterdrau</title>", ""),
        ("<title>Radio Unterdrau: Bridge closed</title>", "<p>© Radio Unterdrau</p>"),
        ("<title>Bridge closed</title>", "<footer>Copyright 2019-2026 Radio Unterdrau Ltd. All rights reserved.</footer>"),
        ("<title>Bridge closed</title><meta name='application-name' content='Radio Unterdrau'>", ""),
        ("<title>Bridge closed</title>", "<img class='logo' alt='Radio Unterdrau'>"),
        ("<title>Radio Unterdrau – Telegram</title><meta property='og:site_name' content='Telegram'>"
         "<meta property='og:title' content='Radio Unterdrau'>", ""),
    ],
    ids=["behind the headline", "before it", "copyright", "application", "logo", "platform"],
)  # fmt: skip
def test_the_outlet_is_found_where_the_page_names_it(head: str, below: str) -> None:
    page = a_page(head, f"<h1>Bridge closed</h1>{ARTICLE}{below}")
    assert read_page(page, name="x").outlet == "Radio Unterdrau"


def test_a_page_that_names_no_outlet_has_none() -> None:
    assert (
        read_page(a_page("<title>Bridge closed</title>", f"<h1>Bridge closed</h1>{ARTICLE}"), name="x").outlet is None
    )


def test_a_dateline_tells_place_and_agency() -> None:
    body = f"<h1>Bridge</h1><p>SAALBRUNN, March 2 (Drau Wire) — The bridge is closed, the mayor said.</p>{ARTICLE}"
    details = read_page(a_page(body=body), name="x").details
    assert (details["place"], details["agency"]) == ("Saalbrunn", "Drau Wire")


def test_posts_of_a_running_report_stand_below_their_hours() -> None:
    posts = "".join(
        f"<div class='post'><time datetime='2026-03-02T1{n}:05:00Z'>1{n}:05</time>"
        f"<p>In all {n} houses stood empty, the mayor said.</p><a>Share</a></div>" for n in range(4)
    )  # fmt: skip
    text = read_page(a_page(body=f"<h1>Flood: live</h1><div>{posts}</div>"), name="x").text
    assert text.startswith("10:05\nIn all 0 houses stood empty, the mayor said.\n\n11:05\n")
    assert "Share" not in text


def test_a_table_of_figures_stays_a_table_and_a_table_of_layout_does_not() -> None:
    table = "<table><tr><th>Town</th><th>Hurt</th></tr><tr><td>Saalbrunn</td><td>12</td></tr></table>"
    assert (
        "| Saalbrunn | 12 |" in read_page(a_page(body=f"<article>{ARTICLE}{table}{ARTICLE}</article>"), name="x").text
    )
    layout = f"<table><tr><td>{ARTICLE}</td></tr></table>"
    assert "|" not in read_page(a_page(body=layout), name="x").text


@pytest.mark.parametrize("name", ["cookie-consent", "newsletter-signup", "related-articles", "share-bar", "comments"])
def test_blocks_that_are_named_so_are_no_part_of_the_article(name: str) -> None:
    block = (
        f"<div class='{name}'><p>These words are not part of what the paper reports about the bridge at all.</p></div>"
    )
    text = read_page(a_page(body=f"<article><h1>Bridge</h1>{ARTICLE}{block}<p>{END}</p></article>"), name="x").text
    assert "not part of" not in text
    assert text.endswith(END)


def test_a_block_that_holds_the_article_stays_whatever_it_is_named() -> None:
    assert read_page(a_page(body=f"<div class='sidebar-layout content-with-comments'>{ARTICLE}</div>"), name="x").text


def test_a_page_that_is_nothing_but_a_question_about_cookies_is_told() -> None:
    wall = "<p>We and our partners use cookies to store and process personal data such as unique identifiers.</p>" * 3
    page = a_page(body=f"<div role='dialog'><h2>Your privacy</h2>{wall}<button>Accept all</button></div>")
    with pytest.raises(InputError, match="only a question about cookies"):
        read_page(page, name="x")


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Bridge</h1>" * 5_000,
        "<table><tr><td>1</td><td>2</td></tr></table>" * 2_000,
        "".join(f"<div><time>10:{n % 60:02d}</time><p>{'word ' * 20}{n}</p></div>" for n in range(1_000)),
        "<a href='x'>a link</a> " * 10_000,
        "<p>Published \u00a9 2026-03-02 " * 2_000,
    ],
    ids=["headings", "tables", "posts", "links", "stamps"],
)
def test_an_article_behind_thousands_of_the_same_blocks_is_read(markup: str) -> None:
    assert "The mayor of Saalbrunn" in read_page(a_page(body=f"{markup}{ARTICLE}"), name="x").text
