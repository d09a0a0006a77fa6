"""The vectors of claims: kept with the model that made them, made again for another one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from factory import AT, a_claim, a_document, a_reading, an_evidence

from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
from tocsin.ledger.sql.tables import VERSION
from tocsin.model.query import Ruling
from tocsin.model.reading import Reading

FIRST = a_document("The gate closed on Monday. The water fell.")
SECOND = a_document("A pump failed.", name="second")


def entered(ledger: Ledger, model: str) -> list[int]:
    """The rows of all claims that lacked a vector; each is given one."""
    texts = ledger.texts_without_vector(model, after=0, limit=100)
    ledger.enter_vectors(model, {one.row: bytes([one.row]) * 4 for one in texts})
    return [one.row for one in texts]


def test_claims_lack_vectors_until_they_are_entered(ledger: Ledger, add: Callable[[Reading], bool]) -> None:
    add(a_reading(FIRST))
    assert ledger.lacking_vectors("a") == 2
    rows = entered(ledger, "a")
    assert ledger.lacking_vectors("a") == 0
    owners, vectors = ledger.vectors("a")
    assert [row for row, _ in owners] == rows
    assert vectors == b"".join(bytes([row]) * 4 for row in rows)


def test_a_claim_tells_what_its_vector_is_to_be_made_of(ledger: Ledger, add: Callable[[Reading], bool]) -> None:
    add(a_reading(FIRST, a_claim(FIRST, "The water fell", standalone="The water [in the dock] fell")))
    (texts,) = ledger.texts_without_vector("a", after=0, limit=100)
    assert (texts.sentence, texts.standalone) == ("The water fell.", "The water [in the dock] fell")
    assert ledger.texts_without_vector("a", after=texts.row, limit=100) == []


def test_only_new_claims_lack_vectors_later(ledger: Ledger, add: Callable[[Reading], bool]) -> None:
    add(a_reading(FIRST))
    before = entered(ledger, "a")
    add(a_reading(SECOND))
    assert ledger.lacking_vectors("a") == 1
    (new,) = entered(ledger, "a")
    owners, vectors = ledger.vectors("a", after=before[-1])
    assert ([row for row, _ in owners], vectors) == ([new], bytes([new]) * 4)


def test_claims_of_one_document_share_a_reading(ledger: Ledger, add: Callable[[Reading], bool]) -> None:
    add(a_reading(FIRST))
    add(a_reading(SECOND))
    entered(ledger, "a")
    one, two, other = (reading for _, reading in ledger.vectors("a")[0])
    assert one == two != other


def test_vectors_of_several_models_are_kept_until_they_are_given_up(
    ledger: Ledger, add: Callable[[Reading], bool]
) -> None:
    add(a_reading(FIRST))
    rows = entered(ledger, "a")
    assert ledger.vectors("b") == ([], b"")
    assert ledger.lacking_vectors("b") == 2
    assert entered(ledger, "b") == rows
    assert ledger.vectors("a") == ledger.vectors("b")
    assert ledger.lacking_vectors("a") == ledger.lacking_vectors("b") == 0
    ledger.drop_vectors(keep=("b", "c"))
    assert ledger.vectors("a") == ([], b"")
    assert len(ledger.vectors("b")[0]) == 2


def test_vectors_of_a_case_of_an_earlier_schema_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with open_ledger(path) as ledger:
        ledger.add(an_evidence(FIRST), a_reading(FIRST), reader="reader 1", at=AT)
        entered(ledger, "a")
        before = ledger.vectors("a")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "create table kept (claim integer primary key references claim (row), model text not null, vector blob not null);"
            "insert into kept select claim, model, vector from vector; drop table vector;"
            "alter table kept rename to vector; alter table reading drop column time; drop table evidence_bytes;"
            "alter table evidence add column raw blob not null default x''; pragma user_version = 8"
        )
    with open_ledger(path) as ledger:
        assert ledger.vectors("a") == before
        assert ledger.lacking_vectors("a") == 0


def test_claims_are_found_by_their_rows_as_far_as_they_stand(ledger: Ledger, add: Callable[[Reading], bool]) -> None:
    add(a_reading(FIRST))
    add(a_reading(SECOND))
    rows = entered(ledger, "a")
    matches = ledger.matches_in_rows([rows[2], rows[0], 99])
    assert [match.report.sentence for match in matches.values()] == ["A pump failed.", "The gate closed on Monday."]
    assert matches[rows[0]].context == "\nThe water fell."
    (ruling,) = [Ruling(document=FIRST.id, action="removed", at=ledger.documents()[0].added, by="a", reason="b")]
    ledger.rule_document(ruling)
    assert list(ledger.matches_in_rows(rows)) == [rows[2]]


def test_vectors_entered_twice_are_kept_once(ledger: Ledger, add: Callable[[Reading], bool]) -> None:
    add(a_reading(SECOND))
    (row,) = entered(ledger, "a")
    ledger.enter_vectors("a", {row: b"newer"})
    assert ledger.vectors("a")[1] == b"newer"


def test_a_case_of_an_earlier_schema_gets_the_table_of_vectors(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("case_of_schema_2.sql").read_text(encoding="utf-8"))
    with open_ledger(path) as ledger:
        assert ledger.vectors("a") == ([], b"")
        assert ledger.lacking_vectors("a") > 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (VERSION,)


def test_the_vectors_of_some_claims_come_with_their_readings(ledger: Ledger, add: Callable[[Reading], bool]) -> None:
    add(a_reading(FIRST))
    add(a_reading(SECOND))
    rows = entered(ledger, "a")
    readings = dict(ledger.vectors("a")[0])
    wanted = [rows[2], rows[0], 99]
    expected = [(row, readings[row], bytes([row]) * 4) for row in (rows[0], rows[2])]
    assert ledger.vectors_in_rows("a", wanted) == expected
    assert ledger.vectors_in_rows("b", wanted) == []
