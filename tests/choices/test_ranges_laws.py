"""Ranges: possible and necessary moves are those of every plan's linear program, and of a grid of realisations."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from random import Random

from choices.choice_builders import ACTORS, Plan, Shape, all_equilibria, choice_of, net_pays, plans, random_tree
from hypothesis import given
from hypothesis import strategies as st

from tocsin.choices.answering import answers, plain
from tocsin.choices.game import Game
from tocsin.choices.linear import Row, maximise
from tocsin.choices.ranges import over_ranges
from tocsin.choices.ties import necessary_in_all
from tocsin.model.choice import End, Move, Range, Tree

ZERO = Fraction(0)
Unknown = tuple[str, ...]
Form = tuple[dict[Unknown, Fraction], Fraction]
seeds = st.integers(0, 10**9)
shapes = st.builds(
    Shape,
    actors=st.sampled_from([("north",), ACTORS, ("north", "south", "east")]),
    moves=st.integers(2, 4),
    pays=st.sampled_from([(0, 1), (0, 1, 2, 3), tuple(range(9))]),
    uncertain=st.integers(1, 6),
    costs=st.booleans(),
    rates=st.booleans(),
)


def uncertain_numbers(tree: Tree) -> dict[Unknown, Range]:
    pays = {
        ("pay", node.id, actor): one.range
        for node in tree.nodes.values()
        if isinstance(node, End)
        for actor, one in node.pay.items()
    }
    return {**pays, **{("rate", actor): rate.range for actor, rate in tree.cost_per_day.items()}}


def forms(tree: Tree, plan: Plan, actor: str) -> Mapping[str, Form]:
    """What an actor's worth is at each node under a plan, as a sum of the uncertain numbers."""
    found: dict[str, Form] = {}

    def walk(key: str, off: Fraction) -> None:
        node = tree.nodes[key]
        if isinstance(node, End):
            found[key] = ({("pay", key, actor): Fraction(1), ("rate", actor): -tree.days[key]}, -off)
            return
        for way in node.options if isinstance(node, Move) else node.outcomes:
            cost = getattr(way, "cost", {})
            walk(way.to, off + (cost[actor].range.mode if actor in cost else ZERO))
        if isinstance(node, Move):
            found[key] = found[next(one.to for one in node.options if one.name == plan[key])]
        else:
            factors: dict[Unknown, Fraction] = {}
            constant = ZERO
            for one in node.outcomes:
                constant += one.p * found[one.to][1]
                for unknown, factor in found[one.to][0].items():
                    factors[unknown] = factors.get(unknown, ZERO) + one.p * factor
            found[key] = (factors, constant)

    walk(tree.root, ZERO)
    return found


def of_every_plan(tree: Tree, actors: Sequence[str]) -> tuple[set[str], list[Fraction]]:
    """The root's options of each plan that some realisation makes an equilibrium, and the worths that the mover can have."""
    limits = uncertain_numbers(tree)
    unknowns = list(limits)
    root = tree.nodes[tree.root]
    assert isinstance(root, Move)
    possible, worths = set(), []
    for plan in plans(tree):
        rows: list[Row] = []
        for actor in actors:
            worth = forms(tree, plan, actor)
            for node in tree.nodes.values():
                if isinstance(node, Move) and node.actor == actor:
                    rows += [_not_better(worth[one.to], worth[node.id], limits) for one in node.options]
        rows += [
            ([Fraction(int(at == other)) for other in unknowns], "<=", limits[at].high - limits[at].low)
            for at in unknowns
        ]
        factors, constant = forms(tree, plan, root.actor)[tree.root]
        goal = [factors.get(one, ZERO) for one in unknowns]
        base = constant + sum((factor * limits[one].low for one, factor in factors.items() if one in limits), ZERO)
        if (most := maximise(goal, rows)) is not None and (least := maximise([-one for one in goal], rows)) is not None:
            possible.add(plan[tree.root])
            worths += [base + most[0], base - least[0]]
    return possible, worths


