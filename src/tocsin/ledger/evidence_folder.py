"""The folder of evidence: the bytes of every document under their SHA-256, each kept once and never changed."""

import os
import stat
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path

from tocsin.errors import CaseError

_OWNER_ONLY, _OWNER_READS = stat.S_IRWXU, stat.S_IRUSR


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
        digest = sha256(raw).hexdigest()
        path = self._file(digest)
        # The name of an unfinished file tells whose it is: two programs may keep the same bytes at one time.
        unfinished = path.with_name(f".{digest}.{os.getpid()}.part")
        try:
            with suppress(FileNotFoundError):
                if path.stat().st_size == len(raw):
                    return digest
            if not path.parent.is_dir():
                path.parent.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
                self.path.chmod(_OWNER_ONLY)
            unfinished.unlink(missing_ok=True)
            with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_READS), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise CaseError(
                f"{self.path}: evidence cannot be kept ({error.strerror or error}); make room and run this again, or name "
                "another folder with TOCSIN_EVIDENCE; what was entered so far is kept"
            ) from error
        return digest

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
