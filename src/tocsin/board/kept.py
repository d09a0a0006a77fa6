"""What was worked out over a whole case, in a file next to the accounts: it outlives a restart of the board.

Each result is kept with the state of the case that it was made from. The file holds nothing that could not be made again:
where it cannot be used, the board goes on without it.
"""

import os
import sqlite3
import threading
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from tocsin.engine.whole_files import make_folder
from tocsin.errors import InputError

_TABLE = "create table if not exists kept (key text primary key, state text not null, made text not null) without rowid"
_MOST = 200
"""Results that are kept at most; the oldest go first."""
_LONGEST = 50_000_000
"""Characters of one result at most."""


class Kept:
    """Results by their keys, as JSON."""

    def __init__(self, folder: Path) -> None:
        """Keep results in a folder, which is made with the first of them."""
        self._path = folder / "derived.db"
        self._version = version("tocsin")
        self._lock = threading.Lock()
        self._store: sqlite3.Connection | None = None

    def get(self, key: str) -> tuple[str, str] | None:
        """The state that a result was made from, and the result; None if none is kept."""
        if self._store is None and not self._path.exists():
            return None
        with self._lock, suppress(sqlite3.Error, OSError, InputError):
            found = self._opened().execute("select state, made from kept where key = ?", (self._named(key),)).fetchone()
            return None if found is None else (str(found[0]), str(found[1]))
        return None

    def put(self, key: str, state: str, made: str) -> None:
        """Keep a result in the place of the one before."""
        if len(made) > _LONGEST:
            return
        with self._lock, suppress(sqlite3.Error, OSError, InputError):
            store = self._opened()
            store.execute("insert or replace into kept values (?, ?, ?)", (self._named(key), state, made))
            number = store.execute("select count(*) from kept").fetchone()[0]
            if number > _MOST:
                store.execute("delete from kept where state != ? or key not like ?", (state, f"{self._version} %"))

    def moved(self, before: str, now: str) -> None:
        """The case has another state by closing it alone: nothing that it holds has changed."""
        if self._store is not None:
            with self._lock, suppress(sqlite3.Error):
                self._store.execute("update kept set state = ? where state = ?", (now, before))

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None

    def _named(self, key: str) -> str:
        # What another version made may have another form.
        return f"{self._version} {key}"

    def _opened(self) -> sqlite3.Connection:
        if self._store is None:
            make_folder(self._path.parent)
            with suppress(OSError):
                self._path.parent.chmod(0o700)
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
            store = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None, timeout=2)
            store.execute(_TABLE)
            self._store = store
        return self._store
