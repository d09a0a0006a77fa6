"""The documents of a case as HTML pages."""

from dataclasses import replace
from pathlib import Path

from tocsin.brief.reading_page import reading_page
from tocsin.engine.case import Case
from tocsin.errors import CaseError


def write_pages(case: Case, folder: Path) -> list[Path]:
    """Write one page for each document of the case, and return their paths.

    Raises:
        CaseError: The folder cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for row in case.documents():
            if row.removed is not None:
                continue
            reading, _ = case.document(row.id)
            reading = replace(reading, claims=tuple(one.claim for one in case.claims_of(row.id)))
            path = folder / f"{_file_name(row.name)}-{row.id.removeprefix('sha256:')[:8]}.html"
            path.write_text("".join(reading_page([reading])), encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise CaseError(f"{folder}: {error.strerror}") from error
    return written


def _file_name(name: str) -> str:
    """A name that can be a file's anywhere."""
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in name)[:80] or "document"
