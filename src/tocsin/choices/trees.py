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
        """The best options at a node, also where a change did not reach it; none where nobody moves."""
        return (induction or self.free).chosen.get(node, self.free.chosen.get(node, ()))

    def over_ranges(self, node: int) -> OverRanges:
        """The possible and necessary options of a node."""
        return over_ranges(self.game, node)

    def bound(self, node: int, option: int) -> Bound:
        """The tree where the mover of a node is bound to one of its options."""
        setting = Setting(rates=self._rates, only={node: (option,)})
        induction = Induction(self.game, setting, base=self.free, touched=self.game.above([node]))
        return Bound(self.best(induction), self.values(induction))

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
        touched = self._touched(parameter)
        return break_even(parameter.within, lambda t: frozenset(self.best(self._with(parameter, t, touched))))

    def worth_with(self, parameter: Parameter, t: Fraction, actor: int) -> Fraction:
        """The least that an actor gets at the root in an equilibrium where one number is another."""
        return self.values(self._with(parameter, t, self._touched(parameter)))[actor][0]

    def reach(self, parameter: Parameter) -> int:
        """How many nodes one number can change."""
        return len(self._touched(parameter))

    def _with(self, parameter: Parameter, t: Number, touched: set[int]) -> Induction:
        """The tree where one number is another."""
        game = self.game
        setting = Setting(rates=self._rates)
        if parameter.pay is not None:
            end, actor = parameter.pay
            if end in game.number:
                setting = Setting(rates=self._rates, pays={(game.number[end], game.actors.index(actor)): t})
        elif parameter.cost is not None:
            payer = game.actors.index(parameter.cost)
            setting = Setting(rates=[t if at == payer else rate for at, rate in enumerate(self._rates)])
        elif parameter.option is not None:
            node, option, actor = parameter.option
            to = game.children[game.number[node]][game.names[game.number[node]].index(option)]
            setting = Setting(rates=self._rates, costs={(to, game.actors.index(actor)): t})
        elif parameter.p is not None:
            draw, outcome = parameter.p
            nodes = [at for at in range(len(game.ids)) if game.draw[at] == draw]
            weights = {at: varied(game.weights[at], game.names[at], outcome, t) for at in nodes}
            setting = Setting(rates=self._rates, draws=weights)
        return Induction(game, setting, base=self.free, touched=touched)

    def _touched(self, parameter: Parameter) -> set[int]:
        """The nodes whose worth one number can change."""
        game, nodes = self.game, range(len(self.game.ids))
        if parameter.pay is not None:
            return game.above([game.number[parameter.pay[0]]] if parameter.pay[0] in game.number else [])
        if parameter.option is not None:
            return game.above([game.number[parameter.option[0]]])
        if parameter.p is not None:
            return game.above([at for at in nodes if game.draw[at] == parameter.p[0]])
        return game.above([at for at in nodes if any(edge and edge.days for edge in game.edges[at])])

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
