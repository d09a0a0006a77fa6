"""What pages show of what is worked out over the whole case: the last of it at once, with its age and how far the next is."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Generic, TypeVar

from tocsin.board.derived import LONG, Bench, Derived, Made, Value
from tocsin.board.door import Door, Stamp
from tocsin.board.kept import Kept
from tocsin.board.settings import BoardSettings
from tocsin.board.worker import Event, Worker
from tocsin.errors import CaseError, InputError, TocsinError

_Shape = TypeVar("_Shape")

_WHOLE = 4
"""Times the patience of a part that a page waits for what it is nothing without."""
_LATE = 15.0
"""Seconds from which on a result is one for which nothing short is to wait; what is known to be long is taken for such."""
_AGAIN = 30.0
"""Seconds after which what failed is tried again, unless the case changes before; a question that is wrong stays so."""


@dataclass(slots=True, kw_only=True, eq=False)
class Waiting:
    """A result that is being worked out.

    Attributes:
        key: Its key.
        name: That of its kind.
        asked: When it was asked for, by the clock that only runs forward; `began` is when the worker began with it.
        usual: Seconds that it took the last time; None where it was never made.
        expected: Seconds that it is expected to take.
        lane: What the worker makes one after another with it, what is expected to take least first.
        done: Is set when it is made, or has failed.
    """

    key: str
    name: str
    asked: float
    began: float | None = None
    usual: float | None = None
    expected: float
    lane: "list[Waiting]" = field(repr=False)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def id(self) -> str:
        """What a page calls it when it asks whether it is there."""
        return sha256(self.key.encode()).hexdigest()[:16]

    @property
    def words(self) -> str:
        """How far it is, for people."""
        usual = "" if self.usual is None else f"; it took {_for(self.usual)} the last time"
        ahead = 0 if self.began is not None else sum(
            one.began is not None or (one.expected, one.asked) < (self.expected, self.asked) for one in [*self.lane]
        )  # fmt: skip
        if ahead:
            return f"after {ahead} other{'s' if ahead > 1 else ''}{usual}"
        return f"for {_for(time.monotonic() - (self.began or self.asked))} so far{usual}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look(Generic[Value]):
    """A result as it is known now.

    Attributes:
        made: What was made last; None if it never was.
        waiting: That it is being made again, where the case has changed since.
        error: Why it could not be made again.
    """

    made: Made[Value] | None
    waiting: Waiting | None = None
    error: TocsinError | None = None


class NotReady(TocsinError):
    """What is being worked out over the whole case, and was never there before."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__(
            f"this is being worked out over the whole case, {waiting.words}; it is kept then. Ask again in a moment"
        )
        self.waiting = waiting


class Results:
    """The results of a case: in a small case made when a page needs them, in a large one by a process of their own."""

    def __init__(self, door: Door, settings: BoardSettings) -> None:
        """Give results of a case."""
        store = Kept(settings.accounts)
        self._door, self._store, self._patience = door, store, settings.patience
        self._bench = Bench(door, store)
        self._worker = Worker(settings.case, settings.accounts, tell=self._told, ended=self._ended)
        self._lock = threading.Lock()
        self._waiting: dict[str, Waiting] = {}
        self._lanes: tuple[list[Waiting], list[Waiting]] = ([], [])
        self._failed: dict[str, tuple[Stamp, float, TocsinError]] = {}
        self._shapes: dict[tuple[str, Callable[..., Any]], tuple[Made[Any], Any]] = {}

    def look(self, derived: Derived[Value], *args: Any, patience: float = 1.0) -> "Look[Value]":
        """A result as it is known now, and what is being done about it where that is not of the state the case is in.

        Args:
            derived: Its kind.
            args: Its arguments.
            patience: Times the patience of the board that is waited for it where it was never there.

        Raises:
            TocsinError: It cannot be made in a small case.
        """
        if self._door.is_small():
            return Look(made=self._bench.make(derived, *args))
        key, stamp = derived.key(*args), self._door.stamp()
        made = self._bench.last(derived, *args)
        if made is not None and made.stamp == stamp:
            return Look(made=made)
        failed = self._failed.get(key)
        if failed is not None and failed[0] == stamp:
            _, at, error = failed
            if isinstance(error, InputError) or time.monotonic() - at < _AGAIN:
                return Look(made=made, error=error)
        waiting = self._ask(derived, args, made)
        # What takes a moment is waited for, so that people see what they have just entered. Only the first who ask for it
        # wait so long; who looks again is answered at once.
        seconds = patience * self._patience if made is None else 2 * LONG if made.took < LONG else 0.0
        if waiting.done.wait(max(0.0, seconds - (time.monotonic() - waiting.asked))):
            made, failed = self._bench.last(derived, *args), self._failed.get(key)
            if failed is not None:
                return Look(made=made, error=failed[2])
            if made is not None:
                return Look(made=made)
        return Look(made=made, waiting=waiting)

    def shaped(self, derived: Derived[Value], shape: Callable[[Value], _Shape], made: Made[Value]) -> _Shape:
        """What a page makes of a result, once for each."""
        key = (derived.name, shape)
        held = self._shapes.get(key)
        if held is None or held[0] is not made:
            held = self._shapes[key] = (made, shape(made.value))
        found: _Shape = held[1]
        return found

    def waiting(self, ids: list[str]) -> dict[str, str | None]:
        """How far results are, by what pages call them; None for one that is no longer waited for."""
        known = {one.id: one.words for one in list(self._waiting.values())}
        return {one: known.get(one) for one in ids}

    @property
    def worker(self) -> int | None:
        """The process that works results out, where one runs."""
        return self._worker.pid

    def close(self) -> None:
        """End what is being worked out, and give the case back."""
        self._worker.stop()
        try:
            before = self._door.stamp()
            self._door.close()
            if self._door.is_file:
                self._store.moved(before, self._door.stamp())
        except CaseError:
            # It was taken away under the board.
            self._door.close()

    def _ask(self, derived: Derived[Value], args: tuple[Any, ...], made: Made[Value] | None) -> Waiting:
        key = derived.key(*args)
        with self._lock:
            waiting = self._waiting.get(key)
            if waiting is not None:
                return waiting
            expected = made.took if made is not None else _LATE if derived.is_long else LONG
            waiting = self._waiting[key] = Waiting(
                key=key, name=derived.name, asked=time.monotonic(), usual=None if made is None else made.took,
                expected=expected, lane=self._lanes[expected >= _LATE],
            )  # fmt: skip
            waiting.lane.append(waiting)
        try:
            self._worker.ask(derived, args, expected=expected, is_long=expected >= _LATE)
        except CaseError as error:
            self._over(Event(key=key, failed=error))
        return waiting

    def _told(self, event: Event) -> None:
        if not event.key:
            # The worker cannot open the case.
            for key in list(self._waiting):
                self._over(Event(key=key, failed=event.failed))
        elif event.is_over:
            self._over(event)
        elif (waiting := self._waiting.get(event.key)) is not None:
            waiting.began = time.monotonic()

    def _over(self, event: Event) -> None:
        with self._lock:
            left = self._waiting.pop(event.key, None)
            self._failed.pop(event.key, None)
            if event.made is not None:
                self._bench.hold(event.key, event.made)
            elif event.failed is not None:
                try:
                    stamp = self._door.stamp()
                except CaseError:
                    stamp = ()
                self._failed[event.key] = (stamp, time.monotonic(), event.failed)
            if left is not None:
                left.lane.remove(left)
        if left is not None:
            left.done.set()

    def _ended(self, why: str) -> None:
        """The worker ended: what it was at has failed, and what waited for its turn is asked for again by who wants it."""
        left = list(self._waiting.values())
        begun = [one for one in left if one.began is not None] or left
        for waiting in left:
            failed = CaseError(f"{why}; it is tried again in a while") if why and waiting in begun else None
            self._over(Event(key=waiting.key, failed=failed))


