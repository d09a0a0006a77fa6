"""What several accounts of one day allow together: the band they leave, or that they exclude each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, isinf
from statistics import median

AGREE = 0.05
"""How far apart two figures may lie, as a share of each, and still agree: nobody counts alike to the last man."""
TOWARDS_CLAIM = 0.8
"""How far the likeliest figure lies on the way from what was seen to what is claimed."""

MOST_CLAIMS = 20
"""Claims that a level names, at most."""


class Binds(StrEnum):
    """From which side a source's word bounds a figure.

    A claim does from both; a minimum from below, and it turns claims into ceilings; a part of the thing from
    below, and it says nothing of the claims of the whole.
    """

    CLAIM = "claim"
    RELIABLE = "reliable claim"
    MINIMUM = "minimum"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Bound:
    """What one source allows on a day: from `low` to `high`, which may be infinite, and the number nearest to its words."""

    low: float
    best: float
    high: float
    binds: Binds = Binds.CLAIM

    @property
    def is_rough(self) -> bool:
        """Whether it is the widened bound of a rough figure."""
        return self.low < self.best < self.high < inf


@dataclass(frozen=True, slots=True)
class Band:
    """What all allow; `best` is None where nothing but ceilings is told, or where they exclude each other.

    In a conflict the band spans them all.
    """

    low: float
    best: float | None
    high: float
    conflict: bool = False


def combined(bounds: Sequence[Bound], *, has_minima: bool | None = None) -> Band | None:
    """What the bounds of a day allow together, None where there are none.

    Claims hold as far as they agree. A minimum is a floor under them, and once there is one, a claim is taken for a ceiling
    only: a source that claims may claim too much.

    Args:
        bounds: One for each source.
        has_minima: Whether somebody counts what was seen, even if nothing was seen by that day; by default if one is given.
    """
    minima = [one for one in bounds if one.binds is Binds.MINIMUM]
    claims = [one for one in bounds if one.binds in (Binds.CLAIM, Binds.RELIABLE)]
    floor = max((one.low for one in bounds if one.binds in (Binds.MINIMUM, Binds.PART)), default=0.0)
    seen = max((one.best for one in minima), default=0.0)
    if not claims:
        return Band(floor, max(floor, seen), inf) if bounds else None
    low, high = max(one.low for one in claims), min(one.high for one in claims)
    # A rough figure has its share of doubt already: what only its edge would reach is no agreement.
    is_rough = any(one.is_rough and (one.low == low or one.high == high) for one in claims)
    if excluding(high, low, share=0.0 if is_rough else AGREE) or excluding(high, floor):
        # The band spans all that is said of the whole; what only bounds from below has no upper end of its own.
        ends = [one.low for one in bounds if one.binds is not Binds.PART] + [one.high for one in claims]
        parts = [one.low for one in bounds if one.binds is Binds.PART]
        return Band(min(ends), None, max([*ends, *parts]), conflict=True)
    low, high = max(floor, min(low, high)), max(low, high, floor)
    # "No more than 12,000" tells no number that is likely; nor does what only lies between two numbers that are told.
    middle = median(one.best for one in claims)
    given = [one.best for one in claims if low <= one.best <= high and not one.low <= 0.0 < one.high]
    best = min(given, key=lambda one: (abs(one - middle), one), default=None)
    if minima or has_minima:
        low = max([floor, *(one.low for one in claims if one.binds is Binds.RELIABLE)])
        best = seen + TOWARDS_CLAIM * (middle - seen)
    low = min(low, high)
    return Band(low, None if best is None else min(max(best, low), high), high)


def excluding(most: float, least: float, *, share: float = AGREE) -> bool:
    """Whether the most that one allows lies so far below the least of another that they cannot both be so."""
    return least * (1 - share) > most * (1 + share)


def isotonic(values: Sequence[float]) -> list[float]:
    """The series that never falls and is nearest to the values by least squares.

    Pool adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman, 1955).
    """
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean = before + (mean - before) * (size / (size + many))
            size += many
        pools.append((mean, size))
    return [mean for mean, size in pools for _ in range(size)]


def told(bound: float) -> float | None:
    """A bound for a record: None where nothing bounds."""
    return None if isinf(bound) else bound
