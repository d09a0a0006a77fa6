"""The consolidated list of the UN Security Council: XML."""

from datetime import date

from tocsin.exposure.lists.parts import Unfit, children, day, distinct, elements, joined, text
from tocsin.model.exposure import EntityKind
from tocsin.model.sanctions_list import ListEntry, SanctionsList

_KINDS = {"INDIVIDUAL": EntityKind.PERSON, "ENTITY": EntityKind.COMPANY}
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_xml(data: bytes) -> SanctionsList:
    """Read the list.

    Raises:
        Unfit: It is cut off, or an entry has no name.
    """
    found = []
    for element, kind in _KINDS.items():
        for one in elements(data, element):
            key, name = text(one, "DATAID"), joined(text(one, part) for part in _PARTS)
            if not name:
                raise Unfit(f"the entry {key} has no name: the file is of another year's form")
            aliases = (text(alias, "ALIAS_NAME") for alias in children(one, f"{element}_ALIAS"))
            found.append(
                ListEntry(
                    id=f"un-{key}", kind=kind, name=name, names=distinct(aliases, but=name),
                    programs=(f"UN-{text(one, 'UN_LIST_TYPE')}",), since=day(text(one, "LISTED_ON")),
                )
            )  # fmt: skip
    return SanctionsList(format="UN XML", dated=_generated(data), entries=tuple(found))


def _generated(data: bytes) -> date | None:
    for root in elements(data, "CONSOLIDATED_LIST"):
        found = day(root.get("dateGenerated"))
        return date.fromisoformat(found) if found else None
    return None
