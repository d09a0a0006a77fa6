"""When Python looks for objects that nobody holds any more but they themselves."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_kept() -> Iterator[None]:
    """Keep garbage until a piece of work is done: nearly all that is made meanwhile is in use till then.

    To look for it after every few hundred objects takes a fifteenth of the time of all reading, and more of that of linking
    a few claims, since it goes through all that stays as long as the process.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
