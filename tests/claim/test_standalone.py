"""Claims that can be understood alone: what is added stands in square brackets, the words of the clause stay."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.engine.reader import Reader

READER = Reader()


def standalone(text: str) -> list[str]:
    return [claim.standalone for claim in READER.read_text(text, published=date(2025, 6, 20)).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora Brenner, who lives in Linz, said that the vote is ready.", "[Nora Brenner] lives in Linz"),
        (
            "The union is buying tents and moving them to the coast.",
            "[The union is] moving them [tents] to the coast",
        ),
        ("The union has bought tents and moved them to the coast.", "[The union] moved them [tents] to the coast"),
        ("The pier at Linz and Enns, which was built in 1950, broke.", "[The pier at Linz and Enns] was built in 1950"),
    ],
)  # fmt: skip
def test_a_clause_without_a_subject_of_its_own_is_given_it(text: str, expected: str) -> None:
    assert expected in standalone(text)


def test_a_pronoun_is_followed_by_whom_it_stands_for() -> None:
    found = standalone("Nora Brenner left the meeting early. She will return on Monday.")
    assert found[1] == "She [Nora Brenner] will return on Monday [2025-06-23]" or found[1].startswith(
        "She [Nora Brenner]"
    )


def test_whose_it_is_is_told_where_a_pronoun_says_it() -> None:
    found = standalone("Nora Brenner spoke first. The hall liked her speech.")
    assert "her [Nora Brenner’s] speech" in found[1]


def test_a_speaker_s_i_is_the_speaker() -> None:
    assert standalone("“I sold the mill,” said Nora Brenner.") == ["I [Nora Brenner] sold the mill"]


def test_a_day_that_counts_from_another_is_told() -> None:
    assert standalone("The mill burned yesterday.") == ["The mill burned yesterday [2025-06-19]"]


def test_a_claim_that_needs_nothing_is_left_as_it_is() -> None:
    assert standalone("The mill burned on 3 May 2025.") == ["The mill burned on 3 May 2025"]


WORDS = st.sampled_from(
    [
        "the mill",
        "she",
        "his",
        "which",
        "burned",
        "and",
        "moved",
        "to sell",
        "Nora Brenner",
        ",",
        "if",
        "that",
        "I",
        ".",
        "who",
    ]
)


@examples(60)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_without_what_stands_in_brackets_the_words_are_the_document_s(text: str) -> None:
    for claim in READER.read_text(text).claims:
        bare = re.sub(r"\[[^\]]*\]", " ", claim.standalone).replace(",", " ").split()
        assert set(bare) <= set(text.replace(",", " ").split())


def test_things_that_pronouns_stand_for_are_told_too() -> None:
    found = standalone(
        "The dam at Oberau has a breach. Engineers say it will grow. The union has bought tents and put them up."
    )
    assert any("it [" in text for text in found)
    assert any("them [tents]" in text for text in found)


def test_what_is_in_the_clause_itself_is_not_told_again() -> None:
    assert standalone("15 injured in Oberau fire, rescuers say") == ["15 injured in Oberau fire"]


LEAD = "A cargo ship with maize from Odesa sank off Oberau on Monday, the coast guard said.\n\n"


def test_a_description_is_followed_by_what_introduced_it() -> None:
    assert standalone(LEAD + "The ship had left Enns at noon.")[1].startswith(
        "The ship [cargo ship with maize from Odesa]"
    )


def test_a_kind_of_thing_stands_for_the_one_thing_of_that_kind() -> None:
    assert "The vessel [cargo ship with maize from Odesa]" in standalone(LEAD + "The vessel had left Enns at noon.")[1]


def test_a_description_of_two_things_is_left_open() -> None:
    found = standalone(
        "A cargo ship from Odesa sank off Oberau. A fishing ship from Linz was near. The ship had left Enns."
    )
    assert not any("The ship [cargo" in text or "The ship [fishing" in text for text in found)


def test_a_place_named_since_keeps_a_description_from_standing_for_one_before() -> None:
    found = standalone("Rebels left the small town of Enns. Soldiers entered Oberau and burned the town.")
    assert not any("town [small town of Enns]" in text for text in found)


def test_a_surname_is_followed_by_the_full_name_with_the_office() -> None:
    found = standalone("Union secretary Mara Toth spoke first. Toth sold the mill in May.")
    assert any("Toth [Union secretary Mara Toth]" in text for text in found)


def test_a_claim_that_names_nothing_is_told_what_its_article_is_about() -> None:
    found = standalone(LEAD + "Seven people are missing.")
    assert (
        found[1] == "Seven people are missing [context: A cargo ship with maize from Odesa sank off Oberau on Monday]"
    )


def test_a_claim_that_names_the_topic_itself_is_not_told_it() -> None:
    assert "context" not in standalone(LEAD + "The cargo ship with maize from Odesa had left Enns.")[1]


def test_an_interview_without_an_introduction_has_no_topic() -> None:
    found = standalone(
        "– What sank off Oberau on Monday?\n– A cargo ship with maize sank off Oberau.\n– And now?\n– Seven are missing."
    )
    assert not any("context" in text for text in found)


def test_where_there_is_is_told() -> None:
    found = standalone(LEAD + "Exporters may move to the port at Enns. There, he said, lorries wait for an hour.")
    assert any(text.startswith("[There (Enns),]") for text in found)


def test_what_was_said_before_is_told_where_a_pronoun_is_open() -> None:
    found = standalone(LEAD + "The captain was asleep at noon. One of the men denied that.")
    assert "denied that [before: The captain was asleep at noon]" in found[2]


def test_the_time_up_to_which_a_clause_holds_is_told() -> None:
    found = standalone("Until another ferry comes from Linz, there will be four crossings a day.")
    assert "[Until another ferry comes from Linz,] there will be four crossings a day" in found


@pytest.mark.parametrize("start", ["Should the ice break early,", "Provided that the ice holds,"])
def test_a_condition_without_if_stays_in_its_claim(start: str) -> None:
    assert standalone(f"{start} the bridge at Enns will be closed.") == [f"{start} the bridge at Enns will be closed"]


def test_a_quotation_that_begins_in_a_claim_ends_in_it() -> None:
    assert 'at work "day and night"' in standalone('The crew in Enns is at work "day and night".')[0]


def test_who_speaks_of_himself_and_others_is_told() -> None:
    found = standalone("“Our brakes were sound,” union secretary Mara Toth said.")
    assert found == ["Our brakes were sound [said by union secretary Mara Toth]"]


def test_who_only_said_something_is_not_what_the_next_sentence_is_about() -> None:
    found = standalone("A bridge was opened in Oberau on Monday, the transport ministry said. It can bear 20 tonnes.")
    assert "ministry" not in found[1]


def test_a_noun_made_of_a_verb_points_to_the_clause_of_the_verb() -> None:
    found = standalone(LEAD + "Two bearings of a crane had moved by a metre. Nobody saw it. The movement was known.")
    assert "The movement was known [before: Two bearings of a crane had moved by a metre]" in found[-1]


def test_the_topic_goes_on_with_what_the_lead_goes_on_with() -> None:
    lead = "The navy seized eleven boats off Linz on Monday and detained 74 fishermen, a spokesman said."
    found = standalone(f"{lead}\n\nThe men will be tried.")
    assert found[-1].endswith(
        "[context: The navy seized eleven boats off Linz on Monday and detained 74 fishermen]"
    )  # fmt: skip


def test_a_pronoun_that_opens_the_topic_is_told_by_name() -> None:
    found = standalone(
        "Norway's fund said on Monday that it had sold its shares in a maker of mines.\n\nThe price was not disclosed."
    )
    assert found[-1].endswith("[context: Norway's fund had sold its shares in a maker of mines]")


def test_a_paragraph_of_another_matter_is_about_what_it_opens_with() -> None:
    found = standalone(
        "Norway: A court in Bergen fined a farmer on Monday. The fish were sold.\n\n"
        "Peru: Two ministers in Lima resigned on Monday. A third may go."
    )
    assert found[-1] == "A third may go [context: Peru: Two ministers in Lima resigned on Monday]"


def test_a_number_alone_goes_on_with_what_was_counted_before() -> None:
    found = standalone(
        "Workers of a mill near Linz stopped work on Monday.\n\n"
        "About 400 of them marched to the gate, the police said. The union spoke of 900."
    )
    assert "[before: About 400 of them marched to the gate" in found[-1]


def test_few_words_go_on_with_what_was_said_before() -> None:
    found = standalone(
        "The river near Linz was closed to boats on Monday.\n\n"
        "The ministry shut a laboratory in May. A clerk said testing had resumed."
    )
    assert "[before: The ministry shut a laboratory in May]" in found[-1]


def test_what_points_back_with_that_is_told() -> None:
    found = standalone(
        "The mill in Linz will close, its owner said.\n\n"
        "Nora Brenner had promised a new roof. Karl Brandt said he had relied on that promise."
    )
    assert "[before: Nora Brenner had promised a new roof" in found[-1]


def test_a_town_named_in_the_same_sentence_is_the_town() -> None:
    found = standalone("The rebels had waited in Graz for a year. They marched to Linz in May, and the town burned.")
    assert "the town [Linz] burned" in found[-1]


def test_a_country_named_just_before_is_the_country() -> None:
    found = standalone("Heavy rain spoiled the harvest in Ghana. The country is the largest grower.")
    assert found[-1].startswith("The country [Ghana] is")


def test_a_condition_is_one_claim_with_its_consequence_however_it_is_parsed() -> None:
    found = standalone("The maker of valves is in Linz. Were it to be listed, banks would freeze its accounts.")
    assert found[-1].startswith("Were it [maker of valves] to be listed, banks would freeze its accounts")


def test_a_subject_of_one_word_stays_before_its_relative_clause() -> None:
    assert "Austria, which shares the lake, has not decided yet" in standalone(
        "Austria, which shares the lake, has not decided yet."
    )


def test_a_clause_of_a_habit_stays_with_it() -> None:
    assert standalone("When it gets wet, plaster in Linz smells.") == ["When it gets wet, plaster in Linz smells"]
    assert standalone("When the mayor of Linz resigned, the hall was full.")[0] == "the mayor of Linz resigned"


def test_what_a_condition_finds_stays_in_it() -> None:
    assert standalone("The prefect of Linz can annul the vote if she finds that the rules were broken.") == [
        "The prefect of Linz can annul the vote if she finds that the rules were broken"
    ]


def test_whom_a_relative_clause_is_about_is_not_its_object() -> None:
    found = standalone("A roofer from Linz was jailed. The man's brother, who had driven him there, will stand trial.")
    assert not any("him [man's brother]" in text for text in found)


def test_what_only_persons_do_is_not_told_of_things() -> None:
    assert not any("They [" in text for text in standalone("The cars in Linz have no fuel. They offered me a house."))


def test_no_government_is_closed() -> None:
    assert "it will be closed" in " ".join(
        standalone("The government in Linz meets today. I expect it will be closed in May.")
    )


def test_what_will_not_be_done_is_told_with_it() -> None:
    found = standalone(
        "A vaccine plant opened in Linz on Monday.\n\n"
        "The regulator has issued no licence. It said that it would not do so before winter."
    )
    assert "[before: The regulator has issued no licence]" in found[-1]


def test_families_are_not_those_of_a_body() -> None:
    found = standalone("Two Spaniards are missing in Linz. The embassy said their families had been informed.")
    assert not any("embassy’s" in text for text in found)


def test_a_verb_that_goes_on_is_told_with_what_it_goes_on_with() -> None:
    found = standalone("A bridge fell near Linz on Monday.\n\nThe mayor sold the land in May. The council disagrees.")
    assert "The council disagrees [before: The mayor sold the land in May]" in found[-1]


def test_a_short_beginning_is_told_with_when_it_was() -> None:
    assert standalone("The strike began when guards in Linz turned away 37 men.") == [
        "The strike began when guards in Linz turned away 37 men"
    ]


def test_the_client_is_the_lawyer_s() -> None:
    found = standalone("A night guard was held in Linz. The night guard's lawyer said that his client had been ill.")
    assert not any("guard’s] client" in text for text in found)


def test_who_gives_you_something_is_nobody_told_before() -> None:
    found = standalone("About 2,000 people live in the camp near Linz. “They give you water,” a woman said.")
    assert not any("They [" in text for text in found)


def test_those_who_did_something_to_a_speaker_are_not_what_he_said_of_anybody() -> None:
    text = (
        "Jan Sabo is an engineer. Helle Saks spoke to him in Linz.\n\n– Mr Sabo, were you arrested or were you a guest?\n\n"
        "– Guests can leave. They detained me on Wednesday night. They were polite."
    )
    assert all("[Guests]" not in one for one in standalone(text))


def test_what_happened_the_day_before_is_told_with_what_was_before() -> None:
    text = (
        "The council of Linz met on Monday. A dock at Enns was closed. The day before, the Livonia had gone to Steyr."
    )
    assert "A dock at Enns was closed" in standalone(text)[-1]


def test_what_something_is_compared_with_stays_in_its_claim() -> None:
    text = "In 212 offices in the province of Linz more votes were counted than there are voters."
    assert standalone(text) == [text.rstrip(".")]


def test_how_long_something_takes_is_nothing_that_it_stands_for() -> None:
    text = "The grid operator spoke of 86,000 households. It could take until Friday to reach all of them, the operator said."
    assert all("It [" not in one for one in standalone(text))


@pytest.mark.parametrize("text", ["Neither side has published a list.", "Neither is airworthy at the moment."])
def test_who_does_not_do_something_stays_in_the_claim(text: str) -> None:
    assert standalone(text)[0].startswith("Neither")


def test_they_behind_what_some_people_said_are_these_people() -> None:
    found = standalone("The oil has reached the beach, volunteers said. They collected 200 birds.")
    assert any(one.startswith("They [volunteers] collected 200 birds") for one in found)


def test_one_of_them_is_none_of_those_who_only_said_so() -> None:
    found = standalone("Four were dug out alive, mountain rescuers said; one of them later died.")
    assert not any("[mountain rescuers]" in one for one in found)


def test_a_minister_of_another_ministry_is_another_person() -> None:
    found = standalone(
        "Farm Minister Otto Barsk resigned on Friday. Anna Quist thanked him. The water minister will run his office."
    )
    assert not any("water minister [" in one for one in found)


def test_an_inquiry_lasts_and_not_the_office_that_opened_it() -> None:
    found = standalone("The mine inspectorate has opened an inquiry. It is expected to last several months.")
    assert not any("It [mine inspectorate]" in one for one in found)


def test_an_entry_of_a_ticker_is_told_without_its_hour() -> None:
    found = standalone("Shots were fired at the market.\n\n+++ 14:20 One man arrested, says police spokeswoman.")
    assert any(one.startswith("One man arrested") for one in found)


def test_whoever_says_something_of_himself_is_not_who_was_named_before() -> None:
    found = standalone("The warden, Ole Dahl, blamed vandals. A farmer says he lost four sheep.")
    assert any(one.startswith("he [farmer] lost four sheep") for one in found)


def test_she_who_said_so_is_no_recorder_and_nobody_sings() -> None:
    found = standalone("The recorder is with the police. The prosecutor, Elin Rask, said she had not heard it yet.")
    assert any(one.startswith("she [prosecutor Elin Rask] had not heard it") for one in found)
    assert not any("Nobody]" in one for one in standalone("Nobody screamed. They sang."))


def test_a_letter_is_received_and_no_office() -> None:
    found = standalone("The road office in Linz has no record of the letter. It was never received.")
    assert "[road office" not in found[-1].partition("[before")[0]


def test_a_number_of_those_named_before_it_is_not_told_with_what_was_said_before() -> None:
    text = (
        "A lift fell in Graz on Monday, injuring nine people.\n\nNobody from the lift company was there.\n\n"
        "Of the injured, three are girls, the clinic said."
    )
    assert "[before:" not in standalone(text)[-1]


def test_what_the_topic_names_is_not_told_by_a_clause_before() -> None:
    text = (
        "The council of Wels wants to shut its only rink.\n\nNobody builds a rink for fun, the mayor said.\n\n"
        "Ida Low said that three schools use the rink."
    )
    assert "[before:" not in standalone(text)[-1]


def test_whose_they_are_is_told_of_the_one_of_several_who_speaks() -> None:
    text = "Four porters spoke to us. Another said that he had been sent off by his foreman."
    assert standalone(text)[-1].startswith("he [one of the porters] had been sent off by his foreman")
