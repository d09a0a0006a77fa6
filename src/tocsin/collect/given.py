"""What the caller says of the documents to come, and how a day is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from tocsin.errors import InputError

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Facts that the caller gives for every document that does not tell them itself.

    `columns` says which column of a table, or field of a record, holds a fact: `{"text": "body", "published": "date"}`.
    """

    published: date | None = None
    outlet: str | None = None
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def day(text: str, *, name: str) -> date:
    """A day as ISO 8601 writes it, with or without a time behind it.

    Args:
        text: What was given.
        name: What to call the input in an error.

    Raises:
        InputError: It is no such day.
    """
    match = _DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError as error:
        raise InputError(name, f"{text[:40]!r} is no day; write it as 2026-03-02") from error


def moment(text: str, *, name: str) -> datetime:
    """A moment as ISO 8601 writes it, with or without its offset from UTC.

    Args:
        text: What was given.
        name: What to call the input in an error.

    Raises:
        InputError: It is no such moment.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        if found.tzinfo is not None:
            # Near the ends of the calendar a moment has no equal in UTC.
            found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(name, f"{text[:40]!r} is no time; write it as 2026-03-02T14:30:00") from error
    return found
