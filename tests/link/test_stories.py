"""What documents are about: two stories are told apart by their names and words, a digest is several."""

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.link.stories import Story, StoryReader
from tocsin.link.words import Wordings

FERRY = (
    "OSTHAVN (Nordic Wire) - A ferry ran aground off Osthavn on Sunday and nine passengers drowned, said harbour master "
    "Ulla Brandt.\n\nThe ferry, the Sigrun, had left Velsund in fog."
)
DAM = (
    "The retaining wall of the quarry near Zelenka gave way after three days of rain, the Moravian fire brigade said.\n\n"
    "Mayor Petr Holan spoke of eleven dead in Zelenka."
)
FERRY_AGAIN = "In Velsund people lay flowers where the Sigrun used to moor, and Ulla Brandt comes every morning."
DIGEST = (
    "Osthavn. After the loss of the Sigrun harbour master Ulla Brandt has left.\n\n"
    "Zelenka. Mayor Petr Holan counts fifteen dead at the quarry.\n\n"
    "Kaltenau. The strike at the mills of Baron Werke goes on, says Ines Pohl."
)


@pytest.fixture(scope="module")
def reader() -> StoryReader:
    lexicon = lexicon_for("en")
    return StoryReader(lexicon, Wordings(lexicon))


def story(reader: StoryReader, text: str, passage: str = "", outlet: str | None = None) -> Story:
    return reader.of(text, passage or text, outlet)


def test_documents_that_share_no_name_and_hardly_a_word_are_of_two_stories(reader: StoryReader) -> None:
    assert story(reader, FERRY).is_apart(story(reader, DAM))
    assert story(reader, DAM).is_apart(story(reader, FERRY))


def test_documents_that_share_words_and_no_name_name_others(reader: StoryReader) -> None:
    quarry = "Nine passengers of a bus drowned in the quarry near Zelenka on Sunday in fog, Petr Holan said."
    told, other = story(reader, FERRY), story(reader, quarry)
    assert told.names_others(other)
    assert not told.is_apart(other)
    assert not told.names_others(story(reader, FERRY_AGAIN))


def test_a_name_in_common_makes_one_story(reader: StoryReader) -> None:
    assert not story(reader, FERRY).is_apart(story(reader, FERRY_AGAIN))


def test_a_nation_and_its_adjective_are_one_name(reader: StoryReader) -> None:
    one = story(reader, "In the south of Karlonia the river Drau and the lake at Bielau have frozen over.")
    other = story(reader, "Trucks of the Karlonian army brought coal to Sankt Veit, said Anna Moser.")
    assert not one.is_apart(other)


def test_the_name_of_an_outlet_tells_where_it_is(reader: StoryReader) -> None:
    here = story(
        reader, "On the pier people asked where Captain Lund and the pilot Arne Juhl had been.", outlet="Velsund Post"
    )
    assert not here.is_apart(story(reader, FERRY))


def test_days_and_common_words_with_a_capital_are_no_names(reader: StoryReader) -> None:
    other = "On Sunday the Police, the Mayor and the Fire Brigade met in March with Otto Kern and Lise Hahn."
    assert story(reader, FERRY).is_apart(story(reader, other))


def test_the_short_names_of_months_and_days_are_no_names(reader: StoryReader) -> None:
    one = "OSTHAVN, Nov 9 (Nordic Wire) - A ferry ran aground off Osthavn, harbour master Ulla Brandt said on Sun."
    other = "ZELENKA, Nov 9 (Eastern Press) - A wall gave way near Zelenka, Mayor Petr Holan said on Sun."
    assert story(reader, one).names_others(story(reader, other))


def test_an_agency_that_reports_on_both_makes_no_one_story_of_two(reader: StoryReader) -> None:
    one = "OSTHAVN (Nordic Wire) - A ferry ran aground off Osthavn, harbour master Ulla Brandt said."
    other = "ZELENKA, Nov 9 (Nordic Wire) — A wall gave way near Zelenka, Mayor Petr Holan said."
    assert story(reader, one).names_others(story(reader, other))


def test_a_text_that_names_almost_nothing_shares_a_story_only_by_a_name_or_words(reader: StoryReader) -> None:
    assert not story(reader, "Counted 34 bodies myself, all along the rails").is_shared(story(reader, FERRY))
    assert story(reader, "Counted 34 bodies myself on the pier of Osthavn").is_shared(story(reader, FERRY))


@pytest.mark.parametrize("text", ["", "nobody here knows anything", "9 9 9", "\0\n\n\n"])
def test_a_text_that_names_nothing_is_apart_from_none(reader: StoryReader, text: str) -> None:
    assert not story(reader, text).is_apart(story(reader, DAM))


def test_a_sentence_of_a_digest_is_about_what_its_paragraph_is_about(reader: StoryReader) -> None:
    quarry = story(reader, DIGEST, "Mayor Petr Holan counts fifteen dead at the quarry.")
    assert quarry.is_apart(story(reader, FERRY))
    assert not quarry.is_apart(story(reader, DAM))


def test_a_text_of_one_story_is_no_digest(reader: StoryReader) -> None:
    whole = reader.of(FERRY, "The ferry, the Sigrun, had left Velsund in fog.", None)
    assert "osthavn"[:5] in whole.names
