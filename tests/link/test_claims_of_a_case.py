"""How two claims of a case stand to each other: what makes one proposition, what a conflict, and what neither."""

from datetime import date
from typing import Any

import pytest
from link.claim_builders import (
    AROUND,
    FRIDAY,
    MONDAY,
    RELATER,
    a_day,
    a_figure,
    a_place,
    a_profile,
    a_report,
    compared,
)

from tocsin.link.claims import overlap
from tocsin.link.profile import ClaimText
from tocsin.link.relate import PairResult
from tocsin.model.factuality import Factuality
from tocsin.model.link import Relation

SAID = "The night guards closed the flood gate at Korbach."
AGAIN = "At Korbach the flood gate was closed by guards."
DENIED = "The guards did not close the flood gate at Korbach."
FULL, EMPTY = "The hospitals of Saalbrunn were overcrowded.", "The hospitals of Saalbrunn are deserted."


def closing(sentence: str, **facts: Any) -> ClaimText:
    return a_report(sentence, **{"does": "close", **facts})


def later(sentence: str, **facts: Any) -> ClaimText:
    """A claim of Friday in another paper."""
    return closing(sentence, **{"on": FRIDAY, "outlet": "Courier", **facts})


def not_so(**facts: Any) -> ClaimText:
    return later(DENIED, **{"factuality": Factuality.CERTAINLY_NOT, **facts})


def counting(sentence: str, number: str, *, noun: str = "trout", on: date | None = MONDAY, **facts: Any) -> ClaimText:
    """A claim that something killed so many."""
    figure = a_figure(sentence, number, noun=noun)
    return a_report(sentence, **{"does": "kill", "on": on, "quantities": (figure,), **facts})


def trout(number: int, **facts: Any) -> ClaimText:
    return counting(f"The flood gate killed {number} trout in the basin.", str(number), **facts)


def relation(left: ClaimText, right: ClaimText) -> Relation | None:
    return compared(left, right).relation


# --- one proposition -------------------------------------------------------------------------------------------------


def test_the_same_deed_in_other_words_is_one_proposition() -> None:
    found = compared(closing(SAID), later(AGAIN))
    assert found.relation is Relation.CORROBORATES
    assert found.reasons[0].rule == "link.same_said"
    assert "korbach" in found.reasons[0].facts["words"]  # type: ignore[operator]


def test_the_same_of_one_outlet_is_its_own_word_again() -> None:
    assert relation(closing(SAID), later(AGAIN, outlet="Observer")) is Relation.REPEATS


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Health Ministry", "Defence Ministry", Relation.CORROBORATES),
        ("Ministry of Health", "Health Ministry", Relation.REPEATS),
        ("General Staff", "General Staff of the Armed Forces", Relation.REPEATS),
        ("Ilse Brandt", "Mayor Brandt", Relation.REPEATS),
        ("Mayor Brandt", "Mayor Ovens", Relation.CORROBORATES),
    ],
)
def test_an_office_that_many_bear_makes_no_one_origin_but_a_name_does(one: str, other: str, expected: Relation) -> None:
    left = a_report("Workers repaired the spillway of the dam.", does="repair", sources=(one,), outlet="Observer")
    right = a_report("At last the dam has a repaired spillway.", does="repair", sources=(other,), outlet="Courier")
    assert compared(left, right).relation is expected


def test_a_source_named_in_both_makes_them_one_origin() -> None:
    source = {"sources": ("Ilse Brandt",)}
    assert relation(closing(SAID, **source), later(AGAIN, **source)) is Relation.REPEATS


def test_most_of_the_words_make_one_proposition_where_no_predicate_is_known() -> None:
    found = relation(closing(SAID, does=None), later("Guards at Korbach closed a flood gate.", does=None))
    assert found is Relation.CORROBORATES


def test_another_deed_of_other_things_is_none() -> None:
    other = later("The night porter of the market hall counted empty barrels.", does="count")
    assert relation(closing(SAID), other) is None


def test_a_common_predicate_alone_is_none() -> None:
    assert relation(closing("The guards closed the flood gate."), later("The police closed the market hall.")) is None


def test_names_alone_make_no_proposition() -> None:
    praise = a_report("The city thanked Ilse Brandt of Dravakraft in Saalbrunn.", does="thank")
    suit = a_report("Here Ilse Brandt sued Dravakraft of Saalbrunn.", does="sue", outlet="Courier", on=FRIDAY)
    assert relation(praise, suit) is None


