"""What a source's grade leaves of the certainty of its word."""

from itertools import pairwise

import pytest
from warn.builders import a_ledger_claim

from tocsin.model.assessment import Discount
from tocsin.model.source import Reliability
from tocsin.warn.reliability import LEFT, answerable, discount


def grades(**given: str) -> dict[str, Reliability]:
    return {name: Reliability(grade) for name, grade in given.items()}


FOUND = a_ledger_claim(speaker="radio", sources=("mayor", "engineer"), outlet="outlet")


def test_a_worse_grade_never_leaves_more() -> None:
    graded = [LEFT[grade] for grade in Reliability if grade is not Reliability.F]
    assert all(better >= worse for better, worse in pairwise(graded))
    assert all(0 < left <= 1 for left in LEFT.values())


def test_f_says_nothing_either_way() -> None:
    assert LEFT[Reliability.F] == 1
    assert discount(FOUND, origin="engineer", grade=grades(engineer="F").get) is None
    assert discount(FOUND, origin="engineer", grade=grades().get) is None


def test_the_graded_one_nearest_to_the_origin_answers_for_it() -> None:
    assert answerable(FOUND, origin="engineer", grade=grades(mayor="D", outlet="E").get) == ("mayor", Reliability.D)
    assert answerable(FOUND, origin="engineer", grade=grades(engineer="B", outlet="E").get) == (
        "engineer", Reliability.B
    )  # fmt: skip
    assert answerable(FOUND, origin="engineer", grade=grades(engineer="F", outlet="E").get) == ("outlet", Reliability.E)


@pytest.mark.parametrize("grade", ["C", "D", "E"])
def test_what_a_grade_takes_is_told_with_who_bears_it(grade: str) -> None:
    reliability = Reliability(grade)
    assert discount(FOUND, origin="engineer", grade=grades(radio=grade).get) == Discount(
        source="radio", reliability=reliability, left=LEFT[reliability]
    )


@pytest.mark.parametrize("grade", ["A", "B"])
def test_a_good_grade_takes_nothing(grade: str) -> None:
    assert discount(FOUND, origin="engineer", grade=grades(engineer=grade).get) is None
