"""What choice files came to: every entry is kept and chained, and a case as it was knows only the earlier ones."""

from datetime import datetime, timedelta

import pytest
from factory import AT

from tocsin.errors import CaseError
from tocsin.ledger.port import Ledger
from tocsin.model.advice import Advice, ClaimStanding, Doubt, TakenChance
from tocsin.model.as_of import AsOf


def an_advice(choice: str = "the spillway", *, best: tuple[str, ...] = ("open",)) -> Advice:
    doubt = Doubt(
        number="pay of board at flood", claim="a1", standing=ClaimStanding.DENIED, against=("b2",), flips=True, at=-4.5
    )
    chance = TakenChance(
        draw="weather", outcome="rain", scenario="rain", hypothesis="it rains", probability=0.3, assessed=AT
    )
    return Advice(
        choice=choice, at=AT, actor="the board", best=best, possible=("open", "wait"), value=(-3.0, -3.0),
        over_ranges=(-4.0, -1.0), chances=(chance,), doubts=(doubt,), fingerprint="f1",
    )  # fmt: skip


def test_advice_comes_back_as_it_was_entered(ledger: Ledger) -> None:
    ledger.enter_advice(an_advice(), at=AT)
    assert ledger.advices("the spillway") == [an_advice()]


def test_the_history_is_that_of_all_choices_or_of_one_oldest_first(ledger: Ledger) -> None:
    entered = [an_advice(), an_advice("the strike"), an_advice(best=("wait",))]
    for one in entered:
        ledger.enter_advice(one, at=AT)
    assert ledger.advices() == entered
    assert ledger.advices("the spillway") == [entered[0], entered[2]]
    assert ledger.advices("The Spillway") == []


def test_advice_is_chained(ledger: Ledger) -> None:
    before = ledger.chain_head()
    ledger.enter_advice(an_advice(), at=AT)
    assert ledger.chain_head().number == before.number + 1
    assert ledger.flaws() == []


def test_a_case_as_it_was_knows_only_what_was_entered_by_then(ledger: Ledger) -> None:
    ledger.enter_advice(an_advice(), at=AT)
    ledger.enter_advice(an_advice(best=("wait",)), at=AT + timedelta(days=1))
    then = ledger.as_of(AsOf(known_by=datetime(AT.year, AT.month, AT.day, 23)))
    assert then.advices() == [an_advice()]
    with pytest.raises(CaseError):
        then.enter_advice(an_advice(), at=AT)
