"""Which phrases of a text stand for the same."""

from dataclasses import replace
from functools import cache

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.model.span import Span
from tocsin.read.attribution.quotes import quotations
from tocsin.read.attribution.rules import AttributionFinder
from tocsin.read.coref.coreference import Coreference
from tocsin.read.coref.names import DocumentNames
from tocsin.read.coref.resolver import CoreferenceResolver
from tocsin.read.parser import Parser, blocks

LEXICON = lexicon_for("en")
MANIFEST = LEXICON.table("manifest")
PARSER = Parser(MANIFEST["parser"], words=MANIFEST)
RESOLVER = CoreferenceResolver(LEXICON)
FINDER = AttributionFinder(LEXICON)


@cache
def coreference(text: str) -> Coreference:
    paragraphs = list(blocks(text))
    (sentences,) = PARSER.parse([(text, paragraphs)])
    quotes = quotations(text, paragraphs)
    names = DocumentNames(LEXICON, sentences)
    return RESOLVER.resolve(sentences, names, quotes, FINDER.find(text, sentences, quotes))


def entities(text: str) -> list[list[str]]:
    return [[text[one.start : one.end] for one in entity.mentions] for entity in coreference(text).entities]


def meant(text: str, words: str) -> str | None:
    """What the last occurrence of some words stands for."""
    start = text.rindex(words)
    entity = coreference(text).entity_of(Span(start, start + len(words)))
    return entity.name if entity is not None else None


def are_one(text: str, one: str, other: str) -> bool:
    """Whether the first occurrence of one phrase and the last of another stand for the same."""
    found = coreference(text)
    first, last = text.index(one), text.rindex(other)
    entity = found.entity_of(Span(first, first + len(one)))
    return entity is not None and entity is found.entity_of(Span(last, last + len(other)))


# --- pronouns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["She", "Her deputy"])
def test_she_is_the_woman_spoken_of(word: str) -> None:
    text = f"Anna Brunner opened the bridge on Monday. {word} thanked the engineers."
    assert are_one(text, "Anna Brunner", word.split()[0])


def test_he_is_the_man_spoken_of() -> None:
    assert meant("Karl Huber opened the bridge on Monday. He thanked the engineers.", "He") == "Karl Huber"


def test_a_reflexive_pronoun_is_the_subject_of_its_verb() -> None:
    assert meant("Karl Huber met Jonas Roth. Roth blamed himself for the delay.", "himself") == "Jonas Roth"


def test_the_object_of_a_verb_is_not_its_subject() -> None:
    assert meant("Karl Huber met Jonas Roth. Roth told him that the dam was safe.", "him") == "Karl Huber"


@pytest.mark.parametrize("verb", ["repaired", "found"])
def test_the_object_of_a_verb_is_not_the_subject_that_it_shares_with_another(verb: str) -> None:
    text = f"Officials {verb} the boats and sent them to the coast."
    assert are_one(text, "the boats", "them")


def test_it_is_a_body() -> None:
    assert are_one("The ministry closed the harbour. It said the quay was unsafe.", "The ministry", "It")


def test_they_are_several() -> None:
    assert are_one("The engineers checked the dam. They found two cracks.", "The engineers", "They")


def test_a_possessor_is_a_mention() -> None:
    assert are_one("The army left Norvale after its commander had fled.", "The army", "its")


def test_he_goes_on_with_whom_he_stood_for() -> None:
    text = "Karl Huber left Norvale. He drove to Linz. There he met the council. He stayed for a week."
    assert entities(text)[0] == ["Karl Huber", "He", "he", "He"]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("In her report, Anna Brunner wrote that the dam was safe.", "her", "Anna Brunner"),
        ("Before he left Norvale, Karl Huber met the council.", "he", "Karl Huber"),
    ],
)
def test_a_pronoun_before_the_subject_may_stand_for_it(text: str, pronoun: str, name: str) -> None:
    assert are_one(text, pronoun, name)


