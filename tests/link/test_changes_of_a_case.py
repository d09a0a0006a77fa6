"""Counts and states that change: which is the later word, which a part, which a quarrel, and which of other things."""

from datetime import date

import pytest
from link.read_pairs import FRIDAY, MONDAY, TUESDAY, Pairs, later, said

from tocsin.engine.reader import Reader
from tocsin.link.relate import PairResult
from tocsin.model.link import Relation

NEXT = date(2026, 3, 9)
QUARRY = "The wall of a quarry near Zelenka gave way after three days of rain, said mayor Petr Holan of Zelenka."
FERRY = "OSTHAVN - A ferry ran aground off Osthavn and sank, said harbour master Ulla Brandt of the port of Osthavn."


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def revises(result: PairResult) -> bool:
    """Whether the later revises the earlier, which is given first."""
    return result.relation is Relation.REVISES and result.forward is False


# --- one matter ------------------------------------------------------------------------------------------------------


def test_the_dead_of_two_stories_are_not_set_against_each_other(pairs: Pairs) -> None:
    one, other = "Nine people were killed.", "Twelve people were killed."
    apart = pairs.relation(said(one, opening=FERRY), later(other, opening=QUARRY, on=MONDAY))
    assert apart is None
    assert pairs.relation(said(one, opening=FERRY), later(other, opening=FERRY, on=MONDAY)) is Relation.CONTRADICTS


def test_what_happened_years_ago_is_no_count_of_today(pairs: Pairs) -> None:
    one = said("In 2014, four miners died in the pit at Korbach.")
    assert pairs.relation(one, later("Seven miners died in the pit at Korbach.", on=TUESDAY)) is None


def test_room_for_so_many_is_no_count(pairs: Pairs) -> None:
    one = said("The gym of Saalbrunn can hold 200 people.")
    assert pairs.relation(one, later("The police held 240 people in the gym of Saalbrunn.")) is None


@pytest.mark.parametrize("number", [2, 9])
def test_a_count_of_very_few_is_of_something_else(pairs: Pairs, number: int) -> None:
    one = said(f"The flood injured {number} people in the valley.")
    assert pairs.relation(one, later("The flood injured 410 people in the valley.", on=MONDAY)) is None


def test_all_passengers_of_a_ship_are_no_part_of_them(pairs: Pairs) -> None:
    one = said("All 62 passengers of the ferry Nimfa are ashore.")
    found = pairs.compared(one, later("Five of the passengers of the ferry Nimfa were nurses.", on=TUESDAY))
    assert (found.relation, found.forward) == (Relation.PART_OF, False)


def test_some_of_as_many_as_the_other_does_not_count_are_no_part_of_it(pairs: Pairs) -> None:
    one = said("Fourteen lorries were kept at the border for two days.")
    assert pairs.relation(one, later("Three of the nine lorries carry nothing but stoves.", on=TUESDAY)) is None


def test_what_is_stationed_is_counted_like_what_stands_there(pairs: Pairs) -> None:
    one = said("Five helicopters are stationed at Korbach, general Ivo Brandt said.", "stationed")
    assert revises(pairs.compared(one, later("The number of helicopters at Korbach stands at four.")))


def test_what_two_bodies_allow_differs(pairs: Pairs) -> None:
    one = said("The ship was licensed for 300 passengers, minister Gerd Holm said.", "licensed")
    found = pairs.relation(one, later("The ship was certified for 250 passengers.", on=MONDAY))
    assert found is Relation.CONTRADICTS


# --- hours -----------------------------------------------------------------------------------------------------------

FIRST = "The first patrol boat reached the wreck at 23:05 on Sunday, the port authority said."


def test_two_hours_of_one_deed_contradict_each_other(pairs: Pairs) -> None:
    other = later(
        "The first patrol boat had reached the wreck at 1:40 a.m. on Monday, the coast guard said.", on=TUESDAY
    )
    assert pairs.relation(said(FIRST), other) is Relation.CONTRADICTS


def test_an_hour_that_is_told_beside_another_one_sets_it_aside(pairs: Pairs) -> None:
    other = later("The first patrol boat reached the wreck at 01:40 on Monday, not at 23:05, the coast guard said.")
    assert revises(pairs.compared(said(FIRST.replace(" on Sunday", "")), other))


