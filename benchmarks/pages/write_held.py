# ruff: noqa: E501  a page is a long line
"""Writes the saved pages of the part `held`: other layouts than those of `tuned`, written when the rules stood.

The rules are not looked at through these pages: only their scores are read.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stories import other_headlines, story
from write_tuned import ps, write

PAGES: list[Callable[[], dict[str, Any]]] = []


def page(made: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    PAGES.append(made)
    return made


def cards(seed: int, number: int) -> str:
    return "".join(
        f'<article class="card"><a href="/n/{n}"><h3>{one}</h3></a><p>{story(seed + 700 + n)[1][0]}</p><time datetime="2026-02-{10 + n}">{10 + n} February 2026</time></article>'
        for n, one in enumerate(other_headlines(seed, number))
    )


@page
def broadcaster_with_cards_below() -> dict[str, Any]:
    title, text = story(31)
    ld = {
        "@context": "http://schema.org",
        "@graph": [
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "News"}]},
            {
                "@type": "NewsArticle",
                "headline": title,
                "datePublished": "2026-04-02T05:10:33.000Z",
                "dateModified": "2026-04-05T11:00:00.000Z",
                "publisher": {"@id": "https://ostwelle.example/#org"},
            },
            {"@type": "Organization", "@id": "https://ostwelle.example/#org", "name": "Ostwelle Radio"},
        ],
    }
    return {
        "html": f'<!DOCTYPE html><html lang="en-GB"><head><title>{title} - Ostwelle Radio</title><script type="application/ld+json">{json.dumps(ld)}</script></head><body><a class="skip" href="#main">Skip to content</a><div role="banner"><a href="/">Ostwelle Radio</a><ul><li><a>News</a></li><li><a>Listen live</a></li></ul></div><main id="main"><div class="article__header"><h1 class="article__title">{title}</h1><p class="article__meta">Lena Arvo · 2 April 2026</p></div><div class="article__body">{ps(text, css="body-text")}</div></main><section aria-label="More stories">{cards(31, 4)}</section></body></html>',
        "text": text,
        "title": title,
        "published": "2026-04-02",
        "outlet": "Ostwelle Radio",
    }


@page
def tabloid_with_buttons_everywhere() -> dict[str, Any]:
    title, text = story(32)
    parts = "".join(
        f"<p>{one}</p>{'<p><a href=/x><b>READ NEXT: ' + other_headlines(32, 6)[n % 6] + '</b></a></p>' if n % 2 else ''}"
        for n, one in enumerate(text)
    )
    return {
        "html": f'<html><head><title>{title.upper()} | DAILY SHORE</title><meta property="og:site_name" content="Daily Shore"><meta property="og:title" content="{title}"><meta property="article:published_time" content="2026-04-03T23:55:00-03:00"><meta property="article:modified_time" content="2026-04-04T10:00:00-03:00"></head><body><div class="ticker">BREAKING: {other_headlines(32, 1)[0]}</div><div class="share-bar"><button>Facebook</button><button>X</button></div><h1>{title}</h1><div class="author">By <a href="/a/1">Jonas Wirth</a>, Reporter</div><div class="stamps">PUBLISHED: 23:55, 3 April 2026 | UPDATED: 10:00, 4 April 2026</div><div itemprop="articleBody">{parts}</div><div id="comments-wrap"><h3>Comments 214</h3><p>The comments below have not been moderated in any way by us.</p></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-04-03",
        "outlet": "Daily Shore",
    }


@page
def agency_feed_as_preformatted_text() -> dict[str, Any]:
    title, text = story(33)
    lines = "\n\n".join([f"KORBACH, April 4 (Northern Press) - {text[0]}", *text[1:]])
    return {
        "html": f"<html><head><title>Northern Press - {title}</title></head><body><h1>{title}</h1><p>04 Apr 2026 12:31 GMT</p><pre>{lines}</pre><p>Copyright (c) 2026 Northern Press</p></body></html>",
        "text": text,
        "title": title,
        "published": "2026-04-04",
        "outlet": "Northern Press",
    }


@page
def live_page_as_a_list() -> dict[str, Any]:
    title, text = story(34)
    posts = "".join(
        f'<li class="b-entry"><div class="b-entry__time"><time datetime="2026-04-06T{9 + n:02d}:15:00Z">{9 + n:02d}.15am</time></div><div class="b-entry__body"><p>{one}</p><div class="sharing"><a>Share</a></div></div></li>'
        for n, one in enumerate(text[:3])
    )
    gold = [part for n, one in enumerate(text[:3]) for part in (f"{9 + n:02d}.15am", one)]
    return {
        "html": f'<html lang="en"><head><title>{title} – as it happened | The Hamn Examiner</title><meta property="og:site_name" content="The Hamn Examiner"><meta property="article:published_time" content="2026-04-06T08:55:00Z"></head><body><main><h1>{title} – as it happened</h1><ul class="b-list">{posts}</ul></main><footer><p>The Hamn Examiner, Quay Street 1</p></footer></body></html>',
        "text": gold,
        "title": f"{title} – as it happened",
        "published": "2026-04-06",
        "outlet": "The Hamn Examiner",
    }


@page
def nothing_for_machines_at_all() -> dict[str, Any]:
    title, text = story(35)
    return {
        "html": f"<html><head><title>Merrow Valley News</title></head><body><center><h2>Merrow Valley News</h2><i>The paper of the valley since 1911</i></center><hr><h3>{title}</h3><p><i>Tuesday, 7th April 2026</i></p>{ps(text)}<hr><a href='index.html'>Back to the front page</a> <a href='mail.html'>Write to us</a><p><small>&copy; Merrow Valley News</small></p></body></html>",
        "text": text,
        "title": title,
        "published": "2026-04-07",
        "outlet": "Merrow Valley News",
    }


@page
def consent_text_longer_than_the_article() -> dict[str, Any]:
    title, text = story(36)
    wall = "".join(
        f"<p>With your agreement, we and our {n}00 partners use cookies or similar technologies to store, access and process personal data like your visit on this website. Some partners do not ask for your consent to process your data.</p>"
        for n in range(1, 8)
    )
    return {
        "html": f'<html lang="en"><head><title>{title}</title><meta name="publisher" content="Thalgrub Today"><meta name="datePublished" content="2026-04-08T10:00:00+02:00"></head><body><div id="didomi-host"><div class="consent-popup">{wall}<button>Agree and close</button></div></div><div class="post-wrapper"><h1>{title}</h1>{ps(text[:4])}</div></body></html>',
        "text": text[:4],
        "title": title,
        "published": "2026-04-08",
        "outlet": "Thalgrub Today",
    }


@page
def american_evening_told_in_utc() -> dict[str, Any]:
    title, text = story(37)
    return {
        "html": f'<html lang="en-US"><head><title>{title} | Pine County Ledger</title><meta property="og:site_name" content="Pine County Ledger"><meta property="article:published_time" content="2026-04-10T02:05:00+00:00"></head><body><article><header><h1>{title}</h1><div>By Edda Lind</div><div>Apr. 9, 2026 9:05 pm</div></header>{ps(text)}</article></body></html>',
        "text": text,
        "title": title,
        "published": "2026-04-09",
        "outlet": "Pine County Ledger",
    }


@page
def only_an_update_is_told_to_machines() -> dict[str, Any]:
    title, text = story(38)
    return {
        "html": f'<html lang="en"><head><title>{title} › Lowland Express</title><meta property="article:modified_time" content="2026-04-15T09:00:00Z"><meta http-equiv="last-modified" content="2026-04-15"></head><body><div class="entry-header"><h1 class="entry-title">{title}</h1><span class="posted-on">Posted on <a href="/p/38">April 11, 2026</a></span> <span class="updated-on">Updated on April 15, 2026</span></div><div class="entry-content">{ps(text)}</div><div class="site-info">Proudly made in Tolm</div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-04-11",
        "outlet": "Lowland Express",
    }


@page
def magazine_with_a_drop_cap_and_a_box() -> dict[str, Any]:
    title, text = story(39)
    lead = f'<p><span class="dropcap">{text[0][0]}</span>{text[0][1:]}</p>'
    return {
        "html": f'<html lang="en"><head><title>{title} - The Riverside Quarterly</title><script type="application/ld+json">{json.dumps([{"@type": ["Article", "NewsArticle"], "headline": title, "datePublished": "2026-04-12", "publisher": [{"@type": "Organization", "name": "The Riverside Quarterly"}]}])}</script></head><body><div class="masthead"><img class="logo" alt="The Riverside Quarterly"></div><div class="longform"><h1>{title}</h1><p class="standfirst">{text[1]}</p>{lead}{ps(text[2:])}<div class="newsletter-box"><p>Enjoying this story? Every Sunday we send our readers one long read by mail.</p></div></div></body></html>',
        "text": [text[1], text[0], *text[2:]],
        "title": title,
        "published": "2026-04-12",
        "outlet": "The Riverside Quarterly",
    }


@page
def statement_of_a_council() -> dict[str, Any]:
    title, text = story(40)
    return {
        "html": f'<html lang="en"><head><title>{title} - Saalbrunn Town Council</title></head><body><div id="cookie-bar">This website uses cookies. <a>Accept</a></div><div class="crumbs"><a>Home</a> &gt; <a>News</a> &gt; {title}</div><h1>{title}</h1><p class="date">Date published: 13 April 2026</p><div class="rich-text">{ps(text)}<h3>Contact</h3><p>Press office of the town council, open on weekdays from nine to four.</p></div><div id="footer"><ul><li><a>Accessibility</a></li><li><a>Privacy</a></li><li><a>Imprint</a></li></ul></div></body></html>',
        "text": [*text, "Contact", "Press office of the town council, open on weekdays from nine to four."],
        "title": title,
        "published": "2026-04-13",
        "outlet": "Saalbrunn Town Council",
    }


@page
def interview_in_a_list_of_terms() -> dict[str, Any]:
    _, text = story(41)
    turns = "".join(
        f"<dt>{'INTERVIEWER' if n % 2 == 0 else 'DR VARGA'}:</dt><dd>{one}</dd>" for n, one in enumerate(text)
    )
    gold = [f"{'INTERVIEWER' if n % 2 == 0 else 'DR VARGA'}: {one}" for n, one in enumerate(text)]
    return {
        "html": f'<html lang="en"><head><title>Transcript: Dr Ruth Varga on the hospital | Halvern Sound</title><meta property="og:site_name" content="Halvern Sound"><meta itemprop="datePublished" content="2026-04-14T12:00"></head><body><h1>Transcript: Dr Ruth Varga on the hospital</h1><dl class="transcript">{turns}</dl><p>© 2026 Halvern Sound</p></body></html>',
        "text": gold,
        "title": "Transcript: Dr Ruth Varga on the hospital",
        "published": "2026-04-14",
        "outlet": "Halvern Sound",
    }


@page
def paragraphs_that_are_divs() -> dict[str, Any]:
    title, text = story(42)
    return {
        "html": f'<html lang="en"><head><title>{title} / Gulf of Ostvik Report</title><meta property="og:type" content="article"><meta name="article:published_time" content="2026-04-15T08:00:00+03:00"><meta name="twitter:title" content="{title}"></head><body><div class="x1"><div class="x2"><a href="/"><img src="/img/logo.png" alt="Gulf of Ostvik Report"></a></div><div class="x3"><div class="x4">{title}</div><div class="x5">{ps(text, tag="div", css="x6")}</div></div><div class="x7"><div class="x8"><a href="/1">{other_headlines(42, 3)[0]}</a></div><div class="x8"><a href="/2">{other_headlines(42, 3)[1]}</a></div><div class="x8"><a href="/3">{other_headlines(42, 3)[2]}</a></div></div></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-04-15",
        "outlet": "Gulf of Ostvik Report",
    }


@page
def article_with_a_fact_box_and_sources() -> dict[str, Any]:
    title, text = story(43)
    facts = ["Built in 1911", "Closed twice before", "Crossed by two bus lines"]
    return {
        "html": f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Checkpoint Facts"><meta name="date" content="2026-04-16T09:30:00Z"></head><body><header><h2>Checkpoint Facts</h2></header><article><h1>{title}</h1><p>by Mira Kovar, 16/04/2026</p>{ps(text[:3])}<h4>In short</h4><ul>{"".join(f"<li>{one}</li>" for one in facts)}</ul>{ps(text[3:])}</article><div class="tag-list"><a>#town</a><a>#roads</a><a>#council</a></div></body></html>',
        "text": [*text[:3], "In short", *facts, *text[3:]],
        "title": title,
        "published": "2026-04-16",
        "outlet": "Checkpoint Facts",
    }


@page
def table_of_results_with_notes() -> dict[str, Any]:
    title, text = story(44)
    rows = [
        ("Station", "Level (cm)", "Alarm"),
        ("Hamn bridge", "412", "2"),
        ("Tolm weir", "388", "1"),
        ("Sarn lock", "240", "none"),
    ]
    table = (
        "<table class='data'><thead><tr>"
        + "".join(f"<th>{one}</th>" for one in rows[0])
        + "</tr></thead><tbody>"
        + "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows[1:])
        + "</tbody></table>"
    )
    return {
        "html": f'<html lang="en"><head><title>{title} | Water Office</title><meta name="DC.publisher" content="Water Office of the Lower River"><meta name="DC.date" content="2026-04-17"></head><body><div class="page-content"><h1>{title}</h1>{ps(text[:2])}{table}{ps(text[2:])}</div></body></html>',
        "text": [*text[:2], *(" ".join(row) for row in rows), *text[2:]],
        "title": title,
        "published": "2026-04-17",
        "outlet": "Water Office of the Lower River",
    }


@page
def translated_report_with_the_original_named() -> dict[str, Any]:
    title, text = story(45)
    return {
        "html": f'<html lang="en"><head><title>{title} :: East Translated</title></head><body><h1>{title}</h1><div class="info">18.04.2026 14:20 | East Translated</div>{ps(text)}<p><i>Translated from the original.</i></p><div class="related-news"><h3>Related</h3><ul><li><a>{other_headlines(45, 2)[0]}</a></li><li><a>{other_headlines(45, 2)[1]}</a></li></ul></div><div class="copyright">© 2014-2026 East Translated. When quoting, a link is required.</div></body></html>',
        "text": [*text, "Translated from the original."],
        "title": title,
        "published": "2026-04-18",
        "outlet": "East Translated",
    }


@page
def short_wire_item_with_many_links() -> dict[str, Any]:
    title, text = story(46)
    menu = "".join(f'<a href="/{n}">{one}</a> ' for n, one in enumerate(other_headlines(46, 9)))
    return {
        "html": f'<html lang="en"><head><title>{title} — Coast Wire</title><meta property="article:published_time" content="2026-04-19T19:00:00+02:00"></head><body><div class="left">{menu}</div><div class="middle"><h1>{title}</h1><p><b>{text[0]}</b></p><p>{text[1]}</p></div><div class="right">{menu}</div></body></html>',
        "text": text[:2],
        "title": title,
        "published": "2026-04-19",
        "outlet": "Coast Wire",
    }


@page
def post_with_a_reply_thread() -> dict[str, Any]:
    title, text = story(47)
    thread = "".join(
        f'<div class="reply"><b>user{n}</b> <span>April {21 + n}, 2026</span><p>{story(800 + n)[1][2]}</p></div>'
        for n in range(4)
    )
    return {
        "html": f'<html lang="en"><head><title>{title} | Harbour Watch Blog</title><meta name="author" content="Osman Tal"></head><body><div class="blog-post"><h2 class="post-title">{title}</h2><p class="post-date">20 April 2026</p><div class="post-body">{ps(text)}</div></div><div class="comments-area"><h3>Replies</h3>{thread}</div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-04-20",
        "outlet": "Harbour Watch Blog",
    }


@page
def quotation_blocks_and_subheads() -> dict[str, Any]:
    title, text = story(48)
    body = f"<p>{text[0]}</p><blockquote><p>{text[1]}</p></blockquote><h3>How it began</h3>{ps(text[2:4])}<h3>What comes next</h3>{ps(text[4:])}"
    return {
        "html": f'<html lang="en"><head><title>{title} • Frontier Review</title><script type="application/ld+json">{json.dumps({"@type": "Article", "name": title, "datePublished": "April 21, 2026", "author": [{"@type": "Person", "name": "Tomas Reik"}], "publisher": "Frontier Review"})}</script></head><body><article class="post"><h1>{title}</h1>{body}</article></body></html>',
        "text": [text[0], text[1], "How it began", *text[2:4], "What comes next", *text[4:]],
        "title": title,
        "published": "2026-04-21",
        "outlet": "Frontier Review",
    }


@page
def app_page_with_the_date_in_words_only() -> dict[str, Any]:
    title, text = story(49)
    return {
        "html": f'<html lang="en"><head><title>{title}</title><meta name="apple-mobile-web-app-title" content="Drau Online"></head><body><div id="root"><div><span>Drau Online</span><span>Menu</span><span>Search</span></div><div><h1>{title}</h1><span>Wednesday 22 April 2026, 06:00</span><span>4 min read</span>{"".join(f"<div><span>{one}</span></div>" for one in text)}</div><div><span>Privacy</span><span>Terms</span></div></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-04-22",
        "outlet": "Drau Online",
    }


@page
def syndicated_copy_of_an_agency() -> dict[str, Any]:
    title, text = story(50)
    first = f"TOLM (Black Sea Wire) – {text[0]}"
    return {
        "html": f'<html lang="en"><head><title>{title} | The Island Mirror</title><meta property="og:site_name" content="The Island Mirror"><meta property="article:published_time" content="2026-04-23T16:00:00+00:00"><link rel="canonical" href="https://blackseawire.example/50"></head><body><div class="art-col"><h1>{title}</h1><div class="src">Black Sea Wire</div>{ps([first, *text[1:]])}<p class="disclaimer">This story has not been edited by The Island Mirror and comes from an agency’s feed.</p></div></body></html>',
        "text": [*text, "This story has not been edited by The Island Mirror and comes from an agency’s feed."],
        "title": title,
        "published": "2026-04-23",
        "outlet": "The Island Mirror",
    }


if __name__ == "__main__":
    write(PAGES, Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "held"))
