"""Records of any program to documents: rows of tables and objects of JSON, by the program's own form or by their columns."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.collect.columns import Columns, columns_of, flat, language_of
from tocsin.collect.days import iso, moment_of
from tocsin.collect.markup import text_of_markup
from tocsin.collect.pieces import Found, Pieces, Remark
from tocsin.collect.source import Source
from tocsin.errors import InputError

_SAMPLE = 20
"""Records that are looked at before columns are chosen."""
# How a Python program that writes a dictionary into a cell writes a moment: auto-archiver does.
_PYTHON_MOMENT = re.compile(
    r"datetime\.datetime\((\d+), (\d+), (\d+)(?:, (\d+), (\d+)(?:, (\d+))?(?:, \d+)?)?(?:, tzinfo=[^()]+(?:\(\))?)?\)"
)
_REFERENCE = re.compile(r"!?@\[(?:attribute|object|tag|galaxymatrix|suggestion)\]\([^)\n]{1,200}\)")


class Records:
    """Takes the records of one file and gives their documents; columns are chosen when some records were seen."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._columns: Columns | None = None
        self._waiting: list[tuple[dict[str, str], str, str]] = []
        self._documents = 0
        self._without_text = 0
        self._of_other_kinds = 0

    def take(self, record: Mapping[str, Any], *, part: str, fallback: str, raw: bytes | None = None) -> Pieces:
        """The documents of a record, as soon as they can be told.

        Args:
            record: The record.
            part: Which one it is in its file.
            fallback: The name of a document that has none.
            raw: Its bytes.
        """
        own = _of_a_program(record, fallback)
        if own is None:
            self._waiting.append((flat(record), part, fallback))
            if self._columns is not None or len(self._waiting) >= _SAMPLE:
                yield from self._flush()
            return
        number = 0
        for found in own:
            number += 1
            if not found.text.strip():
                self._without_text += 1
                continue
            self._documents += 1
            whole = raw if raw is not None else json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
            yield Found(
                text=found.text, name=found.name or fallback, title=found.title, url=found.url, outlet=found.outlet,
                published=found.published, time=found.time, language=found.language, details=found.details,
                raw=found.raw or whole, media_type="application/json", part=f"{part} {found.part or ''}".strip() or None,
            )  # fmt: skip
        self._of_other_kinds += not number

    @property
    def is_used(self) -> bool:
        """Whether any record was taken."""
        return bool(self._waiting or self._documents or self._without_text or self._of_other_kinds)

    def end(self) -> Pieces:
        """What is left when no more records come."""
        if self._waiting:
            yield from self._flush()
        if self._without_text:
            yield Remark(f"{self._without_text} records without text left out")
        if self._of_other_kinds:
            yield Remark(
                f"{self._of_other_kinds} records that are no documents left out, such as persons and companies"
            )
        if not self._documents:
            raise InputError(self._source.where, "no record in it has a text")

    def _flush(self) -> Pieces:
        if self._columns is None:
            names = list(dict.fromkeys(name for row, _, _ in self._waiting for name in row))
            sample = [row for row, _, _ in self._waiting]
            given = self._source.ask.columns
            self._columns = columns_of(names, sample, given=given, where=self._source.where)
            yield self._columns.told
        for row, part, fallback in self._waiting:
            found = self._columns.found(row, part=part or None, fallback=fallback)
            if found.text.strip():
                self._documents += 1
                yield found
            else:
                self._without_text += 1
        self._waiting = []


def _of_a_program(record: Mapping[str, Any], fallback: str) -> Iterator[Found] | None:
    """The documents of a record that a known program wrote; None for any other."""
    if isinstance(record.get("schema"), str) and isinstance(record.get("properties"), Mapping):
        return _follow_the_money(record)
    if isinstance(record.get("metadata"), Mapping) and isinstance(record.get("media"), list):
        return _auto_archiver(record["metadata"])
    cell = record.get("metadata")
    if isinstance(cell, str) and cell.startswith("{") and "media" in record and "status" in record:
        return _auto_archiver(_python_dictionary(cell))
    if isinstance(event := record.get("Event"), Mapping):
        return _misp(event)
    return None


def _follow_the_money(record: Mapping[str, Any]) -> Iterator[Found]:
    """An entity of Follow the Money, as OpenAleph writes them, that is a document."""
    properties = record["properties"]

    def first(*names: str) -> str | None:
        for name in names:
            values = properties.get(name)
            value = values[0] if isinstance(values, list) and values else values
            if isinstance(value, str) and value.strip():
                return value
        return None

    text = first("bodyText") or (text_of_markup(html) if (html := first("bodyHtml")) else None) or first("indexText")
    if text is None:
        return
    published, time = iso(moment_of(first("publishedAt", "date", "authoredAt") or ""))
    language = (first("language", "detectedLanguage") or "").lower()
    author = first("author")
    key = str(record.get("id") or "")
    yield Found(
        text=text, name=first("fileName") or (key[:80] or None), title=first("title", "subject"), published=published,
        time=time, outlet=first("publisher"), url=first("sourceUrl", "publisherUrl"),
        language=language_of(language),
        details={"author": author} if author else {},
    )  # fmt: skip


def _auto_archiver(metadata: Mapping[str, Any]) -> Iterator[Found]:
    """What auto-archiver keeps of an address: its title, its text, its moment."""

    def told(name: str) -> str:
        value = metadata.get(name)
        return value.strip() if isinstance(value, str) else ""

    title = told("title")
    published, time = iso(moment_of(told("timestamp")))
    author = told("author") or told("uploader")
    yield Found(
        text=told("content") or title, title=title or None, url=told("url") or None, published=published, time=time,
        details={"author": author} if author else {},
    )  # fmt: skip


def _python_dictionary(cell: str) -> Mapping[str, Any]:
    def written(match: re.Match[str]) -> str:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return f"'{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}+00:00'"

    try:
        value = ast.literal_eval(_PYTHON_MOMENT.sub(written, cell))
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return {}
    return value if isinstance(value, Mapping) else {}


def _misp(event: Mapping[str, Any]) -> Iterator[Found]:
    """The reports of a MISP event, without its references to attributes."""
    body = event.get("Orgc")
    outlet = body.get("name") if isinstance(body, Mapping) else None
    reports = event.get("EventReport")
    for report in reports if isinstance(reports, list) else ():
        content = report.get("content") if isinstance(report, Mapping) else None
        if not isinstance(content, str) or report.get("deleted") is True:
            continue
        published, time = iso(moment_of(str(report.get("timestamp") or event.get("date") or "")))
        key = str(report.get("uuid") or "")
        yield Found(
            text=_REFERENCE.sub("", content), name=key or None,
            title=str(report.get("name") or event.get("info") or "") or None,
            outlet=outlet if isinstance(outlet, str) else None, published=published, time=time,
            raw=json.dumps(report, ensure_ascii=False).encode("utf-8", "replace"), part=f"report {key[:8]}",
        )  # fmt: skip
