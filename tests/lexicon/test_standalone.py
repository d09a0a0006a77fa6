"""What a claim understood alone adds to its words, left out again."""

import pytest

from tocsin.lexicon.standalone import without_added, without_context


@pytest.mark.parametrize(
    "text",
    [
        "the gate [of the weir] was shut",
        "the gate [of the weir] was shut [before: The siren sounded at nine]",
        "the gate [of the weir] was shut [context: the lake [of Hallin] is rising]",
        "the gate [of the weir] was shut [before: The siren sounded] [context: the lake is rising]",
    ],
)
def test_only_what_the_document_told_before_is_left_out(text: str) -> None:
    assert without_context(text, "en") == "the gate [of the weir] was shut"


def test_who_said_it_stays_between_what_was_told_before_and_what_the_document_is_about() -> None:
    text = "our gate is shut [before: The siren sounded] [said by keeper] [context: the lake is rising]"
    assert without_context(text, None) == "our gate is shut [said by keeper]"


def test_all_that_stands_in_brackets_is_left_out_with_the_space_before_it() -> None:
    assert without_added("the gate [of the weir [at Hallin]] was shut [2026-03-02]") == "the gate was shut"
