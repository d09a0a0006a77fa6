"""Questions to a tree, each worked out from backward inductions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tocsin.choices.breaking_even import BreakEven, break_even
from tocsin.choices.game import CHANCE, END, Game
from tocsin.choices.induction import Induction, Setting
from tocsin.choices.lines import Number
from tocsin.choices.ranges import OverRanges, over_ranges
from tocsin.choices.tables import logit, varied
from tocsin.model.choice import Parameter, Tree

Span = tuple[Fraction, Fraction]
"""The least and the greatest over all equilibria."""
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Bound:
    """What binding a mover to one option does: the best options at the root, and what each actor gets there."""

    best: tuple[int, ...]
    values: tuple[Span, ...]


class TreeSolver:
    """Answers about one tree without information sets; nodes and options are named by their places in the game."""

    def __init__(self, tree: Tree, actors: Sequence[str]) -> None:
        self._tree = tree
        self.game = Game(tree, actors)
        self._rates = [rate.mode for rate in self.game.rates]

    @cached_property
    def free(self) -> Induction:
        """The tree with every number at its mode."""
        return Induction(self.game, Setting(rates=self._rates))

    def values(self, induction: Induction | None = None) -> tuple[Span, ...]:
        """What each actor gets at the root."""
        boxes = (induction or self.free).boxes[0]
        return tuple(_span(boxes, actor) for actor in range(len(self.game.actors)))

    def best(self, induction: Induction | None = None, node: int = 0) -> tuple[int, ...]:
        """The best options at a node; none where nobody moves."""
        return (induction or self.free).chosen.get(node, ())

    def over_ranges(self, node: int) -> OverRanges:
        """The possible and necessary options of a node."""
        return over_ranges(self.game, node)

    def bound(self, node: int, option: int) -> Bound:
        """The tree where the mover of a node is bound to one of its options."""
        setting = Setting(rates=self._rates, only={node: (option,)})
        induction = Induction(self.game, setting, base=self.free, touched=self.game.above([node]))
        return Bound(self._best_now(induction), self.values(induction))

    def worth_of_option(self, node: int, option: int) -> Span:
        """What the mover of a node would lose there without an option, in the equilibria that differ least and most."""
        others = [at for at in range(len(self.game.children[node])) if at != option]
        setting = Setting(rates=self._rates, only={node: others})
        without = Induction(self.game, setting, base=self.free, touched={node}, start=node)
        mover = self.game.mover[node]
        with_it, left = _span(self.free.boxes[node], mover), _span(without.boxes[node], mover)
        return with_it[0] - left[1], with_it[1] - left[0]

    def worth_of_knowing(self, draw: str) -> Fraction:
        """What it adds for the only mover to know a draw before the first move."""
        movers = self.game.movers(0) or {0}
        (mover,) = movers
        nodes = [at for at in range(len(self.game.ids)) if self.game.draw[at] == draw]
        touched, known = self.game.above(nodes), _ZERO
        chance = self._tree.draw(draw)
        for name, p in ((one.name, one.p) for one in chance.outcomes) if chance else ():
            if p:
                weights = {at: [_ONE if name == other else _ZERO for other in self.game.names[at]] for at in nodes}
                known += p * _span(self._with_draw(weights, touched).boxes[0], mover)[0]
        return known - self.values()[mover][0]

    def _with_draw(self, weights: Mapping[int, Sequence[Number]], touched: set[int]) -> Induction:
        return Induction(self.game, Setting(rates=self._rates, draws=weights), base=self.free, touched=touched)

    def break_even(self, parameter: Parameter) -> BreakEven:
        """Where the best options at the root change as one number does."""
        game = self.game
        if parameter.pay is not None:
            end, actor = game.number.get(parameter.pay[0]), game.actors.index(parameter.pay[1])
            touched = game.above([] if end is None else [end])

            def setting(t: Number) -> Setting:
                return Setting(rates=self._rates, pays={} if end is None else {(end, actor): t})

        elif parameter.cost is not None:
            payer = game.actors.index(parameter.cost)
            touched = game.above(
                [at for at in range(len(game.ids)) if any(edge and edge.days for edge in game.edges[at])]
            )

            def setting(t: Number) -> Setting:
                return Setting(rates=[t if at == payer else rate for at, rate in enumerate(self._rates)])

        else:
            assert parameter.p is not None
            draw, outcome = parameter.p
            nodes = [at for at in range(len(game.ids)) if game.draw[at] == draw]
            touched = game.above(nodes)

            def setting(t: Number) -> Setting:
                weights = {at: varied(game.weights[at], game.names[at], outcome, t) for at in nodes}
                return Setting(rates=self._rates, draws=weights)

        def chosen(t: Number) -> frozenset[int]:
            return frozenset(self._best_now(Induction(game, setting(t), base=self.free, touched=touched)))

        return break_even(parameter.within, chosen)

    def _best_now(self, induction: Induction) -> tuple[int, ...]:
        """The best options at the root, also where nothing that the root depends on has changed."""
        return induction.chosen.get(0, self.best())

    def erring(self, sharpness: float) -> tuple[list[float], list[float]]:
        """How often each option of the root is chosen by actors who err, and what each actor can expect.

        Agent quantal response (McKelvey and Palfrey 1998): each mover takes an option in proportion to exp(λ·worth),
        the worth worked out with later movers who err as well.
        """
        game = self.game
        worths: dict[int, list[float]] = {}
        shares: list[float] = []
        for at in reversed(range(len(game.ids))):
            if game.mover[at] == END:
                worths[at] = [float(pay.mode) for pay in game.pay[at]]
                continue
            ways = []
            for child, edge in zip(game.children[at], game.edges[at], strict=True):
                way = worths.pop(child)
                if edge is not None:
                    for actor, rate in enumerate(self._rates):
                        off = edge.days * rate + (edge.cost[actor].mode if edge.cost else _ZERO)
                        way[actor] -= float(off)
                ways.append(way)
            if game.mover[at] == CHANCE:
                weights = [float(p) for p in game.weights[at]]
            else:
                weights = logit([way[game.mover[at]] for way in ways], sharpness)
            if at == 0 and game.mover[at] != CHANCE:
                shares = weights
            worths[at] = [
                sum(weight * way[actor] for weight, way in zip(weights, ways, strict=True))
                for actor in range(len(game.actors))
            ]
        return shares, worths[0]


def _span(boxes: Sequence[Sequence[object]], actor: int) -> Span:
    intervals = [one for box in boxes if isinstance(one := box[actor], tuple)]
    return min(low for low, _ in intervals), max(high for _, high in intervals)
