"""The matrix, against Heuer's rules."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warn.builders import TODAY, a_scenario, an_indication, an_indicator

from tocsin.model.matrix import Mark, Matrix, Row
from tocsin.warn.hypotheses import diagnosticity, matrix
from tocsin.warn.sightings import sightings

FITS, NOT = Mark.CONSISTENT, Mark.INCONSISTENT
# The pattern of marks of the worked example in Heuer (1999), chapter 8: six pieces of evidence, three hypotheses.
WORKED = Matrix(
    hypotheses=("H1", "H2", "H3"),
    rows=(
        Row(name="E1", marks=(FITS, FITS, FITS)),
        Row(name="E2", marks=(FITS, FITS, NOT)),
        Row(name="E3", marks=(FITS, FITS, NOT)),
        Row(name="E4", marks=(NOT, FITS, FITS)),
        Row(name="E5", marks=(NOT, FITS, FITS)),
        Row(name="E6", marks=(NOT, FITS, FITS)),
    ),
)


def test_the_worked_example_counts_what_is_inconsistent_and_nothing_else() -> None:
    assert WORKED.inconsistencies() == (3, 0, 2)


def test_the_hypothesis_with_the_least_against_it_comes_first() -> None:
    assert WORKED.ranking() == ("H2", "H3", "H1")


def test_what_fits_every_hypothesis_has_no_diagnostic_value() -> None:
    assert [row.name for row in WORKED.rows if not row.tells_apart] == ["E1"]


def test_any_number_of_pieces_that_fit_do_not_help_a_hypothesis() -> None:
    more = Matrix(hypotheses=WORKED.hypotheses, rows=(*WORKED.rows, *(Row(name="C", marks=(FITS, NOT, NOT)),) * 2))
    assert more.inconsistencies() == (3, 2, 4)


def test_a_matrix_worked_by_hand_with_weights_and_strong_marks() -> None:
    strong = Mark.VERY_INCONSISTENT
    worked = Matrix(
        hypotheses=("a", "b"),
        rows=(
            Row(name="1", marks=(strong, FITS), weight=0.5),  # a: 2 × 0.5
            Row(name="2", marks=(NOT, strong), weight=0.9),  # a: 0.9, b: 2 × 0.9
            Row(name="3", marks=(Mark.NEUTRAL, NOT), weight=0.25),  # b: 0.25
        ),
    )
    assert worked.inconsistencies() == pytest.approx((1.9, 2.05))
    assert worked.ranking() == ("a", "b")


@pytest.mark.parametrize(
    ("likelihood", "mark"),
    [(0.0, "II"), (0.03, "II"), (0.2, "II"), (0.325, "I"), (0.5, "N"), (0.675, "C"), (0.875, "CC"), (1.0, "CC")],
)
def test_a_likelihood_is_marked_by_the_step_of_icd_203_it_is_in(likelihood: float, mark: str) -> None:
    assert Mark.of(likelihood) == mark


def test_only_indicators_that_count_are_in_the_matrix_each_by_how_surely_it_was_seen() -> None:
    scenario = a_scenario(
        an_indicator("seen", (0.9, 0.3, 0.1)), an_indicator("alone", least_origins=2), an_indicator("unseen")
    )
    seen = sightings(scenario, [an_indication("A", 0.8, "seen"), an_indication("A", 0.8, "alone")], today=TODAY)
    (row,) = (made := matrix(scenario, seen)).rows
    assert (row.name, row.marks, row.claims) == ("seen", ("CC", "I", "II"), ("seen-A",))
    assert made.inconsistencies() == pytest.approx((0, 0.8, 1.6))


def test_the_most_diagnostic_indicator_comes_first_and_one_alike_under_each_tells_nothing() -> None:
    scenario = a_scenario(
        an_indicator("alike", (0.4, 0.4, 0.4)),
        an_indicator("sharp", (0.9, 0.1, 0.1)),
        an_indicator("weak", (0.6, 0.4, 0.4)),
    )
    found = diagnosticity(scenario)
    assert [one.indicator for one in found] == ["sharp", "weak", "alike"]
    assert found[0].ratio == pytest.approx(9)
    assert (found[2].ratio, found[2].bits) == (1, 0)


def test_a_perfect_indicator_between_two_even_hypotheses_is_worth_one_bit() -> None:
    (found,) = diagnosticity(a_scenario(an_indicator("i", (1.0, 0.0)), priors=(0.5, 0.5)))
    assert found.bits == pytest.approx(1)
    assert found.ratio == pytest.approx(1000)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 1)), min_size=2, max_size=5))
def test_diagnosticity_stays_in_its_bounds(drawn: list[tuple[float, float]]) -> None:
    total = sum(weight for _, weight in drawn)
    scenario = a_scenario(
        an_indicator("i", [like for like, _ in drawn]), priors=[weight / total for _, weight in drawn]
    )
    (found,) = diagnosticity(scenario)
    assert 0 <= found.bits <= math.log2(len(drawn)) + 1e-9
    assert 1 <= found.ratio <= 1000.0000001
