"""A tree as the solvers walk it: numbered nodes, each before those behind it, so that a branch is a slice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tocsin.choices.lines import Number
from tocsin.model.choice import End, Move, Range, Tree

CHANCE = -1
END = -2
_ZERO = Fraction(0)
Interval = tuple[Number, Number]
"""The least and the greatest that a number can be."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way to a node: how long it takes, and what it takes off the pay of each actor."""

    to: int
    days: Fraction
    cost: tuple[Range, ...] | None


class Game:
    """A tree with its nodes, actors and options as numbers."""

    def __init__(self, tree: Tree, actors: Sequence[str]) -> None:
        self.actors = tuple(actors)
        self.ids = list(tree.nodes)
        self.number = {key: at for at, key in enumerate(self.ids)}
        self.mover: list[int] = []
        self.children: list[tuple[int, ...]] = []
        self.weights: list[tuple[Fraction, ...]] = []
        self.draw: list[str | None] = []
        self.names: list[tuple[str, ...]] = []
        self.edges: list[tuple[Edge | None, ...]] = []
        self.pay: list[tuple[Range, ...]] = []
        self.parent = [-1] * len(self.ids)
        rates = [tree.cost_per_day.get(actor) for actor in self.actors]
        self.rates = [Range.sure(_ZERO) if rate is None else rate.range for rate in rates]
        index = {actor: at for at, actor in enumerate(self.actors)}
        for at, node in enumerate(tree.nodes.values()):
            pay: tuple[Range, ...] = ()
            edges: tuple[Edge | None, ...] = ()
            weights: tuple[Fraction, ...] = ()
            draw, mover, names, to = None, END, tuple[str, ...](), tuple[str, ...]()
            if isinstance(node, End):
                pay = tuple(node.pay[actor].range for actor in self.actors)
            elif isinstance(node, Move):
                mover = index[node.actor]
                names, to = tuple(one.name for one in node.options), tuple(one.to for one in node.options)
                edges = tuple(
                    Edge(self.number[one.to], one.days, self._cost({actor: cost.range for actor, cost in one.cost.items()}))
                    if one.days or one.cost else None
                    for one in node.options
                )  # fmt: skip
            else:
                mover, draw = CHANCE, node.draw
                names, to = tuple(one.name for one in node.outcomes), tuple(one.to for one in node.outcomes)
                weights, edges = tuple(one.p for one in node.outcomes), (None,) * len(names)
            self.mover.append(mover)
            self.names.append(names)
            self.children.append(tuple(self.number[key] for key in to))
            self.weights.append(weights)
            self.draw.append(draw)
            self.edges.append(edges)
            self.pay.append(pay)
            for child in self.children[at]:
                self.parent[child] = at
        self.size = [1] * len(self.ids)
        for at in range(len(self.ids) - 1, 0, -1):
            self.size[self.parent[at]] += self.size[at]

    def _cost(self, cost: Mapping[str, Range]) -> tuple[Range, ...] | None:
        return tuple(cost.get(actor, Range.sure(_ZERO)) for actor in self.actors) if cost else None

    def branch(self, node: int) -> range:
        """A node and all behind it."""
        return range(node, node + self.size[node])

    def movers(self, node: int) -> set[int]:
        """The actors who move in the branch of a node."""
        return {self.mover[at] for at in self.branch(node)} - {CHANCE, END}

    def way_to(self, node: int) -> list[Edge]:
        """The edges from the root to a node that take anything."""
        way = []
        while (above := self.parent[node]) >= 0:
            if (edge := self.edges[above][self.children[above].index(node)]) is not None:
                way.append(edge)
            node = above
        return way

    def above(self, nodes: Sequence[int]) -> set[int]:
        """Some nodes and all on the ways from the root to them."""
        found: set[int] = set()
        for node in nodes:
            while node >= 0 and node not in found:
                found.add(node)
                node = self.parent[node]
        return found
