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
        ("Fire brigade: five people went home today", "Fire brigade"),
        ("Police: they were caught in the vineyard", "Police"),
        ("Ministry: the wells are clean", "Ministry"),
    ],
)
def test_a_body_that_can_speak_is_the_source_of_its_headline(text: str, source: str) -> None:
    assert sources(text) == [(source,)]


@pytest.mark.parametrize(
    "text",
    [
        "Bank: two branches were robbed today", "Upper Wenn: two barns burned down", "Marlow: the ferry is back",
        "Wenn Savings: 7 of 30 branches are closed", "Wenn Rail: drivers stay at home on Friday, the union says",
    ],
)  # fmt: skip
def test_what_a_headline_is_about_is_no_source_of_it(text: str) -> None:
    assert {"Bank", "Upper Wenn", "Marlow", "Wenn Savings", "Wenn Rail"}.isdisjoint(*sources(text))


@pytest.mark.parametrize("said", ["“We have sold no barley.”", "we have sold no barley.", "I have sold no barley."])
def test_a_label_speaks_where_what_is_behind_it_is_somebodys_own_word(said: str) -> None:
    assert sources(f"Kessler: {said}") == [("Kessler",)]


def test_a_surname_before_a_colon_speaks_where_the_text_cites_it() -> None:
    text = "Lorne: the barley was dry\n\nAnton Lorne told the court on Monday that he had weighed it."
    assert sources(text)[0] == ("Anton Lorne",)


def test_among_headings_of_matters_only_named_organs_speak() -> None:
    text = (
        "16:10 Marlow: Two cellars are under water.\n\n15:20 Pears: The harvest has begun.\n\n"
        "14:05 Flood Board: The river has crested.\n\n13:30 Police: The road is closed."
    )
    assert sources(text) == [(), (), ("Flood Board",), ()]


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
