"""Web pages: the article's text without what surrounds it, and what the page says of itself."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tocsin.errors import InputError

# The day of publication is what the page gives as such; any day in its text could be any day.
_DATES = {"original_date": True, "extensive_search": False}


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page holds."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None


def read_page(markup: str, *, name: str) -> Page:
    """The article of a web page.

    Raises:
        InputError: There is no article in it.
    """
    extract: Any = import_module("trafilatura").bare_extraction
    page = extract(
        markup, with_metadata=True, include_comments=False, favor_precision=False, date_extraction_params=_DATES
    )
    text = (page.text or "").strip() if page is not None else ""
    if not text:
        raise InputError(name, "no article was found in this page")
    return Page(text, page.title or None, page.sitename or None, page.url or None, page.date or None)
