"""Kinds of sentences of wire copy whose claims were misread: as whose word, how surely, when and how many."""

from datetime import date
from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim

READER = Reader()
DAY = date(2021, 3, 18)


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return READER.read_text(text, published=DAY, outlet="The Daily").claims


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.text, one.factuality.value, one.sources) for one in claims(text)]


# --- whose word -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "source"),
    [
        ("Harbour minister Nora Brenner said so on Friday.", "Nora Brenner"),
        ("The announcement was made by the port office.", "port office"),
        ("It was reported by the port office.", "port office"),
    ],
)
def test_a_sentence_that_only_says_whose_word_the_one_before_is(frame: str, source: str) -> None:
    assert told(f"Two cranes have been sold. {frame}") == [("Two cranes have been sold", "CT+", (source,))]


def test_it_of_a_deed_is_no_report() -> None:
    assert claims("The comet is bright. It was discovered by a farmer.")[0].sources == ()


def test_what_is_confirmed_by_somebody_in_the_passive_is_that_ones_word() -> None:
    assert claims("The loss of two boats was confirmed by the coastguard.")[0].sources == ("coastguard",)


def test_who_denied_one_thing_and_admitted_another_admitted_it() -> None:
    assert told("Smugglers denied that they had sunk the boat but admitted ramming it.") == [
        ("they had sunk the boat", "CT-", ("Smugglers",)),
        ("ramming it", "CT+", ("Smugglers",)),
    ]


def test_a_clinic_that_admits_patients_says_nothing() -> None:
    assert claims("The clinic admitted 12 and 17 patients.")[0].sources == ()
    assert claims("The clinic admitted two mistakes.")[0].sources == ("clinic",)


def test_who_suspects_somebody_is_the_source_of_it() -> None:
    assert claims("Ghana suspects a Dutch firm of dumping waste.")[0].sources == ("Ghana",)


def test_a_headline_read_as_one_phrase_has_the_source_behind_its_colon() -> None:
    assert told("Four hurt in Graz sawmill fire: rescue board") == [
        ("Four hurt in Graz sawmill fire", "CT+", ("rescue board",))
    ]


def test_a_message_in_a_named_channel_speaks_for_the_channel_and_citing_it_is_no_claim() -> None:
    text = "The portal refers to a message in the channel “Heath Signal”. According to the message, two trains left."
    assert told(text) == [("two trains left", "CT+", ("Heath Signal",))]


def test_a_citation_that_says_what_is_in_it_is_a_claim() -> None:
    assert [one.text for one in claims("The portal cites a report on fraud in the port.")] == [
        "The portal cites a report on fraud in the port"
    ]


# --- how surely -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opinion", ["believed dead", "presumed drowned", "feared lost"])
def test_an_opinion_beside_what_is_so_is_an_opinion(opinion: str) -> None:
    first, second = claims(f"Six divers are missing and {opinion}.")[:2]
    assert first.factuality.value == "CT+"
    assert second.factuality.value in ("PR+", "PS+")


def test_that_something_will_be_is_not_taken_for_granted_where_nobody_knows_when() -> None:
    assert claims("Nobody knows when the lift will run again.")[0].factuality.value == "Uu"
    assert claims("Nobody knows why the lift fell.")[0].factuality.value == "CT+"


def test_a_condition_read_as_a_preposition_makes_its_clause_conditional() -> None:
    claim = claims("The crew will end its strike provided that wages are paid.")[0]
    assert (claim.kind.value, claim.factuality.value) == ("conditional", "PR+")


def test_what_is_denied_in_one_word_is_a_claim() -> None:
    assert told("The yard denied rumours of dismissals.") == [("dismissals", "CT-", ("yard",))]


# --- when, where and how many -----------------------------------------------------------------------------------------


def test_a_ship_that_went_down_did_so_before_the_day_of_publication() -> None:
    time = claims("The ferry went down on 4 December.")[0].time
    assert time is not None
    assert time.earliest == date(2020, 12, 4)


def test_cases_reported_since_a_day_have_that_day() -> None:
    time = claims("There have been nine cases of measles reported in Graz since Monday.")[0].time
    assert time is not None
    assert (time.earliest, time.latest) == (date(2021, 3, 15), None)


@pytest.mark.parametrize(
    "stamp",
    ["Updated Mar. 10, 2021 4:05 p.m. ET", "Harbour Watch [10.03.2021 21:40]", "Posted 10 March 2021, 09:14 CET"],
)
def test_a_stamp_with_a_zone_or_a_channels_name_dates_the_text_and_is_no_claim(stamp: str) -> None:
    (claim,) = claims(f"{stamp}\nThis morning two boats sank off Varna.")
    assert claim.time is not None
    assert claim.time.earliest == date(2021, 3, 10)


def test_a_number_in_a_models_name_counts_nothing() -> None:
    (claim,) = claims("The navy bought two Osprey drones and a Gale 12 missile boat.")
    assert [one.low for one in claim.quantities] == [2]


def test_four_figures_with_their_change_count() -> None:
    (claim,) = claims("Hospitalised: 1911 (-12)")
    assert claim.quantities[0].low == 1911


