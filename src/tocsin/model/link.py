"""How two claims stand to each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tocsin.model.query import Report
from tocsin.model.reason import Reason, in_words


class Relation(StrEnum):
    """What the first claim is to the second."""

    ECHO = "echo"
    REPEATS = "repeats"
    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    REVISES = "revises"
    PART_OF = "part of"
    OPEN = "leaves open"

    @property
    def is_same(self) -> bool:
        """Whether the two say the same, so that they make one proposition."""
        return self in (Relation.ECHO, Relation.REPEATS, Relation.CORROBORATES)

    @property
    def is_one_origin(self) -> bool:
        """Whether the two are one origin's word."""
        return self in (Relation.ECHO, Relation.REPEATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation from one claim to another, by their ids, and why it is thought to hold.

    An echo, a revision and a part run from the claim that copies, revises or is a part to the other one; the rest have
    no direction. `by` is the person who confirmed it, None if only the machine says so.
    """

    claim: str
    other: str
    relation: Relation
    reasons: tuple[Reason, ...] = ()
    by: str | None = None

    @property
    def sureness(self) -> float:
        """How sure it is, 0 … 1: 1 where a person confirmed it, or where no reason is given."""
        return 1.0 if self.by is not None else max((reason.weight for reason in self.reasons), default=1.0)

    @property
    def is_denial(self) -> bool:
        """Whether the one says that what the other says is not so: then they take two stances on one proposition."""
        return any(reason.rule in _DENIALS for reason in self.reasons)

    @property
    def is_of_figures(self) -> bool:
        """Whether it is their figures that the two stand to each other by."""
        return any(reason.rule in _FIGURES for reason in self.reasons)


_DENIALS = frozenset(("link.opposed_certainty", "link.denied"))
"""The rules that tell a denial of the same from another state of things."""
_FIGURES = frozenset(("link.fewer", "link.more", "link.counted_among", "link.corrected"))
"""The rules that compare figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRuling:
    """A person's ruling on two claims: the relation of one to the other, or, without a relation, that no link holds.

    Rulings are never changed, only followed by others, and outlive a new reading of the documents.
    """

    claim: str
    other: str
    relation: Relation | None
    at: datetime
    by: str
    reason: str

    @property
    def why(self) -> Reason:
        """The reason of the link that it makes."""
        return in_words(f"{self.by}: {self.reason}", weight=1.0)


OPENING = 1500
"""Characters at the beginning of a document that tell what it is about."""


def opening(title: str | None, text: str) -> str:
    """What a document begins with."""
    return f"{title or ''}\n\n{text[:OPENING]}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkable:
    """A claim with what else linking needs.

    Attributes:
        row: The row it is entered in.
        context: The text around its sentence, and the title of its document.
        opening: What its document begins with: its title, and at most `OPENING` characters of its text.
    """

    row: int
    report: Report
    context: str
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A link with the two claims it joins."""

    link: Link
    claim: Report
    other: Report


class LinkEnds(NamedTuple):
    """A link without its claims and reasons: by its number in the case, the ids of its claims, and who confirmed it."""

    number: int
    claim: str
    other: str
    relation: Relation
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingResult:
    """What linking found for a batch of readings.

    Attributes:
        readings: The readings, by number.
        keys: The keys of their claims, by the claims' rows.
        links: The links from or to their claims.
        rows: The row of every claim that a link names, by the claim's id.
        most: How many claims of the case have the key that most have, with these.
    """

    readings: Sequence[int]
    keys: Mapping[int, Iterable[int]]
    links: Sequence[Link]
    rows: Mapping[str, int]
    most: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Claims that say the same, by one origin or several; a claim that nothing says alike is one of its own.

    Attributes:
        id: The id of the claim of it that was entered first; the id of any of its claims finds it too.
        claims: By day of publication, those without one last, then in the order they were entered; never empty.
        links: Those between its claims: echo, repeats, corroborates.
    """

    id: str
    claims: tuple[Report, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A proposition that contradicts another one, or revises it, and the links that say so.

    `later` tells that it revises the other: it is what the same people, or the later count, say now.
    """

    proposition: Proposition
    links: tuple[Link, ...]
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionContext:
    """A proposition with what stands against it and what it took the place of.

    Attributes:
        rivals: The propositions that contradict it, or revise it.
        before: The links by which its claims revise others; each runs from a claim of it.
    """

    proposition: Proposition
    rivals: tuple[Rival, ...] = ()
    before: tuple[Linked, ...] = ()
