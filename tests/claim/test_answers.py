"""Answers of a word or two: they state what was asked, on the word of who answers."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind

READER = Reader()
LEAD = "Vera Lindt keeps the lighthouse of Skar. The Islander spoke to her after the gale."


@cache
def answered(question: str, answer: str) -> list[Claim]:
    text = f"{LEAD}\n\n– Were you afraid?\n– I was, and I am still.\n– {question}\n– {answer}"
    reading = READER.read_text(text, outlet="The Islander")
    start = text.rindex(answer)
    return [one for one in reading.claims if one.start >= start]


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        ("Is the jetty still there?", "No.", "CT-"),
        ("Is the jetty still there?", "Yes.", "CT+"),
        ("Has the mainland sent a boat?", "Not yet.", "CT-"),
        ("Did anybody drown?", "Nobody.", "CT-"),
        ("Did you call the harbour?", "Of course.", "CT+"),
        ("Will you rebuild the boathouse?", "Probably.", "PR+"),
        ("Is the lamp broken?", "I hope so.", "PS+"),
        ("Will the ferry run on Sunday?", "I don't think so.", "PR-"),
        ("Were windows broken?", "Yes, nine.", "CT+"),
    ],
)
def test_an_answer_has_its_sign_from_its_word_and_its_content_from_the_question(
    question: str, answer: str, value: str
) -> None:
    (claim,) = answered(question, answer)
    assert (claim.text, claim.factuality.value) == (answer.rstrip("."), value)
    assert (claim.kind, claim.speaker) == (Kind.STATEMENT, "Vera Lindt")
    assert claim.standalone.startswith(f"[{question}] {answer.rstrip('.')}")


@pytest.mark.parametrize(
    ("question", "answer", "figure", "noun"),
    [
        ("How many sheep did you lose?", "Seventy.", 70, "sheep"),
        ("How many boats are out?", "About a dozen, I think.", 12, "boats"),
        ("Miss Lindt, how many men came?", "Three.", 3, "men"),
    ],
)
def test_a_number_counts_what_the_question_asks_for(question: str, answer: str, figure: int, noun: str) -> None:
    (claim,) = answered(question, answer)
    assert [(one.low, one.noun) for one in claim.quantities] == [(figure, noun)]


def test_a_day_is_no_stamp_where_it_answers() -> None:
    (claim,) = answered("When will the cable be mended?", "On Friday.")
    assert claim.standalone.startswith("[When will the cable be mended?] On Friday")
    assert claim.time is not None


def test_who_did_it_is_named_by_the_answer() -> None:
    (claim,) = answered("Who pays for the oil?", "The parish.")
    assert claim.text == "The parish"
    assert "[Who pays for the oil?]" in claim.standalone


def test_yes_to_one_of_two_is_no_claim() -> None:
    assert answered("Did the mast break or bend?", "Yes.") == []


def test_an_answer_with_a_clause_of_its_own_stays_as_it_is() -> None:
    (claim,) = answered("Has the mainland sent a boat?", "They have sent nothing.")
    assert claim.text == "They have sent nothing"


def test_in_an_article_a_lone_word_behind_a_question_answers_nothing() -> None:
    text = "Who blew up the mill? Nobody knows. How many were inside? Seventy. The county has begun to search."
    assert "Seventy" not in [one.text for one in READER.read_text(text, outlet="The Islander").claims]


def test_what_follows_such_an_answer_is_told_with_the_question() -> None:
    reading = READER.read_text(
        f"{LEAD}\n\n– Were you afraid?\n– I was.\n– What does it mean for the villages?\n– Less fish. Two have given up.",
        outlet="The Islander",
    )
    last = reading.claims[-1]
    assert last.text == "Two have given up"
    assert "What does it mean for the villages" in last.standalone


def test_who_is_called_by_title_and_name_answers() -> None:
    text = "Q: Professor Lund, is the ice thinner?\nA: Yes.\nQ: Will it come back?\nA: It will not."
    assert {one.speaker for one in READER.read_text(text, outlet="The Islander").claims} == {"The Islander", "Lund"}


def test_a_thing_answers_whether_there_is_any() -> None:
    (claim,) = answered("Did you lose anything?", "Two nets.")
    assert (claim.text, claim.factuality.value) == ("Two nets", "CT+")


def test_a_turn_that_asks_nothing_leaves_no_question_to_the_next_answer() -> None:
    text = (
        "Q: Were you afraid?\nA: Yes.\nQ: The harbour says you sailed alone.\nA: I had called twice.\n"
        "Q: And now?\nA: I go on."
    )
    (claim,) = [one for one in READER.read_text(text, outlet="The Islander").claims if "twice" in one.text]
    assert "afraid" not in claim.standalone


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        ("Were the sheep insured?", "They were.", "CT+"), ("Were the sheep insured?", "They weren't.", "CT-"),
        ("Did the pilot come?", "No, he did not.", "CT-"), ("Will you paint the tower?", "Not this summer.", "CT-"),
    ],
)  # fmt: skip
def test_a_pronoun_with_an_auxiliary_answers_as_yes_and_no_do(question: str, answer: str, value: str) -> None:
    (claim,) = answered(question, answer)
    assert claim.factuality.value == value
    assert claim.standalone.startswith(f"[{question}]")


def test_not_all_denies_no_more_than_that_all_did() -> None:
    assert all(one.factuality.value != "CT-" for one in answered("Did the sheep survive?", "Not everyone."))


def test_what_an_interviewer_passes_on_is_confirmed_in_a_word() -> None:
    text = (
        f"{LEAD}\n\n– Were you afraid?\n– I was.\n– The harbour says that the buoy was lit.\n– It was not.\n"
        "– Has it been repaired?\n– No."
    )
    claim = next(one for one in READER.read_text(text, outlet="The Islander").claims if one.text == "It was not")
    assert (claim.factuality.value, claim.speaker, claim.sources) == ("CT-", "Vera Lindt", ())
    assert "the buoy was lit" in claim.standalone


def test_whoever_asks_for_others_is_told_one() -> None:
    (claim,) = answered("Were other houses hit?", "The school.")
    assert claim.factuality.value == "CT+"
