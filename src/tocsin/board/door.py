"""The case under a running board: opened once, watched, opened again where the file was replaced."""

import os
import stat
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from tocsin.engine.case import Case
from tocsin.errors import CaseError

_Value = TypeVar("_Value")
_KEPT = 256
"""Results that are kept at most; the oldest go first."""
Stamp = tuple[int, ...]


class Door:
    """Opens the case for each request.

    A case in a file is opened again when another file stands under its name. Results that cost much are kept until the
    case changes.
    """

    def __init__(self, path: Path | str, *, patience: float = 0.25) -> None:
        """Open the case.

        Args:
            path: The case file, or the address of a database.
            patience: Seconds that `soon` waits.

        Raises:
            CaseError: It cannot be opened.
        """
        self.path = path
        self._is_file = "://" not in str(path)
        self._patience = patience
        self._opening = threading.RLock()
        self._kept: dict[Hashable, tuple[Stamp, Any]] = {}
        self._making: dict[Hashable, threading.Lock] = {}
        self._running: dict[Hashable, threading.Thread] = {}
        self._identity: Stamp = ()
        self._case: Case | None = None
        self.notes: list[str] = []
        self.case()

    def case(self) -> Case:
        """The case, as it is under its name now.

        Raises:
            CaseError: It is not there any more, cannot be opened, or is no case.
        """
        identity = self._file_identity()
        with self._opening:
            if self._case is None or identity != self._identity:
                if self._case is not None:
                    self._case.close()
                    self._case = None
                self._kept.clear()
                self._case = Case.open(self.path, warn=self._note)
                self._identity = self._file_identity()
            return self._case

    def stamp(self) -> Stamp:
        """What changes whenever the case changes.

        Raises:
            CaseError: It cannot be read.
        """
        if not self._is_file:
            case = self.case()
            return (case.chain_head().number, case.view.unlinked())
        found: list[int] = [*self._file_identity()]
        for name in (str(self.path), f"{self.path}-wal"):
            try:
                told = os.stat(name)
            except OSError:
                continue
            found += [told.st_mtime_ns, told.st_size]
        return tuple(found)

    def kept(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """What was made for a key since the case last changed, or what is made now; one request makes it for all."""
        stamp = self.stamp()
        held = self._kept.get(key)
        if held is not None and held[0] == stamp:
            return held[1]  # type: ignore[no-any-return]
        with self._making.setdefault(key, threading.Lock()):
            held = self._kept.get(key)
            if held is None or held[0] != stamp:
                held = (stamp, make())
                self._kept[key] = held
                while len(self._kept) > _KEPT:
                    oldest = next(iter(self._kept))
                    self._kept.pop(oldest, None)
                    self._making.pop(oldest, None)
        return held[1]

    def soon(self, key: Hashable, make: Callable[[], _Value]) -> _Value | None:
        """The same, where it takes long in a large case: what was made before the case changed, while it is made again.

        None the first time, if it is not made in a moment; the page says so, and asks again.
        """
        held = self._kept.get(key)
        if held is None or held[0] != self.stamp():
            with self._opening:
                thread = self._running.get(key)
                if thread is None or not thread.is_alive():
                    thread = threading.Thread(target=self._make, args=(key, make), daemon=True)
                    self._running[key] = thread
                    thread.start()
            thread.join(self._patience)
            held = self._kept.get(key)
        return None if held is None else held[1]

    def latest(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """The same, where a page is nothing without it: what was made before the case changed, else what is made now."""
        held = self.soon(key, make)
        return self.kept(key, make) if held is None else held

    def _make(self, key: Hashable, make: Callable[[], Any]) -> None:
        # Whatever fails here fails again, and is told, where a page asks for it by itself.
        with suppress(Exception):
            self.kept(key, make)
        self._running.pop(key, None)

    def close(self) -> None:
        """Give the case back."""
        with self._opening:
            if self._case is not None:
                self._case.close()
            self._case = None

    def _note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)

    def _file_identity(self) -> Stamp:
        if not self._is_file:
            return ()
        try:
            told = os.stat(self.path)
        except OSError as error:
            raise CaseError(
                f"the case {self.path} is not there any more ({error.strerror}); put it back, or serve another"
            ) from error
        if not stat.S_ISREG(told.st_mode):
            raise CaseError(f"{self.path}: this is no file; put the case back, or serve another")
        return (told.st_dev, told.st_ino)
