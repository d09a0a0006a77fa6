"""Web pages: the article without what surrounds it, and what the page says of itself."""

import re
from importlib import import_module
from typing import Any

from tocsin.collect.characters import characters
from tocsin.collect.formats import telegram_html
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.errors import InputError

# The day of publication is what the page gives as such; any day in its text could be any day.
_DATES = {"original_date": True, "extensive_search": False}
# A tag with hundreds of attributes: no page has one, and the parser compares each with all the others. Possessive, so that
# a failed try costs no more than the tag is long.
_MANY_ATTRIBUTES = re.compile(
    r"""(<[a-z][^\s>/]*+)(?:[\s/]++[^\s>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?+){200,}+""", re.IGNORECASE
)


# Pictures and fonts that a page was saved with.
_EMBEDDED = re.compile(rb"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=\s]{200,}")


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
    markup = _MANY_ATTRIBUTES.sub(r"\1", markup)
    extract: Any = import_module("trafilatura").bare_extraction
    page = extract(
        markup, with_metadata=True, include_comments=False, favor_precision=False, date_extraction_params=_DATES
    )
    text = (page.text or "").strip() if page is not None else ""
    if not text:
        raise InputError(name, "no article was found in this page")
    return Found(text=text, title=page.title, outlet=page.sitename, url=page.url, published=page.date)