def _not_better(other: Form, chosen: Form, limits: Mapping[Unknown, Range]) -> Row:
    line = [other[0].get(one, ZERO) - chosen[0].get(one, ZERO) for one in limits]
    number = (
        chosen[1] - other[1] - sum((factor * one.low for factor, one in zip(line, limits.values(), strict=True)), ZERO)
    )
    return line, "<=", number


def chosen_on_a_grid(tree: Tree, steps: int) -> Iterator[set[str]]:
    """The options of the root in the equilibria of realisations that are evenly spread."""
    limits = uncertain_numbers(tree)
    free = [key for key, one in limits.items() if not one.is_sure]
    spread = [
        [limits[key].low + (limits[key].high - limits[key].low) * Fraction(at, steps) for at in range(steps + 1)]
        for key in free
    ]
    for numbers in product(*spread):
        at = {**{key: one.low for key, one in limits.items()}, **dict(zip(free, numbers, strict=True))}
        pays = {(key[1], key[2]): one for key, one in at.items() if key[0] == "pay"}
        rates = {key[1]: one for key, one in at.items() if key[0] == "rate"}
        yield {plan[tree.root] for plan in all_equilibria(tree, net_pays(tree, pays, rates))}


@given(seeds, shapes)
def test_possible_moves_and_worths_are_those_of_the_plans_that_some_realisation_allows(seed: int, shape: Shape) -> None:
    tree = random_tree(Random(seed), shape)
    number = 1
    for node in tree.nodes.values():
        number *= len(node.options) if isinstance(node, Move) else 1
    if not isinstance(tree.nodes[tree.root], Move) or number > 40:
        return
    game = Game(tree, shape.actors)
    found = over_ranges(game, 0)
    possible, worths = of_every_plan(tree, shape.actors)
    assert {game.names[0][at] for at in found.possible} == possible
    assert found.value == (min(worths), max(worths))


@given(seeds, shapes)
def test_necessary_moves_are_those_of_each_kind_of_realisation_and_of_a_grid(seed: int, shape: Shape) -> None:
    tree = random_tree(Random(seed), shape)
    if not isinstance(tree.nodes[tree.root], Move):
        return
    game = Game(tree, shape.actors)
    found = over_ranges(game, 0)
    assert found.necessary == necessary_in_all(game, 0)
    free = sum(not one.is_sure for one in uncertain_numbers(tree).values())
    if free <= 3:
        names = game.names[0]
        for chosen in chosen_on_a_grid(tree, steps=4):
            assert {names[at] for at in found.necessary} <= chosen <= {names[at] for at in found.possible}


@given(seeds)
def test_where_every_number_is_sure_possible_and_necessary_moves_are_the_best_ones(seed: int) -> None:
    tree = random_tree(Random(seed), Shape(costs=True))
    if not isinstance(tree.nodes[tree.root], Move):
        return
    game = Game(tree, ACTORS)
    found = over_ranges(game, 0)
    (chosen,) = chosen_on_a_grid(tree, steps=1)
    assert {game.names[0][at] for at in found.possible} == chosen
    assert found.possible == found.necessary


TWICE = """
name = "One rate in both ways"
[actors]
board = "The board"
[clock]
start = 2030-01-01
cost_per_day = { board = [1, 3] }
[node.start]
actor = "board"
options = [ { name = "slow", to = "a", days = 4 }, { name = "slower", to = "b", days = 5 }, { name = "now", to = "c" } ]
[node.a]
pay = { board = 10 }
[node.b]
pay = { board = 11.5 }
[node.c]
pay = { board = 1 }
[[ask]]
id = "over"
kind = "ranges"
"""


def test_a_daily_cost_is_one_number_for_all_ends() -> None:
    # Slow is best at rates from 1.5 to 2.25 only; with a rate of its own each end could have any order.
    (found,) = plain(answers(choice_of(TWICE), "twice"))
    assert found["possible"] == ["slow", "slower", "now"]
    assert found["necessary"] == []
    assert found["value"] == [1, 6.5]
