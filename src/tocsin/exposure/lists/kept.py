"""Versions of lists kept in a folder: the entries of each, and the file it was read from under its hash."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TextIO

from tocsin.errors import InputError, shown
from tocsin.exposure.lists import read_list
from tocsin.model.exposure import EntityKind
from tocsin.model.sanctions_list import ListChange, ListEntry, ListVersion

_RAW = "files"
_NAME = 80


class KeptLists:
    """A folder of lists. A version is written whole or not at all, and never changed."""

    def __init__(self, folder: Path) -> None:
        """Use a folder; it is made when the first version is entered."""
        self._folder = folder

    def add(self, data: bytes, *, file: str, name: str, dated: date | None = None) -> tuple[ListVersion, bool]:
        """Enter a version of a list.

        Args:
            data: The file.
            file: What to call the file in an error.
            name: What the list is called.
            dated: The day of the version; by default the one that the file names.

        Returns:
            The version, and whether it is new: the same file entered twice changes nothing.

        Raises:
            InputError: The file is no list, names no day where none is given, or the folder cannot be written.
        """
        _check_name(name)
        digest = sha256(data).hexdigest()
        for version in self.versions(name):
            if version.sha256 == digest:
                return version, False
        found = read_list(data, name=file)
        day = dated or found.dated
        if day is None:
            raise InputError(file, f"a file of the form {found.format} does not name its day; give it with --date")
        version = ListVersion(
            name=name,
            dated=day,
            sha256=digest,
            format=found.format,
            entries=len(found.entries),
            passed_over=found.passed_over,
        )
        lines = [json.dumps(_head(version), ensure_ascii=False), *map(_line, found.entries)]
        try:
            self._write(self._folder / _RAW / digest, data)
            self._write(self._path(version), "\n".join((*lines, "")).encode())
        except OSError as error:
            raise InputError(str(self._folder), f"cannot be written: {error.strerror}") from error
        return version, True

    def versions(self, name: str | None = None) -> list[ListVersion]:
        """The versions of a list, or of all lists, by name and day.

        Raises:
            InputError: A version that is kept cannot be read.
        """
        found = []
        for path in sorted(self._folder.glob(f"{name or '*'}/*.jsonl")):
            with _opened(path) as lines:
                found.append(_version(path, next(iter(lines), "")))
        return sorted(found, key=lambda one: (one.name, one.dated, one.sha256))

    def version(self, name: str, dated: date | None = None) -> ListVersion:
        """The version of a list that holds on a day: the latest of that day or before; by default the latest of all.

        Raises:
            InputError: There is none.
        """
        all_versions = self.versions(name)
        fitting = [one for one in all_versions if dated is None or one.dated <= dated]
        if not fitting:
            known = ", ".join(dict.fromkeys(one.name for one in self.versions())) or "none"
            on = f" of {dated} or before" if dated is not None and all_versions else ""
            raise InputError(str(self._folder), f"no version of the list {shown(name)!r}{on} is kept; kept: {known}")
        return fitting[-1]

    def entries(self, version: ListVersion) -> Iterator[ListEntry]:
        """The entries of a version."""
        path = self._path(version)
        with _opened(path) as lines:
            for number, line in enumerate(lines, start=1):
                if number > 1:
                    yield _entry(path, number, line)

    def difference(self, before: ListVersion, after: ListVersion) -> Iterator[ListChange]:
        """What two versions give differently: entries that are gone, that are new, and that changed."""
        old, new = ({one.id: one for one in self.entries(version)} for version in (before, after))
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield ListChange(before=old.get(key), after=new.get(key))

    def _path(self, version: ListVersion) -> Path:
        return self._folder / version.name / f"{version.dated}-{version.sha256[:12]}.jsonl"

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                os.replace(file.name, path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise


def _check_name(name: str) -> None:
    plain = name.replace("-", "").replace("_", "")
    if not plain.isascii() or not plain.isalnum() or len(name) > _NAME or name == _RAW:
        raise InputError(
            "NAME", f"the name of a list has letters, digits, - and _ only, at most {_NAME}; got {shown(name)!r}"
        )


def _opened(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error)) from error


def _head(version: ListVersion) -> dict[str, Any]:
    return {
        "list": version.name, "dated": version.dated.isoformat(), "sha256": version.sha256, "format": version.format,
        "entries": version.entries, "passed_over": version.passed_over,
    }  # fmt: skip


def _version(path: Path, line: str) -> ListVersion:
    try:
        head = json.loads(line)
        return ListVersion(
            name=head["list"], dated=date.fromisoformat(head["dated"]), sha256=head["sha256"], format=head["format"],
            entries=head["entries"], passed_over=head["passed_over"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            str(path), "this version of a list is damaged; remove the file and enter the list again"
        ) from error


def _line(entry: ListEntry) -> str:
    return json.dumps({field.name: getattr(entry, field.name) for field in fields(entry)}, ensure_ascii=False)


def _entry(path: Path, number: int, line: str) -> ListEntry:
    try:
        data = json.loads(line)
        names, programs = tuple(data.pop("names")), tuple(data.pop("programs"))
        return ListEntry(**{**data, "kind": EntityKind(data["kind"])}, names=names, programs=programs)
    except (ValueError, KeyError, TypeError) as error:
        where = f"{path} line {number}"
        raise InputError(
            where, "this version of a list is damaged; remove the file and enter the list again"
        ) from error


def named(entries: Iterable[ListEntry]) -> Iterator[tuple[ListEntry, str]]:
    """Each entry by each of its names."""
    for entry in entries:
        for name in (entry.name, *entry.names):
            yield entry, name
