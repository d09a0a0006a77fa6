"""What stands between quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.read.attribution.quotes import quotations
from tocsin.read.parser import blocks


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text, list(blocks(text)))]


@pytest.mark.parametrize(
    "quote", ['"It is safe."', "“It is safe.”", "«It is safe.»", "„It is safe.“", "„It is safe.”", "``It is safe.''"]
)
def test_a_quotation_is_found_with_its_marks(quote: str) -> None:
    assert quoted(f"The mayor said: {quote} Then she left.") == [quote]


def test_straight_marks_open_and_close_in_turn() -> None:
    assert quoted('"No," he said, "it is not." Then "yes".') == ['"No,"', '"it is not."', '"yes"']


def test_a_curly_quotation_may_be_closed_by_a_straight_mark() -> None:
    assert quoted('He said “no" and left.') == ['“no"']


def test_a_quotation_of_another_shape_may_stand_inside() -> None:
    assert quoted("He said “the «old» dam” broke.") == ["“the «old» dam”"]


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("She said: “It is safe.\nNobody was hurt.") == ["“It is safe."]


def test_a_quotation_over_paragraphs_is_one_a_paragraph() -> None:
    text = "“It is safe.\n\n“It has always been safe,” she said."
    assert quoted(text) == ["“It is safe.", "“It has always been safe,”"]


def test_a_mark_that_only_closes_opens_nothing() -> None:
    assert quoted("It is safe,” she said. It is new.") == []


def test_a_straight_mark_behind_the_last_word_opens_nothing() -> None:
    assert quoted('It is safe," she said. It is new.') == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor's dog didn't bark.", "It isn’t the mayors’ dog.", "The pipe is 12\" wide and 5' long.",
        "In the '90s rock 'n' roll was new.", "No marks at all.", "", '"', "“", '""', "''",
    ],
)  # fmt: skip
def test_apostrophes_inches_and_lone_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


TEXTS = st.text(st.sampled_from("“”„«»‟\"'` ab.\n12"), max_size=60) | st.text(max_size=60)


@given(TEXTS)
def test_quotations_stand_apart_in_order_inside_their_paragraphs(text: str) -> None:
    paragraphs = list(blocks(text))
    found = quotations(text, paragraphs)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(any(paragraph.covers(span) for paragraph in paragraphs) for span in found)


@given(st.lists(st.sampled_from(["it rained", "the dam held", "nobody left"]), min_size=1, max_size=5))
def test_every_balanced_quotation_is_found(sayings: list[str]) -> None:
    text = " and ".join(f"“{saying}”" for saying in sayings)
    assert quoted(text) == [f"“{saying}”" for saying in sayings]
