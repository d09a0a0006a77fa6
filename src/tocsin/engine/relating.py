"""Pairs of reported claims to how they stand to each other, without a case: lines in, findings out, failures as values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.collect.given import day
from tocsin.engine.pairs import Row, opened, rows_of
from tocsin.engine.reader import Reader
from tocsin.engine.records import worded
from tocsin.errors import InputError
from tocsin.lexicon.language import lexicon_for
from tocsin.link.profile import ClaimText
from tocsin.link.relate import PairRelation, PairResult, Relater
from tocsin.model.document import Document
from tocsin.model.reading import Reading, Unread
from tocsin.model.reason import Reason
from tocsin.resolve.names import name_reader
from tocsin.settings import Settings

_AT_ONCE = 64
"""Pairs read together: enough to keep the parser busy."""
_TEXTS = ("text", "before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A pair as it is given: each side as a document to read, and what is to be compared of it."""

    id: Any
    sides: tuple[tuple[Document, ClaimText], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A pair by the id it was given with, and how its two claims stand to each other."""

    id: Any
    finding: PairResult


def relate_pairs(
    path: str | Path, *, stdin: BinaryIO | None = None, settings: Settings | None = None, reader: Reader | None = None
) -> Iterator[Related | InputError]:
    """Compare the pairs of a JSON Lines file, in order; a line that holds none comes as its error.

    Args:
        path: The file, or `-`: {"id", "a": {"text", "before", "after", "outlet", "date"}, "b": …} a line.
        stdin: What `-` reads from.
        settings: By default those of the environment.
        reader: One that is already at hand, so that its models are loaded only once.

    Raises:
        InputError: The file cannot be read.
    """
    settings = settings or Settings.load()
    reader = reader or Reader(settings)
    relater = Relater(lexicon_for, names_for=name_reader)
    with opened(path, stdin) as (stream, name):
        rows = rows_of(stream, name=name, longest=settings.longest, make=partial(_pair, longest=settings.longest))
        while batch := list(islice(rows, _AT_ONCE)):
            sides = (side for pair in batch if isinstance(pair, _Pair) for side in pair.sides)
            readings = reader.read_all(document for document, _ in sides)
            for pair in batch:
                yield pair if isinstance(pair, InputError) else _related(pair, list(islice(readings, 2)), relater)


_DIRECTIONS = {PairRelation.REVISES: "relate.revises", PairRelation.PART_OF: "relate.part_of"}


def related_record(related: Related) -> dict[str, Any]:
    """The finding as a JSON object; a reason without weight tells the direction of a relation that has one."""
    finding = related.finding
    reasons, rule = finding.reasons, _DIRECTIONS.get(finding.standing)
    if rule is not None and finding.forward is not None:
        one, other = ("a", "b") if finding.forward else ("b", "a")
        reasons = (*reasons, Reason(rule=rule, facts={"one": one, "other": other}))
    return {"id": related.id, "label": finding.standing.value, "reasons": worded(reasons)}


def _related(pair: _Pair, readings: Sequence[Reading | Unread], relater: Relater) -> Related | InputError:
    sides = []
    for (_, side), reading in zip(pair.sides, readings, strict=True):
        if isinstance(reading, Unread):
            return InputError(f"pair {pair.id}", reading.problem)
        # The claims and figures of the sentence alone; those around it only helped to read them.
        start, end = side.start, side.start + len(side.text)
        claims = tuple(claim for claim in reading.claims if start <= claim.start < end)
        quantities = tuple(one for one in reading.quantities if start <= one.start and one.end <= end)
        sides.append(replace(side, claims=claims, quantities=quantities, language=reading.document.language))
    left, right = sides
    return Related(id=pair.id, finding=relater.relate(left, right))


def _pair(row: Row, *, longest: int) -> _Pair:
    sides = tuple(_side(row.data.get(name), name, where=row.where, longest=longest) for name in ("a", "b"))
    return _Pair(id=row.id, sides=sides)


def _side(data: Any, name: str, *, where: str, longest: int) -> tuple[Document, ClaimText]:
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise InputError(where, f'"{name}" must be an object with a "text"')
    for field in ("before", "after", "outlet", "date"):
        if data.get(field) is not None and not isinstance(data[field], str):
            raise InputError(where, f'"{field}" of "{name}" must be a string or null')
    # Halves of characters, which JSON can write, are no text.
    text, before, after = ((data.get(field) or "").encode("utf-8", "replace").decode() for field in _TEXTS)
    if len(text) + len(before) + len(after) > longest:
        raise InputError(where, f'"{name}" has more than {longest:,} characters; cut it, or raise TOCSIN_LONGEST')
    if not text.strip():
        raise InputError(where, f'the "text" of "{name}" is empty')
    before, after, outlet = before.strip(), after.strip(), data.get("outlet") or None
    published = day(data["date"], name=where) if data.get("date") else None
    whole = "\n".join(part for part in (before, text, after) if part)
    key = f"sha256:{sha256(whole.encode('utf-8', 'replace')).hexdigest()}"
    return (
        Document(id=key, name="pair", text=whole, outlet=outlet, published=published),
        ClaimText(
            text=text, start=len(before) + 1 if before else 0, outlet=outlet, published=published,
            context="\n".join(part for part in (before, after) if part),
        ),
    )  # fmt: skip
