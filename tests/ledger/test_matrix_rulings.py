"""Analysts' own numbers for a scenario: all are kept and chained, and the last of each analyst counts."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from factory import AT

from tocsin.errors import CaseError
from tocsin.ledger.port import Ledger
from tocsin.model.as_of import AsOf
from tocsin.model.matrix_ruling import Cell, MatrixRuling, holding

CELL = Cell(indicator="the gates are opened", hypothesis="it holds", value=0.4)


def a_ruling(**facts: Any) -> MatrixRuling:
    given = {"scenario": "the dam", "cells": (CELL,), "at": AT, "by": "ada", "reason": "gates are opened each spring"}
    return MatrixRuling(**{**given, **facts})


def test_numbers_come_back_as_they_were_entered_and_are_chained(ledger: Ledger) -> None:
    of_prior = Cell(indicator=None, hypothesis="it breaks", value=0.05)
    entered = [a_ruling(cells=(CELL, of_prior)), a_ruling(scenario="the strike", at=AT + timedelta(hours=1))]
    before = ledger.chain_head().number
    for one in entered:
        ledger.enter_matrix_ruling(one)
    assert ledger.matrix_rulings() == entered
    assert ledger.matrix_rulings("the dam") == entered[:1]
    assert ledger.chain_head().number == before + len(entered)
    assert ledger.flaws() == []


def test_numbers_without_a_reason_or_a_scenario_are_refused(ledger: Ledger) -> None:
    for wrong in (a_ruling(reason=" "), a_ruling(scenario="")):
        with pytest.raises(CaseError):
            ledger.enter_matrix_ruling(wrong)
    assert ledger.matrix_rulings() == []


def test_a_case_as_it_was_knows_only_what_was_entered_by_then(ledger: Ledger) -> None:
    ledger.enter_matrix_ruling(a_ruling())
    ledger.enter_matrix_ruling(a_ruling(cells=(), at=AT + timedelta(days=1)))
    then = ledger.as_of(AsOf(known_by=datetime(AT.year, AT.month, AT.day, 23)))
    assert then.matrix_rulings() == [a_ruling()]


def test_each_analyst_holds_what_they_entered_last() -> None:
    by_ben = a_ruling(by="ben", at=AT + timedelta(hours=1))
    again = a_ruling(cells=(), at=AT + timedelta(hours=2))
    assert holding([a_ruling(), by_ben]) == [a_ruling(), by_ben]
    assert holding([a_ruling(), by_ben, again]) == [by_ben]
