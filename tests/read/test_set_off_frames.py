"""Whose word it is where punctuation alone sets the frame off, and in the sentences that go on with it."""

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


def sources(text: str) -> list[tuple[str, ...]]:
    return [claim.sources for claim in READER.read_text(text).claims]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Up to now forty barges have passed the lock, River Watch has counted.", "River Watch"),
        ("The film was made in another town, as Halden Monitor found out.", "Halden Monitor"),
        ("Sixty tonnes of flour have reached the camp, writes the municipality.", "municipality"),
        ("He is still in his office, as Karl Brenner assured our readers on Thursday.", "Karl Brenner"),
        ("Forty people were hurt, by the hospital's corrected count.", "hospital"),
        ("By the parish's measurements about 30 metres of the dyke are gone.", "parish"),
        ("The loss was put at 41 tonnes by the dairy.", "dairy"),
        ("Thirty lorries have left the quarry, according to the count of River Watch.", "River Watch"),
        ("Workmen moved the stone in May, as the committee's own log says.", "committee"),
        ("The strike ended on Tuesday, according to the union Anker, three days later than planned.", "Anker"),
        ("Karl Brenner was held on Saturday, the police in Halden confirm.", "police in Halden"),
        ("More than 200 dead, a male nurse tells us.", "male nurse"),
        ("The commission puts the strength of the guard at Halden at some 900.", "commission"),
        ("The health service now counts 320 infected people in all.", "health service"),
        ("The ministry has registered 42 cases of cholera since Monday.", "ministry"),
        ("The water must be boiled, the mayor's new posters say.", "mayor"),
        ("Under the water rules of 2011, a town may go without chlorine for 48 hours.", "water rules of 2011"),
        ("14:35 Traders' association: 26 shops were plundered.", "Traders' association"),
        ("Tanks are being massed near Halden, the channel Seven Hills Voice reports.", "Seven Hills Voice"),
    ],
)
def test_a_frame_between_commas_names_the_source_of_what_stands_before_it(text: str, source: str) -> None:
    assert sources(text)[0] == (source,)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Thirty patients are in the clinic, director Ilse Brandt said on Monday. Most of them are children.", "Ilse Brandt"),
        ("The guard took 26 people away, says the union Anker. Among them is its chairman, Karl Moser.", "Anker"),
        ("Twenty patients were driven to Halden on Friday, the clinic says. That makes 105 who had to leave.", "clinic"),
        ("Austria has called up 3,000 reservists, the Defence Ministry announced. They will serve for 45 days.",
         "Defence Ministry"),
        ("It had a magnitude of 6.1, the Halden Seismic Centre reported. Its centre lay near a village.",
         "Halden Seismic Centre"),
    ],
)  # fmt: skip
def test_a_sentence_about_those_who_were_told_of_goes_on_with_the_same_source(text: str, source: str) -> None:
    assert {found[-1] for found in sources(text)} == {source}


def test_whose_count_it_is_does_not_reach_over_a_semicolon() -> None:
    text = "Seventeen were held by the guard, who counted cells; 26 were held by the reckoning of River Watch."
    assert sources(text)[0] == ()
    assert sources(text)[-1][-1] == "River Watch"


def test_what_an_outlet_tells_next_to_a_source_without_a_tie_to_it_is_its_own() -> None:
    text = "Sixty tonnes of flour will be sent, the ministry announced. The bridge has been shut for lorries since May."
    assert sources(text) == [("ministry",), ()]


def test_a_speaker_with_an_office_between_commas_is_no_part_of_what_is_told() -> None:
    text = "A mast has been going up at the pass, Emil Tamm, the head of the guard, said on Tuesday."
    assert {found[-1] for found in sources(text)} == {"Emil Tamm"}


