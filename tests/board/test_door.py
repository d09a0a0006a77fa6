"""The case under the board: what is kept, what is made again, and what is shown meanwhile."""

import threading
from pathlib import Path

import pytest

from tocsin.board.door import Door, NotReady
from tocsin.board.kept import Kept
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


def test_what_took_long_outlives_the_board(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.board.door._LONG", 0.0)
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return [len(made)]

    for _ in range(3):
        door = Door(path, store=Kept(path.parent / "board"))
        assert door.kept("key", make, of=list[int]) == [1]
        door.close()
    assert made == [1]
    assert (path.parent / "board" / "derived").stat().st_mode & 0o077 == 0
    with Case.open(path) as case:
        case.keep_question("Who left the town?", by="ada")
    door = Door(path, patience=5, store=Kept(path.parent / "board"))
    assert door.kept("key", make, of=list[int]) == [2]
    door.close()


def test_damaged_results_are_as_if_they_were_not_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.board.door._LONG", 0.0)
    for _ in range(2):
        door = Door(path, store=Kept(path.parent))
        assert door.kept("key", lambda: [7], of=list[int]) == [7]
        door.close()
        for one in (path.parent / "derived").glob("*.json"):
            one.write_bytes(b"no result")


def test_what_is_not_there_yet_is_told_to_be_on_its_way(path: Path) -> None:
    door, gate = Door(path, patience=0.01), threading.Event()
    with pytest.raises(NotReady):
        door.latest("key", lambda: gate.wait(30))
    gate.set()
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
