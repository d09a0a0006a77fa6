# ruff: noqa: E501  a page is a long line
"""Writes the saved pages of the part `tuned`: layouts that differ in what carries text, date and outlet, and what is in the way.

Each function is one layout. The pages are invented, as are the outlets.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stories import other_headlines, story

PAGES: list[Callable[[], dict[str, Any]]] = []


def page(made: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    PAGES.append(made)
    return made


def ps(paragraphs: list[str], tag: str = "p", css: str = "") -> str:
    opening = f'<{tag} class="{css}">' if css else f"<{tag}>"
    return "\n".join(f"{opening}{one}</{tag}>" for one in paragraphs)


def links(seed: int, number: int) -> str:
    return "".join(f'<li><a href="/a/{n}">{one}</a></li>' for n, one in enumerate(other_headlines(seed, number)))


NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li><li><a href="/subscribe">Subscribe</a></li></ul></nav>'


@page
def newspaper_with_boxes_in_the_text() -> dict[str, Any]:
    title, text = story(1)
    ld = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2026-03-02T21:30:00-05:00",
        "dateModified": "2026-03-04T09:00:00-05:00",
        "publisher": {"@type": "Organization", "name": "The Merrow Courier"},
        "author": {"@type": "Person", "name": "Pia Holm"},
    }
    body = (
        ps(text[:2])
        + f'<aside class="related-box"><h3>More on this story</h3><ul>{links(1, 4)}</ul></aside>'
        + ps(text[2:4])
        + '<div class="newsletter-signup"><h4>Get our morning newsletter</h4><p>The best of the Courier in your inbox, every day at six. You can unsubscribe whenever you like.</p><form><input type="email"><button>Sign up</button></form></div>'
        + ps(text[4:])
    )
    return {
        "html": f'<html lang="en"><head><title>{title} - The Merrow Courier</title><script type="application/ld+json">{json.dumps(ld)}</script><link rel="canonical" href="https://merrowcourier.example/news/bridge"></head><body><header>{NAV}<div class="today">Monday, 30 November 2026</div></header><main><article><h1>{title}</h1><div class="byline">By Pia Holm</div><figure><img src="a.jpg"><figcaption>The western pillar seen from the ferry. Photo: Merrow Courier archive</figcaption></figure>{body}</article><section class="comments"><h2>3 comments</h2><p>I have been saying this for years, and nobody listened to me at all.</p><p>Who pays for the ferries? Not the council, I can tell you that much.</p></section></main><footer><p>© 2026 Merrow Courier Media. All rights reserved.</p></footer></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-02",
        "outlet": "The Merrow Courier",
    }


@page
def agency_with_a_dateline() -> dict[str, Any]:
    title, text = story(2)
    first = f"LUTSEN, March 3 (Black Sea Wire) — {text[0]}"
    return {
        "html": f'<html><head><title>{title} | Black Sea Wire</title><meta name="description" content="{text[0]}"></head><body><div id="top"><a href="/">Black Sea Wire</a> | <a href="/world">World</a> | <a href="/markets">Markets</a></div><div class="story"><h1>{title}</h1><div class="stamp">March 3, 2026 4:12 PM UTC · Updated 6 hours ago</div>{ps([first, *text[1:]])}<p>(Reporting by Arne Dahl; Editing by Ruth Varga)</p><p>Our Standards: The Black Sea Wire Principles of Trust.</p></div><div class="more"><h3>Read Next</h3><ul>{links(2, 6)}</ul></div><div>© 2026 Black Sea Wire. All rights reserved</div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-03",
        "outlet": "Black Sea Wire",
    }


@page
def blog_with_an_archive_beside_it() -> dict[str, Any]:
    title, text = story(3)
    months = "".join(
        f'<li><a href="/2025/{n:02d}/">{m} 2025</a> ({n})</li>'
        for n, m in enumerate(("January", "February", "March", "April", "May"), 1)
    )
    return {
        "html": f'<html><head><title>{title} « Notes from the Valley</title><meta name="generator" content="WordPress 6.4"></head><body><div id="header"><h1><a href="/">Notes from the Valley</a></h1><div class="description">Just another local blog</div></div><div id="content"><div class="post" id="post-77"><h2>{title}</h2><small>Posted on March 5th, 2026 by edda</small><div class="entry">{ps(text)}<p class="postmetadata">Filed under: <a href="#">Town</a> | <a href="#">2 Comments »</a></p></div></div><h3 id="comments">2 Responses to “{title}”</h3><ol class="commentlist"><li>olaf says: <p>March 6th, 2026 at 8:15 am</p><p>Well put. I was there and saw the very same thing.</p></li><li>guest says:<p>First time I agree with this blog about anything.</p></li></ol></div><div id="sidebar"><h2>Archives</h2><ul>{months}</ul><h2>Blogroll</h2><ul>{links(3, 5)}</ul></div><div id="footer"><p>Notes from the Valley is proudly powered by WordPress. Entries (RSS) and Comments (RSS).</p></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-05",
        "outlet": "Notes from the Valley",
    }


@page
def live_blog() -> dict[str, Any]:
    title, text = story(4)
    posts = "".join(
        f'<div class="live-post" data-id="{n}"><time datetime="2026-03-06T{18 - n:02d}:{(n * 7) % 60:02d}:00+01:00">{18 - n:02d}:{(n * 7) % 60:02d}</time><h3>{one.split(",")[0][:40]}</h3><p>{one}</p><div class="share"><a>Share</a><a>Tweet</a><a>Copy link</a></div></div>'
        for n, one in enumerate(text)
    )
    gold = [
        part for n, one in enumerate(text) for part in (f"{18 - n:02d}:{(n * 7) % 60:02d}", one.split(",")[0][:40], one)
    ]
    return {
        "html": f'<html lang="en"><head><title>LIVE: {title}</title><meta property="og:site_name" content="Radio Varnes"><meta property="article:published_time" content="2026-03-06T08:00:00+01:00"><meta property="article:modified_time" content="2026-03-07T01:10:00+01:00"></head><body>{NAV}<article><h1>LIVE: {title}</h1><p class="intro-status">Last updated: 2 minutes ago</p><div class="live-feed">{posts}</div></article><div class="most-read"><h2>Most read</h2><ol>{links(4, 5)}</ol></div><footer>Radio Varnes is not responsible for the content of external sites.</footer></body></html>',
        "text": gold,
        "title": title,
        "published": "2026-03-06",
        "outlet": "Radio Varnes",
    }


@page
def cookie_layer_before_the_article() -> dict[str, Any]:
    title, text = story(5)
    wall = '<div id="consent-layer" role="dialog" class="cmp-overlay"><h2>We value your privacy</h2><p>We and our 841 partners store and access information on a device, such as cookies, and process personal data, such as unique identifiers, for personalised advertising and content, measurement and audience research.</p><p>You can change your mind at any time by clicking on the privacy settings at the bottom of each page. Some partners do not ask for your consent and rely on their legitimate interest.</p><button>Accept all</button><button>Manage options</button></div>'
    return {
        "html": f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Hamn Daily"><meta itemprop="datePublished" content="2026-03-07"></head><body>{wall}<div class="page">{NAV}<div class="article-main"><h1>{title}</h1>{ps(text)}</div></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-07",
        "outlet": "Hamn Daily",
    }


@page
def time_in_utc_that_is_the_evening_before() -> dict[str, Any]:
    title, text = story(6)
    ld = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2026-03-09T04:40:00Z",
        "publisher": {"name": "Dunmore Bay Herald"},
    }
    return {
        "html": f'<html><head><title>{title} – Dunmore Bay Herald</title><script type="application/ld+json">{json.dumps(ld)}</script></head><body>{NAV}<article><h1>{title}</h1><p class="dateline"><span>By Lena Arvo</span> <span>Published March 8, 2026 at 11:40 p.m. EST</span></p>{ps(text)}</article></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-08",
        "outlet": "Dunmore Bay Herald",
    }


@page
def updated_stamp_first() -> dict[str, Any]:
    title, text = story(7)
    return {
        "html": f'<html><head><title>{title} :: Tolm Tribune</title></head><body><div class="hd">{NAV}</div><div class="art"><h1>{title}</h1><div class="dates">Updated: 12 March 2026, 18:05 <br> First published: 10 March 2026, 07:30</div>{ps(text)}<div class="tags">Topics: <a>Town hall</a> <a>Traffic</a></div></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-10",
        "outlet": "Tolm Tribune",
    }


@page
def table_layout_of_long_ago() -> dict[str, Any]:
    title, text = story(8)
    body = "<br><br>".join(text)
    return {
        "html": f'<html><head><title>Sarn Gazette Online</title></head><body bgcolor="#ffffff"><table width="760"><tr><td colspan="3"><img src="logo.gif" alt="Sarn Gazette"></td></tr><tr><td width="120" valign="top"><font size="1"><a href="1.htm">Front page</a><br><a href="2.htm">Local</a><br><a href="3.htm">Letters</a><br><a href="4.htm">Weather</a></font></td><td width="520" valign="top"><font size="5"><b>{title}</b></font><br><font size="1">Thursday, March 12, 2026</font><br><br><font size="2">{body}</font></td><td width="120" valign="top"><font size="1"><b>Also today</b><br>{"<br>".join(f"<a href=x>{one}</a>" for one in other_headlines(8, 5))}</font></td></tr><tr><td colspan="3"><font size="1">Copyright 2026 Sarn Gazette. All rights reserved.</font></td></tr></table></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-12",
        "outlet": "Sarn Gazette",
    }


@page
def classes_that_say_nothing() -> dict[str, Any]:
    title, text = story(9)
    divs = "".join(
        f'<div class="css-1x{n}f9"><p class="css-at9mc1 evys1bk0">{one}</p></div>' for n, one in enumerate(text)
    )
    rest = "".join(
        f'<div class="css-9q{n}"><a href="/x"><h4 class="css-h{n}">{one}</h4><p class="css-s1">{story(900 + n)[1][0]}</p></a></div>'
        for n, one in enumerate(other_headlines(9, 4))
    )
    return {
        "html": f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Halvern Post"><meta property="og:title" content="{title}"><script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite", "name": "Halvern Post"}, {"@type": "ReportageNewsArticle", "headline": title, "datePublished": "2026-03-13T10:00:00.000Z"}]})}</script></head><body><div id="app"><div class="css-1vnav">{NAV}</div><div class="css-1vkm6nb"><h1 class="css-q1">{title}</h1><div class="css-233int"><time datetime="2026-03-13T06:00:00-04:00">March 13, 2026</time></div>{divs}</div><div class="css-1bot">{rest}</div></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-13",
        "outlet": "Halvern Post",
    }


@page
def figures_in_a_table() -> dict[str, Any]:
    title, text = story(10)
    rows = [("Town", "Cases", "Change"), ("Saalbrunn", "112", "+9"), ("Korbach", "87", "-4"), ("Hamn", "45", "+1")]
    table = (
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<{'th' if not n else 'td'}>{cell}</{'th' if not n else 'td'}>" for cell in row) + "</tr>"
            for n, row in enumerate(rows)
        )
        + "</table>"
    )
    gold = [*text[:3], *(" ".join(row) for row in rows), *text[3:]]
    return {
        "html": f'<html lang="en"><head><title>{title}</title><meta name="application-name" content="Ostvik News"><meta name="dcterms.created" content="2026-03-14"></head><body>{NAV}<article><h1>{title}</h1>{ps(text[:3])}{table}{ps(text[3:])}</article><footer>Ostvik News · Imprint · Privacy</footer></body></html>',
        "text": gold,
        "title": title,
        "published": "2026-03-14",
        "outlet": "Ostvik News",
    }


@page
def press_release_of_a_ministry() -> dict[str, Any]:
    title, text = story(11)
    return {
        "html": f'<html lang="en"><head><title>{title} | Ministry of Transport</title></head><body><div class="gov-header">An official website</div><div class="breadcrumb">Home / Newsroom / Press releases</div><main><p class="type">Press release</p><h1>{title}</h1><dl><dt>From:</dt><dd>Ministry of Transport</dd><dt>Published</dt><dd>16 March 2026</dd></dl><div class="govspeak">{ps(text)}</div><h2>Notes to editors</h2><p>The full report can be ordered from the ministry’s press office.</p><h2>Share this page</h2><ul><li>Share on social media</li></ul></main><footer>All content is available under the Open Licence, except where otherwise stated</footer></body></html>',
        "text": [*text, "Notes to editors", "The full report can be ordered from the ministry’s press office."],
        "title": title,
        "published": "2026-03-16",
        "outlet": "Ministry of Transport",
    }


@page
def interview_with_labels() -> dict[str, Any]:
    _, text = story(12)
    turns = [f"<strong>{'Q' if n % 2 == 0 else 'Mira Kovar'}:</strong> {one}" for n, one in enumerate(text)]
    gold = [f"{'Q' if n % 2 == 0 else 'Mira Kovar'}: {one}" for n, one in enumerate(text)]
    return {
        "html": f'<html lang="en"><head><title>“Nobody asked us”: an interview with Mira Kovar</title><meta property="og:site_name" content="Two Banks Review"><meta name="date" content="2026-03-17"></head><body>{NAV}<article><h1>“Nobody asked us”: an interview with Mira Kovar</h1>{ps(turns)}<p class="author-bio">Jonas Wirth is an editor of the Two Banks Review. He lives in Hamn.</p></article></body></html>',
        "text": gold,
        "title": "“Nobody asked us”: an interview with Mira Kovar",
        "published": "2026-03-17",
        "outlet": "Two Banks Review",
    }


@page
def short_report_among_long_teasers() -> dict[str, Any]:
    title, text = story(13)
    short = text[:3]
    teasers = "".join(
        f'<div class="teaser"><h3><a href="#">{story(500 + n)[0]}</a></h3><p>{story(500 + n)[1][0]} {story(500 + n)[1][1]}</p><span>14 March 2026</span></div>'
        for n in range(5)
    )
    return {
        "html": f'<html lang="en"><head><title>{title} - Lutsen Observer</title><meta property="article:published_time" content="2026-03-18T06:15:00+00:00"></head><body>{NAV}<div class="wrap"><div class="news-item"><h1>{title}</h1><div class="text">{ps(short)}</div></div><h2>Other news</h2><div class="teasers">{teasers}</div></div></body></html>',
        "text": short,
        "title": title,
        "published": "2026-03-18",
        "outlet": "Lutsen Observer",
    }


@page
def related_article_with_data_of_its_own() -> dict[str, Any]:
    title, text = story(14)
    other = story(77)
    ld = [
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "NewsArticle", "headline": other[0], "datePublished": "2025-11-02"}],
        },
        {
            "@type": "Article",
            "headline": title,
            "datePublished": "2026-03-19T12:00:00+02:00",
            "publisher": {"@type": "NewsMediaOrganization", "name": "Korbach Zeitung in English"},
        },
    ]
    return {
        "html": f'<html lang="en"><head><title>{title}</title><script type="application/ld+json">{json.dumps(ld)}</script></head><body>{NAV}<article><h1>{title}</h1>{ps(text[:3])}<div class="readmore"><a href="/x">READ MORE: {other[0]}</a></div>{ps(text[3:])}<p><em>Follow us on our channel for more news.</em></p></article></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-19",
        "outlet": "Korbach Zeitung in English",
    }


@page
def continental_date_and_brand_first() -> dict[str, Any]:
    title, text = story(15)
    return {
        "html": f'<html lang="en"><head><title>Danubia Today: {title}</title></head><body>{NAV}<div class="content"><h1>{title}</h1><span class="datum">20.03.2026 | 09:45</span>{ps(text)}<p>Source: Danubia Today</p></div><div class="footer">© Danubia Today 2009–2026</div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-20",
        "outlet": "Danubia Today",
    }


@page
def page_for_printing() -> dict[str, Any]:
    title, text = story(16)
    return {
        "html": f'<html><head><title>Print: {title}</title></head><body onload="window.print()"><p>From the Thalgrub Messenger, 21 March 2026</p><h2>{title}</h2>{ps(text)}<hr><p>Printed from https://messenger.example/2026/03/21/story.html</p><p>© Thalgrub Messenger. Reproduction only with permission.</p></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-21",
        "outlet": "Thalgrub Messenger",
    }


@page
def page_for_phones() -> dict[str, Any]:
    title, text = story(17)
    return {
        "html": f'<!doctype html><html amp lang="en"><head><title>{title}</title><link rel="canonical" href="https://www.riverpost.example/news/17"><script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": title, "datePublished": "2026-03-22T07:00:00+01:00", "publisher": {"@type": "Organization", "name": "River Post"}})}</script></head><body><amp-sidebar id="s"><ul><li>Home</li><li>News</li></ul></amp-sidebar><header>River Post</header><article>{"".join(f"<p>{one}</p><amp-ad></amp-ad>" for one in text)}</article><amp-consent id="c"><div><p>We use cookies to improve your experience and to show you personalised ads.</p><button>OK</button></div></amp-consent></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-22",
        "outlet": "River Post",
    }


@page
def wall_after_two_paragraphs() -> dict[str, Any]:
    title, text = story(18)
    return {
        "html": f'<html lang="en"><head><title>{title} | The Varnes Review</title><meta property="og:site_name" content="The Varnes Review"><meta property="article:published_time" content="2026-03-23"></head><body>{NAV}<article><h1>{title}</h1>{ps(text[:2])}<div class="paywall"><h3>This article is for subscribers</h3><p>Subscribe now for one euro a week and read all articles without limits. Cancel at any time.</p><p>Already a subscriber? Log in to go on reading.</p></div></article></body></html>',
        "text": text[:2],
        "title": title,
        "published": "2026-03-23",
        "outlet": "The Varnes Review",
    }


@page
def captions_and_pull_quotes() -> dict[str, Any]:
    title, text = story(19)
    pictures = [
        f"<figure><img><figcaption>{story(300 + n)[1][1]} Picture: agency</figcaption></figure>" for n in range(3)
    ]
    body = (
        ps(text[:2])
        + pictures[0]
        + ps(text[2:4])
        + f'<div class="pullquote">{text[1]}</div>'
        + pictures[1]
        + ps(text[4:])
        + pictures[2]
    )
    return {
        "html": f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Saalbrunn Illustrated"><meta name="pubdate" content="20260324"></head><body>{NAV}<article><h1>{title}</h1>{body}</article></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-24",
        "outlet": "Saalbrunn Illustrated",
    }


@page
def paragraphs_as_lines_of_one_block() -> dict[str, Any]:
    title, text = story(20)
    return {
        "html": f'<html><head><title>{title}</title><meta name="author" content="Osman Tal"><meta name="copyright" content="Merrow Radio"><meta name="DC.date.issued" content="2026-03-25"></head><body><div class="menu"><a>Programme</a> <a>Podcasts</a> <a>Frequencies</a></div><div class="headline">{title}</div><div class="body">{"<br/><br/>".join(text)}</div><div class="menu2"><a>Contact</a> <a>Imprint</a></div></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-25",
        "outlet": "Merrow Radio",
    }


@page
def message_of_a_channel_on_the_web() -> dict[str, Any]:
    _, text = story(21)
    return {
        "html": f'<html><head><title>Valley Watch – Telegram</title><meta property="og:title" content="Valley Watch"><meta property="og:site_name" content="Telegram"><meta property="og:description" content="{text[0]}"></head><body><div class="tgme_widget_message"><div class="tgme_widget_message_author"><a><span>Valley Watch</span></a></div><div class="tgme_widget_message_text">{"<br/>".join(text[:3])}</div><div class="tgme_widget_message_footer"><span class="views">4.2K</span><a href="#"><time datetime="2026-03-26T17:05:11+00:00">Mar 26 at 17:05</time></a></div></div></body></html>',
        "text": text[:3],
        "title": "Valley Watch",
        "published": "2026-03-26",
        "outlet": "Valley Watch",
    }


@page
def list_of_points_first() -> dict[str, Any]:
    title, text = story(22)
    points = [f"{one.split('.')[0]}." for one in text[1:4]]
    return {
        "html": f'<html lang="en"><head><title>{title} - Hill Country Mail</title><meta property="article:published_time" content="Fri, 27 Mar 2026 08:00:00 GMT"></head><body>{NAV}<article><h1>{title}</h1><ul class="summary">{"".join(f"<li>{one}</li>" for one in points)}</ul><p>By Ruth Varga for Hill Country Mail</p>{ps(text)}<p class="share">Share this article</p></article></body></html>',
        "text": [*points, *text],
        "title": title,
        "published": "2026-03-27",
        "outlet": "Hill Country Mail",
    }


@page
def article_with_subheads_and_a_correction() -> dict[str, Any]:
    title, text = story(23)
    body = ps(text[:2]) + "<h2>What is known</h2>" + ps(text[2:4]) + "<h2>What is not known</h2>" + ps(text[4:])
    note = "Correction, 30 March 2026: an earlier version of this article gave a wrong number of trains."
    return {
        "html": f'<html lang="en"><head><title>{title} | Podravje Courier</title></head><body>{NAV}<article><h1>{title}</h1><p class="meta"><time datetime="2026-03-28T09:00">28 March 2026</time> by <a rel="author">Tomas Reik</a></p>{body}<p class="correction">{note}</p></article><aside><h3>Latest</h3><ul>{links(23, 5)}</ul></aside></body></html>',
        "text": [*text[:2], "What is known", *text[2:4], "What is not known", *text[4:], note],
        "title": title,
        "published": "2026-03-28",
        "outlet": "Podravje Courier",
    }


@page
def date_in_the_address_only() -> dict[str, Any]:
    title, text = story(24)
    return {
        "html": f'<html lang="en"><head><title>{title}</title><link rel="canonical" href="https://www.eastbanknews.example/2026/03/29/story-24/"><meta property="og:url" content="https://www.eastbanknews.example/2026/03/29/story-24/"><meta name="twitter:site" content="@eastbanknews"></head><body>{NAV}<div class="logo"><img alt="East Bank News" src="logo.svg"></div><article><h1>{title}</h1>{ps(text)}</article><footer>Copyright © 2019-2026 East Bank News Ltd</footer></body></html>',
        "text": text,
        "title": title,
        "published": "2026-03-29",
        "outlet": "East Bank News",
    }


def write(pages: list[Callable[[], dict[str, Any]]], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for number, made in enumerate(pages, start=1):
            record = made()
            name = f"{number:02d}-{made.__name__.replace('_', '-')}"
            (folder / f"{name}.html").write_text(record.pop("html"), encoding="utf-8")
            gold.write(json.dumps({"name": name, **record}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(PAGES, Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "tuned"))
