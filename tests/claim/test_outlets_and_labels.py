"""Agencies whose names look like those of places, and labels that name what a headline is about."""

import pytest

from tocsin.engine.reader import Reader

READER = Reader()


def sources(text: str) -> list[tuple[str, ...]]:
    return [one.sources for one in READER.read_text(text, outlet="The Daily").claims]


@pytest.mark.parametrize("agency", ["North Wire", "Kapital", "Baltic Wire", "Mountain Echo", "Lake News"])
@pytest.mark.parametrize(
    "form",
    [
        "{} reports that the ferry has sunk.",
        "The ferry has sunk, {} says.",
        "The ferry has sunk, {} reported on Monday.",
        "According to {}, the ferry has sunk.",
    ],
)
def test_an_agency_that_the_tagger_takes_for_a_place_speaks(agency: str, form: str) -> None:
    assert sources(form.format(agency)) == [(agency,)]


@pytest.mark.parametrize(
    "text", ["The North Sea proves that the rain was heavy.", "The Alps prove that the winter was mild."]
)
def test_a_river_or_a_range_says_nothing(text: str) -> None:
    assert sources(text) == [()]


@pytest.mark.parametrize("label", ["Hospital", "School", "Prison"])
def test_a_house_that_the_headline_speaks_of_is_no_source(label: str) -> None:
    assert sources(f"{label}: they are sending everybody home") == [()]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Hospital: five patients went home today", "Hospital"),
        ("Police: they were caught in the vineyard", "Police"),
        ("Ministry: the wells are clean", "Ministry"),
    ],
)
def test_a_body_that_can_speak_is_the_source_of_its_headline(text: str, source: str) -> None:
    assert sources(text) == [(source,)]
