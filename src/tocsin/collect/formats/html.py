"""Web pages: the article without what surrounds it, and what the page says of itself."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from importlib import import_module
from typing import Any

from tocsin.collect.characters import characters
from tocsin.collect.formats import telegram_html
from tocsin.collect.markup import local, parsed_html, text_of
from tocsin.collect.page.blocks import said, unfold_layout, without_surroundings
from tocsin.collect.page.data import name_of, page_data, plain
from tocsin.collect.page.day import moment_of_page
from tocsin.collect.page.outlet import dateline, logos_of, outlet_of_page
from tocsin.collect.page.text import byline_in
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.errors import InputError
from tocsin.lexicon.language import lexicon_for

# A tag with hundreds of attributes: no page has one, and the parser compares each with all the others. Possessive, so that
# a failed try costs no more than the tag is long.
_MANY_ATTRIBUTES = re.compile(
    r"""(<[a-z][^\s>/]*+)(?:[\s/]++[^\s>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?+){200,}+""", re.IGNORECASE
)
# Pictures and fonts that a page was saved with.
_EMBEDDED = re.compile(rb"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=\s]{200,}")
_DEEPEST = 500
"""How deep elements may be nested; the extraction of the article would take time by the square of it."""
_LONGEST_LABEL = 200
"""Characters of a line that can be a stamp, a byline, or a label."""
_LIVE = 3
"""Posts with hours that a running report has at least."""
_MISSED, _ALMOST_ALL, _FEW_ELEMENTS = 0.5, 0.1, 3_000
"""Shares of what the paragraphs of a page say that its article holds at least, and elements of a page of no great size."""
_SAYS = 40
"""Characters that a post has besides its hour at least."""
_HOUR = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")


def read(source: Source) -> Pieces:
    """The article of the page; the messages of one that is a Telegram export."""
    raw = _EMBEDDED.sub(b"data:,", source.whole())
    if len(raw) > 4 * source.ask.longest:
        raise InputError(
            source.where, f"larger than {4 * source.ask.longest:,} bytes; split it, or raise TOCSIN_LONGEST"
        )
    markup = characters(raw, name=source.where)
    if telegram_html.is_export(markup):
        yield from telegram_html.documents(markup, name=source.name, where=source.where)
    else:
        yield read_page(markup, name=source.where)


def read_page(markup: str, *, name: str) -> Found:
    """The article of a web page, without what surrounds it, and what the page says of itself.

    Args:
        markup: The page.
        name: What to call it in an error.

    Raises:
        InputError: There is no article in it.
    """
    root = parsed_html(_MANY_ATTRIBUTES.sub(r"\1", markup))
    if root is None or _depth(root) > _DEEPEST:
        raise InputError(name, "no article was found in this page")
    unfold_layout(root)
    title = " ".join(" ".join(one.text_content() for one in list(root.iter("title"))[:1]).split())
    headings = [" ".join(one.text_content().split()) for one in root.iter("h1", "h2")]
    data = page_data(root, headlines=[*headings, title])
    headline = _headline(headings, title, data.meta.get("og:title"), data.article.get("headline"))
    lines = [line for line in text_of(root).split("\n") if line]
    logos = logos_of(root)
    cleaned = without_surroundings(deepcopy(root))
    inner = [line for line in text_of(cleaned).split("\n") if line]
    address = _address(root, data.meta.get("og:url"))
    day, time = moment_of_page(
        data, _times(cleaned) or _only_time(root), [*inner, *_labelled(lines, inner)], headline, address
    )
    text = _article(cleaned, headline)
    if not text and any("cookie" in line.lower() for line in lines):
        raise InputError(
            name, "shows only a question about cookies; answer it in a browser, save the page, and add the file"
        )
    if not text:
        raise InputError(name, "no article was found in this page")
    opening = text.partition("\n")[0]
    outlet = outlet_of_page(data, title=title, headline=headline, lines=lines, logos=logos, opening=opening)
    place, agency, _ = dateline(opening)
    author = (
        name_of(data.article.get("author")) or data.first("author", "article:author", "byl") or byline_in(inner[:12])
    )
    details = {"author": author or agency, "place": place, "agency": agency}
    return Found(
        text=text,
        title=headline or title or None,
        outlet=outlet,
        url=address,
        published=day.isoformat() if day else None,
        time=time.isoformat() if time else None,
        details={fact: value for fact, value in details.items() if value},
    )


def _headline(headings: list[str], title: str, shared: str | None, stated: Any) -> str:
    """The headline of the article: the longest heading that the title or the page's data name too, else the first one."""
    told = [one for one in (stated, shared) if isinstance(one, str) and one.strip()]
    known = [plain(title), *map(plain, told)]
    # A site's own name may be a heading too, and stand in the title next to the headline.
    named = [heading for heading in headings if plain(heading) and any(plain(heading) in one for one in known)]
    if named:
        return max(named, key=len)
    if told:
        return " ".join(told[0].split())
    return headings[0] if len(headings) == 1 and headings[0] else title


def _article(root: Any, headline: str) -> str:
    """The text of the article in what is left of a page."""
    links = {plain(link.text_content()) for link in root.iter("a")} - {""}
    text = _live_posts(root) or _extracted(root)
    kept: list[str] = []
    for line in text.split("\n"):
        if plain(line) == plain(headline) and not kept:
            continue
        if _is_furniture(line) or (plain(line) in links and len(line.split()) < 20):
            continue
        kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _extracted(root: Any) -> str:
    """The main text, as trafilatura finds it: where it misses half of the paragraphs, by its slower ways too.

    Where even these miss almost all, it is all that is left of the page.
    """
    extract: Any = import_module("trafilatura").bare_extraction
    whole = said(root)

    def found(*, fast: bool) -> str:
        page = extract(deepcopy(root), include_comments=False, include_tables=True, deduplicate=False, fast=fast)
        return str(page.text or "").strip() if page is not None else ""

    text = found(fast=True)
    # The slower ways take time by the square of the number of blocks.
    if len(text) < _MISSED * whole and sum(1 for _ in root.iter()) < _FEW_ELEMENTS:
        text = max(text, found(fast=False), key=len)
    return text if len(text) >= _ALMOST_ALL * whole else text_of(root)


def _live_posts(root: Any) -> str:
    """The posts of a running report, each below its hour, behind what stands around them; nothing for any other page."""
    posts: dict[Any, Any] = {}
    for moment in root.iter("time"):
        hour = _HOUR.search(moment.text_content() or "")
        post = moment.getparent()
        # The post is the first element around its hour that says something.
        while post is not None and len(post.text_content().strip()) < len(moment.text_content().strip()) + _SAYS:
            post = post.getparent()
        if hour and post is not None and local(post) in ("div", "li", "section", "article"):
            posts.setdefault(post, moment)
    if len(posts) < _LIVE or any(above in posts for post in posts for above in post.iterancestors()):
        return ""
    written = []
    for post, moment in posts.items():
        stamp = " ".join(moment.text_content().split())
        body = deepcopy(post)
        for own in list(body.iter("time")):
            own.drop_tree()
        written.append(f"{stamp}\n{text_of(body)}")
    for post in posts:
        post.drop_tree()
    around = [line for line in text_of(root).split("\n") if len(line) >= _SAYS]
    return "\n\n".join([*around, *written])


def _is_furniture(line: str) -> bool:
    stripped = line.strip(" -*|·•")
    return len(stripped) <= _LONGEST_LABEL and bool(stripped) and _furniture().fullmatch(stripped) is not None


@cache
def _furniture() -> re.Pattern[str]:
    table = lexicon_for(None).table("pages")
    labels = "|".join(re.escape(one) for kind in ("published", "updated") for one in table["stamps"][kind])
    stamp = rf"(?:(?:by [\w .’'-]{{2,60}}\W+)?(?:{labels})\b.{{0,20}}\d{{4}}.{{0,80}})"
    # A correction is part of what an outlet says.
    stamp = rf"(?!correct)(?:{stamp})"
    return re.compile("|".join([stamp, *(f"(?:{one})" for one in table["lines"]["patterns"])]), re.IGNORECASE)


def _labelled(lines: list[str], inner: list[str]) -> list[str]:
    """The short lines that stand outside of the article and may hold its stamp."""
    known = set(inner)
    return [line for line in lines if line not in known and len(line) < _LONGEST_LABEL // 2][-20:]


def _times(root: Any) -> list[str]:
    """The moments of the page's `time` elements, those that are marked as its day of publication first."""
    found = list(root.iter("time"))
    marked = [one for one in found if one.get("pubdate") is not None or (one.get("itemprop") or "") == "datePublished"]
    stated = [one.get("datetime") or "" for one in (*marked, *found[:1])]
    return [one for one in stated if one]


def _only_time(root: Any) -> list[str]:
    """The moment of the page's `time` elements, if they all name one."""
    stated = {one.get("datetime") for one in root.iter("time")}
    return [moment for moment in stated if moment] if len(stated) == 1 else []


def _address(root: Any, shared: str | None) -> str | None:
    links = [one.get("href") for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical"]
    return next((one for one in (*links, shared) if one and one.startswith(("http://", "https://"))), None)


def _depth(root: Any) -> int:
    """How deep the elements of a page are nested, without a stack as deep."""
    deepest = depth = 0
    for event, _ in import_module("lxml.etree").iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest
