"""Markdown: the text as it is written, less the front matter that tells where it comes from."""

import re

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELDS = ("title", "published", "outlet", "url", "language", "name")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter (`key: value` lines between two lines `---`), and the text after it."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    fields = {}
    for line in match[1].splitlines():
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() in _FIELDS and value.strip():
            fields[key.strip().lower()] = value.strip().strip("\"'")
    return fields, text[match.end() :].lstrip("\r\n")
