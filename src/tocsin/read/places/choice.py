"""Which of the places that bear a name is meant: by size and rank, and by the other places that the document names."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tocsin.lexicon.gazetteer import Entry
from tocsin.read.places.mentions import BROAD, COUNTRIES, Mention, lies_in

MOST = 50
"""Places of one name that are compared; the smallest beyond these are left out."""
ROUNDS = 3
"""How often every name is weighed against what the others then seem to mean."""


SMALLEST_SHARE = 0.01
"""What a candidate's chance must be for it to count among a document's places."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thing counts, in powers of ten.

    Tuned by random search on halves of four corpora of news (LGL, TR-News, GeoVirus, GeoWebNews), then rounded.

    Attributes:
        population: For each power of ten of inhabitants.
        other_name: For a place that bears the name only beside its own.
        country: For the share of a document's other names that lie in the same country (its logarithm).
        division: The same for the first-order division.
        near: The same for the names that lie close by, or in the place itself if it is a country or a division.
        named: For lying in a first-order division that the document names outright.
        named_country: The same for a country.
        contained: For lying in what is named right after the comma.
        beside: For being what a word beside the name says.
        cell: The degrees within which places count as near each other.
        sharpness: How far a better score makes a place the likelier one.
        ranks: For each type of place.
    """

    population: float = 0.7
    other_name: float = -1.0
    country: float = 2.0
    division: float = 1.5
    near: float = 1.5
    named: float = 0.25
    named_country: float = 0.3
    contained: float = 8.0
    beside: float = 3.0
    cell: float = 0.5
    sharpness: float = 0.75
    ranks: dict[str, float] = field(
        default_factory=lambda: {
            "country": 3.0, "continent": 3.0, "feature": 5.0, "capital": 1.5, "admin1": 0.8, "admin2": -1.0,
            "region": 1.0, "city": 0.0,
        }
    )  # fmt: skip


_BESIDE = {
    "division": ("admin1", "admin2", "region", "admin"),
    "county": ("admin2", "admin1"),
    "settlement": ("city", "capital"),
}


@dataclass(slots=True)
class _Around:
    """What the names of a document seem to mean, added up by where it lies.

    `cells` sums, for each cell of the grid, the names in it and in the eight around it; `own` holds each name's part in
    all three sums.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    own: dict[tuple[object, ...], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, one: "_Candidate", key: str, share: float) -> None:
        """Count a candidate as a share of a name."""
        entry = one.entry
        self.countries[entry.country] += share
        self.own[key, entry.country] += share
        self.divisions[entry.country, entry.admin1] += share
        self.own[key, entry.country, entry.admin1] += share
        if entry.type in COUNTRIES:
            return
        lat, lon = one.cell
        for i in (lat - 1, lat, lat + 1):
            for j in (lon - 1, lon, lon + 1):
                self.cells[i, j] += share
                self.own[key, i, j] += share

    def in_country(self, one: "_Candidate", key: str) -> float:
        """How many other names seem to lie in a candidate's country."""
        country = one.entry.country
        return max(0.0, self.countries.get(country, 0.0) - self.own.get((key, country), 0.0))

    def in_division(self, one: "_Candidate", key: str) -> float:
        """How many other names seem to lie in a candidate's first-order division."""
        place = (one.entry.country, one.entry.admin1)
        return max(0.0, self.divisions.get(place, 0.0) - self.own.get((key, *place), 0.0))

    def near(self, one: "_Candidate", key: str) -> float:
        """How many other names seem to lie close to a candidate."""
        return max(0.0, self.cells.get(one.cell, 0.0) - self.own.get((key, *one.cell), 0.0))


@dataclass(frozen=True, slots=True)
class _Candidate:
    entry: Entry
    cell: tuple[int, int]
    base: float


