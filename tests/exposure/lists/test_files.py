"""The files of lists, each in the form in which it is published."""

from contextlib import suppress
from datetime import date

import pytest
from exposure.lists import samples
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.exposure.lists import read_list
from tocsin.model.exposure import EntityKind
from tocsin.model.sanctions_list import SanctionsList

ALL = {name: text for name, text in vars(samples).items() if name.isupper()}


def read(text: str) -> SanctionsList:
    return read_list(text.encode(), name="list")


def test_ofac_xml_gives_names_aliases_programmes_and_its_day() -> None:
    found = read(samples.OFAC_XML)
    person, plant = found.entries
    assert (found.dated, found.passed_over) == (date(2025, 3, 1), 1)
    assert (person.id, person.kind, person.name) == ("ofac-101", EntityKind.PERSON, "Olmar VESTRAK")
    assert (person.names, person.programs) == (("Ольмар Вестрак",), ("US-VALE", "US-HILL-2"))
    assert (plant.kind, plant.name) == (EntityKind.COMPANY, "TARNOVEL REPAIR PLANT NO. 9")


def test_ofac_csv_gives_the_same_entries() -> None:
    found = read(samples.OFAC_CSV)
    assert [(one.id, one.name, one.programs) for one in found.entries] == [
        ("ofac-101", "Olmar VESTRAK", ("US-VALE", "US-HILL-2")), ("ofac-102", "TARNOVEL REPAIR PLANT NO. 9", ("US-VALE",)),
    ]  # fmt: skip
    assert found.passed_over == 1


@pytest.mark.parametrize("text", [samples.EU_XML, samples.EU_CSV])
def test_the_eu_list_gives_names_and_since_when(text: str) -> None:
    person, plant = read(text).entries
    assert (person.id, person.kind, person.name, person.names) == (
        "eu-55", EntityKind.PERSON, "Rosika Tolvane", ("Росика Толване",),
    )  # fmt: skip
    assert (person.since, person.programs[0]) == ("2022-04-09", "EU-VALE")
    assert plant.kind is EntityKind.COMPANY
    assert read(text).dated == date(2025, 2, 14)


@pytest.mark.parametrize("text", [samples.UK_XML, samples.UK_CSV])
def test_the_uk_list_gives_the_primary_name_first(text: str) -> None:
    found = read(text)
    assert (found.entries[0].id, found.entries[0].name, found.entries[0].names) == (
        "uk-VAL0001", "Olmar VESTRAK", ("Olmar VESTRACK",),
    )  # fmt: skip
    assert found.entries[0].since == "2022-03-15"
    assert found.dated == date(2026, 1, 28)


def test_the_older_list_of_ofsi_is_read_as_well() -> None:
    (person,) = read(samples.OFSI_CSV).entries
    assert (person.id, person.name, person.programs, person.since) == (
        "uk-7001", "Olmar VESTRAK", ("UK-Vale",), "2022-03-15",
    )  # fmt: skip


def test_the_un_list_gives_persons_and_entities_with_their_aliases() -> None:
    person, works = read(samples.UN_XML).entries
    assert (person.name, person.names, person.since) == ("OLMAR VESTRAK", ("O. Vestrak",), "2016-11-30")
    assert (works.id, works.programs) == ("un-901", ("UN-Vale",))


def test_a_followthemoney_file_gives_those_that_a_sanction_names() -> None:
    (person,) = read(samples.FTM).entries
    assert (person.id, person.programs, person.since, person.names) == (
        "NK-1", ("US-VALE",), "2022-02-25", ("Ольмар Вестрак",),
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name in ALL if name != "OFSI_CSV"])
def test_a_file_cut_in_the_middle_is_refused(name: str) -> None:
    text = ALL[name].rstrip("\r\n\x1a ")
    with pytest.raises(InputError, match="cut off"):
        read(text[: len(text) - len(text.splitlines()[-1]) // 2 - 2])


def test_a_list_with_fewer_entries_than_it_says_is_refused() -> None:
    with pytest.raises(InputError, match="says that it has 9 entries, and has 3"):
        read(samples.OFAC_XML.replace("<Record_Count>3<", "<Record_Count>9<"))


@pytest.mark.parametrize("name", ["OFAC_XML", "EU_XML", "UK_XML", "UN_XML"])
def test_entities_in_xml_are_refused_and_none_is_resolved(name: str) -> None:
    head, _, rest = ALL[name].partition("?>\n")
    hostile = f'{head}?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n{rest}'
    with pytest.raises(InputError, match="declares a document type or entities"):
        read(hostile)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file is empty"),
        ("<feed/>", "an XML file of <feed>"),
        ("a,b,c\n1,2,3\n", "of another year's form"),
        (samples.EU_CSV.replace("Entity_Regulation_Programme", "Programme"), "no column Entity_Regulation_Programme"),
        ("<CONSOLIDATED_LIST/>", "holds no person and no company"),
        (samples.OFAC_XML.replace("lastName", "surname"), "has no name"),
        ("{}", "no FollowTheMoney"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read(text)


@given(st.binary(max_size=200), st.sampled_from(sorted(ALL)), st.integers(0, 400))
def test_whatever_stands_in_a_file_is_read_or_refused_in_a_line(noise: bytes, name: str, at: int) -> None:
    text = ALL[name].encode()
    with suppress(InputError):
        assert read_list(text[:at] + noise + text[at:], name="list").entries
