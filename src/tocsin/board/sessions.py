"""Sessions of people who logged in, and the tokens that tell a form of ours from one of another site."""

import hmac
import secrets
import threading
import time
from dataclasses import dataclass
from hashlib import sha256

_IDLE = 12 * 3600.0
_LONGEST = 7 * 24 * 3600.0
"""Seconds after which a session ends: unused, and at most."""
_KNOWN = 10_000


@dataclass(slots=True)
class _Session:
    account: str
    began: float
    used: float


class Sessions:
    """The sessions of a running board; they end with it."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._held: dict[str, _Session] = {}

    @staticmethod
    def new_key() -> str:
        """A key for a browser, which its cookie holds."""
        return secrets.token_urlsafe(32)

    def begin(self, account: str) -> str:
        """Begin a session and return its key; it is a new one, so that nobody can know it beforehand."""
        key, now = self.new_key(), time.monotonic()
        with self._lock:
            if len(self._held) >= _KNOWN:
                del self._held[min(self._held, key=lambda one: self._held[one].used)]
            self._held[self._name(key)] = _Session(account, now, now)
        return key

    def account(self, key: str) -> str | None:
        """Whose session a key is of; None where it has ended."""
        now, name = time.monotonic(), self._name(key)
        with self._lock:
            held = self._held.get(name)
            if held is None:
                return None
            if now - held.used > _IDLE or now - held.began > _LONGEST:
                del self._held[name]
                return None
            held.used = now
            return held.account

    def end(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(self._name(key), None)

    def end_all(self, account: str) -> None:
        """End every session of an account."""
        with self._lock:
            for name in [name for name, one in self._held.items() if one.account == account]:
                del self._held[name]

    def form_token(self, key: str) -> str:
        """What a form of a browser with this key must carry."""
        return hmac.new(self._secret, key.encode("utf-8", "replace"), sha256).hexdigest()

    def is_form_token(self, key: str, token: str) -> bool:
        """Whether a form carries what it must."""
        return hmac.compare_digest(self.form_token(key), token.encode("ascii", "replace").decode())

    @staticmethod
    def _name(key: str) -> str:
        # Whoever can look into the memory of the board finds no key to use.
        return sha256(key.encode("utf-8", "replace")).hexdigest()
