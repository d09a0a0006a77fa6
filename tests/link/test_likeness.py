"""How probable it is that two claims are of one proposition, by the facts of the pair."""

from math import isfinite
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from link.read_pairs import Pairs, later, said

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.link.likeness import FACTS, Likeness, facts

LIKENESS = Likeness(lexicon_for("en"))
_WEIGHT = st.floats(0, 40)
_TOLD = st.fixed_dictionaries({
    "deed": st.sampled_from([True, False, None]),
    "noun_near": st.floats(-1, 1), "theme": st.one_of(st.none(), st.floats(0, 1)), "elsewhere": st.booleans(),
    "of_others": st.frozensets(st.floats(0.1, 1e30), max_size=2),
    "numbers": st.tuples(st.frozensets(st.floats(0.1, 1e30), max_size=3), st.frozensets(st.floats(0.1, 1e30), max_size=3)),
    "core": st.one_of(st.none(), st.floats(0, 1)), "actors_apart": st.booleans(),
    "time": st.tuples(st.booleans(), st.booleans()), "later": st.booleans(),
    "figures": st.sampled_from([(False, False), (True, False), (False, True), (True, True)]),
    "figure_of_one": st.booleans(), "names_apart": st.booleans(), "days_between": st.floats(0, 1e6),
    "one_plan": st.booleans(),
    "near": st.floats(-1, 1), "meant": st.floats(-1, 1), "sentence_near": st.floats(-1, 1),
    "told_around": _WEIGHT, "around": _WEIGHT,
})  # fmt: skip


@st.composite
def _pairs(draw: st.DrawFn) -> dict[str, Any]:
    ours, theirs = draw(_WEIGHT), draw(_WEIGHT)
    common = draw(st.floats(0, min(ours, theirs)))
    return {**draw(_TOLD), "ours": ours, "theirs": theirs, "common": common}


def probability(told: dict[str, Any], **changed: Any) -> float:
    return LIKENESS.same(facts(**{**told, **changed}))


def test_each_model_weighs_every_fact_and_no_other() -> None:
    for model in lexicon_for("en").table("likeness").values():
        assert set(model) == {*FACTS, "constant"}


@given(_pairs())
def test_facts_are_in_their_range(told: dict[str, Any]) -> None:
    found = facts(**told)
    assert tuple(found) == FACTS
    assert all(isfinite(value) and value >= -1 for value in found.values())
    logarithms = ("common", "extra", "size", "days_between", "told_around", "around")
    assert all(value <= 1 + 1e-6 for name, value in found.items() if name not in logarithms)


@given(_pairs())
def test_facts_do_not_depend_on_which_claim_comes_first(told: dict[str, Any]) -> None:
    turned = {**told, "ours": told["theirs"], "theirs": told["ours"], "time": told["time"][::-1],
              "numbers": told["numbers"][::-1]}  # fmt: skip
    assert facts(**turned) == facts(**told)


@given(_pairs())
def test_a_likeness_is_a_probability(told: dict[str, Any]) -> None:
    assert 0 < probability(told) < 1


def test_facts_beyond_all_measure_leave_it_a_probability() -> None:
    huge = dict.fromkeys(FACTS, 1e30)
    assert 0 <= LIKENESS.same(huge) <= 1
    assert 0 <= LIKENESS.same({name: -value for name, value in huge.items()}) <= 1


@given(_pairs())
def test_the_same_figure_raises_it_and_another_lowers_it(told: dict[str, Any]) -> None:
    none = probability(told, figures=(False, False))
    assert probability(told, figures=(True, False)) >= none >= probability(told, figures=(False, True))


@given(_pairs())
def test_what_sets_two_claims_apart_lowers_it(told: dict[str, Any]) -> None:
    assert probability(told, names_apart=True) <= probability(told, names_apart=False)
    assert probability(told, elsewhere=True) <= probability(told, elsewhere=False)
    assert probability(told, days_between=60) <= probability(told, days_between=1)
    assert probability(told, one_plan=False) <= probability(told, one_plan=True)
    assert probability(told, time=(True, True), later=True) <= probability(told, time=(True, True), later=False)


@given(_pairs())
def test_one_number_in_both_raises_it_and_another_in_each_lowers_it(told: dict[str, Any]) -> None:
    none = probability(told, numbers=(frozenset(), frozenset()))
    same, other = (probability(told, numbers=(frozenset({7}), frozenset({number}))) for number in (7, 9))
    assert same >= none >= other


@given(_pairs(), st.floats(-1, 1))
def test_the_nearer_in_meaning_the_likelier(told: dict[str, Any], near: float) -> None:
    assume(near <= told["near"])
    assert probability(told, near=near) <= probability(told)


@given(_pairs())
def test_another_figure_takes_less_from_one_matter_than_from_one_proposition(told: dict[str, Any]) -> None:
    one, other = (facts(**{**told, "figures": (False, differs)}) for differs in (False, True))
    assert LIKENESS.same(other) <= LIKENESS.same(one)
    assert LIKENESS.matter(other) >= LIKENESS.matter(one)


# --- on claims that are read -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def test_the_same_in_other_words_is_likelier_than_another_matter_of_the_same_names(pairs: Pairs) -> None:
    closed = said("The night guards closed the flood gate at Korbach.")
    same = pairs.comparison(closed, later("At Korbach the flood gate was shut by the guards."))
    other = pairs.comparison(closed, later("The night guards at Korbach asked for better pay."))
    assert same.likeness > other.likeness


def test_the_same_figure_makes_two_claims_likelier_one(pairs: Pairs) -> None:
    toll = said("The flood killed 40 people in the valley.")
    same, other = (
        pairs.comparison(toll, later(f"In the valley {number} people died in the flood.")) for number in (40, 95)
    )
    assert same.likeness > other.likeness


def test_a_few_of_other_words_are_the_same_few(pairs: Pairs) -> None:
    trapped = said("Nine workers are trapped in a shaft below the mill.")
    same, other = (
        pairs.comparison(trapped, later(f"{number} men are stuck in the shaft below the mill."))
        for number in ("Nine", "Six")
    )
    assert same.likeness > other.likeness


def test_an_hour_beside_what_is_counted_is_no_count_of_it(pairs: Pairs) -> None:
    found = pairs.comparison(
        said("Two patrol boats entered the port on Monday."),
        said("The two patrol boats came into the port on Monday shortly before eight."),
    )
    assert all(pair.right.amount == 2 for pair in found.figures)


def test_figures_that_differ_leave_it_one_matter(pairs: Pairs) -> None:
    found = pairs.comparison(
        said("The flood killed 40 people in the valley."), later("The flood killed 95 people in the valley.")
    )
    assert found.matter > found.likeness