def test_names_and_a_common_predicate_make_one() -> None:
    left = a_report("The city thanked Ilse Brandt of Dravakraft.", does="thank")
    right = a_report("In the city Ilse Brandt of Dravakraft was thanked.", does="thank", outlet="Courier", on=FRIDAY)
    assert relation(left, right) is Relation.CORROBORATES


def test_opposite_certainty_is_never_one_proposition() -> None:
    for certainty in (Factuality.POSSIBLY_NOT, Factuality.PROBABLY_NOT, Factuality.CERTAINLY_NOT):
        found = relation(closing(SAID), not_so(factuality=certainty))
        assert found is None or not found.is_same


def test_two_denials_agree() -> None:
    denial = closing(DENIED, factuality=Factuality.CERTAINLY_NOT)
    other = later("Guards at Korbach have not closed the flood gate.", factuality=Factuality.PROBABLY_NOT)
    assert relation(denial, other) is Relation.CORROBORATES


def test_what_ought_to_be_is_not_what_is() -> None:
    assert relation(closing(SAID), later("The guards should close the flood gate at Korbach.")) is None


@pytest.mark.parametrize("other", [52, 39])
def test_other_figures_are_never_one_proposition(other: int) -> None:
    found = relation(trout(40), trout(other, on=FRIDAY, outlet="Courier"))
    assert found is not None
    assert not found.is_same


def test_the_same_figure_of_one_deed_is_one_proposition() -> None:
    again = counting("In the basin 40 trout were killed by the flood gate.", "40", on=FRIDAY, outlet="Courier")
    assert relation(trout(40), again) is Relation.CORROBORATES


def test_the_same_number_of_other_things_is_none() -> None:
    left = counting("The guards shipped 40 crates of cement to the spillway.", "40", noun="crates", does="ship")
    right = counting("The guards sold 40 barrels at the market.", "40", noun="barrels", does="sell", outlet="Courier")
    assert relation(left, right) is None


def test_figures_of_which_none_is_the_same_keep_two_claims_apart() -> None:
    left = counting("The guards shipped 40 crates to the lower spillway.", "40", noun="crates", does="ship")
    right = counting("The guards shipped 52 barrels to the lower spillway.", "52", noun="barrels", does="ship")
    assert relation(left, right) is None


def test_none_and_some_are_never_one_proposition() -> None:
    assert relation(trout(0), trout(500, on=FRIDAY, outlet="Courier")) not in (Relation.REPEATS, Relation.CORROBORATES)


def test_forms_of_a_verb_without_a_common_stem_are_one_deed() -> None:
    one = a_report("The guards sent boats over the basin.", does="send", predicate="send", around="")
    other = a_report(
        "They would send the boats of the guards that night.",
        does="send",
        predicate="send",
        around="",
        outlet="Courier",
    )
    assert relation(one, other) is Relation.CORROBORATES


def test_a_denial_is_found_where_the_verb_changes_its_form() -> None:
    sent = a_report("The guards sent boats over the basin of Korbach.", does="send", around="")
    denied = a_report(
        "The guards did not send boats over the basin of Korbach.", does="send", around="", on=FRIDAY, outlet="Courier",
        factuality=Factuality.CERTAINLY_NOT,
    )  # fmt: skip
    assert relation(sent, denied) is Relation.CONTRADICTS


def test_the_same_on_other_days_is_another_proposition() -> None:
    assert relation(closing(SAID, time=a_day(MONDAY)), later(AGAIN, time=a_day(FRIDAY))) is None


def test_two_days_of_one_night_are_one_time() -> None:
    found = relation(closing(SAID, time=a_day(MONDAY)), later(AGAIN, time=a_day(date(2026, 3, 3))))
    assert found is Relation.CORROBORATES


def test_a_day_that_only_one_tells_keeps_nothing_apart() -> None:
    assert relation(closing(SAID, time=a_day(MONDAY)), later(AGAIN)) is Relation.CORROBORATES


def test_the_same_at_another_place_is_another_proposition() -> None:
    here, there = a_place("Korbach", 51.3, 8.9), a_place("Neustadt", 48.4, 10.0)
    assert relation(closing(SAID, places=(here,)), later(AGAIN, places=(there,))) is None


