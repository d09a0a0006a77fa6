"""Rows as CSV that neither a terminal nor a spreadsheet obeys."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

# Text of others could hold sequences that a terminal obeys; they are shown, not sent.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Spreadsheets cut a list at semicolons, tabs or bars as well, and then know nothing of our quotes.
_FORMULA = re.compile('(^|[;|\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])([\\s"]*)(?=[=+@\\-\uff1d\uff0b\uff20\uff0d])')


def clean(text: str) -> str:
    """Text of one line or several without anything a terminal would obey."""
    return CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))


def csv_lines(rows: Iterable[Mapping[str, Any]], *, columns: Sequence[str]) -> Iterator[str]:
    """CSV with a header, a row at a time; a cell that a spreadsheet would run as a formula is made text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")

    def line(cells: Iterable[object]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells)
        return buffer.getvalue()

    yield line(columns)
    for row in rows:
        yield line(_harmless(row.get(name)) for name in columns)


def _harmless(value: object) -> object:
    """A cell with an apostrophe wherever a spreadsheet could begin a formula, however it cuts the list."""
    return clean(_FORMULA.sub(r"\1\2'", value)) if isinstance(value, str) else value
