"""The folder of evidence: the bytes of every document under their SHA-256, each kept once and never changed."""

import os
import stat
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path

from tocsin.errors import CaseError

_OWNER_ONLY, _OWNER_READS = stat.S_IRWXU, stat.S_IRUSR
_AT_A_TIME = 8
"""Files that are waited for at a time: a disk that takes 4 ms for one takes 5 ms for eight."""


class EvidenceFolder:
    """Bytes as files named by their SHA-256, in folders named by its first two digits.

    A file stands under its name only when all of it is on the disk. Only the owner may read it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, raw: bytes) -> str:
        """Keep bytes; those that are kept already are left as they are.

        Returns:
            Their SHA-256 in hexadecimal.

        Raises:
            CaseError: They cannot be written.
        """
        return self.put_all([raw])[0]

    def put_all(self, several: Sequence[bytes]) -> list[str]:
        """Keep the bytes of several documents at once: to wait for the disk once is what takes longest.

        Returns:
            The SHA-256 of each in hexadecimal.

        Raises:
            CaseError: They cannot be written; some of them may be kept.
        """
        digests = [sha256(raw).hexdigest() for raw in several]
        unfinished: dict[Path, Path] = {}
        try:
            for digest, raw in dict(zip(digests, several, strict=True)).items():
                path = self._file(digest)
                with suppress(FileNotFoundError):
                    if path.stat().st_size == len(raw):
                        continue
                if not path.parent.is_dir():
                    path.parent.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
                    self.path.chmod(_OWNER_ONLY)
                # The name of an unfinished file tells whose it is: two programs may keep the same bytes at one time.
                part = path.with_name(f".{digest}.{os.getpid()}.part")
                part.unlink(missing_ok=True)
                unfinished[part] = path
                with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_READS), "wb") as file:
                    file.write(raw)
            _bring_to_disk(unfinished)
            for part, path in unfinished.items():
                part.replace(path)
            # The folder itself as well, for subfolders that are new in it.
            _bring_to_disk({self.path, *(path.parent for path in unfinished.values())} if unfinished else ())
        except OSError as error:
            for part in unfinished:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
            raise CaseError(
                f"{self.path}: evidence cannot be kept ({error.strerror or error}); make room and run this again, or name "
                "another folder with TOCSIN_EVIDENCE; what was entered so far is kept"
            ) from error
        return digests

    def get(self, digest: str) -> bytes:
        """The bytes that were kept under a SHA-256.

        Raises:
            CaseError: They are not there.
        """
        try:
            return self._file(digest).read_bytes()
        except OSError as error:
            raise CaseError(
                f"{self._file(digest)}: the bytes of evidence are not there ({error.strerror or error}); "
                "the folder belongs to the case and moves with it, or is named with TOCSIN_EVIDENCE"
            ) from error

    def hash(self, digest: str) -> str | None:
        """The SHA-256 of what is now kept under this one; None if nothing is, or it cannot be read."""
        try:
            with self._file(digest).open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def _file(self, digest: str) -> Path:
        return self.path / digest[:2] / digest


def _bring_to_disk(paths: Collection[Path]) -> None:
    """Wait until files or folders are on the disk: of several that are waited for at a time, it writes many at once."""
    if len(paths) < 2:
        for path in paths:
            _sync(path)
        return
    with ThreadPoolExecutor(_AT_A_TIME) as waiting:
        for _ in waiting.map(_sync, paths):
            pass


def _sync(path: Path) -> None:
    if os.name != "posix" and path.is_dir():
        # Only there can a folder be opened.
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
