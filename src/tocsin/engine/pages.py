"""The documents of a case as HTML pages."""

from dataclasses import replace
from pathlib import Path

from tocsin.brief.reading_page import reading_page
from tocsin.engine.case import Case
from tocsin.engine.whole_files import make_folder, write_whole


def write_pages(case: Case, folder: Path) -> list[Path]:
    """Write one page for each document of the case, and return their paths.

    Raises:
        InputError: The folder cannot be written.
    """
    make_folder(folder)
    written = []
    view = case.view
    for row in view.documents():
        if row.removed is not None:
            continue
        reading, _ = view.document(row.id)
        reading = replace(reading, claims=tuple(one.claim for one in view.claims_of(row.id)))
        # A name that can be a file's anywhere.
        name = "".join(char if char.isalnum() or char in "-_" else "-" for char in row.name)[:80] or "document"
        path = folder / f"{name}-{row.id.removeprefix('sha256:')[:8]}.html"
        write_whole(path, "".join(reading_page([reading])))
        written.append(path)
    return written
