"""Choices made in code, and the same questions answered by listing every plan: nothing here is shared with the solvers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from random import Random

from tocsin.choices.choice_file import check_choice_bytes
from tocsin.model.choice import Chance, Choice, End, Move, Node, Option, Outcome, Payoff, Range, Tree

ACTORS = ("north", "south")
Plan = Mapping[str, str]
"""The option that each move takes."""


def choice_of(text: str) -> Choice:
    """A choice from the text of a file that nothing is wrong with."""
    checked = check_choice_bytes(text.encode(), "choice.toml")
    assert checked.choice is not None, checked.problems
    return checked.choice


def problems_of(text: str | bytes) -> str:
    """What is wrong with the text of a file, all of it."""
    checked = check_choice_bytes(text if isinstance(text, bytes) else text.encode(), "choice.toml")
    assert checked.choice is None
    return "\n".join(map(str, checked.problems))


@dataclass(frozen=True)
class Shape:
    """What a random tree is like.

    Attributes:
        pays: The numbers that pays are drawn from; few of them make ties.
        uncertain: How many pays are ranges at most.
        costs: Whether options can take days and cost something.
        rates: Whether what a day costs is a range.
    """

    actors: Sequence[str] = ACTORS
    moves: int = 4
    pays: Sequence[int] = (0, 1, 2, 3)
    uncertain: int = 0
    chance: bool = True
    costs: bool = False
    rates: bool = False


def random_tree(random: Random, shape: Shape) -> Tree:
    """A small tree; its uncertain pays are ranges of whole numbers."""
    nodes: dict[str, Node] = {}
    days: dict[str, Fraction] = {}
    left, uncertain = [shape.moves], [shape.uncertain]

    def payoff() -> Payoff:
        low = Fraction(random.choice(shape.pays))
        if uncertain[0] and random.random() < 0.5:
            uncertain[0] -= 1
            return Payoff(Range(low, low + random.choice((0, 1)), low + random.choice((1, 2, 3))))
        return Payoff(Range.sure(low))

    def grow(key: str, gone_by: Fraction, above: frozenset[str]) -> None:
        days[key] = gone_by
        if not left[0] or (key != "n" and random.random() < 0.3):
            nodes[key] = End(id=key, pay={actor: payoff() for actor in shape.actors})
            return
        left[0] -= 1
        names = "abc"[: random.choice((2, 2, 3))]
        draw = next((one for one in ("rain", "wind") if one not in above), None)
        if shape.chance and draw and key != "n" and random.random() < 0.4:
            p = {"rain": Fraction(1, 3), "wind": Fraction(1, 2)}[draw]
            outcomes = (Outcome(name="a", p=p, to=key + "a"), Outcome(name="b", p=1 - p, to=key + "b"))
            nodes[key] = Chance(id=key, draw=draw, outcomes=outcomes)
            for outcome in outcomes:
                grow(outcome.to, gone_by, above | {draw})
            return
        one = Payoff(Range.sure(Fraction(1)))
        options = tuple(
            Option(
                name=name, to=key + name,
                days=Fraction(random.choice((0, 0, 1, 2))) if shape.costs else Fraction(0),
                cost=dict.fromkeys(random.sample(shape.actors, shape.costs and random.random() < 0.3), one),
            )
            for name in names
        )  # fmt: skip
        nodes[key] = Move(id=key, actor=random.choice(shape.actors), options=options)
        for option in options:
            grow(option.to, gone_by + option.days, above)

    grow("n", Fraction(0), frozenset())
    rates = {}
    if shape.costs:
        high = Fraction(2) if shape.rates else Fraction(1)
        rates = {actor: Payoff(Range(Fraction(1), (1 + high) / 2, high)) for actor in shape.actors}
    return Tree(nodes=nodes, days=days, cost_per_day=rates)


Pays = Mapping[tuple[str, str], Fraction]
"""What each actor has at each end after all that was taken off."""


def net_pays(tree: Tree, at: Mapping[tuple[str, str], Fraction], rates: Mapping[str, Fraction]) -> Pays:
    """The pays at the ends, given the number that each pay and each rate has come to."""
    taken: dict[str, dict[str, Fraction]] = {tree.root: {}}
    net = {}
    for key, node in tree.nodes.items():
        off = taken[key]
        if isinstance(node, End):
            for actor in node.pay:
                net[key, actor] = (
                    at[key, actor] - off.get(actor, Fraction(0)) - tree.days[key] * rates.get(actor, Fraction(0))
                )
        elif isinstance(node, Move):
            for option in node.options:
                more = dict(off)
                for actor, cost in option.cost.items():
                    more[actor] = more.get(actor, Fraction(0)) + cost.range.mode
                taken[option.to] = more
        else:
            for outcome in node.outcomes:
                taken[outcome.to] = off
    return net


def mode_pays(tree: Tree) -> Pays:
    """The pays at the ends with every number at its mode."""
    at = {
        (node.id, actor): one.range.mode
        for node in tree.nodes.values()
        if isinstance(node, End)
        for actor, one in node.pay.items()
    }
    return net_pays(tree, at, {actor: rate.range.mode for actor, rate in tree.cost_per_day.items()})


def worth(tree: Tree, plan: Plan, pays: Pays, key: str, actor: str) -> Fraction:
    """What an actor gets from a node on."""
    node = tree.nodes[key]
    if isinstance(node, End):
        return pays[key, actor]
    if isinstance(node, Move):
        return worth(tree, plan, pays, next(one.to for one in node.options if one.name == plan[key]), actor)
    return sum((one.p * worth(tree, plan, pays, one.to, actor) for one in node.outcomes), Fraction(0))


def plans(tree: Tree) -> Iterator[Plan]:
    """Every way to choose at every move."""
    moves = [node for node in tree.nodes.values() if isinstance(node, Move)]
    for options in product(*([one.name for one in move.options] for move in moves)):
        yield {move.id: option for move, option in zip(moves, options, strict=True)}


def is_equilibrium(tree: Tree, plan: Plan, pays: Pays) -> bool:
    """Whether no mover gains at any node by another option, all else as planned."""
    for node in tree.nodes.values():
        if isinstance(node, Move):
            chosen = worth(tree, plan, pays, node.id, node.actor)
            if any(worth(tree, plan, pays, one.to, node.actor) > chosen for one in node.options):
                return False
    return True


def all_equilibria(tree: Tree, pays: Pays) -> list[Plan]:
    """Every pure subgame-perfect equilibrium, found by trying each plan."""
    return [plan for plan in plans(tree) if is_equilibrium(tree, plan, pays)]


def with_only(tree: Tree, key: str, option: str) -> Tree:
    """The tree where a mover has one option only, and nothing behind the others."""
    return _pruned(tree, key, lambda name: name == option)


def without(tree: Tree, key: str, option: str) -> Tree:
    """The tree where a mover lacks an option, and nothing behind it."""
    return _pruned(tree, key, lambda name: name != option)


def _pruned(tree: Tree, key: str, stays: Callable[[str], bool]) -> Tree:
    node = tree.nodes[key]
    assert isinstance(node, Move)
    left = {**tree.nodes, key: replace(node, options=tuple(one for one in node.options if stays(one.name)))}
    kept: dict[str, Node] = {}
    stack = [tree.root]
    while stack:
        at = stack.pop()
        kept[at] = left[at]
        if not isinstance(one := left[at], End):
            stack += [way.to for way in reversed(one.options if isinstance(one, Move) else one.outcomes)]
    return replace(tree, nodes=kept)
