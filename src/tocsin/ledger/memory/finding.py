"""How claims in memory are found: by their words, and by whom and what they name."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.ledger.phrases import plain_words
from tocsin.model.query import ClaimFilter, Report
from tocsin.text.folding import folded

WEIGHTS = {"claim": 4.0, "sentence": 2.0, "context": 0.7, "parties": 1.5, "title": 0.5}
"""How much a word counts where it is found; `_K1` and `_B` are those of BM25 (Robertson 1994)."""
_K1, _B = 1.2, 0.75
_COUNTRY = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with what it is found by."""

    row: int
    reading: int
    report: Report
    context: str
    title: str
    parties: Sequence[Mapping[str, Any]]
    places: Sequence[Mapping[str, Any]]
    words: Mapping[str, Sequence[str]]


def fits(entry: Entry, wanted: ClaimFilter) -> bool:
    """Whether a claim is one that a filter asks for, but for its words."""
    report, claim = entry.report, entry.report.claim
    for name, parts in ((wanted.speaker, ("speaker",)), (wanted.source, ("source",)), (wanted.party, ())):
        if name is not None and not any(
            folded(name) in one["folded"] and (not parts or one["part"] in parts) for one in entry.parties
        ):
            return False
    if wanted.place is not None and not _is_there(folded(wanted.place), entry.places):
        return False
    earliest, latest = (claim.time.earliest, claim.time.latest) if claim.time else (None, None)
    if earliest is None and latest is None:
        earliest = latest = report.published
        if report.published is None and (wanted.since or wanted.until):
            return False
    return (
        (wanted.since is None or latest is None or latest >= wanted.since)
        and (wanted.until is None or earliest is None or earliest <= wanted.until)
        and (not wanted.certainty or claim.factuality in wanted.certainty)
        and (not wanted.kinds or claim.kind in wanted.kinds)
        and wanted.document in (None, report.document)
        and wanted.outlet in (None, report.outlet)
        and wanted.language in (None, report.language)
    )


def _is_there(name: str, places: Iterable[Mapping[str, Any]]) -> bool:
    if len(name) == _COUNTRY:
        return any(place["folded"] == name or place["country"] == name.upper() for place in places)
    return any(name in place["folded"] for place in places)


def relevance_of(terms: Sequence[Sequence[str]], entries: Sequence[Entry]) -> Callable[[Entry], float]:
    """How relevant claims are to some terms: BM25 over all claims that were ever entered, as an index of words knows them."""
    lengths = {entry.row: sum(map(len, entry.words.values())) for entry in entries}
    average = sum(lengths.values()) / max(1, len(entries))
    weighted = []
    for term in terms:
        having = sum(any(holds(words, term) for words in entry.words.values()) for entry in entries)
        weighted.append((term, max(1e-6, math.log((len(entries) - having + 0.5) / (having + 0.5)))))

    def relevance(entry: Entry) -> float:
        total = 0.0
        for term, rarity in weighted:
            often = sum(weight * _times(entry.words[name], term) for name, weight in WEIGHTS.items())
            total += rarity * often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * lengths[entry.row] / average))
        return total

    return relevance


def stems(text: str) -> list[str]:
    """The words of a text without case, accents and the commonest endings: less than an index of words does."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return [re.sub("(?<=...)(ing|ed|es|s|e)$", "", word) for word in plain_words(bare).split()]


def holds(words: Sequence[str], term: Sequence[str]) -> bool:
    """Whether the words of a term stand among others, next to each other."""
    return _times(words, term) > 0


def _times(words: Sequence[str], term: Sequence[str]) -> int:
    return sum(list(words[start : start + len(term)]) == list(term) for start in range(len(words) - len(term) + 1))
