"""Whether a figure is, was, is planned, was the peak or is wanted; its own day and place; and where things moved."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.quantity import Endpoint, FigureStatus, Quantity


def figures(reader: Reader, text: str) -> list[Quantity]:
    reading = reader.read_text(text, published=date(2025, 6, 1))
    return [one for claim in reading.claims for one in claim.quantities]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("There are 40 cooks in the camp.", FigureStatus.IS),
        ("The storm killed 40 cooks.", FigureStatus.IS),
        ("There were 40 cooks in the camp in March.", FigureStatus.WAS),
        ("The camp once had 40 cooks.", FigureStatus.WAS),
        ("The camp will hire 40 cooks.", FigureStatus.PLANNED),
        ("The camp plans to hire 40 cooks.", FigureStatus.PLANNED),
        ("Kenya is training 40 cooks to guard the fort.", FigureStatus.PLANNED),
        ("The camp wants 40 cooks.", FigureStatus.WANTED),
        ("The union called for 40 cooks.", FigureStatus.WANTED),
        ("The union called 40 cooks.", FigureStatus.IS),
    ],
)
def test_the_verb_above_a_figure_tells_its_status(reader: Reader, text: str, status: FigureStatus) -> None:
    assert [one.status for one in figures(reader, text)] == [status]


def test_what_a_number_fell_from_was_the_peak(reader: Reader) -> None:
    text = "The number of guests reached 4,500, then their number fell to 900."
    assert [(one.low, one.status) for one in figures(reader, text)] == [
        (4500, FigureStatus.PEAK),
        (900, FigureStatus.IS),
    ]


def test_two_figures_of_a_change_have_each_their_day(reader: Reader) -> None:
    first, second = figures(reader, "The number of ferries fell from 31 in 2018 to 12 in 2022.")
    assert first.time is not None
    assert second.time is not None
    assert (first.low, first.time.value, first.status) == (31, "2018", FigureStatus.WAS)
    assert (second.low, second.time.value, second.status) == (12, "2022", FigureStatus.IS)


def test_figures_of_two_places_have_each_their_own(reader: Reader) -> None:
    found = figures(reader, "Floods killed 12 people in Wels and 3 in Enns.")
    assert [[place.name for place in one.places] for one in found] == [["Wels"], ["Enns"]]


def test_one_place_is_the_claims_and_no_figures_own(reader: Reader) -> None:
    assert [one.places for one in figures(reader, "Floods killed 12 people and 3 dogs in Wels.")] == [(), ()]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Kenya has handed over 58 boats to Japan.", ("KE", "JP")),
        ("Kenya gave Japan 58 boats.", ("KE", "JP")),
        ("58 boats were handed over to Japan by Kenya.", ("KE", "JP")),
        ("Japan received 58 boats from Kenya.", ("KE", "JP")),
        ("58 boats arrived in Japan from Kenya.", ("KE", "JP")),
        ("58 boats left Kenya for Japan.", ("KE", "JP")),
        ("58 boats burned in Japan.", (None, None)),
    ],
)
def test_a_movement_has_its_two_ends(reader: Reader, text: str, ends: tuple[str | None, str | None]) -> None:
    def country(end: Endpoint | None) -> str | None:
        return end.country if end is not None else None

    assert [(country(one.moved_from), country(one.moved_to)) for one in figures(reader, text)] == [ends]


def test_what_is_told_beside_a_wish_is_not_wanted(reader: Reader) -> None:
    found = figures(reader, "The prefect wants 40 tents and has 12.")
    assert [one.status for one in found] == [FigureStatus.WANTED, FigureStatus.IS]


def test_who_will_stay_is_there_already(reader: Reader) -> None:
    (figure,) = figures(reader, "The 800 cooks will stay until Friday.")
    assert figure.status is FigureStatus.IS
