"""Who is reached by a rule on a day: surely, possibly, and by the fewest ties."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import product

from tocsin.exposure.rules import Rule
from tocsin.exposure.spread import Book, Bound, Spread, Step
from tocsin.model.exposure import Entity, Listing, Stake, Term, Tie, TieKind
from tocsin.model.factuality import Factuality

_ARRANGED = frozenset({TieKind.NOMINEE, TieKind.JOINT})
_PASSES_ON = frozenset({TieKind.OWNS, TieKind.VOTES, TieKind.CONTROLS}) | _ARRANGED
_CASES = 6
"""Nominees of whom it is not known whether they are, up to which every combination is looked at."""
_PRUNED = 120
"""Ties of a path up to which it is tried whether one can be left out."""


class Reach:
    """Who is reached by a rule on a day, for one network.

    Attributes:
        rule: The rule.
        on: The day.
        listed: Who is surely listed on the day.
        may_be_listed: Who can be, where the days of a listing are known to the month or year only.
    """

    def __init__(
        self,
        entities: Mapping[str, Entity],
        ties: Sequence[Tie],
        listings: Iterable[Listing],
        rule: Rule,
        on: date,
    ) -> None:
        """Look at a network on a day; what is asked for is worked out when it is."""
        self.rule = rule
        self.on = on
        self._entities = entities
        counted = [one for one in listings if rule.counts(one)]
        self.listed = dict.fromkeys(one.entity for one in counted if one.surely(on))
        self.may_be_listed = dict.fromkeys(one.entity for one in counted if one.term.possibly(on))
        self._ties: Sequence[Tie] = _near(ties, self.may_be_listed, on)

    @cached_property
    def sure(self) -> set[str]:
        """Who is listed or reached whatever the open points are."""
        reached = self._reached(surely=True)
        open_nominees = self._open_nominees
        if open_nominees and len(open_nominees) <= _CASES:
            # A stake that is one person's or another's reaches whichever way it is, if both are designated.
            ids = [tie.id for tie in open_nominees]
            ways = product((True, False), repeat=len(ids))
            reached |= set.intersection(*(self._settled(dict(zip(ids, way, strict=True))) for way in ways))
        return reached

    @cached_property
    def possible(self) -> set[str]:
        """Who is listed or reached for some way of settling the open points."""
        return self._reached(surely=False)

    def share(self, company: str) -> Stake | None:
        """How much of a company is held by those who are counted together, in per cent; None if nobody holds any."""
        low, high = self._lows.get(company), self._highs.get(company)
        if low is None and high is None:
            return None
        low = low or Decimal(0)
        return Stake(low, max(low, high or low))

    def left(self, tie: Tie) -> Stake:
        """The stake of a tie as far as it is open: at most what the sure stakes of others leave."""
        book = self._possible_book
        for one in book.holdings.get((tie.target, "votes" if tie.kind is TieKind.VOTES else "shares"), ()):
            if one.tie is tie:
                return Stake(one.sure, max(one.sure, min(one.amount, book.room[one.pool] + one.sure)))
        return tie.stake or Stake(Decimal(0), Decimal(100))

    def path(self, entity: str, *, surely: bool) -> tuple[list[Tie], dict[str, list[Step]]]:
        """The ties that make an entity reached, none of which can be left out, and the steps of each tier.

        Args:
            entity: One that is reached.
            surely: Whether whatever the open points are; otherwise for some of them.
        """
        spread = self._spread_of(entity, surely=surely)
        if spread is None:
            # What is sure only by looking at each case has no path of sure ties.
            return self.path(entity, surely=False) if surely else ([], {})
        steps, ties = _lineage(spread, entity)
        is_simple = self.rule.together and all(len(tier) == 1 for tier in steps.values())
        if not is_simple and len(ties) <= _PRUNED:
            kept = ties
            for tie in ties:
                fewer = [one for one in kept if one is not tie]
                if entity in self._with(fewer)._reached(surely=surely):
                    kept = fewer
            if len(kept) < len(ties):
                return self._with(kept).path(entity, surely=surely)
        return ties, steps

    def _with(self, ties: Sequence[Tie]) -> "Reach":
        """The same with a few ties only."""
        near = {entity for tie in ties for entity in (tie.source, tie.target)}
        made = Reach(self._entities, (), (), self.rule, self.on)
        made._ties = ties
        made.listed = dict.fromkeys(entity for entity in self.listed if entity in near)
        made.may_be_listed = dict.fromkeys(entity for entity in self.may_be_listed if entity in near)
        return made

    def _reached(self, *, surely: bool) -> set[str]:
        spreads = self._sure_spreads if surely else self._possible_spreads
        return {entity for spread in spreads.values() for entity in spread.rank}

    def _spread_of(self, entity: str, *, surely: bool) -> Spread | None:
        return (self._nearest_sure if surely else self._nearest_possible).get(entity)

    @cached_property
    def _nearest_sure(self) -> dict[str, Spread]:
        return _nearest(self._sure_spreads.values())

    @cached_property
    def _nearest_possible(self) -> dict[str, Spread]:
        return _nearest(self._possible_spreads.values())

    @cached_property
    def _lows(self) -> dict[str, Decimal]:
        return _most(self._sure_spreads.values())

    @cached_property
    def _highs(self) -> dict[str, Decimal]:
        return _most(self._possible_spreads.values())

    @cached_property
    def _sure_spreads(self) -> dict[tuple[str, ...], Spread]:
        return self._spreads(self._book(self._ties, Bound.SURE), Bound.SURE)

    @cached_property
    def _possible_book(self) -> Book:
        return self._book(self._ties, Bound.POSSIBLE)

    @cached_property
    def _possible_spreads(self) -> dict[tuple[str, ...], Spread]:
        return self._spreads(self._possible_book, Bound.POSSIBLE)

    def _spreads(self, book: Book, bound: Bound) -> dict[tuple[str, ...], Spread]:
        return {starts: Spread(book, starts) for starts in self._starts(bound)}

    def _book(self, ties: Iterable[Tie], bound: Bound) -> Book:
        return Book(self._entities, ties, self.rule, self.on, bound)

    def _starts(self, bound: Bound) -> Iterator[tuple[str, ...]]:
        """From whom one starts: from all who are listed together, or from each alone, as the rule says."""
        listed = self.listed if bound is Bound.SURE else self.may_be_listed
        if self.rule.together:
            yield tuple(listed)
        else:
            for entity in listed:
                yield (entity,)

    @cached_property
    def _open_nominees(self) -> list[Tie]:
        if not self.rule.principal:
            return []
        book = self._possible_book
        return [
            tie for tie in self._ties
            if tie.kind is TieKind.NOMINEE and not tie.is_denied and tie.term.possibly(self.on) and not book.is_sure(tie)
        ]  # fmt: skip

    def _settled(self, holds: Mapping[str, bool]) -> set[str]:
        """Who is surely reached if of some nominees it were known whether they are."""
        ties = []
        for tie in self._ties:
            if tie.id not in holds:
                ties.append(tie)
            elif holds[tie.id]:
                ties.append(replace(tie, certainty=Factuality.CERTAIN, term=Term()))
        book = self._book(ties, Bound.SURE)
        return {entity for starts in self._starts(Bound.SURE) for entity in Spread(book, starts).rank}


def _near(ties: Sequence[Tie], starts: Iterable[str], on: date) -> list[Tie]:
    """The ties that can matter on a day: those into companies that are downstream of somebody listed, whatever the shares."""
    there = [
        tie for tie in ties if tie.kind in _PASSES_ON and not tie.is_denied and tie.term.possibly(on)
    ]  # fmt: skip
    onward: dict[str, list[str]] = defaultdict(list)
    for tie in there:
        # What a nominee or a party to an arrangement holds may be the other's.
        if tie.kind is not TieKind.NOMINEE:
            onward[tie.source].append(tie.target)
        if tie.kind in _ARRANGED:
            onward[tie.target].append(tie.source)
    waiting = list(starts)
    seen = set(waiting)
    while waiting:
        for entity in onward.get(waiting.pop(), ()):
            if entity not in seen:
                seen.add(entity)
                waiting.append(entity)
    return [tie for tie in there if tie.target in seen or tie.kind in _ARRANGED]


def _lineage(spread: Spread, entity: str) -> tuple[dict[str, list[Step]], list[Tie]]:
    """The tiers of an entity's path and their ties, those next to it last."""
    steps: dict[str, list[Step]] = {}
    waiting = [entity]
    while waiting:
        one = waiting.pop()
        if spread.rank[one] == 0 or one in steps:
            continue
        steps[one] = spread.tier(one)
        waiting.extend(entity for step in steps[one] for entity in step.by)
    ordered = dict(sorted(steps.items(), key=lambda item: spread.rank[item[0]]))
    found = {tie.id: tie for tier in ordered.values() for step in tier for tie in step.ties}
    return ordered, list(found.values())


def _nearest(spreads: Iterable[Spread]) -> dict[str, Spread]:
    """Who is reached, and by which of several spreads in the fewest steps."""
    found: dict[str, Spread] = {}
    for spread in spreads:
        for entity, step in spread.rank.items():
            if entity not in found or step < found[entity].rank[entity]:
                found[entity] = spread
    return found


def _most(spreads: Iterable[Spread]) -> dict[str, Decimal]:
    """The most that those who are reached together hold of each company."""
    found: dict[str, Decimal] = {}
    for spread in spreads:
        for (company, kind), total in spread.total.items():
            if kind == "shares":
                found[company] = max(found.get(company, total), total)
    return found
