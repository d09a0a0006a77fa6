"""Which two names can be one party's, where nothing is known but the names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tocsin.lexicon.wording import reason_words
from tocsin.resolve.blocking import NameIndex
from tocsin.resolve.matcher import NameKind, compare, kind_of
from tocsin.resolve.persons import person_matcher
from tocsin.resolve.verdict import ENOUGH

PERSON, COMPANY = NameKind.PERSON, NameKind.COMPANY


def rules(one: str, other: str, kind: NameKind) -> set[str]:
    return {reason.rule.removeprefix("names.") for reason in compare(one, other, kind).reasons}


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("Щепан Ржавцев", "Shchepan Rzhavtsev", "spelled"),
        ("Сергей Ржавцев", "Sergej Rschawzew", "spelled"),
        ("Юрій Їжакенко", "Yurii Yizhakenko", "spelled"),
        ("Aliaksandr Karapeyau", "Александр Коропеев", "belarusian"),
        ("Alyaksandr Tsvetau", "Aleksandr Tsvetau", "form"),
        ("Саша Ржавцев", "Александр Ржавцев", "short"),
        ("A. Rzhavtsev", "Андрей Ржавцев", "initial"),
        ("Ржавцев О. И.", "Олександр Ржавцев", "initial"),
        ("RZHAVTSEV, Andrei", "Андрей Ржавцев", "spelled"),
        ("Mohamed al-Hassani", "Muhammad Al Hasani", "spelled"),
        ("Yousef Rouhani", "Yusuf Rohani", "vowels"),
        ("Ирина Ржавцева (урожд. Цветова)", "Iryna Tsvetova", "born"),
        ("Андрей Иванович Ржавцев", "Andrei Rzhavtsev", "spelled"),
        ("Ģirts Vītols", "Girts Vitols", "same"),
        ("Maarja Kuusik", "Mārja Kūsika", "latvian"),
    ],
)
def test_spellings_of_one_persons_name_match_and_the_rule_is_told(one: str, other: str, rule: str) -> None:
    found = compare(one, other, PERSON)
    assert found.match
    assert found.score >= ENOUGH
    assert f"names.{rule}" in {reason.rule for reason in found.reasons}


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("Андрей Ржавцев", "Антон Ржавцев", "other"),
        ("Андрей Иванович Ржавцев", "Андрей Петрович Ржавцев", "other"),
        ("Сергей Михайлович Ржавцев", "Михаил Сергеевич Ржавцев", "other"),
        ("Валентин Ржавцев", "Валентина Ржавцева", "sex"),
        ("Иван Романцев", "Роман Иванцев", "other"),
        ("Б. Ржавцев", "Андрей Ржавцев", "other"),
        ("Nasser bin Ahmed al-Hakim", "Nasser bin Omar al-Hakim", "other"),
        ("William G. Frost", "William W. Frost", "other"),
        ("Ржавцев", "Андрей Ржавцев", "no_given"),
        ("Ржавцев", "Rzhavtsev", "no_given"),
    ],
)
def test_another_part_is_another_person(one: str, other: str, rule: str) -> None:
    found = compare(one, other, PERSON)
    assert not found.match
    assert found.score < ENOUGH
    assert rule in rules(one, other, PERSON)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("ООО «Ольмира»", "Olmira LLC", "form"),
        ("Северный тракторный завод", "Northern Tractor Works", "translated"),
        ("Ольмирский тракторный завод", "Olmira Tractor Plant", "place"),
        ("317-й ремонтный завод", "Repair Plant No. 317", "same"),
        ("ОТЗ", "Ольмирский тракторный завод", "initials"),
        ("OTZ", "Olmira Tractor Plant", "initials"),
        ("Ol Mira", "Ольмира", "joined"),
    ],
)
def test_names_of_one_body_match_and_the_rule_is_told(one: str, other: str, rule: str) -> None:
    assert compare(one, other, COMPANY).match
    assert rule in rules(one, other, COMPANY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plant No. 5", "Plant No. 6"),
        ("Завод № 5", "Завод"),
        ("Северный завод", "Southern Plant"),
        ("317 авиационный ремонтный завод", "317 танковый ремонтный завод"),
        ("ООО «Ольмира»", "ООО «Ольмира-Сервис»"),
        ("ООО «Ольмира»", "ЗАО «Ольмира»"),
        ("Ольмира", "Ольвира"),
        ("ОМЗ", "Ольмирский тракторный завод"),
    ],
)
def test_another_number_trade_direction_or_word_is_another_body(one: str, other: str) -> None:
    assert not compare(one, other, COMPANY).match


def test_the_words_of_a_name_tell_whether_it_is_a_bodys() -> None:
    assert kind_of("317-й ремонтный завод") is COMPANY
    assert kind_of("ООО «Ольмира»") is COMPANY
    assert kind_of("Андрей Ржавцев", "A. Rzhavtsev") is PERSON


_NAMES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["Андрей Ржавцев", "A. Rzhavtsev", "ООО «Ольмира»", "Plant No. 5", "Саша", "Ржавцева (Цветова)"]),
)


@given(_NAMES, _NAMES, st.sampled_from(NameKind))
def test_any_two_names_get_the_same_verdict_both_ways_with_reasons(one: str, other: str, kind: NameKind) -> None:
    found, turned = compare(one, other, kind), compare(other, one, kind)
    assert (found.match, found.score) == (turned.match, turned.score)
    assert 0 <= found.score <= 1
    assert found.match == (found.score >= ENOUGH)
    assert found.reasons
    assert all(reason_words(reason) for reason in found.reasons)


def test_a_title_behind_a_comma_takes_nothing_from_a_name() -> None:
    assert compare("Андрей Ржавцев; M", "Andrei Rzhavtsev", PERSON).match


@given(st.text(max_size=40))
@example(";M")
def test_a_name_with_a_given_name_matches_itself(word: str) -> None:
    name = f"Андрей {word}"
    assert (
        compare(name, name, PERSON).match or not any(map(str.isalpha, word)) or "no_given" in rules(name, name, PERSON)
    )


# --- many names --------------------------------------------------------------------------------------------------------


def test_names_that_may_be_one_are_found_among_many_and_most_others_are_not() -> None:
    index: NameIndex[int] = NameIndex(PERSON)
    for number, name in enumerate(
        ["Андрей Ржавцев", "Anton Rzhavtsev", "A. Rzhavtsev", "Ржавцев, Андрей", "Карл Мозер"]
    ):
        index.add(number, name)
    assert index.near("Andrei Rzhavtsev") == [0, 3, 2]
    bodies: NameIndex[int] = NameIndex(COMPANY)
    for number, name in enumerate(["317-й ремонтный завод", "318-й ремонтный завод", "ОТЗ", "Vetraska LLC"]):
        bodies.add(number, name)
    assert bodies.near("Repair Plant No. 317") == [0]
    assert bodies.near("Ольмирский тракторный завод") == [2]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("МЗ «Ольшанник»", "Механический завод «Ольшанник»", COMPANY),
        ("Борвенский стекольный завод", "Borvenka Glass Plant", COMPANY),
        ("ООО «Ольмира»", "Olmira LLC", COMPANY),
        ("Volo Karn Trade", "Volokarn Trade", COMPANY),
        ("Ольмирский тракторный завод", "ОТЗ", COMPANY),
        ("Milan Vucarič", "Milan Vucaric", PERSON),
        ("Ржавцева (Цветова) Анна", "Anna Tsvetova", PERSON),
        ("Omar Abdullah", "Omar Abdulla", PERSON),
        ("Ali Saleh", "Ali Sale", PERSON),
    ],
)
def test_names_that_match_find_each_other(one: str, other: str, kind: NameKind) -> None:
    assert compare(one, other, kind).match
    for held, asked in ((one, other), (other, one)):
        index: NameIndex[str] = NameIndex(kind)
        index.add(held, held)
        assert index.near(asked) == [held]


def test_bodies_that_share_only_a_trade_or_only_a_name_do_not_find_each_other() -> None:
    index: NameIndex[str] = NameIndex(COMPANY)
    for name in ("Vetraska Glass Plant", "Olmira Repair Plant", "Olmira Glass Plant No. 3"):
        index.add(name, name)
    assert index.near("Olmira Glass Plant") == []


def test_a_name_of_very_many_readings_takes_no_longer_than_others() -> None:
    name = " ".join(["Chujsch"] * 12)
    index: NameIndex[int] = NameIndex(PERSON)
    index.add(1, name)
    assert index.near(name) == [1]
    assert compare(name, name, PERSON).match


_GIVEN = [
    "Андрей", "Andrei", "Andrew", "Andrii", "A.", "Anna", "Ганна", "Ivan", "Jan", "John", "Vanya", "Tomša", "Ahmad", "Ahmed",
    "Aly", "Ludmila", "Людмила", "Tsimafei",
]  # fmt: skip
_REST = ["", "Ivanovich", "I.", "Karl"]
_SURNAMES = [
    "Abdullah", "Abdulla",
    "Ржавцев", "Rzhavtsev", "Rzavcevs", "Mozer", "Moser", "Мозер", "Saleh", "Salih", "Vucarič-Moser", "Moser Berg",
    "Berg (Moser)", "Kazlou", "Kozlov", "Козлов",
]  # fmt: skip
_PERSONS = st.one_of(
    st.builds("{} {} {}".format, st.sampled_from(_GIVEN), st.sampled_from(_REST), st.sampled_from(_SURNAMES)),
    st.builds("{1} {0}".format, st.sampled_from(_GIVEN), st.sampled_from(_SURNAMES)),
    st.builds("{1}, {0}".format, st.sampled_from(_GIVEN), st.sampled_from(_SURNAMES)),
)  # fmt: skip


@given(_PERSONS, _PERSONS)
def test_names_of_persons_are_found_to_match_the_quick_way_exactly_where_they_do(one: str, other: str) -> None:
    whole = person_matcher().compare(one, other)
    assert person_matcher().match(one, other) == (whole if whole.match else None)


@given(st.lists(_PERSONS, unique=True, max_size=8))
def test_every_person_whose_name_matches_is_found_among_many(names: list[str]) -> None:
    index: NameIndex[str] = NameIndex(PERSON)
    for name in names:
        index.add(name, name)
    for name in names:
        matching = {other for other in names if person_matcher().compare(name, other).match}
        assert matching <= set(index.near(name))