def test_a_pronoun_in_a_relative_clause_may_stand_for_whom_the_clause_describes() -> None:
    assert meant("Anna Brunner, who had lost her seat, left Norvale.", "her") == "Anna Brunner"


def test_a_name_alone_that_is_a_family_name_too_does_not_tell_which_pronoun_goes_with_it() -> None:
    assert meant("Gordon opened the bridge on Monday. She thanked the engineers.", "She") == "Gordon"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The army left the town. The convoy reached the border at noon.\n\nIt added that nobody was hurt.", "The army"),
        (
            "The Norvale Port Authority closed the quay on Monday. The harbour had been repaired in spring.\n\n"
            "It said the quay was unsafe.", "Norvale Port Authority",
        ),
    ],
)  # fmt: skip
def test_it_that_says_something_is_a_body_and_no_thing(text: str, body: str) -> None:
    assert meant(text, "It") == body


# --- where nothing is clear -------------------------------------------------------------------------------------------


def test_of_two_alike_neither_is_meant() -> None:
    text = "Anna Brunner and Clara Weiss came. Then she closed the dam."
    assert meant(text, "she") is None


def test_a_given_name_of_the_other_gender_is_not_meant() -> None:
    assert meant("Anna Brunner met the council. He closed the dam.", "He") is None


def test_she_is_nobody_whom_he_stood_for() -> None:
    text = "Kim Huber closed the dam, because he feared a flood. Later she opened it."
    assert meant(text, "she") != "Kim Huber"


def test_an_owner_is_not_what_she_owns() -> None:
    text = "Anna Brunner raised her niece. Her niece left Norvale, and she wrote to her."
    assert not are_one(text, "her niece", "Her")


def test_a_text_of_pronouns_alone_names_nobody() -> None:
    text = "He came. She left. They stayed. It rained."
    assert all(entity.name is None for entity in coreference(text).entities)


def test_an_empty_text_has_no_entities() -> None:
    assert coreference("").mentions == ()


def test_two_people_of_one_surname_are_two() -> None:
    text = "Anna Brunner met Karl Brunner. Anna Brunner left at noon."
    assert not are_one(text, "Karl Brunner", "Anna Brunner")


def test_persons_whose_names_share_no_word_are_two() -> None:
    text = "Trainer Harry Curtis released full back Joe Wilson. Curtis thanked him."
    assert not are_one(text, "Harry Curtis", "Joe Wilson")


# --- names and descriptions -------------------------------------------------------------------------------------------


def test_a_surname_is_the_full_name() -> None:
    assert meant("Anna Brunner closed the dam. Later Brunner opened it.", "Brunner") == "Anna Brunner"


def test_a_surname_that_looks_like_a_plural_is_the_full_name() -> None:
    text = (
        "Ellen Graves runs the port. The council warned her about the pier. Graves closed it and blamed the builders."
    )
    assert meant(text, "Graves") == "Ellen Graves"


def test_a_plural_noun_that_is_nobodys_surname_is_no_name() -> None:
    text = "Ellen Moser runs the port. The council warned her about the pier. Graves were found behind it."
    assert meant(text, "Graves") != "Ellen Moser"


def test_an_office_is_who_holds_it() -> None:
    text = "Defence Minister Ana Ruiz came to Saalbrunn. The minister said the town was safe."
    assert meant(text, "The minister") == "Ana Ruiz"


def test_letters_are_the_name_they_are_short_for() -> None:
    text = "The Norvale Port Authority (NPA) closed the harbour. Later the NPA opened it."
    assert meant(text, "the NPA") == "Norvale Port Authority"


def test_a_definite_description_is_the_earlier_one_of_its_head() -> None:
    assert are_one("A bridge fell on Monday. The bridge was old.", "A bridge", "The bridge")


def test_an_apposition_is_part_of_its_phrase() -> None:
    text = "Sam Huber came with his sister, Kim Huber. Kim Huber spoke first."
    assert are_one(text, "his sister, Kim Huber", "Kim Huber")


