"""What a ledger in memory derives, with the times during which it held it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

_Key = TypeVar("_Key")
_Derived = TypeVar("_Derived")


@dataclass(slots=True)
class Held(Generic[_Derived]):
    """Something derived, with the time during which the case holds it."""

    value: _Derived
    since: datetime
    until: datetime | None = None


class Times(Generic[_Key, _Derived]):
    """What is derived, by keys: what holds now, and what held before."""

    def __init__(self) -> None:
        self.now: dict[_Key, _Derived] = {}
        self.all: dict[_Key, list[Held[_Derived]]] = defaultdict(list)

    def put(self, key: _Key, value: _Derived, *, at: datetime) -> None:
        """Hold a value from a moment on, in the place of what the key had."""
        self.end(key, at=at)
        self.now[key] = value
        self.all[key].append(Held(value, at))

    def end(self, key: _Key, *, at: datetime) -> None:
        """Hold what a key has no longer."""
        if key in self.now:
            del self.now[key]
            self.all[key][-1].until = at

    def held(self, moment: datetime) -> "Times[_Key, _Derived]":
        """What held at a moment."""
        then: Times[_Key, _Derived] = Times()
        for key, versions in self.all.items():
            for one in versions:
                if one.since <= moment and (one.until is None or moment < one.until):
                    then.put(key, one.value, at=one.since)
        return then
