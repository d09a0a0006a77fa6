"""Things that belong together, joined pair by pair."""

from collections.abc import Hashable
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing", bound=Hashable)


class Groups(Generic[_Thing]):
    """Groups that grow by joining two things; near-linear in how many there are (Tarjan 1975: path halving)."""

    def __init__(self) -> None:
        self._above: dict[_Thing, _Thing] = {}
        self._size: dict[_Thing, int] = {}

    def top(self, thing: _Thing) -> _Thing:
        """What stands for the group of a thing."""
        above = self._above
        while thing in above:
            if above[thing] in above:
                above[thing] = above[above[thing]]
            thing = above[thing]
        return thing

    def join(self, one: _Thing, other: _Thing) -> None:
        """Put two things, with all that belongs to them, into one group."""
        great, small = self.top(one), self.top(other)
        if great == small:
            return
        if self._size.get(great, 1) < self._size.get(small, 1):
            great, small = small, great
        self._above[small] = great
        self._size[great] = self._size.get(great, 1) + self._size.get(small, 1)
