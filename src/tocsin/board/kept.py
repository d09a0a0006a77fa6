"""What was worked out over a whole case, in files next to the accounts: it outlives a restart of the board.

Each result is kept with the state of the case that it was made from. The files hold nothing that could not be made again:
where they cannot be used, the board goes on without them.
"""

import json
import os
import threading
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from tocsin.board.door import Stamp
from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import InputError

_MOST, _BYTES = 200, 400_000_000
"""Results that are kept at most, and their bytes; the oldest go first."""
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

    def get(self, key: str) -> tuple[Stamp, datetime, float, str] | None:
        """The state that a result was made from, when (UTC), the seconds it took, and the result; None if none is kept."""
        with suppress(OSError, ValueError, TypeError):
            named, state, made = self._path(key).read_text(encoding="utf-8").split("\n", 2)
            if named == _named(key):
                stamp, at, took = json.loads(state)
                return tuple(self._now(stamp)), datetime.fromisoformat(at), float(took), made
        return None

    def put(self, key: str, stamp: Stamp, at: datetime, took: float, made: str) -> None:
        """Keep a result in the place of the one before."""
        if len(made) > _LONGEST:
            return
        with self._lock, suppress(OSError, InputError):
            make_folder(self._folder)
            # Nobody but the owner may look into it, from the first file on.
            for folder in (self._folder.parent, self._folder):
                if os.name == "posix":
                    folder.chmod(0o700)
            state = json.dumps([stamp, at.isoformat(), round(took, 1)])
            write_whole(self._path(key), f"{_named(key)}\n{state}\n{made}")
            self._drop_oldest()

    def moved(self, before: Stamp, now: Stamp) -> None:
        """The case has another state by being closed alone: nothing that it holds has changed."""
        if before != now and self._folder.is_dir():
            with self._lock, suppress(OSError, InputError):
                steps = [*self._steps(), (list(before), list(now))][-_STEPS:]
                write_whole(self._folder / _MOVED, "".join(f"{json.dumps(step)}\n" for step in steps))

    def _drop_oldest(self) -> None:
        found = [(path, path.stat()) for path in self._folder.glob("*.json")]
        left = _BYTES
        for number, (path, told) in enumerate(sorted(found, key=lambda one: one[1].st_mtime, reverse=True)):
            left -= told.st_size
            if number and (number >= _MOST or left < 0):
                path.unlink()

    def _now(self, stamp: list[int]) -> list[int]:
        for before, now in self._steps():
            stamp = now if stamp == before else stamp
        return stamp

    def _steps(self) -> list[tuple[list[int], list[int]]]:
        with suppress(OSError, ValueError):
            lines = (self._folder / _MOVED).read_text(encoding="utf-8").splitlines()
            return [(before, now) for before, now in map(json.loads, lines)]
        return []

    def _path(self, key: str) -> Path:
        return self._folder / f"{sha256(_named(key).encode()).hexdigest()[:32]}.json"


def _named(key: str) -> str:
    # What another version made may have another form.
    return f"{version('tocsin')} {key}".replace("\n", " ")
