"""Which of the places that bear a name is meant: by size and rank, and by the other places that the document names."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.geo.distance import are_within
from tocsin.lexicon.gazetteer import Entry
from tocsin.read.places.candidates import Candidate, Candidates, Evidence, Weights
from tocsin.read.places.mentions import COUNTRIES, Mention

_ROUNDS = 3
"""How often every name is weighed against what the others then seem to mean."""
_SMALLEST_SHARE = 0.01
"""What a candidate's chance must be for it to count among a document's places."""
_SAME_PLACE = 161.0
"""Kilometres (100 miles) within which two points count as one place, as is usual where place readers are measured."""
_RIVALS = 3
"""How many of the places not chosen are kept."""
_HOME = "\0home"
"""The key under which the outlet's own places count: no text has such a name."""


KNOTS = (
    (0.0, 0.0), (0.25, 0.05), (0.35, 0.3), (0.45, 0.55), (0.65, 0.67), (0.88, 0.68), (0.93, 0.9), (0.985, 0.93), (1.0, 0.985),
)  # fmt: skip
"""Share of the chances, and the share of choices with it that were within 161 km, on halves of four corpora of news."""
_ALONE = 0.95
"""The same for a name that one place bears."""
_ALONE_SMALL = 0.87
"""The same for a name that one town of few people bears: the place meant may be one the gazetteer lacks."""
_FEATURE = 0.83
"""The same for a sea, a river or a range, whose one point stands for much."""
_SMALL = 100_000
"""Inhabitants under which a town is one of few people."""


