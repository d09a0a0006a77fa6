"""Who does what to whom, and whether it is so, against what a question says."""

import pytest
from asked import features


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Did the engineer apologise?", "The owner apologised to the families.", True),
        ("Did the owner apologise?", "The owner apologised to the families.", False),
        ("Did Dover send boats?", "Calais sent boats.", True),
        ("Did the insurer pay?", "Bellweather paid two million euros.", False),
    ],
)
def test_whoever_else_does_it_is_another_actor(question: str, text: str, other: bool) -> None:
    assert (features(question, text)["other actor"] > 0.5) is other


def test_what_befell_another_one_is_no_answer() -> None:
    assert features("When was the doctor arrested?", "The driver was arrested on Monday.")["other object"] > 0.5
    assert features("When was the driver arrested?", "The driver was arrested on Monday.")["other object"] == 0


def test_a_wish_and_a_denial_are_not_so() -> None:
    question = "When did the mayor close the bridge?"
    assert features(question, "If it rained, the mayor would close the bridge.")["not so"] == 1
    assert features(question, "The mayor did not close the bridge.")["denied"] == 1
    assert features(question, "The mayor closed the bridge.")["denied"] == 0


@pytest.mark.parametrize(
    ("question", "other"),
    [("How many monks left the abbey?", 1), ("How many monks refused to leave?", 0)],
)
def test_who_refuses_to_do_it_has_not_done_it(question: str, other: int) -> None:
    assert features(question, "Twelve monks refused to leave the abbey.")["something else"] == other


def test_another_one_of_a_row_is_contrary() -> None:
    assert features("When will the third train arrive?", "The second train arrived on Monday.")["contrary"] == 1
    assert features("When will the third train arrive?", "The third train arrives on Monday.")["contrary"] == 0
    assert features("How much does this year's fair cost?", "Last year's fair cost two million euros.")["contrary"] == 1


def test_a_name_is_found_without_its_accents() -> None:
    assert features("When did the schools in Rózsa open?", "The schools in Rozsa opened on Monday.")["least name"] == 1


def test_until_when_something_is_not_so_tells_when_it_is() -> None:
    assert (
        features("When did the mayor open the bridge?", "The mayor did not open the bridge before June.")["denied"] == 0
    )
    assert features("Who opened the bridge?", "The mayor did not open the bridge before June.")["denied"] == 1


@pytest.mark.parametrize(
    ("question", "text", "none"),
    [
        ("How many people are missing?", "Nobody is missing any more.", 1),
        ("Who was arrested in Dover?", "Nobody was arrested in Dover.", 1),
        ("Who was arrested in Dover?", "Nobody has read the letter.", 0),
        ("How many boats sank?", "No tents were burned.", 0),
    ],
)
def test_none_is_a_number_too(question: str, text: str, none: int) -> None:
    assert features(question, text)["none"] == none
    assert features(question, text)["denied"] == 1 - none