def test_the_order_of_the_two_only_turns_the_direction() -> None:
    pairs = [(closing(SAID), later(AGAIN)), (closing(SAID), not_so()), (trout(40), trout(52, on=FRIDAY))]
    for left, right in pairs:
        assert compared(left, right) == compared(right, left).turned()


# --- a clause that says too little by itself -------------------------------------------------------------------------


def test_a_clause_with_a_pronoun_is_completed_by_its_sentence() -> None:
    profile = a_profile("The hospitals of Saalbrunn filled up, and they were crowded.", "they were crowded")
    other = a_profile(FULL)
    assert "saalbrunn" not in overlap(profile, other, alone=True).common
    assert "saalbrunn" in overlap(profile, other, alone=False).common


def test_a_clause_with_a_pronoun_can_be_contradicted_by_what_its_sentence_tells() -> None:
    sentence = "The hospitals of Saalbrunn filled up, and they were overcrowded."
    clause = a_report(sentence, "they were overcrowded", who="the hospitals of Saalbrunn")
    other = a_report(EMPTY, who="the hospitals", outlet="Courier")
    assert relation(clause, other) is Relation.CONTRADICTS


def test_a_clause_with_a_pronoun_agrees_with_nothing_by_its_sentence_alone() -> None:
    sentence = "The night guards at Korbach left the flood gate, and it closed."
    assert relation(closing(sentence, clause="it closed"), later(AGAIN)) is None


def test_predicates_without_content_are_no_common_deed() -> None:
    left, right = a_profile("The gate is there.", does="be"), a_profile("The mayor is there.", does="be")
    assert not overlap(left, right, alone=True).deed


# --- denials ---------------------------------------------------------------------------------------------------------


def test_a_firm_denial_of_the_same_deed_contradicts() -> None:
    found = compared(closing(SAID), not_so())
    assert (found.relation, found.forward) == (Relation.CONTRADICTS, None)
    assert found.reasons[0].rule == "link.opposed_certainty"
    assert found.reasons[0].facts == {"one": "CT+", "other": "CT-"}


def test_a_possible_denial_denies_nothing() -> None:
    assert relation(closing(SAID), not_so(factuality=Factuality.POSSIBLY_NOT)) is None


def test_a_denial_of_another_deed_of_the_same_names_denies_nothing() -> None:
    other = a_report(
        "At Korbach the guards were not paid by Dravakraft.", does="pay", on=FRIDAY, outlet="Courier",
        factuality=Factuality.CERTAINLY_NOT,
    )  # fmt: skip
    assert relation(closing(SAID), other) is None


def test_a_denial_of_another_day_tells_how_the_matter_went_on() -> None:
    found = compared(closing(SAID, time=a_day(MONDAY)), not_so(time=a_day(FRIDAY)))
    assert (found.relation, found.forward) == (Relation.REVISES, False)


def test_a_denial_of_another_place_denies_nothing() -> None:
    here, there = a_place("Korbach", 51.3, 8.9), a_place("Neustadt", 48.4, 10.0)
    assert relation(closing(SAID, places=(here,)), not_so(places=(there,))) is None


def test_the_same_source_that_denies_later_what_it_said_revises_it() -> None:
    source = {"sources": ("Ilse Brandt",)}
    found = compared(closing(SAID, **source), not_so(**source))
    assert (found.relation, found.forward) == (Relation.REVISES, False)


def test_a_speaker_does_not_contradict_himself_in_one_text() -> None:
    speaker = {"speaker": "Ilse Brandt", "outlet": "Observer", "on": MONDAY}
    assert relation(closing(SAID, **speaker), not_so(**speaker)) is None


def test_a_speaker_can_contradict_what_he_said_on_an_earlier_day() -> None:
    found = relation(closing(SAID, speaker="Ilse Brandt"), not_so(speaker="Ilse Brandt"))
    assert found in (Relation.CONTRADICTS, Relation.REVISES)


# --- words that exclude each other -----------------------------------------------------------------------------------


def full(**facts: Any) -> ClaimText:
    return a_report(FULL, **facts)


def empty(**facts: Any) -> ClaimText:
    return a_report(EMPTY, **{"outlet": "Courier", **facts})


def test_opposed_words_of_one_party_contradict() -> None:
    found = compared(full(who="the hospitals"), empty(who="hospitals of Saalbrunn"))
    assert found.relation is Relation.CONTRADICTS
    assert found.reasons[0].rule == "link.opposed_words"
    assert set(found.reasons[0].facts.values()) == {"deserted", "overcrowded"}


