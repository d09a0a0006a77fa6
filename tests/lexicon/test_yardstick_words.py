"""ICD 203's words."""

import pytest

from tocsin.lexicon.yardstick import interval_of, intervals, middle, terms
from tocsin.model.yardstick import Yardstick


def test_the_seven_steps_meet_and_leave_certainty_out() -> None:
    steps = [intervals()[word] for word in terms()]
    assert len(steps) == 7
    assert [high for _, high in steps[:-1]] == [low for low, _ in steps[1:]]
    assert (steps[0][0], steps[-1][1]) == (0.01, 0.99)


@pytest.mark.parametrize("word", terms())
def test_the_middle_of_a_word_is_that_word_again(word: str) -> None:
    assert Yardstick.of(middle(intervals()[word])) == word


def test_the_second_row_of_the_standard_means_the_same() -> None:
    assert interval_of("Highly  Probable") == interval_of("very likely") == (0.8, 0.95)
    assert interval_of("remote") == interval_of("almost no chance")


def test_a_word_outside_the_standard_means_nothing() -> None:
    assert interval_of("possibly") is None
