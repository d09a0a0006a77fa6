"""What was done for somebody counts if it was done while the other was listed or reached, though it may have ended since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from tocsin.exposure.reach import Reach
from tocsin.exposure.rules import Rule
from tocsin.model.exposure import Entity, Listing, Tie, TieKind

_PASSES_ON = frozenset({TieKind.OWNS, TieKind.VOTES, TieKind.CONTROLS})


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
        upstream = self._upstream(other)
        near = {other, *(tie.source for tie in upstream)}
        listings = [one for entity in near for one in self._listed.get(entity, ())]
        terms = (*(tie.term for tie in upstream), *(one.term for one in listings))
        # Somebody comes to be reached only on a day on which a tie or a listing begins.
        starts = {term.since.latest for term in terms if term.since is not None}
        days = sorted({begin, *(day for day in starts if begin < day < end)})
        return any(self._was_reached(other, day, upstream, listings) for day in days)

    def _was_reached(self, entity: str, day: date, upstream: Sequence[Tie], listings: Sequence[Listing]) -> bool:
        if (entity, day) not in self._reached:
            reach = Reach(self._entities, upstream, listings, self._rule, day)
            self._reached[entity, day] = entity in reach.sure
        return self._reached[entity, day]

    @cached_property
    def _listed(self) -> dict[str, list[Listing]]:
        found: dict[str, list[Listing]] = defaultdict(list)
        for one in self._listings:
            found[one.entity].append(one)
        return found

    @cached_property
    def _into(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self._ties:
            if tie.kind in _PASSES_ON and not tie.is_denied:
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
