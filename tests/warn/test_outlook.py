"""Everything there is to tell of a scenario."""

from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from warn.builders import ALARM, a_scenario, an_indication, an_indicator

from tocsin.model.assessment import Assessment, Outlook
from tocsin.model.record import from_json, to_json
from tocsin.warn.assessing import outlook

AT = datetime(2026, 6, 30, 12)
PORT = a_scenario(
    an_indicator("strike", (0.9, 0.1, 0.3)), an_indicator("queue", (0.8, 0.1, 0.1), least_origins=2), alarm=ALARM
)


def seen(*indications: Any, **facts: Any) -> Outlook:
    return outlook(facts.pop("scenario", PORT), indications, at=facts.pop("at", AT), **facts)


def test_the_same_again_has_not_changed_though_its_moment_has() -> None:
    first = seen(an_indication())
    assert first.has_changed
    again = seen(an_indication(), at=datetime(2026, 7, 1), before=first.assessment)
    assert not again.has_changed
    assert seen(an_indication(), an_indication("B"), before=first.assessment).has_changed


def test_an_assessment_shows_again_what_was_seen_and_by_whom() -> None:
    found = seen(an_indication("A", 0.5), an_indication("A", 0.5, "queue")).assessment
    strike, queue = found.seen
    assert (strike.counts, strike.origins, strike.claims) == (True, 1, ("strike-A",))
    assert (queue.counts, queue.origins, queue.needed) == (False, 1, 2)
    assert from_json(Assessment, to_json(found)) == found


def test_after_its_horizon_a_question_is_over() -> None:
    assert not seen().is_over
    assert seen(scenario=a_scenario(an_indicator(), horizon=date(2026, 6, 29))).is_over


def test_where_no_alarm_is_set_the_leading_hypothesis_is_watched() -> None:
    found = seen(an_indication("A", 0.9), scenario=a_scenario(an_indicator("strike", (0.9, 0.1, 0.3))))
    assert found.assessment.watched == found.assessment.leading


pieces = st.builds(
    lambda origin, certainty, name, proposition: an_indication(
        origin, certainty, name, proposition=proposition, claims=(f"{name}-{origin}-{proposition}",)
    ),
    st.sampled_from("ABC"), st.floats(0, 1), st.sampled_from(["strike", "queue"]), st.sampled_from("pq"),
)  # fmt: skip


@given(st.lists(pieces, max_size=8), st.data())
def test_the_order_of_arrival_changes_nothing_that_is_told(drawn: list[Any], data: Any) -> None:
    assert seen(*drawn) == seen(*data.draw(st.permutations(drawn)))


@given(st.lists(pieces, max_size=8))
def test_every_probability_that_is_told_lies_in_its_bounds(drawn: list[Any]) -> None:
    found = seen(*drawn)
    assert all(0 <= one.low <= one.probability <= one.high <= 1 for one in found.assessment.standings)
    assert all(0 <= one.probability <= 1 for one in (*found.without_claim, *found.without_origin))
