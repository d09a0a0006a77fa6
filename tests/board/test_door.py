"""The case under the board: what is kept, what is made again, and what is shown meanwhile."""

import threading
from pathlib import Path

import pytest

from tocsin.board.door import Door
from tocsin.engine.case import Case
from tocsin.errors import CaseError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.open(tmp_path / "case.db", create=True):
        return tmp_path / "case.db"


def test_what_was_made_is_kept_until_the_case_changes(path: Path) -> None:
    door, made = Door(path), []
    for _ in range(3):
        door.kept("key", lambda: made.append(1))
    assert len(made) == 1
    door.case().keep_question("Who left the town?", by="ada")
    door.kept("key", lambda: made.append(1))
    assert len(made) == 2
    door.close()


def test_what_takes_long_is_none_at_first_and_then_the_last_of_it_while_it_is_made_again(path: Path) -> None:
    door, gate = Door(path, patience=0.01), threading.Event()

    def slow() -> int:
        gate.wait(30)
        return len(door.case().standing_questions())

    assert door.soon("key", slow) is None
    gate.set()
    assert door.kept("key", slow) == 0
    gate.clear()
    door.case().keep_question("Who left the town?", by="ada")
    assert door.soon("key", slow) == 0
    gate.set()
    assert door.kept("key", slow) == 1
    assert door.latest("key", slow) == 1
    door.close()


def test_many_who_ask_at_once_have_it_made_once(path: Path) -> None:
    door, made = Door(path), []
    started = threading.Barrier(6)

    def ask() -> None:
        started.wait(10)
        door.kept("key", lambda: made.append(1))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    door.close()


def test_what_fails_is_told_to_who_waits_for_it(path: Path) -> None:
    door = Door(path, patience=5)

    def fails() -> int:
        raise CaseError("the case is locked")

    assert door.soon("key", fails) is None
    with pytest.raises(CaseError, match="locked"):
        door.latest("key", fails)
    door.close()


def test_a_case_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        Door(tmp_path / "none.db")
