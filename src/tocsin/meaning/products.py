"""On how many threads products of arrays are made."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from threadpoolctl import ThreadpoolController


class _Limit:
    """One thread a product while anybody is inside; the last who leaves sets the number that the first one found."""

    def __init__(self) -> None:
        self._controller = ThreadpoolController()
        self._lock = Lock()
        self._inside = 0
        self._held: Any = None

    def enter(self) -> None:
        with self._lock:
            if not self._inside:
                self._held = self._controller.limit(limits=1, user_api="blas")
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._held.restore_original_limits()


# Libraries that are loaded later would not be known to it.
_limit = cache(_Limit)


@contextmanager
def on_one_thread() -> Iterator[None]:
    """Make products on the thread that asks for them; several threads may do so at once, and end in any order.

    The number is the whole process's: if each set again what it found, who came second would find that of the first.
    """
    limit = _limit()
    limit.enter()
    try:
        yield
    finally:
        limit.leave()
