"""Bayes against an independent computation, and its laws."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from warn.builders import NAMES, TODAY, a_scenario, an_indication, an_indicator

from tocsin.model.assessment import HypothesisState, Indication
from tocsin.model.scenario import Indicator, Scenario
from tocsin.warn.hypotheses import Bayes
from tocsin.warn.sightings import sightings

SMALL = 1e-9


def weighed(scenario: Scenario, indications: Sequence[Indication], today: date = TODAY) -> tuple[HypothesisState, ...]:
    return Bayes(scenario).posteriors(sightings(scenario, indications, today=today))


def probability(scenario: Scenario, *indications: Indication, today: date = TODAY) -> float:
    return weighed(scenario, indications, today)[0].probability


def by_fractions(scenario: Scenario, indications: Sequence[Indication]) -> list[Fraction]:
    """The same in exact numbers, by tables of joint probabilities: each indicator splits every hypothesis's mass in two."""
    masses = [Fraction(one.prior) for one in scenario.hypotheses]
    masses = [mass / sum(masses) for mass in masses]
    priors = masses
    for indicator in scenario.indicators:
        missed = Fraction(1)
        for one in indications:
            if one.indicator == indicator.name:
                missed *= 1 - Fraction(one.weight[0])
        likelihoods = [Fraction(one) for one in indicator.likelihoods]
        seen = sum(p * likelihood for p, likelihood in zip(priors, likelihoods, strict=True))
        factors = [(1 - missed) * likelihood / seen + missed for likelihood in likelihoods]
        masses = [mass * factor for mass, factor in zip(masses, factors, strict=True)]
    return [mass / sum(masses) for mass in masses]


STRIKE = an_indicator("strike", (0.9, 0.3, 0.5))
QUEUE = an_indicator("queue", (0.675, 0.125, 0.125))
PORT = a_scenario(STRIKE, QUEUE)


def test_without_evidence_the_priors_stand() -> None:
    assert [one.probability for one in weighed(PORT, [])] == pytest.approx([0.2, 0.7, 0.1])


def test_one_indicator_worked_by_hand() -> None:
    # Seen for certain: .18 : .21 : .05 of .44. Seen with .8: that by .8, and the prior by .2.
    expected = [0.8 * 0.18 / 0.44 + 0.2 * 0.2, 0.8 * 0.21 / 0.44 + 0.2 * 0.7, 0.8 * 0.05 / 0.44 + 0.2 * 0.1]
    found = weighed(PORT, [an_indication(certainty=0.8)])
    assert [one.probability for one in found] == pytest.approx(expected)


def test_of_certainty_0_nothing_moves_and_of_certainty_1_nearly_the_whole_likelihood_ratio_does() -> None:
    assert probability(PORT, an_indication(certainty=0.0)) == pytest.approx(0.2)
    assert probability(PORT, an_indication(certainty=1.0)) == pytest.approx(0.18 / 0.44, abs=0.001)


def test_two_origins_leave_the_chance_that_both_are_wrong() -> None:
    twice = probability(PORT, an_indication("A", 0.6), an_indication("B", 0.5))
    assert twice == pytest.approx(probability(PORT, an_indication("C", 0.8)))


def test_too_few_origins_move_nothing() -> None:
    scenario = a_scenario(an_indicator(least_origins=2))
    assert probability(scenario, an_indication("A")) == pytest.approx(0.2)
    assert probability(scenario, an_indication("A"), an_indication("B")) > 0.3


def test_after_its_half_life_a_piece_moves_half_as_much() -> None:
    scenario = a_scenario(an_indicator(half_life=10))
    old = probability(scenario, an_indication(certainty=0.8, day=TODAY - timedelta(days=10)))
    assert old == pytest.approx(probability(scenario, an_indication(certainty=0.4, day=TODAY)))


def test_what_has_no_day_does_not_age() -> None:
    scenario = a_scenario(an_indicator(half_life=10))
    assert probability(scenario, an_indication()) == probability(scenario, an_indication(day=TODAY))


def test_a_day_still_to_come_is_as_fresh_as_today() -> None:
    scenario = a_scenario(an_indicator(half_life=10))
    later = an_indication(day=TODAY + timedelta(days=100))
    assert probability(scenario, later) == probability(scenario, an_indication(day=TODAY))


