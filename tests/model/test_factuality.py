"""The algebra of certainty: laws that hold for every value and every score."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.factuality import Factuality
from tocsin.model.yardstick import Yardstick

VALUES = st.sampled_from(Factuality)
SCORES = st.floats(min_value=-3, max_value=3)


@given(VALUES)
def test_the_value_of_a_score_is_the_value_that_has_the_score(value: Factuality) -> None:
    assert Factuality.of(value.score) is value


@given(SCORES)
def test_no_value_lies_nearer_to_a_score_than_the_one_it_gets(score: float) -> None:
    distances = {value: abs(value.score - score) for value in Factuality}
    assert distances[Factuality.of(score)] == min(distances.values())


@given(SCORES, SCORES)
def test_a_higher_score_is_never_a_lower_value(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert Factuality.of(low).score <= Factuality.of(high).score


@pytest.mark.parametrize(("score", "value"), [(-1e9, "CT-"), (-3.01, "CT-"), (3.01, "CT+"), (float("inf"), "CT+")])
def test_a_score_beyond_the_scale_is_certain(score: float, value: str) -> None:
    assert Factuality.of(score) == value


@given(VALUES)
def test_an_interval_of_probability_is_ordered_and_never_quite_sure(value: Factuality) -> None:
    low, high = value.probability
    assert 0 < low < high < 1


@given(VALUES)
def test_the_interval_of_a_negation_is_the_mirror_image(value: Factuality) -> None:
    low, high = value.probability
    assert Factuality.of(-value.score).probability == pytest.approx((1 - high, 1 - low))


def test_surer_values_have_higher_intervals() -> None:
    committed = [value for value in Factuality if value.score > 0]
    for surer, weaker in pairwise(committed):
        assert surer.probability[0] >= weaker.probability[1]


def test_what_is_left_open_allows_every_probability_the_others_allow() -> None:
    low, high = Factuality.UNCOMMITTED.probability
    assert all(low <= value.probability[0] and value.probability[1] <= high for value in Factuality)


@given(VALUES)
def test_every_value_has_words_of_its_own(value: Factuality) -> None:
    assert [other for other in Factuality if other.words == value.words] == [value]


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.01, "almost no chance"), (0.05, "almost no chance"), (0.1, "very unlikely"), (0.3, "unlikely"),
        (0.5, "roughly even chance"), (0.6, "likely"), (0.9, "very likely"), (0.96, "almost certain"),
    ],
)  # fmt: skip
def test_the_yardstick_has_a_word_for_every_probability(probability: float, words: str) -> None:
    assert Yardstick.of(probability) == words
