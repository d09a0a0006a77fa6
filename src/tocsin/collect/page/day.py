"""The day a page was published, by what it says to machines and to readers.

What a page says to readers goes first where the two are a day apart: machines are often told the moment in UTC, whose day
may differ from the outlet's own. A stamp of an update counts only where nothing else is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from tocsin.collect.days import dates_in, moment_of
from tocsin.collect.page.data import PageData, plain
from tocsin.lexicon.language import lexicon_for

_META = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "publication_date",
    "publish-date", "publishdate", "publish_date", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "citation_publication_date", "date",
    "rnews:datepublished", "originalpublicationdate", "cxenseparse:recs:publishtime", "created",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "revised")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)")
_ABOVE, _BELOW = 5, 8
"""Lines above and below the headline in which a stamp without a label is the page's own."""
_WORDS = 9
"""Words that such a line has besides the date at most."""
_HEADLINES = 5
"""Times that a headline is looked for in a page: at its place, and perhaps in lists before it."""
_DATE_ALONE = 6
"""Words of a line that is nothing but a date, with its weekday and hour."""
_APART = 1
"""Days between what a page says to machines and to readers that are a matter of the time zone."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that a page shows: as the day of publication, of an update, or without saying which."""

    moment: date | datetime
    kind: str

    @property
    def day(self) -> date:
        """Its day."""
        return self.moment.date() if isinstance(self.moment, datetime) else self.moment


def moment_of_page(
    data: PageData, times: Sequence[str], lines: Sequence[str], headline: str, address: str | None
) -> tuple[date | None, datetime | None]:
    """The day of publication, and the moment where that is told with its offset.

    Args:
        data: What the page says to machines.
        times: The moments of the `time` elements near the headline.
        lines: The lines of the page that readers see.
        headline: Its headline.
        address: Its address.
    """
    machine = _moment_for_machines(data, times)
    stamps = list(stamps_in(lines, headline))
    published = next((one for one in stamps if one.kind == "published"), None)
    shown = published or next((one for one in stamps if one.kind == "near"), None)
    if machine is not None:
        day = machine.date() if isinstance(machine, datetime) else machine
        time = machine if isinstance(machine, datetime) and machine.tzinfo is not None else None
        if shown is not None and 0 < abs((shown.day - day).days) <= _APART and _is_utc(machine):
            return shown.day, time
        if published is not None and published.day < day:
            return published.day, None
        return day, time
    if shown is not None:
        return shown.day, _zoned(shown.moment)
    if address and (match := _ADDRESS.search(address)) and (found := moment_of("-".join(match.groups()))):
        return (found.date() if isinstance(found, datetime) else found), None
    updated = next((one.day for one in stamps if one.kind == "updated"), None)
    if updated is None and (later := _first_moment(data.first(*_UPDATED), data.article.get("dateModified"))):
        updated = later.date() if isinstance(later, datetime) else later
    return updated, None


def _moment_for_machines(data: PageData, times: Sequence[str]) -> date | datetime | None:
    article = data.article
    stated = (article.get("datePublished"), *(data.meta.get(name) for name in _META), article.get("dateCreated"))
    found = _first_moment(*stated)
    if found is None and times:
        found = _first_moment(*times)
    return found


def _first_moment(*stated: Any) -> date | datetime | None:
    for one in stated:
        if isinstance(one, list):
            one = one[0] if one else None
        if isinstance(one, str) and (found := moment_of(one)):
            return found
    return None


def _is_utc(moment: date | datetime) -> bool:
    """Whether a moment's day may be another one where the outlet is."""
    return not isinstance(moment, datetime) or moment.utcoffset() is None or not moment.utcoffset()


def _zoned(moment: date | datetime) -> datetime | None:
    return moment if isinstance(moment, datetime) and moment.tzinfo is not None else None


def stamps_in(lines: Sequence[str], headline: str) -> Iterator[Stamp]:
    """The dates that are shown as the page's own, in order."""
    wanted = plain(headline)
    at = [number for number, line in enumerate(lines) if wanted and plain(line) == wanted][:_HEADLINES]
    before = ""
    for number, line in enumerate(lines):
        # Where the headline is nowhere to be seen, a line that is nothing but a date counts at the top of the page.
        is_top = not at and number < _ABOVE + _BELOW and len(line.split()) <= _DATE_ALONE
        is_near = is_top or any(-_ABOVE <= number - one <= _BELOW for one in at)
        labels = _labels().finditer
        for start, end, moment in dates_in(line[:400]):
            label = _label_before(line, start, labels) or (
                _label_before(before, len(before), labels) if start < 3 else None
            )
            rest = f"{line[:start]} {line[end:]}"
            if label in ("published", "updated"):
                if len(rest.split()) <= 3 * _WORDS:
                    yield Stamp(moment, label)
            elif label is None and is_near and len(rest.split()) <= _WORDS and len(list(dates_in(line))) == 1:
                yield Stamp(moment, "near")
        before = line if len(line) < 40 else ""


def _label_before(line: str, start: int, labels: Any) -> str | None:
    """What kind of date stands at a place of a line, by the last label before it."""
    last: re.Match[str] | None = None
    for match in labels(line[max(0, start - 60) : start]):
        last = match
    if last is None:
        return None
    return last.lastgroup


@cache
def _labels() -> re.Pattern[str]:
    stamps = lexicon_for(None).table("pages")["stamps"]
    kinds = (
        f"(?P<{kind}>{'|'.join(sorted(map(re.escape, stamps[kind]), key=len, reverse=True))})"
        for kind in ("other", "updated", "published")
    )
    return re.compile(rf"\b(?:{'|'.join(kinds)})\b", re.IGNORECASE)