def test_the_bounds_are_those_of_the_certainty_where_two_hypotheses_compete() -> None:
    scenario = a_scenario(an_indicator(likelihoods=(0.9, 0.3)), priors=(0.2, 0.8))
    (found, _) = weighed(scenario, [an_indication(certainty=(0.4, 0.9))])
    assert found.low == pytest.approx(probability(scenario, an_indication(certainty=0.4)))
    assert found.high == pytest.approx(probability(scenario, an_indication(certainty=0.9)))


def test_an_impossible_hypothesis_is_left_with_almost_nothing_and_no_division_fails() -> None:
    indicators = [an_indicator(str(n), (0.0, 1.0) if n % 2 else (1.0, 0.0)) for n in range(2000)]
    scenario = a_scenario(*indicators, priors=(0.5, 0.5))
    found = weighed(scenario, [an_indication("A", 1.0, str(n)) for n in range(2000)])
    assert [one.probability for one in found] == pytest.approx([0.5, 0.5])
    (first, second) = weighed(scenario, [an_indication("A", 1.0, str(n)) for n in range(1, 2000, 2)])
    assert (first.probability, second.probability) == (0.0, 1.0)
    assert 0 <= first.low <= first.high <= 1


def test_an_indicator_the_scenario_does_not_have_is_passed_over() -> None:
    assert probability(PORT, an_indication(indicator="other")) == pytest.approx(0.2)


@pytest.mark.slow
def test_fifty_thousand_reports_of_one_origin_count_once() -> None:
    many = [an_indication("A", 0.6, claims=(str(n),)) for n in range(50_000)]
    assert probability(PORT, *many) == probability(PORT, an_indication("A", 0.6))


def test_what_an_origin_says_anew_is_heard_instead_of_its_old_word_never_on_top_of_it() -> None:
    scenario = a_scenario(an_indicator(half_life=10))
    old = an_indication("A", 0.6, day=TODAY - timedelta(days=50), proposition="p1", claims=("1",))
    new = an_indication("A", 0.6, day=TODAY, proposition="p2", claims=("2",))
    assert probability(scenario, old, new) == probability(scenario, new) > probability(scenario, old)


def test_an_origin_is_one_whatever_it_is_called() -> None:
    named = an_indication("The Mayor"), an_indication("Mayor Brandt", key="the mayor")
    assert probability(PORT, *named) == probability(PORT, named[0])


def test_what_speaks_against_a_proposition_takes_from_all_who_say_it_and_from_nothing_else() -> None:
    against = (((0.2, 0.5, 0.7), None),)
    said = [an_indication(name, 0.6, proposition="p", against=against) for name in "AB"]
    alone = an_indication("C", 0.5, proposition="q")
    support = 1 - 0.4 * 0.4
    left = support * (1 - 0.5) / (1 - support * 0.5)
    (seen,) = sightings(PORT, [*said, alone], today=TODAY)
    assert seen.certainty[1] == pytest.approx(1 - (1 - left) * (1 - 0.5))
    assert seen.certainty[0] < seen.certainty[1] < seen.certainty[2]


def test_what_speaks_against_it_ages_too() -> None:
    scenario = a_scenario(an_indicator(half_life=10))
    old = an_indication(against=(((0.8, 0.8, 0.8), TODAY - timedelta(days=10)),))
    assert probability(scenario, old) == probability(scenario, an_indication(against=(((0.4, 0.4, 0.4), None),)))


unit = st.floats(0, 1)
likelihood = st.floats(0.01, 1)


@st.composite
def cases(draw: Any) -> tuple[Scenario, list[Indication]]:
    size = draw(st.integers(2, 4))
    weights = draw(st.lists(st.integers(1, 100), min_size=size, max_size=size))
    names = [f"i{n}" for n in range(draw(st.integers(1, 4)))]
    indicators = [
        an_indicator(
            name, draw(st.lists(likelihood, min_size=size, max_size=size)), least_origins=draw(st.integers(1, 2)),
            half_life=draw(st.none() | st.floats(0.5, 500)),
        )
        for name in names
    ]  # fmt: skip
    found = draw(st.lists(st.builds(
        lambda name, origin, ends, age, proposition, claim: an_indication(
            origin, (min(ends), max(ends)), name, day=None if age is None else TODAY - timedelta(days=age),
            proposition=proposition, claims=(f"c{claim}",),
        ),
        st.sampled_from(names), st.sampled_from("ABCDE"), st.tuples(unit, unit), st.none() | st.integers(-3, 400),
        st.sampled_from(["p", "q"]), st.integers(0, 9),
    ), max_size=12))  # fmt: skip
    return a_scenario(*indicators, priors=[weight / sum(weights) for weight in weights]), found


