"""Groups that grow together."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.groups import Groups

_Pairs = list[tuple[int, int]]
_PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


def sets(pairs: _Pairs) -> set[frozenset[int]]:
    return {frozenset(group) for group in Groups(pairs).groups()}


def reached(pairs: _Pairs, start: int) -> frozenset[int]:
    """What pairs lead to from a thing, found by walking."""
    found, edge = {start}, [start]
    while edge:
        here = edge.pop()
        near = {b if a == here else a for a, b in pairs if here in (a, b)} - found
        found |= near
        edge += near
    return frozenset(found)


@given(_PAIRS)
def test_a_group_is_all_that_pairs_lead_to(pairs: _Pairs) -> None:
    assert sets(pairs) == {reached(pairs, one) for pair in pairs for one in pair}


@given(_PAIRS, st.randoms(use_true_random=False))
def test_neither_the_order_of_pairs_nor_that_within_them_matters(pairs: _Pairs, chance: Random) -> None:
    mixed = [(b, a) if chance.random() < 0.5 else (a, b) for a, b in pairs]
    chance.shuffle(mixed)
    assert sets(mixed) == sets(pairs)


@given(_PAIRS)
def test_a_pair_told_twice_changes_nothing(pairs: _Pairs) -> None:
    assert sets(pairs + pairs) == sets(pairs)


@given(_PAIRS, _PAIRS)
def test_pairs_added_later_make_the_groups_of_all_at_once(first: _Pairs, then: _Pairs) -> None:
    groups = Groups(first)
    for one, other in then:
        groups.join(one, other)
    assert {frozenset(group) for group in groups.groups()} == sets(first + then)


@given(_PAIRS)
def test_nothing_is_in_two_groups_and_nothing_is_left_out(pairs: _Pairs) -> None:
    named = [one for group in Groups(pairs).groups() for one in group]
    assert len(named) == len(set(named))
    assert set(named) == {one for pair in pairs for one in pair}


@given(_PAIRS, st.integers(0, 12), st.integers(0, 12))
def test_two_things_are_one_exactly_when_one_group_holds_them(pairs: _Pairs, one: int, other: int) -> None:
    together = one == other or any({one, other} <= group for group in sets(pairs))
    assert Groups(pairs).are_one(one, other) is together
    assert (Groups(pairs).top(one) == Groups(pairs).top(other)) is together


@given(_PAIRS, st.integers(0, 12))
def test_the_one_that_stands_for_a_group_is_of_it(pairs: _Pairs, thing: int) -> None:
    assert Groups(pairs).top(thing) in reached(pairs, thing)


@given(_PAIRS, st.integers(0, 20), st.integers(0, 20))
def test_asking_changes_nothing(pairs: _Pairs, one: int, other: int) -> None:
    groups = Groups(pairs)
    before = groups.groups()
    groups.are_one(one, other)
    groups.top(one)
    assert groups.groups() == before


def test_groups_come_in_the_order_in_which_they_were_first_named() -> None:
    assert Groups([(5, 6), (1, 2), (9, 9), (2, 6)]).groups() == [[5, 6, 1, 2], [9]]


def test_a_long_chain_needs_no_deep_stack() -> None:
    for chain in (list(pairwise(range(100_000))), list(pairwise(range(100_000, 0, -1)))):
        (group,) = Groups(chain).groups()
        assert len(group) == 100_000
