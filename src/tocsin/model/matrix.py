"""The matrix of competing hypotheses (ACH: Heuer, 1999): what speaks against each, and what tells them apart at all."""

import math
from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.yardstick import Yardstick


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
        return _MARKS[Yardstick.of(likelihood)]

    @property
    def points(self) -> int:
        """What it adds to the count against the hypothesis; what fits adds nothing, for it may fit others as well."""
        return _POINTS.get(self, 0)


_MARKS = dict(zip(Yardstick, (
    Mark.VERY_INCONSISTENT, Mark.VERY_INCONSISTENT, Mark.INCONSISTENT, Mark.NEUTRAL, Mark.CONSISTENT, Mark.VERY_CONSISTENT,
    Mark.VERY_CONSISTENT,
), strict=True))  # fmt: skip
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

    def inconsistencies(self) -> tuple[float, ...]:
        """The count against each hypothesis: 1 for what is inconsistent, 2 for what is very inconsistent."""
        return tuple(
            math.fsum(row.marks[number].points * row.weight for row in self.rows)
            for number in range(len(self.hypotheses))
        )

    def ranking(self) -> tuple[str, ...]:
        """The hypotheses, the one with the least against it first; those that stand alike keep their order."""
        counts = dict(zip(self.hypotheses, self.inconsistencies(), strict=True))
        return tuple(sorted(self.hypotheses, key=lambda name: counts[name]))


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
