"""What the conclusion hangs on: how it would stand if one piece of evidence, or one origin, were false."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tocsin.model.assessment import Removal
from tocsin.model.scenario import Scenario
from tocsin.text.folding import folded
from tocsin.warn.bayes import Bayes, Logs
from tocsin.warn.origins import MOST, Heard, Sighting

_Place = tuple[int, int]
"""A sighting, and an origin's row in it."""


def without_each_claim(scenario: Scenario, seen: Iterable[Sighting]) -> tuple[Removal, ...]:
    """How things would stand if one claim, with all that only echoes it, were false; what would change most first."""
    without = _Without(scenario, seen)
    places: Mapping[tuple[str, ...], list[_Place]] = defaultdict(list)
    for where, row in without.rows():
        places[row[0].claims].append(where)
    return _sorted(without.removal(claims, found, whole=False) for claims, found in places.items())


def without_each_origin(scenario: Scenario, seen: Iterable[Sighting]) -> tuple[Removal, ...]:
    """How things would stand if nothing that one origin says were true; what would change most first."""
    without = _Without(scenario, seen)
    places: Mapping[str, list[_Place]] = defaultdict(list)
    claims: Mapping[str, dict[str, None]] = defaultdict(dict)
    for where, row in without.rows():
        key = folded(row[0].origin)
        places[key].append(where)
        claims[key].update(dict.fromkeys(claim for heard in row for claim in (*heard.claims, *heard.echoes)))
    return _sorted(without.removal(tuple(claims[key]), found, whole=True) for key, found in places.items())


def _sorted(removals: Iterable[Removal]) -> tuple[Removal, ...]:
    return tuple(sorted(removals, key=lambda one: (not one.changes, -one.shift, one.claims)))


class _Without:
    """What is left when rows are taken out. Each is taken from sums made once, so ten thousand cost not their square."""

    def __init__(self, scenario: Scenario, seen: Iterable[Sighting]) -> None:
        self._names = tuple(one.name for one in scenario.hypotheses)
        self._bayes = Bayes(scenario)
        self._seen = tuple(seen)
        self._misses = [math.fsum(_miss(row[0]) for row in one.rows) for one in self._seen]
        self._moves = [self._bayes.factors(one.indicator.likelihoods, one.certainty[1]) for one in self._seen]
        self._sums: Logs = tuple(math.fsum(column) for column in zip(self._none(), *self._moves, strict=True))
        self._now = self._bayes.probabilities([self._sums])
        self._leading = _most(self._now)

    def rows(self) -> Iterable[tuple[_Place, tuple[Heard, ...]]]:
        """Every origin's row in every sighting that counts."""
        for number, sighting in enumerate(self._seen):
            if sighting.certainty[1] > 0:
                for place, row in enumerate(sighting.rows):
                    yield (number, place), row

    def removal(self, claims: tuple[str, ...], places: Sequence[_Place], *, whole: bool) -> Removal:
        """How it stands without the first word of these rows, or without the whole of them."""
        out: Mapping[int, list[int]] = defaultdict(list)
        for number, place in places:
            out[number].append(place)
        sums: Logs = self._sums
        for number, rows in out.items():
            then = self._factors_without(number, rows, whole=whole)
            sums = tuple(s - old + new for s, old, new in zip(sums, self._moves[number], then, strict=True))
        return self._told(
            claims, self._seen[places[0][0]].rows[places[0][1]][0].origin, self._bayes.probabilities([sums])
        )

    def _factors_without(self, number: int, rows: Sequence[int], *, whole: bool) -> Logs:
        sighting = self._seen[number]
        origins, missed = sighting.origins, self._misses[number]
        for place in rows:
            row = sighting.rows[place]
            missed -= _miss(row[0])
            if len(row) > 1 and not whole:
                missed += _miss(row[1])
            else:
                origins -= 1
        if origins < max(1, sighting.indicator.least_origins):
            return self._none()
        certainty = min(MOST, max(0.0, -math.expm1(missed)))
        return self._bayes.factors(sighting.indicator.likelihoods, certainty)

    def _told(self, claims: tuple[str, ...], origin: str, then: Sequence[float]) -> Removal:
        leading = _most(then)
        return Removal(
            claims=claims, origin=origin, leading=self._names[leading], probability=then[leading],
            changes=leading != self._leading, shift=self._now[self._leading] - then[self._leading],
        )  # fmt: skip

    def _none(self) -> Logs:
        return (0.0,) * len(self._names)


def _miss(heard: Heard) -> float:
    """The logarithm of the chance that an origin is wrong."""
    return math.log1p(-min(heard.middle, MOST))


def _most(probabilities: Sequence[float]) -> int:
    return max(range(len(probabilities)), key=lambda number: (probabilities[number], -number))
