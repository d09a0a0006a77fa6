"""Pairs of names to whether they can be one party's, without a case: lines in, verdicts out, failures as values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.engine.pairs import Row, opened, rows_of
from tocsin.engine.records import worded
from tocsin.errors import InputError
from tocsin.resolve.matcher import NameKind, compare
from tocsin.resolve.verdict import ENOUGH, Verdict
from tocsin.settings import Settings

_LONGEST = 1_000
"""Characters of a name: what is longer is none."""
_KINDS = {"person": NameKind.PERSON, "company": NameKind.COMPANY, "organisation": NameKind.COMPANY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A pair of names by the id it was given with, and what a comparison found."""

    id: str | int
    one: str
    other: str
    verdict: Verdict


def name_pairs(
    path: str | Path, *, enough: float = ENOUGH, stdin: BinaryIO | None = None, settings: Settings | None = None
) -> Iterator[Named | InputError]:
    """Compare the names of a JSON Lines file, in order; a line that holds no pair comes as its error.

    Args:
        path: The file, or `-`: {"id", "kind", "a", "b"} a line; without a kind the words of the names tell it.
        enough: The score from which on two names are called a match.
        stdin: What `-` reads from.
        settings: By default those of the environment.

    Raises:
        InputError: The file cannot be read.
    """
    settings = settings or Settings.load()
    with opened(path, stdin) as (stream, name):
        yield from rows_of(stream, name=name, longest=settings.longest, make=partial(_named, enough=enough))


def named_record(named: Named) -> dict[str, Any]:
    """A verdict as a JSON object."""
    found = named.verdict
    return {"id": named.id, "match": found.match, "score": found.score, "reasons": worded(found.reasons)}


def _named(row: Row, *, enough: float) -> Named:
    kind = row.data.get("kind")
    if kind is not None and (not isinstance(kind, str) or kind not in _KINDS):
        raise InputError(row.where, f'the "kind" must be {", ".join(_KINDS)}, or left out')
    one, other = (_name(row.data.get(side), side, where=row.where) for side in ("a", "b"))
    found = compare(one, other, _KINDS[kind] if kind else None)
    return Named(id=row.id, one=one, other=other, verdict=replace(found, match=found.score >= enough))


def _name(name: Any, side: str, *, where: str) -> str:
    if not isinstance(name, str):
        raise InputError(where, f'"{side}" must be a name')
    if len(name) > _LONGEST:
        raise InputError(where, f'"{side}" has {len(name):,} characters; a name has at most {_LONGEST:,}')
    if not any(map(str.isalnum, name)):
        raise InputError(where, f'"{side}" holds no letter and no digit, so it is no name')
    # Halves of characters, which JSON can write, are no text.
    return name.encode("utf-8", "replace").decode()
