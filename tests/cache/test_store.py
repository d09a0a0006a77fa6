"""The store keeps what it can, gives back only what was put there, and never fails."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.cache.store import Store


def a_store(path: Path, told: list[str], *, megabytes: int = 1) -> Store:
    return Store(path / "store.db", megabytes=megabytes, warn=told.append)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.dictionaries(st.binary(min_size=1, max_size=20), st.binary(max_size=50), max_size=20))
def test_what_was_put_is_given_back(tmp_path: Path, values: dict[bytes, bytes]) -> None:
    told: list[str] = []
    store = a_store(tmp_path, told)
    store.put(values)
    assert store.get([*values, b"\0never put" * 3]) == values
    store.close()
    again = a_store(tmp_path, told)
    assert again.get(values) == values
    again.close()
    assert told == []


def test_hits_and_misses_are_counted_over_all_runs(tmp_path: Path) -> None:
    for _ in range(2):
        store = a_store(tmp_path, [])
        store.put({b"a": b"1"})
        store.get([b"a", b"b", b"c"])
        store.close()
    standing = a_store(tmp_path, []).standing()
    assert (standing.entries, standing.hits, standing.misses) == (1, 2, 4)


def test_it_stays_within_its_bound(tmp_path: Path) -> None:
    store = a_store(tmp_path, [])
    for number in range(300):
        store.put({number.to_bytes(4, "big"): bytes(10_000)})
        assert store.standing().bytes <= 1_000_000
    last = (299).to_bytes(4, "big")
    assert list(store.get([last, (0).to_bytes(4, "big")])) == [last]


@pytest.mark.parametrize("contents", [b"", b"no database", b"SQLite format 3\0" + b"x" * 4000])
def test_a_file_that_is_no_store_is_thrown_away_and_told_once(tmp_path: Path, contents: bytes) -> None:
    (tmp_path / "store.db").write_bytes(contents)
    told: list[str] = []
    store = a_store(tmp_path, told)
    store.put({b"a": b"1"})
    assert store.get([b"a"]) == {b"a": b"1"}
    assert len(told) == (1 if contents else 0)


def test_an_altered_value_is_not_given_back_and_everything_is_thrown_away(tmp_path: Path) -> None:
    told: list[str] = []
    store = a_store(tmp_path, told)
    store.put({b"a": b"one", b"b": b"two"})
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection, connection:
        connection.execute("update entry set value = replace(cast(value as text), 'one', 'own') where key = x'61'")
        connection.execute("update entry set value = x'00' where key = x'61'")
    assert store.get([b"a"]) == {}
    assert store.get([b"b"]) == {}
    assert len(told) == 1
    store.put({b"a": b"one"})
    assert store.get([b"a"]) == {b"a": b"one"}


def test_a_value_under_another_key_is_not_given_back(tmp_path: Path) -> None:
    store = a_store(tmp_path, [])
    store.put({b"a": b"one"})
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection, connection:
        connection.execute("update entry set key = x'62'")
    assert store.get([b"b"]) == {}


def test_a_damaged_file_is_noticed_while_it_is_used(tmp_path: Path) -> None:
    told: list[str] = []
    store = a_store(tmp_path, told)
    store.put({bytes([number]): bytes(2_000) for number in range(100)})
    store.close()
    path = tmp_path / "store.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    again = a_store(tmp_path, told)
    assert again.get([b"\1"]) == {}
    again.put({b"a": b"1"})
    assert len(told) <= 1


def test_a_place_that_cannot_be_written_is_told_once_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told: list[str] = []
    store = Store(tmp_path / "file" / "store.db", megabytes=1, warn=told.append)
    store.put({b"a": b"1"})
    assert store.get([b"a"]) == {}
    assert store.standing().entries == 0
    assert len(told) == 1


def test_two_may_use_it_at_once(tmp_path: Path) -> None:
    one, other = a_store(tmp_path, []), a_store(tmp_path, [])
    one.put({b"a": b"1"})
    other.put({b"b": b"2"})
    assert one.get([b"a", b"b"]) == other.get([b"a", b"b"]) == {b"a": b"1", b"b": b"2"}
