"""What analysts laid down of sources: all of it is kept, and the last word on a name counts."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from factory import AT

from tocsin.errors import CaseError
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.source import Counting, Grade, Reliability


def a_grade(name: str = "Radio Unterdrau", **facts: Any) -> Grade:
    given = {"name": name, "reliability": Reliability.C, "at": AT, "by": "an analyst", "reason": "was right before"}
    return Grade(**{**given, **facts})


def test_a_grade_comes_back_as_it_was_entered(ledger: Ledger) -> None:
    grade = a_grade(counting=Counting.MINIMUM, reliability=Reliability.B)
    ledger.enter_grade(grade)
    assert ledger.grades() == {"radio unterdrau": grade}


def test_a_grade_that_says_nothing_of_figures_comes_back_without(ledger: Ledger) -> None:
    ledger.enter_grade(a_grade())
    assert ledger.grade_history()[0].counting is None


def test_the_last_grade_of_a_name_counts_and_the_others_are_kept(ledger: Ledger) -> None:
    first, last = a_grade(), a_grade(reliability=Reliability.E, reason="invented a flood")
    other = a_grade("Port Gazette")
    for grade in (first, other, last):
        ledger.enter_grade(grade)
    assert ledger.grades() == {"radio unterdrau": last, "port gazette": other}
    assert ledger.grade_history() == [first, other, last]


def test_what_was_entered_last_counts_whatever_its_day(ledger: Ledger) -> None:
    ledger.enter_grade(a_grade(at=datetime(2030, 1, 1)))
    ledger.enter_grade(a_grade(reliability=Reliability.D))
    assert ledger.grades()["radio unterdrau"].reliability is Reliability.D


def test_a_name_is_one_in_any_case_and_with_or_without_accents(ledger: Ledger) -> None:
    ledger.enter_grade(a_grade("Rádio UNTERDRAU"))
    ledger.enter_grade(a_grade("radio unterdrau", reliability=Reliability.A))
    assert [one.reliability for one in ledger.grades().values()] == [Reliability.A]


@pytest.mark.parametrize("name", ["", "  ", "\n\t"])
def test_a_grade_of_nobody_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(CaseError, match="must name a source"):
        ledger.enter_grade(a_grade(name))
    assert ledger.grade_history() == []


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_grade_without_a_reason_is_refused_by_name(ledger: Ledger, reason: str) -> None:
    with pytest.raises(CaseError, match="Radio Unterdrau: say why"):
        ledger.enter_grade(a_grade(reason=reason))
    assert ledger.grade_history() == []


def test_hostile_names_are_names(ledger: Ledger) -> None:
    names = ["'; drop table grade; --", "%", "\u202eesrever", "x" * 500, "!!!", "\U0001f525"]
    for name in names:
        ledger.enter_grade(a_grade(name))
    assert [one.name for one in ledger.grade_history()] == names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "a grade must name a source"),
        ("\u0301\u0301", "a grade must name a source"),
        ("\u200b", "a name has a character that can be seen"),
        ("x" * 10_000, r"^x{200}… \(10,000 characters\): is too long for a name; at most 500 characters$"),
        ("Radio\0Hamn", "the character 0 stands in what was entered"),
    ],
)
def test_what_is_no_name_is_refused_and_nothing_is_entered(ledger: Ledger, name: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        ledger.enter_grade(a_grade(name))
    assert ledger.grade_history() == []


@pytest.mark.parametrize("by", ["", "\u0301", "x" * 10_000])
def test_nobody_enters_a_grade(ledger: Ledger, by: str) -> None:
    with pytest.raises(CaseError, match="the name of who enters it has 1 to 500 characters"):
        ledger.enter_grade(a_grade(by=by))
    assert ledger.grade_history() == []


def test_half_a_character_in_a_name_is_refused(ledger: Ledger) -> None:
    with pytest.raises(CaseError, match="no character that can be stored"):
        ledger.enter_grade(a_grade("half \ud800"))


def test_grades_outlive_the_program(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "case.db") as ledger:
        ledger.enter_grade(a_grade())
    with open_ledger(tmp_path / "case.db") as ledger:
        assert ledger.grade_history() == [a_grade()]


def test_a_case_without_grades_has_none(ledger: Ledger) -> None:
    assert ledger.grades() == {}
