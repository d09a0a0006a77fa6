"""What a text without any data of its own says of itself: stamps, dateline, byline and copyright line at its two ends."""

from __future__ import annotations

import re
from functools import cache

from tocsin.collect.days import iso
from tocsin.collect.page.day import Stamp, stamps_in
from tocsin.collect.page.outlet import dateline, outlet_of_copyright
from tocsin.lexicon.language import lexicon_for

_TOP, _END = 8, 5
"""Lines at the beginning and at the end of a text in which it speaks of itself."""
_LONGEST = 160
"""Characters of such a line."""


def facts_in(text: str) -> dict[str, str]:
    """The facts that a text states of itself: published, time, outlet, author, place, agency; others are left out.

    A day counts only if a label says that it is the day of publication, or if it stands alone on a line at the top.
    """
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()]
    top = [line for line in lines[:_TOP] if len(line) <= _LONGEST]
    # The end of a long text lies beyond what was cut into lines.
    end = [line.strip() for line in text[-2_000:].split("\n") if line.strip() and len(line) <= _LONGEST][-_END:]
    shown = [stamp for stamp in stamps_in([*top, *end], "") if stamp.kind != "updated"]
    published, time = iso(_first(shown).moment) if shown else (None, None)
    places = (dateline(line) for line in lines[:_TOP])
    place, agency, _ = next((found for found in places if found[0]), (None, None, 0))
    facts = {
        "published": published,
        "time": time if time and len(time) > len("2026-03-02T14:05:00") else None,
        "outlet": outlet_of_copyright([*top, *end]),
        "author": byline_in(top),
        "place": place,
        "agency": agency,
    }
    return {fact: value for fact, value in facts.items() if value}


def byline_in(lines: list[str]) -> str | None:
    """Who wrote a text by the first of its lines that is a byline: "By Anna Lorenz"."""
    match = next((match for line in lines if (match := _byline().fullmatch(line.strip()))), None)
    return match[0][3:].strip() if match else None


def _first(stamps: list[Stamp]) -> Stamp:
    return next((stamp for stamp in stamps if stamp.kind == "published"), stamps[0])


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(lexicon_for(None).table("pages")["lines"]["byline"].replace("by ", "[Bb]y ", 1))