@given(cases())
def test_probabilities_lie_in_their_bounds_and_sum_to_1(case: tuple[Scenario, list[Indication]]) -> None:
    found = weighed(*case)
    assert all(0 <= one.low <= one.probability <= one.high <= 1 for one in found)
    assert sum(one.probability for one in found) == pytest.approx(1)


@given(cases(), st.data())
def test_the_order_of_arrival_does_not_matter(case: tuple[Scenario, list[Indication]], data: Any) -> None:
    scenario, indications = case
    other = data.draw(st.permutations(indications))
    assert weighed(scenario, indications) == weighed(scenario, other)


@given(cases(), st.data())
def test_more_independent_support_never_lowers_a_hypothesis_it_favours(
    case: tuple[Scenario, list[Indication]], data: Any
) -> None:
    scenario, indications = case
    indicator: Indicator = data.draw(st.sampled_from(scenario.indicators))
    new = an_indication("another origin", data.draw(unit), indicator.name, day=TODAY)
    before, after = weighed(scenario, indications), weighed(scenario, [*indications, new])
    for favoured, like in enumerate(indicator.likelihoods):
        if like == max(indicator.likelihoods):
            assert after[favoured].probability >= before[favoured].probability - SMALL


@given(cases(), st.data())
def test_support_never_lowers_the_odds_against_a_hypothesis_it_fits_less(
    case: tuple[Scenario, list[Indication]], data: Any
) -> None:
    scenario, indications = case
    indicator: Indicator = data.draw(st.sampled_from(scenario.indicators))
    new = an_indication("another origin", data.draw(unit), indicator.name)
    before, after = weighed(scenario, indications), weighed(scenario, [*indications, new])
    for one, like in enumerate(indicator.likelihoods):
        for other, unlike in enumerate(indicator.likelihoods):
            if like >= unlike:
                was = before[one].probability * after[other].probability
                assert after[one].probability * before[other].probability >= was - SMALL


@given(cases(), st.data())
def test_what_an_origin_says_again_no_surer_and_no_later_changes_nothing(
    case: tuple[Scenario, list[Indication]], data: Any
) -> None:
    scenario, indications = case
    assume(indications)
    heard = data.draw(st.sampled_from(indications))
    again = replace(
        heard, claims=("z",), proposition=data.draw(st.sampled_from("pqr")),
        weight=tuple(data.draw(st.floats(0, end)) for end in heard.weight),
        day=heard.day and heard.day - timedelta(days=data.draw(st.integers(0, 90))),
    )  # fmt: skip
    assert weighed(scenario, [*indications, again]) == weighed(scenario, indications)


@given(cases())
def test_it_agrees_with_a_computation_in_fractions(case: tuple[Scenario, list[Indication]]) -> None:
    scenario, indications = case
    plain = {(one.indicator, one.origin): one for one in indications if one.weight[0] <= 0.9}
    points = [an_indication(one.origin, one.weight[0], one.indicator) for one in plain.values()]
    fresh = a_scenario(
        *(an_indicator(one.name, one.likelihoods) for one in scenario.indicators),
        priors=[one.prior for one in scenario.hypotheses],
    )
    # Beyond this an indicator would be surer than any is allowed to be.
    if all(sum(one.indicator == i.name for one in points) <= 3 for i in fresh.indicators):
        expected = by_fractions(fresh, [p for p in points if p.weight[0] <= 0.9])
        assert [one.probability for one in weighed(fresh, points)] == pytest.approx([float(one) for one in expected])


@given(cases(), unit)
def test_whatever_the_evidence_turns_out_to_be_the_bounds_hold_it(
    case: tuple[Scenario, list[Indication]], where: float
) -> None:
    scenario, indications = case
    firsts = list({(one.indicator, one.origin): one for one in indications}.values())
    turned = []
    for one in firsts:
        point = one.weight[0] + where * (one.weight[2] - one.weight[0])
        turned.append(an_indication(one.origin, point, one.indicator, day=one.day))
    bounds, found = weighed(scenario, firsts), weighed(scenario, turned)
    assert all(b.low - SMALL <= f.probability <= b.high + SMALL for b, f in zip(bounds, found, strict=True))


def test_the_names_stay_with_their_numbers() -> None:
    assert tuple(one.hypothesis for one in weighed(PORT, [])) == NAMES
