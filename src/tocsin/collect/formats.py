"""Formats to text: what a file of each kind says, and what it says of itself."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from tocsin.collect.characters import characters
from tocsin.errors import InputError

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
# What stands in front matter: fields, and what YAML puts under and between them. Else it is text between two rules.
_YAML = re.compile(r"\s*$|\s*#|\s*-\s|[ \t]|[\w-]+[ \t]*:(?:\s|$)")
_FIELDS = ("title", "published", "outlet", "url", "language", "name")

# The day of publication is what the page gives as such; any day in its text could be any day.
_DATES = {"original_date": True, "extensive_search": False}
# A tag with hundreds of attributes: no page has one, and the parser compares each with all the others. Possessive, so that
# a failed try costs no more than the tag is long.
_MANY_ATTRIBUTES = re.compile(
    r"""(<[a-z][^\s>/]*+)(?:[\s/]++[^\s>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?+){200,}+""", re.IGNORECASE
)


def _plain_text(raw: bytes, where: str) -> dict[str, Any]:
    return {"text": characters(raw, name=where)}


def _markdown(raw: bytes, where: str) -> dict[str, Any]:
    fields, text = split_front_matter(characters(raw, name=where))
    return {**fields, "text": text}


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter (`key: value` lines between two lines `---`), and the text after it.

    Where it names none of the fields that Tocsin knows, it is taken for text: nothing that was said may be lost.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return {}, text
    lines = text[opening.end() : closing.start()].splitlines()
    if not all(_YAML.match(line) for line in lines):
        return {}, text
    fields = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() in _FIELDS and value.strip():
            fields[key.strip().lower()] = value.strip().strip("\"'")
    return (fields, text[closing.end() :].lstrip("\r\n")) if fields else ({}, text)


def _html(raw: bytes, where: str) -> dict[str, Any]:
    return read_page(characters(raw, name=where), name=where)


def read_page(markup: str, *, name: str) -> dict[str, Any]:
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
    return {"text": text, "title": page.title, "outlet": page.sitename, "url": page.url, "published": page.date}


READERS: dict[str, Callable[[bytes, str], dict[str, Any]]] = {
    "text/plain": _plain_text,
    "text/markdown": _markdown,
    "text/html": _html,
}
KINDS = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".jsonl": "application/jsonl", ".ndjson": "application/jsonl",
}  # fmt: skip
