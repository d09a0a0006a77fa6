"""What runs in a process that reads documents for another: it loads its models once, and answers orders."""

import os
import signal
from functools import cache
from multiprocessing import parent_process
from threading import Lock, Thread

from tocsin.engine.parcels import packed_answer, packed_refusal, unpacked_order
from tocsin.engine.reader import Reader
from tocsin.settings import Settings

_ONE_AT_A_TIME = Lock()
"""An executor may have several threads in one process; the reader's models are for one."""


def begin() -> None:
    """Prepare a process that reads: only the process that writes answers to Ctrl-C, and no reader outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    writer = parent_process()

    def end_with_writer() -> None:
        if writer is not None:
            writer.join()
            os._exit(1)

    Thread(target=end_with_writer, daemon=True).start()


def read_order(order: bytes) -> bytes:
    """The readings of the documents of an order, as `parcels` packs them. It raises nothing."""
    try:
        asked = unpacked_order(order)
        with _ONE_AT_A_TIME:
            reader = _reader(tuple(sorted(asked.settings.items())))
            if reader.fingerprint != asked.reader:
                # Told before anything is read in vain.
                return packed_answer((), reader=reader.fingerprint)
            return packed_answer(list(reader.read_all(asked.documents)), reader=reader.fingerprint)
    except Exception as error:
        return packed_refusal(error)


@cache
def _reader(settings: tuple[tuple[str, object], ...]) -> Reader:
    return Reader(Settings(**dict(settings)))  # type: ignore[arg-type]
