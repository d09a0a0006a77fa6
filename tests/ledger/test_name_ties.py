"""Parties of a case of many names: only those that new documents may change are made again, as if all had been."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence

from tocsin.engine import parties, tied_parties
from tocsin.engine.parties import refresh_parties
from tocsin.ledger.memory.ledger import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger, StoredRow
from tocsin.ledger.sql.ledger import SqlLedger
from tocsin.model.party import PartyName, PartyRuling, Tied
from tocsin.model.query import Ruling
from tocsin.model.reading import Reading
from tocsin.model.source import Grade, Reliability
from tocsin.resolve.register import register, resolved
from tocsin.resolve.ties import tie_reading

_SPEAKERS = (
    "Mayor Ilse Brandt", "Ilse Brandt", "Brandt", "the mayor", "Karl Moser", "K. Moser", "General Karl Moser", "Carl Moser",
    "Weir Works", "Korbach Weir Works", "KWW", "the spokesman of Weir Works", "Health Ministry", "the ministry",
    "Austrian health ministry", "Austrian brigade", "Seventh Brigade", "Dam Board of Korbach", "the board", "Dam Board",
    "head of the Dam Board", "officials", "Idris Manko", "Queen Idris", "Manko", "Ilse Brandt's lawyer", "Radio Unterdrau",
)  # fmt: skip
_OUTLETS = ("Radio Unterdrau", "Korbach Courier", "News", None)
_POSTS = (
    "",
    "Karl Moser, head of the Dam Board, came.",
    "The mayor, Idris Manko, came.",
    "Weir Works spokesman Karl Feld came.",
)


@pytest.fixture(params=["sqlite", "postgres"])
def database_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty case in each of the databases."""
    address = tmp_path / "case.db" if request.param == "sqlite" else request.getfixturevalue("database")
    with open_ledger(address) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _ties_of_few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ties are kept of a case with few names too."""
    monkeypatch.setattr(tied_parties, "_MANY", 0)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[set[str] | None]:
    """The names that parties were made of each time, None where that was all of them."""
    found: list[set[str] | None] = []

    def of_all(*names: Any, **more: Any) -> Any:
        found.append(None)
        return register(*names, **more)

    def of_some(names: Sequence[PartyName], *rest: Any) -> Any:
        found.append({one.written for one in names})
        return resolved(names, *rest)

    monkeypatch.setattr(parties, "register", of_all)
    monkeypatch.setattr(tied_parties, "resolved", of_some)
    return found


def a_paper(number: int, *speakers: str, outlet: str | None = None, told: str = "") -> Reading:
    said = [f"Word {at} of {number}." for at in range(len(speakers))]
    document = a_document(" ".join([*said, told]), outlet=outlet, language="en", name=f"paper {number}")
    return a_reading(document, *(a_claim(document, one, speaker=who) for one, who in zip(said, speakers, strict=True)))


def enter(paper: Reading, *ledgers: Ledger, reader: str = "reader 1", at: datetime = AT) -> None:
    for ledger in ledgers:
        ledger.add(an_evidence(paper.document), paper, reader=reader, at=at)
        refresh_parties(ledger)


@pytest.mark.parametrize("seed", range(4))
def test_parties_are_the_same_as_if_all_were_made_again(ledger: Ledger, seed: int) -> None:
    random, twin = Random(seed), MemoryLedger()
    for number in range(12):
        speakers = random.sample(_SPEAKERS, random.choice((1, 2, 3)))
        enter(a_paper(number, *speakers, outlet=random.choice(_OUTLETS), told=random.choice(_POSTS)), ledger, twin)
        assert ledger.parties() == twin.parties()


def test_only_names_that_are_tied_to_those_of_a_new_document_are_gone_through(
    database_ledger: Ledger, made: list[set[str] | None]
) -> None:
    enter(a_paper(1, "Karl Moser", "Weir Works", "Queen Idris"), database_ledger)
    enter(a_paper(2, "General Karl Moser"), database_ledger)
    enter(a_paper(3, "KWW"), database_ledger)
    assert made == [None, {"Karl Moser", "General Karl Moser"}, {"KWW"}]


def test_the_rows_of_parties_do_not_tell_in_how_many_steps_they_were_made(database_ledger: Ledger) -> None:
    def rows() -> list[StoredRow]:
        assert isinstance(database_ledger, SqlLedger)
        return [row for row in database_ledger.stored_rows() if row.table in ("party", "party_name")]

    for number, speaker in enumerate(_SPEAKERS):
        enter(a_paper(number, speaker), database_ledger)
    stepwise = rows()
    # A grade makes all parties again, and changes none.
    grade(database_ledger)
    refresh_parties(database_ledger)
    assert rows() == stepwise


def grade(ledger: Ledger) -> None:
    ledger.enter_grade(Grade(name="Karl Moser", reliability=Reliability.B, at=AT, by="ana", reason="its record"))


def rule(ledger: Ledger) -> None:
    ledger.rule_party(
        PartyRuling(name="Karl Moser", other="Weir Works", same=True, at=AT, by="ana", reason="it is his")
    )


def remove(ledger: Ledger) -> None:
    ruling = Ruling(document=a_paper(1, "Karl Moser").document.id, action="removed", at=AT, by="ana", reason="a copy")
    ledger.rule_document(ruling)


def read_anew(ledger: Ledger) -> None:
    paper = a_paper(1, "Ilse Brandt")
    ledger.add(an_evidence(paper.document), paper, reader="reader 2", at=AT + timedelta(days=1))


def name_an_outlet(ledger: Ledger) -> None:
    """“Weir Works” was a speaker before, behind another in one document."""
    paper = a_paper(3, "Karl Moser", outlet="Weir Works")
    ledger.add(an_evidence(paper.document), paper, reader="reader 1", at=AT)


@pytest.mark.parametrize("change", [grade, rule, remove, read_anew, name_an_outlet])
def test_what_changes_more_than_the_parties_of_new_names_makes_all_of_them_again(
    database_ledger: Ledger, made: list[set[str] | None], change: Callable[[Ledger], None]
) -> None:
    twin = MemoryLedger()
    enter(a_paper(1, "Karl Moser"), database_ledger, twin)
    enter(a_paper(2, "Weir Works", "Brandt"), database_ledger, twin)
    made.clear()
    for ledger in (database_ledger, twin):
        change(ledger)
        refresh_parties(ledger)
    assert made == [None, None]
    assert database_ledger.parties() == twin.parties()


def test_another_way_of_making_parties_makes_all_of_them_again(
    database_ledger: Ledger, made: list[set[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(a_paper(1, "Karl Moser"), database_ledger)
    monkeypatch.setattr(tied_parties, "tie_reading", lambda: "another way")
    enter(a_paper(2, "Weir Works"), database_ledger)
    enter(a_paper(3, "Ilse Brandt"), database_ledger)
    assert made == [None, None, {"Ilse Brandt"}]


def test_parties_that_another_program_made_meanwhile_are_left(database_ledger: Ledger) -> None:
    enter(a_paper(1, "Karl Moser"), database_ledger)
    ties, before = database_ledger.name_ties(), database_ledger.parties()
    assert ties is not None
    tied = Tied(by=tie_reading(), changed=(), places={})
    assert not ties.enter([], tied=tied, names=["karl moser"], before="0 0 0 0 0", basis="2 0 0 0 0")
    assert database_ledger.parties() == before


def test_of_few_names_no_ties_are_kept(database_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tied_parties, "_MANY", 3)
    enter(a_paper(1, "Karl Moser", "Weir Works"), database_ledger)
    ties = database_ledger.name_ties()
    assert ties is not None
    assert ties.read_from(by=tie_reading()) is None
