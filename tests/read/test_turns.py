"""Where one speaker stops and the next begins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.lexicon.language import lexicon_for
from tocsin.model.reading import Role
from tocsin.read.parser import blocks
from tocsin.read.turns import Marking, Part, TurnFinder

FINDER = TurnFinder(lexicon_for("en"))
ASKS, ANSWERS, TELLS = Role.INTERVIEWER, Role.INTERVIEWEE, Role.NARRATOR


def found(text: str) -> tuple[Marking, tuple[Part, ...]]:
    return FINDER.find(text, tuple(blocks(text)))


def marking(text: str) -> Marking:
    return found(text)[0]


def roles(text: str) -> list[Role]:
    return [part.role for part in found(text)[1]]


def speeches(text: str) -> list[str]:
    return [text[part.speech : part.span.end].strip() for part in found(text)[1]]


# --- dashes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dash", ["–", "—", "―", "-", "--"])
def test_dashes_mark_turns(dash: str) -> None:
    text = f"{dash} Is the dam safe?\n{dash} It is.\n{dash} Since when?\n{dash} Since March.\n"
    assert marking(text) is Marking.DASHES
    assert roles(text) == [ASKS, ANSWERS, ASKS, ANSWERS]


def test_the_speech_of_a_turn_begins_behind_its_dash() -> None:
    assert speeches("– Is it safe?\n–It is.\n") == ["Is it safe?", "It is."]


def test_a_turn_goes_on_over_paragraphs_until_the_next_mark() -> None:
    text = "– Is it safe?\n\n– It is.\n\nWe have looked at it.\n\n– When?\n\n– In March.\n"
    assert speeches(text)[1] == "It is.\n\nWe have looked at it."


def test_who_answers_first_is_not_taken_for_the_one_who_asks() -> None:
    text = "– It is safe.\n– How do you know?\n– We looked.\n– When was that?\n"
    assert roles(text) == [ANSWERS, ASKS, ANSWERS, ASKS]


def test_an_answer_may_hold_a_question_too() -> None:
    text = "– Is it safe?\n– Why should it not be? We looked.\n– When?\n– Does it matter? In March.\n"
    assert roles(text) == [ASKS, ANSWERS, ASKS, ANSWERS]


def test_an_interviewer_may_state_now_and_then() -> None:
    text = "– Is it safe?\n– It is.\n– You built it.\n– We did.\n– And when?\n– In March.\n"
    assert roles(text) == [ASKS, ANSWERS] * 3


def test_a_lead_before_the_first_mark_is_the_narrators() -> None:
    text = "The mayor spoke about the dam.\n\n– Is it safe?\n– It is.\n"
    assert roles(text) == [TELLS, ASKS, ANSWERS]


def test_a_list_of_points_is_no_conversation() -> None:
    assert marking("Closed today:\n- the bridge\n- the school\n- the road to the dam\n") is Marking.NONE


def test_a_question_behind_a_list_does_not_make_it_a_conversation() -> None:
    assert marking("- The bridge is closed.\n- The school is open.\n\nWhen will it end?\n") is Marking.NONE


def test_a_list_of_questions_is_no_conversation() -> None:
    assert marking("- Is the bridge open?\n- Is the school open?\n- Is the road open?\n") is Marking.NONE


def test_one_point_that_asks_does_not_make_a_list_a_conversation() -> None:
    text = "- The bridge is closed.\n- Why? It is old.\n- The school is open.\n- The road is open.\n"
    assert marking(text) is Marking.NONE


def test_rules_of_dashes_mark_no_turns() -> None:
    assert marking("---\nIs it safe?\n---\nIt is.\n———\n") is Marking.NONE


# --- letters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Q:", "A:"),
        ("Q.", "A."),
        ("q:", "a:"),
        ("**Q:**", "**A:**"),
        ("Question:", "Answer:"),
        ("QUESTION:", "ANSWER:"),
    ],
)
def test_letters_mark_turns(asks: str, answers: str) -> None:
    text = f"{asks} Is it safe?\n{answers} It is.\n"
    assert marking(text) is Marking.LETTERS
    assert roles(text) == [ASKS, ANSWERS]
    assert speeches(text) == ["Is it safe?", "It is."]


def test_questions_without_answers_are_no_conversation() -> None:
    assert marking("Q: Is it safe?\nQ: Is it old?\n") is Marking.NONE


# --- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Brunner:", "Ben Moser:"), ("ANNA BRUNNER:", "BEN MOSER:"), ("**Anna Brunner:**", "**Ben Moser:**"),
        ("Brunner:", "Moser:"), ("**Brunner**:", "**Moser**:"), ("Anna Brunner (mayor):", "Ben Moser (Radio Seefeld):"),
        ("Zoë Ó’Súilleabháin:", "Jean-Luc d’Arc:"),
    ],
)  # fmt: skip
def test_names_mark_turns(one: str, other: str) -> None:
    text = f"{other} Is it safe?\n{one} It is.\n{other} Since when?\n{one} Since March.\n"
    assert marking(text) is Marking.NAMES
    assert roles(text) == [ASKS, ANSWERS] * 2
    assert speeches(text) == ["Is it safe?", "It is.", "Since when?", "Since March."]


def test_a_label_is_the_name_without_its_marks() -> None:
    text = "**Ben Moser:** Is it safe?\n**Anna Brunner:** It is.\n**Ben Moser:** Good.\n"
    assert [part.label for part in found(text)[1]] == ["Ben Moser", "Anna Brunner", "Ben Moser"]


def test_a_surname_may_stand_for_a_full_name_given_once() -> None:
    text = "BEN MOSER: Is it safe?\nANNA BRUNNER: It is.\nMOSER: Since when?\nBRUNNER: Since March.\nMOSER: Good."
    assert roles(text) == [ASKS, ANSWERS, ASKS, ANSWERS, ASKS]


def test_several_may_answer_one_who_asks() -> None:
    text = "Moser: Is it safe?\nBrunner: It is.\nMoser: Is it?\nHuber: No.\nMoser: Who knows?\nHuber: I do.\nBrunner: I do."
    assert roles(text) == [ASKS, ANSWERS, ASKS, ANSWERS, ASKS, ANSWERS, ANSWERS]


def test_headings_with_colons_are_no_conversation() -> None:
    text = "Background: The dam is old.\nWhat is known: It leaks.\nNext: The council meets.\nContact: the town hall\n"
    assert marking(text) is Marking.NONE


def test_the_rows_of_a_table_are_no_conversation() -> None:
    assert marking("Price: 3\nSize: 2\nPrice: 4\nSize: 1\nPrice: 9\nSize: 8\n") is Marking.NONE


@pytest.mark.parametrize("label", ["Note", "Update", "Correction", "Photo", "Sources", "Read More"])
def test_words_that_head_a_line_are_no_speakers(label: str) -> None:
    assert marking(f"{label}: Is it so?\nMoser: It is.\n{label}: Is it?\n{label}: It is.\n") is Marking.NONE


def test_a_single_name_before_a_colon_is_no_conversation() -> None:
    assert marking("Mayor: the bridge is safe\n\nThe mayor of the town closed the bridge.\n") is Marking.NONE


def test_a_clock_and_an_address_are_no_labels() -> None:
    assert marking("At 10:30 it rained.\nhttps://example.org/a\nAt 11:30 it snowed.\n") is Marking.NONE


# --- questions in paragraphs of their own -------------------------------------------------------------------------

BARE = (
    "What happened to the dam?\n\nIt broke.\n\nIt was old.\n\nWho knew?\n\nNobody did.\n\nWhat is next?\n\nWe wait.\n"
)


def test_questions_in_paragraphs_of_their_own_mark_turns() -> None:
    assert marking(BARE) is Marking.QUESTIONS
    assert roles(BARE) == [ASKS, ANSWERS] * 3


def test_an_answer_to_a_bare_question_goes_on_over_paragraphs() -> None:
    assert speeches(BARE)[1] == "It broke.\n\nIt was old."


def test_bold_questions_mark_turns() -> None:
    text = BARE.replace("What happened to the dam?", "**What happened to the dam?**")
    assert roles(text) == [ASKS, ANSWERS] * 3


def test_two_questions_in_an_article_do_not_make_it_an_interview() -> None:
    text = "The dam broke.\n\nWho knew?\n\nNobody did.\n\nWhat is next?\n\nThe council meets today.\n"
    assert marking(text) is Marking.NONE


# --- any text -----------------------------------------------------------------------------------------------------


def test_a_text_without_marks_is_one_turn_of_its_narrator() -> None:
    text = "The dam broke. Nobody was hurt."
    (part,) = found(text)[1]
    assert (part.span.start, part.span.end, part.role, part.label) == (0, len(text), TELLS, None)


LINES = st.sampled_from(
    [
        "– Is it so?",
        "– It is",
        "- a",
        "---",
        "Q: Is it?",
        "A: Yes",
        "Moser: Why?",
        "Anna Moser: So",
        "Why?",
        "It rained.",
        "",
        "?",
    ]
)


@given(st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=60))
def test_turns_follow_one_another_over_the_whole_text(text: str) -> None:
    _, parts = found(text)
    assert parts[0].span.start == 0
    assert parts[-1].span.end == len(text)
    assert all(one.span.end == other.span.start for one, other in pairwise(parts))


@given(st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=60))
def test_the_speech_of_a_turn_lies_in_it(text: str) -> None:
    assert all(part.span.start <= part.speech <= part.span.end for part in found(text)[1])


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_where_somebody_asks_somebody_answers(text: str) -> None:
    mark, parts = found(text)
    if mark in (Marking.LETTERS, Marking.DASHES, Marking.QUESTIONS):
        assert {part.role for part in parts} >= {ASKS, ANSWERS}
