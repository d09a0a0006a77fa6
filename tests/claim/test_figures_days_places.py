"""Figures, days and places in everyday text: what a claim states of them, and what only looks like one."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim

PUBLISHED = date(2023, 9, 14)


def claims(reader: Reader, text: str, published: date = PUBLISHED) -> tuple[Claim, ...]:
    return reader.read_text(text, published=published).claims


def figures(reader: Reader, text: str) -> list[tuple[float | None, float | None, str | None]]:
    """The bounds and the noun of each figure of the text's claims."""
    return [(one.low, one.high, one.noun) for claim in claims(reader, text) for one in claim.quantities]


def days(reader: Reader, text: str, published: date = PUBLISHED) -> tuple[str | None, str | None]:
    """The first and the last day of the last claim."""
    time = claims(reader, text, published)[-1].time
    bounds = (time.earliest, time.latest) if time is not None else (None, None)
    return bounds[0] and bounds[0].isoformat(), bounds[1] and bounds[1].isoformat()


def places(reader: Reader, text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.country, one.type) for claim in claims(reader, text) for one in claim.places]


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunners fired 155mm shells at the quarry.", [(155, 155, "mm")]),
        ("Five 120mm tubes were on board.", [(5, 5, "tubes")]),
        ("They seized three 152-mm howitzers.", [(3, 3, "howitzers")]),
        ("Rain of 90mm hit the valley.", [(90, 90, "mm")]),
        ("A 5m wall was built.", [(5, 5, "m")]),
        ("The vaccine reached 5m people.", [(5e6, 5e6, "people")]),
    ],
)
def test_a_unit_glued_to_a_number_is_no_million(
    reader: Reader, text: str, expected: list[tuple[float, float, str]]
) -> None:
    assert figures(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor rejected the figure of 41 given by the Masons' League.", []),
        ("The count of 41 dead was dismissed by the mayor.", []),
        ("The mayor rejected three of four offers.", [3, 4]),
        ("Norland speaks of 400 men, the Council of 1,500.", [400]),
        ("The police count 30 injured, the hospital 45.", [30]),
        ("The police counted 30 injured, 12 of them children.", [30, 12, 12]),
    ],
)
def test_a_figure_that_somebody_rejects_or_another_one_gives_is_none_of_theirs(
    reader: Reader, text: str, expected: list[int]
) -> None:
    assert [low for low, _, _ in figures(reader, text)] == expected


@pytest.mark.parametrize(
    "text", ["Some 1405 were moved.", "More than 1405 have died.", "The toll stands at 1405.", "The flood killed 1405."]
)
def test_four_figures_count_where_no_year_can_stand(reader: Reader, text: str) -> None:
    (claim,) = claims(reader, text)
    assert claim.time is None
    assert [one.low for one in claim.quantities] == [1405]


@pytest.mark.parametrize("text", ["In 1683 the town burned.", "2014 was a bad year.", "Prices rose from 2019 to 2021."])
def test_a_year_counts_nothing(reader: Reader, text: str) -> None:
    (claim,) = claims(reader, text)
    assert claim.time is not None
    assert not claim.quantities


def test_an_entry_of_a_list_has_its_total_and_what_is_new(reader: Reader) -> None:
    (claim,) = claims(reader, "Tractors – 1043 (+7)")
    assert [(one.low, one.noun, one.increment) for one in claim.quantities] == [
        (1043, "Tractors", False),
        (7, "Tractors", True),
    ]


@pytest.mark.parametrize(
    "text",
    ["The toll topped 300.", "Losses have surpassed 300.", "Arrests crossed the 300 mark.", "The queue passed 300."],
)
def test_what_passes_a_number_is_more(reader: Reader, text: str) -> None:
    (claim,) = claims(reader, text)
    assert [(one.low, one.high, one.low_open, one.noun in (None, "arrests")) for one in claim.quantities] == [
        (300, None, True, True)
    ]


def test_passing_what_is_counted_is_no_more_than_that(reader: Reader) -> None:
    assert figures(reader, "The patrol passed 40 checkpoints.") == [(40, 40, "checkpoints")]


@pytest.mark.parametrize("text", ["They handed over 31 flats.", "Rebels took over 31 flats.", "He gave over 31 flats."])
def test_a_particle_of_the_verb_says_nothing_of_the_number(reader: Reader, text: str) -> None:
    assert figures(reader, text) == [(31, 31, "flats")]


