"""How two claims stand to each other."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.reason import Reason


class Relation(StrEnum):
    """What the first claim is to the second."""

    ECHO = "echo"
    REPEATS = "repeats"
    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    REVISES = "revises"
    PART_OF = "part of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation from one claim to another, by their ids, and why it is thought to hold."""

    claim: str
    other: str
    relation: Relation
    reasons: tuple[Reason, ...] = ()