def test_a_few_minutes_are_no_quarrel(pairs: Pairs) -> None:
    other = later("The first patrol boat reached the wreck at 23:20 on Sunday, the coast guard said.", on=TUESDAY)
    assert pairs.relation(said(FIRST), other) is not Relation.CONTRADICTS


# --- plans -----------------------------------------------------------------------------------------------------------


def test_what_begins_on_a_day_to_come_is_a_plan(pairs: Pairs) -> None:
    one = said("The truce begins on Saturday, 7 March, general Ivo Brandt said.", "truce")
    assert revises(pairs.compared(one, later("The truce starts only on 10 March, general Ivo Brandt said.", "truce")))


# --- later counts ----------------------------------------------------------------------------------------------------


def test_a_toll_that_has_risen_revises_that_of_the_day_before(pairs: Pairs) -> None:
    one = said("The flood killed 7 people in the valley.")
    other = later("The number of people killed by the flood in the valley has risen to 11.", on=TUESDAY)
    assert revises(pairs.compared(one, other))


def test_a_toll_in_other_words_takes_the_place_of_that_of_the_day_before(pairs: Pairs) -> None:
    one = said("At least 19 people were killed when the ferry went down, harbour master Ulla Brandt said.", "killed")
    assert revises(pairs.compared(one, later("The death toll of the accident climbed to 31 on Tuesday.", on=TUESDAY)))


def test_those_who_are_missing_become_fewer(pairs: Pairs) -> None:
    one = said("Eighty people are missing, said mayor Ilse Brandt.", "missing")
    assert revises(
        pairs.compared(one, later("Thirty people remain missing, the Red Cross said.", "missing", on=TUESDAY))
    )


def test_a_toll_leaps_by_no_more_than_three_times(pairs: Pairs) -> None:
    one = said("The number of dead stands at 34, the agency said.", "34")
    assert not revises(pairs.compared(one, later("More than 200 people are dead.", on=TUESDAY)))


def test_wounded_soldiers_are_no_toll_of_the_injured(pairs: Pairs) -> None:
    one = said("Thirty wounded soldiers were carried into the hospital.")
    assert pairs.relation(one, later("Eleven people are injured, the governor said.", "injured")) is None


def test_a_number_that_goes_on_from_the_sentence_before_counts_what_that_does(pairs: Pairs) -> None:
    wounded = "Governor Milan Dorn said 34 people had been wounded."
    one = said(wounded, "wounded")
    deputy = said("His deputy, Tereza Blau, told a radio station the number was 41.", "41", before=wounded)
    assert pairs.relation(one, deputy) is Relation.CONTRADICTS


def test_a_number_behind_two_counts_goes_on_from_neither(pairs: Pairs) -> None:
    both = "Governor Milan Dorn said nine people had been killed and 34 wounded."
    deputy = said("His deputy, Tereza Blau, told a radio station the number was 41.", "41", before=both)
    assert not pairs.profile(deputy).figures


def test_the_injured_stand_among_the_injured_though_the_dead_are_named_before_them(pairs: Pairs) -> None:
    told = said("The authorities report 12 deaths and 41 injured.")
    assert {figure.counted: figure.amount for figure in pairs.profile(told).figures} == {"dead": 12, "injured": 41}


def test_of_one_day_two_counters_contradict_each_other(pairs: Pairs) -> None:
    one = said("The flood killed 7 people in the valley, said mayor Ilse Brandt.")
    other = later("The flood killed 11 people in the valley, said Jonas Krämer of the rescue service.", on=MONDAY)
    assert pairs.relation(one, other) is Relation.CONTRADICTS


def test_one_voice_does_not_contradict_itself_on_one_day(pairs: Pairs) -> None:
    one = said("The flood killed 7 people in the valley.")
    assert pairs.relation(one, said("The flood killed 5 people in the valley.")) is not Relation.CONTRADICTS


def test_those_who_are_still_missing_are_the_later_count(pairs: Pairs) -> None:
    one = said("After the flood 14 people are missing in the valley.")
    assert revises(pairs.compared(one, later("After the flood 9 people are still missing in the valley.", on=TUESDAY)))


