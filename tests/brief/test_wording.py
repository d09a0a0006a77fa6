"""How parts of a claim are put in words."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.brief.wording import (
    certainty_words,
    chain_words,
    figure_words,
    period_words,
    places_words,
    time_words,
    why_words,
)
from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.time import Time, TimeType


def a_claim(factuality: Factuality = Factuality.CERTAIN, **fields: Any) -> Claim:
    return Claim(
        id="0", start=0, end=1, text="x", kind=Kind.STATEMENT, speaker=None, sources=(), factuality=factuality,
        **{"score": factuality.score, "probability": factuality.probability, **fields},
    )  # fmt: skip


def quantity(low: float | None, high: float | None, **fields: Any) -> Quantity:
    return Quantity(start=0, end=1, low=low, high=high, **fields)


@pytest.mark.parametrize(
    ("factuality", "words"),
    [
        ("CT+", "certain (95–99 %)"), ("PR+", "probable (55–95 %)"), ("PS+", "possible (20–55 %)"), ("Uu", "left open"),
        ("PS-", "possibly not (45–80 %)"), ("PR-", "probably not (5–45 %)"), ("CT-", "certainly not (1–5 %)"),
    ],
)  # fmt: skip
def test_a_certainty_is_a_word_with_its_interval(factuality: str, words: str) -> None:
    assert certainty_words(a_claim(Factuality(factuality))) == words


@given(st.floats(-3, 3))
def test_the_words_of_a_certainty_are_those_of_its_value_whatever_the_score(score: float) -> None:
    value = Factuality.of(score)
    assert certainty_words(a_claim(value, score=score)).startswith(value.words)


def test_a_chain_names_everybody_outermost_first() -> None:
    assert (
        chain_words("Radio Seefeld", ("the mayor", "the engineer"))
        == "Radio Seefeld, citing the mayor, citing the engineer"
    )


def test_a_chain_without_sources_is_the_speaker() -> None:
    assert chain_words("Radio Seefeld", ()) == "Radio Seefeld"


def test_an_unknown_speaker_is_said_to_be_unknown() -> None:
    assert chain_words(None, ("the mayor",)) == "not told, citing the mayor"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (quantity(12, 12), "12"),
        (quantity(10_000, 10_000, noun="people"), "10,000 people"),
        (quantity(400, 400, approximate=True, noun="people"), "about 400 people"),
        (quantity(20_000, 99_999), "20,000–99,999"),
        (quantity(35, 35, noun="minutes", unit="minute"), "35 minutes"),
        (quantity(14, 14, noun="litres", unit="litre per second"), "14 litres (unit: litre per second)"),
        (quantity(300, 400, approximate=True, noun="people"), "about 300–400 people"),
        (quantity(10_000, None, low_open=True, noun="troops"), "more than 10,000 troops"),
        (quantity(10_000, None, noun="troops"), "at least 10,000 troops"),
        (quantity(10_000, None, approximate=True), "at least about 10,000"),
        (quantity(None, 50, high_open=True), "fewer than 50"),
        (quantity(None, 50, noun="lorries"), "at most 50 lorries"),
        (quantity(10, 20, low_open=True, high_open=True), "more than 10 and fewer than 20"),
        (quantity(10, 20, low_open=True, noun="men"), "more than 10 and at most 20 men"),
        (quantity(0, None, approximate=True, noun="soldiers"), "hardly any soldiers"),
        (quantity(0, 0, noun="deaths"), "0 deaths"),
        (quantity(2.5, 2.5, noun="%"), "2.5 %"),
        (quantity(1_234_567.5, 1_234_567.5), "1,234,567.5"),
        (quantity(0.1 + 0.2, 0.1 + 0.2), "0.3"),
        (quantity(-5, -5, noun="degrees"), "-5 degrees"),
        (quantity(1e22, 1e22), "10,000,000,000,000,000,000,000"),
        (quantity(None, None), "an unknown number"),
        (quantity(None, None, noun="people"), "an unknown number of people"),
    ],
)
def test_a_figure_is_said_as_its_bounds_have_it(figure: Quantity, words: str) -> None:
    assert figure_words(figure) == words


BOUNDS = st.none() | st.floats(allow_nan=False) | st.integers(-(10**30), 10**30)


@given(BOUNDS, BOUNDS, st.booleans(), st.booleans(), st.booleans())
def test_no_figure_is_beyond_words(
    low: float | None, high: float | None, low_open: bool, high_open: bool, approximate: bool
) -> None:
    words = figure_words(quantity(low, high, low_open=low_open, high_open=high_open, approximate=approximate))
    assert words.strip() == words != ""


def time(earliest: date | None, latest: date | None) -> Time:
    return Time(start=0, end=1, type=TimeType.DATE, value="XXXX", earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2024, 3, 4), date(2024, 3, 4), "2024-03-04"),
        (date(2024, 3, 4), date(2024, 3, 10), "2024-03-04 to 2024-03-10"),
        (date(2024, 3, 4), None, "since 2024-03-04"),
        (None, date(2024, 3, 4), "until 2024-03-04"),
    ],
)
def test_a_time_is_the_days_it_can_mean(earliest: date | None, latest: date | None, words: str) -> None:
    assert time_words(time(earliest, latest), "in those days") == words
    assert period_words(earliest, latest) == words


def test_a_time_that_fixes_no_day_is_its_own_words() -> None:
    assert time_words(time(None, None), "in those days") == "in those days"
    assert time_words(time(None, None)) == "XXXX"


def test_a_period_without_ends_is_unknown() -> None:
    assert period_words(None, None) == "at an unknown time"


def test_places_are_named_once_in_the_order_of_the_text() -> None:
    places = tuple(Place(start=0, end=1, name=name) for name in ("Linz", "Graz", "Linz"))
    assert places_words(a_claim(places=places)) == "Linz, Graz"


def test_reasons_that_are_worded_alike_are_told_once() -> None:
    reasons = [Reason(rule="figures.capacity", weight=weight) for weight in (0.1, 0.2)] + [Reason(rule="figures.age")]
    assert why_words(reasons) == "the room for so many; somebody's age"
    assert why_words(reasons, most=1) == "the room for so many"
