"""The status of every entity of a network under a rule on a day: its path, what is open, what a supposition changes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from tocsin.errors import QueryError, shown
from tocsin.exposure.reach import Reach
from tocsin.exposure.rules import Rule, rule_on
from tocsin.exposure.settling import settling
from tocsin.exposure.spread import Step
from tocsin.exposure.support import Support
from tocsin.exposure.unknowns import unknowns_of
from tocsin.model.exposure import (
    Entity,
    EntityStatus,
    Exposure,
    Listing,
    Network,
    Status,
    StatusChange,
    Supposition,
    Term,
    Tie,
    TieKind,
    Unknown,
    VagueDay,
)
from tocsin.model.factuality import Factuality
from tocsin.model.reason import Fact, Reason

_BESIDE = frozenset({
    TieKind.OWNS, TieKind.VOTES, TieKind.CONTROLS, TieKind.DIRECTOR, TieKind.FAMILY, TieKind.NOMINEE, TieKind.JOINT,
    TieKind.EMPLOYS,
})  # fmt: skip
"""Ties that join two entities, whichever of them is listed or reached."""
_TIERS = 20
"""Tiers that are told in words; the path has all of them."""


def assess(
    network: Network,
    rule: str,
    on: date,
    *,
    suppose: Supposition | None = None,
    explain: bool = True,
) -> Exposure:
    """Work out the status of every entity.

    Args:
        network: Who and what there is.
        rule: The rule, or a version of it: `eu@2018-05-04`.
        on: The day.
        suppose: What if, from the day on; the statuses are then those of the supposition, and `changes` tells which are new.
        explain: Whether to give paths, reasons, what is open and what would settle it; without, only statuses.

    Raises:
        QueryError: There is no such rule, or somebody is supposed to be listed who is not in the network.
    """
    chosen = rule_on(rule, on)
    before = _Look(network, network.listings, chosen, on)
    if not suppose:
        return before.exposure(explain=explain)
    after = _Look(network, _supposed(network, chosen, on, suppose), chosen, on)
    changes = [
        StatusChange(entity=entity.id, before=before.status(entity.id), after=after.status(entity.id))
        for entity in network.entities if before.status(entity.id) is not after.status(entity.id)
    ]  # fmt: skip
    return replace(after.exposure(explain=explain), changes=tuple(changes))


def _supposed(network: Network, rule: Rule, on: date, suppose: Supposition) -> list[Listing]:
    known = {entity.id for entity in network.entities}
    for entity in (*suppose.listed, *suppose.freed):
        if entity not in known:
            raise QueryError("the supposition", f"there is no entity {shown(entity)!r}")
    day = VagueDay(on, on)
    kept = [
        replace(one, term=Term(one.term.since, day))
        if one.entity in suppose.freed and rule.counts(one) and one.term.possibly(on) else one
        for one in network.listings
    ]  # fmt: skip
    new = (Listing(entity=entity, program=rule.lists[0] + "?", term=Term(day)) for entity in suppose.listed)
    return [*kept, *new]


@dataclass(frozen=True, slots=True)
class _Beside:
    """A tie that joins an entity to another that is listed or reached."""

    tie: Tie
    other: str


class _Look:
    """A network under a rule on a day, with one set of listings."""

    def __init__(self, network: Network, listings: Sequence[Listing], rule: Rule, on: date) -> None:
        self._network = network
        self._rule = rule
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in network.entities}
        self._reach = Reach(self._entities, network.ties, listings, rule, on)
        self._listings = listings
        self._on = on
        self._beside = self._joined()

    def status(self, entity: str) -> Status:
        """The status of one entity."""
        if entity in self._reach.listed:
            return Status.LISTED
        if entity in self._reach.sure:
            return Status.BLOCKED
        if entity in self._reach.possible:
            return Status.POSSIBLY
        return Status.ADJACENT if entity in self._beside else Status.NOT

    def exposure(self, *, explain: bool) -> Exposure:
        """The statuses of all entities."""
        told = self._explained if explain else lambda entity: EntityStatus(entity=entity, status=self.status(entity))
        statuses = tuple(told(entity.id) for entity in self._network.entities)
        best = settling(self._network, self._listings, self._reach, statuses) if explain else ()
        return Exposure(
            rule=self._rule.name, version=self._rule.version, on=self._on, statuses=statuses, settling=tuple(best)
        )

    def _joined(self) -> dict[str, list[_Beside]]:
        """For each entity that is not reached itself, the ties that join it to those that surely are."""
        sure, possible = self._reach.sure, self._reach.possible
        found: dict[str, list[_Beside]] = defaultdict(list)
        support = Support(self._entities, self._network.ties, self._listings, self._rule, self._on)
        for tie in self._network.ties:
            if tie.is_denied:
                continue
            if tie.kind in _BESIDE:
                if tie.term.surely(self._on):
                    for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
                        if other in sure and one not in possible:
                            found[one].append(_Beside(tie, other))
            elif (
                tie.kind in self._rule.does_for and tie.target in sure and tie.source not in possible
                and support.counts(tie)
            ):  # fmt: skip
                found[tie.source].append(_Beside(tie, tie.target))
        return found

    def _explained(self, entity: str) -> EntityStatus:
        status = self.status(entity)
        share = self._reach.share(entity) if status is not Status.LISTED else None
        if status is Status.NOT:
            return EntityStatus(entity=entity, status=status, share=share)
        if status is Status.LISTED:
            return EntityStatus(entity=entity, status=status, reasons=tuple(self._listed(entity)))
        if status is Status.ADJACENT:
            beside = self._surest(entity)
            ties, _ = self._reach.path(beside.other, surely=True)
            path = tuple(dict.fromkeys([*(tie.id for tie in ties), beside.tie.id]))
            reason = Reason(rule="exposure.beside", facts={
                "kind": beside.tie.kind.value, "one": self._name(beside.tie.source), "other": self._name(beside.tie.target),
                "tie": beside.tie.id, "reached": self._name(beside.other), "status": self.status(beside.other).value,
            })  # fmt: skip
            return EntityStatus(
                entity=entity, status=status, certainty=beside.tie.certainty,
                weakest=_weakest([beside.tie, *ties]), share=share, path=path, reasons=(reason,),
            )  # fmt: skip
        ties, steps = self._reach.path(entity, surely=status is Status.BLOCKED)
        return EntityStatus(
            entity=entity, status=status, weakest=_weakest(ties), share=share, path=tuple(tie.id for tie in ties),
            reasons=tuple(self._tiers(steps, surely=status is Status.BLOCKED)) or tuple(self._listed(entity)),
            unknowns=tuple(self._unknowns(ties, entity)) if status is Status.POSSIBLY else (),
        )  # fmt: skip

    def _surest(self, entity: str) -> _Beside:
        """The surest tie counts; of equally sure ones that to somebody listed, which needs no path."""
        return min(
            self._beside[entity], key=lambda one: (-one.tie.certainty.score, one.other not in self._reach.listed)
        )

    def _listed(self, entity: str) -> Iterator[Reason]:
        for one in self._listings:
            if one.entity == entity and self._rule.counts(one) and one.term.possibly(self._on):
                since = str(one.term.since) if one.term.since is not None else None
                yield Reason(rule="exposure.listed", facts={
                    "program": one.program, "since": since, "entry": one.entry,
                })  # fmt: skip

    def _unknowns(self, ties: Sequence[Tie], entity: str) -> Iterator[Unknown]:
        yield from unknowns_of(ties, self._reach, self._rule, self._name)
        starts = {entity, *(end for tie in ties for end in (tie.source, tie.target))}
        for one in self._listings:
            open_listing = one.entity in starts and one.entity not in self._reach.listed and one.term.possibly(self._on)
            if open_listing and self._rule.counts(one):
                facts: dict[str, Fact] = {"name": self._name(one.entity), "program": one.program, "entry": one.entry}
                yield Unknown(tie=None, reason=Reason(rule="exposure.open_listing", facts=facts))

    def _tiers(self, steps: Mapping[str, Sequence[Step]], *, surely: bool) -> Iterator[Reason]:
        # Of a very long chain the tiers next to the entity are told.
        for company, tier in islice(steps.items(), max(0, len(steps) - _TIERS), None):
            kind = tier[0].ties[-1].kind if tier else None
            if kind is TieKind.CONTROLS:
                by, tie = self._name(tier[0].by[0]), tier[0].ties[0].id
                yield Reason(rule="exposure.controlled", facts={"company": self._name(company), "by": by, "tie": tie})
                continue
            votes = any(tie.kind is TieKind.VOTES for step in tier for tie in step.ties)
            holders = tuple(f"{' and '.join(map(self._name, step.by))} {_percent(self._amount(step))}" for step in tier)
            total = sum((self._amount(step) for step in tier), Decimal(0))
            facts: dict[str, Fact] = {
                "company": self._name(company), "holders": holders, "total": _percent(total),
                "need": _percent(self._rule.votes if votes and self._rule.votes is not None else self._rule.need),
                "more": votes or self._rule.more, "ties": tuple(tie.id for step in tier for tie in step.ties),
            }  # fmt: skip
            name = ("votes" if votes else "owned") if surely else ("votes_maybe" if votes else "owned_maybe")
            yield Reason(rule=f"exposure.{name}", facts=facts)

    def _amount(self, step: Step) -> Decimal:
        return step.amount or sum((tie.stake.low for tie in step.ties if tie.stake is not None), Decimal(0))

    def _name(self, entity: str) -> str:
        found = self._entities.get(entity)
        return found.name if found is not None and found.name else entity


def _percent(number: Decimal) -> str:
    return f"{number.normalize():f} %"


def _weakest(ties: Sequence[Tie]) -> Factuality | None:
    return min((tie.certainty for tie in ties), key=lambda one: one.score, default=None)
