"""Backward induction over all equilibria at once, and over all that uncertain pay can be.

What a branch can be worth in an equilibrium is a set of boxes: one interval for each actor. They are exact, for three
reasons. Each pay is uncertain for itself and belongs to one actor and one end, so branches that part share nothing. A
decision of an actor compares only this actor's worth, so what it asks of the pays is asked of one actor at a time: a
product of intervals stays one. And what a day costs, the only number that branches share, is fixed while the boxes are
worked out (`lines.over_stretches` goes through all that it can be). Where every pay is sure, a box is a point, and the
boxes are the worths of the pure subgame-perfect equilibria.
"""

from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from tocsin.choices.game import CHANCE, END, Edge, Game, Interval
from tocsin.choices.limits import TooMuch
from tocsin.choices.lines import Line, Number

Box = tuple[Interval | None, ...]
"""An interval for each actor; None for one whose worth decides nothing any more."""
_MOST = 2_000
"""Boxes of one node at most."""
_PRUNED = 300
"""Boxes that are compared pair by pair at most."""


class PermanentTie(Exception):
    """Two options are worth the same to their mover in every realisation, so that there is never one equilibrium only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is worked out from.

    Attributes:
        rates: What a day costs each actor.
        full: Whether pays and costs go from low to high; else they are their modes.
        generic: Whether only equilibria count that are the only one for some realisation and all near it.
        pays: Pays, by end and actor, that are other than the game's.
        draws: The probabilities at nodes of chance that are other than the game's.
        costs: What ways cost, by the node they lead to and the actor, that is other than the game's.
        only: The options that may be chosen at a node, where that is not all of them.
        keep: The actors whose worth is wanted at the start; None for all.
    """

    rates: Sequence[Number]
    full: bool = False
    generic: bool = False
    pays: Mapping[tuple[int, int], Number] = field(default_factory=dict)
    draws: Mapping[int, Sequence[Number]] = field(default_factory=dict)
    costs: Mapping[tuple[int, int], Number] = field(default_factory=dict)
    only: Mapping[int, Collection[int]] = field(default_factory=dict)
    keep: frozenset[int] | None = None


