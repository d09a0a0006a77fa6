"""The bytes of documents, where they were found, and what became of earlier versions."""

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from factory import AT, a_document, a_reading, an_evidence

from tocsin.errors import CaseError
from tocsin.ledger.evidence_folder import EvidenceFolder
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.model.as_of import AsOf
from tocsin.model.chain import Fault
from tocsin.model.query import FailedDocument
from tocsin.model.sighting import Sighting, Visit
from tocsin.model.source import SourceRecord

PAGE = "https://courier.example/gate"
LATER = datetime(2026, 3, 3, 12, 0)
FIRST = a_document("The gate closed on Monday, the operator said.", name="gate")
SECOND = a_document("The gate closed on Tuesday, the operator said.", name="gate")


def a_sighting(address: str = PAGE, at: datetime = AT, **facts: object) -> Sighting:
    return Sighting(address=address, at=at, collector="tocsin 1", **facts)  # type: ignore[arg-type]


def enter(ledger: Ledger, document: object, seen: Sighting | None = None, at: datetime = AT) -> bool:
    evidence = replace(an_evidence(document), seen=seen)  # type: ignore[arg-type]
    return ledger.add(evidence, a_reading(document), reader="reader 1", at=at)  # type: ignore[arg-type]


def test_bytes_are_kept_once_under_their_hash_and_only_for_their_owner(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence")
    digest = folder.put(b"a page")
    assert folder.put(b"a page") == digest == folder.hash(digest)
    (kept,) = (path for path in folder.path.rglob("*") if path.is_file())
    assert (kept.name, kept.parent.name, kept.read_bytes()) == (digest, digest[:2], b"a page")
    assert all(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) == 0 for path in (folder.path, kept.parent, kept))
    assert not kept.stat().st_mode & stat.S_IWUSR


def test_a_file_that_was_cut_off_is_written_again(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence")
    digest = folder.put(b"a page of news")
    (kept,) = (path for path in folder.path.rglob("*") if path.is_file())
    kept.chmod(0o600)
    kept.write_bytes(b"a page")
    assert folder.put(b"a page of news") == digest
    assert folder.get(digest) == b"a page of news"


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"forged")], ids=["gone", "changed"])
def test_bytes_that_are_gone_or_were_changed_are_named(tmp_path: Path, change: Callable[[Path], object]) -> None:
    with open_ledger(tmp_path / "case.db") as ledger:
        enter(ledger, FIRST)
        (kept,) = (path for path in (tmp_path / "case.db.evidence").rglob("*") if path.is_file())
        kept.chmod(0o600)
        change(kept)
        (flaw,) = ledger.flaws()
        assert flaw.fault is (Fault.ALTERED if kept.exists() else Fault.GONE)
        assert FIRST.id in flaw.what
        if not kept.exists():
            with pytest.raises(CaseError, match="TOCSIN_EVIDENCE"):
                ledger.raw(FIRST.id)


def test_a_folder_can_be_named_for_either_database(tmp_path: Path, database: str) -> None:
    for number, address in enumerate((tmp_path / "case.db", database)):
        folder = tmp_path / f"evidence-{number}"
        with open_ledger(address, evidence=folder) as ledger:
            enter(ledger, FIRST)
            assert ledger.raw(FIRST.id) == FIRST.text.encode()
            assert ledger.flaws() == []
        assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    with open_ledger(database) as ledger, pytest.raises(CaseError, match="TOCSIN_EVIDENCE"):
        ledger.raw(FIRST.id)


def test_every_place_a_document_was_found_at_is_kept_once(ledger: Ledger) -> None:
    enter(ledger, FIRST, a_sighting(redirects=("https://courier.example/g",), headers=(("etag", "1"),), status=200))
    assert ledger.enter_sighting(FIRST.id, a_sighting("/post/gate.txt"))
    assert not ledger.enter_sighting(FIRST.id, a_sighting("/post/gate.txt", LATER))
    assert [one.address for one in ledger.sightings(FIRST.id)] == [PAGE, "/post/gate.txt"]
    found = ledger.found_at(PAGE)
    assert found is not None
    assert (found[0], found[1].redirects, found[1].headers) == (
        FIRST.id, ("https://courier.example/g",), (("etag", "1"),),
    )  # fmt: skip
    assert ledger.found_at("/elsewhere") is None
    assert ledger.flaws() == []
    assert ledger.as_of(AsOf(known_by=datetime(2026, 3, 1))).sightings(FIRST.id) == []


def test_what_was_found_last_is_told_by_the_moment_and_not_by_the_entry(ledger: Ledger) -> None:
    enter(ledger, FIRST, a_sighting(at=LATER))
    enter(ledger, SECOND, a_sighting(at=AT))
    found = ledger.found_at(PAGE)
    assert found is not None
    assert found[0] == FIRST.id
    assert not ledger.enter_sighting(FIRST.id, a_sighting(at=datetime(2026, 3, 4)))


