"""Texts that weigh what others claim, in the layouts they have: no label is a claim, and the verdict decides what is so."""

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    claims = READER.read_text(text, outlet="The Daily").claims
    return [(one.text, one.factuality.value, one.sources) for one in claims]


def test_headings_of_two_columns_are_no_claims_and_what_was_claimed_is_probably_not_so() -> None:
    text = (
        "What was claimed\n\nA photo shows a kite that set the mill at Enns on fire. The photo was shared by a party.\n\n"
        "What we found\n\nThe photo is old. According to the fire service, a short circuit caused the fire."
    )
    found = told(text)
    assert found[0] == ("A photo shows a kite that set the mill at Enns on fire", "PR-", ())
    assert ("The photo was shared by a party", "CT+", ()) in found
    assert ("The photo is old", "CT+", ()) in found
    assert not any(one.startswith("What w") for one, *_ in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Claim: The mill was sold to a bank.\nVerdict: False", "CT-"),
        ("CLAIM: The mill was sold to a bank.\n\nRATING: Misleading", "PR-"),
        ("The claim\n\nThe mill was sold to a bank.\n\nOur verdict: There is no evidence for this.", "Uu"),
        ("Rumour\n\nThe mill was sold to a bank.\n\nVerdict\n\nNot true. The town owns it.", "CT-"),
        ("We checked: The mill was sold to a bank. Verdict: Partly false.", "PR-"),
        ("Claim: The mill was sold to a bank. False. The town owns it.", "CT-"),
        ("Myth: The mill was sold to a bank.\n\nFact: The town owns it.", "PR-"),
        ("Claim: The mill was sold to a bank.\n\nConclusion: True.", "CT+"),
    ],
)
def test_the_verdict_decides_on_what_is_claimed(text: str, value: str) -> None:
    assert told(text)[0] == ("The mill was sold to a bank", value, ())


def test_what_is_denied_and_judged_false_is_so() -> None:
    assert told("Claim: Nobody was hurt in the mill.\n\nVerdict: False.")[0][1] == "CT+"


def test_what_follows_a_label_of_facts_is_without_it() -> None:
    found = told("Myth: The mill was sold to a bank.\n\nFact: The town owns the mill.")
    assert found[1] == ("The town owns the mill", "CT+", ())


def test_what_posts_say_that_is_judged_false_is_not_so_once() -> None:
    found = told("The claim\n\nPosts say that the mill was sold to a bank. False.\n\nThe facts\n\nThe town owns it.")
    assert found[0] == ("the mill was sold to a bank", "CT-", ())


@pytest.mark.parametrize(
    "text",
    [
        "Claims were made that the mill was sold. The town owns it.",
        "Facts\n\nThe mill was sold to a bank.",
        "The conclusion of the audit: the mill was sold to a bank.",
    ],
)
def test_words_that_could_be_labels_weigh_nothing_elsewhere(text: str) -> None:
    assert any("sold" in one and value[-1] == "+" for one, value, _ in told(text))


@pytest.mark.parametrize(
    ("verdict", "value"),
    [("Wrong.", "CT-"), ("False.", "CT-"), ("That is not true.", "CT-"), ("True.", "CT+"), ("Misleading.", "PR-")],
)
def test_a_verdict_behind_a_quotation_that_opens_a_paragraph_decides_on_it(verdict: str, value: str) -> None:
    found = told(f"“The mill was sold to a bank.” {verdict} The town still owns it.")
    assert found == [("The mill was sold to a bank", value, ()), ("The town still owns it", "CT+", ())]


def test_an_answer_in_a_talk_is_no_verdict_on_a_question() -> None:
    assert ("The mill was sold to a bank", "CT-", ()) not in told(
        "“Was the mill sold to a bank?” False. The town still owns it."
    )
