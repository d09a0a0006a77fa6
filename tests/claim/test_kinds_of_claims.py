"""What a speaker does with a proposition."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind

READER = Reader()


@cache
def claims(text: str) -> tuple[Claim, ...]:
    return READER.read_text(text).claims


def kind(text: str, words: str) -> Kind:
    start = text.index(words)
    around = [one for one in claims(text) if one.start <= start and start + len(words) <= one.end]
    return min(around, key=lambda one: one.end - one.start).kind


@pytest.mark.parametrize(
    "text", ["The dam broke.", "The dam will not break.", "The dam may break.", "THE OLD DAM HAS BROKEN."]
)
def test_what_is_told_is_a_statement(text: str) -> None:
    assert [one.kind for one in claims(text)] == [Kind.STATEMENT]


@pytest.mark.parametrize("text", ["Did the dam break?", "Who closed the dam?", "The mayor left, when will she return?"])
def test_what_is_asked_is_a_question(text: str) -> None:
    assert claims(text)[-1].kind is Kind.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "Please close the dam.", "Close the dam at once.", "We ask the council to close the dam.",
        "We demand that they close the dam.", "I urge the council to close the dam.",
    ],
)  # fmt: skip
def test_what_the_speaker_asks_for_is_a_request(text: str) -> None:
    assert kind(text, "close the dam" if "close the dam" in text else "Close the dam") is Kind.REQUEST


def test_what_somebody_once_asked_for_is_told_not_asked() -> None:
    assert kind("We asked the council about the dam.", "asked") is Kind.STATEMENT


@pytest.mark.parametrize(
    "text",
    ["I hope that the dam will hold.", "The mayor hopes that the dam will hold.", "Hopefully the dam will hold."],
)
def test_what_is_hoped_for_is_a_wish(text: str) -> None:
    assert kind(text, "the dam will hold") is Kind.WISH


@pytest.mark.parametrize(
    "text",
    [
        "The owner would be glad to sell the mill.",
        "The owner said he would gladly sell the mill.",
        "The owner would rather sell the mill than mend it.",
        "I'd be happy to sell the mill.",
    ],
)
def test_what_somebody_would_gladly_do_is_a_wish(text: str) -> None:
    assert kind(text, "sell the mill") is Kind.WISH


@pytest.mark.parametrize("text", ["The owner will gladly sell the mill.", "The owner would sell the mill soon."])
def test_without_would_or_glad_it_is_stated(text: str) -> None:
    assert kind(text, "sell the mill") is Kind.STATEMENT


def test_what_is_threatened_is_a_threat() -> None:
    assert kind("The owners threatened to close the old dam.", "close the old dam") is Kind.THREAT
    assert kind("The owners threatened that they would close the old dam.", "close the old dam") is Kind.THREAT


def test_what_is_promised_is_a_promise() -> None:
    assert kind("The council promised to repair the old dam.", "repair the old dam") is Kind.PROMISE


@pytest.mark.parametrize("mark", ["If", "Unless"])
def test_a_condition_and_what_hangs_on_it_are_conditional(mark: str) -> None:
    text = f"{mark} it rains all night, the dam will break."
    assert kind(text, "it rains all night") is Kind.CONDITIONAL
    assert kind(text, "the dam will break") is Kind.CONDITIONAL


def test_what_is_so_provided_that_something_else_is_so_is_conditional() -> None:
    assert kind("Provided that the talks succeed, the lock will reopen.", "Provided") is Kind.CONDITIONAL


def test_what_is_so_should_something_happen_is_conditional() -> None:
    assert kind("Should the river rise again, the camp will be moved.", "Should") is Kind.CONDITIONAL


@pytest.mark.parametrize(
    "text",
    [
        "The city ought to close the bridge.",
        "The council should finally repair the lock.",
        "The army must immediately free the guards.",
    ],
)
def test_what_ought_to_be_done_is_a_request(text: str) -> None:
    assert kind(text, "The") is Kind.REQUEST


@pytest.mark.parametrize(
    "text", ["The train should arrive on Monday.", "It ought to be here by now.", "They ought to have closed it."]
)
def test_what_is_likely_or_was_right_to_do_is_a_statement(text: str) -> None:
    assert kind(text, text.split()[0]) is Kind.STATEMENT


def test_a_threat_under_a_condition_is_a_threat() -> None:
    text = "The owners threatened to close the old dam if nobody pays."
    assert kind(text, "close the old dam") is Kind.THREAT


def test_a_belief_given_up_is_a_former_belief_and_not_so() -> None:
    text = "We thought that the dam would hold, but it broke."
    assert kind(text, "the dam would hold") is Kind.FORMER_BELIEF
    assert kind(text, "it broke") is Kind.STATEMENT
    assert next(one for one in claims(text) if one.kind is Kind.FORMER_BELIEF).score < 0


def test_what_is_thought_now_is_no_former_belief() -> None:
    text = "The leak is thought to come from a weld, but this still has to be proved."
    assert (claims(text)[0].kind, claims(text)[0].factuality.value) == (Kind.STATEMENT, "PR+")


def test_a_figure_withdrawn_is_a_former_belief() -> None:
    text = "Earlier we wrote that 12 people had left. That was wrong."
    assert kind(text, "12 people had left") is Kind.FORMER_BELIEF


@pytest.mark.parametrize(
    "text", ["We had believed that geese were behind the theft.", "The guards initially thought that he had fled."]
)
def test_a_belief_told_as_over_is_a_former_belief(text: str) -> None:
    assert (claims(text)[0].kind, claims(text)[0].factuality.value) == (Kind.FORMER_BELIEF, "CT-")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("We hope to open the lock by May.", Kind.WISH), ("We are asking the donors to pay for fuel.", Kind.REQUEST)],
)
def test_what_the_speaker_hopes_or_asks_for_is_no_fact(text: str, expected: Kind) -> None:
    assert (claims(text)[0].kind, claims(text)[0].factuality.value) == (expected, "PS+")


def test_a_belief_told_as_over_and_taken_back_is_over_once() -> None:
    (first, _) = claims("We thought at first that it was the heat, but it seems that a bird got in.")
    assert (first.kind, first.factuality.value) == (Kind.FORMER_BELIEF, "CT-")


def test_who_is_not_questioned_is_not_doubted() -> None:
    assert claims("The survivors have not been questioned yet.")[0].factuality.value == "CT-"


def test_a_thought_denied_is_a_claim() -> None:
    (one,) = claims("I do not think that anybody is lying.")
    assert (one.text, one.factuality.value) == ("anybody is lying", "PR-")


def test_a_belief_still_held_is_a_statement() -> None:
    assert kind("We think that the dam will hold.", "the dam will hold") is Kind.STATEMENT
