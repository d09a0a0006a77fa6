"""What stands between quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.read.attribution.quotes import quotations, runs_on
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


@pytest.mark.parametrize(
    "quote", ["‘It is safe.’", "'It is safe,'", "‘It isn’t the farmers’ dam.’", "‘old dam’", "‹It is safe.›"]
)
def test_a_quotation_in_single_marks_is_found_with_them(quote: str) -> None:
    assert quoted(f"The mayor said: {quote} Then she left.") == [quote]


def test_single_marks_inside_double_ones_are_part_of_the_quotation() -> None:
    assert quoted("She said: “He cried ‘Run!’ and we ran.” Then she left.") == ["“He cried ‘Run!’ and we ran.”"]


def test_double_marks_inside_single_ones_are_part_of_the_quotation() -> None:
    assert quoted("‘He cried “Run!” and we ran,’ she said.") == ["‘He cried “Run!” and we ran,’"]


def test_each_of_two_quotations_in_single_marks_is_found() -> None:
    assert quoted("‘The dam’s old,’ she said, ‘and it leaks.’") == ["‘The dam’s old,’", "‘and it leaks.’"]


def test_a_single_mark_that_nothing_closes_is_an_apostrophe() -> None:
    assert quoted("‘Tis an old dam and nobody minds.") == []


def test_a_mark_that_only_closes_opens_nothing() -> None:
    assert quoted("It is safe,” she said. It is new.") == []


def test_a_straight_mark_behind_the_last_word_opens_nothing() -> None:
    assert quoted('It is safe," she said. It is new.') == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor's dog didn't bark.", "It isn’t the mayors’ dog.", "The pipe is 12\" wide and 5' long.",
        "In the '90s rock 'n' roll was new.", "The farmers' wells and the miners' huts were the workers' own.",
        "The ‘90s were the farmers’ years.", "They took 'em to the boys' school.",
        "No marks at all.", "", '"', "“", '""', "''",
    ],
)  # fmt: skip
def test_apostrophes_inches_and_lone_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_left_open_runs_on() -> None:
    text = "“It is safe.\n\n“It is new.”"
    assert [runs_on(text, quote) for quote in quotations(text, list(blocks(text)))] == [True, False]


TEXTS = st.text(st.sampled_from("“”„«»‟\"'‘’‚‹›` abs.\n12"), max_size=60) | st.text(max_size=60)


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
