"""Sanctions lists that are kept, and whom of a network they list by name."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.exposure.lists.kept import KeptLists, named
from tocsin.model.exposure import Entity, EntityKind, Listing, Term, VagueDay
from tocsin.model.factuality import Factuality
from tocsin.model.sanctions_list import ListChange, ListEntry, ListVersion
from tocsin.resolve.blocking import NameIndex
from tocsin.resolve.matcher import NameKind, compare, kind_of
from tocsin.settings import Settings

_MOST = 400_000_000
"""Bytes of a list's file; the largest that is published has a fifth of it."""
_KINDS = {EntityKind.PERSON: NameKind.PERSON, EntityKind.COMPANY: NameKind.COMPANY}


def kept_lists(folder: Path | None = None, settings: Settings | None = None) -> KeptLists:
    """The lists of a folder, by default of the one that the settings name."""
    return KeptLists(folder if folder is not None else (settings or Settings.load()).lists)


def add_list(lists: KeptLists, path: Path, *, name: str, dated: date | None = None) -> tuple[ListVersion, bool]:
    """Enter a file as a version of a list.

    Returns:
        The version, and whether it is new.

    Raises:
        InputError: The file cannot be read, is too long, or is no list.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error)) from error
    if len(data) > _MOST:
        raise InputError(str(path), f"longer than {_MOST:,} bytes, which no list is")
    return lists.add(data, file=str(path), name=name, dated=dated)


def version_named(lists: KeptLists, given: str) -> ListVersion:
    """The version that NAME or NAME@DATE names: the latest, or that which held on a day.

    Raises:
        InputError: There is none, or the day is no day.
    """
    name, _, day = given.partition("@")
    try:
        return lists.version(name, date.fromisoformat(day) if day else None)
    except ValueError:
        raise InputError(given, f"{day!r} is no day; write it as {name}@2026-03-02") from None


def entries_of(lists: KeptLists, names: Iterable[str]) -> Iterator[tuple[ListVersion, ListEntry]]:
    """The entries of several lists, each with its version."""
    for given in names:
        version = version_named(lists, given)
        for entry in lists.entries(version):
            yield version, entry


def listings_by_name(
    entities: Iterable[Entity], entries: Iterable[tuple[ListVersion, ListEntry]], *, trust: bool = False
) -> Iterator[Listing]:
    """Whom of a network lists name: by the id of the list, or by a name that matches one of an entry.

    A name alone makes it probable that somebody is listed: others have the name as well.

    Args:
        entities: The entities of the network.
        entries: The entries of lists.
        trust: Whether a name that matches is taken for certain.
    """
    entities = list(entities)
    if not entities:
        # To look through a list takes seconds.
        return
    ids = {}
    indices: dict[EntityKind, NameIndex[tuple[ListVersion, ListEntry, str]]] = {
        kind: NameIndex(name_kind) for kind, name_kind in _KINDS.items()
    }
    for version, entry in entries:
        ids[entry.id] = version, entry
        for _, name in named([entry]):
            indices[entry.kind].add((version, entry, name), name)
    for entity in entities:
        if entity.id in ids:
            yield from _listings(entity, *ids[entity.id], Factuality.CERTAIN, None)
            continue
        seen: set[tuple[str, str]] = set()
        for name in (entity.name, *entity.names):
            # A table seldom tells of an owner what it is.
            kinds = {entity.kind, EntityKind.COMPANY if kind_of(name) is NameKind.COMPANY else EntityKind.PERSON}
            for kind in sorted(kinds):
                for version, entry, other in indices[kind].near(name):
                    if (version.name, entry.id) in seen or not compare(name, other, _KINDS[kind]).match:
                        continue
                    seen.add((version.name, entry.id))
                    told = f"{version.name} {version.dated} {entry.id} “{other}”"
                    certainty = Factuality.CERTAIN if trust else Factuality.PROBABLE
                    yield from _listings(entity, version, entry, certainty, told)


def _listings(
    entity: Entity, version: ListVersion, entry: ListEntry, certainty: Factuality, told: str | None
) -> Iterator[Listing]:
    since = VagueDay.read(entry.since) if entry.since else None
    until = VagueDay.read(entry.until) if entry.until else None
    for program in entry.programs:
        yield Listing(entity=entity.id, program=program, term=Term(since, until), certainty=certainty, entry=told)


def version_record(version: ListVersion) -> dict[str, Any]:
    """A version of a list as a JSON object."""
    return {
        "list": version.name, "dated": version.dated.isoformat(), "entries": version.entries,
        "passed_over": version.passed_over, "format": version.format, "sha256": version.sha256,
    }  # fmt: skip


def change_record(change: ListChange) -> dict[str, Any]:
    """What two versions give differently, as a JSON object."""
    before, after = change.before, change.after
    entry = after or before
    what = "new" if before is None else "gone" if after is None else "changed"
    record: dict[str, Any] = {"id": entry.id if entry else None, "change": what, "name": entry.name if entry else None}
    for field in ("kind", "name", "names", "programs", "since", "until"):
        sides = [None if one is None else getattr(one, field) for one in (before, after)]
        if sides[0] != sides[1]:
            plain = [list(side) if isinstance(side, tuple) else side for side in sides]
            record[f"{field}_before"], record[f"{field}_after"] = plain
    return record
