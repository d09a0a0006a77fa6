"""Trees with information sets: value and behaviour are those of the matrix of all plans."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

from choices.choice_builders import ACTORS, Shape, choice_of, problems_of, random_tree
from hypothesis import given
from hypothesis import strategies as st

from tocsin.choices.answering import answers, plain
from tocsin.choices.linear import Row, maximise
from tocsin.choices.zero_sum import flaw_of_zero_sum, solve_zero_sum
from tocsin.model.choice import Chance, End, Move, Node, Payoff, Range, Tree

ZERO, ONE = Fraction(0), Fraction(1)
Behaviour = Mapping[str, Mapping[str, Fraction]]


def zero_sum_tree(seed: int) -> Tree:
    """A random tree whose pays add up to zero; nodes that differ in nothing the actor did are joined into sets."""
    random = Random(seed)
    tree = random_tree(random, Shape(moves=random.choice((2, 3, 4, 5)), pays=range(-4, 5)))
    history: dict[str, dict[str, tuple[str, ...]]] = {tree.root: dict.fromkeys(ACTORS, ())}
    nodes: dict[str, Node] = {}
    sets: dict[tuple[object, ...], str] = {}
    for key, node in tree.nodes.items():
        own = history[key]
        if isinstance(node, End):
            pay = node.pay["north"].range.mode
            nodes[key] = End(id=key, pay={"north": Payoff(Range.sure(pay)), "south": Payoff(Range.sure(-pay))})
            continue
        if isinstance(node, Move):
            alike = (node.actor, own[node.actor], len(node.options))
            name = sets.setdefault(alike, f"set {len(sets)}") if random.random() < 0.7 else key
            nodes[key] = replace(node, information=None if name == key else name)
            for one in node.options:
                history[one.to] = {**own, node.actor: (*own[node.actor], f"{name}:{one.name}")}
        else:
            nodes[key] = node
            for one in node.outcomes:
                history[one.to] = own
    return Tree(nodes=nodes, days=tree.days)


def sets_of(tree: Tree, actor: str) -> dict[str, list[str]]:
    return {
        node.information or key: [one.name for one in node.options]
        for key, node in tree.nodes.items()
        if isinstance(node, Move) and node.actor == actor
    }


def pure_plans(tree: Tree, actor: str) -> Iterator[Behaviour]:
    sets = sets_of(tree, actor)
    for chosen in product(*sets.values()):
        yield {
            name: {option: Fraction(int(option == one)) for option in sets[name]}
            for name, one in zip(sets, chosen, strict=True)
        }


def worth(tree: Tree, behaviour: Behaviour, key: str) -> Fraction:
    node = tree.nodes[key]
    if isinstance(node, End):
        return node.pay["north"].range.mode
    if isinstance(node, Chance):
        return sum((one.p * worth(tree, behaviour, one.to) for one in node.outcomes), ZERO)
    shares = behaviour[node.information or key]
    return sum((shares[one.name] * worth(tree, behaviour, one.to) for one in node.options if shares[one.name]), ZERO)


@given(st.integers(0, 10**9))
def test_value_and_behaviour_are_those_of_the_matrix_of_all_plans(seed: int) -> None:
    tree = zero_sum_tree(seed)
    mine, theirs = list(pure_plans(tree, "north")), list(pure_plans(tree, "south"))
    if len(mine) * len(theirs) > 200:
        return
    pays = [[worth(tree, {**one, **other}, tree.root) for other in theirs] for one in mine]
    rows: list[Row] = [
        ([*(-pays[row][column] for row in range(len(mine))), ONE, -ONE], "<=", ZERO) for column in range(len(theirs))
    ]
    rows.append(([*[ONE] * len(mine), ZERO, ZERO], "=", ONE))
    most = maximise([*[ZERO] * len(mine), ONE, -ONE], rows)
    assert most is not None
    assert flaw_of_zero_sum(tree, ACTORS) is None
    found = solve_zero_sum(tree, ACTORS)
    assert found.value == most[0]
    assert min(worth(tree, {**found.behaviour, **other}, tree.root) for other in theirs) == found.value
    assert max(worth(tree, {**found.behaviour, **one}, tree.root) for one in mine) == found.value
    assert all(sum(shares.values()) == 1 for shares in found.behaviour.values())


FORGETS = """
name = "Forgetful"
[actors]
a = "A"
b = "B"
[node.one]
actor = "a"
options = [ { name = "l", to = "two" }, { name = "r", to = "three" } ]
[node.two]
actor = "a"
set = "again"
options = [ { name = "x", to = "e1" }, { name = "y", to = "e2" } ]
[node.three]
actor = "a"
set = "again"
options = [ { name = "y", to = "e3" }, { name = "x", to = "e4" } ]
"""
ENDS = "".join(f"[node.e{at}]\npay = {{ a = {at}, b = -{at} }}\n" for at in range(1, 5))
NASH = '[[ask]]\nid = "nash"\nkind = "nash"\n'


def test_an_actor_who_forgets_what_it_did_is_refused() -> None:
    assert "ask nash: at again a no longer knows what it did before; split the set" in problems_of(
        FORGETS + ENDS + NASH
    )


def test_off_the_way_behaviour_is_the_one_that_makes_sense_there() -> None:
    text = """
name = "Nobody comes there"
[actors]
a = "A"
b = "B"
[node.one]
actor = "a"
options = [ { name = "out", to = "e0" }, { name = "in", to = "two" } ]
[node.two]
actor = "b"
options = [ { name = "hard", to = "e1" }, { name = "soft", to = "e2" } ]
[node.e0]
pay = { a = 1, b = -1 }
[node.e1]
pay = { a = -5, b = 5 }
[node.e2]
pay = { a = 0, b = 0 }
"""
    (found,) = plain(answers(choice_of(text + NASH), "off"))
    assert found["value"] == {"a": 1, "b": -1}
    assert found["behaviour"] == {"one": {"out": 1, "in": 0}, "two": {"hard": 1, "soft": 0}}


def test_options_of_one_set_may_stand_in_another_order() -> None:
    text = """
name = "Left and right"
[actors]
a = "A"
b = "B"
[node.one]
actor = "a"
options = [ { name = "l", to = "two" }, { name = "r", to = "three" } ]
[node.two]
actor = "b"
set = "blind"
options = [ { name = "l", to = "e1" }, { name = "r", to = "e2" } ]
[node.three]
actor = "b"
set = "blind"
options = [ { name = "r", to = "e3" }, { name = "l", to = "e4" } ]
[node.e1]
pay = { a = 1, b = -1 }
[node.e2]
pay = { a = -1, b = 1 }
[node.e3]
pay = { a = 2, b = -2 }
[node.e4]
pay = { a = -1, b = 1 }
"""
    asks = "".join(
        f'[[ask]]\nid = "{kind}"\nkind = "{kind}"\n{more}\n'
        for kind, more in (
            ("nash", ""),
            ("solve", ""),
            ("ranges", ""),
            ("logit", "lambda = 1"),
            ("breakeven", 'cost = "a"'),
        )
    )
    nash, *others = plain(answers(choice_of(text + asks), "order"))
    assert nash["value"] == {"a": 0.2, "b": -0.2}
    assert nash["behaviour"] == {"one": {"l": 0.6, "r": 0.4}, "blind": {"l": 0.6, "r": 0.4}}
    assert all(one["refused"] is True for one in others)
