"""Several queries at one moment, while another program writes."""

from pathlib import Path

import pytest
from ledger.link_builders import claim, enter, take

from tocsin.errors import CaseError
from tocsin.ledger.opening import open_ledger


def test_a_snapshot_stays_as_it_was_while_others_write(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with open_ledger(path) as ledger, open_ledger(path) as other:
        enter(ledger, "A", "B")
        with ledger.snapshot() as view:
            assert len(view.documents()) == 2
            enter(other, "C")
            take(other, "A")
            assert [row.removed for row in view.documents()] == [None, None]
            assert set(view.claims_by_id([claim("A"), claim("C")])) == {claim("A")}
        assert len(ledger.documents()) == 3
        assert set(ledger.claims_by_id([claim("A"), claim("C")])) == {claim("C")}


def test_a_fault_inside_a_snapshot_is_one_of_the_case(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "case.db") as ledger:
        with pytest.raises(CaseError, match="no character"), ledger.snapshot() as view:
            view.claim("\ud800")
        assert ledger.counts()["claims"] == 0
