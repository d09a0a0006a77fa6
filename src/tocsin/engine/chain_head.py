"""The head of a case's chain of hashes as a file, to be kept or signed outside the case."""

import json
from pathlib import Path

from tocsin.engine.whole_files import write_whole
from tocsin.errors import InputError
from tocsin.model.chain import ChainHead

_HASH = 64
"""Hexadecimal digits of a SHA-256."""


def write_head(path: Path, head: ChainHead, *, case: str) -> None:
    """Write a head as a JSON object.

    Raises:
        InputError: The file cannot be written.
    """
    write_whole(path, json.dumps({"schema": 1, "case": case, "number": head.number, "hash": head.hash}) + "\n")


def read_head(path: Path) -> ChainHead:
    """The head that was written to a file.

    Raises:
        InputError: The file cannot be read, or holds no head.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    except ValueError as error:
        raise InputError(str(path), "this is no head of a chain: it is not JSON") from error
    number, found = (data.get(name) for name in ("number", "hash")) if isinstance(data, dict) else (None, None)
    if not isinstance(number, int) or not isinstance(found, str) or len(found) != _HASH:
        raise InputError(str(path), 'this is no head of a chain: it must be an object with a "number" and a "hash"')
    return ChainHead(number, found)
