"""What a comparison of two reports found."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.link import Relation
from tocsin.model.reason import Reason


class PairRelation(StrEnum):
    """How two reports stand to each other: the six relations that make a link, and the two that make none."""

    ECHO = "echo"
    REPEATS = "repeats"
    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    REVISES = "revises"
    PART_OF = "part_of"
    RELATED = "related"
    UNRELATED = "unrelated"

    @property
    def relation(self) -> Relation | None:
        """The relation of the link, None where there is none to make."""
        if self in (PairRelation.RELATED, PairRelation.UNRELATED):
            return None
        return Relation(self.value.replace("_", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairResult:
    """How two reports stand to each other, and why.

    Attributes:
        forward: Whether the relation runs from the first report to the second (the first is part of the second, or revises
            it) or back; None for a relation without direction.
        reasons: What decided, the weightiest first; a weight is in 0 … 1.
    """

    standing: PairRelation
    forward: bool | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def relation(self) -> Relation | None:
        """The relation of the link to make, None where there is none."""
        return self.standing.relation

    def turned(self) -> "PairResult":
        """The same seen from the other report."""
        forward = None if self.forward is None else not self.forward
        return PairResult(standing=self.standing, forward=forward, reasons=self.reasons)
