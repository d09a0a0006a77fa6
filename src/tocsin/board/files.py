"""What is taken out of the board as a file: lists as CSV and JSON, each noted in the audit."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Annotated, Any, Literal

from fastapi import Depends, Request
from fastapi.responses import StreamingResponse

from tocsin.board.context import Asker, TheAudit, note
from tocsin.brief.spreadsheet import csv_lines

FileForm = Literal["csv", "json"]
_AT_ONCE = 50_000
"""Characters that are sent at once: each piece that is sent costs as much as making ten rows."""


class Taking:
    """Gives a visitor what a page lists as a file, and notes it in the audit."""

    def __init__(self, request: Request, visitor: Asker, audit: TheAudit) -> None:
        self._request, self._visitor, self._audit = request, visitor, audit

    def file(
        self,
        name: str,
        form: FileForm,
        *,
        columns: Sequence[str],
        rows: Iterable[Mapping[str, Any]],
        records: Iterable[Any],
    ) -> StreamingResponse:
        """A list as a file.

        Args:
            name: Of the file, without its ending.
            form: Of the file.
            columns: Of the CSV.
            rows: For the CSV.
            records: For the JSON, those of the command line.

        Raises:
            OSError: It cannot be noted; then nothing leaves.
        """
        url = self._request.url
        note(self._audit, self._visitor, f"{url.path}?{url.query}" if url.query else url.path)
        headers = attached(f"{name}.{form}")
        if form == "csv":
            return _streamed(csv_lines(rows, columns=columns), "text/csv; charset=utf-8", headers)
        return json_answer(records, headers)


TheTaking = Annotated[Taking, Depends(Taking)]


def attached(name: str) -> dict[str, str]:
    """The headers of a file to be kept; the name is one of ours."""
    return {"content-disposition": f'attachment; filename="{name}"'}


def json_answer(records: Iterable[Any], headers: Mapping[str, str] | None = None) -> StreamingResponse:
    """Records as a JSON array, as they come."""

    def lines() -> Iterator[str]:
        yield "["
        for number, record in enumerate(records):
            yield (",\n " if number else "\n ") + json.dumps(record, ensure_ascii=False, allow_nan=False)
        yield "\n]\n"

    return _streamed(lines(), "application/json", headers)


def _streamed(lines: Iterable[str], media_type: str, headers: Mapping[str, str] | None) -> StreamingResponse:
    """Lines as they come. The first piece is made at once, so that what is wrong with it is told as an error still."""
    pieces = _in_pieces(lines)
    first = list(islice(pieces, 1))
    return StreamingResponse(chain(first, pieces), media_type=media_type, headers=headers)


def _in_pieces(lines: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= _AT_ONCE:
            yield "".join(held)
            held, length = [], 0
    if held:
        yield "".join(held)
