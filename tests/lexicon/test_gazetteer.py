"""Names of places are found in one small file, whatever their case and accents."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import LexiconError
from tocsin.lexicon.gazetteer import FILE, Entry, Gazetteer, gazetteer
from tocsin.lexicon.gazetteer_format import HEADER, name_key


def of_type(name: str, kind: str) -> list[Entry]:
    return [entry for entry in gazetteer().find(name) if entry.type == kind]


def test_a_country_is_found_with_its_code() -> None:
    (entry,) = of_type("Belarus", "country")
    assert (entry.country, entry.geonameid, entry.admin1) == ("BY", 630336, "")


def test_a_country_is_a_point_amid_it_and_not_its_capital() -> None:
    (country,) = of_type("Belarus", "country")
    (capital,) = of_type("Minsk", "capital")
    assert (country.lat, country.lon) == (53.0, 28.0)
    assert abs(capital.lat - country.lat) > 0.5


def test_a_country_without_a_point_of_its_own_lies_amid_its_towns() -> None:
    (entry,) = of_type("Falkland Islands", "country")
    assert -53 < entry.lat < -51
    assert -62 < entry.lon < -57


def test_towns_of_one_name_are_told_apart_by_country_and_division() -> None:
    homes = {(entry.country, entry.admin1) for entry in gazetteer().find("Paris")}
    assert {("FR", "11"), ("US", "TX"), ("US", "KY"), ("CA", "08")} <= homes


@pytest.mark.parametrize("name", ["Kyiv", "Kiev", "KYIV", "Київ", "Киев"])
def test_spellings_and_scripts_lead_to_one_place(name: str) -> None:
    assert 703448 in {entry.geonameid for entry in gazetteer().find(name)}


@pytest.mark.parametrize(
    ("plain", "accented"), [("Malmo", "Malmö"), ("Cote d'Ivoire", "Côte d’Ivoire"), ("Lodz", "Łódź")]
)
def test_accents_and_apostrophes_do_not_matter(plain: str, accented: str) -> None:
    assert name_key(plain) == name_key(accented)
    assert gazetteer().find(plain) == gazetteer().find(accented) != ()


def test_hyphens_and_full_stops_do_not_matter() -> None:
    assert gazetteer().find("St. Louis") == gazetteer().find("St Louis") != ()
    assert gazetteer().find("Aix en Provence") == gazetteer().find("Aix-en-Provence") != ()


def test_letters_that_tell_cyrillic_names_apart_are_kept() -> None:
    assert name_key("Йошкар-Ола") != name_key("Иошкар-Ола")


def test_a_county_knows_its_state() -> None:
    assert {entry.admin1 for entry in of_type("Anderson County", "admin2")} == {"SC", "TN", "TX"}


def test_an_entry_tells_whether_the_name_is_its_own() -> None:
    by_id = {entry.geonameid: entry for entry in gazetteer().find("Kiev")}
    assert by_id[703448].name == "Kyiv"
    assert not by_id[703448].own


@pytest.mark.parametrize("name", ["", " ", "-", "'", "no such place at all", "\x00", "A" * 100_000])
def test_what_names_no_place_finds_nothing(name: str) -> None:
    assert gazetteer().find(name) == ()


def test_scripts_that_are_not_read_are_left_out() -> None:
    assert gazetteer().find("北京") == ()


def test_the_file_stays_small() -> None:
    assert FILE.stat().st_size < 25_000_000


def test_the_shipped_gazetteer_is_opened_once() -> None:
    assert gazetteer() is gazetteer()


def test_a_missing_file_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"build_gazetteer\.py"):
        Gazetteer(tmp_path / "none.bin")


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut in its header": lambda data: data[:10],
    "of another kind": lambda data: b"NOTATALL" + data[8:],
    "of another version": lambda data: data[:8] + b"\xff\0\0\0" + data[12:],
    "one byte short": lambda data: data[:-1],
    "one byte long": lambda data: data + b"\0",
    "with broken tables": lambda data: HEADER.pack(*HEADER.unpack(data[: HEADER.size])[:2], 0, 0, 0, 4) + b"{{{{",
}


@pytest.mark.parametrize("how", CHANGES)
def test_a_malformed_file_is_an_error_that_says_what_to_do(how: str, tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(CHANGES[how](FILE.read_bytes()))
    with pytest.raises(LexiconError, match=r"build_gazetteer\.py"):
        Gazetteer(path)


@given(st.text())
def test_looking_up_any_text_never_fails(name: str) -> None:
    for entry in gazetteer().find(name):
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_a_country_reaches_as_far_as_a_disc_of_its_area() -> None:
    (entry,) = of_type("Belarus", "country")
    assert entry.radius == round((207_600 / 3.14159265) ** 0.5)


def test_a_division_reaches_to_most_of_its_towns() -> None:
    (entry,) = of_type("Grodno", "admin1")
    assert 80 < entry.radius < 200


def test_towns_have_no_radius_of_their_own() -> None:
    assert {entry.radius for entry in of_type("Minsk", "capital")} == {0}


def test_divisions_and_countries_are_named_by_their_codes() -> None:
    assert gazetteer().division_name("BY", "03") == "Grodno Oblast"
    assert gazetteer().country_name("BY") == "Belarus"
    assert gazetteer().division_name("BY", "no such code") is None
    assert gazetteer().country_name("ZZ") is None


def test_a_city_that_is_a_division_has_another_code_than_the_land_around_it() -> None:
    assert gazetteer().division_name("BY", "05") == "Minsk Oblast"
    assert gazetteer().division_name("BY", "04") == "Horad Minsk"


def test_a_division_is_known_without_the_words_for_what_it_is() -> None:
    assert "AU" in {entry.country for entry in of_type("Victoria", "admin1")}


def test_neighbours_meet_at_a_border_with_a_point_and_a_length() -> None:
    land = gazetteer().border("PL", "BY")
    assert land is not None
    assert land == gazetteer().border("BY", "PL")
    assert 51.5 < land.lat < 54
    assert 23 < land.lon < 24.5
    assert 100 < land.radius < 300


def test_countries_that_do_not_touch_have_no_border() -> None:
    assert gazetteer().border("PL", "PT") is None
    assert not gazetteer().are_neighbours("PL", "PT")
    assert gazetteer().are_neighbours("PT", "ES")
