"""What could not be read, tried again: which files and addresses it lies in, and which failures are over."""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from tocsin.collect.web.gathered import is_address
from tocsin.model.query import FailedDocument

_INSIDE = " > "
"""What stands between a file and a file inside it."""
_PART = re.compile(r" (?:line|row|record|entry|sheet|mail|message) .*$")
"""Which part of a file a document is."""


def places(failed: Iterable[FailedDocument]) -> list[str]:
    """The files and addresses in which the failures lie, each once."""
    return list(dict.fromkeys(map(_place, failed)))


def over(
    before: Iterable[FailedDocument], after: Iterable[FailedDocument], *, began: datetime
) -> Iterator[FailedDocument]:
    """The failures that did not come again when their places were tried.

    Args:
        before: The failures there were.
        after: Those there are now.
        began: When they were tried again.
    """
    again = {failed.document or failed.name for failed in after if failed.at >= began}
    for failed in before:
        place = _place(failed)
        if (failed.document or failed.name) not in again and (is_address(place) or os.path.exists(place)):
            yield failed


def _place(failed: FailedDocument) -> str:
    """The file or address that a failure lies in: of a file inside a file the outermost, of a line its file."""
    name = failed.name
    if os.path.lexists(name) or is_address(name):
        return name
    outer = name.partition(_INSIDE)[0]
    return outer if os.path.lexists(outer) else _PART.sub("", outer)
