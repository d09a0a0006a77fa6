"""Figures of people and goods in one affair: what is added, goes away, is put right, or is told without a number."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from tocsin import Case, FigureQuery
from tocsin.model.series import Level

REPORTS = [
    ("2025-03-03", "Korvo Post",
     '"We are 40 nurses in all," the head nurse of the hospital in Skagenholm said. Thirty patients with a fever are being '
     "treated in the hospital in Skagenholm, the hospital said. 900 people were evacuated from Skagenholm on Monday, the "
     "mayor said."),
    ("2025-03-04", "Ny Tidende",
     "Three barges anchored off Skagenholm on Tuesday, the Port Office said. On 4 March 20 lorries left Skagenholm for "
     "Halmstad. 60 geese have died in Skagenholm, the Bird Office said. 500 doses of vaccine arrived in Skagenholm on "
     "Tuesday, the hospital said."),
    ("2025-03-06", "Korvo Post",
     "Eight nurses from Uppsala have arrived in Skagenholm, the hospital said. A second patient has died in Skagenholm, the "
     "hospital said. Another 200 doses of vaccine arrived in Skagenholm on Thursday, the hospital said."),
    ("2025-03-08", "Ny Tidende",
     "There are now five barges off Skagenholm, the harbour master said. A further 10 lorries left Skagenholm for Halmstad "
     "on 8 March. A man of 71 died in Skagenholm, the hospital said; he was the third patient who died."),
    ("2025-03-12", "Korvo Post",
     "40 geese have died in Skagenholm and not 60, the Bird Office said. About 80 people are still away from home in "
     "Skagenholm, the mayor said. At least 25 patients were in the hospital in Skagenholm, the watch group Lens said."),
    ("2025-03-20", "Ny Tidende",
     "The barges have left Skagenholm. All five sailed on 15 March, the Port Office said. No patient has been in the "
     "hospital in Skagenholm since 18 March."),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("outbreak")
    rows = [
        {"name": f"{number}", "published": day, "outlet": outlet, "language": "en", "text": text}
        for number, (day, outlet, text) in enumerate(REPORTS)
    ]
    path = folder / "documents.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Case.open(folder / "case.db", create=True) as opened:
        list(opened.add([path]))
        yield opened


def on(case: Case, subject: str, day: int, place: str = "Skagenholm") -> Level:
    (level,) = case.series(FigureQuery(subject=subject, place=place, at=(date(2025, 3, day),))).levels
    return level


def bounds(level: Level) -> tuple[float | None, float | None]:
    return level.low, level.high


@pytest.mark.parametrize(("day", "number"), [(4, 500), (6, 700), (10, 700)])
def test_doses_of_vaccine_are_found_by_both_of_their_nouns(case: Case, day: int, number: float) -> None:
    assert bounds(on(case, "doses of vaccine", day)) == (number, number)


def test_patients_who_are_being_treated_are_there(case: Case) -> None:
    assert bounds(on(case, "patients", 3)) == (30, 30)


@pytest.mark.parametrize(("day", "number"), [(3, 40), (6, 48)])
def test_few_who_came_are_added_to_many_who_were_there(case: Case, day: int, number: float) -> None:
    assert bounds(on(case, "nurses", day)) == (number, number)


def test_ships_off_a_port_are_at_the_port(case: Case) -> None:
    assert bounds(on(case, "barges", 4)) == (3, 3)


def test_there_are_now_more_tells_a_change_and_no_conflict(case: Case) -> None:
    assert not on(case, "barges", 8).conflict


def test_when_all_five_sailed_none_is_left(case: Case) -> None:
    assert bounds(on(case, "barges", 15)) == (0, 0)


@pytest.mark.parametrize(("day", "number"), [(4, 20), (8, 30)])
def test_what_leaves_one_place_for_another_comes_there(case: Case, day: int, number: float) -> None:
    assert bounds(on(case, "lorries", day, "Halmstad")) == (number, number)


def test_the_second_who_died_makes_two(case: Case) -> None:
    assert on(case, "people killed", 6).low == 2


def test_the_age_of_one_who_died_counts_nobody(case: Case) -> None:
    found = case.series(FigureQuery(subject="people killed", place="Skagenholm"))
    assert all(one.quantity.low != 71 for one in found.accounts)


def test_a_correction_without_a_day_is_of_the_day_of_what_it_puts_right(case: Case) -> None:
    assert bounds(on(case, "geese killed", 4)) == (40, 40)


def test_where_some_are_still_away_the_evacuated_become_fewer_again(case: Case) -> None:
    assert bounds(on(case, "people evacuated", 3)) == (900, 900)
    assert bounds(on(case, "people evacuated", 12)) == (72, 88)
