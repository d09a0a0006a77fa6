"""Whose it is: the figures and deeds of two whom only the words name are no rivals, and a denial is its speaker's own."""

import pytest
from link.read_pairs import TUESDAY, Pairs, later, said

from tocsin.engine.reader import Reader
from tocsin.model.link import Relation

CLASH = "The defence ministry said on Monday that troops of Karvonia and Velmark clashed at the pass near Korbach."


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def test_the_dead_of_two_armies_are_no_rival_counts(pairs: Pairs) -> None:
    one = said("In the clash at the pass six Karvonian soldiers were killed.", opening=CLASH)
    other = "In the clash at the pass two Velmish soldiers were killed."
    assert pairs.relation(one, later(other, opening=CLASH, on=TUESDAY)) is None
    rival = "In the clash at the pass four Karvonian soldiers were killed."
    assert pairs.relation(one, later(rival, opening=CLASH, on=TUESDAY)) is Relation.CONTRADICTS


def test_who_denies_it_of_his_own_troops_says_nothing_of_the_others(pairs: Pairs) -> None:
    one = said("The ministry said that Karvonian troops had crossed the border at Korbach.", "Karvonian", opening=CLASH)
    denied = "The general said that Velmish troops had not crossed the border at Korbach."
    assert pairs.relation(one, later(denied, "Velmish", opening=CLASH)) is None
    denied = "The general said that Karvonian troops had not crossed the border at Korbach."
    assert pairs.relation(one, later(denied, "Karvonian", opening=CLASH)) is Relation.CONTRADICTS


def test_a_denial_by_the_accused_takes_nothing_back(pairs: Pairs) -> None:
    one = said("Harbour master Ulla Brandt closed the old gate at Korbach.")
    other = later("“I did not close the old gate at Korbach”, Ulla Brandt said.", "close")
    assert pairs.relation(one, other) is Relation.CONTRADICTS


def test_what_is_so_no_longer_gives_way(pairs: Pairs) -> None:
    one = said("Nine miners of the pit at Korbach are missing, mayor Petr Holan said.", "missing")
    other = later("No miner of the pit at Korbach is missing any longer, the fire brigade said.", "missing")
    found = pairs.compared(one, other)
    assert (found.relation, found.forward) == (Relation.REVISES, False)


def test_what_a_permit_allows_is_no_rival_of_what_is_stored(pairs: Pairs) -> None:
    one = said("The permit of the plant at Korbach allowed 300 tonnes of solvents.")
    other = later("The plant at Korbach held 480 tonnes of solvents.")
    assert pairs.relation(one, other) is None


def test_a_share_is_set_against_that_of_the_same(pairs: Pairs) -> None:
    one = said("In the vote at Korbach Petra Holm received 50.8 percent of the vote and Gerd Brandt 46.9 percent.")
    other = later("In the vote at Korbach Gerd Brandt received 52.4 percent of the vote.", on=TUESDAY)
    assert pairs.relation(one, other) is Relation.CONTRADICTS
    alike = later("In the vote at Korbach Gerd Brandt received 46.9 percent of the vote.", on=TUESDAY)
    assert pairs.relation(one, alike) is not Relation.CONTRADICTS


def test_the_toll_of_the_day_of_an_event_is_an_earlier_count_and_no_part(pairs: Pairs) -> None:
    one = said("Three people were killed in the fire at the mill of Korbach on Sunday night.")
    other = later("The number of people killed in the fire at the mill of Korbach has risen to five.")
    found = pairs.compared(one, other)
    assert (found.relation, found.forward) == (Relation.REVISES, False)
