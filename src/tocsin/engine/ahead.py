"""Work that a second thread does before its results are needed."""

import sys
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

_OFTEN = 0.0005
"""Seconds after which the one thread lets the other have the interpreter, a tenth of what is usual.

Each product of arrays gives it up, and would wait that long to go on: the second thread would do few tasks in time.
"""


class Ahead:
    """Does tasks in a thread of its own until their results are needed; the caller then does those that are left.

    With two processors both are busy; with one nothing is lost. Tasks must not depend on each other's results or on who does
    them. They run at the same time as other Python code only as far as they leave the interpreter to it, as products of
    large arrays do. At the end of the block the task in hand is finished, and no other begun.
    """

    def __init__(self) -> None:
        """Begin nothing yet; the thread starts with the first tasks."""
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self._left = deque[Callable[[], None]]()
        self._theirs: Future[None] | None = None
        self._usual = sys.getswitchinterval()

    def __enter__(self) -> Self:
        """Itself."""
        sys.setswitchinterval(min(self._usual, _OFTEN))
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what is not begun."""
        self._left.clear()
        self._threads.shutdown()
        sys.setswitchinterval(self._usual)

    def begin(self, tasks: Iterable[Callable[[], None]]) -> None:
        """Have tasks done, in place of those before, of which the ones that are left are given up."""
        self._left.clear()
        self._left.extend(tasks)
        self._theirs = self._threads.submit(self._work)

    def finish(self) -> None:
        """Wait until all tasks are done, and do some of them.

        Raises:
            Exception: What a task raised, in whichever thread; the tasks that were left then are given up.
        """
        self._work()
        if self._theirs is not None:
            self._theirs.result()

    def _work(self) -> None:
        try:
            while True:
                try:
                    task = self._left.popleft()
                except IndexError:
                    return
                task()
        except BaseException:
            self._left.clear()
            raise
