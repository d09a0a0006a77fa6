"""A bounded store of values by their keys, in one SQLite file that several processes share.

It holds nothing that cannot be computed again. Whatever is wrong with it makes it forget, never fail: a file that cannot be
used is left alone, one whose contents are not what was put there is thrown away, and that is told once.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import time
from typing import NamedTuple

_FORM = 1
"""The version of the file; another one is thrown away."""
_SEAL = 16
"""Bytes of the hash that a value is kept with."""
_DAY = 86_400
_AT_ONCE = 500
_KEPT = 0.75
"""The share of the bound that is kept when it is exceeded: what was used last."""
_WAIT = 1.0
"""Seconds to wait for another process that writes."""
_TABLES = (
    "create table entry (key blob primary key, value blob not null, size integer not null, used integer not null);"
    "create index entry_used on entry (used);"
    "create table tally (name text primary key, number integer not null) without rowid;"
)


class Standing(NamedTuple):
    """What a store holds, and how often it was asked in vain or not since it was made."""

    path: Path
    entries: int
    bytes: int
    hits: int
    misses: int


class Store:
    """Values by their keys. What was used longest ago goes first when the bound is reached."""

    def __init__(self, path: Path, *, megabytes: int, warn: Callable[[str], None]) -> None:
        """Use a file, or make it.

        Args:
            path: The file.
            megabytes: How much its values may take.
            warn: Is told, once, that it had to be thrown away or cannot be used.
        """
        self._path, self._most, self._warn = path, megabytes * 1_000_000, warn
        self._connection: sqlite3.Connection | None = None
        self._has_warned = False
        self._size = 0
        self._open()

    def get(self, keys: Iterable[bytes], *, is_counted: bool = True) -> dict[bytes, bytes]:
        """The values of these keys, as far as they are held.

        Args:
            keys: The keys.
            is_counted: Whether each key counts as one thing that was held or not; else the caller counts (`count`).
        """
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, bytes] = {}
        old: list[bytes] = []
        today = int(time()) // _DAY
        try:
            for start in range(0, len(wanted) if self._connection is not None else 0, _AT_ONCE):
                assert self._connection is not None
                some = wanted[start : start + _AT_ONCE]
                query = f"select key, value, used from entry where key in ({','.join('?' * len(some))})"
                for key, value, used in self._connection.execute(query, some):
                    if value[:_SEAL] != _seal(key, value[_SEAL:]):
                        self._throw_away("holds what was not put there")
                        return {}
                    found[key] = value[_SEAL:]
                    if used != today:
                        old.append(key)
            self._mark_used(old, today=today)
        except (sqlite3.Error, TypeError) as error:
            self._failed(error)
            return {}
        if is_counted:
            self.count(hits=len(found), misses=len(wanted) - len(found))
        return found

    def count(self, *, hits: int, misses: int) -> None:
        """Add to how often something was asked for that was held, and that was not."""
        if self._connection is None or not (hits or misses):
            return
        add = "insert into tally values (?, ?) on conflict (name) do update set number = number + excluded.number"
        try:
            with self._connection:
                self._connection.executemany(add, [("hits", hits), ("misses", misses)])
        except sqlite3.Error as error:
            self._failed(error)

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values; those that are held already are replaced."""
        if self._connection is None or not values:
            return
        today = int(time()) // _DAY
        rows = [(key, _seal(key, value) + value, len(key) + len(value) + _SEAL, today) for key, value in values.items()]
        try:
            with self._connection:
                self._connection.executemany("insert or replace into entry values (?, ?, ?, ?)", rows)
            self._size += sum(size for _, _, size, _ in rows)
            if self._size > self._most:
                self._forget_oldest()
        except sqlite3.Error as error:
            self._failed(error)

    def standing(self) -> Standing:
        """What it holds."""
        entries = size = hits = misses = 0
        if self._connection is not None:
            try:
                entries, size = self._connection.execute(
                    "select count(*), coalesce(sum(size), 0) from entry"
                ).fetchone()
                tallies = dict(self._connection.execute("select name, number from tally").fetchall())
                hits, misses = tallies.get("hits", 0), tallies.get("misses", 0)
            except sqlite3.Error as error:
                self._failed(error)
        return Standing(self._path, entries, size, hits, misses)

    def clear(self) -> None:
        """Throw away what it holds."""
        self.close()
        self._remove()
        self._size = 0
        self._open()

    def close(self) -> None:
        """Give the file back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = sqlite3.connect(self._path, timeout=_WAIT, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            self._tell(f"cannot be used ({error})")
            return
        try:
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = off")
            (form,) = connection.execute("pragma user_version").fetchone()
            if not form and not connection.execute("select name from sqlite_master").fetchall():
                connection.executescript(f"begin immediate; {_TABLES} pragma user_version = {_FORM}; commit;")
                form = _FORM
            if form != _FORM:
                connection.close()
                self._remove()
                self._open()
                return
            (self._size,) = connection.execute("select coalesce(sum(size), 0) from entry").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            self._tell(f"cannot be used ({error})")
        except sqlite3.DatabaseError as error:
            connection.close()
            self._throw_away(f"is damaged ({error})")
        else:
            self._connection = connection

    def _mark_used(self, keys: list[bytes], *, today: int) -> None:
        if self._connection is None or not keys:
            return
        with suppress(sqlite3.OperationalError), self._connection:
            self._connection.executemany("update entry set used = ? where key = ?", [(today, key) for key in keys])

    def _forget_oldest(self) -> None:
        assert self._connection is not None
        with self._connection:
            (self._size,) = self._connection.execute("select coalesce(sum(size), 0) from entry").fetchone()
            spare = self._size - int(_KEPT * self._most)
            gone: list[tuple[int]] = []
            for row, size in self._connection.execute("select rowid, size from entry order by used, rowid"):
                if spare <= 0:
                    break
                gone.append((row,))
                spare -= size
                self._size -= size
            self._connection.executemany("delete from entry where rowid = ?", gone)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, sqlite3.OperationalError):
            # Another process writes, or the disk is full: this once it is done without.
            if self._connection is not None and self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    self._connection.rollback()
        else:
            self._throw_away(f"is damaged ({error})")

    def _throw_away(self, why: str) -> None:
        self._tell(f"{why}; it is thrown away and made again")
        self.clear()

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self._path}{ending}")

    def _tell(self, what: str) -> None:
        if not self._has_warned:
            self._has_warned = True
            self._warn(f"the cache {self._path} {what}")


def _seal(key: bytes, value: bytes) -> bytes:
    """What tells that a value is the one that was put there under this key."""
    return blake2b(value, key=key[:64], digest_size=_SEAL).digest()
