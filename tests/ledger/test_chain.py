"""The chain of hashes over evidence, judgements and assessments: what is changed past Tocsin is found."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from factory import AT, a_document, a_reading, an_evidence
from ledger.link_builders import a_link, claim, document, enter, found, rule, take
from ledger.test_assessments import an_assessment
from sqlalchemy import create_engine, text

from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.ledger.postgres.connections import url_of
from tocsin.model.as_of import AsOf
from tocsin.model.chain import START, ChainHead, Fault, digest
from tocsin.model.link import Relation
from tocsin.model.matrix_ruling import Cell, MatrixRuling
from tocsin.model.party import PartyRuling
from tocsin.model.query import ClaimFilter
from tocsin.model.review import Judgement, Review
from tocsin.model.sighting import Sighting
from tocsin.model.source import Grade, Reliability, SourceRecord

TRIALS = 200
CHAINED = {
    "evidence": ("document", ("media_type", "added")),
    "sighting": ("number", ("document", "key", "address", "at", "record")),
    "source_record": ("number", ("name", "country", "owner", "at", "by", "reason")),
    "ruling": ("number", ("document", "action", "at", "by", "reason")),
    "link_ruling": ("number", ("claim", "other", "relation", "at", "by", "reason")),
    "party_ruling": ("number", ("name", "other", "documents", "at", "by", "reason")),
    "grade": ("number", ("name", "reliability", "at", "by", "reason")),
    "matrix_ruling": ("number", ("scenario", "cells", "at", "by", "reason")),
    "assessment": ("number", ("scenario", "at", "entered", "record")),
    "review": ("number", ("claim", "document", "words", "judgement", "changes", "at", "by", "reason")),
    "standing_question": ("number", ("question", "wanted", "at", "by")),
    "question_version": ("number", ("question", "wanted", "at", "by")),
    "removed_question": ("question", ("at", "by")),
    "chain": ("number", ("kind", "ref", "digest", "hash")),
}  # fmt: skip
MORE = {
    "party_ruling": ("same",),
    "assessment": ("rings",),
    "review": ('"start"', '"end"'),
    "question_version": ('"of"',),
}
"""Further columns of a table that a copy of a row needs."""
Sql = Callable[..., list[Any]]


def fill(ledger: Ledger) -> None:
    """Enter two of everything that is chained."""
    enter(ledger, "a", "b", "c")
    ledger.enter_links(found(ledger, a_link("a", "b"), a_link("b", "c")), at=AT)
    for action in ("removed", "restored"):
        take(ledger, "c", action)
    rule(ledger, "a", "b", None)
    rule(ledger, "a", "c", Relation.CONTRADICTS)
    for letter in (Reliability.B, Reliability.D):
        ledger.enter_grade(Grade(name="a", reliability=letter, at=AT, by="an analyst", reason="its record"))
    for same in (True, None):
        ledger.rule_party(PartyRuling(name="a", other="b", same=same, at=AT, by="an analyst", reason="masthead"))
    for owner in ("Ost Holding", None):
        ledger.enter_source_record(
            SourceRecord(name="a", country="AT", owner=owner, at=AT, by="an analyst", reason="masthead")
        )
    for address in ("https://a.example/gate", "/post/gate.txt"):
        ledger.enter_sighting(document("a"), Sighting(address=address, at=AT, collector="tocsin 1"))
    reviewed = next(ledger.claims())
    for judgement, changes in ((Judgement.CORRECTED, {"kind": "threat"}), (Judgement.REJECTED, {})):
        ledger.enter_review(
            Review(
                claim=reviewed.claim.id, document=reviewed.document, start=reviewed.claim.start, end=reviewed.claim.end,
                words=reviewed.claim.text, judgement=judgement, changes=changes, at=AT, by="an analyst", reason="misread",
            )
        )  # fmt: skip
    for words in ("Who left?", "How many left?"):
        number = ledger.enter_standing_question(words, ClaimFilter(), at=AT, by="an analyst")[0].number
        ledger.change_standing_question(number, f"{words} Where to?", ClaimFilter(place="Enns"), at=AT, by="an analyst")
        ledger.remove_standing_question(number, at=AT, by="an analyst")
    for cells in ((Cell(indicator=None, hypothesis="it holds", value=0.7),), ()):
        ledger.enter_matrix_ruling(
            MatrixRuling(scenario="a", cells=cells, at=AT, by="an analyst", reason="what others saw")
        )
    ledger.enter_assessment(an_assessment(), at=AT)
    ledger.enter_assessment(an_assessment(), at=AT)


@pytest.fixture(params=["sqlite", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Ledger, Sql]]:
    """A filled case in a database, and what runs SQL on it past Tocsin."""
    address = tmp_path / "case.db" if request.param == "sqlite" else request.getfixturevalue("database")
    engine = create_engine(f"sqlite:///{address}" if request.param == "sqlite" else url_of(str(address)))

    def run(statement: str, **values: Any) -> list[Any]:
        with engine.begin() as connection:
            if request.param == "postgres":
                connection.exec_driver_sql("set session_replication_role = replica")
            done = connection.execute(text(statement), values)
            return list(done) if done.returns_rows else []

    with open_ledger(address) as ledger:
        fill(ledger)
        yield ledger, run
    engine.dispose()


def test_an_empty_case_has_the_head_that_all_chains_start_from(ledger: Ledger) -> None:
    assert ledger.chain_head() == ChainHead(0, START)
    assert ledger.flaws() == []


def test_everything_that_must_not_be_changed_is_an_entry_of_the_chain(ledger: Ledger) -> None:
    fill(ledger)
    assert ledger.chain_head().number == 3 + 2 * 12
    assert ledger.flaws() == []


def test_a_document_that_is_read_again_is_chained_once(ledger: Ledger) -> None:
    enter(ledger, "a")
    enter(ledger, "a", reader="reader 2")
    assert ledger.chain_head().number == 1


def test_the_chain_leads_through_every_earlier_head(ledger: Ledger) -> None:
    heads = []
    for name in ("a", "b", "c"):
        enter(ledger, name)
        heads.append(ledger.chain_head())
    assert len(set(heads)) == 3
    assert all(ledger.flaws(head) == [] for head in heads)


def test_a_head_of_another_chain_or_of_a_longer_one_is_told(ledger: Ledger) -> None:
    enter(ledger, "a")
    assert [flaw.fault for flaw in ledger.flaws(ChainHead(1, START))] == [Fault.ANOTHER]
    assert [flaw.fault for flaw in ledger.flaws(ChainHead(2, START))] == [Fault.TRUNCATED]


def test_the_order_of_keys_does_not_change_a_digest() -> None:
    assert digest({"b": 1, "a": "ü"}) == digest({"a": "ü", "b": 1})
    assert digest({"a": "1"}) != digest({"a": 1})


def test_every_altered_character_is_found(kept: tuple[Ledger, Sql]) -> None:
    ledger, run = kept
    chance = random.Random(7)
    for _ in range(TRIALS):
        table = chance.choice(list(CHAINED))
        key, columns = CHAINED[table]
        column = chance.choice(columns)
        number, before = chance.choice(
            [row for row in run(f"select {key}, {column} from {table}") if row[1] is not None]
        )
        change = f"update {table} set {column} = :value where {key} = :key"
        run(change, value=altered(before, chance), key=number)
        assert ledger.flaws(), (table, column)
        run(change, value=before, key=number)
    assert ledger.flaws() == []


def test_an_altered_digest_of_bytes_is_found_wherever_the_bytes_are_kept(kept: tuple[Ledger, Sql]) -> None:
    ledger, run = kept
    document, before = run("select document, digest from evidence_bytes")[0]
    change = "update evidence_bytes set digest = :value where document = :key"
    run(change, value=altered(before, random.Random(7)), key=document)
    assert len(ledger.flaws()) == 1
    run(change, value=before, key=document)
    assert ledger.flaws() == []


def altered(value: Any, chance: random.Random) -> Any:
    """A value with one byte, character or digit changed."""
    if isinstance(value, bytes):
        place = chance.randrange(len(value))
        return value[:place] + bytes([value[place] ^ 1 << chance.randrange(8)]) + value[place + 1 :]
    if isinstance(value, str):
        place = chance.randrange(len(value))
        return value[:place] + ("1" if value[place] == "0" else "0") + value[place + 1 :]
    return value.replace(microsecond=(value.microsecond + 1) % 1_000_000)


@pytest.mark.parametrize("table", [name for name in CHAINED if name != "chain"])
def test_what_is_dropped_or_entered_past_the_chain_is_named(kept: tuple[Ledger, Sql], table: str) -> None:
    ledger, run = kept
    key, columns = CHAINED[table]
    pragma = "pragma foreign_keys = off" if str(ledger.name).endswith(".db") else "select 1"
    (last,) = run(f"select max({key}) from {table}")[0]
    run(pragma)
    names = ", ".join((*columns, *MORE.get(table, ())))
    copied = "'sha256:copy'" if table == "evidence" else "99"
    run(f"insert into {table} ({key}, {names}) select {copied}, {names} from {table} where {key} = :key", key=last)
    run(f"delete from {table} where {key} = :key", key=last)
    assert {(flaw.what, flaw.fault) for flaw in ledger.flaws()} >= {
        (f"{table} {last}", Fault.DROPPED), (f"{table} {copied.strip(chr(39))}", Fault.UNCHAINED),
    }  # fmt: skip


def test_an_entry_dropped_from_the_chain_is_named(kept: tuple[Ledger, Sql]) -> None:
    ledger, run = kept
    run("delete from chain where number = 4")
    assert ("entry 4 of the chain", Fault.DROPPED) in {(flaw.what, flaw.fault) for flaw in ledger.flaws()}


def test_a_chain_in_another_order_is_found(kept: tuple[Ledger, Sql]) -> None:
    ledger, run = kept
    run("update chain set number = 1000 - number where number in (4, 5)")
    run("update chain set number = number - 991 where number > 900")
    assert Fault.BROKEN in {flaw.fault for flaw in ledger.flaws()}


def test_a_chain_cut_off_with_what_it_is_about_is_found_by_a_head_kept_outside(kept: tuple[Ledger, Sql]) -> None:
    ledger, run = kept
    head = ledger.chain_head()
    run("delete from assessment where number = (select max(number) from assessment)")
    run("delete from chain where number = :number", number=head.number)
    assert ledger.flaws() == []
    assert [flaw.fault for flaw in ledger.flaws(head)] == [Fault.TRUNCATED]


def test_a_claim_or_a_link_that_is_linked_again_is_no_flaw(ledger: Ledger) -> None:
    fill(ledger)
    enter(ledger, "b", reader="reader 2")
    ledger.enter_links(found(ledger, a_link("b", "c")), at=AT)
    assert ledger.flaws() == []
    assert claim("a") != document("a")


def test_evidence_that_was_not_entered_is_not_chained(ledger: Ledger) -> None:
    enter(ledger, "a")
    take(ledger, "a")
    refused = a_document("Paper a says that the gate closed.", name="a")
    assert not ledger.add(an_evidence(refused), a_reading(refused), reader="reader 3", at=AT)
    assert ledger.chain_head().number == 2


def test_the_chain_of_an_earlier_moment_ends_where_it_ended_then(ledger: Ledger) -> None:
    enter(ledger, "a")
    ledger.enter_grade(Grade(name="a", reliability=Reliability.B, at=AT, by="an analyst", reason="its record"))
    head = ledger.chain_head()
    later = AT + timedelta(days=1)
    ledger.enter_grade(Grade(name="a", reliability=Reliability.C, at=later, by="an analyst", reason="errs"))
    then = ledger.as_of(AsOf(known_by=AT))
    assert then.chain_head() == head
    assert then.flaws(head) == []
    assert ledger.as_of(AsOf(known_by=AT - timedelta(days=1))).chain_head() == ChainHead()
    assert ledger.flaws(head) == []
