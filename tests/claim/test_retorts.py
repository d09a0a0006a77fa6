"""What is told and then turned down in a word: the report stays its teller's, the denial is the writer's."""

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    claims = READER.read_text(text, outlet="The Daily").claims
    return [(one.text, one.factuality.value, one.sources) for one in claims]


@pytest.mark.parametrize(
    ("retort", "joint"),
    [
        ("Lie.", ". "), ("lie.", " – "), ("fake!", " — "), ("nonsense.", ": "), ("Not true.", ". "), ("Nope.", ". "),
        ("That is simply not true.", ". "), ("It’s a lie.", ". "), ("Complete rubbish.", ". "), ("lies", " - "),
    ],
)  # fmt: skip
def test_a_retort_denies_what_was_told_on_the_word_of_the_writer(retort: str, joint: str) -> None:
    first, second = told(f"The abbey says 40 barrels burned{joint}{retort}")
    assert first == ("40 barrels burned", "CT+", ("abbey",))
    assert second == ("40 barrels burned", "CT-", ())


def test_a_denial_is_told_with_the_words_that_deny() -> None:
    claims = READER.read_text("The vat was moved, the cooper said. The brewer denies it.").claims
    assert claims[1].standalone == "The vat was moved [The brewer denies it]"


@pytest.mark.parametrize(
    "verdict", ["Not true, according to the abbey.", "False, says the abbey.", "That is wrong, the abbey says."]
)
def test_a_quotation_with_a_verdict_on_somebodys_word_is_what_that_one_denies(verdict: str) -> None:
    assert told(f"“The brewery is closed.” {verdict}") == [("The brewery is closed", "CT-", ("abbey",))]


def test_what_the_text_tells_is_denied_by_whoever_is_cited_for_a_verdict() -> None:
    assert told("The cellar has flooded. Wrong, according to the abbey.") == [
        ("The cellar has flooded", "CT+", ()),
        ("The cellar has flooded", "CT-", ("abbey",)),
    ]


def test_a_retort_to_a_denial_says_that_it_is_so() -> None:
    assert [value for _, value, _ in told("The abbey says nobody was hurt. Wrong.")] == ["CT-", "CT+"]


def test_a_retort_behind_a_quotation_denies_it() -> None:
    first, second = told("“The bells are safe,” the abbot says. Nope.")
    assert (first[1:], second[1:]) == (("CT+", ("abbot",)), ("CT-", ()))


def test_whose_retort_it_is_is_whose_word_the_denial_is() -> None:
    assert told("The abbot said prices fell. That is false, the brewers said.")[1][1:] == ("CT-", ("brewers",))


def test_what_the_writer_says_is_not_denied_by_his_next_word() -> None:
    assert [value for _, value, _ in told("The bells are safe. Wrong.")] == ["CT+"]


def test_what_comes_after_a_retort_is_the_writer_s() -> None:
    assert told("The abbot says 12 barns burned. False. We counted 40 of them.")[-1] == (
        "We counted 40 of them",
        "CT+",
        (),
    )


@pytest.mark.parametrize("end", [". True.", ". Not quite.", ". Wrong?", " in a lie of the land."])
def test_other_words_behind_a_report_deny_nothing(end: str) -> None:
    assert not any(value == "CT-" for _, value, _ in told(f"The abbot says the bells are safe{end}"))


def test_a_retort_ends_a_sentence_in_the_middle_of_a_post() -> None:
    assert [value for _, value, _ in told("The abbey says the vat was empty – lie. I counted nine carts.")] == [
        "CT+",
        "CT-",
        "CT+",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The brewer denied it.",
        "The brewer has denied the allegations.",
        "The brewer rejects this.",
        "The brewer rejected this, saying that it was old.",
    ],
)
def test_somebody_who_only_denies_denies_what_was_told_before(words: str) -> None:
    claims = told(f"The vat leaked for nine days, the abbey said. {words}")
    assert [one[1:] for one in claims[:2]] == [("CT+", ("abbey",)), ("CT-", ("brewer",))]
    assert claims[1][0].startswith("The vat leaked for nine days")


@pytest.mark.parametrize("words", ["The abbey denied it on Monday.", "He denied it.", "The brewer denied the loan."])
def test_nobody_else_is_taken_to_deny_what_was_told(words: str) -> None:
    assert ("The vat leaked", "CT-") not in [
        one[:2] for one in told(f"The vat leaked for nine days, the abbey said. {words}")
    ]
    assert not any("CT-" in one and one[0].startswith("The vat") for one in told(f"The vat leaked. {words}")[:1])