class PlaceChooser:
    """Chooses one place for every name of a document."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or Weights()

    def choose(self, mentions: Sequence[Mention]) -> dict[str, Entry]:
        """The place meant by each name (by its key), which a document uses in one sense; names of none are left out."""
        candidates = self._candidates(mentions)
        scores = {key: [one.base for one in ones] for key, ones in candidates.items()}
        for _ in range(ROUNDS):
            shares = {key: _shares(values, self._weights.sharpness) for key, values in scores.items()}
            around = self._around(candidates, shares)
            scores = {key: [self._score(one, key, around) for one in ones] for key, ones in candidates.items()}
        return {key: _best(ones, scores[key]) for key, ones in candidates.items()}

    def _candidates(self, mentions: Sequence[Mention]) -> dict[str, list[_Candidate]]:
        holders: dict[str, set[Entry]] = defaultdict(set)
        for mention in mentions:
            if mention.container is not None:
                holders[mention.key] |= {outer for outer in mention.container.entries if outer.type in BROAD}
        named = self._named(mentions)
        beside = {mention.key: mention.beside for mention in mentions if mention.beside in _BESIDE}
        return {
            mention.key: [
                _Candidate(
                    entry,
                    self._cell(entry),
                    self._base(entry, holders[mention.key], named)
                    + self._weights.beside * (entry.type in _BESIDE.get(beside.get(mention.key, ""), ())),
                )
                for entry in _comparable(mention.entries)
            ]
            for mention in mentions
            if mention.entries
        }

    def _named(self, mentions: Iterable[Mention]) -> set[tuple[str, str]]:
        """The countries and divisions that are themselves named in a document."""
        named = set()
        for mention in mentions:
            for entry in mention.entries:
                if entry.own and entry.type in BROAD:
                    named.add((entry.country, entry.admin1 if entry.type == "admin1" else ""))
        return named

    def _base(self, entry: Entry, holders: Iterable[Entry], named: set[tuple[str, str]]) -> float:
        weights = self._weights
        score = weights.population * math.log10(entry.population + 100) + weights.ranks.get(entry.type, -0.3)
        if not entry.own:
            score += weights.other_name
        if any(lies_in(entry, outer) for outer in holders):
            score += weights.contained
        if entry.type not in BROAD:
            if (entry.country, entry.admin1) in named:
                score += weights.named
            if (entry.country, "") in named:
                score += weights.named_country
        return score

    def _around(self, candidates: dict[str, list[_Candidate]], shares: dict[str, list[float]]) -> _Around:
        around = _Around()
        for key, ones in candidates.items():
            for one, share in zip(ones, shares[key], strict=True):
                if share >= SMALLEST_SHARE:
                    around.add(one, key, share)
        return around

    def _score(self, one: _Candidate, key: str, around: _Around) -> float:
        """A candidate's score beside the other names of the document."""
        weights, entry = self._weights, one.entry
        country, division = around.in_country(one, key), around.in_division(one, key) if entry.admin1 else 0.0
        # What lies close to a wide place is what lies in it.
        close = {"country": country, "admin1": division}.get(entry.type)
        return (
            one.base
            + weights.country * math.log1p(country)
            + weights.division * math.log1p(division)
            + weights.near * math.log1p(around.near(one, key) if close is None else close)
        )

    def _cell(self, entry: Entry) -> tuple[int, int]:
        shrink = max(0.2, math.cos(math.radians(entry.lat)))
        return math.floor(entry.lat / self._weights.cell), math.floor(entry.lon * shrink / self._weights.cell)


def _comparable(entries: tuple[Entry, ...]) -> Sequence[Entry]:
    if len(entries) <= MOST:
        return entries
    return sorted(entries, key=lambda entry: (-entry.own, -entry.population, entry.geonameid))[:MOST]


def _shares(scores: Sequence[float], sharpness: float) -> list[float]:
    top = max(scores)
    weights = [10.0 ** (sharpness * (score - top)) for score in scores]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def _best(ones: Sequence[_Candidate], scores: Sequence[float]) -> Entry:
    return max(zip(scores, ones, strict=True), key=lambda pair: (pair[0], -pair[1].entry.geonameid))[1].entry
