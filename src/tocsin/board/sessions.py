"""Sessions of people who logged in, and the tokens that tell a form of ours from one of another site."""

import hmac
import os
import secrets
import sqlite3
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tocsin.board.accounts import Account
from tocsin.engine.whole_files import make_folder
from tocsin.errors import SettingsError

_IDLE = 12 * 3600.0
_LONGEST = 7 * 24 * 3600.0
"""Seconds after which a session ends: unused, and at most."""
_KNOWN = 10_000
"""Sessions at most; the one unused for longest goes first."""
_NOTED = 60.0
"""Seconds between two notes of when a session was used: not each page writes."""
_TABLES = """
create table if not exists session (
    key text primary key, account text not null, mark text not null, began real not null, used real not null
) without rowid;
create table if not exists secret (secret blob not null);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """A session. `mark` tells which password began it; moments are seconds of Unix time."""

    account: str
    mark: str
    began: float
    used: float

    def is_of(self, account: Account) -> bool:
        """Whether it is of this account, and its password is still the one that began it."""
        return self.account == account.name and hmac.compare_digest(self.mark, _mark(account))


class Sessions:
    """The sessions of a board, in a file that only its owner can read: they outlive a restart. Keys are kept as hashes."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use the sessions in a folder of accounts, which need not be there yet; without one they end with the board.

        Raises:
            InputError: The folder cannot be made.
            SettingsError: The file of sessions cannot be used.
        """
        self._lock = threading.Lock()
        path = folder / "sessions.db" if folder is not None else None
        self._name = str(path)
        if path is not None:
            make_folder(path.parent)
            with suppress(OSError):
                path.parent.chmod(0o700)
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        try:
            self._store = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None, timeout=10)
            self._store.executescript(_TABLES)
            self._store.execute(
                "insert into secret select ? where not exists (select * from secret)", (secrets.token_bytes(32),)
            )
            ((self._secret,),) = self._store.execute("select secret from secret limit 1")
        except sqlite3.Error as error:
            raise SettingsError(f"{path}: {error}; remove it, and everybody logs in again") from error

    @staticmethod
    def new_key() -> str:
        """A key for a browser, which its cookie holds."""
        return secrets.token_urlsafe(32)

    def begin(self, account: Account) -> str:
        """Begin a session and return its key; it is a new one, so that nobody can know it beforehand."""
        key, now = self.new_key(), time.time()
        over = "used < ? or began < ? or key in (select key from session order by used desc limit -1 offset ?)"
        self._run(f"delete from session where {over}", now - _IDLE, now - _LONGEST, _KNOWN - 1)
        self._run("insert into session values (?, ?, ?, ?, ?)", _hash(key), account.name, _mark(account), now, now)
        return key

    def session(self, key: str) -> Session | None:
        """The session of a key; None where it has ended."""
        now, name = time.time(), _hash(key)
        found = self._run("select account, mark, began, used from session where key = ?", name)
        if not found:
            return None
        held = Session(*found[0])
        if now - held.used > _IDLE or now - held.began > _LONGEST:
            self._run("delete from session where key = ?", name)
            return None
        if not 0 <= now - held.used < _NOTED:
            self._run("update session set used = ? where key = ?", now, name)
        return held

    def of(self, account: str) -> list[Session]:
        """The sessions of an account that have not ended, the one used last first."""
        now, condition = time.time(), "account = ? and used >= ? and began >= ?"
        found = self._run(
            f"select account, mark, began, used from session where {condition} order by used desc",
            account, now - _IDLE, now - _LONGEST,
        )  # fmt: skip
        return [Session(*row) for row in found]

    def end(self, key: str) -> None:
        """End a session."""
        self._run("delete from session where key = ?", _hash(key))

    def end_all(self, account: str) -> None:
        """End every session of an account."""
        self._run("delete from session where account = ?", account)

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._store.close()

    def form_token(self, key: str) -> str:
        """What a form of a browser with this key must carry."""
        return hmac.new(self._secret, key.encode("utf-8", "replace"), sha256).hexdigest()

    def is_form_token(self, key: str, token: str) -> bool:
        """Whether a form carries what it must."""
        return hmac.compare_digest(self.form_token(key), token.encode("ascii", "replace").decode())

    def _run(self, statement: str, *values: str | float) -> list[tuple[str, str, float, float]]:
        try:
            with self._lock:
                return self._store.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise SettingsError(f"{self._name}: {error}") from error


def _hash(key: str) -> str:
    # Whoever reads the file or the memory of the board finds no key to use.
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def _mark(account: Account) -> str:
    return sha256(account.password.encode()).hexdigest()[:16]
