"""When two reports in like words are of two things: two settings, two speakers, a plan and a deed. All sentences made up."""

import pytest
from link.read_pairs import MONDAY, Pairs, later, said

from tocsin.engine.reader import Reader
from tocsin.model.link import Relation


@pytest.fixture(scope="module")
def pairs(reader: Reader) -> Pairs:
    return Pairs(reader)


def related(pairs: Pairs, one: str, other: str, **facts: str) -> Relation | None:
    return pairs.relation(said(one, **facts), later(other, on=MONDAY, **facts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We are losing money.", "We are losing money, the waterworks said."),
        ("I lost my whole orchard.", "I lost my whole orchard, the mayor of Korbach said."),
        ("Our roof fell in.", "Our roof fell in, the bishop said."),
    ],
)
def test_what_each_says_of_himself_is_of_two(pairs: Pairs, one: str, other: str) -> None:
    assert related(pairs, one, other) is None


def test_one_who_speaks_of_himself_in_two_papers_says_one_thing(pairs: Pairs) -> None:
    one = "We have shut the ferry line, Ada Brandt said."
    assert related(pairs, one, "We've closed the ferry line, said Ada Brandt.") in (Relation.REPEATS, Relation.ECHO)


def test_what_names_two_of_one_sort_is_copied_all_the_same(pairs: Pairs) -> None:
    words = "The town of Korbach has closed its school of music and its school of law."
    assert related(pairs, words, words) is Relation.ECHO


def test_a_formula_said_of_two_settings_is_of_two_things(pairs: Pairs) -> None:
    words = "The cause of the accident is being examined."
    one, other = said(words, before="A crane fell in Korbach."), said(words, before="A coach burned near Ilmenau.")
    assert pairs.relation(one, later(other.text, on=MONDAY, before=other.before)) is None
    assert pairs.relation(one, later(words, on=MONDAY, before="In Korbach a crane fell on a shed.")) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Queen Ada is expected in Korbach on Monday.", "Queen Ada visited the barracks in Korbach on Monday."),
        ("The miners applied for a count of all 90 lamps.", "All 90 lamps have been counted."),
    ],
)
def test_what_is_awaited_or_asked_for_is_no_report_of_the_deed(pairs: Pairs, one: str, other: str) -> None:
    assert related(pairs, one, other) not in (Relation.CORROBORATES, Relation.REPEATS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The barge Ilse sank off Korbach.", "The barge Ilse was built at Korbach."),
        ("The Korbach orchestra played in the barracks.", "The Korbach orchestra was disbanded."),
    ],
)
def test_unlike_deeds_of_one_thing_are_two_things(pairs: Pairs, one: str, other: str) -> None:
    assert related(pairs, one, other) is None


def test_what_carries_houses_off_destroys_them(pairs: Pairs) -> None:
    one, other = "The Ilmen carried off 31 houses in Korbach.", "31 dwellings in Korbach were destroyed by the Ilmen."
    assert related(pairs, one, other) is Relation.CORROBORATES
