"""What is worked out over the whole case: by a process of its own, kept, shown meanwhile with its age, made again."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from board_results import ENDS, NUMBER, QUESTIONS, WRONG

from tocsin.board.door import Door
from tocsin.board.results import Desk, NotReady, Results
from tocsin.board.settings import BoardSettings
from tocsin.engine.case import Case
from tocsin.errors import CaseError, InputError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.open(tmp_path / "case.db", create=True):
        return tmp_path / "case.db"


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    return tmp_path / "gate"


@pytest.fixture
def board(path: Path) -> Iterator[Callable[..., Results]]:
    """Starts boards over the case."""
    started: list[Results] = []

    def start(patience: float = 0.01) -> Results:
        settings = BoardSettings(case=path, accounts=path.parent / "board", patience=patience)
        started.append(Results(Door(path), settings))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case is a large one, whose results are made by another process."""
    monkeypatch.setattr("tocsin.board.door._SMALL", 0)


def until(is_so: Callable[[], object], what: str) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail(f"in a minute it was not so that {what}")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def at_work(board: Callable[..., Results], path: Path, gate: Path) -> Results:
    """The results of a board whose worker has begun, and waits for the gate."""
    results = board()
    Desk(results=results).soon(QUESTIONS, gate)
    until((path.parent / "begun").exists, "it is begun")
    return results


def ask(path: Path, question: str) -> None:
    with Case.open(path) as case:
        case.keep_question(question, by="ada")


def test_in_a_small_case_a_result_is_there_at_once_and_made_once_for_each_state(
    board: Callable[..., Results], path: Path, gate: Path
) -> None:
    results = board()
    gate.touch()
    for _ in range(3):
        assert Desk(results=results).latest(NUMBER, gate) == 0
    assert (path.parent / "made").read_text(encoding="utf-8") == "x"
    ask(path, "Who left the town?")
    assert Desk(results=results).latest(NUMBER, gate) == 1
    assert results.worker is None


@pytest.mark.usefixtures("is_large")
def test_the_last_result_is_shown_with_its_age_while_it_is_made_again(
    board: Callable[..., Results], path: Path, gate: Path
) -> None:
    results = board()
    first = Desk(results=results)
    assert first.soon(QUESTIONS, gate) is None
    assert first.waiting["questions"].words.startswith("for ")
    with pytest.raises(NotReady, match="worked out"):
        first.latest(QUESTIONS, gate)
    gate.touch()
    until(lambda: Desk(results=results).soon(QUESTIONS, gate) == [], "the result is there")
    gate.unlink()
    ask(path, "Who left the town?")
    later = Desk(results=results)
    # A quick result is waited for; this one is not there in that time.
    assert later.latest(QUESTIONS, gate) == []
    assert later.as_of is not None
    assert later.waiting["questions"].usual is not None
    gate.touch()
    until(lambda: Desk(results=results).soon(QUESTIONS, gate) == ["Who left the town?"], "it is made again")
    assert Desk(results=results).as_of is None


@pytest.mark.usefixtures("is_large")
def test_what_took_long_outlives_the_board_and_goes_with_the_case_it_was_made_from(
    board: Callable[..., Results], path: Path, gate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = board()
    assert Desk(results=results).soon(QUESTIONS, gate) is None
    # So long, that it is kept.
    until((path.parent / "begun").exists, "it is begun")
    time.sleep(1.1)
    gate.touch()
    until(lambda: Desk(results=results).soon(QUESTIONS, gate) == [], "the result is there")
    results.close()
    assert (path.parent / "board" / "derived").stat().st_mode & 0o077 == 0
    gate.unlink()
    again = board()
    desk = Desk(results=again)
    assert desk.latest(QUESTIONS, gate) == []
    assert desk.as_of is None, "closing a case does not change it"
    assert again.worker is None, "nothing was worked out"
    again.close()
    path.rename(path.with_name("aside.db"))
    with Case.open(path, create=True):
        pass
    assert Desk(results=board()).soon(QUESTIONS, gate) is None, "it is another case's"


@pytest.mark.usefixtures("is_large")
def test_a_board_that_is_stopped_leaves_no_process_and_nothing_half_written(
    board: Callable[..., Results], path: Path, gate: Path
) -> None:
    results = at_work(board, path, gate)
    worker = results.worker
    assert worker is not None
    results.close()
    assert not is_running(worker)
    assert list((path.parent / "board").rglob("*")) == []


_BOARD = """
import sys, time
from pathlib import Path
from board_results import QUESTIONS
from tocsin.board import door
from tocsin.board.results import Results
from tocsin.board.settings import BoardSettings
door._SMALL = 0
case, gate = map(Path, sys.argv[1:])
results = Results(door.Door(case), BoardSettings(case=case, accounts=case.parent / "board", patience=0.0))
results.look(QUESTIONS, gate)
print(results.worker, flush=True)
time.sleep(600)
"""
"""A board that has a result made and then does nothing."""


def test_a_board_that_is_killed_leaves_no_process(path: Path, gate: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _BOARD, str(path), str(gate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        worker = int(running.stdout.readline())
        until((path.parent / "begun").exists, "it is begun")
        running.kill()
    until(lambda: not is_running(worker), "the worker has ended")


@pytest.mark.usefixtures("is_large")
def test_a_worker_whose_case_is_replaced_ends_and_the_next_looks_at_the_new_one(
    board: Callable[..., Results], path: Path, gate: Path
) -> None:
    results = at_work(board, path, gate)
    worker = results.worker
    path.rename(path.with_name("aside.db"))
    until(lambda: results.worker is None, "the worker has ended")
    with pytest.raises(CaseError, match="not there any more"):
        Desk(results=results).soon(QUESTIONS, gate)
    with Case.open(path, create=True) as case:
        case.keep_question("Is this another case?", by="ada")
    gate.touch()
    until(lambda: Desk(results=results).soon(QUESTIONS, gate) == ["Is this another case?"], "the new case is looked at")
    assert results.worker != worker


@pytest.mark.usefixtures("is_large")
def test_what_is_wrong_with_a_question_is_told_as_it_would_be_without_a_worker(board: Callable[..., Results]) -> None:
    results = board(patience=15)
    with pytest.raises(InputError, match="how many dragons") as told:
        Desk(results=results).latest(WRONG, "dragons")
    assert told.value.problem == "no account tells how many dragons"


@pytest.mark.usefixtures("is_large")
def test_a_worker_that_dies_is_told_and_another_one_works_out_the_rest(
    board: Callable[..., Results], gate: Path
) -> None:
    results = board(patience=15)
    gate.touch()
    with pytest.raises(CaseError, match=r"ended \(status 9\); it is tried again"):
        Desk(results=results).latest(ENDS)
    assert Desk(results=results).latest(NUMBER, gate) == 0


def test_a_case_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        Door(tmp_path / "none.db")
