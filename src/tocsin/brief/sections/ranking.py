"""Which claims and propositions a reader should see first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.slots import origin_names
from tocsin.model.kind import Kind
from tocsin.model.link import Linked
from tocsin.model.query import Report

_CONFLICT, _CHANGE, _ORIGIN, _ECHO = 3.0, 2.0, 1.5, -3.0
_FIGURE, _PLACE, _SOURCE, _STATEMENT, _SURE = 1.0, 0.5, 0.5, 1.5, 0.5
_SHORT = -2.0
"""What each thing that a claim has adds to its weight: conflicts and changes are news, what was copied is none."""
_FEW_WORDS = 5
MOST_ORIGINS = 4


@dataclass(frozen=True, slots=True)
class Group:
    """A proposition as far as the period's claims tell of it, before it is weighed."""

    id: str
    claims: tuple[Report, ...]
    disputed: bool

    @property
    def rank(self) -> tuple[int, bool, date, int]:
        """By what to put it before others: how many are named as its origin, conflict, recency, how many reports."""
        newest = max((one.published for one in self.claims if one.published), default=date.min)
        return (min(MOST_ORIGINS, len(origin_names(self.claims))), self.disputed, newest, len(self.claims))


def groups(claims: Iterable[Report], heads: Mapping[str, str], disputed: set[str]) -> list[Group]:
    """The propositions of several claims, the weightiest first.

    Args:
        claims: Those of the period.
        heads: The proposition of each claim that shares one with others.
        disputed: The ids of claims that another one contradicts.
    """
    members: dict[str, list[Report]] = defaultdict(list)
    for found in claims:
        if found.claim.id in heads and found.claim.kind is Kind.STATEMENT:
            members[heads[found.claim.id]].append(found)
    made = [Group(key, tuple(held), any(one.claim.id in disputed for one in held)) for key, held in members.items()]
    return sorted(made, key=lambda group: group.rank, reverse=True)


class Weights:
    """How much each claim of a period is worth telling."""

    def __init__(self, material: BriefRecords) -> None:
        self._conflict = _ends(material.conflicts)
        self._change = {one.link.claim for one in material.changes}
        self._copied = {one.link.claim for one in material.echoes}
        self._heads = material.heads
        names: dict[str, list[Report]] = defaultdict(list)
        for found in material.claims:
            names[material.heads.get(found.claim.id, found.claim.id)].append(found)
        self._origins = {key: len(origin_names(held)) for key, held in names.items() if len(held) > 1}

    def of(self, report: Report) -> float:
        """The weight of a claim."""
        claim = report.claim
        others = self._origins.get(self._heads.get(claim.id, claim.id), 1) - 1
        return sum((
            _CONFLICT * (claim.id in self._conflict), _CHANGE * (claim.id in self._change),
            _ORIGIN * max(0, min(MOST_ORIGINS, others)), _ECHO * (claim.id in self._copied),
            _FIGURE * any(quantity.noun for quantity in claim.quantities), _PLACE * bool(claim.places),
            _SOURCE * bool(claim.sources), _STATEMENT * (claim.kind is Kind.STATEMENT), _SURE * (abs(claim.score) >= 1),
            _SHORT * (len(claim.text.split()) < _FEW_WORDS),
        ))  # fmt: skip

    def best(self, claims: Sequence[Report], most: int) -> list[Report]:
        """The weightiest claims, one a sentence, in the order of the text."""
        chosen: dict[int, Report] = {}
        for found in sorted(claims, key=lambda found: (-self.of(found), found.claim.start)):
            if found.sentence_span.start not in chosen and len(chosen) < most:
                chosen[found.sentence_span.start] = found
        return sorted(chosen.values(), key=lambda found: found.claim.start)


def _ends(links: Iterable[Linked]) -> set[str]:
    return {key for one in links for key in (one.link.claim, one.link.other)}
