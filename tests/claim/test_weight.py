"""How much a claim says that could matter."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.engine.reader import Reader

READER = Reader()


@cache
def weight(text: str) -> float:
    (claim,) = READER.read_text(text).claims
    assert claim.weight is not None
    return claim.weight


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("The army shelled Linz.", "The army shelled it."),
        ("The storm killed 14 people.", "The storm killed people."),
        ("The mill burned on Monday.", "The mill burned."),
        ("The bridge at Linz collapsed.", "The bridge collapsed."),
        ("Anna Brunner arrested the guard.", "She arrested the guard."),
        ("The guard was arrested.", "The guard was good."),
        ("Two men robbed a bank in Linz on Monday.", "It is a good thing."),
    ],
)
def test_what_says_more_weighs_more(more: str, less: str) -> None:
    assert weight(more) > weight(less)


def test_a_question_weighs_less_than_what_it_asks() -> None:
    assert weight("Did the army shell Linz?") < weight("The army shelled Linz.")


@pytest.mark.parametrize("hedged", ["The army may have shelled Linz.", "The army probably shelled Linz."])
def test_certainty_is_no_part_of_the_weight(hedged: str) -> None:
    assert abs(weight(hedged) - weight("The army shelled Linz.")) <= 0.03


@given(
    st.lists(
        st.sampled_from(
            ["Linz", "40", "men", "army", "shelled", "on", "Monday", "3", "bridges", "Anna", "Brunner", ".", "?"]
        ),
        max_size=40,
    )
)
def test_a_weight_lies_between_0_and_1(words: list[str]) -> None:
    for claim in READER.read_text(" ".join(words)).claims:
        assert claim.weight is not None
        assert 0 <= claim.weight <= 1
