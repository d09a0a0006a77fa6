"""The record of what left a board: who took which export, and when. It is only ever added to."""

import json
import os
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from tocsin.engine.whole_files import make_folder
from tocsin.model import moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Something that was taken out, or a change to who may."""

    at: str
    by: str
    address: str
    what: str


class Audit:
    """The record, a JSON object a line."""

    def __init__(self, folder: Path) -> None:
        """Keep the record in a folder, which is made with the first entry."""
        self._path = folder / "audit.jsonl"
        self._lock = threading.Lock()

    def enter(self, *, by: str, address: str, what: str) -> None:
        """Enter that somebody took something.

        Raises:
            OSError: It cannot be entered; then nothing may leave.
            InputError: The folder cannot be made.
        """
        at = moments.now().isoformat(timespec="seconds")
        line = json.dumps({"at": at, "by": by, "address": address, "what": what[:2_000]}, ensure_ascii=True)
        with self._lock:
            make_folder(self._path.parent)
            with open(
                os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8"
            ) as file:
                file.write(line + "\n")

    def latest(self, most: int = 200) -> list[Export]:
        """The last entries, the latest first; lines that are damaged are left out."""
        found: list[Export] = []
        try:
            with self._path.open(encoding="utf-8", errors="replace") as file:
                lines = deque(file, maxlen=most)
        except OSError:
            return []
        for line in reversed(lines):
            try:
                found.append(Export(**json.loads(line)))
            except (ValueError, TypeError):
                continue
        return found
