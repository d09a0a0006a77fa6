"""The matrix of what was seen, and how well each indicator tells the hypotheses apart."""

import math
from collections.abc import Iterable, Sequence

from tocsin.model.matrix import Diagnosticity, Mark, Matrix, Row
from tocsin.model.scenario import Indicator, Scenario
from tocsin.warn.origins import MOST, Sighting


def matrix(scenario: Scenario, seen: Iterable[Sighting]) -> Matrix:
    """The matrix of the indicators that were seen; one on too few origins is none."""
    return Matrix(
        hypotheses=tuple(one.name for one in scenario.hypotheses),
        rows=tuple(_row(sighting) for sighting in seen if sighting.certainty[1] > 0),
    )


def _row(sighting: Sighting) -> Row:
    indicator = sighting.indicator
    marks = tuple(Mark.of(likelihood) for likelihood in indicator.likelihoods)
    return Row(name=indicator.name, marks=marks, weight=sighting.certainty[1], claims=sighting.claims)


def diagnosticity(scenario: Scenario) -> tuple[Diagnosticity, ...]:
    """Every indicator of a scenario, the one that tells most first."""
    total = math.fsum(one.prior for one in scenario.hypotheses)
    priors = [one.prior / total for one in scenario.hypotheses]
    found = [_diagnosticity(indicator, priors) for indicator in scenario.indicators]
    return tuple(sorted(found, key=lambda one: -one.bits))


def _diagnosticity(indicator: Indicator, priors: Sequence[float]) -> Diagnosticity:
    likelihoods = indicator.likelihoods
    least = 1 - MOST
    ratio = max(least, *likelihoods) / max(least, min(likelihoods))
    expected = math.fsum(prior * likelihood for prior, likelihood in zip(priors, likelihoods, strict=True))
    left = math.fsum(prior * _entropy(likelihood) for prior, likelihood in zip(priors, likelihoods, strict=True))
    bits = 0.0 if len(set(likelihoods)) == 1 else max(0.0, _entropy(expected) - left)
    return Diagnosticity(indicator=indicator.name, ratio=ratio, bits=bits)


def _entropy(probability: float) -> float:
    return -math.fsum(p * math.log2(p) for p in (probability, 1 - probability) if p > 0)