def test_a_clause_that_names_somebody_else_is_no_part_of_a_persons_name() -> None:
    text = "Anna Brunner, who succeeded Karl Ott, opened the bridge. She thanked the engineers."
    assert ["Anna Brunner", "She"] in entities(text)


def test_a_bracket_is_part_of_a_phrase_whole_or_not_at_all() -> None:
    text = "Flights left Korbach Airport (code: KRB) at noon. Korbach Airport was closed later."
    (airport,) = entities(text)
    assert all(phrase.count("(") == phrase.count(")") for phrase in airport)


def test_a_closing_mark_belongs_to_the_phrase_that_holds_the_opening_one() -> None:
    text = "The crew saw a “ghost ship”. The “ghost ship” was a ferry."
    assert ["a “ghost ship”", "The “ghost ship”"] in entities(text)


def test_a_given_name_alone_is_the_one_who_bears_it_though_others_have_the_surname() -> None:
    text = "Anna Brunner met Karl Brunner and Eva Ott. Anna left early."
    assert meant(text, "Anna") == "Anna Brunner"


def test_the_name_of_an_entity_is_its_fullest() -> None:
    text = "Brunner closed the dam on Monday. Anna Brunner had warned of a flood."
    assert [entity.name for entity in coreference(text).entities] == ["Anna Brunner"]


def test_an_entity_without_a_name_is_called_by_its_first_description() -> None:
    text = "The ministry closed the harbour. It said the quay was unsafe."
    entity = next(one for one in coreference(text).entities if one.name == "The ministry")
    assert not entity.is_named


# --- who says "I" -----------------------------------------------------------------------------------------------------


def test_i_in_a_quotation_is_who_is_cited_for_it() -> None:
    text = "“I saw the bridge fall,” said Anna Brunner. Karl Huber was not there."
    assert meant(text, "I") == "Anna Brunner"


def test_i_in_two_quotations_is_each_speaker() -> None:
    text = "“I saw the bridge fall,” said Anna Brunner. “I heard it from my house,” said Karl Huber."
    first, second = text.index("I saw"), text.index("I heard")
    found = coreference(text)
    assert [found.entity_of(Span(at, at + 1)).name for at in (first, second)] == ["Anna Brunner", "Karl Huber"]  # type: ignore[union-attr]


# --- other parsers -----------------------------------------------------------------------------------------------------


def test_the_vectors_of_another_parser_are_not_read() -> None:
    text = "Anna Brunner opened the bridge on Monday. She thanked the engineers."
    (sentences,) = PARSER.parse([(text, list(blocks(text)))])
    strange = [replace(one, vectors=1000.0 * one.vectors) for one in sentences if one.vectors is not None]
    resolver = CoreferenceResolver(LEXICON, parser="another")
    names = DocumentNames(LEXICON, sentences)
    assert resolver.resolve(strange, names, ()).mentions == resolver.resolve(sentences, names, ()).mentions != ()


# --- the record's form ------------------------------------------------------------------------------------------------


def test_mentions_come_in_the_order_of_the_text_and_each_in_one_entity() -> None:
    text = "Karl Huber and his brother came. They met Anna Brunner. She gave him a map of Norvale."
    found = coreference(text).mentions
    assert [(one.start, -one.end) for one in found] == sorted({(one.start, -one.end) for one in found})


def test_an_entity_of_the_record_has_two_phrases_or_more() -> None:
    text = "Karl Huber left. He drove to Linz with a friend."
    numbers = [one.entity for one in coreference(text).mentions]
    assert all(numbers.count(number) > 1 for number in numbers)


def test_every_link_tells_how_sure_it_is() -> None:
    text = "Karl Huber left Norvale. He drove to Linz."
    assert all(0.4 <= one.confidence <= 1.0 for one in coreference(text).mentions)


def test_what_is_said_of_a_name_may_reach_before_it() -> None:
    text = (
        "And Mayor Brenner yesterday, asked whether he was at least glad the union is holding talks, "
        'replied: "I don\'t see anything at all."'
    )
    assert any("Mayor Brenner" in phrases for phrases in entities(text)) or entities(text) == []
