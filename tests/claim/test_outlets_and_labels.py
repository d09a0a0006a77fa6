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


def test_a_town_before_a_colon_is_no_source() -> None:
    assert sources("Port Skar: The town council closed the pier on Friday.") == [()]


def test_nobody_is_every_child() -> None:
    (claim,) = READER.read_text('"Every child will be found," he said at the mill.', outlet="The Daily").claims
    assert "child" not in " ".join(claim.sources)


def test_people_cited_by_a_channel_stand_behind_it() -> None:
    text = "Petrol has got into the wells, the channel Vistawatch reports, citing people at the waterworks."
    assert sources(text) == [("Vistawatch", "people")]


def test_what_is_found_behind_a_colon_is_a_claim_and_no_source_of_what_stands_before() -> None:
    claims = READER.read_text(
        "The mill was set on fire, there is no doubt: the fire office found traces of petrol.", outlet="The Daily"
    ).claims
    assert [(one.text, one.sources) for one in claims][-1] == ("the fire office found traces of petrol", ())
    assert claims[0].sources == ()


def test_a_quoted_word_points_to_nothing_outside_its_quotation() -> None:
    (claim,) = READER.read_text('"Everything points to petrol," Hus told reporters.', outlet="The Daily").claims
    assert (claim.text, claim.sources) == ("Everything points to petrol", ("Hus",))
