"""Who did what to whom."""

from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.event import Action

READER = Reader()


@cache
def action(text: str) -> Action | None:
    (one,) = READER.read_text(text).claims
    return one.event


def parts(text: str) -> tuple[str | None, str, str | None]:
    found = action(text)
    assert found is not None
    return found.actor, found.lemma, found.object


def test_the_subject_acts_and_the_object_is_acted_on() -> None:
    assert parts("The soldiers attacked the old town.") == ("The soldiers", "attack", "the old town")


def test_in_the_passive_the_agent_acts_and_the_subject_is_acted_on() -> None:
    assert parts("The old town was attacked by the soldiers.") == ("the soldiers", "attack", "The old town")


def test_a_passive_without_an_agent_has_no_actor() -> None:
    assert parts("The old town was attacked on Monday.") == (None, "attack", "The old town")


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("The mayor gave the engineer a key.", "the engineer"), ("The council sent letters to Austria.", "Austria"),
        ("The council offered the engineers a new house.", "the engineers"),
    ],
)  # fmt: skip
def test_who_gets_something_is_the_recipient(text: str, recipient: str) -> None:
    found = action(text)
    assert found is not None
    assert found.recipient == recipient


def test_a_description_leaves_out_its_clauses() -> None:
    assert parts("The engineer, whom nobody knew, closed the dam.")[0] == "The engineer"


def test_the_words_are_those_of_the_text() -> None:
    assert parts("The mayor’s office closed the well-known dam.")[::2] == ("The mayor’s office", "the well-known dam")


def test_a_clause_that_only_is_something_reports_no_action() -> None:
    assert action("The dam is very old.") is None


def test_where_nobody_is_named_nobody_acts() -> None:
    assert parts("Close the old dam.")[0] is None
