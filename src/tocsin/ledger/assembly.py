"""Propositions, rivals and links put together from stored rows; the same for every database."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tocsin.model.link import Link, Linked, Proposition, PropositionContext, Relation, Rival
from tocsin.model.query import Report
from tocsin.model.reason import Reason

AGAINST = (Relation.CONTRADICTS, Relation.REVISES)
SAME = tuple(relation for relation in Relation if relation.is_same)


class StoredLink(NamedTuple):
    """A link between two claims by the rows they are entered in."""

    number: int
    claim: int
    other: int
    relation: Relation
    reasons: tuple[Reason, ...]
    by: str | None


@dataclass(frozen=True, slots=True)
class StoredPropositions:
    """Claims by their rows, grouped in propositions, with the links between them.

    Attributes:
        reports: The claims that stand, by row.
        members: The rows of each proposition, by the name of the proposition: its id, or the row of a claim that is alone.
        links: The links that may be between the claims, in the order they were found.
    """

    reports: Mapping[int, Report]
    members: Mapping[str, Sequence[int]]
    links: Sequence[StoredLink]

    def propositions(self, names: Container[str] | None = None) -> dict[str, Proposition]:
        """The propositions by their names, all or those of these names; one of which no claim stands is left out."""
        same: dict[int, list[StoredLink]] = defaultdict(list)
        for link in self.links:
            if link.relation.is_same and link.claim in self.reports and link.other in self.reports:
                same[link.claim].append(link)
        found = {}
        for name, rows in self.members.items():
            if names is not None and name not in names:
                continue
            reports = [self.reports[row] for row in sorted(rows) if row in self.reports]
            if reports:
                found[name] = Proposition(
                    id=reports[0].claim.id if name == str(rows[0]) else name,
                    claims=tuple(sorted(reports, key=lambda one: (one.published is None, one.published or date.min))),
                    links=tuple(self._link(link) for row in rows for link in same[row]),
                )
        return found

    def contexts(self, names: Iterable[str]) -> Iterator[PropositionContext]:
        """The propositions of these names with their rivals and what they revise."""
        wanted = list(names)
        name_of = {row: name for name, rows in self.members.items() for row in rows}
        touching: dict[str, dict[int, StoredLink]] = {name: {} for name in wanted}
        needed = set(wanted)
        for link in self.links:
            if link.claim in self.reports and link.other in self.reports:
                ends = name_of[link.claim], name_of[link.other]
                for name in ends:
                    if name in touching:
                        touching[name][link.number] = link
                        needed.update(ends)
        propositions = self.propositions(needed)
        for name in wanted:
            if name not in propositions:
                continue
            against: dict[str, list[StoredLink]] = defaultdict(list)
            for link in touching[name].values():
                left, right = name_of[link.claim], name_of[link.other]
                # A proposition is no rival of itself, nor of what it revises.
                if (
                    link.relation in AGAINST
                    and left != right
                    and (link.relation is not Relation.REVISES or right == name)
                ):
                    against[left if right == name else right].append(link)
            yield PropositionContext(
                proposition=propositions[name],
                rivals=tuple(
                    Rival(
                        proposition=propositions[rival],
                        links=tuple(map(self._link, links)),
                        later=any(link.relation is Relation.REVISES for link in links),
                    )
                    for rival, links in against.items()
                ),
                before=tuple(
                    self.linked(link)
                    for link in touching[name].values()
                    if link.relation is Relation.REVISES and name_of[link.claim] == name
                ),
            )

    def linked(self, link: StoredLink) -> Linked:
        """A link with its claims."""
        return Linked(link=self._link(link), claim=self.reports[link.claim], other=self.reports[link.other])

    def _link(self, link: StoredLink) -> Link:
        return Link(
            claim=self.reports[link.claim].claim.id, other=self.reports[link.other].claim.id, relation=link.relation,
            reasons=link.reasons, by=link.by,
        )  # fmt: skip