@dataclass(slots=True)
class Around:
    """What the names of a document seem to mean, added up by where it lies.

    `cells` sums, for each cell of the grid, the names in it and in the eight around it; `own` holds each name's part in
    all three sums.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    own: dict[tuple[object, ...], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, one: Candidate, key: str, share: float) -> None:
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

    def in_country(self, one: Candidate, key: str) -> float:
        """How many other names seem to lie in a candidate's country."""
        country = one.entry.country
        return max(0.0, self.countries.get(country, 0.0) - self.own.get((key, country), 0.0))

    def in_division(self, one: Candidate, key: str) -> float:
        """How many other names seem to lie in a candidate's first-order division."""
        place = (one.entry.country, one.entry.admin1)
        return max(0.0, self.divisions.get(place, 0.0) - self.own.get((key, *place), 0.0))

    def near(self, one: Candidate, key: str) -> float:
        """How many other names seem to lie close to a candidate."""
        return max(0.0, self.cells.get(one.cell, 0.0) - self.own.get((key, *one.cell), 0.0))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place with its score and its share of the name's chances."""

    entry: Entry
    score: float
    share: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, and what it was chosen by.

    Attributes:
        rivals: The places not chosen that came closest, the closest first.
        count: How many places bear the name.
        share: The chances of all candidates that lie where the chosen one does.
        parts: What spoke for it more than for the rival farthest up that lies elsewhere, the weightiest first.
        in_country: How many other names of the document seem to lie in its country.
        in_division: How many seem to lie in its first-order division.
        near: How many seem to lie close to it.
        evidence: What the words around the name say.
    """

    entry: Entry
    rivals: tuple[Ranked, ...]
    count: int
    share: float
    parts: tuple[tuple[str, float], ...]
    in_country: float
    in_division: float
    near: float
    evidence: Evidence


class PlaceChooser:
    """Chooses one place for every name of a document."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or Weights()

    def choose(self, mentions: Sequence[Mention], home: tuple[Entry, ...] = ()) -> dict[str, Choice]:
        """The place meant by each name (by its key), which a document uses in one sense; names of none are left out.

        The places that the outlet's own name may mean, its `home`, count as one more name.
        """
        candidates = Candidates(mentions, self._weights)
        by_key = candidates.by_key
        if home:
            by_key[_HOME] = candidates.of(_HOME, home)
        scores = {key: [one.base for one in ones] for key, ones in by_key.items()}
        around = Around()
        for _ in range(_ROUNDS):
            shares = {key: _shares(values, self._weights.sharpness) for key, values in scores.items()}
            around = Around()
            for key, ones in by_key.items():
                for one, share in zip(ones, shares[key], strict=True):
                    if share >= _SMALLEST_SHARE:
                        around.add(one, key, share)
            scores = {
                key: [sum((value for _, value in self._parts(one, key, around)), one.base) for one in ones]
                for key, ones in by_key.items()
            }
        return {key: self._choice(key, candidates, scores[key], around) for key in by_key if key != _HOME}

    def _choice(self, key: str, candidates: Candidates, scores: Sequence[float], around: Around) -> Choice:
        ones = candidates.by_key[key]
        shares = _shares(scores, self._weights.sharpness)
        order = sorted(range(len(ones)), key=lambda i: (-scores[i], ones[i].entry.geonameid))
        best = ones[order[0]]
        ranked = [Ranked(ones[i].entry, scores[i], shares[i]) for i in order]
        elsewhere = next((ones[i] for i in order[1:] if not _is_there(ones[i].entry, best.entry)), None)
        return Choice(
            entry=best.entry,
            rivals=tuple(ranked[1 : _RIVALS + 1]),
            count=len(ones),
            share=math.fsum(one.share for one in ranked if _is_there(one.entry, best.entry)),
            parts=self._advantage(best, elsewhere, key, candidates, around) if elsewhere else (),
            in_country=around.in_country(best, key),
            in_division=around.in_division(best, key) if best.entry.admin1 else 0.0,
            near=around.near(best, key),
            evidence=candidates.evidence[key],
        )

    def _advantage(
        self, best: Candidate, rival: Candidate, key: str, candidates: Candidates, around: Around
    ) -> tuple[tuple[str, float], ...]:
        """What speaks for one candidate more than for another, by name."""
        more: dict[str, float] = {}
        evidence = candidates.evidence[key]
        for one, sign in ((best, 1.0), (rival, -1.0)):
            for name, value in (*candidates.parts(one.entry, evidence), *self._parts(one, key, around)):
                more[name] = more.get(name, 0.0) + sign * value
        return tuple(sorted(more.items(), key=lambda item: (-item[1], item[0])))

    def _parts(self, one: Candidate, key: str, around: Around) -> tuple[tuple[str, float], ...]:
        weights, entry = self._weights, one.entry
        country, division = around.in_country(one, key), around.in_division(one, key) if entry.admin1 else 0.0
        # What lies close to a wide place is what lies in it.
        if entry.type == "country":
            close = country
        elif entry.type == "admin1":
            close = division
        else:
            close = around.near(one, key)
        return (
            ("country", weights.country * math.log1p(country)),
            ("division", weights.division * math.log1p(division)),
            ("near", weights.near * math.log1p(close)),
        )


def _is_there(entry: Entry, other: Entry) -> bool:
    return are_within(_SAME_PLACE, entry.lat, entry.lon, other.lat, other.lon)


def _shares(scores: Sequence[float], sharpness: float) -> list[float]:
    top = max(scores)
    weights = [10.0 ** (sharpness * (score - top)) for score in scores]
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def confidence(choice: Choice) -> float:
    """The share of choices made as clearly as this one that were right."""
    if choice.entry.type == "feature":
        return _FEATURE
    if choice.count == 1:
        return _ALONE_SMALL if choice.entry.type == "city" and choice.entry.population < _SMALL else _ALONE
    # On straight lines between the knots.
    number = min(bisect_right(KNOTS, (choice.share, 1.0)), len(KNOTS) - 1)
    (low, least), (high, most) = KNOTS[number - 1 : number + 1]
    part = (min(max(choice.share, low), high) - low) / (high - low)
    return round(least + part * (most - least), 3)
