"""Markdown: front matter with what the document says of itself, and the text below it."""

import re
from typing import Any

from tocsin.collect.characters import characters
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
# What stands in front matter: fields, and what YAML puts under and between them. Else it is text between two rules.
_YAML = re.compile(r"\s*$|\s*#|\s*-\s|[ \t]|[\w-]+[ \t]*:(?:\s|$)")
_FIELDS = ("title", "published", "outlet", "url", "language", "name")


def read(source: Source) -> Pieces:
    """The text below the front matter, with the fields of it that Tocsin knows."""
    fields, text = split_front_matter(characters(source.whole(), name=source.where))
    yield Found(text=text, **fields)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
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
