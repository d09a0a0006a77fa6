"""Printing: tables for people, JSON and CSV for programs."""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tocsin.brief.spreadsheet import CONTROL, clean, csv_lines
from tocsin.cli.options import ListFormat
from tocsin.errors import shown

if TYPE_CHECKING:
    from rich.console import Console

_LINE_END = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\\s*")
_LONG_WORD = re.compile(r"\S{201,}")
_LINE = re.compile(r" line (\d+)$")
_TOLD = 3
"""Problems of one file that are told each; the rest are counted."""
_LONGEST = 1_000
"""Characters of a message; of a longer one the middle is left out."""
_WIDE = 160
_FIXED = {"id": 8, "published": 10, "said": 10, "kind": 12}
"""Widths of columns that hold what must not be broken."""
_BESIDE = 3
"""Characters of a column's border and of the spaces next to it."""


def console(*, stderr: bool = False) -> "Console":
    """A console that does not interpret what it prints; piped, it is wide enough for a table."""
    from rich.console import Console

    made = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not made.is_terminal:
        made.width = _WIDE
    return made


def one_line(text: object) -> str:
    """A value as it can stand on a line of ours: it ends no line and begins none."""
    return clean(_LINE_END.sub(" ", str(text)))


def line(text: str) -> None:
    """One line to standard output, never wrapped or interpreted, whatever the values in it hold."""
    sys.stdout.write(one_line(text) + "\n")


def block(text: str) -> None:
    """A text of several lines to standard output."""
    sys.stdout.write(clean(text) + "\n")


def warn(text: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"tocsin: {message(text)}\n")


def message(text: str) -> str:
    """A message on one line; a value in it that is too long is cut, and of a whole that is too long the middle."""
    whole = _LONG_WORD.sub(lambda match: shown(match[0]), one_line(text).strip())
    if len(whole) <= _LONGEST:
        return whole
    return f"{whole[: _LONGEST // 2]} … ({len(whole):,} characters) … {whole[-_LONGEST // 4 :]}"


@contextmanager
def problems(tell: Callable[[str], None] = warn) -> Iterator[Callable[[str, str], None]]:
    """Tell the problems of inputs as they come: of the lines of one file the first few, and then how many more there were."""
    lines: dict[str, list[str]] = defaultdict(list)

    def told(name: str, problem: str) -> None:
        number = _LINE.search(name)
        if number:
            lines[name[: number.start()]].append(number[1])
        if not number or len(lines[name[: number.start()]]) <= _TOLD:
            tell(problem)

    yield told
    for name, numbers in lines.items():
        if len(numbers) > _TOLD:
            tell(f"{name}: {len(numbers) - _TOLD} more lines cannot be used, the last of them line {numbers[-1]}")


def table(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """A table; each column has a name and its share of the width."""
    from rich.table import Table
    from rich.text import Text

    heading = None if title is None else one_line(title)
    made = Table(title=heading, title_justify="left", expand=True, header_style="bold", pad_edge=False)
    # An id is there to be copied, and a day to be read: they stay on one line, and so does the name of a column.
    fixed = {name: _FIXED[name] for name, _ in columns if name in _FIXED}
    left = console().width - _BESIDE * (len(columns) + 1) - sum(fixed.values())
    shares = sum(share for name, share in columns if name not in fixed)
    fixed |= {name: len(name) for name, share in columns if name not in fixed and left * share < len(name) * shares}
    for name, share in columns:
        made.add_column(name, width=fixed.get(name), ratio=None if name in fixed else share, overflow="fold")
    for row in rows:
        made.add_row(*(Text("" if cell is None else one_line(cell)) for cell in row))
    console().print(made)


def json_line(record: object) -> None:
    """One JSON object on a line of its own."""
    sys.stdout.write(_json(record) + "\n")


def json_list(records: Iterable[object]) -> None:
    """A JSON array, written as it comes."""
    sys.stdout.write("[")
    for number, record in enumerate(records):
        sys.stdout.write((",\n " if number else "\n ") + _json(record))
    sys.stdout.write("\n]\n")


def csv_rows(rows: Iterable[Mapping[str, Any]], *, columns: Sequence[str]) -> None:
    """CSV with a header; a cell that a spreadsheet would run as a formula is made text."""
    sys.stdout.writelines(csv_lines(rows, columns=columns))


def listing(
    rows: Iterable[Mapping[str, Any]],
    form: ListFormat,
    *,
    csv_columns: Sequence[str],
    table_columns: Sequence[tuple[str, int]],
) -> int:
    """Rows in the form that was asked for, and how many there were; a table shows the columns it names."""
    number = 0

    def counted() -> Iterable[Mapping[str, Any]]:
        nonlocal number
        for row in rows:
            number += 1
            yield row

    if form is ListFormat.JSON:
        json_list(counted())
    elif form is ListFormat.JSONL:
        for row in counted():
            json_line(row)
    elif form is ListFormat.CSV:
        csv_rows(counted(), columns=csv_columns)
    else:
        table(table_columns, ([row[name] for name, _ in table_columns] for row in counted()))
    return number


def _json(record: object) -> str:
    """A record as JSON, with what a terminal would obey escaped: the same record, harmless to look at."""
    dumped = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", dumped)
