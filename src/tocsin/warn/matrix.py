"""The matrix of competing hypotheses: what speaks against each of them, and which indicators tell them apart at all."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.scenario import Indicator, Scenario
from tocsin.warn.estimative_words import intervals, terms
from tocsin.warn.origins import MOST, Sighting


class Mark(StrEnum):
    """How a piece of evidence fits a hypothesis."""

    VERY_CONSISTENT = "CC"
    CONSISTENT = "C"
    NEUTRAL = "N"
    INCONSISTENT = "I"
    VERY_INCONSISTENT = "II"

    @classmethod
    def of(cls, likelihood: float) -> "Mark":
        """The mark for how likely the evidence would be if the hypothesis were true, by the steps of ICD 203."""
        for mark, word in zip(_MARKS, terms(), strict=True):
            if likelihood <= intervals()[word][1]:
                return mark
        return cls.VERY_CONSISTENT

    @property
    def points(self) -> int:
        """What it adds to the count against the hypothesis; what fits adds nothing, for it may fit others as well."""
        return _POINTS.get(self, 0)


# From "almost no chance" to "almost certain".
_MARKS = (
    Mark.VERY_INCONSISTENT, Mark.VERY_INCONSISTENT, Mark.INCONSISTENT, Mark.NEUTRAL,
    Mark.CONSISTENT, Mark.VERY_CONSISTENT, Mark.VERY_CONSISTENT,
)  # fmt: skip
_POINTS = {Mark.INCONSISTENT: 1, Mark.VERY_INCONSISTENT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A piece of evidence with its mark under each hypothesis; `weight` (0 … 1) is how surely it was seen."""

    name: str
    marks: tuple[Mark, ...]
    weight: float = 1.0
    claims: tuple[str, ...] = ()

    @property
    def tells_apart(self) -> bool:
        """Whether it fits some hypothesis better than another; what fits all alike has no diagnostic value."""
        return len(set(self.marks)) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Hypotheses across, evidence down."""

    hypotheses: tuple[str, ...]
    rows: tuple[Row, ...]

    def inconsistencies(self, *, weighted: bool = True) -> tuple[float, ...]:
        """The count against each hypothesis: 1 for what is inconsistent, 2 for what is very inconsistent."""
        return tuple(
            math.fsum(row.marks[number].points * (row.weight if weighted else 1) for row in self.rows)
            for number in range(len(self.hypotheses))
        )

    def ranking(self) -> tuple[str, ...]:
        """The hypotheses, the one with the least against it first; those that stand alike keep their order."""
        counts = dict(zip(self.hypotheses, self.inconsistencies(), strict=True))
        return tuple(sorted(self.hypotheses, key=lambda name: counts[name]))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosticity:
    """How well an indicator tells the hypotheses apart.

    Attributes:
        ratio: By how much it is likelier under the hypothesis it fits best than under the one it fits worst; at most 1000.
        bits: What one learns on average from knowing whether it is there; 0 where it is as likely under each.
    """

    indicator: str
    ratio: float
    bits: float


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
