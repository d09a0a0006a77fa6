"""When two reports that say the same are so surely of one thing that they confirm each other. All sentences made up."""

import pytest
from link.read_pairs import MONDAY, Pairs, later, said

from tocsin.engine.reader import Reader
from tocsin.model.link import Relation

UNSURE = 0.8
"""The most that a reason weighs that is too little to confirm."""


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def confirms(pairs: Pairs, one: str, other: str, **facts: str) -> bool:
    """Whether a report of one outlet confirms that of another of the same day."""
    found = pairs.compared(said(one, **facts), later(other, on=MONDAY, **facts))
    return found.relation is Relation.CORROBORATES and found.reasons[0].weight > UNSURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Robbers stole a silver clock from the Korbach library.",
            "A silver clock was stolen from the Korbach library.",
        ),
        ("A Korbach barge rammed a customs boat.", "A customs boat was rammed by a barge from Korbach."),
        ("The Ilmen rose by two metres.", "The Ilmen has risen by two metres."),
    ],
)
def test_the_same_of_one_named_thing_confirms(pairs: Pairs, one: str, other: str) -> None:
    assert confirms(pairs, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Robbers stole a silver clock from the Korbach library.",
            "Robbers stole a silver lamp from the Korbach library.",
        ),
        ("The court at Korbach seized the mayor's house.", "The court at Korbach seized the mayor's orchard."),
        ("The lorries are driving north from Korbach.", "The lorries are driving south from Korbach."),
        ("Smoke rose from the east tower at Korbach.", "Smoke rose from the west tower at Korbach."),
        ("The police at Korbach seized 30 kilos of tea.", "The police at Korbach seized 30 tonnes of tea."),
    ],
)
def test_what_differs_in_one_thing_alone_does_not_confirm(pairs: Pairs, one: str, other: str) -> None:
    assert not confirms(pairs, one, other)


def test_what_each_adds_besides_does_not_keep_it_from_confirming(pairs: Pairs) -> None:
    one = "A silver clock was stolen from the Korbach library with two ladders."
    assert confirms(pairs, one, "To win a bet, robbers stole a big silver clock from the Korbach library.")


def test_a_part_of_something_does_not_confirm_the_whole(pairs: Pairs) -> None:
    assert not confirms(pairs, "The barn at Korbach burned down.", "The roof of the barn at Korbach burned down.")


def test_two_parts_of_one_day_do_not_confirm(pairs: Pairs) -> None:
    one = "The guards closed the flood gate at Korbach on Monday morning."
    assert not confirms(pairs, one, "The guards closed the flood gate at Korbach on Monday evening.")


def test_an_hour_within_a_part_of_the_day_confirms_it(pairs: Pairs) -> None:
    one = "The guards closed the flood gate at Korbach on Monday morning."
    assert confirms(pairs, one, "On Monday at 09:40 the flood gate was shut by guards at Korbach.")


def test_a_deed_that_goes_on_does_not_confirm_that_it_is_done(pairs: Pairs) -> None:
    assert not confirms(pairs, "The mill at Korbach is being repaired.", "The mill at Korbach has been repaired.")


@pytest.mark.parametrize("other", ["Another pilgrim was robbed at Korbach.", "A fourth pilgrim was robbed at Korbach."])
def test_one_more_of_a_kind_does_not_confirm_the_one(pairs: Pairs, other: str) -> None:
    assert not confirms(pairs, "A pilgrim was robbed at Korbach.", other)


def test_what_is_only_possible_does_not_confirm(pairs: Pairs) -> None:
    one = "Perhaps the guards closed the flood gate at Korbach."
    assert not confirms(pairs, one, "The guards closed the flood gate at Korbach.")


def test_the_same_of_two_settings_does_not_confirm(pairs: Pairs) -> None:
    text = "Two porters were killed."
    one = said(text, before="The old hotel in Zelenka burned on Sunday.")
    other = later("Two porters died.", before="The grand hotel in Osthavn burned on Sunday.", on=MONDAY)
    found = pairs.compared(one, other)
    assert found.relation is not Relation.CORROBORATES or found.reasons[0].weight <= UNSURE


def test_the_same_of_no_setting_at_all_does_not_confirm(pairs: Pairs) -> None:
    assert not confirms(pairs, "Two porters were freed.", "Two porters have been freed.")
