"""Markdown: the text as it is written, less the front matter that tells where it comes from."""

import re

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n((?:[^\r\n]*\r?\n)*?)---[ \t]*(?:\r?\n|$)")
# What stands in front matter: fields, and what YAML puts under and between them. Else it is text between two rules.
_YAML = re.compile(r"\s*$|\s*#|\s*-\s|[ \t]|[\w-]+[ \t]*:(?:\s|$)")
_FIELDS = ("title", "published", "outlet", "url", "language", "name")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter (`key: value` lines between two lines `---`), and the text after it.

    Where it names none of the fields that Tocsin knows, it is taken for text: nothing that was said may be lost.
    """
    match = _FRONT.match(text)
    if match is None or not all(_YAML.match(line) for line in match[1].splitlines()):
        return {}, text
    fields = {}
    for line in match[1].splitlines():
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() in _FIELDS and value.strip():
            fields[key.strip().lower()] = value.strip().strip("\"'")
    return (fields, text[match.end() :].lstrip("\r\n")) if fields else ({}, text)
