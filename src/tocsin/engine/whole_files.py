"""Files that are written whole or not at all: the one way in which Tocsin writes a file."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tocsin.errors import InputError


def write_whole(path: Path, content: str | bytes | Iterable[bytes | memoryview], *, new: bool = False) -> None:
    """Write a file so that at no moment half of it stands under its name; what stood there before stays if it fails.

    Text is written as UTF-8. What is no regular file, such as a pipe, is written to as it is and never replaced.

    Args:
        path: The file.
        content: All of it; what is large may come piece by piece.
        new: Whether it must not be there already.

    Raises:
        InputError: It cannot be written, or is there already.
    """
    whole = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    data = [whole] if isinstance(whole, bytes) else whole
    try:
        if not new and path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb") as file:
                file.writelines(data)
        else:
            # A link stays a link: the file that it leads to is replaced.
            _put(path if new else _behind_links(path), data, new=new)
    except FileExistsError as error:
        raise InputError(str(path), "is there already and is left as it is; name another file or folder") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}; name another file") from error


def _behind_links(path: Path) -> Path:
    """The file that a link leads to.

    Raises:
        OSError: Links lead in a circle.
    """
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where it is not there.

    Raises:
        InputError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(str(path), f"{error.strerror or error}; name another folder") from error


def _put(path: Path, data: Iterable[bytes | memoryview], *, new: bool) -> None:
    for left in _left_by_dead_processes(path):
        with suppress(OSError):
            left.unlink()
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.writelines(data)
            file.flush()
            os.fsync(file.fileno())
        if new:
            # Unlike a replacement, this fails where somebody has made the file meanwhile.
            os.link(beside, path)
            beside.unlink()
        else:
            if path.exists():
                beside.chmod(stat.S_IMODE(path.stat().st_mode))
            beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _left_by_dead_processes(path: Path) -> Iterator[Path]:
    """The unfinished files next to a file that no process writes any more."""
    if os.name != "posix":
        # Elsewhere a process cannot be looked for without ending it.
        return
    start, end = f".{path.name[:100]}.", ".part"
    for beside in path.parent.iterdir():
        if beside.name.startswith(start) and beside.name.endswith(end):
            process = beside.name[len(start) : -len(end)]
            if process.isdecimal() and not _is_running(int(process)):
                yield beside


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
