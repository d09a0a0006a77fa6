"""Pages that show a question about cookies in the place of their text."""

import re
from functools import cache

from tocsin.errors import InputError
from tocsin.lexicon.language import lexicon_for

_LONGEST = 3_000
"""Characters of the longest text that may be nothing but such a question."""
_MOST = 0.4
"""The share of a text's lines that speak of consent by which it is taken for one."""


def check_wall(text: str, *, name: str) -> None:
    """Refuse a text that is only a question about cookies.

    Raises:
        InputError: It is one.
    """
    lines = [line for line in re.split(r"(?<=[.!?])\s+|\n", text) if line.strip()]
    if len(text) > _LONGEST or not lines:
        return
    if sum(bool(_consent().search(line)) for line in lines) >= _MOST * len(lines):
        raise InputError(
            name, "shows only a question about cookies; answer it in a browser, save the page, and add the file"
        )


@cache
def _consent() -> re.Pattern[str]:
    words = lexicon_for(None).table("walls")["consent"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