class Induction:
    """What each node of a branch is worth, from its ends backward.

    Attributes:
        boxes: What a node can be worth, by its number; without what was taken off on the way to it.
        ways: For a move, what each of its options can be worth there, by the node; None for one that may not be chosen.
        chosen: The options of a move that are chosen in some equilibrium of its branch.
    """

    def __init__(
        self,
        game: Game,
        setting: Setting,
        *,
        start: int = 0,
        base: "Induction | None" = None,
        touched: Collection[int] | None = None,
    ) -> None:
        """Work a branch out.

        Args:
            game: The tree.
            setting: What is worked out from.
            start: The node at the top of the branch.
            base: The same with another setting, and the same actors kept.
            touched: The nodes that this setting changes; the others are as in `base`. None if all may.

        Raises:
            TooMuch: A node has too many equilibria.
            PermanentTie: The setting is generic and there is one.
            Split: A comparison changes inside a stretch.
        """
        self._game = game
        self._setting = setting
        self._start = start
        self.boxes: MutableMapping[int, tuple[Box, ...]] = {} if base is None else ChainMap({}, base.boxes)
        self.ways: dict[int, tuple[tuple[Box, ...] | None, ...]] = {}
        self.chosen: dict[int, tuple[int, ...]] = {}
        self._kept = _kept(game, start, setting.keep)
        for at in reversed(game.branch(start)) if touched is None else sorted(touched, reverse=True):
            if game.mover[at] == END:
                self.boxes[at] = (self._end(at),)
            elif game.mover[at] == CHANCE:
                self.boxes[at] = self._chance(at)
            else:
                self.boxes[at] = self._move(at)

    def _end(self, at: int) -> Box:
        keep, pays, full = self._kept[at], self._setting.pays, self._setting.full
        box: list[Interval | None] = []
        for actor, pay in enumerate(self._game.pay[at]):
            if actor not in keep:
                box.append(None)
            elif pays and (at, actor) in pays:
                box.append((pays[at, actor], pays[at, actor]))
            else:
                box.append((pay.low, pay.high) if full else (pay.mode, pay.mode))
        return tuple(box)

    def _chance(self, at: int) -> tuple[Box, ...]:
        """The sums of a box of each outcome, weighed by their probabilities."""
        game = self._game
        weights = self._setting.draws.get(at, game.weights[at])
        sums: list[Box] | None = None
        for child, weight in zip(game.children[at], weights, strict=True):
            weighed = [tuple(None if one is None else (weight * one[0], weight * one[1]) for one in box)
                       for box in self.boxes[child]]  # fmt: skip
            if sums is None:
                sums = weighed
            else:
                self._few(len(sums) * len(weighed), at, most=_MOST * 20)
                sums = [_added(one, other) for one in sums for other in weighed]
            sums = list(self._joined(sums, at))
        return tuple(sums or ())

    def _move(self, at: int) -> tuple[Box, ...]:
        game, mover, only = self._game, self._game.mover[at], self._setting.only.get(at)
        ways: list[tuple[Box, ...] | None] = []
        for option, child in enumerate(game.children[at]):
            may = only is None or option in only
            ways.append(self._shifted(self.boxes[child], game.edges[at][option]) if may else None)
        self.ways[at] = tuple(ways)
        least = {
            option: min(_of(box, mover)[0] for box in boxes) for option, boxes in enumerate(ways) if boxes is not None
        }
        rivals = nlargest(2, ((one, option) for option, one in least.items() if not isinstance(one, Line)))
        varying = [(option, one) for option, one in least.items() if isinstance(one, Line)]
        found: list[Box] = []
        chosen: list[int] = []
        for option, boxes in enumerate(ways):
            if boxes is None:
                continue
            kept = list(boxes)
            # What varies is compared only with the greatest of what does not: fewer stretches have to be cut.
            for needed in (*_sure_rival(rivals, option), *(one for other, one in varying if other != option)):
                kept = [cut for box in kept if (cut := _cut(box, mover, needed, generic=self._setting.generic))]
            if kept:
                chosen.append(option)
            found += kept
        if self._setting.generic and at != self._start:
            self._no_permanent_tie(mover, ways, least)
        self.chosen[at] = tuple(chosen)
        keep = self._kept[at]
        if mover not in keep:
            found = [tuple(None if actor == mover else one for actor, one in enumerate(box)) for box in found]
        return self._joined(found, at)

    def _shifted(self, boxes: tuple[Box, ...], edge: Edge | None) -> tuple[Box, ...]:
        """Boxes without what an edge takes off."""
        if edge is None:
            return boxes
        return tuple(
            tuple(None if one is None else self.off(one, edge, actor) for actor, one in enumerate(box)) for box in boxes
        )

    def off(self, worth: Interval, edge: Edge, actor: int) -> Interval:
        """What an actor's worth can be without what an edge takes off."""
        low, high = worth
        if edge.days and (rate := self._setting.rates[actor]):
            low, high = low - edge.days * rate, high - edge.days * rate
        if edge.cost is not None:
            cost = edge.cost[actor]
            full = self._setting.full
            if (given := self._setting.costs.get((edge.to, actor))) is not None:
                return low - given, high - given
            low, high = low - (cost.high if full else cost.mode), high - (cost.low if full else cost.mode)
        return low, high

    def _no_permanent_tie(
        self, mover: int, ways: Sequence[tuple[Box, ...] | None], least: Mapping[int, Number]
    ) -> None:
        fixed = {
            option: {one[0] for box in boxes if (one := _of(box, mover))[0] == one[1]}
            for option, boxes in enumerate(ways) if boxes is not None
        }  # fmt: skip
        for option, values in fixed.items():
            for other in fixed:
                if other > option:
                    for value in values & fixed[other]:
                        if all(value >= low for at, low in least.items() if at not in (option, other)):
                            raise PermanentTie

    def _joined(self, boxes: Iterable[Box], at: int) -> tuple[Box, ...]:
        """Boxes with none that another one holds; of one actor's intervals, those that overlap are one."""
        different = list(dict.fromkeys(boxes))
        if len(different) == 1:
            return (different[0],)
        wanted = [actor for actor, one in enumerate(different[0]) if one is not None] if different else []
        if len(wanted) == 1:
            different = self._overlapping_joined(different, wanted[0])
        elif not self._setting.generic and self._setting.full and len(different) <= _PRUNED:
            different = _without_held(different)
        self._few(len(different), at)
        return tuple(different)

    def _overlapping_joined(self, boxes: list[Box], actor: int) -> list[Box]:
        """One actor's intervals joined; points stay in a generic setting, because ties hang on them."""
        intervals = [_of(box, actor) for box in boxes]
        points = [one for one in intervals if one[0] == one[1]] if self._setting.generic else []
        joined: list[Interval] = []
        for low, high in sorted((one for one in intervals if one not in points), key=lambda one: one[0]):
            if not joined or joined[-1][1] < low:
                joined.append((low, high))
            elif joined[-1][1] < high:
                joined[-1] = joined[-1][0], high
        return [tuple(one if at == actor else None for at in range(len(boxes[0]))) for one in (*joined, *points)]

    def _few(self, number: int, at: int, *, most: int = _MOST) -> None:
        if number > most:
            raise TooMuch(f"node {self._game.ids[at]} has more than {_MOST:,} equilibria that differ")


def _kept(game: Game, start: int, wanted: frozenset[int] | None) -> Mapping[int, frozenset[int]]:
    """The actors whose worth still matters at each node of a branch: those that are wanted, and who moves before it."""
    if wanted is None:
        everybody = frozenset(range(len(game.actors)))
        return defaultdict(lambda: everybody)
    kept = {start: wanted}
    for at in game.branch(start):
        below = kept[at] | {game.mover[at]} if game.mover[at] >= 0 else kept[at]
        for child in game.children[at]:
            kept[child] = below
    return kept


def _sure_rival(rivals: Sequence[tuple[Number, int]], option: int) -> list[Number]:
    """The greatest of the numbers that do not vary and are not of an option; nothing if there is none."""
    return [one for one, other in rivals if other != option][:1]


def _cut(box: Box, mover: int, needed: Number, *, generic: bool) -> Box | None:
    """What is left of a box where its mover's worth must reach what is needed; None where it cannot."""
    low, high = _of(box, mover)
    if not (high > needed if generic else high >= needed):
        return None
    return box if low >= needed else (*box[:mover], (needed, high), *box[mover + 1 :])


def _of(box: Box, actor: int) -> Interval:
    interval = box[actor]
    assert interval is not None
    return interval


def _added(one: Box, other: Box) -> Box:
    return tuple(
        None if left is None or right is None else (left[0] + right[0], left[1] + right[1])
        for left, right in zip(one, other, strict=True)
    )


def _without_held(boxes: list[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in boxes:
        if any(_holds(other, box) for other in kept):
            continue
        kept = [other for other in kept if not _holds(box, other)]
        kept.append(box)
    return kept


def _holds(outer: Box, inner: Box) -> bool:
    return all(
        one is None or other is None or (one[0] <= other[0] and other[1] <= one[1])
        for one, other in zip(outer, inner, strict=True)
    )
