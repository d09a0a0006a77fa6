"""The case that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.engine.case import Case


@contextmanager
def open_case(
    path: str | None,
    *,
    create: bool = False,
    known_by: datetime | None = None,
    at: date | None = None,
    if_missing: str | None = None,
) -> Iterator["Case"]:
    """Open the case that --case or the environment names; what is left to link or to index is done with progress shown.

    With a moment or a day it is the case as it was held, or as far as it had been said, by then. `if_missing` is opened in
    the place of a case that is not there.
    """
    from tocsin.cli import output
    from tocsin.cli.progress import indexing, linking
    from tocsin.engine.case import Case

    if if_missing is not None and not Case.exists(path):
        path = if_missing
    with (
        linking() as on_linking,
        indexing() as on_indexing,
        Case.open(path, create=create, on_linking=on_linking, on_indexing=on_indexing, warn=output.warn) as case,
    ):
        yield case if known_by is None and at is None else case.as_of(known_by=known_by, at=at)
