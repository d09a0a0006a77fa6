"""Several processes write one case; some of them are killed."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from factory import AT, a_document, a_reading, an_evidence

from tocsin.ledger.opening import open_ledger

_WRITER = """
import sys
from factory import AT, a_document, a_reading, an_evidence
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.port import Ledger
path, start, end, claims = sys.argv[1], *map(int, sys.argv[2:])
print("ready", flush=True)
sys.stdin.readline()
with open_ledger(path) as ledger:
    for number in range(start, end):
        document = a_document(" ".join(f"Message {number} says {part}." for part in range(claims)), name=f"m{number}")
        ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
        print(number, flush=True)
"""


def a_writer(path: Path | str, start: int, end: int, *, claims: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(path), str(start), str(end), str(claims)]
    paths = os.pathsep.join((str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def go(*writers: subprocess.Popen[str]) -> None:
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()


_KILLED = """
import os, signal, sys
from importlib import import_module
from tocsin.ledger.opening import open_ledger

case, module, step = sys.argv[1], import_module(sys.argv[2]), int(sys.argv[3])
steps = list(module.MIGRATIONS)
own = steps[step]
def killed(connection):
    own(connection)
    os.kill(os.getpid(), signal.SIGKILL)
steps[step] = killed
module.MIGRATIONS = tuple(steps)
open_ledger(case)
"""


def is_killed_while_it_migrates(case: Path | str, module: str, step: int) -> None:
    """Has a process bring a case to the current schema, and end without warning at the end of one of the steps."""
    done = subprocess.run([sys.executable, "-c", _KILLED, str(case), module, str(step)], check=False)
    assert done.returncode == -signal.SIGKILL


def contents(path: Path) -> dict[str, list[str]]:
    """What a case holds: for each document its claims."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        connection.execute("insert into words(words) values ('integrity-check')")
        assert (
            connection.execute("select count(*) from words").fetchone()
            == connection.execute("select count(*) from claim").fetchone()
        )
    connection.close()
    with open_ledger(path) as ledger:
        return {row.name: [found.claim.id for found in ledger.claims_of(row.id)] for row in ledger.documents()}


def test_two_processes_make_and_fill_one_case_at_once(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    writers = [a_writer(path, start, start + 40, claims=3) for start in (0, 20)]
    go(*writers)
    for writer in writers:
        out, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        assert out.splitlines()[-1] in ("39", "59")
    found = contents(path)
    assert sorted(found) == sorted(f"m{number}" for number in range(60))
    assert {len(claims) for claims in found.values()} == {3}


def test_a_killed_writer_leaves_a_whole_case_that_the_next_run_completes(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    claims, end = 150, 12
    for last in (1, 4):
        writer = a_writer(killed, 0, end, claims=claims)
        go(writer)
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) == last:
                break
        writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=60)
        found = contents(killed)
        assert len(found) > last
        assert {len(one) for one in found.values()} == {claims}
    for path in (killed, whole):
        writer = a_writer(path, 0, end, claims=claims)
        go(writer)
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    assert contents(killed) == contents(whole)
    with sqlite3.connect(killed) as connection:
        assert connection.execute("select count(*) from reading").fetchone() == (end,)
    connection.close()


def test_a_reader_sees_only_whole_documents_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    document = a_document("First.", name="first")
    with open_ledger(path) as ledger:
        ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
        writer = a_writer(path, 0, 15, claims=60)
        go(writer)
        while writer.poll() is None:
            assert {row.claims for row in ledger.documents()} <= {1, 60}
        writer.communicate(timeout=60)
        assert len(ledger.documents()) == 16
