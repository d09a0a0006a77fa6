"""Trees: what the backward induction finds is what listing every plan finds."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import exp
from random import Random

from choices.choice_builders import (
    ACTORS,
    Shape,
    all_equilibria,
    mode_pays,
    net_pays,
    plans,
    random_tree,
    with_only,
    without,
    worth,
)
from hypothesis import given
from hypothesis import strategies as st

from tocsin.choices.trees import TreeSolver
from tocsin.model.choice import Chance, End, Move, Parameter, Tree

seeds = st.integers(0, 10**9)


def tree_and_solver(seed: int, **shape: object) -> tuple[Tree, TreeSolver, Random]:
    random = Random(seed)
    made = Shape(**shape)  # type: ignore[arg-type]
    tree = random_tree(random, made)
    return tree, TreeSolver(tree, made.actors), random


@given(seeds, st.sampled_from([("north",), ACTORS, ("north", "south", "east")]), st.booleans())
def test_best_moves_plans_and_values_are_those_of_all_equilibria(
    seed: int, actors: tuple[str, ...], costs: bool
) -> None:
    tree, solver, _ = tree_and_solver(seed, actors=actors, costs=costs)
    pays = mode_pays(tree)
    equilibria = all_equilibria(tree, pays)
    for actor, value in zip(actors, solver.values(), strict=True):
        worths = [worth(tree, plan, pays, tree.root, actor) for plan in equilibria]
        assert value == (min(worths), max(worths))
    for key, node in tree.nodes.items():
        if isinstance(node, Move):
            at = solver.game.number[key]
            assert {solver.game.names[at][option] for option in solver.best(node=at)} == {
                plan[key] for plan in equilibria
            }


@given(seeds)
def test_binding_a_mover_is_the_tree_with_one_option_and_leaving_one_out_the_tree_without(seed: int) -> None:
    tree, solver, random = tree_and_solver(seed, pays=range(9))
    node = random.choice([one for one in tree.nodes.values() if isinstance(one, Move)] or [None])
    if node is None:
        return
    at, option = solver.game.number[node.id], random.randrange(len(node.options))
    bound = TreeSolver(with_only(tree, node.id, node.options[option].name), ACTORS)
    assert solver.bound(at, option).values == bound.values()
    left = TreeSolver(without(tree, node.id, node.options[option].name), ACTORS)
    mover = ACTORS.index(node.actor)
    here = [
        [interval for box in one.free.boxes[one.game.number[node.id]] for interval in [box[mover]]]
        for one in (solver, left)
    ]
    if all(len(set(boxes)) == 1 for boxes in here):
        (with_it, _), (without_it, _) = here[0][0], here[1][0]
        assert solver.worth_of_option(at, option) == (with_it - without_it,) * 2


@given(seeds, st.sampled_from(["pay", "cost", "p"]))
def test_between_break_even_points_the_best_moves_stay_and_change_at_each(seed: int, kind: str) -> None:
    tree, solver, random = tree_and_solver(seed, costs=True)
    ends = [node.id for node in tree.nodes.values() if isinstance(node, End)]
    draws = [node.draw for node in tree.nodes.values() if isinstance(node, Chance)]
    if kind == "p" and not draws:
        return
    actor, end, draw = random.choice(ACTORS), random.choice(ends), random.choice(draws or [""])
    within = (Fraction(0), Fraction(1)) if kind == "p" else (Fraction(0), Fraction(8))
    parameter = Parameter(
        pay=(end, actor) if kind == "pay" else None,
        cost=actor if kind == "cost" else None,
        p=(draw, "a") if kind == "p" else None,
        within=within,
    )
    found = solver.break_even(parameter)
    assert len(found.best) == len(found.thresholds) + 1
    assert all(one != other for one, other in pairwise(found.best))
    borders = [within[0], *found.thresholds, within[1]]
    assert all(low < high for low, high in pairwise(borders))
    root = tree.nodes[tree.root]
    for number, (low, high) in enumerate(pairwise(borders)):
        # A third is off the single values at which more options are tied, unless a threshold is missing.
        for t in (low + (high - low) * Fraction(101, 307), low + (high - low) * Fraction(211, 307)):
            assert _best(tree, parameter, t) == (
                {root.options[at].name for at in found.best[number]} if isinstance(root, Move) else set()
            )


def _best(tree: Tree, parameter: Parameter, t: Fraction) -> set[str]:
    """The best moves at the root with one number changed, by listing every plan."""
    pays = {
        (node.id, actor): one.range.mode
        for node in tree.nodes.values()
        if isinstance(node, End)
        for actor, one in node.pay.items()
    }
    rates = {actor: rate.range.mode for actor, rate in tree.cost_per_day.items()}
    if parameter.pay:
        pays[parameter.pay] = t
    if parameter.cost:
        rates[parameter.cost] = t
    if parameter.p:
        tree = with_p(tree, parameter.p[0], t)
    return {plan[tree.root] for plan in all_equilibria(tree, net_pays(tree, pays, rates)) if tree.root in plan}


def with_p(tree: Tree, draw: str, p: Fraction) -> Tree:
    """The tree with another probability of the first of two outcomes."""
    nodes = dict(tree.nodes)
    for key, node in tree.nodes.items():
        if isinstance(node, Chance) and node.draw == draw:
            first, second = node.outcomes
            nodes[key] = replace(node, outcomes=(replace(first, p=p), replace(second, p=1 - p)))
    return replace(tree, nodes=nodes)


@given(seeds)
def test_knowing_a_draw_is_worth_what_plans_that_look_at_it_gain(seed: int) -> None:
    tree, solver, _ = tree_and_solver(seed, actors=("north",), costs=True, pays=range(9))
    pays = mode_pays(tree)
    blind = max(worth(tree, plan, pays, tree.root, "north") for plan in plans(tree))
    for draw in {node.draw: node for node in tree.nodes.values() if isinstance(node, Chance)}.values():
        knowing = Fraction(0)
        for p, sure in zip((draw.outcomes[0].p, draw.outcomes[1].p), (Fraction(1), Fraction(0)), strict=True):
            known = with_p(tree, draw.draw, sure)
            knowing += p * max(worth(known, plan, pays, tree.root, "north") for plan in plans(known))
        assert solver.worth_of_knowing(draw.draw) == knowing - blind
        assert solver.worth_of_knowing(draw.draw) >= 0


@given(seeds, st.sampled_from([0.0, 0.3, 1.0, 5.0]))
def test_erring_is_the_recursion_of_its_definition(seed: int, sharpness: float) -> None:
    tree, solver, _ = tree_and_solver(seed, costs=True)
    pays = mode_pays(tree)

    def expected(key: str) -> tuple[list[float], list[float]]:
        node = tree.nodes[key]
        if isinstance(node, End):
            return [], [float(pays[key, actor]) for actor in ACTORS]
        if isinstance(node, Move):
            ways = [expected(one.to)[1] for one in node.options]
            powers = [exp(sharpness * way[ACTORS.index(node.actor)]) for way in ways]
            shares = [one / sum(powers) for one in powers]
        else:
            ways, shares = [expected(one.to)[1] for one in node.outcomes], [float(one.p) for one in node.outcomes]
        worths = [sum(share * way[at] for share, way in zip(shares, ways, strict=True)) for at in range(len(ACTORS))]
        return (shares if isinstance(node, Move) else []), worths

    shares, worths = solver.erring(sharpness)
    told, values = expected(tree.root)
    assert all(abs(one - other) < 1e-9 for one, other in zip([*shares, *worths], [*told, *values], strict=True))


def test_without_sharpness_everybody_chooses_blindly_and_with_much_of_it_as_in_the_equilibrium() -> None:
    _, solver, _ = tree_and_solver(7, pays=(0, 10, 20, 30, 45), chance=False)
    blind, _ = solver.erring(0.0)
    assert set(blind) == {1 / len(blind)}
    sharp, values = solver.erring(1000.0)
    assert [round(share) for share in sharp] == [int(at in solver.best()) for at in range(len(sharp))]
    assert [round(value, 6) for value in values] == [float(low) for low, _ in solver.values()]
