"""Whom a rule reaches from those it starts with: the least solution, with exact arithmetic.

A holder that is reached counts in full for what it holds, and nothing is multiplied along a chain. Companies that hold each
other are reached only if somebody who is reached comes in from outside: the least fixed point, which a worklist finds.

Two bounds are worked out. What is *sure* counts ties that are certain and surely in force, with their low stake. What is
*possible* counts ties that are not denied and can be in force, with their high stake; but the stakes in one company never
exceed 100, so together they are no more than the sure stakes of others leave. Each bound is reached at once for all companies
by one way of settling the open points, so that both are exact. Only the rule on nominees that moves a stake from one holder
to another is not monotone; `reach` looks at its cases one by one.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial

from tocsin.exposure.rules import Rule
from tocsin.model.exposure import UNKNOWN_STAKE, Entity, EntityKind, Tie, TieKind

_WHOLE = Decimal(100)
_HELD = {TieKind.OWNS: "shares", TieKind.VOTES: "votes"}
Pool = tuple[str, str]
"""A company, and what of it is held: shares or votes."""


class Bound(Enum):
    """Which of the two bounds is worked out."""

    SURE = "sure"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Holding:
    """A stake as it counts on a day.

    Attributes:
        tie: The tie it comes from.
        pool: What it is a part of.
        amount: How much of it counts for the bound.
        sure: How much of it is surely its holder's, and so is not left for others.
        needs: Groups of entities; of each one must be reached for the stake to count, each with the ties that make it count.
    """

    tie: Tie
    pool: Pool
    amount: Decimal
    sure: Decimal
    needs: tuple[Mapping[str, tuple[Tie, ...]], ...]


class Book:
    """What the ties of one day let a rule count, for one bound."""

    def __init__(self, entities: Mapping[str, Entity], ties: Iterable[Tie], rule: Rule, on: date, bound: Bound) -> None:
        """Sort the ties of a day.

        Args:
            entities: All entities by their ids: only companies are reached.
            ties: The ties; those that are denied or not in force are passed over.
            rule: The rule.
            on: The day.
            bound: Which bound is worked out.
        """
        self.rule = rule
        self.bound = bound
        self.holdings: dict[Pool, list[Holding]] = defaultdict(list)
        self.counts: dict[str, list[tuple[Holding, int]]] = defaultdict(list)
        """The holdings that an entity that is reached makes count, and for which of their needs."""
        self.seizes: dict[str, list[tuple[str, tuple[Tie, ...]]]] = defaultdict(list)
        """The companies that an entity reaches by itself, and by which ties."""
        self._on = on
        arrangements: dict[str, list[Tie]] = defaultdict(list)
        held: list[Tie] = []
        for tie in ties:
            if tie.is_denied or not tie.term.possibly(on):
                continue
            kind = tie.kind
            if kind is TieKind.NOMINEE or (kind is TieKind.JOINT and rule.joint):
                arrangements[tie.source].append(tie)
                if kind is TieKind.JOINT:
                    arrangements[tie.target].append(tie)
            elif entities[tie.target].kind is EntityKind.COMPANY:
                if kind is TieKind.CONTROLS:
                    if rule.control and (bound is Bound.POSSIBLE or self.is_sure(tie)):
                        self.seizes[tie.source].append((tie.target, (tie,)))
                elif kind is TieKind.OWNS or (kind is TieKind.VOTES and rule.votes is not None):
                    held.append(tie)
        for tie in held:
            self._hold(tie, arrangements)
        self.room = {pool: _WHOLE - sum(one.sure for one in several) for pool, several in self.holdings.items()}
        if rule.together and rule.votes is not None:
            self._votes_of_one_owner()

    def is_sure(self, tie: Tie) -> bool:
        """Whether a tie is certain and surely in force."""
        return tie.is_certain and tie.term.surely(self._on)

    def enough(self, pool: Pool, amount: Decimal) -> bool:
        """Whether so much of a company reaches it."""
        if pool[1] == "votes":
            return self.rule.votes is not None and amount > self.rule.votes
        return amount > self.rule.need or (amount == self.rule.need and not self.rule.more)

    def _hold(self, tie: Tie, arrangements: Mapping[str, Sequence[Tie]]) -> None:
        stake = tie.stake or UNKNOWN_STAKE
        sure = stake.low if self.is_sure(tie) else Decimal(0)
        amount = sure if self.bound is Bound.SURE else stake.high
        needs: tuple[Mapping[str, tuple[Tie, ...]], ...] = ({tie.source: (tie,)},)
        if tie.source in arrangements:
            needs = self._needs(tie, arrangements)
        holding = Holding(tie, (tie.target, _HELD[tie.kind]), amount, sure, needs)
        self.holdings[holding.pool].append(holding)
        for number, need in enumerate(needs):
            for entity in need:
                self.counts[entity].append((holding, number))

    def _needs(self, tie: Tie, arrangements: Mapping[str, Sequence[Tie]]) -> tuple[Mapping[str, tuple[Tie, ...]], ...]:
        """Of whom one must be reached for a stake to count, where it may be held for somebody or together with somebody."""
        fitting = [
            one for one in arrangements.get(tie.source, ())
            if one.within in (None, tie.target) and tie.kind is TieKind.OWNS
        ]  # fmt: skip
        nominee = [one for one in fitting if one.kind is TieKind.NOMINEE and one.source == tie.source]
        holders: dict[str, tuple[Tie, ...]] = {one.target: (one, tie) for one in nominee}
        if not (self.rule.principal and any(map(self.is_sure, nominee))):
            holders = {tie.source: (tie,), **holders}
        if not self.rule.principal and self.bound is Bound.SURE:
            # Whose the stake is beyond the register adds what is possible, and takes nothing from what the register says.
            holders = {tie.source: (tie,)}
        ways = [
            {holder: by} | {
                other: (*by, joint)
                for joint in arrangements.get(holder, ())
                if joint.kind is TieKind.JOINT and joint.within in (None, tie.target)
                and (self.bound is Bound.POSSIBLE or self.is_sure(joint))
                for other in (joint.source, joint.target) if other != holder
            }
            for holder, by in holders.items()
        ]  # fmt: skip
        if self.bound is Bound.SURE:
            return tuple(ways)
        whole: dict[str, tuple[Tie, ...]] = {}
        for way in ways:
            whole = {**way, **whole}
        return (whole,)

    def _votes_of_one_owner(self) -> None:
        """Where votes are counted for each owner alone, most of them reach like control."""
        for pool, several in list(self.holdings.items()):
            if pool[1] != "votes":
                continue
            owners: dict[str, list[Holding]] = defaultdict(list)
            for one in several:
                owners[one.tie.source].append(one)
            for owner, own in owners.items():
                chosen = chosen_of(own, partial(self.enough, pool))
                left = self.room[pool] + sum(one.sure for one in own)
                if chosen and self.enough(pool, left):
                    self.seizes[owner].append((pool[0], tuple(one.tie for one in chosen)))
            for one in several:
                self.counts[one.tie.source].remove((one, 0))


def chosen_of(holdings: Sequence[Holding], enough: Callable[[Decimal], bool]) -> list[Holding]:
    """The fewest holdings that are enough together, the largest first; none if all are not enough. None can be left out."""
    total, chosen = Decimal(0), []
    for one in sorted(holdings, key=lambda one: -one.amount):
        total += one.amount
        chosen.append(one)
        if enough(total):
            return chosen
    return []


class Spread:
    """Who is reached from those one starts with.

    Attributes:
        rank: Who is reached, and in which step.
        total: How much of a pool those who are reached hold, for the bound.
    """

    def __init__(self, book: Book, starts: Iterable[str]) -> None:
        """Follow the ties of a book until nobody more is reached."""
        self._book = book
        self.rank: dict[str, int] = dict.fromkeys(starts, 0)
        self.total: dict[Pool, Decimal] = {}
        self._by: dict[str, tuple[Tie, ...]] = {}
        self._tiers: dict[str, list[Step]] = {}
        highest: dict[Pool, Decimal] = defaultdict(Decimal)
        room: dict[Pool, Decimal] = {}
        met: dict[int, set[int]] = {}
        waiting = deque(self.rank)
        possible = book.bound is Bound.POSSIBLE
        while waiting:
            entity = waiting.popleft()
            step = self.rank[entity] + 1
            for company, by in book.seizes.get(entity, ()):
                if company not in self.rank:
                    self.rank[company] = step
                    self._by[company] = by
                    waiting.append(company)
            for holding, number in book.counts.get(entity, ()):
                have = met.setdefault(id(holding), set())
                if number in have:
                    continue
                have.add(number)
                if len(have) < len(holding.needs):
                    continue
                pool = holding.pool
                highest[pool] += holding.amount
                total = highest[pool]
                if possible:
                    room[pool] = room.get(pool, book.room[pool]) + holding.sure
                    total = min(total, room[pool])
                self.total[pool] = total
                if pool[0] not in self.rank and book.enough(pool, total):
                    self.rank[pool[0]] = step
                    waiting.append(pool[0])

    def tier(self, company: str) -> list["Step"]:
        """The fewest steps by which a company that is reached is reached from those who were reached before it."""
        if company not in self._tiers:
            self._tiers[company] = self._tier(company)
        return self._tiers[company]

    def _tier(self, company: str) -> list["Step"]:
        if company in self._by:
            seized = self._by[company]
            return [Step(seized, (seized[0].source,), Decimal(0))]
        before = self.rank[company]
        for kind in ("shares", "votes"):
            pool = (company, kind)
            steps: dict[int, Step] = {}
            counting: list[Holding] = []
            for one in self._book.holdings.get(pool, ()):
                nearest = [self._nearest(need, before) for need in one.needs]
                if all(entity is not None for entity in nearest):
                    by = tuple(entity for entity in nearest if entity is not None)
                    ties = dict.fromkeys(
                        tie for need, entity in zip(one.needs, by, strict=True) for tie in need[entity]
                    )
                    steps[id(one)] = Step(tuple(ties), by, one.amount)
                    counting.append(one)
            chosen = chosen_of(counting, partial(self._book.enough, pool))
            if chosen:
                return [steps[id(one)] for one in chosen]
        return []

    def _nearest(self, need: Mapping[str, tuple[Tie, ...]], before: int) -> str | None:
        """Who of a group was reached first, before a step."""
        found = [entity for entity in need if self.rank.get(entity, before) < before]
        return min(found, key=lambda entity: self.rank[entity], default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """One stake, or one control, by which a company is reached.

    Attributes:
        ties: The ties it takes.
        by: Whose it is: entities that are reached themselves.
        amount: How much it counts; 0 for control.
    """

    ties: tuple[Tie, ...]
    by: tuple[str, ...]
    amount: Decimal