@dataclass(slots=True, kw_only=True)
class Desk:
    """The results that one page shows, and what it says about them.

    Attributes:
        waiting: What is being worked out, by the name of its kind.
        as_of: Of what is shown of an earlier state of the case, the earliest moment (UTC).
        problems: Why what is shown could not be worked out again.
    """

    results: Results
    waiting: dict[str, Waiting] = field(default_factory=dict)
    as_of: datetime | None = None
    problems: list[str] = field(default_factory=list)

    def soon(self, derived: Derived[Value], *args: Any, patience: float = 1.0) -> Value | None:
        """The last of a result; None where there is none, and the page shows the rest without it."""
        made = self._look(derived, args, patience)
        return None if made is None else made.value

    def latest(self, derived: Derived[Value], *args: Any) -> Value:
        """The same, where a page is nothing without it and so waits longer.

        Raises:
            NotReady: It was never made, and is not made in a moment.
            TocsinError: It cannot be made.
        """
        return self._made(derived, args).value

    def current(self, derived: Derived[Value], *args: Any) -> Value:
        """A result of the state that the case is in now: what is entered is not to rest on an earlier one.

        Raises:
            NotReady: It is being worked out.
            TocsinError: As for `latest`.
        """
        look = self.results.look(derived, *args, patience=_WHOLE)
        if look.waiting is not None:
            raise NotReady(look.waiting)
        if look.error is not None:
            raise look.error
        assert look.made is not None
        return look.made.value

    def shaped(self, derived: Derived[Value], shape: Callable[[Value], _Shape], *args: Any) -> _Shape:
        """What a function makes of it; that is made once for each result, too.

        Raises:
            TocsinError: As for `latest`.
        """
        return self.results.shaped(derived, shape, self._made(derived, args))

    def _made(self, derived: Derived[Value], args: tuple[Any, ...]) -> Made[Value]:
        made = self._look(derived, args, _WHOLE, is_needed=True)
        if made is None:
            raise NotReady(self.waiting[derived.name])
        return made

    def _look(
        self, derived: Derived[Value], args: tuple[Any, ...], patience: float, *, is_needed: bool = False
    ) -> Made[Value] | None:
        look = self.results.look(derived, *args, patience=patience)
        if look.error is not None:
            if look.made is None and is_needed:
                raise look.error
            self.problems.append(str(look.error))
        if look.waiting is not None:
            self.waiting[derived.name] = look.waiting
        if look.made is not None and (look.waiting is not None or look.error is not None):
            self.as_of = look.made.at if self.as_of is None else min(self.as_of, look.made.at)
        return look.made


def _for(seconds: float) -> str:
    """A length of time, for people."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min" + (f" {rest} s" if rest and minutes < 10 else "")
