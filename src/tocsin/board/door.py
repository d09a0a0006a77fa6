"""The case under a running board: opened once, watched, opened again where the file was replaced."""

import os
import stat
import threading
from pathlib import Path

from tocsin.engine.case import Case
from tocsin.errors import CaseError

Stamp = tuple[int, ...]
"""A state of the case: of a file, which one it is, when it was changed and its sizes; of a database, what it holds."""
_SMALL = 16_000_000
"""Bytes up to which a case is small, some 4,000 claims: everything about it is worked out in a second or two."""


class Door:
    """Opens the case for each request; a case in a file is opened again when another file stands under its name."""

    def __init__(self, path: Path | str, *, finishes: bool | None = None) -> None:
        """Open the case.

        Args:
            path: The case file, or the address of a database.
            finishes: Whether what another run has left undone in the case is done by who reads it first; by default only in
                a small case, where that is a matter of a moment.

        Raises:
            CaseError: It cannot be opened.
        """
        self.path = path
        self.is_file = "://" not in str(path)
        self._finishes = finishes
        self._opening = threading.RLock()
        self._identity: Stamp = ()
        self._checked: Stamp = ()
        self._case: Case | None = None
        self.notes: list[str] = []
        self.case()

    def case(self) -> Case:
        """The case, as it is under its name now.

        Raises:
            CaseError: It is not there any more, cannot be opened, or is no case.
        """
        identity = self.identity()
        with self._opening:
            if self._case is None or identity != self._identity:
                if self._case is not None:
                    self._case.close()
                    self._case = None
                finishes = self.is_small() if self._finishes is None else self._finishes
                self._case = Case.open(self.path, warn=self._note, finishes=finishes)
                self._identity = self.identity()
            changed = self._changed() if self.is_file else ()
            if changed != self._checked:
                # A later version may have brought the file to another form: nothing is written to it then.
                self._case.check()
                self._checked = changed
            return self._case

    def identity(self) -> Stamp:
        """Which file stands under the name of the case; nothing for a database.

        Raises:
            CaseError: None does.
        """
        if not self.is_file:
            return ()
        try:
            told = os.stat(self.path)
        except OSError as error:
            raise CaseError(
                f"the case {self.path} is not there any more ({error.strerror}); put it back, or serve another"
            ) from error
        if not stat.S_ISREG(told.st_mode):
            raise CaseError(f"{self.path}: this is no file; put the case back, or serve another")
        return (told.st_dev, told.st_ino)

    def stamp(self) -> Stamp:
        """What changes whenever the case changes; of a file it begins with its identity.

        Raises:
            CaseError: It cannot be read.
        """
        if not self.is_file:
            case = self.case()
            return (case.chain_head().number, case.ledger.unlinked())
        return (*self.identity(), *self._changed())

    def _changed(self) -> Stamp:
        """When the file and its log were changed last, and their sizes."""
        found: list[int] = []
        for name in (str(self.path), f"{self.path}-wal"):
            try:
                told = os.stat(name)
            except OSError:
                continue
            # An empty log is there or not as the case is opened and closed.
            if told.st_size:
                found += [told.st_mtime_ns, told.st_size]
        return tuple(found)

    def is_small(self) -> bool:
        """Whether the case is a file so small that a page can wait for everything about it."""
        try:
            return self.is_file and os.stat(self.path).st_size < _SMALL
        except OSError:
            return False

    def close(self) -> None:
        """Give the case back."""
        with self._opening:
            if self._case is not None:
                self._case.close()
            self._case = None

    def _note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)
