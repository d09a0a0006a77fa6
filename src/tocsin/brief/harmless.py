"""Text of others on a page of ours: on one line, without what would break the page or turn its text round."""

import re
from html import escape

# Shown as the replacement character.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Text on one line, without such characters."""
    return _UNSHOWN.sub("\ufffd", " ".join(text.split()))


def shown(text: str) -> str:
    """The same, escaped for HTML and SVG."""
    return escape(plain(text), quote=True)
