"""How a scenario stands, with its reasons."""

from dataclasses import replace
from datetime import datetime

import pytest
from warn.builders import ALARM, a_scenario, an_indication, an_indicator

from tocsin.lexicon.wording import reason_words
from tocsin.model.assessment import Assessment, Indication
from tocsin.model.record import from_json, to_json
from tocsin.model.scenario import Scenario
from tocsin.warn.assessing import moved, outlook

AT = datetime(2026, 6, 30, 12)
PORT = a_scenario(
    an_indicator("strike", (0.9, 0.1, 0.3)),
    an_indicator("queue", (0.8, 0.1, 0.1), least_origins=2),
    an_indicator("calm", (0.1, 0.6, 0.2)),
    alarm=ALARM,
)


def assessed(*indications: Indication, scenario: Scenario = PORT, before: Assessment | None = None) -> Assessment:
    return outlook(scenario, indications, at=AT, before=before).assessment


def test_an_empty_case_leaves_the_priors_and_no_reason_and_nothing_rings() -> None:
    found = assessed()
    assert [one.probability for one in found.standings] == pytest.approx([0.2, 0.7, 0.1])
    assert (found.rings, found.reasons, found.scenario, found.at) == (False, (), "port", AT)


def test_the_alarm_rings_when_the_indicators_move_it_over_the_threshold() -> None:
    assert not assessed(an_indication("A", 0.5)).rings
    assert assessed(an_indication("A", 0.97)).rings


def test_between_its_thresholds_the_alarm_stays_as_it_was() -> None:
    between = an_indication("A", 0.75)
    (standing, *_) = assessed(between).standings
    assert ALARM.silent_at < standing.probability < ALARM.rings_at
    assert not assessed(between).rings
    assert assessed(between, before=assessed(an_indication("A", 0.97))).rings


def test_each_reason_tells_what_was_seen_how_surely_and_what_it_did() -> None:
    strike, calm, queue = assessed(
        an_indication("A", 0.9), an_indication("B", 0.5, "calm"), an_indication("A", 0.9, "queue")
    ).reasons
    assert (strike.weight > 0, calm.weight < 0, queue.weight) == (True, True, 0)
    assert [reason.rule for reason in (strike, calm, queue)] == [
        "warn.speaks_for",
        "warn.speaks_against",
        "warn.too_few",
    ]
    facts = ("indicator", "origins", "certainty", "hypothesis")
    assert [strike.facts[fact] for fact in facts] == ["strike", 1, 0.9, "it closes"]
    assert (queue.facts["origins"], queue.facts["needed"]) == (1, 2)
    assert "“strike”, seen with 90 % certainty from 1 independent origin, speaks for “it closes” (×" in reason_words(
        strike
    )
    assert strike.claims == ("strike-A",)


def test_inconsistencies_are_heuers_count() -> None:
    (_, stays, planted) = assessed(an_indication("A", 0.9)).standings
    assert (stays.inconsistencies, planted.inconsistencies) == pytest.approx((1.8, 0.9))


def test_without_an_alarm_the_reasons_are_about_what_leads() -> None:
    (reason,) = assessed(an_indication("A", 0.3), scenario=replace(PORT, alarm=None)).reasons
    assert (reason.rule, reason.facts["hypothesis"]) == ("warn.speaks_against", "it stays open")


def test_what_moved_since_the_last_time_is_told_the_most_first() -> None:
    (first, second, third) = moved(assessed(), assessed(an_indication("A", 0.9)))
    assert {first[0], second[0]} == {"it closes", "it stays open"}
    assert first[1] * second[1] < 0
    assert abs(third[1]) <= abs(second[1]) <= abs(first[1])


def test_scenario_and_assessment_come_back_from_json_as_they_were() -> None:
    found = assessed(an_indication("A", 0.9))
    assert from_json(Assessment, to_json(found)) == found
    assert from_json(Scenario, to_json(PORT)) == PORT
