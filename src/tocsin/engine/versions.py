"""Versions of one page: what was found at an address before, and what a later version says otherwise."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from difflib import unified_diff
from itertools import pairwise
from urllib.parse import urlsplit

from tocsin.collect.pieces import Series
from tocsin.ledger.port import Ledger
from tocsin.model.document import Document
from tocsin.model.sighting import Sighting, Visit

_SHARED = 0.3
"""The least share of pairs of words that a later version has with the earlier one. Of 1,619 pairs of reports on one story 99
in 100 share less than .14; of reports of which every second sentence was replaced 99 in 100 share more than .41."""
_MOST_LINES = 5_000
"""Lines of the longest text whose difference is made."""


def earlier_version(ledger: Ledger, document: Document, seen: Sighting) -> Document | None:
    """The document of which this one is a later version; None if there is none.

    It was the last that was found at the same address, the same address answered, it was published on the same day as far as
    that is known, and it shares enough words: where an address shows another article every day, or sends on to another page,
    that is another document. A file that was overwritten is another document as well.
    """
    found = ledger.found_at(seen.address) if seen.answered is not None or seen.status is not None else None
    if found is None or found[0] == document.id:
        return None
    key, before = found
    if (before.answered or before.address) != (seen.answered or seen.address):
        return None
    earlier = ledger.known(key)
    if earlier is None:
        return None
    if seen.status is None:
        # A message of a chat is the same one whatever was made of it.
        return earlier
    if None not in (earlier.published, document.published) and earlier.published != document.published:
        # A bulletin that is written again each day, in the same words.
        return None
    return earlier if _shared(earlier.text, document.text) >= _SHARED else None


def is_outdated(ledger: Ledger, seen: Sighting) -> bool:
    """Whether the case holds a message as it was edited later than what was found of it now, in an older export."""
    found = ledger.found_at(seen.address) if seen.status is None and seen.answered is not None else None
    return found is not None and _edited(found[1]) > _edited(seen)


def says_the_same(earlier: Document, later: Document) -> bool:
    """Whether two versions differ in nothing that is read: only in their bytes, such as advertisements."""
    facts = ("text", "title", "outlet", "published", "language")
    return all(getattr(earlier, fact) == getattr(later, fact) for fact in facts)


def as_version(seen: Sighting, earlier: Document, later: Document) -> Sighting:
    """The sighting of a later version: which it replaces, and what it says otherwise."""
    before, after = earlier.text.splitlines(), later.text.splitlines()
    difference = None
    if max(len(before), len(after)) <= _MOST_LINES:
        lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
        difference = "\n".join(line for line in lines if not line.startswith("@@")) or None
    return replace(seen, replaces=earlier.id, difference=difference)


def outlet_of(seen: Sighting) -> str | None:
    """What to call the outlet of a page that does not name it: its host."""
    host = urlsplit(seen.answered or seen.address).hostname
    return re.sub(r"^www\d?\.", "", host) if host else None


def _edited(seen: Sighting) -> datetime:
    """When a message had last been edited; one that was never edited counts as edited before all others."""
    try:
        edited = datetime.fromisoformat(seen.details.get("edited", ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return edited if edited.tzinfo is not None else edited.replace(tzinfo=UTC)


def vanished(ledger: Ledger, series: Series, *, at: datetime) -> Iterator[Visit]:
    """What became of the documents of a series that the case holds: those that are gone from it, and those that are back.

    Args:
        ledger: The case.
        series: Numbered documents that were given whole.
        at: The moment at which they were.
    """
    first, last = min(series.numbers), max(series.numbers)
    for address, document in ledger.found_below(series.address):
        number = address.removeprefix(series.address)
        if not number.isdecimal() or not first <= int(number) <= last:
            continue
        visit = ledger.visit(address)
        was_gone = visit is not None and visit.problem is not None
        is_gone = int(number) not in series.numbers
        if is_gone != was_gone:
            problem = "is gone from a later export; the case keeps it as it was" if is_gone else None
            yield Visit(address=address, at=at, document=document, problem=problem)


def _shared(one: str, other: str) -> float:
    """The pairs of neighbouring words that two texts share, as a share of those of the shorter one."""
    pairs = [Counter(pairwise(words)) for words in (one.split(), other.split())]
    least = min(map(Counter.total, pairs))
    return (pairs[0] & pairs[1]).total() / least if least else float(one == other)
