"""What moved from one assessment to the next, and which claims moved it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warn.builders import ALARM, NAMES, a_scenario, an_indication, an_indicator

from tocsin.lexicon.wording import reason_words
from tocsin.model.assessment import AlarmState, Assessment, Indication
from tocsin.model.scenario import Hypothesis, Scenario
from tocsin.warn.assessing import causes, moved, outlook

AT = datetime(2026, 6, 30, 12)
PORT = a_scenario(
    an_indicator("strike", (0.9, 0.1, 0.3), half_life=10),
    an_indicator("queue", (0.8, 0.1, 0.1), least_origins=2),
    alarm=ALARM,
)


def assessed(*indications: Indication, scenario: Scenario = PORT, **facts: Any) -> Assessment:
    return outlook(scenario, indications, at=facts.pop("at", AT), **facts).assessment


def test_the_new_claim_that_moved_it_is_named() -> None:
    old, new = an_indication("A", 0.5), an_indication("B", 0.5)
    (cause,) = causes(assessed(old), assessed(old, new))
    assert cause.claims == ("strike-B",)
    assert cause.weight > 0
    assert (cause.rule, cause.facts["indicator"], cause.facts["claims"]) == ("warn.seen_again", "strike", 1)
    assert "“strike” was seen again: 1 new claim (×" in reason_words(cause)


def test_what_is_seen_for_the_first_time_is_told_so() -> None:
    (cause,) = causes(assessed(), assessed(an_indication("A", 0.5)))
    assert (cause.rule, cause.facts["claims"]) == ("warn.seen", 1)


def test_a_claim_of_an_indicator_still_on_too_few_origins_moved_nothing() -> None:
    assert causes(assessed(), assessed(an_indication("A", 0.5, "queue"))) == ()


def test_what_is_gone_is_told_with_what_it_took() -> None:
    (cause,) = causes(assessed(an_indication("A", 0.5)), assessed())
    assert cause.weight < 0
    assert cause.rule == "warn.gone"
    both = [an_indication("A", 0.5), an_indication("B", 0.5)]
    (cause,) = causes(assessed(*both), assessed(both[0]))
    assert (cause.rule, cause.facts["claims"]) == ("warn.lost", 1)


def test_age_alone_is_told_as_age() -> None:
    seen = an_indication("A", 0.8, day=AT.date())
    (cause,) = causes(assessed(seen), assessed(seen, at=AT + timedelta(days=10)))
    assert cause.claims == ()
    assert cause.rule == "warn.less_sure"


def test_another_likelihood_in_the_scenario_is_told_as_that() -> None:
    other = replace(PORT, indicators=(replace(PORT.indicators[0], likelihoods=(0.9, 0.5, 0.3)), PORT.indicators[1]))
    seen = an_indication("A", 0.8)
    (cause,) = causes(assessed(seen), assessed(seen, scenario=other))
    assert cause.rule == "warn.reweighed"


def test_a_hypothesis_that_was_not_there_before_is_not_compared() -> None:
    renamed = replace(
        PORT, alarm=None, hypotheses=(Hypothesis(name="other", prior=0.9), *PORT.hypotheses[1:]),
        indicators=(an_indicator("strike", (0.9, 0.1, 0.3)),),
    )  # fmt: skip
    before, now = assessed(), assessed(an_indication("A", 0.9), scenario=renamed)
    assert now.watched.hypothesis == "other"
    assert causes(before, now) == ()
    assert {name for name, _ in moved(before, now)} == set(NAMES[1:])


def test_an_alarm_that_rings_on_keeps_the_moment_it_began() -> None:
    first = assessed(an_indication("A", 0.97))
    later = assessed(an_indication("A", 0.75), before=first, at=AT + timedelta(days=3))
    assert (first.rings_since, later.rings_since) == (AT, AT)
    silent = assessed(before=later, at=AT + timedelta(days=4))
    assert (silent.rings, silent.rings_since) == (False, None)
    states = [first.state(None), later.state(first), silent.state(later), assessed().state(silent)]
    assert states == [AlarmState.BEGINS, AlarmState.RINGS, AlarmState.STOPS, AlarmState.SILENT]


def test_an_alarm_that_watched_another_hypothesis_tells_nothing_of_this_one() -> None:
    rang = assessed(an_indication("A", 0.97))
    other = replace(PORT, alarm=replace(ALARM, hypothesis="it stays open", rings_at=0.9, silent_at=0.1))
    assert not assessed(an_indication("A", 0.5), scenario=other, before=rang).rings


certainties = st.floats(0.01, 0.95)


@given(st.lists(certainties, max_size=4), st.lists(certainties, min_size=1, max_size=4))
def test_the_causes_add_up_to_the_whole_move(old: list[float], new: list[float]) -> None:
    scenario = a_scenario(*(an_indicator(f"i{n}", (0.9, 0.1, 0.3)) for n in range(8)), alarm=ALARM)
    known = [an_indication("A", certainty, f"i{n}") for n, certainty in enumerate(old)]
    fresh = [an_indication("A", certainty, f"i{4 + n}") for n, certainty in enumerate(new)]
    before, now = assessed(*known, scenario=scenario), assessed(*known, *fresh, scenario=scenario)
    whole = sum(seen.effects[0] for seen in now.seen) - sum(seen.effects[0] for seen in before.seen)
    assert sum(cause.weight for cause in causes(before, now)) == pytest.approx(whole)
