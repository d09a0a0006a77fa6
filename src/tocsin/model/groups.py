"""Groups that grow together: which of many things are one, as pairs of them turn out to be."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing", bound=Hashable)


class Groups(Generic[_Thing]):
    """A union of disjoint sets, with paths halved on the way (Tarjan and van Leeuwen 1984)."""

    def __init__(self, pairs: Iterable[tuple[_Thing, _Thing]] = ()) -> None:
        """Begin with the groups that pairs make; a thing that is in no pair is a group of its own."""
        self._above: dict[_Thing, _Thing] = {}
        for one, other in pairs:
            self.join(one, other)

    def join(self, one: _Thing, other: _Thing) -> None:
        """Make one group of those that two things are in."""
        first, second = self.top(one), self.top(other)
        self._above.setdefault(first, first)
        self._above[second] = first

    def are_one(self, one: _Thing, other: _Thing) -> bool:
        """Whether two things are in one group."""
        return self.top(one) == self.top(other)

    def top(self, thing: _Thing) -> _Thing:
        """The thing that stands for the group; which one may change when groups are joined."""
        above = self._above
        while (up := above.get(thing, thing)) != thing:
            above[thing] = above.get(up, up)
            thing = up
        return thing

    def groups(self) -> list[list[_Thing]]:
        """The groups of the things that were joined, in the order in which they were first named."""
        found: dict[_Thing, list[_Thing]] = defaultdict(list)
        for thing in list(self._above):
            found[self.top(thing)].append(thing)
        return list(found.values())
