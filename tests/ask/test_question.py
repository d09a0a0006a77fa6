"""What a question asks for, and which of its words say what it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.ask.question import LONGEST, Question, read_question
from tocsin.errors import QueryError
from tocsin.lexicon.language import lexicon_for
from tocsin.model.answer import Asked

LEXICON = lexicon_for("en")


def read(text: str) -> Question:
    return read_question(text, LEXICON)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many people left Linz?", Asked.HOW_MANY), ("How much water is in the reservoir?", Asked.HOW_MANY),
        ("What number of people left?", Asked.HOW_MANY), ("When did the dam break?", Asked.WHEN),
        ("How long will the road be closed?", Asked.WHEN), ("Since when is the road closed?", Asked.WHEN),
        ("Where did the people go?", Asked.WHERE), ("Who closed the road?", Asked.WHO),
        ("Whose dam is it?", Asked.WHO), ("Is the dam safe?", Asked.WHETHER), ("Did the dam break?", Asked.WHETHER),
        ("Has the mayor left?", Asked.WHETHER), ("What does the mayor say about the dam?", Asked.WHAT),
        ("Why did the dam break?", Asked.WHY), ("For what reason was it closed?", Asked.WHY), ("dam Linz", Asked.WHAT),
        ("By when will it be mended?", Asked.WHEN), ("To whom was it sent?", Asked.WHO),
        ("In which town is it?", Asked.WHERE),
        ("The dam, how many people left it?", Asked.HOW_MANY),
        ("HOW MANY PEOPLE LEFT", Asked.HOW_MANY),
    ],
)  # fmt: skip
def test_what_a_question_asks_for_is_told_by_how_it_begins(question: str, asked: Asked) -> None:
    assert read(question).asked is asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Who steered the ferry when it sank?", Asked.WHO),
        ("What did the cook do when the alarm rang?", Asked.WHAT),
        ("When the alarm rang, who was on deck?", Asked.WHO),
        ("When did the ferry sink?", Asked.WHEN),
        ("When exactly did the ferry that left Linz sink?", Asked.WHEN),
        ("The ferry, when did it sink?", Asked.WHEN),
    ],
)  # fmt: skip
def test_a_clause_that_tells_when_does_not_ask_when(question: str, asked: Asked) -> None:
    assert read(question).asked is asked


def test_what_something_means_is_nobodys_word() -> None:
    assert not read("What does the flag mean?").asks_words
    assert read("What does the mayor say?").asks_words


def test_a_word_that_only_begins_like_a_question_word_is_none() -> None:
    assert read("Whoever closed the dam").asked is Asked.WHAT
    assert read("Issues with the dam").asked is Asked.WHAT


def test_a_measure_is_told_by_the_words_that_ask_for_it() -> None:
    assert {"hour", "day"} <= read("How long will the road be closed?").measure
    assert "€" in read("How expensive is the repair?").measure
    assert "€" in read("What will the repair cost?").measure
    assert read("How many people left?").measure == read("Who bears the cost?").measure == frozenset()


def test_the_thing_asked_for_stands_behind_the_word_that_asks() -> None:
    assert read("How many wounded soldiers are there?").focus == ("wounded", "soldiers")
    assert read("Which bridges were closed?").focus == ("bridges",)
    assert read("When did it break?").focus == ()


def test_words_without_content_are_left_out() -> None:
    assert read("How many of the people have left Linz?").words == ("people", "left", "linz")


def test_each_word_counts_once() -> None:
    assert read("Dam, dam, DAM?").words == ("dam",)


def test_a_possessive_counts_as_the_word() -> None:
    assert read("What about the mayor’s dam?").words == ("mayor", "dam")


def test_hyphens_numbers_and_accents_are_kept() -> None:
    assert read("Did Zoë see the MI-24 in 2019?").words == ("zoë", "see", "mi-24", "2019")


def test_words_of_speech_are_kept_apart() -> None:
    question = read("What does the mayor say about the dam?")
    assert question.words == ("mayor", "dam")
    assert question.speech == ("say",)


def test_a_question_of_nothing_but_words_of_speech_asks_for_these() -> None:
    assert read("Who said what?").words == ("said",)


def test_words_like_those_asked_for_are_looked_for_too() -> None:
    question = read("How many troops came?")
    assert "soldiers" in question.terms[0].alike
    assert {"troops", "soldiers"} <= set(question.lookup)


@pytest.mark.parametrize("text", ["", "   ", "?!", "…", "what is the", "How many?", "\x00", "🙂"])
def test_a_question_without_a_word_to_look_for_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        read(text)


def test_a_question_too_long_is_refused_with_the_way_out() -> None:
    with pytest.raises(QueryError, match="one thing"):
        read("dam " * LONGEST)


@given(st.text(max_size=200))
def test_any_text_is_a_question_or_refused(text: str) -> None:
    try:
        question = read(text)
    except QueryError:
        return
    assert question.words
    assert set(question.words) <= set(question.lookup)


def test_a_word_that_stands_without_a_capital_as_well_is_no_name() -> None:
    asked = read("Who works for the Dunmar Works?")
    assert asked.verb == "works"
    assert [term.word for term in asked.names] == ["dunmar"]


def test_whose_words_are_asked_for_ends_before_where_that_one_is() -> None:
    assert [term.word for term in read("What did the operator of the dam at Linz say?").sayer_head] == ["operator"]
    assert [term.word for term in read("What does the chief engineer say?").sayer_head] == ["chief", "engineer"]
    assert read("Did the mayor say that?").asks_words is False


@pytest.mark.parametrize(
    ("text", "by", "asked", "content"),
    [
        ("How many left, according to the mayor?", "the mayor", Asked.HOW_MANY, ["left"]),
        ("According to the coast guard, when did it sink?", "the coast guard", Asked.WHEN, ["sink"]),
        ("According to the mayor how many left?", "the mayor", Asked.HOW_MANY, ["left"]),
        ("How many left, according to the mayor's list?", "the mayor's list", Asked.HOW_MANY, ["left"]),
        ("According to whom did the ship sink?", "", Asked.WHO, ["ship", "sink"]),
    ],
)
def test_on_whose_word_an_answer_must_stand_is_no_word_of_the_question(
    text: str, by: str, asked: Asked, content: list[str]
) -> None:
    question = read(text)
    assert (question.by, question.asked) == (by, asked)
    assert list(question.words) == content


def test_who_tells_something_in_a_list_is_the_one_who_tells_it() -> None:
    assert [term.word for term in read("How many left, according to the mayor's list?").sayer] == ["mayor"]
    assert [term.word for term in read("How many left, according to the list?").sayer] == ["list"]


@pytest.mark.parametrize(
    "day", ["31 February", "31st of April", "February 30", "29 February 2023", "2024-02-31", "45 March"]
)
def test_a_day_that_no_calendar_has_is_refused(day: str) -> None:
    with pytest.raises(QueryError, match="no such day"):
        read(f"Who left on {day}?")


@pytest.mark.parametrize("text", ["Who left on 29 February?", "Did 45 march?", "How many of the 31 left in April?"])
def test_other_numbers_near_a_month_are_no_day(text: str) -> None:
    assert read(text).words


@pytest.mark.parametrize(
    ("text", "sayer", "content"),
    [
        ("How many left, in the mayor's view?", ["mayor"], ["left"]),
        ("Who left first, by the company’s own account?", ["company"], ["left", "first"]),
        ("In the guards' words, how many left?", ["guards"], ["left"]),
        ("Is the company's account empty?", [], ["company", "account", "empty"]),
    ],
)
def test_in_whose_view_something_is_so_is_no_word_of_the_question(
    text: str, sayer: list[str], content: list[str]
) -> None:
    question = read(text)
    assert [term.word for term in question.sayer] == sayer
    assert (list(question.words), question.by) == (content, "")


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("What is the interest rate of the bank?", ""),
        ("How many police officers arrived in Dover?", "arrived"),
        ("How many helicopters took part in the search?", "took"),
        ("Which general commands the northern front?", "commands"),
        ("Which promise did the minister of Dover break?", "break"),
        ("Are the wards near the border packed?", "packed"),
        ("When can people drink the water again?", "drink"),
    ],
)
def test_the_verb_is_told_by_the_order_of_the_words(question: str, verb: str) -> None:
    assert read_question(question, LEXICON).verb == verb


def test_a_sum_that_was_paid_is_a_measure_of_money() -> None:
    assert "euro" in read_question("What did the firm pay for the solvent?", LEXICON).measure
    assert not read_question("Who paid for the solvent?", LEXICON).measure


def test_how_much_somebody_is_paid_is_a_sum_of_money() -> None:
    assert "euro" in read_question("How much are the pilots paid?", LEXICON).measure
    assert "euro" not in read_question("How much flour was paid for?", LEXICON).measure


def test_how_many_things_it_cost_is_no_sum_of_money() -> None:
    assert not read_question("How many lives did the fire cost?", LEXICON).measure
    assert "euro" in read_question("How many euros did the repair cost?", LEXICON).measure


def test_the_verb_is_no_part_of_what_is_counted() -> None:
    assert read_question("How many boats sank off Brest?", LEXICON).focus == ("boats",)


def test_what_is_left_is_what_remains() -> None:
    assert read_question("How many boats were left?", LEXICON).lemma == "remain"
    assert read_question("How many boats left?", LEXICON).lemma == "left"


def test_what_a_thing_has_is_asked_for_without_a_verb() -> None:
    assert read_question("What is the draught of the ferry?", LEXICON).asks_attribute
    assert not read_question("What was carried by the ferry?", LEXICON).asks_attribute


def test_what_something_is_called_is_its_name() -> None:
    assert read_question("What is the second ship called?", LEXICON).names_wanted
    assert not read_question("Who called the fire brigade?", LEXICON).names_wanted


def test_what_is_counted_is_told_without_auxiliaries() -> None:
    counted = read_question("How many Kestrian soldiers were killed at the Amber Pass?", LEXICON).counted
    assert counted == "Kestrian soldiers killed at the Amber Pass"
