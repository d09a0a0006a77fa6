"""The words of a text and their forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.words import Word, WordForms, lower_words, words


def test_a_word_is_given_in_lower_case_with_where_it_stands() -> None:
    assert list(words("The İzmir_dam")) == [Word("the", 0, 3), Word("i̇zmir", 4, 9), Word("dam", 10, 13)]


def test_a_compound_is_one_word_where_that_is_asked_for() -> None:
    text = "U.S. tank-like D'Arcy’s -end."
    assert [word.lower for word in words(text, inside="-'.")] == ["u.s", "tank-like", "d'arcy", "s", "end"]
    assert [word.lower for word in words(text)] == ["u", "s", "tank", "like", "d", "arcy", "s", "end"]


def test_no_more_words_are_read_than_asked_for() -> None:
    assert len(list(words("it rains " * 100, most=7))) == 7


@pytest.mark.parametrize(
    ("table", "word", "form"),
    [
        ({"endings": ["s", "es"], "least": 3}, "crosses", "cross"),
        ({"endings": ["s", "es"], "least": 3}, "bus", "bus"),
        ({"endings": ["s"], "keep": ["ss"], "least": 2}, "cross", "cross"),
        ({"endings": ["s", "ness"], "keep": ["ss"], "least": 3}, "illness", "ill"),
        ({"endings": ["s", "al"], "least": 3, "rounds": 2}, "hospitals", "hospit"),
        ({"endings": [["ies", "y"], "s"], "least": 2}, "cities", "city"),
        ({"endings": ["ed"], "least": 4, "undouble": True}, "stopped", "stop"),
        ({"endings": ["s"], "least": 2, "possessive": ["'s", "'"]}, "cars'", "car"),
        ({"endings": ["s"], "least": 2, "irregular": {"men": "man"}}, "men", "man"),
        ({"endings": ["s"], "least": 2, "alike": [["lorry", "truck"]]}, "trucks", "lorry"),
    ],
)
def test_a_table_brings_words_to_one_form(table: dict[str, object], word: str, form: str) -> None:
    assert WordForms(table).form(word) == form


def test_of_two_groups_that_hold_a_word_the_first_counts() -> None:
    table = {"endings": ["s"], "least": 3, "alike": [["strike", "attack"]]}
    assert WordForms(table, alike=[["blow", "attack"]]).form("attacks") == "strike"


@given(st.text(max_size=60), st.sampled_from(["", "-'", "-."]))
def test_words_in_lower_case_are_the_same_words(text: str, inside: str) -> None:
    assert lower_words(text, inside=inside) == [word.lower for word in words(text, inside=inside)]
