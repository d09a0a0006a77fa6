"""What counts nobody, what is told in other words than it is asked for, and what was taken back."""

import json
from datetime import date
from pathlib import Path

import pytest

from tocsin import Case, FigureQuery
from tocsin.model.series import AccountStatus, Series

Told = tuple[str, str, str]
"""A day of May, an outlet and a text."""


@pytest.fixture
def asked(tmp_path: Path):  # type: ignore[no-untyped-def]
    def of(subject: str, *texts: Told, at: tuple[date, ...] = ()) -> Series:
        rows = [
            {
                "name": f"{n}",
                "published": f"2025-05-{day}",
                "outlet": outlet,
                "title": "",
                "language": "en",
                "text": text,
            }
            for n, (day, outlet, text) in enumerate(texts)
        ]
        path = tmp_path / "documents.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        with Case.open(tmp_path / "case.db", create=True) as case:
            list(case.add([path]))
            return case.series(FigureQuery(subject=subject, at=at))

    return of


def counted(series: Series) -> list[float | None]:
    return [one.quantity.low for one in series.accounts if one.standing is AccountStatus.COUNTED]


def test_the_edge_of_a_rough_figure_is_no_agreement_with_an_exact_one(asked) -> None:  # type: ignore[no-untyped-def]
    series = asked(
        "Danish guards in Korvo",
        ("10", "Korvo Post", "There are 800 Danish guards in Korvo, the Port Office said."),
        ("10", "Ny Tidende", "There are about 930 Danish guards in Korvo, the Harbour Watch said."),
        at=(date(2025, 5, 10),),
    )
    (level,) = series.levels
    assert (level.conflict, level.best) == (True, None)


def test_who_left_is_not_there(asked) -> None:  # type: ignore[no-untyped-def]
    series = asked(
        "guards in Korvo",
        ("10", "Korvo Post", "There are 800 guards in Korvo, the Port Office said."),
        ("12", "Korvo Post", "A first train with 120 guards left Korvo on Monday, the Port Office said."),
    )
    assert counted(series) == [800]


@pytest.mark.parametrize(
    "text",
    [
        "The cellar of the school in Korvo can hold 300 people.",
        "Forty people are in the cellar in Korvo. The oldest is 91.",
    ],
)
def test_room_and_ages_count_nobody(asked, text: str) -> None:  # type: ignore[no-untyped-def]
    assert not {91, 300} & set(counted(asked("people in Korvo", ("10", "Korvo Post", text))))


def test_what_befell_people_in_another_year_counts_for_that_year(asked) -> None:  # type: ignore[no-untyped-def]
    text = "In 2011 ninety-one people died there in a fire. Korvo is a port."
    assert {level.day.year for level in asked("people in Korvo", ("10", "Korvo Post", text)).levels} == {2011}


@pytest.mark.parametrize(
    ("subject", "text", "number"),
    [
        ("measles deaths", "Measles has reached Korvo. Seven people died by Friday, the clinic said.", 7),
        ("deaths from measles", "Measles has reached Korvo. Seven people died by Friday, the clinic said.", 7),
        ("people aboard", "There were 61 people aboard the ferry, the Port Office said.", 61),
        ("detainees", "Police arrested 34 people in Korvo on Friday.", 34),
        ("demonstrators", "A rally of about 500 people was held in Korvo on Friday.", 500),
        ("guards", "The Danish contingent now numbers 450, the Port Office said.", None),
        ("soldiers", "The Danish contingent now numbers 450, the Port Office said.", 450),
    ],
)
def test_a_figure_is_found_in_other_words(asked, subject: str, text: str, number: int | None) -> None:  # type: ignore[no-untyped-def]
    found = counted(asked(subject, ("10", "Korvo Post", text)))
    assert found == ([] if number is None else [number])


def test_deaths_of_another_cause_are_not_those_asked_for(asked) -> None:  # type: ignore[no-untyped-def]
    series = asked(
        "measles deaths",
        ("10", "Korvo Post", "Measles has reached Korvo. Seven people died by Friday, the clinic said."),
        ("10", "Ny Tidende", "A quay gave way in Korvo. Twelve people died by Friday, the mayor said."),
    )
    assert counted(series) == [7]


def test_a_figure_that_was_withdrawn_stands_no_longer(asked) -> None:  # type: ignore[no-untyped-def]
    series = asked(
        "deaths",
        ("10", "Korvo Post", "The Red Lantern put the number of deaths in Korvo at 31."),
        ("14", "Ny Tidende", "The Red Lantern has withdrawn its figure of 31 deaths in Korvo."),
    )
    assert counted(series) == []


def test_what_fell_short_of_a_plan_puts_nothing_right(asked) -> None:  # type: ignore[no-untyped-def]
    series = asked(
        "blankets",
        ("10", "Korvo Post", "A ship brought 900 blankets to Korvo on Friday."),
        ("14", "Ny Tidende", "The second load was smaller than announced: 700 blankets, not 900."),
    )
    assert 900 in counted(series)


def test_a_rough_figure_alone_is_no_conflict(asked) -> None:  # type: ignore[no-untyped-def]
    text = "On 9 May a rally of about 500 people took place in Korvo."
    series = asked("demonstrators", ("10", "Korvo Post", text))
    assert not any(level.conflict for level in series.levels)
