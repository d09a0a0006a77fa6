"""Columns of numbers that grow: what a file holds of them is not copied into memory, what is added later is behind it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROOM = 1.1
"""How much larger an array is made than what it has to hold, so that what is added later costs no copy of all."""


class Column:
    """Rows that are never changed; more can be added at the end."""

    def __init__(self, first: NDArray[Any]) -> None:
        """Begin with some rows, perhaps none."""
        self._first = first
        self._more = np.zeros((0, *first.shape[1:]), first.dtype)
        self._count = 0

    def append(self, new: NDArray[Any]) -> None:
        """Add rows at the end."""
        count = self._count + len(new)
        if count > len(self._more):
            wider = np.empty((int(_ROOM * count) if self._count else count, *self._more.shape[1:]), self._more.dtype)
            wider[: self._count] = self._more[: self._count]
            self._more = wider
        self._more[self._count : count] = new
        self._count = count

    def __len__(self) -> int:
        return len(self._first) + self._count

    @property
    def parts(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """All rows: those it began with, and those that were added."""
        return self._first, self._more[: self._count]

    @property
    def whole(self) -> NDArray[Any]:
        """All rows in one array: a copy, where both parts hold some."""
        first, more = self.parts
        if not len(more):
            return first
        return more if not len(first) else np.concatenate((first, more))

    def __getitem__(self, numbers: NDArray[np.int64]) -> NDArray[Any]:
        """Some rows by their numbers."""
        first, more = self.parts
        if not len(more):
            return first[numbers]
        if not len(first):
            return more[numbers]
        found = np.empty((len(numbers), *first.shape[1:]), first.dtype)
        is_first = numbers < len(first)
        found[is_first] = first[numbers[is_first]]
        found[~is_first] = more[numbers[~is_first] - len(first)]
        return found
