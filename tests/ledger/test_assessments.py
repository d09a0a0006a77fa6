"""How scenarios stood: every assessment is kept, and the last one of a scenario is the one that counts."""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from factory import AT

from tocsin.errors import CaseError
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.assessment import Assessment, HypothesisState
from tocsin.model.reason import in_words


def an_assessment(scenario: str = "the port closes", **facts: Any) -> Assessment:
    standings = (
        HypothesisState(hypothesis="it closes", probability=0.3, low=0.2, high=0.4, inconsistencies=2.0, prior=0.5),
        HypothesisState(hypothesis="it stays open", probability=0.7, low=0.6, high=0.8, prior=0.5),
    )
    reasons = (in_words("a second origin denies it", weight=-1.2, claims=("a1", "b2")),)
    return Assessment(**{"scenario": scenario, "at": AT, "standings": standings, "reasons": reasons, **facts})


def test_an_assessment_comes_back_as_it_was_entered(ledger: Ledger) -> None:
    ledger.enter_assessment(an_assessment(), at=AT)
    assert ledger.last_assessment("the port closes") == an_assessment()


def test_the_last_assessment_of_a_scenario_is_the_one_entered_last(ledger: Ledger) -> None:
    rings = an_assessment(rings=True, rings_since=AT)
    ledger.enter_assessment(an_assessment(at=datetime(2030, 1, 1)), at=AT)
    ledger.enter_assessment(rings, at=AT)
    ledger.enter_assessment(an_assessment("the strike ends"), at=AT)
    assert ledger.last_assessment("the port closes") == rings


def test_a_scenario_that_was_never_assessed_has_no_last_assessment(ledger: Ledger) -> None:
    ledger.enter_assessment(an_assessment(), at=AT)
    for name in ("the strike ends", "", "The Port Closes", "%"):
        assert ledger.last_assessment(name) is None


def test_the_history_is_that_of_all_scenarios_or_of_one_oldest_first(ledger: Ledger) -> None:
    entered = [an_assessment(), an_assessment("the strike ends"), an_assessment(at=datetime(2026, 3, 3), rings=True)]
    for one in entered:
        ledger.enter_assessment(one, at=AT)
    assert ledger.assessments() == entered
    assert ledger.assessments("the port closes") == [entered[0], entered[2]]
    assert ledger.assessments("the dam") == []


def test_the_same_assessment_twice_is_two(ledger: Ledger) -> None:
    ledger.enter_assessment(an_assessment(), at=AT)
    ledger.enter_assessment(an_assessment(), at=AT)
    assert len(ledger.assessments()) == 2


def test_assessments_outlive_the_program(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "case.db") as ledger:
        ledger.enter_assessment(an_assessment(), at=AT)
    with open_ledger(tmp_path / "case.db") as ledger:
        assert ledger.assessments() == [an_assessment()]


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"scenario": 1}', "{", '{"standings": 3}'])
def test_a_damaged_record_is_an_error_of_the_case(file: Ledger, record: str) -> None:
    file.enter_assessment(an_assessment(), at=AT)
    with sqlite3.connect(file.name) as connection:
        connection.execute("update assessment set record = ?", (record,))
    connection.close()
    with pytest.raises(CaseError, match=r"case\.db: it is damaged"):
        file.last_assessment("the port closes")
    with pytest.raises(CaseError):
        file.assessments()
