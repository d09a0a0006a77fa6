"""Sessions of people who logged in, and the tokens that tell a form of ours from one of another site."""

import hmac
import json
import os
import secrets
import threading
import time
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tocsin.board.accounts import Account
from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import SettingsError

_IDLE = 12 * 3600.0
_LONGEST = 7 * 24 * 3600.0
"""Seconds after which a session ends: unused, and at most."""
_KNOWN = 10_000
"""Sessions at most; the one unused for longest goes first."""
_NOTED = 60.0
"""Seconds between two notes of when a session was used: not each page writes."""


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

    def holds(self, now: float) -> bool:
        """Whether it has not ended by its time."""
        return now - self.used <= _IDLE and now - self.began <= _LONGEST


class Sessions:
    """The sessions of a board, in a file that only its owner can read: they outlive a restart. Keys are kept as hashes."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use the sessions in a folder of accounts, which need not be there yet; without one they end with the board.

        Raises:
            InputError: The folder cannot be made, or written to.
            SettingsError: The file of sessions cannot be read.
        """
        self._lock = threading.Lock()
        self._path = folder / "sessions.json" if folder is not None else None
        self._held: dict[str, Session] = {}
        self._secret = secrets.token_bytes(32)
        if self._path is None:
            return
        try:
            record = json.loads(self._path.read_text(encoding="utf-8"))
            self._secret = bytes.fromhex(record["secret"])
            self._held = {key: Session(**one) for key, one in record["sessions"].items()}
        except FileNotFoundError:
            self._save()
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise SettingsError(f"{self._path}: it cannot be read; remove it, and everybody logs in again") from error

    @staticmethod
    def new_key() -> str:
        """A key for a browser, which its cookie holds."""
        return secrets.token_urlsafe(32)

    def begin(self, account: Account) -> str:
        """Begin a session and return its key; it is a new one, so that nobody can know it beforehand."""
        key, now = self.new_key(), time.time()
        with self._lock:
            for name in [name for name, one in self._held.items() if not one.holds(now)]:
                del self._held[name]
            if len(self._held) >= _KNOWN:
                del self._held[min(self._held, key=lambda one: self._held[one].used)]
            self._held[_hash(key)] = Session(account.name, _mark(account), now, now)
            self._save()
        return key

    def session(self, key: str) -> Session | None:
        """The session of a key; None where it has ended."""
        now, name = time.time(), _hash(key)
        with self._lock:
            held = self._held.get(name)
            if held is None or not held.holds(now):
                return None
            if not 0 <= now - held.used < _NOTED:
                held = self._held[name] = replace(held, used=now)
                self._save()
        return held

    def of(self, account: str) -> list[Session]:
        """The sessions of an account that have not ended, the one used last first."""
        now = time.time()
        with self._lock:
            found = [one for one in self._held.values() if one.account == account and one.holds(now)]
        return sorted(found, key=lambda one: -one.used)

    def end(self, key: str) -> None:
        """End a session."""
        with self._lock:
            if self._held.pop(_hash(key), None) is not None:
                self._save()

    def end_all(self, account: str) -> None:
        """End every session of an account."""
        with self._lock:
            left = {name: one for name, one in self._held.items() if one.account != account}
            if len(left) < len(self._held):
                self._held = left
                self._save()

    def form_token(self, key: str) -> str:
        """What a form of a browser with this key must carry."""
        return hmac.new(self._secret, key.encode("utf-8", "replace"), sha256).hexdigest()

    def is_form_token(self, key: str, token: str) -> bool:
        """Whether a form carries what it must."""
        return hmac.compare_digest(self.form_token(key), token.encode("ascii", "replace").decode())

    def _save(self) -> None:
        if self._path is None:
            return
        make_folder(self._path.parent)
        if os.name == "posix":
            self._path.parent.chmod(0o700)
        if not self._path.exists():
            # It is never readable by others, not even for the moment in which it is written.
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
        record = {
            "secret": self._secret.hex(),
            "sessions": {
                name: {"account": one.account, "mark": one.mark, "began": one.began, "used": one.used}
                for name, one in self._held.items()
            },
        }
        write_whole(self._path, json.dumps(record, ensure_ascii=False) + "\n")


def _hash(key: str) -> str:
    # Whoever reads the file or the memory of the board finds no key to use.
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def _mark(account: Account) -> str:
    return sha256(account.password.encode()).hexdigest()[:16]
