"""The consolidated list of persons, groups and entities subject to EU financial sanctions: XML 1.1 and CSV 1.1."""

from datetime import date
from xml.etree.ElementTree import Element

from tocsin.exposure.lists.parts import Rows, Unfit, child, day, distinct, elements, local, one_line
from tocsin.model.exposure import EntityKind
from tocsin.model.sanctions_list import ListEntry, SanctionsList

_KINDS = {
    "person": EntityKind.PERSON,
    "enterprise": EntityKind.COMPANY,
    "P": EntityKind.PERSON,
    "E": EntityKind.COMPANY,
}
_NAME, _ID = "NameAlias_WholeName", "Entity_LogicalId"
_SUBJECT, _PROGRAM = ("Entity_SubjectType", "Subject_type"), "Entity_Regulation_Programme"
_SINCE, _DATED = "Entity_Regulation_EntryIntoForceDate", "fileGenerationDate"


def read_xml(data: bytes) -> SanctionsList:
    """Read the XML form.

    Raises:
        Unfit: It is cut off, or an entity has no name.
    """
    found, others = [], 0
    for one in elements(data, "sanctionEntity"):
        subject = child(one, "subjectType")
        kind = (
            None
            if subject is None
            else _KINDS.get(subject.get("code", "")) or _KINDS.get(subject.get("classificationCode", ""))
        )
        if kind is None:
            others += 1
            continue
        names = [one_line(alias.get("wholeName")) for alias in one if local(alias.tag) == "nameAlias"]
        first = next(filter(None, names), "")
        if not first:
            raise Unfit(f"the entity {one.get('logicalId')} has no name: the file is of another year's form")
        regulations = [regulation for regulation in one if local(regulation.tag) == "regulation"]
        found.append(
            ListEntry(
                id=f"eu-{one_line(one.get('logicalId'))}", kind=kind, name=first, names=distinct(names, but=first),
                programs=_programs(regulations), since=min(filter(None, map(_since, regulations)), default=None),
            )
        )  # fmt: skip
    return SanctionsList(format="EU XML", dated=_generated(data), entries=tuple(found), passed_over=others)


def is_table(rows: Rows) -> bool:
    """Whether a table has the columns of the CSV form."""
    return bool(rows.rows) and {_NAME, _ID} <= set(map(one_line, rows.rows[0]))


def read_table(data: bytes) -> SanctionsList:
    """Read the CSV form: a row for each name, day of birth, address …, of an entity.

    Raises:
        Unfit: A column is missing, or a row is cut off.
    """
    rows = list(Rows(data).records(0, (_ID, _NAME, _PROGRAM)))
    names: dict[str, dict[str, None]] = {}
    firsts: dict[str, dict[str, str]] = {}
    for row in rows:
        key = row[_ID]
        firsts.setdefault(key, row)
        names.setdefault(key, {})
        if row[_NAME]:
            names[key][row[_NAME]] = None
    found, others = [], 0
    for key, first in firsts.items():
        kind = next((_KINDS[first[one]] for one in _SUBJECT if first.get(one) in _KINDS), None)
        if kind is None or not names[key]:
            others += 1
            continue
        name = next(iter(names[key]))
        found.append(
            ListEntry(
                id=f"eu-{key}", kind=kind, name=name, names=distinct(names[key], but=name),
                programs=(f"EU-{first[_PROGRAM]}",), since=day(first.get(_SINCE)),
            )
        )  # fmt: skip
    dated = day(rows[0].get(_DATED)) if rows else None
    return SanctionsList(
        format="EU CSV", dated=date.fromisoformat(dated) if dated else None, entries=tuple(found), passed_over=others
    )


def _programs(regulations: list[Element]) -> tuple[str, ...]:
    programs = (one_line(one.get("programme")) for one in regulations)
    return tuple(dict.fromkeys(f"EU-{one}" for one in programs if one)) or ("EU-",)


def _since(regulation: Element) -> str | None:
    return day(regulation.get("entryIntoForceDate")) or day(regulation.get("publicationDate"))


def _generated(data: bytes) -> date | None:
    for root in elements(data, "export"):
        found = day(root.get("generationDate"))
        return date.fromisoformat(found) if found else None
    return None
