"""The brief in numbers: what was asked, and how much of the case it is."""

from collections.abc import Iterator

from tocsin.brief.sections.material import BriefRecords
from tocsin.brief.sections.sides import change_groups, conflict_groups, echo_groups, keys_of
from tocsin.brief.sections.slots import Slots
from tocsin.model.brief import Passage


def numbers(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """What period and subject the brief is of, then how many documents, claims, sources and links it holds."""
    yield from scope(material, slots)
    if not material.claims:
        return
    passage = slots.phrases.passage
    held = dict.fromkeys(found.document for found in material.claims)
    yield passage(
        "numbers.held",
        {
            "documents": slots.count("documents", held),
            "claims": slots.count("claims", (found.claim.id for found in material.claims)),
            "sources": slots.named(material.claims),
        },
    )
    undated = [row.id for row in material.documents if row.published is None and row.id in held]
    if undated:
        yield passage("numbers.undated", {"documents": slots.count("documents", undated)})
    if material.conflicts or material.changes or material.echoes:
        yield passage(
            "numbers.links",
            {
                "conflicts": slots.count("conflicts", keys_of(conflict_groups(material.conflicts, material.heads))),
                "changes": slots.count("changes", keys_of(change_groups(material.changes, material.heads))),
                "echoes": slots.count("echoes", keys_of(echo_groups(material.echoes))),
            },
        )


def scope(material: BriefRecords, slots: Slots) -> Iterator[Passage]:
    """What was asked."""
    asked = material.scope
    days = {what: slots.asked(asked, what) for what in ("since", "until") if getattr(asked, what) is not None}
    name = {("since", "until"): "between", ("since",): "since", ("until",): "until"}.get(tuple(days), "whole")
    yield slots.phrases.passage(f"scope.{name}", days)
    if asked.about is not None:
        yield slots.phrases.passage("scope.about", {"about": slots.asked(asked, "about")})
    if asked.place is not None:
        yield slots.phrases.passage("scope.place", {"place": slots.asked(asked, "place")})
