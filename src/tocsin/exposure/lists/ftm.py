"""A list as FollowTheMoney's JSON lines, the form in which OpenSanctions publishes lists."""

from collections import defaultdict

from tocsin.exposure.cases import Contradiction
from tocsin.exposure.ftm import FtmObject, ftm_object, kind_of_schema, program_of
from tocsin.exposure.lists.parts import Unfit, day, distinct
from tocsin.model.sanctions_list import ListEntry, SanctionsList


def read_lines(data: bytes) -> SanctionsList:
    """Read the entities that a sanction names, or that have the topic `sanction`.

    Raises:
        Unfit: A line is no entity, or cut off.
    """
    objects: dict[str, FtmObject] = {}
    for number, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            try:
                one = ftm_object(line)
            except Contradiction as error:
                raise Unfit(f"line {number}: {error}; the file is cut off or no FollowTheMoney file") from error
            objects[one.id] = one
    sanctions: dict[str, list[FtmObject]] = defaultdict(list)
    for one in objects.values():
        if one.schema == "Sanction":
            for entity in one.properties.get("entity", ()):
                sanctions[entity].append(one)
    found, others = [], 0
    for one in objects.values():
        if one.id not in sanctions and "sanction" not in one.properties.get("topics", ()):
            continue
        kind, name = kind_of_schema(one.schema), one.first("name")
        if kind is None or name is None:
            others += 1
            continue
        names = (
            *one.properties.get("name", ()),
            *one.properties.get("alias", ()),
            *one.properties.get("previousName", ()),
        )
        own = sanctions[one.id]
        programs = dict.fromkeys(filter(None, map(program_of, own)))
        since = (day(sanction.first("startDate", "listingDate")) for sanction in own)
        until = [day(sanction.first("endDate")) for sanction in own]
        found.append(
            ListEntry(
                id=one.id, kind=kind, name=name, names=distinct(names, but=name),
                programs=tuple(programs),
                since=min(filter(None, since), default=None),
                until=max(filter(None, until)) if until and all(until) else None,
            )
        )  # fmt: skip
    return SanctionsList(format="FollowTheMoney", dated=None, entries=tuple(found), passed_over=others)
