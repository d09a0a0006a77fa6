"""Numbers as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.numbers import amount, exact, halves, percent, percent_range, share, short, span, times


@given(st.floats(0, 1))
def test_no_percentage_ever_says_0_or_100(probability: float) -> None:
    assert percent(probability) not in ("0 %", "100 %")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.6, 0.78, "60–78 %"), (0.0, 1.0, "1–99 %"), (0.501, 0.503, "50 %"), (0.01, 0.05, "1–5 %")],
)
def test_an_interval_is_one_number_where_both_ends_round_to_it(low: float, high: float, words: str) -> None:
    assert percent_range(low, high) == words


@pytest.mark.parametrize(("bits", "words"), [(1, "×2.00"), (-1, "×0.50"), (20, "×1e+06"), (-20, "×9.5e-07")])
def test_an_effect_in_bits_is_told_as_a_factor(bits: float, words: str) -> None:
    assert times(bits) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (0.4, "0.4"), (12_500, "12,500"), (1_234.6, "1,235"), (1e30, "1e+30")]
)
def test_amounts_are_told_as_people_read_them(value: float, words: str) -> None:
    assert amount(value) == words


def test_an_exact_number_loses_no_digit() -> None:
    assert [exact(value) for value in (0, 12_500, 1_234.625, 1e6)] == ["0", "12,500", "1,234.625", "1,000,000"]


def test_a_number_on_an_axis_is_short() -> None:
    assert [short(value) for value in (0, 2500, 25_000, 1.5e6, 1e30)] == ["0", "2,500", "25k", "1.5M", "1e+30"]


def test_a_hedged_count_is_told_in_halves() -> None:
    assert [halves(count) for count in (0, 0.5, 1, 1.5, 2, 1000.5)] == ["0", "½", "1", "1½", "2", "1,000½"]


def test_a_share_may_be_none_or_all() -> None:
    assert [share(part) for part in (0, 0.754, 1)] == ["0 %", "75 %", "100 %"]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((40.0,), "40"), ((40.0, 40.0), "40"), ((40.0, 1_200.5), "40–1,200.5"), (("2026-03-02", "2026-03-02"), "2026-03-02"),
        (("2026-03-02", "2026-03-06"), "2026-03-02 – 2026-03-06"),
    ],
)  # fmt: skip
def test_a_range_is_told_by_its_ends(ends: tuple[float, ...] | tuple[str, ...], words: str) -> None:
    assert span(ends) == words
