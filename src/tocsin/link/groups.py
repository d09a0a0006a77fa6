"""Groups that grow together: which of many things are one, as pairs of them turn out to be."""

from collections.abc import Hashable, Mapping


class Groups:
    """A union of disjoint sets (Tarjan 1975), with paths halved on the way."""

    def __init__(self, named: Mapping[int, Hashable]) -> None:
        """Begin with the groups that are known.

        Args:
            named: The group of each thing that is in one.
        """
        self._above: dict[Hashable, Hashable] = {thing: ("group", name) for thing, name in named.items()}

    def join(self, one: int, other: int) -> None:
        """Make one group of those that two things are in."""
        first, second = self._top(one), self._top(other)
        if first != second:
            self._above[second] = first

    def are_one(self, one: int, other: int) -> bool:
        """Whether two things are in one group."""
        return self._top(one) == self._top(other)

    def _top(self, thing: Hashable) -> Hashable:
        above = self._above
        while (up := above.get(thing, thing)) != thing:
            above[thing] = above.get(up, up)
            thing = up
        return thing
