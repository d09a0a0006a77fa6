"""How much there is to collect, so that it can be told how much is left."""

import os
from collections.abc import Iterable
from pathlib import Path


def size_of(paths: Iterable[str | Path]) -> int | None:
    """How many bytes the files at these paths have; None for standard input, and where it cannot be told."""
    total = 0
    for path in paths:
        if str(path) == "-":
            return None
        try:
            files = [str(path)] if not os.path.isdir(path) else _inside(path)
            total += sum(os.stat(file).st_size for file in files)
        except (OSError, ValueError):
            return None
    return total


def _inside(folder: str | Path) -> Iterable[str]:
    return (os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)
