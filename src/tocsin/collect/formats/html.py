"""Web pages: the article without what surrounds it, and what the page says of itself."""

import re
from importlib import import_module
from typing import Any

from tocsin.collect.characters import characters
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


def read(source: Source) -> Pieces:
    """The article of the page."""
    yield read_page(characters(source.whole(), name=source.where), name=source.where)


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
