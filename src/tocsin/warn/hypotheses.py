"""How the hypotheses stand after what was seen: their probabilities, what speaks against each, and what tells them apart."""

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tocsin.model.assessment import HypothesisState
from tocsin.model.evidence import SUREST
from tocsin.model.matrix import Diagnosticity, Mark, Matrix, Row
from tocsin.model.scenario import Indicator, Scenario
from tocsin.warn.sightings import Sighting

Logs = tuple[float, ...]
"""A logarithm for each hypothesis, in the scenario's order."""
_LARGEST = 700.0
"""What e can be raised to."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The logarithms of an indicator's factors, at the low end, the middle and the high end of its certainty."""

    low: Logs
    middle: Logs
    high: Logs


class Bayes:
    """Weighs the hypotheses of a scenario. Everything is added up as logarithms, so that nothing underflows to 0/0."""

    def __init__(self, scenario: Scenario) -> None:
        self._names = tuple(one.name for one in scenario.hypotheses)
        total = math.fsum(one.prior for one in scenario.hypotheses)
        self._priors = tuple(one.prior / total for one in scenario.hypotheses)
        self.log_priors: Logs = tuple(_log(prior) for prior in self._priors)

    def posteriors(self, seen: Iterable[Sighting]) -> tuple[HypothesisState, ...]:
        """The hypotheses in the scenario's order; their probabilities sum to 1."""
        moves = [self.moves(sighting) for sighting in seen]
        middle = self.probabilities(move.middle for move in moves)
        return tuple(
            HypothesisState(
                hypothesis=name, probability=probability, low=min(self._share(mine, moves, max), probability),
                high=max(self._share(mine, moves, min), probability),
            )
            for mine, (name, probability) in enumerate(zip(self._names, middle, strict=True))
        )  # fmt: skip

    def moves(self, sighting: Sighting) -> Moves:
        """How a sighting moves the hypotheses."""
        low, middle, high = (self.factors(sighting.indicator.likelihoods, c) for c in sighting.certainty)
        return Moves(low, middle, high)

    def factors(self, likelihoods: Sequence[float], certainty: float) -> Logs:
        """By how much an indicator seen this surely moves each hypothesis: the logarithm of a factor.

        With certainty c the hypotheses stand as after seeing the indicator, with 1 - c as before (Jeffrey): the factor is
        1 - c + c · P(E|H) / P(E), with P(E) by the priors, so that the order in which indicators are seen does not matter.
        """
        expected = math.fsum(p * likelihood for p, likelihood in zip(self._priors, likelihoods, strict=True))
        if expected <= 0 or certainty <= 0:
            return (0.0,) * len(self._names)
        return tuple(_log(1 - certainty + certainty * likelihood / expected) for likelihood in likelihoods)

    def probabilities(self, moves: Iterable[Logs]) -> tuple[float, ...]:
        """What the priors and the logarithms of factors come to; each in 0 … 1, and together 1."""
        sums = [math.fsum(column) for column in zip(self.log_priors, *moves, strict=True)]
        most = max(sums)
        weights = [math.exp(one - most) for one in sums]
        total = math.fsum(weights)
        return tuple(min(1.0, weight / total) for weight in weights)

    def _share(self, mine: int, moves: Sequence[Moves], extreme: Callable[[float, float], float]) -> float:
        """A bound of one hypothesis, from its odds against each other one at the worst (max) or at the best (min).

        Against one other hypothesis the odds rise or fall steadily with an indicator's certainty, so the ends of the
        interval are the extremes; taking them for each other one by itself makes the bounds too wide, never too narrow.
        """
        against = 0.0
        for other in range(len(self._names)):
            if other != mine:
                ends = (extreme(m.low[other] - m.low[mine], m.high[other] - m.high[mine]) for m in moves)
                log_odds = self.log_priors[other] - self.log_priors[mine] + math.fsum(ends)
                against += math.exp(log_odds) if log_odds < _LARGEST else math.inf
        return 1 / (1 + against)


def _log(value: float) -> float:
    """The logarithm; that of nothing is so low that nothing ever outweighs it, and still a number."""
    return math.log(min(value, sys.float_info.max)) if value > 0 else -1e300


def matrix(scenario: Scenario, seen: Iterable[Sighting]) -> Matrix:
    """The matrix of the indicators that were seen; one on too few origins is none."""
    return Matrix(
        hypotheses=tuple(one.name for one in scenario.hypotheses),
        rows=tuple(
            Row(name=one.indicator.name, marks=marks, weight=weight, claims=one.claims)
            for one in seen
            if (weight := one.certainty[1]) > 0
            for marks in (tuple(map(Mark.of, one.indicator.likelihoods)),)
        ),
    )


def diagnosticity(scenario: Scenario) -> tuple[Diagnosticity, ...]:
    """Every indicator of a scenario, the one that tells most first."""
    total = math.fsum(one.prior for one in scenario.hypotheses)
    priors = [one.prior / total for one in scenario.hypotheses]
    found = [_diagnosticity(indicator, priors) for indicator in scenario.indicators]
    return tuple(sorted(found, key=lambda one: -one.bits))


def _diagnosticity(indicator: Indicator, priors: Sequence[float]) -> Diagnosticity:
    likelihoods = indicator.likelihoods
    least = 1 - SUREST
    ratio = max(least, *likelihoods) / max(least, min(likelihoods))
    expected = math.fsum(prior * likelihood for prior, likelihood in zip(priors, likelihoods, strict=True))
    left = math.fsum(prior * _entropy(likelihood) for prior, likelihood in zip(priors, likelihoods, strict=True))
    bits = 0.0 if len(set(likelihoods)) == 1 else max(0.0, _entropy(expected) - left)
    return Diagnosticity(indicator=indicator.name, ratio=ratio, bits=bits)


def _entropy(probability: float) -> float:
    return -math.fsum(p * math.log2(p) for p in (probability, 1 - probability) if p > 0)
