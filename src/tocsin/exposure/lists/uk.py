"""The UK Sanctions List (XML and CSV), and the consolidated list of OFSI that it replaced (CSV)."""

import re
from datetime import date

from tocsin.exposure.lists.parts import Rows, Unfit, children, day, distinct, elements, joined, one_line, text
from tocsin.model.exposure import EntityKind
from tocsin.model.sanctions_list import ListEntry, SanctionsList

_KINDS = {"Individual": EntityKind.PERSON, "Entity": EntityKind.COMPANY}
_PARTS = ("1", "2", "3", "4", "5", "6")
_ID, _KIND, _REGIME, _SINCE = (
    ("Unique ID", "Group ID"), ("Designation Type", "Individual, Entity, Ship", "Group Type"), ("Regime Name", "Regime"),
    ("Date Designated", "UK Sanctions List Date Designated", "Listed On"),
)  # fmt: skip
_PRIMARY = ("Primary Name", "Primary name")


def read_xml(data: bytes) -> SanctionsList:
    """Read the XML form.

    Raises:
        Unfit: It is cut off, or a designation has no name.
    """
    found, others = [], 0
    for one in elements(data, "Designation"):
        kind = _KINDS.get(text(one, "IndividualEntityShip"))
        if kind is None:
            others += 1
            continue
        names = [
            (text(name, "NameType") not in _PRIMARY, joined(text(name, f"Name{part}") for part in _PARTS))
            for name in children(one, "Names", "Name")
        ]  # fmt: skip
        ordered = [name for _, name in sorted(names, key=lambda pair: pair[0]) if name]
        if not ordered:
            raise Unfit(f"the designation {text(one, 'UniqueID')} has no name: the file is of another year's form")
        found.append(
            ListEntry(
                id=f"uk-{text(one, 'UniqueID')}", kind=kind, name=ordered[0], names=distinct(ordered, but=ordered[0]),
                programs=(f"UK-{text(one, 'RegimeName')}",), since=day(text(one, "DateDesignated")),
            )
        )  # fmt: skip
    dated = next((day(one.text) for one in elements(data, "DateGenerated")), None)
    return SanctionsList(
        format="UK XML", dated=date.fromisoformat(dated) if dated else None, entries=tuple(found), passed_over=others
    )


def is_table(rows: Rows) -> bool:
    """Whether a table is one of the two: a line with its day, and a header with the six parts of a name below."""
    return any({"Name 6", "Name 1"} <= set(map(one_line, row)) for row in rows.rows[:2])


def read_table(data: bytes) -> SanctionsList:
    """Read the CSV forms: a row for each name of an entry.

    Raises:
        Unfit: A column is missing, or a row is cut off.
    """
    rows = Rows(data)
    header = next(at for at, row in enumerate(rows.rows[:2]) if "Name 6" in map(one_line, row))
    columns = set(map(one_line, rows.rows[header]))
    key, kind, regime, since = (
        next((one for one in several if one in columns), several[0]) for several in (_ID, _KIND, _REGIME, _SINCE)
    )
    firsts: dict[str, dict[str, str]] = {}
    names: dict[str, dict[str, None]] = {}
    for row in rows.records(header, (key, kind, regime)):
        firsts.setdefault(row[key], row)
        name = joined(row.get(f"Name {part}", "") for part in _PARTS)
        names.setdefault(row[key], {})
        if name:
            names[row[key]][name] = None
    found, others = [], 0
    for one, first in firsts.items():
        if first[kind] not in _KINDS or not names[one]:
            others += 1
            continue
        name = next(iter(names[one]))
        found.append(
            ListEntry(
                id=f"uk-{one}", kind=_KINDS[first[kind]], name=name, names=distinct(names[one], but=name),
                programs=(f"UK-{first[regime]}",), since=day(first.get(since)),
            )
        )  # fmt: skip
    return SanctionsList(
        format="UK CSV", dated=_dated(rows.rows[0]) if header else None, entries=tuple(found), passed_over=others
    )


def _dated(row: list[str]) -> date | None:
    written = re.search(r"\d{1,2}[-/ ][A-Za-z0-9]{2,3}[-/ ]\d{4}|\d{4}-\d{2}-\d{2}", " ".join(row))
    found = day(written[0]) if written else None
    return date.fromisoformat(found) if found else None