@pytest.mark.parametrize(
    "text",
    [
        "He sits down, writes a letter, and leaves.",
        "In spring, the firm sold its lorries, announced a plan and moved.",
        "When the rain came, the council announced a plan, and the river rose.",
    ],
)
def test_a_clause_that_tells_of_a_deed_is_no_frame(text: str) -> None:
    assert sources(text)[0] == ()


def test_what_stands_behind_a_semicolon_is_said_by_the_same() -> None:
    text = "According to the mayor, three people were injured; one of them had slipped on the stairs."
    assert sources(text) == [("mayor",), ("mayor",)]


def test_a_sentence_about_what_was_told_goes_on_with_its_source() -> None:
    text = (
        "By midday about sixty engineers had come ashore, according to the coast guard. They carried welding equipment."
    )
    assert sources(text) == [("coast guard",), ("coast guard",)]


def test_a_paragraph_that_opens_with_what_was_told_to_the_paper_is_all_of_that_one() -> None:
    text = "A fire broke out in the mill, Karl Brenner, the chief of the brigade, told this paper. Two men were hurt."
    assert sources(text) == [("Karl Brenner",), ("Karl Brenner",)]


@pytest.mark.parametrize(
    "text",
    [
        "Five lorries crossed the border, the mayor said. The town has 300 inhabitants.",
        "Five lorries crossed the border, the mayor said. So they do drive at night.",
    ],
)
def test_what_the_outlet_adds_is_its_own_word(text: str) -> None:
    assert sources(text)[-1] == ()


def test_he_said_goes_on_with_who_spoke_last_in_the_paragraph() -> None:
    text = (
        "Karl Brenner has not been reached.\n\nThere are 140 men in the port, the head of the guard, Emil Tamm, said. "
        "Four boats lie there, he said."
    )
    assert sources(text)[-1] == ("Emil Tamm",)


def test_what_pictures_show_is_the_word_of_their_owner_or_else_of_the_outlet() -> None:
    assert sources("Satellite images show that a wall is being built.") == [()]
    assert sources("Our editors report that a wall is being built.") == [()]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Under the protocol of 1994, ships may stay in the port for 72 hours.", ("protocol of 1994",)),
        ("The protocol of 1994 lets ships stay in the port for 72 hours.", ("protocol of 1994",)),
        ("The pilots were sent under the protocol of 1994.", ()),
        ("Norland has agreed to send pilots under the protocol of 1994.", ()),
        ("According to the border treaty of 2001 the frontier runs along the river.", ("border treaty of 2001",)),
        ("Under the new law, drivers must rest every four hours.", ()),
    ],
)
def test_what_a_document_lays_down_is_its_word_if_it_is_told_which_one_it_is(text: str, chain: tuple[str, ...]) -> None:
    assert sources(text) == [chain]


def test_who_gave_their_word_is_the_source_of_what_they_promised() -> None:
    text = "Karl Brenner had given his word that the ships would be gone by May, Emil Tamm said."
    assert sources(text)[-1] == ("Emil Tamm", "Karl Brenner")


def test_what_one_reads_is_nobodys_word_that_is_named() -> None:
    assert sources("On several channels one reads that the hospital is overflowing.") == [("unnamed source",)]


def test_what_follows_a_report_that_was_wrong_is_the_outlets_word() -> None:
    text = "On Monday the police wrongly told this paper that forty boats were lost. Others had come home."
    assert sources(text)[-1] == ()


def test_those_who_are_feared_lost_say_nothing() -> None:
    assert sources("Seven climbers are feared lost near Bovec.") == [()]


def test_points_below_according_to_are_the_word_of_the_one_named() -> None:
    text = "According to the fire brigade:\n– two cellars were flooded\n– nobody was hurt"
    assert sources(text) == [("fire brigade",), ("fire brigade",)]


def test_what_somebody_warned_in_the_same_breath_is_no_word_of_a_thing() -> None:
    text = "The mayor said that the lorry had crashed and warned that twelve barrels were leaking."
    assert sources(text) == [("mayor",), ("mayor",)]
