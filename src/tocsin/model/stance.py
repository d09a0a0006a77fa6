"""A proposition with everybody who takes a stance on it: who says so, who says it is not so, who leaves it open."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.estimate import Estimate
from tocsin.model.query import Report


class Stance(StrEnum):
    """What a report does with a proposition."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"
    """It says that this is unknown, unconfirmed or asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceTaker:
    """A report with its stance on a proposition.

    Attributes:
        origin: Whose word it is in the end; None where nothing tells whose.
    """

    report: Report
    stance: Stance
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedProposition:
    """A proposition, every report that takes a stance on it, and what these leave of it.

    Attributes:
        id: The id of the claim that gives it its name; the id of any of its claims finds it too.
        statement: What those for it say, in the words of the report nearest to an origin.
        takers: By day of publication.
        estimate: Its origins for and against, its credibility and its probability.
    """

    id: str
    statement: str
    takers: tuple[StanceTaker, ...]
    estimate: Estimate
