"""What a process that reads runs in tests of its end: it dies of one document, as of a parser that crashes."""

import os
from pathlib import Path

from tocsin.engine.parcels import unpacked_order
from tocsin.engine.worker import read_order

DEADLY = "Malby"
ONCE = "Once"


def read_or_die(order: bytes) -> bytes:
    """Read an order; a document of Malby ends the process, one that names a file that is not there does so once."""
    for document in unpacked_order(order).documents:
        if DEADLY in document.text:
            os._exit(1)
        if document.title is not None and document.title.startswith(ONCE):
            mark = Path(document.title.removeprefix(ONCE))
            if not mark.exists():
                mark.touch()
                os._exit(1)
    return read_order(order)
