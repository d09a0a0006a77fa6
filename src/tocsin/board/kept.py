"""What was worked out over a whole case, in files next to the accounts: it outlives a restart of the board.

Each result is kept with the state of the case that it was made from. The files hold nothing that could not be made again:
where they cannot be used, the board goes on without them.
"""

import os
import threading
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import InputError

_MOST = 200
"""Results that are kept at most; the oldest go first."""
_LONGEST = 50_000_000
"""Characters of one result at most."""
_MOVED, _STEPS = "moved", 50
"""The file that tells which state of the case followed on which without a change, and how many such steps it holds."""


class Kept:
    """Results by their keys: each a file with the key, the state and the result, a line each."""

    def __init__(self, folder: Path) -> None:
        """Keep results below a folder, which is made with the first of them."""
        self._folder = folder / "derived"
        self._lock = threading.Lock()

    def get(self, key: str) -> tuple[str, str] | None:
        """The state that a result was made from, and the result; None if none is kept."""
        with suppress(OSError, ValueError):
            named, state, made = self._path(key).read_text(encoding="utf-8").split("\n", 2)
            if named == _named(key):
                return self._now(state), made
        return None

    def put(self, key: str, state: str, made: str) -> None:
        """Keep a result in the place of the one before."""
        if len(made) > _LONGEST:
            return
        with self._lock, suppress(OSError, InputError):
            make_folder(self._folder)
            # Nobody but the owner may look into it, from the first file on.
            for folder in (self._folder.parent, self._folder):
                if os.name == "posix":
                    folder.chmod(0o700)
            write_whole(self._path(key), f"{_named(key)}\n{state}\n{made}")
            there = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
            for path in there[:-_MOST]:
                path.unlink()

    def moved(self, before: str, now: str) -> None:
        """The case has another state by being closed alone: nothing that it holds has changed."""
        if before != now and self._folder.is_dir():
            with self._lock, suppress(OSError, InputError):
                steps = [*self._steps(), (before, now)][-_STEPS:]
                write_whole(self._folder / _MOVED, "".join(f"{one}\t{two}\n" for one, two in steps))

    def _now(self, state: str) -> str:
        for before, now in self._steps():
            state = now if state == before else state
        return state

    def _steps(self) -> list[tuple[str, str]]:
        with suppress(OSError, ValueError):
            lines = (self._folder / _MOVED).read_text(encoding="utf-8").splitlines()
            return [(before, now) for before, now in (line.split("\t") for line in lines)]
        return []

    def _path(self, key: str) -> Path:
        return self._folder / f"{sha256(_named(key).encode()).hexdigest()[:32]}.json"


def _named(key: str) -> str:
    # What another version made may have another form.
    return f"{version('tocsin')} {key}".replace("\n", " ")
