"""How surely an indicator was seen: each independent origin counts once, and ages."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.model.scenario import Indication, Indicator, Scenario
from tocsin.text.folding import folded

MOST = 0.999
"""However many say so, something stays open: no indicator counts as seen more surely than this."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One origin's word on an indicator as it counts on a day: low and high bound and the middle, after ageing.

    `claims` are those that were counted and `echoes` those that only said it again.
    """

    origin: str
    low: float
    middle: float
    high: float
    claims: tuple[str, ...]
    echoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """An indicator with what its origins say of it; the best word of an origin comes first in its row."""

    indicator: Indicator
    rows: tuple[tuple[Heard, ...], ...]

    @property
    def origins(self) -> int:
        """How many independent origins there are."""
        return len(self.rows)

    @property
    def counted(self) -> tuple[Heard, ...]:
        """The one word of each origin that counts."""
        return tuple(row[0] for row in self.rows)

    @property
    def certainty(self) -> tuple[float, float, float]:
        """Low, middle and high: the chance that not every origin is wrong. All 0 where too few origins say so."""
        return joint(self.counted, self.indicator.least_origins)

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that count."""
        return tuple(dict.fromkeys(claim for heard in self.counted for claim in heard.claims))


def joint(counted: Sequence[Heard], least_origins: int) -> tuple[float, float, float]:
    """How surely a thing was seen that each of these origins saw for itself."""
    if not counted or len(counted) < least_origins:
        return (0.0, 0.0, 0.0)
    low, middle, high = (
        min(MOST, 1 - math.prod(1 - part for part in sorted(parts)))
        for parts in zip(*((heard.low, heard.middle, heard.high) for heard in counted), strict=True)
    )
    return (low, middle, high)


def sightings(scenario: Scenario, indications: Iterable[Indication], *, today: date) -> tuple[Sighting, ...]:
    """The indicators that were seen, in the scenario's order. Indications of indicators it does not have are left out."""
    by_name: Mapping[str, list[Indication]] = defaultdict(list)
    for one in indications:
        by_name[one.indicator].append(one)
    return tuple(
        Sighting(indicator, _rows(by_name[indicator.name], indicator.half_life, today))
        for indicator in scenario.indicators
        if indicator.name in by_name
    )


def _rows(indications: Iterable[Indication], half_life: float | None, today: date) -> tuple[tuple[Heard, ...], ...]:
    said: dict[str, dict[str | None, list[Indication]]] = defaultdict(lambda: defaultdict(list))
    for one in indications:
        said[folded(one.origin)][one.proposition].append(one)
    rows = []
    for origin in sorted(said):
        heard = [_heard(pieces, half_life, today) for pieces in said[origin].values()]
        rows.append(tuple(sorted(heard, key=lambda one: (-one.middle, -one.high, one.claims))))
    return tuple(rows)


def _heard(pieces: Sequence[Indication], half_life: float | None, today: date) -> Heard:
    """What an origin said, by its first word: retelling adds nothing, neither certainty nor freshness."""
    first, *later = sorted(pieces, key=_closeness) if len(pieces) > 1 else pieces
    left = freshness(first.day, half_life, today)
    low, high = sorted(min(MOST, max(0.0, bound)) for bound in first.certainty)
    echoes = tuple(dict.fromkeys(claim for one in later for claim in one.claims))
    return Heard(first.origin, low * left, (low + high) / 2 * left, high * left, first.claims, echoes)


def _closeness(one: Indication) -> tuple[date, int, float, float, tuple[str, ...], str]:
    """Earlier first, then nearer to the origin, then the less sure: a hedge that a retelling lost was there."""
    return (one.day or date.max, one.retold, sum(one.certainty), one.certainty[1], one.claims, one.origin)


def freshness(day: date | None, half_life: float | None, today: date) -> float:
    """What age has left of a piece of evidence, in 0 … 1; nothing is taken from one whose day is not known."""
    if day is None or half_life is None:
        return 1.0
    return float(0.5 ** (max(0, (today - day).days) / half_life))
