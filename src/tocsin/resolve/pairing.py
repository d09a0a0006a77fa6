"""Which words of one name answer to which of another: the best pairs first, whichever name comes first."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar


class _Written(Protocol):
    @property
    def written(self) -> str:
        """The word as a name has it."""
        ...


class _Weighed(Protocol):
    @property
    def weight(self) -> float:
        """How well two words agree."""
        ...


_Word = TypeVar("_Word", bound=_Written)
_Found = TypeVar("_Found", bound=_Weighed)


class _Pair(NamedTuple):
    """The places of two words, and how they sort among other pairs."""

    order: tuple[float, list[str]]
    left: int
    right: int


def paired(
    left: Sequence[_Word], right: Sequence[_Word], agreement: Callable[[_Word, _Word], _Found | None]
) -> tuple[list[_Found], list[_Word], list[_Word]]:
    """Pair words that agree, each once.

    Returns:
        How the pairs agree, and the words of either side that are left over.
    """
    found: dict[tuple[int, int], _Found] = {}
    for at, one in enumerate(left):
        for place, other in enumerate(right):
            how = agreement(one, other)
            if how is not None:
                found[at, place] = how
    pairs = sorted(
        _Pair((-how.weight, sorted((left[at].written, right[place].written))), at, place)
        for (at, place), how in found.items()
    )
    taken: list[_Found] = []
    alone, others = dict(enumerate(left)), dict(enumerate(right))
    for pair in pairs:
        if pair.left in alone and pair.right in others:
            taken.append(found[pair.left, pair.right])
            del alone[pair.left], others[pair.right]
    return taken, list(alone.values()), list(others.values())