def test_a_range_of_mountains_is_no_town_of_its_name() -> None:
    (claim,) = claims("Six climbers died in the Tatra mountains.")
    assert [(one.name, one.geonameid) for one in claim.places] == [("Tatra", None)]


# --- understood alone -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "standalone"),
    [
        ("Rumours of a run on the bank were unfounded.", "[Rumours of] a run on the bank"),
        (
            "Smugglers denied that they had sunk the boat but admitted ramming it.",
            "[Smugglers admitted] ramming it [boat]",
        ),
        (
            "The yard promised to rehire the welders and pay them in full.",
            "[The yard promised to] pay them [welders] in full",
        ),
        ("Ada Boer, 34, who lost her house, sleeps in a school.", "[Ada Boer] lost her house"),
    ],
)
def test_a_clause_is_told_with_what_it_goes_on_from_and_nothing_twice(text: str, standalone: str) -> None:
    assert claims(text)[-1].standalone == standalone


# --- found in a first look at ten more articles ------------------------------------------------------------------------


def test_two_things_that_collided_and_who_says_so_at_the_end() -> None:
    text = (
        "A tanker carrying fuel oil and a dry-cargo ship collided in fog south of the island on Tuesday, leaving two sailors "
        "missing, the regional rescue centre said."
    )
    (claim,) = claims(text)
    assert claim.sources == ("regional rescue centre",)
    assert "said" not in claim.text


def test_an_office_and_a_name_before_a_colon_is_who_says_it() -> None:
    assert told("The head of the port office Andrii Besarab: two dead, nine hurt.") == [
        ("two dead, nine hurt", "CT+", ("Andrii Besarab",))
    ]


def test_what_stands_behind_a_semicolon_is_a_claim_without_the_frame_before_it() -> None:
    text = (
        "The ministry had offered them on Tuesday night, according to two officials; the region accepted this morning."
    )
    assert claims(text)[-1].text == "the region accepted this morning"


def test_a_quay_is_closed_until_a_day_that_is_to_come() -> None:
    time = claims("The port closed the quay until Saturday.")[0].time
    assert time is not None
    assert (time.earliest, time.latest) == (None, date(2021, 3, 20))


@pytest.mark.parametrize("text", ["No lorry has gone out since six this morning.", "The hearing is tomorrow at ten."])
def test_an_hour_in_words_is_no_figure(text: str) -> None:
    assert claims(text)[0].quantities == ()


def test_the_hour_of_an_entry_is_no_part_of_its_claim() -> None:
    text = "Floods in Graz: live\n\n17:30 About 1,000 soldiers of the emergency unit are on their way."
    assert [one.text for one in claims(text)] == ["About 1,000 soldiers of the emergency unit are on their way"]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Profits reached 9 percent in May. The firm expects 12 percent by July.", "Profits reached 9 percent in May"),
        ("In 2020 an outbreak in Linz killed two. Nobody was charged.", "In 2020 an outbreak in Linz killed two"),
        ("Power is back in half of the 900 homes. The rest should follow.", "Power is back in half of the 900 homes"),
    ],
)
def test_what_goes_on_with_the_sentence_before_is_told_with_it(text: str, before: str) -> None:
    lead = "A heavy storm hit the town of Graz and its suburbs on Monday night.\n\n"
    assert f"[before: {before}" in claims(lead + text)[-1].standalone


def test_he_is_whom_the_sentences_before_are_about() -> None:
    text = (
        "Ramón Quesada walks between trees that his grandfather planted. He is 71. In a good year they give him 40 tonnes. "
        "This autumn he expects four."
    )
    assert claims(text)[-1].sources == ("Ramón Quesada",)


@pytest.mark.parametrize(
    ("text", "content", "sources"),
    [
        (
            "Its harvest has fallen by half for the second year running, the growers' cooperative in Linz estimates.",
            "Its harvest has fallen by half for the second year running",
            ("growers' cooperative in Linz",),
        ),
        (
            "Work has stopped at the mill. This was stated by the minister, Roman Havrylko, the portal Vist reports.",
            "Work has stopped at the mill",
            ("Vist", "Roman Havrylko"),
        ),
    ],
)
def test_who_reports_at_the_end_is_no_noun(text: str, content: str, sources: tuple[str, ...]) -> None:
    assert [(one.text, one.sources) for one in claims(text)] == [(content, sources)]


# --- who passes on whose word -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("In a communique carried by the state agency Orbita, the navy said two boats had sunk.", ("Orbita", "navy")),
        ("Two boats sank, according to a ministry statement carried by Orbita.", ("Orbita", "ministry")),
        ("The firm's statement, relayed by the agency Orbita, says two boats sank.", ("Orbita", "firm")),
        (
            "The state agency carried a statement by the navy saying that two boats had sunk.",
            ("state agency", "navy"),
        ),
        ("Orbita cites the ministry as saying that two boats had sunk.", ("Orbita", "ministry")),
        ("Two boats sank, Orbita reports with reference to the ministry.", ("Orbita", "ministry")),
        ("Two boats sank, Orbita said, citing a communique of the Ministry of Trade.", ("Orbita", "Ministry of Trade")),
        ("The navy has issued the following communique: two boats sank off Orlan.", ("navy",)),
        ("Navy communique: Two boats sank in the night.", ("Navy",)),
    ],
)
def test_an_agency_that_passes_on_a_statement_stands_before_the_body_whose_word_it_is(
    text: str, chain: tuple[str, ...]
) -> None:
    assert [one.sources for one in claims(text)] == [chain]


