"""Why each part of a claim was read as it was, in words."""

from datetime import date

import pytest
from factory import a_claim, a_document

from tocsin.brief.claim_lines import certainty_reasons, details
from tocsin.brief.wording import dispute_words, place_words
from tocsin.model.place import Dispute, Place, RunnerUp
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType

TEXT = "On Friday 40 of 90 people may have left Brest."
PLACE = Place(
    start=40, end=45, name="Brest", country="BY", lat=52.1, lon=23.7, geonameid=1, type="city", admin1="Brest Region",
    radius=6.0, confidence=0.91, reasons=(Reason(rule="place.only"),),
    runners_up=(RunnerUp(geonameid=2, name="Brest", country="FR", lat=48.4, lon=-4.5, score=0.05),),
)  # fmt: skip


def rows(**facts):
    return list(details(a_claim(a_document(TEXT), **facts), TEXT))


def test_a_time_is_shown_with_its_words_its_days_and_its_reasons() -> None:
    friday = Time(
        start=3, end=9, type=TimeType.DATE, value="2026-03-06", earliest=date(2026, 3, 6), latest=date(2026, 3, 6),
        edtf="2026-03-06", reasons=(Reason(rule="time.weekday", facts={"day": "2026-03-06", "side": "before"}),),
    )  # fmt: skip
    assert rows(time=friday) == [
        ("when", "2026-03-06 (“Friday”, EDTF 2026-03-06)"),
        ("read so", "the Friday before"),
    ]


def test_when_it_was_said_stands_apart_from_when_it_happened() -> None:
    friday = Time(start=3, end=9, type=TimeType.DATE, value="2026-03-06")
    assert [name for name, _ in rows(said=friday)] == ["said"]


def test_a_place_is_shown_with_what_else_its_name_could_be() -> None:
    assert place_words(PLACE) == (
        "Brest: city, Brest Region, BY (52.10, 23.70 ± 6 km, confidence 91 %); else Brest, FR 5 %"
    )


def test_a_place_that_was_not_resolved_says_so() -> None:
    assert place_words(Place(start=0, end=5, name="Nowhere")) == "Nowhere: not resolved"


def test_a_disputed_territory_carries_both_facts() -> None:
    dispute = Dispute(
        territory="the Isle", de_jure="AA", basis="membership", claimed_by=("BB",), controlled_by=("CC",), partly=True,
        since="2001", as_of="2026-01",
    )  # fmt: skip
    assert dispute_words(dispute) == (
        "the Isle: de jure AA (membership); claimed by BB; partly held by CC since 2001, as of 2026-01"
    )


def test_a_figure_is_shown_with_its_measure_and_its_whole() -> None:
    forty = Quantity(start=10, end=12, low=40, high=40, noun="people", measure="left", part_of=Span(16, 25))
    assert rows(quantities=(forty,)) == [("how many", "40 people, left, part of “90 people”")]


MAY = Reason(rule="certainty.at_most", facts={"word": "may", "value": 1.3}, spans=(Span(26, 29),))


@pytest.mark.parametrize(("steps", "said"), [((), "nothing in the sentence limits it"), ((MAY,), "“may”: at most 1.3")])
def test_certainty_says_what_limits_it_or_that_nothing_does(steps: tuple[Reason, ...], said: str) -> None:
    assert list(certainty_reasons(a_claim(a_document(TEXT), steps=steps))) == [("because", said)]
