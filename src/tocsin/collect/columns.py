"""Which column of a table, or field of a record, holds which fact of a document: given, or guessed and told."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.collect.days import Order, has_two_readings, iso, moment_of, order_in
from tocsin.collect.pieces import Found, Remark
from tocsin.errors import InputError

FACTS = ("text", "title", "published", "url", "outlet", "author", "language", "name")
_ORDER = "dates"
_ORDERS: tuple[Order, ...] = ("dmy", "mdy")
_WORDS = 6
"""Words that the values of a column have on average that is taken for the text, where no column is named like one."""
_MOST_NAMED = 30
"""Columns that an error names."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column holds which fact.

    Attributes:
        of: The column of each fact that one holds.
        order: In what order days are written in numbers, where that is known.
        forwarded: Columns that name whom a post was forwarded from.
        program: The program that writes such tables, if one is known.
        given: Whether the analyst gave the text's column.
        unread_days: Whether days of the table can be read in two ways.
    """

    of: Mapping[str, str]
    order: Order | None = None
    forwarded: Sequence[str] = ()
    program: str | None = None
    given: bool = False
    unread_days: bool = False

    @property
    def told(self) -> Remark:
        """Which columns are taken, in words for the analyst."""
        taken = ", ".join(f"{fact}={column}" for fact, column in self.of.items())
        of = f"written by {self.program}; " if self.program else ""
        change = "" if self.given else "; --columns changes it"
        days = (
            "; days like 03/05/2026 can be read in two ways and are left out: add dates=dmy or dates=mdy to --columns"
            if self.unread_days
            else ""
        )
        return Remark(f"{of}columns taken: {taken}{change}{days}")

    def found(self, row: Row, *, part: str | None, fallback: str) -> Found:
        """The document of a row.

        Args:
            row: The row's values by their columns.
            part: Which row it is.
            fallback: The name of a document that has none.
        """
        facts = {fact: row.get(column, "").strip() for fact, column in self.of.items() if fact != "text"}
        published, time = iso(moment_of(facts.pop("published", ""), order=self.order))
        details = {"author": author} if (author := facts.pop("author", "")) else {}
        text = row.get(self.of["text"], "")
        forwarded = next((row[one].strip() for one in self.forwarded if row.get(one, "").strip()), None)
        if forwarded and text.strip():
            details["forwarded_from"] = forwarded
            text = f"Forwarded from {forwarded}\n\n{text}"
        given = {fact: value for fact, value in facts.items() if value}
        raw = json.dumps(dict(row), ensure_ascii=False).encode("utf-8", "replace")
        return Found(
            **{"name": fallback, **given}, text=text, published=published, time=time, details=details, raw=raw,
            media_type="application/json", part=part,
        )  # fmt: skip


def columns_of(names: Sequence[str], sample: Iterable[Row], *, given: Mapping[str, str], where: str) -> Columns:
    """The columns of a table.

    Args:
        names: The table's columns.
        sample: Some of its rows.
        given: What the analyst says: a column for each fact, and `dates` for the order of days.
        where: What to call the table in an error.

    Raises:
        InputError: A given column is not there, or no column seems to hold the text.
    """
    rows = list(sample)
    order: str | None = given.get(_ORDER)
    for fact, column in given.items():
        if fact == _ORDER:
            if column not in _ORDERS:
                raise InputError(where, f"dates={column}: write dates=dmy or dates=mdy")
        elif fact not in FACTS:
            raise InputError(where, f"there is no fact {fact!r}; known: {', '.join((*FACTS, _ORDER))}")
        elif column not in names:
            raise InputError(where, f"there is no column {column!r}; it has: {_listed(names)}")
    shape = _shape(names)
    guessed = _guessed(names, shape)
    of = {**guessed, **{fact: column for fact, column in given.items() if fact != _ORDER}}
    if "text" not in of and (wordy := _wordiest(names, rows)):
        of["text"] = wordy
    if "text" not in of:
        has = f"it has: {_listed(names)}" if names else "it has no columns"
        raise InputError(where, f"no column seems to hold the text; say which with --columns text=NAME ({has})")
    # A column given for one fact is not taken for another as well.
    taken = {fact: column for fact, column in of.items() if fact in given or column not in given.values()}
    days = [row.get(taken["published"], "") for row in rows] if "published" in taken else []
    known = next((one for one in _ORDERS if one == order), None) or order_in(days)
    return Columns(
        of={fact: taken[fact] for fact in FACTS if fact in taken},
        order=known,
        forwarded=tuple(name for name in (shape or {}).get("forwarded", ()) if name in names),
        program=shape["program"] if shape else None,
        given="text" in given,
        unread_days=known is None and any(map(has_two_readings, days)),
    )


def may_hold_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a field that is named like a text, or holds as many words as one."""
    names = frozenset(_table()["names"]["text"])
    return any(_plain(name) in names or len(value.split()) >= _WORDS for name, value in flat(record).items())


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """The values of a JSON record as a row: what lies in objects is named by its path, lists are joined."""
    row: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            row.update({f"{name}.{inner}": own for inner, own in flat(value).items()})
        elif isinstance(value, list):
            row[name] = "; ".join(str(one) for one in value if isinstance(one, (str, int, float)))
        elif value is not None and not isinstance(value, bool):
            row[name] = str(value)
    return row


def _guessed(names: Sequence[str], shape: Mapping[str, Any] | None) -> dict[str, str]:
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(_plain(name), name)
    if shape is not None:
        wanted = {**shape.get("or_columns", {}), **{f: c for f, c in shape["columns"].items() if c in by_plain}}
        return {fact: by_plain[column] for fact, column in wanted.items() if column in by_plain}
    guessed: dict[str, str] = {}
    for fact in FACTS:
        for plain in _table()["names"][fact]:
            if plain in by_plain and by_plain[plain] not in guessed.values():
                guessed[fact] = by_plain[plain]
                break
    return guessed


def _shape(names: Sequence[str]) -> Mapping[str, Any] | None:
    plain = set(map(_plain, names))
    return next((one for one in _table()["shape"] if plain.issuperset(one["needs"])), None)


def _wordiest(names: Sequence[str], rows: Sequence[Row]) -> str | None:
    """The column with the most words, if it has as many as a text."""
    lengths = {name: sum(len(row.get(name, "").split()) for row in rows) for name in names}
    best = max(lengths, key=lambda name: lengths[name], default=None)
    return best if best is not None and lengths[best] >= _WORDS * max(1, len(rows)) else None


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower().rsplit(".", 1)[-1])


def language_of(code: str) -> str | None:
    """The code of a language in two letters, for one in two or three; None for anything else."""
    languages: dict[str, str] = _table()["languages"]
    return languages.get(code, code if len(code) == 2 else None)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
