"""What the conclusion hangs on: how it would stand if one piece of evidence, or one origin, were false."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tocsin.model.assessment import Removal
from tocsin.model.evidence import SUREST, opposed
from tocsin.model.scenario import Scenario
from tocsin.warn.hypotheses import Bayes, Logs
from tocsin.warn.sightings import Sighting, Word

_Place = tuple[int, int]
"""A sighting, and an origin's row in it."""


def without_each_claim(scenario: Scenario, seen: Iterable[Sighting]) -> tuple[Removal, ...]:
    """How things would stand if one claim, with all that only echoes it, were false; what would change most first."""
    without = _Without(scenario, seen)
    places: Mapping[tuple[str, ...], list[_Place]] = defaultdict(list)
    for where, row in without.rows():
        places[row[0].indication.claims].append(where)
    return _sorted(without.removal(claims, found, whole=False) for claims, found in places.items())


def without_each_origin(scenario: Scenario, seen: Iterable[Sighting]) -> tuple[Removal, ...]:
    """How things would stand if nothing that one origin says were true; what would change most first."""
    without = _Without(scenario, seen)
    places: Mapping[str, list[_Place]] = defaultdict(list)
    claims: Mapping[str, dict[str, None]] = defaultdict(dict)
    for where, row in without.rows():
        key = row[0].indication.key
        places[key].append(where)
        claims[key].update((claim, None) for one in row for claim in (*one.indication.claims, *one.indication.echoes))
    return _sorted(without.removal(tuple(claims[key]), found, whole=True) for key, found in places.items())


def _sorted(removals: Iterable[Removal]) -> tuple[Removal, ...]:
    return tuple(sorted(removals, key=lambda one: (not one.changes, -one.shift, one.claims)))


class _Without:
    """What is left when rows are taken out. Each is taken from sums made once, so ten thousand cost not their square."""

    def __init__(self, scenario: Scenario, seen: Iterable[Sighting]) -> None:
        self._names = tuple(one.name for one in scenario.hypotheses)
        self._bayes = Bayes(scenario)
        self._seen = tuple(seen)
        # For each sighting the logarithm of the chance that all who speak for a proposition are wrong, by proposition.
        self._missed: list[dict[str, float]] = []
        for one in self._seen:
            words = [row[0] for row in one.rows]
            sums: dict[str, float] = defaultdict(float)
            for word in words:
                sums[word.indication.proposition] += _miss(word)
            self._missed.append(sums)
        self._moves = [self._bayes.factors(one.indicator.likelihoods, one.certainty[1]) for one in self._seen]
        self._sums: Logs = tuple(math.fsum(column) for column in zip(self._none(), *self._moves, strict=True))
        self._against = [
            {word.indication.proposition: word.against[1] for row in one.rows for word in row} for one in self._seen
        ]
        self._totals = [
            math.fsum(_left(missed, against[key]) for key, missed in sums.items())
            for sums, against in zip(self._missed, self._against, strict=True)
        ]
        self._now = self._bayes.probabilities([self._sums])
        self._leading = _most(self._now)

    def rows(self) -> Iterable[tuple[_Place, tuple[Word, ...]]]:
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
        found = self._bayes.probabilities([sums])
        leading = _most(found)
        return Removal(
            claims=claims, origin=self._seen[places[0][0]].rows[places[0][1]][0].indication.origin,
            leading=self._names[leading], probability=found[leading], changes=leading != self._leading,
            shift=self._now[self._leading] - found[self._leading],
        )  # fmt: skip

    def _factors_without(self, number: int, rows: Sequence[int], *, whole: bool) -> Logs:
        sighting, changes = self._seen[number], dict[str, float]()
        origins = len(sighting.rows)
        for place in rows:
            first, *others = sighting.rows[place]
            changes[first.indication.proposition] = changes.get(first.indication.proposition, 0.0) - _miss(first)
            if others and not whole:
                second = others[0]
                changes[second.indication.proposition] = changes.get(second.indication.proposition, 0.0) + _miss(second)
            else:
                origins -= 1
        if origins < max(1, sighting.indicator.least_origins):
            return self._none()
        total = self._totals[number]
        for key, change in changes.items():
            missed, against = self._missed[number].get(key, 0.0), self._against[number][key]
            total += _left(missed + change, against) - _left(missed, against)
        return self._bayes.factors(sighting.indicator.likelihoods, min(SUREST, max(0.0, -math.expm1(total))))

    def _none(self) -> Logs:
        return (0.0,) * len(self._names)


def _miss(word: Word) -> float:
    """The logarithm of the chance that an origin is wrong."""
    return math.log1p(-min(word.weight[1], SUREST))


def _left(missed: float, against: float) -> float:
    """The same of all who speak for a proposition, after what speaks against it."""
    return math.log1p(-opposed(min(SUREST, max(0.0, -math.expm1(missed))), against))


def _most(probabilities: Sequence[float]) -> int:
    return max(range(len(probabilities)), key=lambda number: (probabilities[number], -number))