@pytest.mark.parametrize(
    "byline",
    [
        "From agencies\n\n{}",
        "The Herald and agencies\n\n{}",
        "{}\n\n(With inputs from agencies)",
        "ORLAN (Agencies) - {}",
    ],
)
def test_of_a_text_from_agencies_that_nobody_names_it_is_not_told_whose_word_it_is(byline: str) -> None:
    assert [one.sources for one in claims(byline.format("Two boats sank in the night."))] == [("unnamed source",)]


def test_who_is_named_in_a_text_from_agencies_keeps_its_word() -> None:
    assert claims("From agencies\n\nTwo boats sank, the harbour master said.")[0].sources == ("harbour master",)


def test_agencies_that_a_sentence_is_about_are_no_byline() -> None:
    assert claims("Two agencies were closed.\n\nThe agencies had no staff.")[0].sources == ()


@pytest.mark.parametrize(
    "who", ["A voice message that is making the rounds", "A text making the rounds", "A post that is shared in chats"]
)
def test_a_writing_that_goes_round_without_a_name_is_an_unnamed_source(who: str) -> None:
    (one,) = claims(f"{who} says the wells are poisoned.")
    assert (one.text, one.sources) == ("the wells are poisoned", ("unnamed source",))


def test_who_did_something_and_says_so_speaks_and_not_what_it_was_done_to() -> None:
    assert claims("A carter who saw the blast said the roof fell in.")[0].sources == ("carter",)


@pytest.mark.parametrize(
    ("who", "source"),
    [("A nurse from Tarn", "nurse from Tarn"), ("One of them, a driver from Tarn,", "driver from Tarn")],
)
def test_she_is_who_was_told_of_for_the_first_time_right_before(who: str, source: str) -> None:
    text = f"Minister Lea Brandt called the strike a shame.\n\n{who} has waited since May. “I do not blame them,” she said."
    assert claims(text)[-1].sources == (source,)


def test_what_somebodys_sons_do_tells_nobodys_words() -> None:
    assert claims("“They knew about it,” said Tara Holm, whose two sons go there.")[0].sources == ("Tara Holm",)


@pytest.mark.parametrize(
    ("text", "told", "source"),
    [
        ("Forty crates, my cousin at the gate says.", "Forty crates", "my cousin at the gate"),
        ("Queue 9 km says the border guard.", "Queue 9 km", "border guard"),
        ("Only platform 4, says the station master, Unni Berg.", "Only platform 4", "Unni Berg"),
        ("After two days most could eat again, said a nurse.", "After two days most could eat again", "nurse"),
    ],
)
def test_words_without_a_verb_are_told_by_who_stands_beside_says(text: str, told: str, source: str) -> None:
    assert [(one.text, one.sources) for one in claims(text)] == [(told, (source,))]


def test_who_is_spoken_to_says_nothing() -> None:
    (one,) = claims("Mr Stoll, Asker Power says that both gates were open.")
    assert one.sources == ("Asker Power",)


def test_a_son_in_law_is_no_son_and_a_loan_has_no_lawyer() -> None:
    assert claims("My son-in-law said the well was dry.")[0].sources == ("My son-in-law",)
    assert claims("He asked for a loan on Monday, his lawyer says.")[0].sources == ("his lawyer",)


def test_a_label_of_those_who_are_counted_behind_it_says_nothing() -> None:
    assert [one.sources for one in claims("Forces: 340 firefighters, 12 boats.")] == [()]


def test_most_are_an_unnamed_source_where_they_say_something_and_none_where_they_wait() -> None:
    assert claims("Most said that the well was dry.")[0].sources == ("unnamed source",)
    assert all(one.sources == () for one in claims("Most wait for the tests, which are due on Monday."))


def test_who_names_somebody_is_not_the_one_he_names() -> None:
    found = claims("The master's lawyer was angry. “Mr Aune was on the bridge,” he said. “Mr Aune slept,” he said.")
    assert not any("Aune" in source for one in found for source in one.sources)


def test_who_is_warned_of_cracks_is_not_called_so() -> None:
    found = claims("She had warned Mayor Lund of cracks in the slope. He came at once.")
    assert "He [Mayor Lund] came at once" in found[-1].standalone


def test_what_an_author_wrote_with_agencies_is_not_told_by_nobody() -> None:
    text = "By Dana Holm and agencies\n\nA tyre store in Linz has burned for nine days. More than 70 people have left."
    assert all(claim.sources == () for claim in Reader().read_text(text, published=date(2025, 6, 20)).claims)
