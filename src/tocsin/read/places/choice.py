"""Which of the places that bear a name is meant: by size and rank, and by the other places that the document names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.geo.distance import kilometres
from tocsin.lexicon.gazetteer import Entry
from tocsin.read.places.around import Around
from tocsin.read.places.candidates import Candidate, Candidates, Evidence
from tocsin.read.places.mention import Mention
from tocsin.read.places.weights import Weights

ROUNDS = 3
"""How often every name is weighed against what the others then seem to mean."""
SMALLEST_SHARE = 0.01
"""What a candidate's chance must be for it to count among a document's places."""
SAME_PLACE = 161.0
"""Kilometres (100 miles) within which two points count as one place, as is usual where place readers are measured."""
FARTHEST_NORTH = 1.5
"""Degrees of latitude that are surely more than that."""
RIVALS = 3
"""How many of the places not chosen are kept."""
_HOME = "\0home"
"""The key under which the outlet's own places count: no text has such a name."""


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

        Args:
            mentions: The names.
            home: The places that the outlet's own name may mean, which count as one more name.
        """
        candidates = Candidates(mentions, self._weights)
        by_key = candidates.by_key
        if home:
            by_key[_HOME] = candidates.of(_HOME, home)
        scores = {key: [one.base for one in ones] for key, ones in by_key.items()}
        around = Around()
        for _ in range(ROUNDS):
            shares = {key: _shares(values, self._weights.sharpness) for key, values in scores.items()}
            around = _around(by_key, shares)
            scores = {key: [self._score(one, key, around) for one in ones] for key, ones in by_key.items()}
        return {
            key: self._choice(key, candidates, scores[key], around) for key in by_key if key != _HOME
        }  # fmt: skip

    def _choice(self, key: str, candidates: Candidates, scores: Sequence[float], around: Around) -> Choice:
        ones = candidates.by_key[key]
        shares = _shares(scores, self._weights.sharpness)
        order = sorted(range(len(ones)), key=lambda i: (-scores[i], ones[i].entry.geonameid))
        best = ones[order[0]]
        ranked = [Ranked(ones[i].entry, scores[i], shares[i]) for i in order]
        elsewhere = next((ones[i] for i in order[1:] if not _is_there(ones[i].entry, best.entry)), None)
        evidence = candidates.evidence[key]
        return Choice(
            entry=best.entry,
            rivals=tuple(ranked[1 : RIVALS + 1]),
            count=len(ones),
            share=math.fsum(one.share for one in ranked if _is_there(one.entry, best.entry)),
            parts=self._advantage(best, elsewhere, key, candidates, around) if elsewhere else (),
            in_country=around.in_country(best, key),
            in_division=around.in_division(best, key) if best.entry.admin1 else 0.0,
            near=around.near(best, key),
            evidence=evidence,
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

    def _score(self, one: Candidate, key: str, around: Around) -> float:
        """A candidate's score beside the other names of the document."""
        (_, country), (_, division), (_, near) = self._parts(one, key, around)
        return one.base + country + division + near

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


def _around(candidates: dict[str, list[Candidate]], shares: dict[str, list[float]]) -> Around:
    around = Around()
    for key, ones in candidates.items():
        for one, share in zip(ones, shares[key], strict=True):
            if share >= SMALLEST_SHARE:
                around.add(one, key, share)
    return around


def _is_there(entry: Entry, other: Entry) -> bool:
    if abs(entry.lat - other.lat) > FARTHEST_NORTH:
        return False
    return kilometres(entry.lat, entry.lon, other.lat, other.lon) <= SAME_PLACE


def _shares(scores: Sequence[float], sharpness: float) -> list[float]:
    top = max(scores)
    weights = [10.0 ** (sharpness * (score - top)) for score in scores]
    total = math.fsum(weights)
    return [weight / total for weight in weights]
