"""OpenSanctions' topics: which tags an entity's own topics give to those next to it, in one pass from that entity.

A reading of what the tests of OpenSanctions' graph analysis expect (opensanctions/opensanctions, `ann_graph_topics`, MIT):
relatives and associates of a politically exposed person, neighbours of somebody sanctioned, what somebody sanctioned owns or
controls through ownership, and what an entity under export control owns. An ended tie gives nothing, and nobody gets a topic
twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

PEP, RELATED = "role.pep", "role.rca"
SANCTION, LINKED, CONTROL = "sanction", "sanction.linked", "sanction.control"
EXPORT, EXPORT_LINKED = "export.control", "export.control.linked"

_RELATED = frozenset({"Family", "Associate"})
_LINKING = frozenset({
    "Ownership", "Directorship", "Membership", "Employment", "Family", "Associate", "Representation", "Succession", "issuer",
})  # fmt: skip
"""Ties that make a neighbour of somebody sanctioned; `UnknownLink` does not."""


@dataclass(frozen=True, slots=True)
class TopicTie:
    """A tie of a graph of topics: from the owner, director, person, member or subject; a security's `issuer` its company."""

    source: str
    target: str
    schema: str
    ended: bool = False


def topics_from(seed: str, topics: Mapping[str, Sequence[str]], ties: Sequence[TopicTie]) -> list[tuple[str, str]]:
    """The tags that an entity's topics give to others.

    Args:
        seed: The entity.
        topics: The topics that each entity has.
        ties: The ties.

    Returns:
        Pairs of an entity and its new topic, in the order of the ties.
    """
    found: dict[tuple[str, str], None] = {}
    for tie in ties:
        if not tie.ended and seed in (tie.source, tie.target) and tie.source != tie.target:
            other = tie.target if tie.source == seed else tie.source
            known = topics.get(other, ())
            for tag in _given(set(topics.get(seed, ())), tie, downward=tie.source == seed):
                root = tag.rpartition(".")[0] if tag.endswith(".linked") else SANCTION if tag == CONTROL else tag
                if tag not in known and root not in known and not (tag == RELATED and PEP in known):
                    found[other, tag] = None
    return list(found)


def _given(topics: set[str], tie: TopicTie, *, downward: bool) -> Iterator[str]:
    if PEP in topics and tie.schema in _RELATED:
        yield RELATED
    owned = downward and tie.schema == "Ownership"
    if (SANCTION in topics and tie.schema in _LINKING) or (CONTROL in topics and owned):
        yield LINKED
    if owned and topics & {SANCTION, CONTROL}:
        yield CONTROL
    if owned and topics & {EXPORT, EXPORT_LINKED}:
        yield EXPORT_LINKED
