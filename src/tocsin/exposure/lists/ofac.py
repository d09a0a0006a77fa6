"""The Specially Designated Nationals list of the US Office of Foreign Assets Control: `sdn.xml` and `sdn.csv`."""

from datetime import date, datetime

from tocsin.exposure.lists.parts import Rows, Unfit, children, distinct, elements, joined, one_line, text
from tocsin.model.exposure import EntityKind
from tocsin.model.sanctions_list import ListEntry, SanctionsList

_KINDS = {"Individual": EntityKind.PERSON, "Entity": EntityKind.COMPANY}
_COLUMNS = 12
_NULL = "-0-"


def read_xml(data: bytes) -> SanctionsList:
    """Read `sdn.xml`. It names no days of listing.

    Raises:
        Unfit: It is cut off, or has fewer entries than it says.
    """
    dated = count = None
    for head in elements(data, "publshInformation"):
        count = text(head, "Record_Count")
        dated = _published(text(head, "Publish_Date"))
        break
    found, others, number = [], 0, 0
    for one in elements(data, "sdnEntry"):
        number += 1
        kind = _KINDS.get(text(one, "sdnType"))
        name = joined([text(one, "firstName"), text(one, "lastName")])
        if kind is None:
            others += 1
        elif name:
            akas = (joined([text(aka, "firstName"), text(aka, "lastName")]) for aka in children(one, "akaList", "aka"))
            programs = [one_line(program.text) for program in children(one, "programList", "program")]
            found.append(
                ListEntry(
                    id=f"ofac-{text(one, 'uid')}", kind=kind, name=name, names=distinct(akas, but=name),
                    programs=tuple(f"US-{program}" for program in programs) or ("US-SDN",),
                )
            )  # fmt: skip
        else:
            raise Unfit(f"entry {number} has no name: the file is of another year's form")
    if count and count.isdigit() and int(count) != number:
        raise Unfit(f"the file says that it has {count} entries, and has {number}: it is cut off; fetch it again")
    return SanctionsList(format="OFAC SDN XML", dated=dated, entries=tuple(found), passed_over=others)


def is_table(rows: Rows) -> bool:
    """Whether a table is `sdn.csv`: it has no header, twelve cells a row, and begins with a number."""
    return bool(rows.rows) and len(rows.rows[0]) == _COLUMNS and rows.rows[0][0].strip().isdigit()


def read_table(data: bytes) -> SanctionsList:
    """Read `sdn.csv`. It names neither its own day nor days of listing, and aliases are in a file of their own.

    Raises:
        Unfit: A row is cut off.
    """
    found, others = [], 0
    for number, row in enumerate(Rows(data).rows, start=1):
        if len(row) != _COLUMNS:
            raise Unfit(f"row {number} has {len(row)} of {_COLUMNS} cells: the file is cut off; fetch it again")
        key, written, sort, programs = (one_line(cell) for cell in row[:4])
        if sort not in (_NULL, "individual"):
            others += 1
            continue
        last, comma, first = written.partition(", ")
        person = sort == "individual"
        found.append(
            ListEntry(
                id=f"ofac-{key}", kind=EntityKind.PERSON if person else EntityKind.COMPANY,
                name=f"{first} {last}" if person and comma else written,
                programs=tuple(f"US-{one.strip(' []')}" for one in programs.split("] [") if one != _NULL) or ("US-SDN",),
            )
        )  # fmt: skip
    return SanctionsList(format="OFAC SDN CSV", dated=None, entries=tuple(found), passed_over=others)


def _published(value: str) -> date | None:
    try:
        return datetime.strptime(value, "%m/%d/%Y").date()
    except ValueError:
        return None
