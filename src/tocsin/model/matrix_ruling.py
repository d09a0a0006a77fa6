"""An analyst's own numbers for the matrix of a scenario, next to those of its file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tocsin.model.scenario import Scenario

_SAME = 1e-9
"""Two probabilities that differ by less are one: they went through percentages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of the matrix: how likely an indicator is if a hypothesis is true; without one, how probable that was."""

    indicator: str | None
    hypothesis: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRuling:
    """What an analyst holds of a scenario's numbers. The last of an analyst on a scenario counts, none is ever changed.

    Attributes:
        scenario: The scenario, by its name.
        cells: The numbers that differ from the file's; none where the analyst holds with the file again.
    """

    scenario: str
    cells: tuple[Cell, ...]
    at: datetime
    by: str
    reason: str


def differing(scenario: Scenario, changed: Scenario) -> tuple[Cell, ...]:
    """The numbers of a scenario that differ from those of another, which has the same hypotheses and indicators."""
    cells = [
        Cell(indicator=None, hypothesis=new.name, value=new.prior)
        for old, new in zip(scenario.hypotheses, changed.hypotheses, strict=True)
        if abs(old.prior - new.prior) > _SAME
    ]
    for old, new in zip(scenario.indicators, changed.indicators, strict=True):
        values = zip(changed.hypotheses, old.likelihoods, new.likelihoods, strict=True)
        cells += [
            Cell(indicator=new.name, hypothesis=of.name, value=now) for of, was, now in values if abs(was - now) > _SAME
        ]
    return tuple(cells)


def applied(scenario: Scenario, cells: Iterable[Cell]) -> Scenario:
    """A scenario with other numbers; those of hypotheses and indicators that its file no longer has are left out.

    Priors are made to sum to 1 again.
    """
    values: Mapping[tuple[str | None, str], float] = {(one.indicator, one.hypothesis): one.value for one in cells}
    priors = [values.get((None, one.name), one.prior) for one in scenario.hypotheses]
    whole = sum(priors) or 1.0
    return replace(
        scenario,
        hypotheses=tuple(
            replace(one, prior=prior / whole) for one, prior in zip(scenario.hypotheses, priors, strict=True)
        ),
        indicators=tuple(
            replace(one, likelihoods=tuple(
                values.get((one.name, of.name), held)
                for of, held in zip(scenario.hypotheses, one.likelihoods, strict=True)
            ))
            for one in scenario.indicators
        ),
    )  # fmt: skip


def holding(rulings: Iterable[MatrixRuling]) -> list[MatrixRuling]:
    """What each analyst holds now, of rulings on one scenario, oldest first; who holds with the file again is left out."""
    last = {one.by: one for one in rulings}
    return [one for one in last.values() if one.cells]
