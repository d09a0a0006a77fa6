"""What the conclusion hangs on, against taking each piece out and weighing anew."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warn.builders import TODAY, a_scenario, an_indication, an_indicator

from tocsin.model.assessment import Indication, Removal
from tocsin.model.scenario import Scenario
from tocsin.warn.hypotheses import Bayes
from tocsin.warn.sensitivity import without_each_claim, without_each_origin
from tocsin.warn.sightings import sightings

LIKE = (0.9, 0.2, 0.3)
PORT = a_scenario(an_indicator("strike", LIKE), an_indicator("queue", LIKE), priors=(0.1, 0.8, 0.1))


def claims_out(scenario: Scenario, *indications: Indication) -> tuple[Removal, ...]:
    return without_each_claim(scenario, sightings(scenario, indications, today=TODAY))


def test_the_piece_that_the_leading_hypothesis_hangs_on_is_found() -> None:
    strike, queue = an_indication("A", 0.95), an_indication("B", 0.95, "queue")
    found = claims_out(PORT, strike, queue)
    assert {one.claims for one in found if one.changes} == {("strike-A",), ("queue-B",)}
    assert all(one.leading == "it stays open" for one in found)


def test_a_second_origin_takes_that_off_it() -> None:
    strikes = [an_indication("A", 0.95), an_indication("C", 0.95)]
    queues = [an_indication("B", 0.95, "queue"), an_indication("D", 0.95, "queue")]
    assert not any(one.changes for one in claims_out(PORT, *strikes, *queues))


def test_a_claim_that_is_false_is_false_for_every_indicator_it_matches() -> None:
    both = [an_indication("A", 0.95, name, claims=("one",)) for name in ("strike", "queue")]
    (found,) = claims_out(PORT, *both)
    assert found.changes
    assert found.probability == pytest.approx(0.8)


def test_the_echoes_of_a_false_claim_are_false_with_it() -> None:
    (found,) = claims_out(PORT, an_indication("A", 0.95, echoes=("copy",)))
    assert found.probability == pytest.approx(0.8)


def test_without_its_newest_word_an_origin_still_has_its_older_one() -> None:
    new = an_indication("A", 0.9, claims=("new",), proposition="p")
    old = an_indication("A", 0.5, claims=("old",), proposition="q")
    (found,) = claims_out(PORT, new, old)
    alone = Bayes(PORT).posteriors(sightings(PORT, [old], today=TODAY))
    assert found.claims == ("new",)
    assert found.probability == pytest.approx(max(one.probability for one in alone))


def test_a_piece_less_may_leave_too_few_origins() -> None:
    scenario = a_scenario(an_indicator("strike", LIKE, least_origins=2), priors=(0.1, 0.8, 0.1))
    found = claims_out(scenario, an_indication("A"), an_indication("B"))
    assert [one.probability for one in found] == pytest.approx([0.8, 0.8])


def test_an_origin_takes_all_that_it_said_with_it() -> None:
    said = [an_indication("A", 0.95), an_indication("A", 0.95, "queue"), an_indication("A", 0.5, proposition="p")]
    (found,) = without_each_origin(PORT, sightings(PORT, said, today=TODAY))
    assert found.origin == "A"
    assert set(found.claims) == {"strike-A", "queue-A"}
    assert found.probability == pytest.approx(0.8)


def test_where_nothing_was_seen_nothing_can_be_false() -> None:
    assert claims_out(PORT) == ()


against = {"p": (), "q": (((0.1, 0.4, 0.8), None),)}
pieces = st.builds(
    lambda name, origin, certainty, n, said: an_indication(
        origin, certainty, name, claims=(f"{name}{origin}{n}",), proposition=said, against=against[said]
    ),
    st.sampled_from(["strike", "queue"]), st.sampled_from("ABCD"), st.floats(0.01, 0.9), st.integers(0, 1),
    st.sampled_from("pq"),
)  # fmt: skip


@given(st.lists(pieces, max_size=6, unique_by=lambda one: (one.indicator, one.origin)))
def test_it_agrees_with_weighing_anew_without_the_piece(drawn: list[Any]) -> None:
    for removal in claims_out(PORT, *drawn):
        left = [one for one in drawn if one.claims != removal.claims]
        anew = Bayes(PORT).posteriors(sightings(PORT, left, today=TODAY))
        assert removal.probability == pytest.approx(max(one.probability for one in anew))
        assert {one.hypothesis: one.probability for one in anew}[removal.leading] == pytest.approx(removal.probability)