def test_what_is_still_to_come_does_not_contradict_what_is_so_now() -> None:
    closed = a_report("The district has closed the bridge of Saalbrunn.", does="close", who="The district")
    later_on = a_report(
        "The district will reopen the bridge of Saalbrunn.",
        does="reopen",
        who="The district",
        on=FRIDAY,
        outlet="Courier",
    )
    assert relation(closed, later_on) in (None, Relation.REVISES)


def test_opposed_words_without_a_common_party_contradict_nothing() -> None:
    assert relation(full(), empty()) is None
    assert relation(full(who="the clerks"), empty(who="the wards")) is None


def test_opposed_words_of_two_sources_in_neighbouring_sentences_contradict() -> None:
    one, other = "The hospitals were overcrowded in the morning.", "By noon the corridors stood empty."
    left = a_report(one, around=f"{other}\n{AROUND}", sources=("Ilse Brandt",))
    right = a_report(other, around=f"{one}\n{AROUND}", sources=("Jonas Krämer",))
    assert relation(left, right) is Relation.CONTRADICTS


def test_opposed_words_of_one_voice_in_neighbouring_sentences_contradict_nothing() -> None:
    one, other = "The hospitals were overcrowded in the morning.", "By noon the corridors stood empty."
    left = a_report(one, around=f"{other}\n{AROUND}")
    assert relation(left, a_report(other, around=f"{one}\n{AROUND}")) is None


def test_a_denied_opposite_agrees() -> None:
    crowded = full(who="the hospitals")
    found = relation(crowded, empty(who="the hospitals", factuality=Factuality.CERTAINLY_NOT))
    assert found is not Relation.CONTRADICTS


# --- figures ---------------------------------------------------------------------------------------------------------


def test_a_later_higher_figure_revises() -> None:
    found = compared(trout(40), trout(52, on=FRIDAY, outlet="Courier"))
    assert (found.relation, found.forward) == (Relation.REVISES, False)


def test_a_later_lower_figure_contradicts() -> None:
    assert relation(trout(52), trout(40, on=FRIDAY, outlet="Courier")) is Relation.CONTRADICTS


def test_a_lower_figure_that_is_called_final_revises() -> None:
    sentence = "By the final count the flood gate killed 35 trout in the basin."
    found = compared(trout(40), counting(sentence, "35", on=FRIDAY, outlet="Courier"))
    assert (found.relation, found.forward) == (Relation.REVISES, False)


@pytest.mark.parametrize("on", [MONDAY, None])
def test_differing_figures_without_an_order_are_two_accounts(on: date | None) -> None:
    found = compared(trout(40, on=on), trout(52, on=on, outlet="Courier"))
    assert (found.relation, found.forward) == (Relation.CONTRADICTS, None)


def test_differing_figures_of_other_days_tell_how_the_matter_went_on() -> None:
    found = compared(trout(40, time=a_day(MONDAY)), trout(52, time=a_day(FRIDAY)))
    assert (found.relation, found.forward) == (Relation.REVISES, False)


def test_figures_of_other_places_are_not_compared() -> None:
    here, there = a_place("Korbach", 51.3, 8.9), a_place("Neustadt", 48.4, 10.0)
    assert relation(trout(40, places=(here,)), trout(52, places=(there,), on=FRIDAY)) is None


def test_a_figure_of_a_narrower_place_is_a_part() -> None:
    village = counting("The flood gate killed 12 trout in the village.", "12")
    country = counting("Across the country the flood gate killed 210 trout.", "210", on=FRIDAY, outlet="Courier")
    found: PairResult = compared(village, country)
    assert (found.relation, found.forward) == (Relation.PART_OF, True)


@pytest.mark.parametrize("low", [0.0, -40.0, 1e30, float("inf"), float("nan")])
def test_absurd_figures_are_compared_without_harm(low: float) -> None:
    sentence = "The flood gate killed 40 trout in the basin."
    figure = a_figure(sentence, "40", noun="trout", low=low, high=low)
    absurd = a_report(sentence, does="kill", quantities=(figure,), on=FRIDAY, outlet="Courier")
    for other in (trout(40), trout(52), absurd):
        found = RELATER.relate(absurd, other)
        assert all(0 <= reason.weight <= 1 for reason in found.reasons)