@pytest.mark.parametrize(
    "text", ["The navy flies Heron 450 drones.", "The 747 jet landed.", "A Boeing 737 plane crashed in fog."]
)
def test_the_number_of_a_model_counts_nothing(reader: Reader, text: str) -> None:
    assert figures(reader, text) == []


def test_models_are_counted_by_the_number_before_them(reader: Reader) -> None:
    text = "They lost 40 Leopard 2 tanks, twelve T-72 tanks and six Mi-8 helicopters."
    assert figures(reader, text) == [(40, 40, "tanks"), (12, 12, "tanks"), (6, 6, "helicopters")]


def test_a_number_before_a_list_counts_all_of_it(reader: Reader) -> None:
    assert figures(reader, "Some 90 nurses, cooks and drivers quit.") == [(90, 90, "nurses, cooks and drivers")]


def test_a_list_whose_members_have_numbers_is_counted_one_by_one(reader: Reader) -> None:
    assert figures(reader, "Nine cooks and two drivers quit.") == [(9, 9, "cooks"), (2, 2, "drivers")]


@pytest.mark.parametrize(
    "text",
    [
        "Half as many trains ran as in May.",
        "Prices are twice as high as in May.",
        "Three times more men voted than in May.",
    ],
)
def test_a_comparison_counts_nothing_and_does_not_date_the_claim(reader: Reader, text: str) -> None:
    (claim,) = claims(reader, text)
    assert not claim.quantities
    assert claim.time is None


def test_a_day_that_something_is_compared_with_is_no_figure(reader: Reader) -> None:
    assert figures(reader, "The home has 90 dogs, which is far more than a few weeks ago.") == [(90, 90, "dogs")]


@pytest.mark.parametrize(
    ("text", "noun"), [("The lab made dozens of X-rays.", "X-rays"), ("Hundreds of e-bikes burned.", "e-bikes")]
)
def test_a_noun_with_a_hyphen_is_counted_whole(reader: Reader, text: str, noun: str) -> None:
    assert [one[2] for one in figures(reader, text)] == [noun]


def test_numbers_that_share_a_noun_count_the_same(reader: Reader) -> None:
    assert figures(reader, "The clubs lost 4 and 6 players respectively.") == [(4, 4, "players"), (6, 6, "players")]


@pytest.mark.parametrize("text", ["Sixty people waited for five hours.", "In the past 48 hours, 60 people left."])
def test_how_long_it_took_is_no_figure_of_what_is_counted(reader: Reader, text: str) -> None:
    assert [one[0] for one in figures(reader, text)] == [60]


def test_coordinates_are_a_place_and_no_figures(reader: Reader) -> None:
    (claim,) = claims(reader, "A buoy was found at 54.1833, 7.8833 on 7 May.")
    assert not claim.quantities
    assert [(one.lat, one.lon) for one in claim.places] == [(54.1833, 7.8833)]


def test_what_an_editor_put_in_brackets_does_not_cut_the_claim(reader: Reader) -> None:
    (claim,) = claims(reader, "Olsen [and the union] have hired 60 000 Danish cooks [in Kenya] for the fair.")
    assert [(one.low, one.noun) for one in claim.quantities] == [(60_000, "cooks")]
    assert [one.name for one in claim.places] == ["Kenya"]


def test_the_rows_of_a_table_are_no_claims(reader: Reader) -> None:
    assert not claims(reader, "| Town | Killed | Injured |\n|---|---|---|\n| Wels | 12 | 40 |")


def test_a_label_tells_what_a_figure_measures(reader: Reader) -> None:
    found = reader.read_text("Fatalities: none. Injured: 4.").quantities
    assert [(one.low, one.high, one.measure) for one in found] == [(0, 0, "killed"), (4, 4, "injured")]


