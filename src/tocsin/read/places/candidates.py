"""The places that a name may mean, each with what speaks for it before the document's other places are asked."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from tocsin.lexicon.gazetteer import Entry
from tocsin.read.places.mention import BROAD, Mention, lies_in
from tocsin.read.places.weights import Weights

MOST = 50
"""Places of one name that are compared; the smallest beyond these are left out."""
SEAT = 0.2
"""What share of a division's people must live in the town named like it for the bare name to mean the town."""
TOWN = 100_000
"""Inhabitants of a town that its bare name may mean, whatever division is called the same."""
LONGEST_GAP = 2
"""Words between two members of a list: a comma, "and"."""
CLOSE = 10
"""Names to either side of one, in its sentence, that may tell where it lies."""

Land = tuple[str, str]
"""A country's code with a first-order division's, or "" for the whole country."""

_BESIDE = {
    "division": frozenset({"admin1", "admin2", "region", "admin"}),
    "county": frozenset({"admin2", "admin1"}),
    "settlement": frozenset({"city", "capital"}),
}
_TOWNS = frozenset({"city", "capital"})


@dataclass(slots=True)
class Evidence:
    """What a document's words say of one name.

    Attributes:
        holders: The countries and divisions named right after it and a comma.
        together: The lands named in a sentence with it.
        seats: The divisions whose bare name means a town in them.
        beside: What kind of place a word beside it says it is.
        listed: Whether a first-order division stands next to it in a list.
    """

    holders: set[Entry] = field(default_factory=set)
    together: set[Land] = field(default_factory=set)
    seats: frozenset[Land] = frozenset()
    beside: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean."""

    entry: Entry
    cell: tuple[int, int]
    base: float


class Candidates:
    """The candidates of every name of a document."""

    def __init__(self, mentions: Sequence[Mention], weights: Weights) -> None:
        self._weights = weights
        self._named = _named(mentions)
        self.evidence = _evidence(mentions)
        entries = {mention.key: mention.entries for mention in mentions if mention.entries}
        self.by_key = {key: self.of(key, places) for key, places in entries.items()}

    def of(self, key: str, entries: tuple[Entry, ...]) -> list[Candidate]:
        """The candidates of a name, scored by themselves."""
        evidence = self.evidence.get(key) or Evidence()
        return [
            Candidate(entry, self._cell(entry), sum(value for _, value in self.parts(entry, evidence)))
            for entry in _comparable(entries)
        ]

    def parts(self, entry: Entry, evidence: Evidence) -> list[tuple[str, float]]:
        """What speaks for or against a place, by name."""
        weights = self._weights
        parts = [
            ("population", weights.population * math.log10(entry.population + 100)),
            ("rank", weights.ranks.get(entry.type, weights.other_rank)),
        ]
        if not entry.own:
            parts.append(("other_name", weights.other_name))
        if evidence.holders and any(lies_in(entry, outer) for outer in evidence.holders):
            parts.append(("contained", weights.contained if entry.own else weights.contained / 2))
        if entry.type == "admin1" and not evidence.beside and (entry.country, entry.admin1) in evidence.seats:
            parts.append(("seat", weights.seat))
        if evidence.beside and entry.type in _BESIDE[evidence.beside]:
            parts.append(("beside", weights.beside))
        if evidence.listed and entry.type == "admin1" and entry.own:
            parts.append(("listed", weights.listed))
        if _is_in(entry, evidence.together):
            parts.append(("together", weights.together))
        if entry.type not in BROAD:
            if (entry.country, entry.admin1) in self._named:
                parts.append(("named", weights.named))
            if (entry.country, "") in self._named:
                parts.append(("named", weights.named_country))
        return parts

    def _cell(self, entry: Entry) -> tuple[int, int]:
        shrink = max(0.2, math.cos(math.radians(entry.lat)))
        return math.floor(entry.lat / self._weights.cell), math.floor(entry.lon * shrink / self._weights.cell)


def _land(entry: Entry) -> Land:
    return entry.country, entry.admin1 if entry.type == "admin1" else ""


def _is_in(entry: Entry, lands: set[Land]) -> bool:
    """Whether a place lies in one of some lands and is none of them."""
    if not lands or entry.type == "country":
        return False
    return (entry.country, "") in lands or (entry.type != "admin1" and (entry.country, entry.admin1) in lands)


def _named(mentions: Iterable[Mention]) -> set[Land]:
    """The countries and divisions that are themselves named in a document."""
    return {_land(entry) for mention in mentions for entry in mention.entries if entry.own and entry.type in BROAD}


def _evidence(mentions: Sequence[Mention]) -> dict[str, Evidence]:
    found: dict[str, Evidence] = defaultdict(Evidence)
    for mention in mentions:
        evidence = found[mention.key]
        if mention.container is not None:
            evidence.holders |= {outer for outer in mention.container.entries if outer.type in BROAD}
        if mention.beside in _BESIDE:
            evidence.beside = mention.beside
        if not evidence.seats:
            evidence.seats = _seats(mention.entries)
    for _, group in groupby(mentions, key=lambda mention: id(mention.sentence)):
        _note_neighbours(list(group), found)
    return found


def _note_neighbours(mentions: Sequence[Mention], found: dict[str, Evidence]) -> None:
    """Tell each name of a sentence which lands are named close to it."""
    lands = [
        {_land(entry) for entry in mention.entries if entry.own and entry.type in BROAD and entry.country}
        for mention in mentions
    ]
    for one, other in pairwise(mentions):
        if _in_one_list(one, other):
            found[one.key].listed |= _is_division(other)
            found[other.key].listed |= _is_division(one)
    for i, mention in enumerate(mentions):
        for j in range(max(0, i - CLOSE), min(len(mentions), i + CLOSE + 1)):
            if mentions[j].key != mention.key:
                found[mention.key].together |= lands[j]


def _in_one_list(one: Mention, other: Mention) -> bool:
    between = one.sentence.tokens[one.last : other.first]
    return 1 <= len(between) <= LONGEST_GAP and all(token.pos in ("PUNCT", "CCONJ") for token in between)


def _is_division(mention: Mention) -> bool:
    """Whether a name is first of all a first-order division's, and no town's of some size."""
    own = [entry for entry in mention.entries if entry.own]
    largest = max(own, key=lambda entry: entry.population, default=None)
    if largest is None or largest.type != "admin1" or _seats(mention.entries):
        return False
    return not any(entry.type in _TOWNS and entry.population >= TOWN for entry in own)


def _comparable(entries: tuple[Entry, ...]) -> Sequence[Entry]:
    """The places of a name that are worth comparing: the largest, half of them such as have it for their own."""
    if len(entries) <= MOST:
        return entries
    ordered = sorted(entries, key=lambda entry: (entry.type not in BROAD, -entry.population, entry.geonameid))
    own = [entry for entry in ordered if entry.own][: MOST // 2]
    return (own + [entry for entry in ordered if entry not in own])[:MOST]


def _seats(entries: Iterable[Entry]) -> frozenset[Land]:
    """The divisions whose bare name means the town in them, where a good part of their people live ("New York")."""
    divisions = {(entry.country, entry.admin1): entry.population for entry in entries if entry.type == "admin1"}
    return frozenset(
        (entry.country, entry.admin1)
        for entry in entries
        if entry.type in _TOWNS and entry.population > SEAT * divisions.get((entry.country, entry.admin1), math.inf)
    )
