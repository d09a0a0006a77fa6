"""Files that are no case, or cannot be used as one: one clear line, the file untouched, and the way out."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from factory import AT, a_document, a_reading, an_evidence

from tocsin.errors import CaseError
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.sqlite import connections
from tocsin.model.link import Relation
from tocsin.model.query import ClaimFilter

NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Permissions count: whoever runs the tests as root is somebody else for a while."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(before)


def fill(path: Path, *texts: str) -> Path:
    with open_ledger(path) as ledger:
        for text in texts or ("The mayor said so. The ministry denied it.",):
            document = a_document(text)
            ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
    return path


def refusal(path: Path | str) -> str:
    with pytest.raises(CaseError) as caught:
        open_ledger(path).close()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_new_case_is_made_where_there_is_none(file: Path) -> None:
    with open_ledger(file) as ledger:
        assert ledger.documents() == []
    assert file.exists()


def test_a_closed_case_is_one_file_and_its_folder_of_evidence(file: Path) -> None:
    fill(file)
    assert sorted(path.name for path in file.parent.iterdir()) == ["case.db", "case.db.evidence"]


def test_what_was_entered_is_there_when_the_case_is_opened_again(file: Path) -> None:
    fill(file)
    with open_ledger(str(file)) as ledger:
        assert len(list(ledger.claims())) == 2


@pytest.mark.parametrize("name", ["a?b.db", "a b#c%20.db", "ä:ö.db", "-case.db", "'case'.db"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    fill(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, f"{name}.evidence"])


def test_an_empty_file_becomes_a_case(file: Path) -> None:
    file.touch()
    assert fill(file).stat().st_size > 0


def test_a_file_that_is_no_database_is_refused_and_left_alone(file: Path) -> None:
    file.write_text("Minutes of the meeting. " * 100)
    before = file.read_bytes()
    said = refusal(file)
    assert said.startswith(f"{file}: ")
    assert "no case of Tocsin" in said
    assert "--case" in said
    assert file.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("create table song (title)")
    before = file.read_bytes()
    assert "no case of Tocsin" in refusal(file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["case.db"]


@pytest.mark.parametrize(
    "made",
    [
        "create table bookmark (url); pragma user_version = 1",
        "create table bookmark (url); pragma user_version = 2",
        "create table bookmark (url); pragma user_version = 3",
        "pragma user_version = 7; pragma application_id = 99",
        "create table evidence (a); create table reading (a); create table claim (a); create table words (a)",
        "create table evidence (a); create table reading (a); create table claim (a); create table words (a);"
        "pragma user_version = 2; pragma application_id = 7",
        "pragma journal_mode = wal; create table song (title); pragma user_version = 1",
    ],
)
def test_another_programs_database_is_never_changed_whatever_it_looks_like(file: Path, made: str) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(made)
    connection.close()
    before = file.read_bytes()
    assert "no case of Tocsin" in refusal(file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["case.db"]


def test_another_programs_log_is_not_brought_into_its_file(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript("pragma journal_mode = wal; create table song (title); pragma user_version = 1")
    before, log = file.read_bytes(), file.with_name("case.db-wal").read_bytes()
    assert len(log) > 0
    assert "no case of Tocsin" in refusal(file)
    assert file.read_bytes() == before
    assert file.with_name("case.db-wal").read_bytes() == log
    connection.close()


def test_a_case_of_a_later_version_is_refused_and_left_alone(file: Path) -> None:
    fill(file)
    with sqlite3.connect(file) as connection:
        connection.execute("pragma user_version = 99")
    connection.close()
    before = file.read_bytes()
    said = refusal(file)
    assert "later version of Tocsin (schema 99)" in said
    assert "upgrade" in said
    assert file.read_bytes() == before


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith(f"{tmp_path}: ")


@pytest.mark.parametrize("name", ["no/such/case.db", "a" * 300 + "/case.db", "a" * 300])
def test_a_case_that_cannot_be_there_is_named(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name).startswith(f"{tmp_path}/{name[:10]}")


@pytest.mark.parametrize("name", ["", "."])
def test_no_name_is_not_a_case_in_memory(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(name).startswith(".: ")


def test_a_folder_that_may_not_be_written_is_told_with_the_way_out(
    shared: Path, request: pytest.FixtureRequest
) -> None:
    shared.chmod(0o555)
    request.getfixturevalue("ordinary_user")
    said = refusal(shared / "case.db")
    assert said.startswith(f"{shared}/case.db: ")
    assert "writable" in said


def test_a_file_that_may_not_be_written_can_be_told_apart_from_one_that_failed(
    shared: Path, request: pytest.FixtureRequest
) -> None:
    file = fill(shared / "case.db")
    file.chmod(0o444)
    shared.chmod(0o777)
    request.getfixturevalue("ordinary_user")
    document = a_document("The bridge is closed.")
    with pytest.raises(CaseError, match="writable"), open_ledger(file) as ledger:
        ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)


@pytest.mark.parametrize(("rights", "folder"), [(0o444, 0o777), (0o644, 0o555), (0o444, 0o555)])
def test_a_case_that_may_not_be_written_can_be_read(
    shared: Path, request: pytest.FixtureRequest, rights: int, folder: int
) -> None:
    file = fill(shared / "case.db")
    file.chmod(rights)
    shared.chmod(folder)
    request.getfixturevalue("ordinary_user")
    with open_ledger(file) as ledger:
        assert not ledger.can_write
        assert len(list(ledger.claims())) == ledger.unlinked() == 2
        assert len(ledger.search(["mayor"], limit=5)) == 2
    assert sorted(path.name for path in shared.iterdir()) == ["case.db", "case.db.evidence"]


def test_what_a_killed_program_left_in_the_log_is_in_the_file_once_the_case_was_opened(file: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from factory import AT, a_document, a_reading, an_evidence\n"
        "from tocsin.ledger.opening import open_ledger\n"
        "ledger = open_ledger(sys.argv[1])\n"
        "ledger.add(an_evidence(a_document()), a_reading(a_document()), reader='reader 1', at=AT)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    paths = os.pathsep.join((str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-c", script, str(file)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_ledger(file) as ledger:
        copy = shutil.copy(file, file.with_name("copy.db"))
        assert len(ledger.documents()) == 1
    with open_ledger(copy) as ledger:
        assert len(ledger.documents()) == 1


def test_what_is_flushed_is_in_the_file(file: Path) -> None:
    document = a_document("The bridge is closed.")
    with open_ledger(file) as ledger:
        ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
        ledger.flush()
        copy = shutil.copy(file, file.with_name("copy.db"))
    with open_ledger(copy) as ledger:
        assert [row.name for row in ledger.documents()] == ["report"]


def test_a_folder_that_may_not_be_entered_is_told(shared: Path, request: pytest.FixtureRequest) -> None:
    inner = shared / "inner"
    inner.mkdir(mode=0o700)
    request.getfixturevalue("ordinary_user")
    assert "inner" in refusal(inner / "deeper" / "case.db")


def test_a_case_another_program_is_writing_to_can_be_read(file: Path) -> None:
    fill(file)
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("begin immediate")
    with open_ledger(file) as ledger:
        assert len(list(ledger.claims())) == 2
    writer.close()


def test_a_writer_waits_for_another_and_then_says_who_is_in_the_way(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.05)
    fill(file)
    document = a_document("The bridge is closed.")
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("begin immediate")
    with open_ledger(file) as ledger:
        with pytest.raises(CaseError, match="another program is writing to it"):
            ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
        writer.execute("rollback")
        assert ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
    writer.close()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SQLITE_BUSY", "its folder keeps no locks, as some network folders do"),
        ("SQLITE_PROTOCOL", "its folder keeps no locks, as some network folders do"),
        ("SQLITE_IOERR_LOCK", "its folder keeps no locks, as some network folders do"),
        ("SQLITE_IOERR_SHMMAP", "its folder shares no memory between programs, as network folders do"),
    ],
)
def test_a_network_folder_that_cannot_hold_a_case_is_told_with_the_ways_out(code: str, said: str) -> None:
    error = sqlite3.OperationalError("the library's own words")
    error.sqlite_errorname = code
    told = str(connections.case_error("case.db", error))
    assert told.startswith("case.db: the library's own words; ")
    assert told.endswith(f"{said}: keep the case on a disk of this machine, or in PostgreSQL (--case postgresql://…)")


def test_a_full_disk_leaves_the_case_as_it_was(file: Path) -> None:
    fill(file)
    large = a_document("The mayor said so. " * 20_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with open_ledger(file) as ledger:
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
            with pytest.raises(CaseError, match="make room and run this again") as caught:
                ledger.add(an_evidence(large), a_reading(large, *a_reading(large).claims[:1]), reader="reader 1", at=AT)
            assert str(file) in str(caught.value)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    with open_ledger(file) as ledger:
        assert len(ledger.documents()) == 1
        assert len(list(ledger.claims())) == 2


def test_a_table_that_another_program_took_out_is_told_with_the_way_out(file: Path) -> None:
    fill(file)
    with sqlite3.connect(file) as connection:
        connection.execute("drop table link")
    with open_ledger(file) as ledger, pytest.raises(CaseError) as caught:
        list(ledger.links(list(Relation)))
    assert str(caught.value).startswith(f"{file}: no such table: link; another program changed it; take a copy")


def test_a_case_cut_in_half_is_damaged_and_says_so(file: Path) -> None:
    fill(file, *(f"The mayor said so {number}. The ministry denied it {number}." for number in range(40)))
    raw = file.read_bytes()
    file.write_bytes(raw[: len(raw) // 2 // 4096 * 4096])
    with pytest.raises(CaseError, match="damaged"), open_ledger(file) as ledger:
        list(ledger.claims())


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_case_gives_what_is_whole_or_an_error_of_ours(file: Path, seed: int) -> None:
    fill(file, *(f"The mayor said so {number}. The ministry denied it {number}." for number in range(4)))
    chance = random.Random(seed)
    raw = bytearray(file.read_bytes())
    for _ in range(400):
        raw[chance.randrange(100, len(raw))] = chance.randrange(256)
    file.write_bytes(raw)
    with suppress(CaseError), open_ledger(file) as ledger:
        for look in (
            ledger.documents,
            ledger.counts,
            ledger.rulings,
            lambda: list(ledger.claims(ClaimFilter(words="mayor"))),
        ):
            with suppress(CaseError):
                look()


@pytest.mark.parametrize(
    "damage",
    [
        "update claim set record = 'no json'",
        "update claim set record = '{}'",
        "update reading set published = 'no day'",
        "update claim set record = '[1]'",
        "update evidence set added = 'never'",
        "update reading set record = '[]'",
    ],
)
def test_what_tocsin_did_not_write_is_an_error_that_names_the_case(file: Path, damage: str) -> None:
    fill(file)
    with sqlite3.connect(file) as connection:
        connection.execute(damage)
    with open_ledger(file) as ledger:
        looks = (lambda: list(ledger.claims()), ledger.documents, lambda: ledger.document("report"))
        problems = [said for look in looks if (said := complaint(look))]
    assert problems
    assert all(said.startswith(f"{file}: it is damaged") for said in problems)


def complaint(look: Callable[[], object]) -> str | None:
    try:
        look()
    except CaseError as error:
        return str(error)
    return None


def test_a_new_case_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "case.db") as ledger:
        ledger.add(an_evidence(), a_reading(), reader="reader 1", at=AT)
        assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0, 0, 0, 0]
