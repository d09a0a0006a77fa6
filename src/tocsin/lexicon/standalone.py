"""The square brackets of a claim understood alone: what they add to its words, left out again."""

import re
from functools import cache

from tocsin.lexicon.language import Lexicon, lexicon_for

_REST = r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"
"""What follows an opening bracket up to the one that closes it; brackets within may hold none themselves."""
_ADDED = re.compile(rf" ?\[{_REST}")


def without_added(text: str) -> str:
    """A text without all that stands in brackets."""
    return _ADDED.sub("", text)


def without_context(text: str, language: str | None) -> str:
    """A claim understood alone without what its document told before it, or is about.

    Args:
        text: The claim.
        language: Its language (ISO 639-1), None where no document tells.
    """
    return _context(lexicon_for(language)).sub("", text)


@cache
def _context(lexicon: Lexicon) -> re.Pattern[str]:
    table = lexicon.table("claims")["standalone"]
    labels = "|".join(re.escape(table[name]) for name in ("context", "before"))
    return re.compile(rf" \[(?:{labels}){_REST}")
