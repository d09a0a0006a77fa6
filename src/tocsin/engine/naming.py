"""Pairs of names to whether they can be one party's, without a case: lines in, verdicts out, failures as values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.engine.pairs import Row, opened, rows_of
from tocsin.engine.records import worded
from tocsin.errors import InputError
from tocsin.resolve.blocking import NameIndex
from tocsin.resolve.matcher import NameKind, compare, kind_of
from tocsin.resolve.verdict import ENOUGH, Verdict
from tocsin.settings import Settings

_LONGEST = 1_000
"""Characters of a name: what is longer is none."""
_KINDS = {"person": NameKind.PERSON, "company": NameKind.COMPANY, "organisation": NameKind.COMPANY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A pair of names by the id it was given with, and what a comparison found; `other_id` where the other has its own."""

    id: str | int
    one: str
    other: str
    verdict: Verdict
    other_id: str | int | None = None


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


def names_against(
    path: str | Path,
    against: str | Path,
    *,
    enough: float = ENOUGH,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
) -> Iterator[Named | InputError]:
    """Compare every name of one file with every name of another, and give the pairs that match.

    Names that have no word that may be one word are not compared, so that many names can be compared with many.

    Args:
        path: The one file, or `-`: {"id", "kind", "name"} a line.
        against: The other, in the same form.
        enough: The score from which on two names are called a match; below .5 fewer pairs are looked at than match.
        stdin: What `-` reads from.
        settings: By default those of the environment.

    Yields:
        The pairs in the order of the one file; a line that holds no name as its error. The id of a pair is the first name's
        id, `other_id` the second one's.

    Raises:
        InputError: A file cannot be read.
    """
    settings = settings or Settings.load()
    indices: dict[NameKind, NameIndex[tuple[str | int, str]]] = {kind: NameIndex(kind) for kind in NameKind}
    with opened(against, stdin) as (stream, name):
        for row in rows_of(stream, name=name, longest=settings.longest, make=_one):
            if isinstance(row, InputError):
                yield row
            else:
                indices[row.kind].add((row.id, row.name), row.name)
    with opened(path, stdin) as (stream, name):
        for row in rows_of(stream, name=name, longest=settings.longest, make=_one):
            if isinstance(row, InputError):
                yield row
                continue
            for key, other in indices[row.kind].near(row.name):
                found = compare(row.name, other, row.kind)
                if found.score >= enough:
                    yield Named(id=row.id, other_id=key, one=row.name, other=other, verdict=replace(found, match=True))


@dataclass(frozen=True, slots=True)
class _Row:
    """A name of a file by its id, and what it is of."""

    id: str | int
    name: str
    kind: NameKind


def _one(row: Row) -> _Row:
    name = _name(row.data.get("name"), "name", where=row.where)
    return _Row(row.id, name, _kind(row) or kind_of(name))


def named_record(named: Named) -> dict[str, Any]:
    """A verdict as a JSON object."""
    found = named.verdict
    record = {"id": named.id, "match": found.match, "score": found.score, "reasons": worded(found.reasons)}
    if named.other_id is None:
        return record
    return {"id": named.id, "other": named.other_id, "a": named.one, "b": named.other, **record}


def _named(row: Row, *, enough: float) -> Named:
    one, other = (_name(row.data.get(side), side, where=row.where) for side in ("a", "b"))
    found = compare(one, other, _kind(row))
    return Named(id=row.id, one=one, other=other, verdict=replace(found, match=found.score >= enough))


def _kind(row: Row) -> NameKind | None:
    kind = row.data.get("kind")
    if kind is not None and (not isinstance(kind, str) or kind not in _KINDS):
        raise InputError(row.where, f'the "kind" must be {", ".join(_KINDS)}, or left out')
    return _KINDS[kind] if kind else None


def _name(name: Any, side: str, *, where: str) -> str:
    if not isinstance(name, str):
        raise InputError(where, f'"{side}" must be a name')
    if len(name) > _LONGEST:
        raise InputError(where, f'"{side}" has {len(name):,} characters; a name has at most {_LONGEST:,}')
    if not any(map(str.isalnum, name)):
        raise InputError(where, f'"{side}" holds no letter and no digit, so it is no name')
    # Halves of characters, which JSON can write, are no text.
    return name.encode("utf-8", "replace").decode()
