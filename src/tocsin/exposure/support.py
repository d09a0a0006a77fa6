"""What was done for somebody counts if it was done while the other was listed or reached, though it may have ended since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from tocsin.exposure.reach import Reach
from tocsin.exposure.rules import Rule
from tocsin.model.exposure import Entity, Listing, Term, Tie, TieKind
from tocsin.model.factuality import Factuality


class Support:
    """Decides whether ties by which something is done for another count on a day."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        ties: Sequence[Tie],
        listings: Sequence[Listing],
        rule: Rule,
        on: date,
    ) -> None:
        """Look at a network up to a day."""
        self._entities, self._ties, self._listings, self._rule, self._on = entities, ties, listings, rule, on
        self._reached: dict[tuple[str, date], bool] = {}
        self._found: dict[str, tuple[Sequence[Tie], Sequence[Listing]]] = {}

    def counts(self, tie: Tie) -> bool:
        """Whether a tie surely held on some day up to the day, on which the other was surely listed or reached.

        The other must be so on the day itself too; that is the caller's to know.
        """
        begin, end = tie.term.sure_days
        if begin > self._on or begin >= end:
            return False
        if end > self._on:
            return True
        other = tie.target
        if any(_meet(one.term, begin, end) for one in self._listed.get(other, ())):
            return True
        upstream, listings = self._behind(other)
        terms = (*(tie.term for tie in upstream), *(one.term for one in listings))
        # Somebody comes to be reached only on a day on which a tie or a listing begins.
        starts = {term.since.latest for term in terms if term.since is not None}
        days = sorted({begin, *(day for day in starts if begin < day < end)})
        return any(self._was_reached(other, day, upstream, listings) for day in days)

    def _behind(self, entity: str) -> tuple[Sequence[Tie], Sequence[Listing]]:
        """The sure ties through which an entity can be reached, and the listings of those at their ends."""
        if entity not in self._found:
            ties = self._upstream(entity)
            near = dict.fromkeys([entity, *(tie.source for tie in ties)])
            self._found[entity] = ties, [one for key in near for one in self._listed.get(key, ())]
        return self._found[entity]

    def _was_reached(self, entity: str, day: date, upstream: Sequence[Tie], listings: Sequence[Listing]) -> bool:
        if (entity, day) not in self._reached:
            reach = Reach(self._entities, upstream, listings, self._rule, day)
            self._reached[entity, day] = entity in reach.sure
        return self._reached[entity, day]

    @cached_property
    def _listed(self) -> dict[str, list[Listing]]:
        found: dict[str, list[Listing]] = defaultdict(list)
        for one in self._listings:
            if self._rule.counts(one) and one.certainty is Factuality.CERTAIN:
                found[one.entity].append(one)
        return found

    @cached_property
    def _into(self) -> dict[str, list[Tie]]:
        """The ties that can make a company surely reached, by the company."""
        kinds = {TieKind.OWNS}
        if self._rule.control or self._rule.votes is not None:
            kinds |= {TieKind.VOTES, TieKind.CONTROLS}
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self._ties:
            held = tie.kind is TieKind.CONTROLS or (tie.stake is not None and tie.stake.low > 0)
            if held and tie.kind in kinds and tie.is_certain:
                found[tie.target].append(tie)
        return found

    def _upstream(self, entity: str) -> list[Tie]:
        """The ties through which an entity can be reached."""
        found: dict[str, Tie] = {}
        waiting, seen = [entity], {entity}
        while waiting:
            for tie in self._into.get(waiting.pop(), ()):
                found[tie.id] = tie
                if tie.source not in seen:
                    seen.add(tie.source)
                    waiting.append(tie.source)
        return list(found.values())


def _meet(term: Term, begin: date, end: date) -> bool:
    """Whether something surely held on a day of a stretch."""
    first, last = term.sure_days
    return max(first, begin) < min(last, end)