def test_a_later_version_takes_the_place_of_the_earlier_one_and_may_go_back(ledger: Ledger) -> None:
    enter(ledger, FIRST, a_sighting())
    enter(ledger, SECOND, a_sighting(at=LATER, replaces=FIRST.id, difference="-Monday\n+Tuesday"), at=LATER)
    assert {report.document for report in ledger.claims()} == {SECOND.id}
    states = {row.id: row.removed for row in ledger.documents()}
    assert states == {FIRST.id: "a later version took its place", SECOND.id: None}
    assert ledger.removal(FIRST.id) is None
    then = ledger.as_of(AsOf(known_by=datetime(2026, 3, 2, 13)))
    assert {report.document for report in then.claims()} == {FIRST.id}
    assert {row.id: row.removed for row in then.documents()} == {FIRST.id: None}
    back = datetime(2026, 3, 4)
    assert enter(ledger, FIRST, a_sighting(at=back, replaces=SECOND.id), at=back)
    assert {report.document for report in ledger.claims()} == {FIRST.id}
    assert [one.at for one in ledger.sightings(FIRST.id)] == [AT, back]
    assert ledger.flaws() == []


def test_the_last_visit_of_an_address_is_remembered(ledger: Ledger) -> None:
    assert ledger.visit(PAGE) is None
    ledger.enter_visit(Visit(address=PAGE, at=AT, etag='"1"', document=FIRST.id))
    ledger.enter_visit(Visit(address=PAGE, at=LATER, problem="cut off", failures=1))
    assert ledger.visit(PAGE) == Visit(address=PAGE, at=LATER, problem="cut off", failures=1)


def test_records_of_sources_are_kept_and_say_why(ledger: Ledger) -> None:
    record = SourceRecord(name="Courier", country="AT", owner="Ost Holding", at=AT, by="a", reason="masthead")
    ledger.enter_source_record(record)
    assert ledger.source_records() == [record]
    assert ledger.as_of(AsOf(known_by=datetime(2026, 3, 1))).source_records() == []
    for bad in (replace(record, name=" "), replace(record, reason="")):
        with pytest.raises(CaseError):
            ledger.enter_source_record(bad)


def test_what_was_found_below_an_address_is_listed_with_what_was_found_there_last(ledger: Ledger) -> None:
    enter(ledger, FIRST, a_sighting("https://t.me/c/1_2/7"))
    enter(ledger, SECOND, a_sighting("https://t.me/c/1_2/8"))
    ledger.enter_sighting(SECOND.id, a_sighting("https://t.me/c/1_2/7"))
    ledger.enter_sighting(SECOND.id, a_sighting("https://t.me/c/132/7"))
    assert sorted(ledger.found_below("https://t.me/c/1_2/")) == [
        ("https://t.me/c/1_2/7", SECOND.id),
        ("https://t.me/c/1_2/8", SECOND.id),
    ]
    assert ledger.found_below("https://t.me/c/%/") == []


def test_a_failure_can_be_over_without_a_document(ledger: Ledger) -> None:
    failed = FailedDocument(name="a.zip", document=None, problem="is cut off", at=AT)
    ledger.enter_failed(failed)
    ledger.end_failed(failed, at=LATER)
    assert ledger.failed_documents() == []
    assert ledger.as_of(AsOf(known_by=AT)).failed_documents() == [failed]


def test_documents_entered_together_are_held_as_if_entered_one_by_one(ledger: Ledger) -> None:
    gate, cut = a_document("The gate closed, the operator said."), a_document("The power failed, the mayor said.")
    later = replace(gate, title="The gate")
    several = [(an_evidence(one), a_reading(one)) for one in (gate, cut, later, later)]
    assert ledger.add_all(several, reader="reader 1", at=AT) == [True, True, True, False]
    assert [known.title for one in (gate, cut) if (known := ledger.known(one.id))] == ["The gate", None]
    assert ledger.flaws() == []
    assert not any(ledger.add_all(several[1:], reader="reader 1", at=AT))


def test_of_documents_entered_together_none_is_held_if_one_cannot_be(ledger: Ledger) -> None:
    whole, half = a_document("The gate closed, the operator said."), a_document("Half of a character: \ud800.")
    with pytest.raises(CaseError):
        ledger.add_all([(an_evidence(one), a_reading(one)) for one in (whole, half)], reader="reader 1", at=AT)
    assert ledger.known(whole.id) is None


def test_bytes_of_several_documents_are_kept_at_once_and_nothing_unfinished_stays(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence")
    pages = [b"a page", b"another", b"a page"]
    digests = folder.put_all(pages)
    assert list(map(folder.get, digests)) == pages
    assert {path.name for path in folder.path.rglob("*") if path.is_file()} == set(digests)
