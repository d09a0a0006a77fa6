"""Networks in a few signs: "P owns 50 C", "P nominee Q in C", each tie on a line of its own."""

from datetime import date

from tocsin.exposure.assess import assess
from tocsin.exposure.cases import read_case
from tocsin.model.exposure import Exposure, Status, Supposition

DAY = date(2025, 3, 1)


def a_case(ties: str, listed: str = "", *, persons: str = "P Q R N W") -> dict[str, object]:
    """A case of ties like "P owns 40-60 C since 2024 PR+", ids e1, e2, … by their lines, and of the ids that are listed."""
    edges: list[dict[str, object]] = []
    ids: dict[str, None] = {}
    for number, line in enumerate(filter(None, map(str.strip, ties.splitlines())), start=1):
        source, kind, *rest = line.split()
        share = None
        if rest[0][0].isdigit() or rest[0] == "?":
            first = rest.pop(0)
            low, _, high = first.partition("-")
            share = None if first == "?" else [low, high or low]
        tie: dict[str, object] = {"id": f"e{number}", "from": source, "to": rest.pop(0), "type": kind, "share": share}
        while rest:
            word = rest.pop(0)
            if word in ("since", "until", "in"):
                tie[word] = rest.pop(0)
            else:
                tie["certainty"] = word
        edges.append(tie)
        ids |= dict.fromkeys(str(tie[end]) for end in ("from", "to"))
    entries = []
    for one in listed.split():
        entity, _, program = one.partition(":")
        ids[entity] = None
        entries.append({"entity": entity, "program": program or "US-RU", "since": "2022-02-25", "until": None})
    kinds = {entity: "person" if entity in persons.split() else "company" for entity in ids}
    return {
        "entities": [{"id": entity, "kind": kind, "name": entity} for entity, kind in kinds.items()],
        "edges": edges, "listed": entries,
    }  # fmt: skip


def exposure_of(
    ties: str,
    listed: str = "P",
    *,
    rule: str = "ofac50",
    on: date = DAY,
    suppose: Supposition | None = None,
) -> Exposure:
    """The exposure of such a case."""
    return assess(read_case(a_case(ties, listed)).network, rule, on, suppose=suppose)


def statuses(
    ties: str, listed: str = "P", *, rule: str = "ofac50", on: date = DAY, suppose: Supposition | None = None
) -> dict[str, str]:
    """The statuses of such a case, without those that are listed."""
    found = exposure_of(ties, listed, rule=rule, on=on, suppose=suppose)
    return {one.entity: one.status.value for one in found.statuses if one.status is not Status.LISTED}
