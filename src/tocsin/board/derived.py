"""What is worked out over the whole case: what makes each of it, and what was made last, with the state it belongs to."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from tocsin.board.door import Door, Stamp
from tocsin.board.kept import Kept
from tocsin.engine.case import Case
from tocsin.errors import RecordError
from tocsin.model.record import dump, load

Value = TypeVar("Value")

LONG = 1.0
"""Seconds from which on making something takes long: then it outlives the board."""
_HELD = 256
"""Results that are held in memory at most; those asked for least lately go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Generic[Value]):
    """A kind of result.

    Attributes:
        name: Its name; with the arguments of `make` it is the key of a result.
        make: What makes it: a function of a module, so that another process can call it. It takes a `Bench`, then arguments
            whose `repr` tells them apart.
        of: Its type, by which it is read back from a file.
        is_long: Whether it takes minutes in a large case: nothing short is to wait behind it.
    """

    name: str
    make: Callable[..., Value]
    of: Any
    is_long: bool = False

    def key(self, *args: Any) -> str:
        """The key of a result."""
        return repr((self.name, *args))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[Value]):
    """A result.

    Attributes:
        value: The result itself.
        stamp: The state of the case when making it began.
        at: When that was (UTC).
        took: Seconds that making it took.
    """

    value: Value
    stamp: Stamp
    at: datetime
    took: float


class Bench:
    """Where results are made, and held until they are needed again.

    A result that is made of another one gets it here, too: each is made once for a state of the case.
    """

    def __init__(self, door: Door, store: Kept | None) -> None:
        """Make results of a case; those that took long are kept in a store, too."""
        self.door, self._store = door, store
        self._held: OrderedDict[str, Made[Any]] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    @property
    def case(self) -> Case:
        """The case, as it is now."""
        return self.door.case()

    def made(self, derived: Derived[Value], *args: Any) -> Value:
        """A result of the state that the case is in, made now if it is not there."""
        return self.make(derived, *args).value

    def make(self, derived: Derived[Value], *args: Any) -> Made[Value]:
        """The same, with its state. Of several who ask at once, one makes it for all."""
        key = derived.key(*args)
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            held = self.last(derived, *args)
            if held is not None and held.stamp == self.door.stamp():
                return held
            # Before its state is told, for this changes it.
            self.case.finish()
            stamp, at, began = self.door.stamp(), datetime.now(UTC).replace(tzinfo=None), time.monotonic()
            value = derived.make(self, *args)
            made = Made(value=value, stamp=stamp, at=at, took=time.monotonic() - began)
            self.hold(key, made)
            if self._store is not None and made.took >= LONG:
                self._store.put(key, stamp, at, made.took, dump(value))
            return made

    def last(self, derived: Derived[Value], *args: Any) -> Made[Value] | None:
        """What was made last, by this board or one before it, of whatever state of the case that stands under its name."""
        key = derived.key(*args)
        with self._lock:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
        if held is None and self._store is not None and (stored := self._store.get(key)) is not None:
            stamp, at, took, text = stored
            try:
                held = Made(value=load(derived.of, text), stamp=stamp, at=at, took=took)
            except RecordError:
                return None
            self.hold(key, held)
        is_of_another = held is not None and self.door.is_file and held.stamp[:2] != self.door.identity()
        return None if is_of_another else held

    def hold(self, key: str, made: Made[Any]) -> None:
        """Hold a result."""
        with self._lock:
            self._held[key] = made
            self._held.move_to_end(key)
            while len(self._held) > _HELD:
                gone, _ = self._held.popitem(last=False)
                self._making.pop(gone, None)
