"""Who may use a board: accounts with roles, passwords hashed by Argon2id (RFC 9106), and tokens for programs."""

import json
import os
import secrets
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import InputError, SettingsError

SHORTEST = 12
"""Characters of the shortest password (NIST SP 800-63B-4 asks for 15 where it is the only factor, 8 with another)."""
LONGEST = 1_000
_NAME = 64
_TOKEN = "tocsin_"
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_urlsafe(16))
"""What a password is checked against where there is no such account, so that the time taken does not tell."""


class Role(StrEnum):
    """What an account may do; each role may do what those before it may."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"

    def may(self, needed: "Role") -> bool:
        """Whether the role is enough."""
        return _RANK[self] >= _RANK[needed]


_RANK = {role: number for number, role in enumerate(Role)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A program's key to an account; only its hash is kept."""

    name: str
    digest: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person with their role. `password` is an Argon2id hash in PHC form."""

    name: str
    role: Role
    password: str
    tokens: tuple[Token, ...] = field(default=())


class Accounts:
    """The accounts of a board, in one file that only its owner can read; changes by the command count at once."""

    def __init__(self, folder: Path) -> None:
        """Use the accounts in a folder, which need not be there yet."""
        self.folder = folder
        self._path = folder / "accounts.json"
        self._lock = threading.RLock()
        self._read_at: tuple[int, int] | None = None
        self._held: dict[str, Account] = {}

    def all(self) -> list[Account]:
        """Every account, by name.

        Raises:
            SettingsError: The file of accounts cannot be read.
        """
        return sorted(self._load().values(), key=lambda one: one.name)

    def named(self, name: str) -> Account | None:
        """The account of this name."""
        return self._load().get(name)

    def add(self, name: str, role: Role, password: str) -> Account:
        """Make an account, or give one another role and password.

        Raises:
            InputError: The name or the password cannot be used.
        """
        if not name or len(name) > _NAME or not name.isprintable() or name != name.strip():
            raise InputError("account", f"a name has 1 to {_NAME} printable characters and no space at its ends")
        made = Account(name=name, role=role, password=hashed(password))
        with self._lock:
            known = self._load().get(name)
            made = replace(made, tokens=known.tokens if known else ())
            self._save({**self._held, name: made})
        return made

    def remove(self, name: str) -> None:
        """Remove an account with its tokens; its sessions end.

        Raises:
            InputError: There is none of this name.
        """
        with self._lock:
            held = dict(self._load())
            if held.pop(name, None) is None:
                raise InputError(name, "no account has this name; `tocsin accounts list` lists them")
            self._save(held)

    def checked(self, name: str, password: str) -> Account | None:
        """The account with this name and password; None where either is wrong."""
        account = self.named(name)
        try:
            _HASHER.verify(account.password if account else _NOBODY, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        return account

    def new_token(self, name: str, label: str) -> str:
        """Make a token for an account; it is shown once and never kept.

        Raises:
            InputError: There is no such account, or it has a token of this name.
        """
        key = _TOKEN + secrets.token_urlsafe(32)
        made = Token(name=" ".join(label.split())[:_NAME] or "token", digest=_digest(key), made=_today())
        with self._lock:
            account = self._load().get(name)
            if account is None:
                raise InputError(name, "no account has this name; `tocsin accounts list` lists them")
            if any(one.name == made.name for one in account.tokens):
                raise InputError(made.name, "this account has a token of that name; give the new one another name")
            self._save({**self._held, name: replace(account, tokens=(*account.tokens, made))})
        return key

    def drop_token(self, name: str, label: str) -> None:
        """Take a token back.

        Raises:
            InputError: The account has none of this name.
        """
        with self._lock:
            account = self._load().get(name)
            left = tuple(one for one in account.tokens if one.name != label) if account else ()
            if account is None or len(left) == len(account.tokens):
                raise InputError(label, "this account has no token of that name")
            self._save({**self._held, name: replace(account, tokens=left)})

    def of_token(self, key: str) -> Account | None:
        """The account of a token."""
        digest = _digest(key)
        return next(
            (
                one
                for one in self._load().values()
                if any(secrets.compare_digest(token.digest, digest) for token in one.tokens)
            ),
            None,
        )

    def _load(self) -> dict[str, Account]:
        with self._lock:
            try:
                told = self._path.stat()
            except FileNotFoundError:
                self._held, self._read_at = {}, None
                return self._held
            except OSError as error:
                raise SettingsError(f"{self._path}: {error.strerror}") from error
            at = (told.st_mtime_ns, told.st_size)
            if at != self._read_at:
                try:
                    found = json.loads(self._path.read_text(encoding="utf-8"))["accounts"]
                    self._held = {one["name"]: _account(one) for one in found}
                except (OSError, ValueError, LookupError, TypeError) as error:
                    raise SettingsError(
                        f"{self._path}: it is damaged; take a copy from before, or remove it"
                    ) from error
                self._read_at = at
            return self._held

    def _save(self, held: dict[str, Account]) -> None:
        make_folder(self.folder)
        if os.name == "posix":
            self.folder.chmod(0o700)
        if not self._path.exists():
            # It is never readable by others, not even for the moment in which it is written.
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
        record = {"accounts": [_record(one) for one in held.values()]}
        write_whole(self._path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        self._read_at = None


def hashed(password: str) -> str:
    """A password as it is kept.

    Raises:
        InputError: It is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError("password", f"it must have {SHORTEST} to {LONGEST:,} characters")
    return _HASHER.hash(password)


def _digest(key: str) -> str:
    # A token has 256 bits of chance of its own: a plain hash is enough, and quick.
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _account(record: dict[str, Any]) -> Account:
    tokens = tuple(Token(name=one["name"], digest=one["digest"], made=one["made"]) for one in record["tokens"])
    return Account(name=record["name"], role=Role(record["role"]), password=record["password"], tokens=tokens)


def _record(account: Account) -> dict[str, Any]:
    tokens = [{"name": one.name, "digest": one.digest, "made": one.made} for one in account.tokens]
    return {"name": account.name, "role": account.role.value, "password": account.password, "tokens": tokens}
