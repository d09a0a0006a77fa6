"""Lists of sanctions: their entries, the versions that are kept, and how two versions differ."""

from dataclasses import dataclass
from datetime import date

from tocsin.model.exposure import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """An entry of a list.

    Attributes:
        id: Its id in the list.
        kind: What it is.
        name: Its first name.
        names: Other names.
        programs: The programmes it is listed under, each beginning with whose list it is: US-, EU-, UK-, UN-.
        since: The day from which it is listed, as the list says: ISO 8601, to the year, month or day; None where it does not.
        until: The first day on which it is no longer listed.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionsList:
    """A version of a list, as its file gives it.

    Attributes:
        format: The form of the file.
        dated: The day that the file names as its own; None where it names none.
        entries: Its entries.
        passed_over: How many entries are neither persons nor companies: ships, aircraft.
    """

    format: str
    dated: date | None
    entries: tuple[ListEntry, ...]
    passed_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVersion:
    """A version of a list that is kept.

    Attributes:
        name: What the list is called.
        dated: The day of the version.
        sha256: The hash of the file it was read from.
        format: The form of that file.
        entries: How many entries it has.
        passed_over: How many were passed over.
    """

    name: str
    dated: date
    sha256: str
    format: str
    entries: int
    passed_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """An entry that two versions of a list give differently; one of the two is None if it is new or gone."""

    before: ListEntry | None
    after: ListEntry | None