# --- days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 and 4 September, 14 kiosks burned.", ("2023-09-03", "2023-09-04")),
        ("It rained on September 3 and 4 in Cork.", ("2023-09-03", "2023-09-04")),
        ("They left on 1, 2 and 3 September.", ("2023-09-01", "2023-09-03")),
        ("On 5 September 40 trees fell.", ("2023-09-05", "2023-09-05")),
        ("The depot burned on 20230903.", ("2023-09-03", "2023-09-03")),
        ("The raid took place on 2023/09/03.", ("2023-09-03", "2023-09-03")),
        ("The convoy crossed at 031200ZSEP23.", ("2023-09-03", "2023-09-03")),
        ("The ferry capsized on 4 December.", ("2022-12-04", "2022-12-04")),
        ("They will meet on 4 December.", ("2023-12-04", "2023-12-04")),
        ("The vote was moved to 4 December.", ("2023-12-04", "2023-12-04")),
        ("The boat sank on 16 September.", ("2023-09-16", "2023-09-16")),
        ("Since the coup of 11 October, schools have been shut.", ("2022-10-11", None)),
        ("Nurses danced one Saturday night in June.", ("2023-06-01", "2023-06-30")),
        ("A vote in late 2025 seems likelier than one this year.", ("2025-09-01", "2025-12-31")),
        ("The siege began. Three days later, the bridge fell.", (None, "2023-09-14")),
        ("There were 14 people hurt in Wels yesterday.", ("2023-09-13", "2023-09-13")),
        ("In the previous 24 hours, nine people fell.", ("2023-09-13", "2023-09-14")),
        ("On 1 August, the bank said that over the previous week, ten had left.", ("2023-07-25", "2023-08-01")),
        ("Over the previous week ten had left, the bank said on 1 August.", ("2023-07-25", "2023-08-01")),
        ("Guards said on 1 August that ten had left in the past 48 hours.", ("2023-07-30", "2023-08-01")),
    ],
)
def test_days_are_told_as_everyday_text_tells_them(
    reader: Reader, text: str, expected: tuple[str | None, str | None]
) -> None:
    assert days(reader, text) == expected


def test_a_verb_in_small_letters_is_no_month(reader: Reader) -> None:
    assert days(reader, "Chile drills its men to march on the fort.") == (None, None)


def test_another_date_of_the_text_shows_the_order_of_day_and_month(reader: Reader) -> None:
    text = "Guards came on 25/07/2023. They were withdrawn on 03/08/2023."
    assert days(reader, text) == ("2023-08-03", "2023-08-03")


def test_of_two_orders_the_one_that_is_over_is_meant(reader: Reader) -> None:
    assert days(reader, "The boat sank on 10/09/2023.") == ("2023-09-10", "2023-09-10")


@pytest.mark.parametrize(
    "stamp",
    ["Mur Watch, [04.09.2023 19:10]", "Posted on 4 September 2023 at 18:30\n", "Mur Watch | 4 September 2023, 19:10"],
)
def test_the_stamp_of_a_post_dates_what_follows_and_is_no_claim(reader: Reader, stamp: str) -> None:
    text = f"{stamp}\nYesterday 12 people fell ill."
    assert [claim.text for claim in claims(reader, text)] == ["Yesterday 12 people fell ill"]
    assert days(reader, text) == ("2023-09-03", "2023-09-03")


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Poltava region, nine houses burned.", [("Poltava", "UA", "admin1")]),
        ("The Lviv and Sumy regions had rain.", [("Lviv", "UA", "admin1"), ("Sumy", "UA", "admin1")]),
        ("A dyke broke on the Loire and Vienne rivers.", [("Loire", "FR", "river"), ("Vienne", None, "river")]),
        ("Fog lay over Lima.", [("Lima", "PE", "capital")]),
        ("President Vidal met with dictator Florence in Lima.", [("Lima", "PE", "capital")]),
        ("The Red Crescent opened a camp near Enns.", [("Enns", "AT", "city")]),
        ("A glider crashed 15 km south of Toulouse.", [("15 km south of Toulouse", "FR", "point")]),
        ("A mine closed in Enns, about 20 km south of Linz.", [("Enns", "AT", "city")]),
    ],
)
def test_words_beside_a_name_tell_what_it_names(
    reader: Reader, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert places(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They met in the Canadian city of London.",
        "They met in London, the Canadian city.",
        "They met in the Canadian port town of London.",
    ],
)
def test_the_adjective_of_a_country_tells_in_which_the_town_lies(reader: Reader, text: str) -> None:
    assert ("London", "CA", "city") in places(reader, text)


def test_a_region_in_brackets_holds_the_town_before_it(reader: Reader) -> None:
    found = places(reader, "Depots burned in Como (Lombardy), Asti (Piedmont) and Bari (Apulia).")
    assert [name for name, _, kind in found if kind == "city"] == ["Como", "Asti", "Bari"]


def test_a_point_told_by_its_distance_lies_there(reader: Reader) -> None:
    (claim,) = claims(reader, "A glider crashed 100 km north of Toulouse.")
    (place,) = claim.places
    assert (place.lat, place.lon) == (pytest.approx(44.5, abs=0.05), pytest.approx(1.44, abs=0.05))
    assert not claim.quantities
