"""Files that are written whole or not at all."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from tocsin.errors import InputError


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that at no moment half of it stands under its name; what stood there before stays if it fails.

    Text is written as UTF-8. What is no regular file, such as a pipe, is written to as it is and never replaced.

    Raises:
        InputError: It cannot be written.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)
            return
        # A link stays a link: the file that it leads to is replaced.
        _replace(path.resolve(), data)
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}; name another file") from error


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