def test_a_count_since_one_day_goes_on(pairs: Pairs) -> None:
    one = said("Between 1 and 2 March, 42 cases of measles were reported in Saalbrunn.")
    other = later("Since 1 March, 90 cases of measles have been reported in Saalbrunn.")
    assert revises(pairs.compared(one, other))


def test_a_figure_that_is_taken_back_is_no_report_of_it(pairs: Pairs) -> None:
    one = said("The relief group counted 30 dead in the valley.")
    other = later("The relief group has withdrawn its figure of 30 dead in the valley.")
    assert revises(pairs.compared(one, other))


def test_what_was_told_first_corrects_nothing_that_others_tell_later(pairs: Pairs) -> None:
    one = said("The flood killed 9 people in the valley, not 7.")
    assert not revises(pairs.compared(later("The flood killed 7 people in the valley."), one).turned())
    assert pairs.relation(one, later("The flood killed 7 people in the valley.")) is not Relation.REVISES


def test_as_many_dead_as_another_counts_injured_is_not_the_same(pairs: Pairs) -> None:
    assert pairs.relation(said("Forty-one people have died."), later("Forty-one people were injured.")) is None


def test_a_correction_of_the_dead_sets_no_count_of_the_treated_aside(pairs: Pairs) -> None:
    one = said("In the clinic of Saalbrunn 3 people were treated for measles.")
    other = later("In the clinic of Saalbrunn 2 people have died of measles and not 3.")
    assert pairs.relation(one, other) is not Relation.REVISES


# --- parts -----------------------------------------------------------------------------------------------------------


def test_some_of_as_many_as_the_other_counts_are_a_part(pairs: Pairs) -> None:
    one = said("The police have arrested 48 strikers.")
    found = pairs.compared(one, later("Of the 48 arrested strikers, 20 have been released."))
    assert found.relation is Relation.PART_OF
    assert found.forward is False


def test_what_a_figure_includes_is_not_what_it_counts(pairs: Pairs) -> None:
    one = said("The clinic reported 42 cases of measles, including 3 deaths.")
    assert pairs.relation(one, later("The clinic registered 42 cases of measles.")) is not Relation.PART_OF


# --- denials ---------------------------------------------------------------------------------------------------------


def test_a_denial_of_other_things_denies_nothing(pairs: Pairs) -> None:
    one = said("No lorries with mortars arrived in Korbach.")
    assert pairs.relation(one, later("Lorries with bread arrived in Korbach.")) is not Relation.CONTRADICTS
    assert pairs.relation(one, later("Lorries with mortars arrived in Korbach.")) is Relation.CONTRADICTS


def test_who_has_no_information_denies_nothing(pairs: Pairs) -> None:
    one = said("We have no information that the clinics of Saalbrunn have free beds.")
    assert pairs.relation(one, later("The clinics of Saalbrunn have free beds.")) is not Relation.CONTRADICTS


def test_what_is_asked_takes_no_side(pairs: Pairs) -> None:
    one = said("Nobody knows what the guards at Korbach closed.", "what the guards")
    assert pairs.relation(one, later("The guards at Korbach did not close the flood gate.")) is not Relation.CONTRADICTS


def test_what_is_admitted_revises_the_denial(pairs: Pairs) -> None:
    one = said("The guards did not close the flood gate at Korbach.")
    other = later("The minister admitted that the guards had closed the flood gate at Korbach.", "closed")
    assert revises(pairs.compared(one, other))


def test_a_correction_revises_what_it_denies(pairs: Pairs) -> None:
    one = said("The guards closed the flood gate at Korbach.")
    other = later("Correction: the guards did not close the flood gate at Korbach.", on=FRIDAY)
    assert revises(pairs.compared(one, other))


@pytest.mark.parametrize("text", ["Among the dead are 14 soldiers.", "The dead include 14 soldiers."])
def test_the_dead_of_one_sort_are_no_other_count_of_all_the_dead(pairs: Pairs, text: str) -> None:
    found = pairs.relation(said("The raid on Korbach killed 23 people."), later(text, on=MONDAY))
    assert found in (Relation.PART_OF, None)


