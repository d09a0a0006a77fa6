"""Linking by several programs at once, by one that is killed, and of a case that an earlier Tocsin made."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from engine.linking_builders import NEW_TABLES, fill, groups_of, links_of, make_first_version
from factory import AT

from tocsin.engine.case import Case
from tocsin.engine.linking import Linker
from tocsin.engine.reader import Reader
from tocsin.ledger.opening import open_ledger
from tocsin.meaning.encoder import Encoder
from tocsin.meaning.weights import Floats

_LINKER = """
import sys
from tocsin.engine.case import Case
with Case.open(sys.argv[1], create=True) as case:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in case.link():
        print(number, flush=True)
"""


@pytest.fixture(scope="module")
def unlinked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of more claims than are linked in one go."""
    path = tmp_path_factory.mktemp("unlinked") / "case.db"
    fill(path, papers=15, sentences=60)
    return path


@pytest.fixture(scope="module")
def whole(unlinked: Path, tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """The same, linked in one run."""
    path = Path(shutil.copy(unlinked, tmp_path_factory.mktemp("whole")))
    with Case.open(path, create=True, reader=reader) as case:
        assert len(list(case.link())) > 2
    return path


def a_linker(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _LINKER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def go(*linkers: subprocess.Popen[str]) -> None:
    for linker in linkers:
        assert linker.stdout is not None
        assert linker.stdout.readline() == "ready\n"
    for linker in linkers:
        assert linker.stdin is not None
        linker.stdin.write("go\n")
        linker.stdin.flush()


def test_two_programs_that_link_one_case_at_once_link_nothing_twice(
    unlinked: Path, whole: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(unlinked, tmp_path))
    linkers = [a_linker(path), a_linker(path)]
    go(*linkers)
    told = [linker.communicate(timeout=120)[0].split() for linker in linkers]
    assert [linker.returncode for linker in linkers] == [0, 0]
    assert sum(int(number) for own in told for number in own) == 900
    assert links_of(path) == links_of(whole)
    assert groups_of(path) == groups_of(whole)


def test_linking_that_was_killed_and_run_again_gives_the_links_of_one_run(
    unlinked: Path, whole: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(unlinked, tmp_path))
    linker = a_linker(path)
    go(linker)
    assert linker.stdout is not None
    kept = int(linker.stdout.readline())
    linker.send_signal(signal.SIGKILL)
    linker.communicate(timeout=60)
    with open_ledger(path) as ledger:
        assert 0 < ledger.unlinked() <= 900 - kept
    again = a_linker(path)
    go(again)
    again.communicate(timeout=120)
    assert again.returncode == 0
    assert links_of(path) == links_of(whole)
    assert groups_of(path) == groups_of(whole)


def test_linking_that_is_left_off_keeps_what_it_told_and_leaves_no_thread(
    unlinked: Path, whole: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(unlinked, tmp_path))
    with open_ledger(path) as ledger:
        linking = Linker(ledger).run(at=AT)
        kept = next(linking)
        with pytest.raises(KeyboardInterrupt):
            linking.throw(KeyboardInterrupt)
        assert ledger.unlinked() == 900 - kept
        assert not any(one.name.startswith("ahead") for one in threading.enumerate())
        assert sum(Linker(ledger).run(at=AT)) == 900 - kept
    assert links_of(path) == links_of(whole)


def test_a_fault_while_the_next_claims_are_encoded_ends_linking_behind_the_ones_before(
    unlinked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(unlinked, tmp_path))

    def fail(self: Encoder, batch: object) -> Floats:
        raise MemoryError

    with open_ledger(path) as ledger:
        linking = Linker(ledger).run(at=AT)
        kept = next(linking)
        monkeypatch.setattr(Encoder, "_forward", fail)
        with pytest.raises(MemoryError):
            list(linking)
        assert 0 < ledger.unlinked() <= 900 - kept
        assert not any(one.name.startswith("ahead") for one in threading.enumerate())


def test_documents_that_are_linked_one_by_one_have_the_links_of_one_run(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    fill(path, papers=15, sentences=60, linked=True)
    assert links_of(path) == links_of(whole)
    assert groups_of(path) == groups_of(whole)


def test_a_case_of_the_first_version_is_upgraded_when_it_is_opened_and_then_linked(
    unlinked: Path, whole: Path, tmp_path: Path, reader: Reader
) -> None:
    path = Path(shutil.copy(unlinked, tmp_path))
    make_first_version(path)
    with Case.open(path, create=True, reader=reader) as case:
        claims = list(case.ledger.claims())
        assert case.ledger.unlinked() == len(claims) == 900
        assert sum(case.link()) == 900
        assert list(case.claims()) == claims
    assert links_of(path) == links_of(whole)
    with sqlite3.connect(path) as connection:
        names = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
        version = connection.execute("pragma user_version").fetchone()[0]
    connection.close()
    assert names >= set(NEW_TABLES)
    assert version > 1


def test_linking_a_linked_case_does_nothing(whole: Path, tmp_path: Path, reader: Reader) -> None:
    path = Path(shutil.copy(whole, tmp_path))
    with Case.open(path, create=True, reader=reader) as case:
        assert list(case.link()) == []
    assert links_of(path) == links_of(whole)
