"""Laws of figures over time, whatever the accounts are."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiers import examples
from weigh.figure_builders import DAY, a_figure, series_of, told

from tocsin.model.query import Report
from tocsin.model.series import AccountStatus, Series
from tocsin.model.source import Counting
from tocsin.weigh.figures.band import isotonic

SENTENCES = ("In all {} have been destroyed.", "It has visually confirmed the loss of {}.", "The guards destroyed {}.")
numbers = st.one_of(
    st.integers(0, 500).map(float), st.sampled_from([0.0, 0.5, 1e30, 1.7e308, -4.0]), st.floats(0, 1e9, allow_nan=False)
)  # fmt: skip
days = st.one_of(st.integers(0, 400).map(lambda n: DAY - timedelta(days=n)), st.none())


@st.composite
def accounts(draw: st.DrawFn) -> Report:
    number, measure = draw(numbers), draw(st.sampled_from(["destroyed", "lost"]))
    words = f"{number:.15g} buses"
    text = draw(st.sampled_from(SENTENCES)).format(words)
    high = draw(st.sampled_from([None, number, number * 1.5 if number < 1e300 else number]))
    rough = draw(st.booleans())
    figure = a_figure(text, words, number, high, at_least=high is None, approximate=rough, measure=measure)
    return told(text, figure, outlet=draw(st.sampled_from(["Post", "Radio", "Lenswatch", None])), day=draw(days))


cases = st.lists(accounts(), max_size=9)
kinds = st.booleans()


def made(claims: list[Report], cumulative: bool) -> Series:
    ends = tuple(DAY + timedelta(days=n) for n in (-500, -200, 0, 60))
    dated = {one.published for one in claims if one.published}
    return series_of("buses lost", *claims, cumulative=cumulative, at=(*ends, *sorted(dated)))


@given(cases, kinds)
@examples(150)
def test_the_band_is_ordered_and_no_bound_is_below_zero(claims: list[Report], cumulative: bool) -> None:
    for level in made(claims, cumulative).levels:
        known = [end for end in (level.low, level.best, level.high) if end is not None]
        assert known == sorted(known)
        assert all(end >= 0 and end != float("inf") for end in known)
        assert level.best is None or not level.conflict


@given(cases)
@examples(150)
def test_the_likeliest_sum_never_falls(claims: list[Report]) -> None:
    bests = [level.best for level in made(claims, True).levels if level.best is not None]
    assert all(later >= best * (1 - 1e-12) for best, later in pairwise(bests))


@given(cases)
@examples(150)
def test_a_minimum_never_lies_above_the_band_of_a_later_day(claims: list[Report]) -> None:
    found = made(claims, True)
    minima = [
        one for one in found.accounts if one.standing is AccountStatus.COUNTED and one.counting is Counting.MINIMUM
    ]  # fmt: skip
    lowered = {one.origin: min((other.low or 0) for other in minima if other.origin == one.origin) for one in minima}
    for level in found.levels:
        for one in minima:
            if one.latest is not None and one.latest <= level.day and level.high is not None:
                assert lowered[one.origin] <= level.high


@given(cases, kinds, st.integers(0, 8))
@examples(150)
def test_an_echo_changes_nothing(claims: list[Report], cumulative: bool, which: int) -> None:
    if not claims:
        return
    one = claims[which % len(claims)]
    if one.outlet is None:
        return
    figure = one.claim.quantities[0]
    echo = told(one.sentence, figure, outlet=one.outlet, day=one.published, key="f" * 20)
    before = [(level.day, level.low, level.best, level.high) for level in made(claims, cumulative).levels]
    after = [(level.day, level.low, level.best, level.high) for level in made([*claims, echo], cumulative).levels]
    assert before == after


@given(cases, kinds, st.randoms(use_true_random=False))
@examples(100)
def test_the_order_in_which_claims_were_entered_does_not_matter(
    claims: list[Report], cumulative: bool, random: object
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = made(claims, cumulative), made(shuffled, cumulative)
    assert [(level.low, level.best, level.high) for level in one.levels] == [
        (level.low, level.best, level.high) for level in other.levels
    ]


@given(st.lists(st.floats(-1e6, 1e6), max_size=30))
def test_the_isotonic_series_never_falls_and_keeps_the_mean(values: list[float]) -> None:
    fitted = isotonic(values)
    assert len(fitted) == len(values)
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(fitted))
    assert abs(sum(fitted) - sum(values)) <= 1e-6 * max(1.0, sum(map(abs, values)))


@pytest.mark.slow
def test_fifty_thousand_reports_of_one_figure_are_one() -> None:
    text = "In all 40 buses have been lost."
    figure = a_figure(text, "40 buses", 40, measure="lost")
    found = series_of("buses lost", *(told(text, figure) for _ in range(50_000)))
    assert sum(one.standing is AccountStatus.COUNTED for one in found.accounts) == 1
    assert [(one.low, one.high) for one in found.levels] == [(40, 40)]
