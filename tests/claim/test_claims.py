"""From a reading to its claims: which clauses state something, who says so, and what belongs to each."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.engine.reader import Reader
from tocsin.lexicon.wording import reason_words
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.reading import Reading

READER = Reader()


@cache
def read(text: str) -> Reading:
    return READER.read_text(text, published=date(2024, 3, 6), outlet="The Daily")


def texts(text: str) -> list[str]:
    return [claim.text for claim in read(text).claims]


def claim(text: str, words: str) -> Claim:
    """The smallest claim that holds some words."""
    start = text.index(words)
    around = [one for one in read(text).claims if one.start <= start and start + len(words) <= one.end]
    return min(around, key=lambda one: one.end - one.start)


# --- which clauses ------------------------------------------------------------------------------------------------


def test_a_plain_sentence_is_one_claim() -> None:
    assert texts("The old dam broke on Monday.") == ["The old dam broke on Monday"]


@pytest.mark.parametrize(
    "frame",
    [
        "I think that", "We know that", "He said that", "The mayor announced on Monday that", "It is possible that",
        "It seems that", "There is no doubt that", "It is clear that", "The paper reported yesterday evening that",
    ],
)  # fmt: skip
def test_words_that_only_introduce_a_claim_are_none_of_their_own(frame: str) -> None:
    assert texts(f"{frame} the dam will hold.") == ["the dam will hold"]


def test_who_is_quoted_is_no_claim_of_its_own() -> None:
    assert texts("“The dam broke,” Anna Brunner said.") == ["The dam broke"]


def test_joined_clauses_are_claims_each() -> None:
    assert texts("The dam broke, the bridge fell and 20 people died.") == [
        "The dam broke", "the bridge fell", "20 people died",
    ]  # fmt: skip


def test_a_relative_clause_set_off_by_commas_is_a_claim_too() -> None:
    assert "which was built in 1950" in texts("The dam, which was built in 1950, broke.")


def test_a_relative_clause_that_picks_out_the_noun_is_none() -> None:
    assert len(texts("The dam that they built in 1950 broke.")) == 1


def test_a_reason_is_a_claim_too() -> None:
    assert texts("She left because the dam broke.") == ["She left", "the dam broke"]


def test_a_condition_and_what_hangs_on_it_are_one_claim() -> None:
    assert texts("If the dam breaks, we will leave the town.") == ["If the dam breaks, we will leave the town"]
    assert texts("The mill would close unless the council pays.") == ["The mill would close unless the council pays"]


@pytest.mark.parametrize("verb", ["attack", "continue", "refuse", "resist"])
def test_a_short_clause_is_a_claim_though_its_verb_could_introduce_one(verb: str) -> None:
    assert texts(f"We will {verb} if they come again.") == [f"We will {verb} if they come again"]


def test_nobody_is_no_source() -> None:
    assert claim("Nobody knows whether the dam will hold.", "will hold").sources == ()


def test_what_somebody_threatens_or_promises_is_a_claim() -> None:
    assert "close the old dam" in texts("The council threatened to close the old dam.")[-1]


def test_a_denial_keeps_its_negation() -> None:
    assert texts("The mayor said that nobody had left.") == ["nobody had left"]


@pytest.mark.parametrize("text", ["", "?!", "Yes.", "— — —", "Linz", "123", "\u202e"])
def test_what_states_nothing_is_no_claim(text: str) -> None:
    assert texts(text) == []


# --- questions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Is the dam safe?", "When did the dam break?", "How many people left?", "The dam broke?"]
)
def test_a_question_is_a_claim_of_kind_question_and_left_open(text: str) -> None:
    (one,) = read(text).claims
    assert (one.text, one.kind, one.factuality) == (text, Kind.QUESTION, "Uu")


def test_a_statement_before_a_question_is_a_statement() -> None:
    text = "– You are already building the wall. At what stage is it now?\n– At the second stage.\n"
    assert claim(text, "building the wall").kind is Kind.STATEMENT
    assert claim(text, "At what stage").kind is Kind.QUESTION


def test_a_question_with_a_clause_that_states_gives_both() -> None:
    text = "When will they repair the bridge, which fell on Monday?"
    assert claim(text, "which fell on Monday").kind is Kind.STATEMENT
    assert claim(text, "which fell on Monday").factuality == "CT+"
    assert claim(text, "repair").kind is Kind.QUESTION


# --- who, on whose word -------------------------------------------------------------------------------------------


def test_the_outlet_speaks_an_article() -> None:
    assert claim("The dam broke on Monday.", "broke").speaker == "The Daily"


def test_a_claim_may_have_no_source_but_its_speaker() -> None:
    assert claim("The dam broke on Monday.", "broke").sources == ()


def test_a_claim_carries_those_on_whose_word_it_is_outermost_first() -> None:
    text = "The mayor said that the engineer had told her that the dam was leaking."
    assert claim(text, "the dam was leaking").sources == ("mayor", "engineer")


def test_a_claim_in_a_quotation_has_the_quoted_as_source() -> None:
    assert claim("“The dam broke,” Anna Brunner said.", "The dam broke").sources == ("Anna Brunner",)


def test_who_speaks_of_himself_is_no_source() -> None:
    assert claim("We think that the dam will hold.", "will hold").sources == ()
    assert claim("In our opinion, the dam will hold.", "will hold").sources == ()


def test_somebody_quoted_is_given_once_though_he_says_i_think() -> None:
    text = "“I think that the dam will hold,” Anna Brunner said."
    assert claim(text, "will hold").sources == ("Anna Brunner",)


def test_a_pronoun_that_is_nobody_s_is_an_unnamed_source() -> None:
    assert claim("They say that the dam broke.", "broke").sources == ("unnamed source",)
    assert claim("It says that the dam broke.", "broke").sources == ()


INTERVIEW = (
    "Anna Brunner spoke to Radio Seefeld about the dam.\n\n"
    "– Is the dam safe?\n– I think that it is. Karl Huber said that it leaks.\n– When will it close?\n– I do not know.\n"
)


def test_in_an_interview_each_speaks_their_own_turns() -> None:
    assert claim(INTERVIEW, "Is the dam safe").speaker == "The Daily"
    assert claim(INTERVIEW, "it leaks").speaker == "Anna Brunner"


def test_in_an_interview_the_one_who_answers_is_not_her_own_source() -> None:
    assert all("Anna Brunner" not in one.sources for one in read(INTERVIEW).claims if one.speaker == "Anna Brunner")
    assert claim(INTERVIEW, "it leaks").sources == ("Karl Huber",)


# --- what belongs to a claim --------------------------------------------------------------------------------------

TWO = "On Monday 300 people left Linz, and on Tuesday 20 people reached Salzburg."


def test_figures_belong_to_the_clause_they_stand_in() -> None:
    assert [quantity.low for quantity in claim(TWO, "left Linz").quantities] == [300]
    assert [quantity.low for quantity in claim(TWO, "reached Salzburg").quantities] == [20]


def test_places_belong_to_the_clause_they_stand_in() -> None:
    assert [place.name for place in claim(TWO, "left Linz").places] == ["Linz"]
    assert [place.name for place in claim(TWO, "reached Salzburg").places] == ["Salzburg"]


def test_times_belong_to_the_clause_they_stand_in() -> None:
    left, reached = claim(TWO, "left Linz").time, claim(TWO, "reached Salzburg").time
    assert left is not None
    assert reached is not None
    assert (left.value, reached.value) == ("2024-03-04", "2024-03-05")


def test_when_something_was_said_is_not_when_it_happened() -> None:
    time = claim("The mayor said on Monday that the dam broke on Sunday.", "the dam broke").time
    assert time is not None
    assert time.value == "2024-03-03"


def test_a_claim_without_time_place_or_figure_has_none() -> None:
    one = claim("The old dam broke.", "broke")
    assert (one.time, one.places, one.quantities) == (None, (), ())


def test_the_certainty_of_a_claim_is_that_of_its_predicate_with_its_reasons() -> None:
    one = claim("The mayor denied that the dam would probably break.", "break")
    assert one.factuality.score < 0
    assert one.probability == one.factuality.probability
    assert one.steps


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("An attack is possible.", "PS+"), ("A flood is not excluded.", "PS+"), ("The dam is likely to break.", "PR+"),
        ("The dam seems to leak.", "PR+"), ("The dam does not seem to leak.", "PR-"), ("The dam is unlikely to hold.", "PR-"),
    ],
)  # fmt: skip
def test_a_clause_that_only_grades_something_claims_that_thing(text: str, value: str) -> None:
    (one,) = read(text).claims
    assert one.factuality == value


# --- any text -----------------------------------------------------------------------------------------------------


def test_a_second_reading_gives_the_same_claims_with_the_same_ids() -> None:
    assert Reader().read_text(TWO, published=date(2024, 3, 6), outlet="The Daily").claims == read(TWO).claims


def test_the_same_sentence_twice_is_two_claims() -> None:
    first, second = read("The dam broke. The dam broke.").claims
    assert first.id != second.id


def test_the_same_text_in_another_document_has_other_ids() -> None:
    one, other = read("The dam broke.").claims[0], read("The dam broke. ").claims[0]
    assert one.id != other.id


BITS = st.sampled_from(
    [
        "the dam broke", "He said that", "“", "”", ". ", "? ", ", ", "and", "if", "because", "which held",
        "on Monday", "in Linz",
        "300 people", "I think", "to leave", "\n", "\n\n– ", "not", "is possible", "Please", "🙂", "\u202e",
        "\u00a0", "!", "...",
    ]
)  # fmt: skip


@examples(120)
@given(st.lists(BITS, max_size=20).map(" ".join) | st.text(max_size=40))
def test_every_claim_shows_the_words_it_came_from(text: str) -> None:
    reading = READER.read_text(text, outlet="The Daily")
    for one in reading.claims:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert not one.text[0].isspace()
        assert not one.text[-1].isspace()
        assert all(one.start <= place.start and place.end <= one.end for place in one.places)
        assert all(one.start <= quantity.start and quantity.end <= one.end for quantity in one.quantities)
        assert one.factuality.probability == one.probability
        assert all(reason_words(step) for step in one.steps)
        assert all(0 <= span.start < span.end <= len(text) for step in one.steps for span in step.spans)


@examples(80)
@given(st.lists(BITS, max_size=20).map(" ".join))
def test_claims_come_in_the_order_of_the_text_each_with_an_id_of_its_own(text: str) -> None:
    claims = READER.read_text(text).claims
    assert [one.span for one in claims] == sorted(one.span for one in claims)
    assert len({one.id for one in claims}) == len(claims)


def test_whether_something_is_so_is_a_claim_left_open() -> None:
    open_claim = claim("Whether the bridge stands is not known.", "bridge stands")
    assert (open_claim.text, open_claim.factuality.value) == ("the bridge stands", "Uu")


def test_the_speakers_opinion_grades_what_stands_beside_it_without_a_clause() -> None:
    assert claim("I think about 3,000 people.", "about 3,000").factuality.value == "PR+"


def test_what_is_said_behind_an_aside_has_the_chain_of_both() -> None:
    text = "The ministry said, citing the mayor, that the bridge was closed."
    assert claim(text, "bridge was closed").sources == ("ministry", "mayor")


@pytest.mark.parametrize("row", ["name | 12 | 13:4 | —", "Troops | 200 | Brest", "| --- | --- |"])
def test_the_row_of_a_table_claims_nothing(row: str) -> None:
    assert texts(row) == []
