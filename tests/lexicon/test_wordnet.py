"""How alike two words are by their senses."""

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.wordnet import wordnet

WORDS = wordnet(lexicon_for("en"))


@pytest.mark.parametrize(
    ("one", "other"), [("boat", "boats"), ("stopped", "stop"), ("gave", "giving"), ("cities", "city")]
)
def test_forms_of_one_word_are_the_same(one: str, other: str) -> None:
    assert WORDS.likeness(one, other) == 1


@pytest.mark.parametrize(("one", "other"), [("quit", "resigned"), ("lorry", "truck"), ("evacuation", "evacuate")])
def test_synonyms_and_words_of_one_root_are_alike(one: str, other: str) -> None:
    assert WORDS.likeness(one, other) >= 0.8
    assert WORDS.likeness(other, one) == WORDS.likeness(one, other)


def test_what_only_belongs_to_the_same_field_is_not() -> None:
    assert WORDS.likeness("tank", "helicopter") < 0.5
    assert WORDS.likeness("hospital", "nurse") == 0


def test_opposites_are_known() -> None:
    assert WORDS.are_opposed("full", "empty")
    assert not WORDS.are_opposed("full", "crowded")


def test_a_word_that_is_not_in_the_table_is_like_itself_only() -> None:
    assert WORDS.likeness("qwxz", "qwxz") == 1
    assert WORDS.likeness("qwxz", "boat") == 0


def test_a_form_of_a_verb_is_told_from_what_is_made_of_it() -> None:
    assert WORDS.can_be_verb("arrested")
    assert WORDS.can_be_verb("sent")
    assert not WORDS.can_be_verb("seller")
    assert WORDS.can_be_verb("send", bare=True)
    assert not WORDS.can_be_verb("boats", bare=True)
