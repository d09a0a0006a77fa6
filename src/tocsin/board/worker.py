"""The process that works out what takes long, so that pages are answered meanwhile.

It runs at low priority and ends with the board, however that ends: what it is asked comes through its standard input, and the
end of that is its own. It reads the case by itself. When another file stands under the name of the case, it ends, and the
board starts another one with the next question.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import PriorityQueue
from typing import Any

from tocsin.board.derived import Bench, Derived, Made
from tocsin.board.door import Door, Stamp
from tocsin.board.kept import Kept
from tocsin.errors import CaseError, TocsinError

_Lane = PriorityQueue[tuple[float, int, Derived[Any], tuple[Any, ...]]]
_NICE = 10
_REPLACED = 3
"""Exit status of a worker whose case is no longer there."""
_EVERY = 1.0
"""Seconds between two looks at what stands under the name of the case."""
_GRACE = 5.0
"""Seconds that a worker has for ending when it is told to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a worker reports on a result: that it began with it, or what it came to."""

    key: str
    made: Made[Any] | None = None
    failed: TocsinError | None = None

    @property
    def is_over(self) -> bool:
        """Whether the worker is done with it."""
        return self.made is not None or self.failed is not None


class Worker:
    """The board's end of the process, which is started with the first question."""

    def __init__(
        self, case: Path | str, store: Path, *, tell: Callable[[Event], None], ended: Callable[[str], None]
    ) -> None:
        """Prepare it.

        Args:
            case: The case file, or the address of a database.
            store: The folder of the store for results.
            tell: Takes each event, in a thread of its own.
            ended: Is told when the process ended by itself, and why; no word of it where the case was replaced.
        """
        self._case, self._store, self._tell, self._ended = case, store, tell, ended
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopping = False

    def ask(self, derived: Derived[Any], args: tuple[Any, ...], *, expected: float, is_long: bool) -> None:
        """Have a result made; the events of it carry its key.

        Args:
            derived: Its kind.
            args: Its arguments.
            expected: Seconds that it is expected to take; in a lane what takes least comes first.
            is_long: Whether it belongs to the lane of what takes long.

        Raises:
            CaseError: The process cannot be started.
        """
        with self._lock:
            if self._is_stopping:
                return
            if self._process is None:
                self._process = self._start()
            self._send(self._process, (derived, args, expected, is_long))

    @property
    def pid(self) -> int | None:
        """The process, where one runs."""
        process = self._process
        return None if process is None else process.pid

    def stop(self) -> None:
        """End the process, whatever it is at; a result is kept whole or not at all."""
        with self._lock:
            self._is_stopping = True
            process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        try:
            # In a group of its own, so that Ctrl+C in a terminal reaches the board alone, which then ends it.
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tocsin.board.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env=environment, process_group=0 if os.name == "posix" else None,
            )  # fmt: skip
        except OSError as error:
            raise CaseError(f"no process could be started to work this out: {error.strerror or error}") from error
        # The address of a database may hold a password: it is not for the list of processes.
        self._send(process, (self._case, self._store))
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _send(self, process: "subprocess.Popen[bytes]", what: Any) -> None:
        assert process.stdin is not None
        # Where the process has just ended, the thread that listens tells so.
        with contextlib.suppress(OSError):
            pickle.dump(what, process.stdin)
            process.stdin.flush()

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                self._tell(_opened(pickle.load(process.stdout)))
        status = process.wait()
        with self._lock:
            if self._process is process:
                self._process = None
            is_stopping = self._is_stopping
        if not is_stopping:
            self._ended("" if status == _REPLACED else f"the process that worked this out ended (status {status})")


def _closed(event: Event) -> tuple[str, Made[Any] | None, tuple[type, tuple[Any, ...], dict[str, Any]] | None]:
    """An event as it travels: an error is not made again from its message alone."""
    failed = event.failed
    return event.key, event.made, None if failed is None else (type(failed), failed.args, failed.__dict__)


def _opened(told: tuple[str, Made[Any] | None, tuple[type, tuple[Any, ...], dict[str, Any]] | None]) -> Event:
    key, made, failed = told
    if failed is None:
        return Event(key=key, made=made)
    kind, args, fields = failed
    error: TocsinError = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return Event(key=key, failed=error)


class _Work:
    """The process itself: two lanes, so that what is quick does not wait behind what takes minutes."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        # What anything prints is no event.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        self._telling = threading.Lock()
        self._lanes: tuple[_Lane, _Lane] = (PriorityQueue(), PriorityQueue())
        self._numbers = count()

    def begin(self, case: Path | str, store: Path) -> None:
        """Open the case; where that fails, that is the answer to whatever is asked."""
        try:
            self._door = Door(case, finishes=True)
        except CaseError as error:
            self._tell(Event(key="", failed=error))
            os._exit(_REPLACED)
        self._bench = Bench(self._door, Kept(store))
        for lane in self._lanes:
            threading.Thread(target=self._run, args=(lane,), daemon=True).start()
        threading.Thread(target=self._watch, args=(self._door.identity(),), daemon=True).start()

    def take(self, derived: Derived[Any], args: tuple[Any, ...], expected: float, is_long: bool) -> None:
        self._lanes[is_long].put((expected, next(self._numbers), derived, args))

    def _run(self, lane: _Lane) -> None:
        while True:
            _, _, derived, args = lane.get()
            key = derived.key(*args)
            self._tell(Event(key=key))
            try:
                event = Event(key=key, made=self._bench.make(derived, *args))
            except TocsinError as error:
                event = Event(key=key, failed=error)
            except Exception as error:
                words = f"this could not be worked out ({type(error).__name__}); please report it"
                event = Event(key=key, failed=CaseError(words))
            self._tell(event)

    def _tell(self, event: Event) -> None:
        with self._telling:
            pickle.dump(_closed(event), self._out)
            self._out.flush()

    def _watch(self, identity: Stamp) -> None:
        """End when another file stands under the name of the case, or none: what is being made is of no use then."""
        while True:
            time.sleep(_EVERY)
            try:
                is_same = self._door.identity() == identity
            except CaseError:
                is_same = False
            if not is_same:
                os._exit(_REPLACED)


def main() -> None:
    """Work out what comes through standard input until it ends."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    work = _Work()
    # The board that started this process writes to it, nobody else.
    try:
        work.begin(*pickle.load(sys.stdin.buffer))
        while True:
            work.take(*pickle.load(sys.stdin.buffer))
    except EOFError:
        # Whatever is being made: the board that asked for it is gone.
        os._exit(0)


if __name__ == "__main__":
    main()
