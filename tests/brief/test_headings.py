"""By what words a proposition is headed."""

from datetime import date

from brief.brief_builders import COUNCIL
from weigh.figure_builders import a_time, told

from tocsin.brief.headings import heading
from tocsin.model.kind import Kind
from tocsin.model.query import Report

OPEN = frozenset({"who", "it"})
TODAY = date(2026, 3, 2)


def head(*claims: Report) -> str | None:
    return heading(claims, claims[0].claim.text, OPEN, TODAY)


def test_a_statement_that_is_understood_alone_heads_a_proposition() -> None:
    assert head(COUNCIL) == COUNCIL.claim.text
    short = told("It is about 120 metres long.", standalone="[The quay] is about 120 metres long.")
    assert head(short) == "[The quay] is about 120 metres long."


def test_neither_a_question_nor_a_fragment_heads_one() -> None:
    question = told("Is the new quay closed to all ships?", kind=Kind.QUESTION)
    fragment, relative = told("the quay"), told("who heads the hospital in Enns")
    assert head(question) is None
    assert head(fragment, relative) is None
    assert head(relative, COUNCIL) == COUNCIL.claim.text


def test_whole_words_head_one_before_those_that_were_filled_in() -> None:
    filled = told("It closed its doors at noon.", standalone="It [the quay] closed its doors at noon.", weight=0.9)
    assert head(filled, COUNCIL) == COUNCIL.claim.text


def test_nothing_of_long_ago_heads_one() -> None:
    assert head(told("Both sides are bound by a treaty signed in 2019.")) is None
    assert head(told("In 2014 both sides signed a treaty.")) is None
    old = told("The treaty was signed by both sides.", time=a_time(date(1999, 5, 1), date(1999, 5, 1)))
    assert head(old) is None
