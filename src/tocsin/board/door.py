"""The case under a running board: opened once, watched, opened again where the file was replaced."""

import json
import os
import stat
import threading
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from itertools import count
from pathlib import Path
from queue import PriorityQueue
from typing import Any, TypeVar

from tocsin.board.kept import Kept
from tocsin.engine.case import Case
from tocsin.errors import CaseError, RecordError, TocsinError
from tocsin.model.record import dump, load

_Value = TypeVar("_Value")
_KEPT = 256
"""Results that are kept at most; the oldest go first."""
_LONG = 1.0
"""Seconds from which on making something takes long: then the result outlives the board."""
_WHOLE = 4
"""Times the patience of a part that a page waits for what it is nothing without."""
_OFTEN_LONG = frozenset((
    "merges", "most_counted", "figures", "figure", "echo", "sample", "exposure", "standings", "propositions", "why parties",
))  # fmt: skip
"""What takes minutes in a large case, by the names of the keys: nothing else is to wait behind it."""
Stamp = tuple[int, ...]
_Lane = PriorityQueue[tuple[float, int, Any, Any, Any]]


class NotReady(TocsinError):
    """What is being worked out over the whole case, and was never there before."""


class Door:
    """Opens the case for each request.

    A case in a file is opened again when another file stands under its name. Results that cost much are kept until the
    case changes.
    """

    def __init__(self, path: Path | str, *, patience: float = 0.25, store: Kept | None = None) -> None:
        """Open the case.

        Args:
            path: The case file, or the address of a database.
            patience: Seconds that `soon` waits.
            store: Where results that took long are kept for the next board; by default nowhere.

        Raises:
            CaseError: It cannot be opened.
        """
        self.path = path
        self._is_file = "://" not in str(path)
        self._patience = patience
        self._opening = threading.RLock()
        self._kept: dict[Hashable, tuple[Stamp, Any]] = {}
        self._making: dict[Hashable, threading.Lock] = {}
        self._took: dict[Hashable, float] = {}
        self._failed: dict[Hashable, TocsinError] = {}
        self._waiting: dict[Hashable, tuple[threading.Event, float]] = {}
        self._lanes: tuple[_Lane, _Lane] = (PriorityQueue(), PriorityQueue())
        """What is to be made: what is quick, or not known to take long, and what took long the last time."""
        self._threads: list[threading.Thread] = []
        self._numbers = count()
        self._store, self._looked_for = store, set[Hashable]()
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
                self._took.clear()
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
            # An empty log is there or not as the case is opened and closed.
            if told.st_size:
                found += [told.st_mtime_ns, told.st_size]
        return tuple(found)

    def kept(self, key: Hashable, make: Callable[[], _Value], *, of: Any = None) -> _Value:
        """What was made for a key since the case last changed, or what is made now; one request makes it for all.

        Args:
            key: Its name, with what it depends on besides the case.
            make: What makes it.
            of: Its type, where it is to outlive the board if it takes long to make.
        """
        stamp = self.stamp()
        held = self._held(key, of)
        if held is not None and held[0] == stamp:
            return held[1]  # type: ignore[no-any-return]
        with self._making.setdefault(key, threading.Lock()):
            held = self._kept.get(key)
            if held is None or held[0] != stamp:
                began = time.monotonic()
                held = (stamp, make())
                self._kept[key] = held
                self._took[key] = time.monotonic() - began
                if self._store is not None and of is not None and self._took[key] >= _LONG:
                    self._store.put(repr(key), json.dumps(stamp), dump(held[1]))
                while len(self._kept) > _KEPT:
                    oldest = next(iter(self._kept))
                    for one in (self._kept, self._making, self._took):
                        one.pop(oldest, None)
        return held[1]

    def soon(
        self, key: Hashable, make: Callable[[], _Value], *, of: Any = None, patience: float = 0.0
    ) -> _Value | None:  # fmt: skip
        """The same, where it takes long in a large case: what was made before the case changed, while it is made again.

        None the first time, if it is not made in a moment; the page says so, and asks again.
        """
        if threading.current_thread() in self._threads:
            # What is being made is made of this.
            return self.kept(key, make, of=of)
        held = self._held(key, of)
        if held is None or held[0] != self.stamp():
            asked, since = self._ask(key, lambda: self.kept(key, make, of=of))
            # What takes a moment is waited for, so that people see what they have just entered. Where it took long the
            # last time, the last of it is shown.
            is_quick = self._took.get(key, 0.0) < max(_LONG, self._patience)
            if held is None or is_quick:
                patience = max(self._patience, patience, 2 * _LONG if held is not None else 0.0)
                # Only the first who ask for it wait so long; who looks again is answered at once.
                asked.wait(max(0.0, patience - (time.monotonic() - since)))
            held = self._kept.get(key)
        return None if held is None else held[1]

    def latest(
        self, key: Hashable, make: Callable[[], _Value], *, of: Any = None, patience: float | None = None
    ) -> _Value:  # fmt: skip
        """The same, where a page is nothing without it and so waits longer; what a page loads by itself longer still.

        Raises:
            NotReady: It is not made in a moment, and was never made before.
            TocsinError: It cannot be made.
        """
        found = self.soon(key, make, of=of, patience=_WHOLE * self._patience if patience is None else patience)
        if key in self._kept:
            return found  # type: ignore[return-value]
        failed = self._failed.pop(key, None)
        if failed is not None:
            raise failed
        raise NotReady("this is being worked out over the whole case; it is kept then. Ask again in a moment")

    def _held(self, key: Hashable, of: Any) -> tuple[Stamp, Any] | None:
        """What was made last for a key, by this board or by one before it."""
        held = self._kept.get(key)
        if held is None and of is not None and self._store is not None and key not in self._looked_for:
            self._looked_for.add(key)
            stored = self._store.get(repr(key))
            if stored is not None:
                with suppress(RecordError, ValueError, TypeError):
                    held = (tuple(json.loads(stored[0])), load(of, stored[1]))
                    self._kept.setdefault(key, held)
                    self._took[key] = _LONG
        return held

    def _ask(self, key: Hashable, make: Callable[[], Any]) -> tuple[threading.Event, float]:
        """Have something made, one thing after another, so that pages are answered meanwhile; the quickest first.

        Returns:
            What is set when it is made, and since when it is asked for.
        """
        with self._opening:
            waiting = self._waiting.get(key)
            if waiting is not None:
                return waiting
            done, since = self._waiting[key] = threading.Event(), time.monotonic()
            name = key[0] if isinstance(key, tuple) else key
            lane = self._lanes[self._took.get(key, 0.0) >= _LONG or name in _OFTEN_LONG]
            lane.put((self._took.get(key, 0.0), next(self._numbers), key, make, done))
            if not self._threads:
                self._threads = [threading.Thread(target=self._work, args=(one,), daemon=True) for one in self._lanes]
                for thread in self._threads:
                    thread.start()
            return done, since

    def _work(self, lane: _Lane) -> None:
        while True:
            _, _, key, make, done = lane.get()
            if make is None:
                return
            try:
                make()
            except TocsinError as error:
                self._failed[key] = error
            except Exception as error:
                self._failed[key] = CaseError(
                    f"this could not be worked out ({type(error).__name__}); please report it"
                )
            finally:
                self._waiting.pop(key, None)
                done.set()

    def close(self) -> None:
        """Give the case back."""
        before: Stamp = ()
        with self._opening:
            for lane in self._lanes if self._threads else ():
                lane.put((-1.0, next(self._numbers), None, None, None))
            if self._case is not None:
                with suppress(CaseError):
                    before = self.stamp()
                self._case.close()
            self._case = None
        if self._store is not None and self._is_file and before:
            with suppress(CaseError):
                self._store.moved(json.dumps(before), json.dumps(self.stamp()))

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
