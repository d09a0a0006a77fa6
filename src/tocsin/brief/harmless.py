"""Text of others on a page of ours: on one line, cut, without what would break the page or turn its text round."""

import re
from html import escape

# Shown as the replacement character.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

LONGEST = 320
"""Characters of a quote or a title; a sentence of news has about 150."""
CUT = " …"


def visible(text: str) -> str:
    """Text with its lines and spaces, without such characters."""
    return _UNSHOWN.sub("\ufffd", text.replace("\r", " "))


def plain(text: str) -> str:
    """Text on one line, without such characters."""
    return visible(" ".join(text.split()))


def excerpt(text: str, longest: int = LONGEST) -> str:
    """The same, cut at its end if it is longer: after a word where it has one, and the cut shows."""
    line = plain(text)
    if len(line) <= longest:
        return line
    return (line[:longest].rpartition(" ")[0] or line[:longest]) + CUT


def shown(text: str) -> str:
    """Text on one line, escaped for HTML and SVG."""
    return escape(plain(text), quote=True)
