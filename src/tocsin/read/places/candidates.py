"""The places that a name may mean, each with what speaks for it before the document's other places are asked."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from tocsin.geo.distance import cell
from tocsin.lexicon.gazetteer import Entry
from tocsin.read.places.mentions import BROAD, Mention, lies_in

_MOST = 50
"""Places of one name that are compared; the smallest beyond these are left out."""
_SEAT = 0.2
"""What share of a division's people must live in the town named like it for the bare name to mean the town."""
_TOWN = 100_000
"""Inhabitants of a town that its bare name may mean, whatever division is called the same."""
_LONGEST_GAP = 2
"""Words between two members of a list: a comma, "and"."""
_CLOSE = 10
"""Names to either side of one, in its sentence, that may tell where it lies."""

Land = tuple[str, str]
"""A country's code with a first-order division's, or "" for the whole country."""

_BESIDE = {
    "division": frozenset({"admin1", "admin2", "region", "admin"}),
    "county": frozenset({"admin2", "admin1"}),
    "settlement": frozenset({"city", "capital"}),
}
_TOWNS = frozenset({"city", "capital"})


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thing counts, in powers of ten.

    Tuned by random search on halves of four corpora of news (LGL, TR-News, GeoVirus, GeoWebNews), then rounded.

    Attributes:
        population: For each power of ten of inhabitants.
        other_name: For a place that bears the name only in addition to its own.
        country: For the share of a document's other names that lie in the same country (its logarithm).
        division: The same for the first-order division.
        near: The same for the names that lie close by, or in the place itself if it is a country or a division.
        named: For lying in a first-order division that the document names outright.
        named_country: The same for a country.
        contained: For lying in what is named right after the comma.
        beside: For being what a word next to the name says.
        seat: For being a division of which a good part lives in the town that it shares the name with.
        together: For lying in a country or division that is named in the same sentence.
        listed: For being a first-order division next to another one in a list.
        cell: The degrees within which places count as near each other.
        sharpness: How far a better score makes a place the likelier one.
        ranks: For each type of place.
    """

    population: float = 1.1
    other_name: float = -1.2
    country: float = 2.5
    division: float = 1.2
    near: float = 1.8
    named: float = 0.15
    named_country: float = 0.1
    contained: float = 7.0
    beside: float = 3.0
    seat: float = -3.0
    together: float = 0.4
    listed: float = 1.2
    cell: float = 0.5
    sharpness: float = 0.6
    ranks: dict[str, float] = field(
        default_factory=lambda: {
            "country": 2.0, "continent": 2.5, "feature": 7.0, "capital": 1.6, "admin1": 0.5, "admin2": -3.0,
            "region": 1.0, "city": 0.0,
        }
    )  # fmt: skip
    other_rank: float = -0.3


@dataclass(slots=True)
class Evidence:
    """What a document's words say of one name.

    Attributes:
        holders: The countries and divisions named right after it and a comma.
        together: The lands named in a sentence with it.
        seats: The divisions whose bare name means a town in them.
        beside: What kind of place a word next to it says it is.
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
        # The countries and divisions that are themselves named in the document.
        self._named = {
            _land(entry) for mention in mentions for entry in mention.entries if entry.own and entry.type in BROAD
        }
        self.evidence = _evidence(mentions)
        entries = {mention.key: mention.entries for mention in mentions if mention.entries}
        self.by_key = {key: self.of(key, places) for key, places in entries.items()}

    def of(self, key: str, entries: tuple[Entry, ...]) -> list[Candidate]:
        """The candidates of a name, scored by themselves."""
        evidence = self.evidence.get(key) or Evidence()
        return [
            Candidate(
                entry, cell(entry.lat, entry.lon, self._weights.cell), sum(v for _, v in self.parts(entry, evidence))
            )
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


def _land(entry: Entry) -> Land:
    return entry.country, entry.admin1 if entry.type == "admin1" else ""


def _is_in(entry: Entry, lands: set[Land]) -> bool:
    """Whether a place lies in one of some lands and is none of them."""
    if not lands or entry.type == "country":
        return False
    return (entry.country, "") in lands or (entry.type != "admin1" and (entry.country, entry.admin1) in lands)


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
        between = one.sentence.tokens[one.last : other.first]
        if 1 <= len(between) <= _LONGEST_GAP and all(token.pos in ("PUNCT", "CCONJ") for token in between):
            found[one.key].listed |= _is_division(other)
            found[other.key].listed |= _is_division(one)
    for i, mention in enumerate(mentions):
        for j in range(max(0, i - _CLOSE), min(len(mentions), i + _CLOSE + 1)):
            if mentions[j].key != mention.key:
                found[mention.key].together |= lands[j]


def _is_division(mention: Mention) -> bool:
    """Whether a name is mainly a first-order division's, and no town's of some size."""
    own = [entry for entry in mention.entries if entry.own]
    largest = max(own, key=lambda entry: entry.population, default=None)
    if largest is None or largest.type != "admin1" or _seats(mention.entries):
        return False
    return not any(entry.type in _TOWNS and entry.population >= _TOWN for entry in own)


def _comparable(entries: tuple[Entry, ...]) -> Sequence[Entry]:
    """The places of a name that are worth comparing: the largest, half of them such as have it for their own."""
    if len(entries) <= _MOST:
        return entries
    ordered = sorted(entries, key=lambda entry: (entry.type not in BROAD, -entry.population, entry.geonameid))
    own = [entry for entry in ordered if entry.own][: _MOST // 2]
    return (own + [entry for entry in ordered if entry not in own])[:_MOST]


def _seats(entries: Iterable[Entry]) -> frozenset[Land]:
    """The divisions whose bare name means the town in them, where a good part of their people live ("New York")."""
    divisions = {(entry.country, entry.admin1): entry.population for entry in entries if entry.type == "admin1"}
    return frozenset(
        (entry.country, entry.admin1)
        for entry in entries
        if entry.type in _TOWNS and entry.population > _SEAT * divisions.get((entry.country, entry.admin1), math.inf)
    )
