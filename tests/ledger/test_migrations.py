"""Cases of earlier versions: they open, reach the current schema, and keep every judgement."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from factory import a_document, a_reading, an_evidence
from ledger.link_builders import AT, a_paper, propositions, relations
from ledger.test_writers import a_writer, go, is_killed_while_it_migrates

from tocsin.errors import CaseError
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.ledger.sqlite.migrations import _reasons_as_data
from tocsin.lexicon.wording import reason_words
from tocsin.model.as_of import AsOf
from tocsin.model.chain import ChainHead
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.link import Relation
from tocsin.model.query import ClaimFilter
from tocsin.model.reason import Reason, in_words
from tocsin.model.record import from_json
from tocsin.model.source import Counting, Reliability
from tocsin.model.span import Span

DUMP = Path(__file__).with_name("case_of_schema_2.sql")


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A case of schema 2 with everything an analyst can enter."""
    path = tmp_path / "before.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
    return path


def schema(path: Path) -> dict[str, str | None]:
    """The tables and indexes of a file, written alike; the index of words makes tables of its own."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("select name, sql from sqlite_master where name not like 'words\\_%' escape '\\'")
        return {name: sql and "".join(sql.split()) for name, sql in found}


def test_documents_and_claims_are_all_there(before: Path) -> None:
    with open_ledger(before) as ledger:
        documents = {row.name: row for row in ledger.documents()}
        assert documents.keys() == {"courier", "post", "radio", "bulletin", "rumour"}
        assert documents["bulletin"].outlet == "Harbour Bulletin"
        assert documents["rumour"].removed == "nobody can be found who saw it"
        assert len(list(ledger.claims())) == 9
        assert list(ledger.claims(ClaimFilter(limit=9))) == list(ledger.claims())
        assert list(ledger.claims(ClaimFilter(source="mast", limit=9))) == list(
            ledger.claims(ClaimFilter(source="mast"))
        )
        (counted,) = (one for one in ledger.claims(ClaimFilter(words="tankers")) if one.claim.quantities)
        assert (counted.claim.quantities[0].low, counted.published) == (20, date(2026, 5, 6))
        (asked,) = ledger.claims(ClaimFilter(kinds=(Kind.QUESTION,)))
        assert asked.sentence == "Was the sluice damaged?"
        assert ledger.raw(asked.document).startswith(b"---\npublished: 2026-05-06")
        assert ledger.search(["tanker"], limit=1)[0].report == counted


def test_grades_are_kept(before: Path) -> None:
    with open_ledger(before) as ledger:
        assert [grade.reliability for grade in ledger.grade_history()] == [Reliability.D, Reliability.B, Reliability.C]
        grades = ledger.grades()
        assert grades["ostrand post"].reason == "has improved"
        assert grades["harbour master"].counting is Counting.MINIMUM


def test_rulings_on_documents_and_links_are_kept(before: Path) -> None:
    with open_ledger(before) as ledger:
        assert [ruling.action for ruling in ledger.rulings()] == ["removed", "removed", "restored"]
        assert [ruling.relation for ruling in ledger.link_rulings()] == [
            Relation.CONTRADICTS, Relation.CORROBORATES, None, None,
        ]  # fmt: skip


def test_links_are_kept_with_their_reasons(before: Path) -> None:
    with open_ledger(before) as ledger:
        links = {linked.link.relation: linked.link for linked in ledger.links(list(Relation))}
        assert links.keys() == {Relation.ECHO, Relation.CONTRADICTS}
        (reason,) = links[Relation.CONTRADICTS].reasons
        assert (reason.rule, reason.weight, reason_words(reason)) == ("told", 1.0, "an analyst: the same sluice")
        (reason,) = links[Relation.ECHO].reasons
        assert reason_words(reason) == "7 words in a row are the same, 83% of the shorter text"
        assert len(ledger.proposition(links[Relation.ECHO].claim).claims) == 2


def test_assessments_are_kept_with_their_reasons(before: Path) -> None:
    with open_ledger(before) as ledger:
        history = ledger.assessments("Ostrand sluice")
        assert [one.rings for one in history] == [True, True, True]
        reasons = [reason for one in history for reason in one.reasons]
        assert len(reasons) >= 6
        assert {reason.rule for reason in reasons} == {"told"}
        assert all(reason.claims and reason_words(reason) for reason in reasons)


def test_what_earlier_readings_did_not_store_is_made_up_for(before: Path) -> None:
    with open_ledger(before) as ledger:
        assert len(ledger.claims_counting(["person"])) == 4
        names = {name.written: name.claims for name in ledger.party_names()}
        assert names["Radio Felsing"] == 3
        assert names["harbour master"] == 2
        assert ledger.stale_parties() is not None


def test_reasons_of_readings_are_data_like_all_others(before: Path) -> None:
    with open_ledger(before) as ledger:
        reports = list(ledger.claims())
        times = [reason for one in reports if one.claim.time for reason in one.claim.time.reasons]
        assert reason_words(times[0]) == "said on 4 May 2026, a Monday: the Sunday before"
        steps = [reason for one in reports for reason in one.claim.steps]
        assert {reason.rule for reason in (*times, *steps)} == {"told"}
        assert steps[0].spans
        reading, _ = ledger.document("courier")
        assert any(reason.spans for event in reading.events for reason in event.steps)
    with closing(sqlite3.connect(before)) as connection:
        records = "".join(
            record for table in ("claim", "reading") for (record,) in connection.execute(f"select record from {table}")
        )
        assert '"effect"' not in records


def test_a_migrated_case_has_the_schema_of_a_new_one(before: Path, tmp_path: Path) -> None:
    for path in (before, tmp_path / "new.db"):
        open_ledger(path).close()
    assert schema(before) == schema(tmp_path / "new.db")
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_a_migrated_case_can_be_added_to(before: Path) -> None:
    document = a_document("The dike held.")
    with open_ledger(before) as ledger:
        assert ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
        assert ledger.unlinked() > 0
        assert len(list(ledger.claims())) == 10


def test_a_migration_that_fails_leaves_the_case_as_it_was(before: Path) -> None:
    with closing(sqlite3.connect(before)) as connection, connection:
        connection.execute("update claim set record = 'no JSON'")
    tables = schema(before)
    with pytest.raises(CaseError, match="damaged"):
        open_ledger(before)
    assert schema(before) == tables


def test_sentences_become_reasons_wherever_a_record_holds_them() -> None:
    time = {
        "start": 0,
        "end": 2,
        "type": "DATE",
        "value": "2026",
        "earliest": None,
        "latest": None,
        "reasons": ["the year"],
    }
    record = {
        "id": "c", "start": 0, "end": 9, "text": "it rained", "kind": "statement", "speaker": None, "sources": [],
            "factuality": "CT+", "score": 3.0, "probability": [0.95, 0.99], "time": time, "said": time,
            "places": [{"start": 0, "end": 2, "name": "it", "reasons": ["no gazetteer knows the name"]}],
            "quantities": [{"start": 3, "end": 9, "low": 1, "high": 1, "reasons": ["exact"]}],
            "steps": [{"span": [3, 9], "effect": "“not”: denies it"}],
    }  # fmt: skip
    claim = from_json(Claim, _reasons_as_data(record))
    assert claim.time is not None
    assert claim.said is not None
    assert claim.time.reasons == claim.said.reasons == (in_words("the year"),)
    assert claim.quantities[0].reasons == (in_words("exact"),)
    assert claim.places[0].reasons == (in_words("no gazetteer knows the name"),)
    assert claim.steps == (Reason(rule="told", facts={"words": "“not”: denies it"}, spans=(Span(3, 9),)),)


@pytest.fixture
def before_histories(tmp_path: Path) -> Path:
    """A case of schema 5, which keeps nothing of what it held before but readings and rulings."""
    path = tmp_path / "before.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("case_of_schema_5.sql").read_text(encoding="utf-8"))
    return path


def held(ledger: Ledger, day: int) -> dict[str, str]:
    """The reader of each document that the case held at noon of a day."""
    then = ledger.as_of(AsOf(known_by=datetime(2026, 3, day, 12)))
    readers = ("reader 1", "reader 2")
    return {
        one.name: next(reader for reader in readers if then.holds(a_paper(one.name).document, reader=reader))
        for one in then.claims()
    }


def test_which_readings_counted_when_is_worked_out(before_histories: Path) -> None:
    with open_ledger(before_histories) as ledger:
        one, two = "reader 1", "reader 2"
        assert held(ledger, 1) == {}
        assert held(ledger, 2) == {"a": one, "b": one, "c": one}
        assert held(ledger, 3) == {"a": one, "b": two, "c": one}
        assert held(ledger, 4) == {"a": one, "b": two}
        assert held(ledger, 5) == {"a": one, "b": two, "c": one}
        assert held(ledger, 6) == {"a": one, "b": two, "c": one, "d": one}
        assert held(ledger, 7) == {"a": one, "b": two, "c": one}


def test_links_count_from_their_moment_and_propositions_from_their_first_link(before_histories: Path) -> None:
    with open_ledger(before_histories) as ledger:
        assert relations(ledger) == [("b", "corroborates", "a"), ("c", "contradicts", "a")]
        assert propositions(ledger) == {"a": {"a", "b"}}
        then = ledger.as_of(AsOf(known_by=datetime(2026, 3, 4, 12)))
        assert relations(then) == [("b", "corroborates", "a")]
        assert propositions(then) == {"a": {"a", "b"}}
        assert [failed.at for failed in ledger.failed_documents()] == [datetime(2026, 3, 6, 9)]
        assert len(ledger.assessments()) == len(ledger.grade_history()) == 1


def test_a_migrated_case_of_schema_5_has_the_schema_of_a_new_one(before_histories: Path, tmp_path: Path) -> None:
    for path in (before_histories, tmp_path / "new.db"):
        open_ledger(path).close()
    assert schema(before_histories) == schema(tmp_path / "new.db")


def test_the_case_is_copied_before_it_is_migrated(before_histories: Path) -> None:
    before = schema(before_histories)
    open_ledger(before_histories).close()
    copy = before_histories.with_name("before.db.schema-5")
    assert schema(copy) == before
    assert copy.stat().st_mode & 0o077 == 0
    assert not copy.with_name(f"{copy.name}.unfinished").exists()
    with open_ledger(copy) as ledger:
        assert len(ledger.documents()) == 4


def test_two_processes_that_migrate_one_case_at_once_lose_nothing(before_histories: Path, tmp_path: Path) -> None:
    writers = [a_writer(before_histories, start, start + 4, claims=2) for start in (0, 4)]
    go(*writers)
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    open_ledger(tmp_path / "new.db").close()
    assert schema(before_histories) == schema(tmp_path / "new.db")
    with open_ledger(before_histories) as ledger, open_ledger(tmp_path / "before.db.schema-5") as copy:
        names = {row.name for row in ledger.documents()}
        assert names == {row.name for row in copy.documents()} | {f"m{number}" for number in range(8)}
        assert ledger.flaws() == []


@pytest.mark.parametrize("step", [4, 6, 9, 14])
def test_a_migration_that_was_killed_goes_on_where_it_was(before_histories: Path, tmp_path: Path, step: int) -> None:
    whole = Path(shutil.copy(before_histories, tmp_path / "whole.db"))
    is_killed_while_it_migrates(before_histories, "tocsin.ledger.sqlite.migrations", step)
    with open_ledger(before_histories) as ledger, open_ledger(whole) as other:
        assert schema(before_histories) == schema(whole)
        assert list(ledger.claims()) == list(other.claims())
        assert ledger.documents() == other.documents()
        assert ledger.chain_head() == other.chain_head()
        assert ledger.flaws() == []


def test_what_a_case_of_schema_5_holds_is_chained(before_histories: Path) -> None:
    with open_ledger(before_histories) as ledger:
        assert ledger.flaws() == []
        documents, rulings, grades, assessments = 4, 3, 1, 1
        assert ledger.chain_head().number == documents + rulings + grades + assessments


@pytest.fixture
def before_folders(tmp_path: Path) -> Path:
    """A case of schema 9, which keeps the bytes of documents in its file."""
    path = tmp_path / "before.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("case_of_schema_9.sql").read_text(encoding="utf-8"))
    return path


def test_a_migrated_case_of_schema_9_has_the_schema_of_a_new_one(before_folders: Path, tmp_path: Path) -> None:
    for path in (before_folders, tmp_path / "new.db"):
        open_ledger(path).close()
    assert schema(before_folders) == schema(tmp_path / "new.db")


def test_the_bytes_of_a_case_of_schema_9_go_to_the_folder_and_its_chain_holds(before_folders: Path) -> None:
    head = ChainHead(5, "f42b851cddbe58251447fc0c6a3f54ab47255dfe5ba89b534b6e53d83e670e33")
    with open_ledger(before_folders) as ledger:
        assert ledger.chain_head() == head
        assert ledger.flaws(head) == []
        paper = a_paper("a").document
        assert ledger.raw(paper.id) == paper.text.encode()
        assert {row.name: row.removed for row in ledger.documents()} == {"a": None, "b": None, "c": "a copy"}
        assert ledger.sightings(paper.id) == []
    kept = [path for path in before_folders.with_name("before.db.evidence").rglob("*") if path.is_file()]
    assert {f"sha256:{path.name}" for path in kept} == {a_paper(name).document.id for name in "abc"}


@pytest.mark.parametrize(
    ("version", "lacking"),
    [(15, ("matrix_ruling",)), (16, ("name_count", "name_basis", "compared_name", "matching_name"))],
)
def test_a_case_of_a_late_version_gets_the_tables_that_it_lacks(
    tmp_path: Path, version: int, lacking: tuple[str, ...]
) -> None:
    path = tmp_path / "before.db"
    for name in (path, tmp_path / "new.db"):
        open_ledger(name).close()
    later = ("matrix_ruling", "name_count", "name_basis", "compared_name", "matching_name")
    dropped = later[later.index(lacking[0]) :]
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{''.join(f'drop table {one};' for one in dropped)} pragma user_version = {version}")
    with open_ledger(path) as ledger:
        assert ledger.matrix_rulings() == []
        assert ledger.party_names() == []
    assert schema(path) == schema(tmp_path / "new.db")