def test_two_sorts_of_the_dead_are_no_counts_of_one_thing(pairs: Pairs) -> None:
    found = pairs.relation(said("The dead include 14 soldiers."), later("Among the dead are 16 civilians.", on=MONDAY))
    assert found is None


def test_how_many_there_are_since_a_day_revises_how_many_there_were_before(pairs: Pairs) -> None:
    one = said("On Thursday there were five trawlers in the harbour.", opening=FERRY, on=FRIDAY)
    other = later("Five trawlers lay in the harbour. Since Friday there have been four.", "there have", on=NEXT)
    assert revises(pairs.compared(one, other))


def test_what_was_closed_on_one_day_and_opened_on_the_next_has_changed(pairs: Pairs) -> None:
    one = said("The guards closed the flood gate at Korbach on Thursday.", on=FRIDAY)
    other = later("The guards opened the flood gate at Korbach on Friday.", on=NEXT)
    assert revises(pairs.compared(one, other))


def test_a_count_since_an_earlier_day_may_be_greater(pairs: Pairs) -> None:
    one = said("Forty lorries have crossed the pass at Korbach since 1 February.")
    longer, other = (
        later(f"Ninety lorries have crossed the pass at Korbach since 1 {m}.", on=MONDAY)
        for m in ("January", "February")
    )
    assert (pairs.relation(one, longer), pairs.relation(one, other)) == (None, Relation.CONTRADICTS)


# --- one deed ----------------------------------------------------------------------------------------------------------


def test_a_deed_that_may_lead_to_another_is_not_that_one(pairs: Pairs) -> None:
    one = said("Mutineers attacked the fort of Korbach on Friday.")
    assert pairs.relation(one, later("Mutineers seized the fort of Korbach on Friday.", on=MONDAY)) is None
    assert (
        pairs.relation(one, later("Mutineers shelled the fort of Korbach on Friday.", on=MONDAY))
        is Relation.CORROBORATES
    )


def test_the_prices_of_two_things_in_the_same_words_are_two_matters(pairs: Pairs) -> None:
    one, other = (f"The price of {what} in Korbach rose by 20 per cent in a week." for what in ("flour", "diesel"))
    assert pairs.relation(said(one), later(other)) is None
    assert pairs.relation(said(one), later(one)) is Relation.ECHO


def test_soldiers_who_opened_fire_shot(pairs: Pairs) -> None:
    one = said("The guards shot at the miners of Korbach on Friday.")
    assert (
        pairs.relation(one, later("The guards opened fire on the miners of Korbach on Friday.", on=MONDAY))
        is Relation.CORROBORATES
    )


COUNTED = "About 40 divers were still in Korbach on Monday, according to the harbour office."


def test_what_is_counted_once_more_in_one_text_is_one_count_of_two(pairs: Pairs) -> None:
    text = f"{COUNTED} There were 41, the navy said."
    found = pairs.compared(said(text, "About 40"), said(text, "There were"))
    assert found.relation is Relation.CORROBORATES
    assert found.reasons[0].weight >= 0.9


@pytest.mark.parametrize("words", ["All 40 have gone home, the navy said.", "There were 65, the navy said."])
def test_what_says_more_or_counts_otherwise_is_not_known_to_be_one_count(pairs: Pairs, words: str) -> None:
    text = f"{COUNTED} {words}"
    found = pairs.compared(said(text, "About 40"), said(text, words.partition(",")[0]))
    assert found.relation is not Relation.CORROBORATES or found.reasons[0].weight < 0.9


def test_one_number_in_two_units_is_of_two_amounts(pairs: Pairs) -> None:
    one, other = (
        said("40 barrels of oil leaked into the bay."),
        later("40 tonnes of oil leaked into the bay.", on=MONDAY),
    )
    assert pairs.relation(one, other) is None


def test_what_was_inspected_has_not_been_repaired(pairs: Pairs) -> None:
    one, other = (
        said("The dam at Elsa was inspected on Monday."),
        later("The dam at Elsa was repaired on Monday.", on=MONDAY),
    )
    assert pairs.relation(one, other) not in (Relation.CORROBORATES, Relation.REPEATS)
