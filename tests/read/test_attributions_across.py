"""Whose word it is over the end of a sentence: pointing sentences, points of a list, writings, who reports what was said."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim

READER = Reader()


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return READER.read_text(text).claims


def sources(text: str) -> list[tuple[str, ...]]:
    return [claim.sources for claim in claims(text)]


# --- sentences that only say whose word the ones before are ------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointing", "source"),
    [
        ("This was announced by the harbour master.", "harbour master"),
        ("This was announced by the head of the fire brigade, Karl Brenner.", "Karl Brenner"),
        ("The information was confirmed by the hospital.", "hospital"),
        ("The regional governor reported this on Facebook.", "regional governor"),
        ("That is according to the bishop.", "bishop"),
        ("So said the mayor of Oberau.", "mayor of Oberau"),
        ("The news comes from a spokeswoman of the railway.", "spokeswoman of the railway"),
    ],
)
def test_a_sentence_that_points_back_says_whose_word_that_is_and_nothing_else(pointing: str, source: str) -> None:
    assert sources(f"Four barges sank near Oberau. {pointing}") == [(source,)]


def test_a_line_that_names_a_source_stands_behind_the_paragraph_before() -> None:
    assert (
        sources("Four barges sank. Two crews are missing.\n\nSource: Ministry of Transport")
        == [("Ministry of Transport",)] * 2
    )


def test_what_somebody_else_said_before_is_not_pointed_at() -> None:
    text = "The pilots say that four barges sank. The lock is shut. This was announced by the harbour master."
    assert sources(text) == [("pilots",), ("harbour master",)]


def test_who_cites_a_pointing_sentence_is_cited_for_what_it_points_at() -> None:
    text = "Four barges sank. So said the mayor of Oberau, Radio Inn reports."
    assert sources(text) == [("Radio Inn", "mayor of Oberau")]


@pytest.mark.parametrize(
    "text", ["The report on the harvest was confirmed by the mayor.", "He spoke of the harvest. This harmed the mayor."]
)
def test_a_sentence_that_says_something_itself_points_at_nothing(text: str) -> None:
    assert claims(text)


# --- points ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["-", "•", "*", "–", "1."])
def test_points_below_a_verb_of_speech_are_the_word_of_its_subject(bullet: str) -> None:
    text = f"The governor also said:\n{bullet} two schools were shut\n{bullet} the bridge is safe\n\nThe port is open."
    assert sources(text) == [("governor",), ("governor",), ()]


def test_points_below_anything_else_are_nobody_s() -> None:
    assert sources("The storm did this:\n- two schools were shut\n- the bridge broke")[1:] == [(), ()]


# --- chains ----------------------------------------------------------------------------------------------------------------


def test_who_reports_at_the_end_cites_who_spoke_at_the_beginning() -> None:
    assert sources("Brenner said that the lake could rise at any time, Radio Inn reports.") == [
        ("Radio Inn", "Brenner")
    ]


def test_every_sentence_of_a_quotation_stands_on_all_who_stand_behind_it() -> None:
    text = '"The lock is open. No delays for now," said Governor Brenner, quoted by the agency Alpina.'
    assert sources(text) == [("Alpina", "Brenner")] * 2


def test_the_frame_behind_a_quotation_of_fragments_is_no_part_of_a_claim() -> None:
    found = claims('"A loud bang. Then thick smoke," said the station master.')
    assert found
    assert all("said" not in claim.text and claim.sources == ("station master",) for claim in found)


@pytest.mark.parametrize(
    "text",
    [
        "The governor said on Friday that the barge had sunk and added that 30 sheep were on board.",
        "The governor said that the barge sank and added that 30 sheep were on board.",
    ],
)
def test_what_is_added_is_added_by_who_spoke(text: str) -> None:
    assert sources(text) == [("governor",)] * 2


def test_a_prediction_beside_what_was_warned_of_is_the_same_speaker_s() -> None:
    assert sources("The pilot warned that the pier is sinking, and the cracks will widen.") == [("pilot",)] * 2


# --- who is meant -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Commander-in-Chief of the Navy, Karl Brenner, said that the fleet is idle.", "Karl Brenner"),
        ("Spokesman of the Ministry of Fisheries Pavel Kral said that the fleet is idle.", "Pavel Kral"),
        ("The spokesman of President Pavel Kral said that the fleet is idle.", "spokesman of President Pavel Kral"),
        ("The fleet is idle, according to Pavel Kral of the coast agency ALP.", "Pavel Kral"),
        ("The fleet is idle, according to the Ministry of Ports and Harbours.", "Ministry of Ports and Harbours"),
        ("The fleet is idle, the prefect said on Telegram.", "prefect"),
        ("The fleet is idle, said an officer on condition of anonymity.", "officer"),
    ],
)
def test_a_source_is_the_person_before_the_rank_and_no_more_than_that(text: str, source: str) -> None:
    assert sources(text) == [(source,)]


@pytest.mark.parametrize(
    ("before", "writing", "issuer"),
    [
        ('The page cites a post on the "Inn Watch" channel.', "the post", "Inn Watch"),
        ("The ministry issued a statement on Friday.", "the statement", "ministry"),
        ("A report by the Institute for Lake Studies was leaked.", "the report", "Institute for Lake Studies"),
        ("In a letter to the council, the union asked for more pay.", "the letter", "union"),
    ],
)
def test_a_writing_speaks_for_whoever_issued_it(before: str, writing: str, issuer: str) -> None:
    assert sources(f"{before} According to {writing}, the lorries are bound for Oberau.")[-1] == (issuer,)


def test_a_writing_of_which_nobody_knows_whose_it_is_does_not_speak() -> None:
    assert sources("According to a leaked document, the fleet is idle.") == [()]


# --- what goes on -----------------------------------------------------------------------------------------------------------


def test_what_goes_on_in_the_tense_of_reported_speech_is_still_the_speaker_s() -> None:
    text = "The pump failed, engineer Nora Weiss said. Her team had found damage to a valve. It would be repaired."
    assert sources(text) == [("Nora Weiss",)] * 3


@pytest.mark.parametrize(
    "text",
    [
        "The pump failed, Nora Weiss said. The town has no other.",
        "The pump failed. Her team had found damage to a valve.",
    ],
)
def test_what_is_told_in_the_present_or_after_nobody_s_words_is_the_text_s_own(text: str) -> None:
    assert sources(text)[-1] == ()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The clinic confirmed two deaths.", "clinic"),
        ("The General Staff reported 42 clashes over the past day.", "General Staff"),
        ("Lawyers for the protesters gave the number as 44.", "Lawyers for the protesters"),
        ("The insurer put the loss at 3 million euros.", "insurer"),
    ],
)
def test_what_a_verb_of_speech_has_for_an_object_is_its_subject_s_word(text: str, source: str) -> None:
    assert sources(text) == [(source,)]


def test_pictures_that_show_something_do_not_speak() -> None:
    assert sources("The photos show empty beds.") == [()]


@pytest.mark.parametrize("pronoun", ["They say", "They added"])
def test_they_is_who_was_spoken_of_before(pronoun: str) -> None:
    text = f"Officials in Oberau are checking the dam. {pronoun} that 14 houses are at risk."
    assert sources(text)[-1] == ("Officials in Oberau",)


def test_the_office_of_who_says_something_is_no_part_of_what_is_said() -> None:
    text = "The pier is rising and the shore gets lamps, deputy head of the harbour office Karl Brenner told Radio Inn."
    assert [claim.text for claim in claims(text)] == ["The pier is rising", "the shore gets lamps"]


def test_a_frame_in_the_middle_of_a_sentence_is_about_both_sides() -> None:
    text = (
        'The army flies higher, said Nora Weiss. The rule was kept for a year, she said, but "nobody keeps to it" now.'
    )
    assert sources(text)[1:] == [("Nora Weiss",)] * (len(sources(text)) - 1)


def test_what_the_radio_was_told_is_no_question() -> None:
    found = claims("Karl Brenner told Alpine radio that the group had skied past a sign.")
    chain = ("Alpine radio", "Karl Brenner")
    assert [(claim.text, claim.sources) for claim in found] == [("the group had skied past a sign", chain)]


def test_a_body_that_revises_its_figure_is_whose_word_the_new_one_is() -> None:
    text = (
        "The count since Monday reached 38, the Blue Lamp Society said. "
        "It revised its figure of Tuesday from 23 to 21, saying that two had been entered twice."
    )
    assert sources(text) == [("Blue Lamp Society",)] * 3


def test_a_price_that_is_raised_is_nobodys_word() -> None:
    assert sources("It raised its price from 23 to 25 crowns.") == [()]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The council called the recording a forgery.", ("council",)),
        ("The mayor called the fire brigade.", ()),
        ("As the inspectors found, the locks were rusty.", ("inspectors",)),
        ("As the inspectors found no rust, the lock was opened.", ()),
    ],
)
def test_who_calls_a_thing_something_and_who_found_it_so_are_its_source(text: str, source: tuple[str, ...]) -> None:
    assert set(sources(text)) == {source}
