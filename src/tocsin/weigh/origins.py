"""Whose word the reports of a proposition are: its independent origins, each with every report that goes back to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tocsin.lexicon.language import lexicon_for
from tocsin.model.estimate import Origin
from tocsin.model.link import Proposition, Relation
from tocsin.model.query import LedgerClaim
from tocsin.weigh.certainty import certainty, denies
from tocsin.weigh.chains import Chain, Chains, End
from tocsin.weigh.joining import Groups
from tocsin.weigh.names import Name, NameReader
from tocsin.weigh.position import PositionReader

Closeness = tuple[bool, int, date, float, float, str]
"""How near a report is to its origin; of two the smaller one is nearer."""


@dataclass(frozen=True, slots=True)
class Witness:
    """An independent origin with what it takes to weigh it.

    Attributes:
        known_as: The names under which it is known; none where nobody is named.
        documents: Those that are an origin themselves, since of them nobody is named.
        nearest: The reports by how near they are to the origin, the nearest first.
        people: Whom each of them came through, in the same order, the outlet first.
        closeness: How near that report is.
    """

    origin: Origin
    known_as: tuple[Name, ...]
    documents: frozenset[str]
    nearest: tuple[LedgerClaim, ...]
    people: tuple[tuple[Name, ...], ...]
    closeness: Closeness


def origins_of(proposition: Proposition, *, language: str = "en") -> tuple[Origin, ...]:
    """The independent origins of a proposition, the one with most reports first.

    Args:
        proposition: What the reports say.
        language: Whose words for those who could be anybody are used, by its ISO 639-1 code.
    """
    return tuple(witness.origin for witness in finder_for(language).find(proposition))


@cache
def finder_for(language: str) -> "OriginFinder":
    """The finder that knows a language, by its ISO 639-1 code."""
    lexicon = lexicon_for(language)
    names = NameReader(lexicon)
    return OriginFinder(names, PositionReader(lexicon, names))


class OriginFinder:
    """Finds the independent origins of propositions."""

    def __init__(self, names: NameReader, positions: PositionReader) -> None:
        self.names, self.positions = names, positions

    def find(self, proposition: Proposition) -> tuple[Witness, ...]:
        """The witnesses of a proposition, the one with most reports first."""
        chains = Chains(proposition, names=self.names, positions=self.positions)
        copies = {link.claim for link in proposition.links if link.relation is Relation.ECHO}
        groups = _groups(proposition, chains)
        found = [_witness(group, chains, copies) for group in groups]
        return tuple(sorted(found, key=lambda one: (-len(one.origin.reports), one.origin.name, one.closeness)))


def _groups(proposition: Proposition, chains: Chains) -> Iterable[Sequence[Chain]]:
    """The reports that are one origin's word: by where they lead to, and by the links between them."""
    groups: Groups[End] = Groups()
    ends: dict[str, End] = {}
    for chain in chains.all:
        groups.join(chain.end, chains.stop(chain)[0])
        ends.setdefault(chain.found.claim.id, chain.end)
    for link in proposition.links:
        if link.relation.is_one_origin and link.claim in ends and link.other in ends:
            groups.join(ends[link.claim], ends[link.other])
    found: Mapping[End, list[Chain]] = defaultdict(list)
    for chain in chains.all:
        found[groups.top(chain.end)].append(chain)
    return found.values()


def _witness(group: Sequence[Chain], chains: Chains, copies: set[str]) -> Witness:
    stop = _main_stop(group, chains)
    near = {id(chain): _closeness(chain, chains, stop, copies) for chain in group}
    ordered = sorted(group, key=lambda chain: near[id(chain)])
    direct = [chain for chain in group if chains.stop(chain) == (stop, 0)]
    name = _name(direct)
    known_as = _known_as(direct)
    people = [chains.people(chain) for chain in ordered]
    by_age = sorted(zip(ordered, people, strict=True), key=lambda pair: pair[0].age)
    return Witness(
        origin=Origin(
            name=name,
            reports=tuple(chain.found for chain, _ in by_age),
            chains=tuple(_shown(row, name, known_as) for _, row in by_age),
        ),
        known_as=known_as,
        documents=frozenset(chain.found.document for chain in direct if chain.origin is None),
        nearest=tuple(chain.found for chain in ordered),
        people=tuple(people),
        closeness=near[id(ordered[0])],
    )


def _known_as(chains: Sequence[Chain]) -> tuple[Name, ...]:
    names = {chain.origin.written: chain.origin for chain in chains if chain.origin is not None}
    return tuple({names[written].words: names[written] for written in sorted(names)}.values())


def _main_stop(group: Sequence[Chain], chains: Chains) -> End:
    """Where the origin is: whoever is cited rather than whoever speaks for themselves, and of these the first."""
    first = min(group, key=lambda chain: (not chain.cites and not chains.stop(chain)[1], chain.age))
    return chains.stop(first)[0]


def _closeness(chain: Chain, chains: Chains, main: End, copies: set[str]) -> Closeness:
    """No copy, told by fewest, then the first, then the least sure: a hedge is lost in retelling, never found."""
    found, (stop, steps) = chain.found, chains.stop(chain)
    low, high = certainty(found.claim, denied=denies(found.claim))
    retold = len(found.claim.sources) + steps + (stop != main)
    return found.claim.id in copies, retold, found.published or date.max, low + high, high, found.claim.id


def _name(chains: Sequence[Chain]) -> str:
    """What to call an origin: its longest name, of these the one that most reports use."""
    written = Counter(chain.origin.written for chain in chains if chain.origin is not None)
    if not written:
        found = chains[0].found
        return f"document {found.name} ({found.document.removeprefix('sha256:')[:8]})"
    longest = max(written, key=lambda name: (len(name.split()), written[name], name))
    name = " ".join(longest.split())
    return name if any(chain.named == len(chain.links) for chain in chains) else f"unnamed source of {name}"


def _shown(people: Sequence[Name], origin: str, known_as: Sequence[Name]) -> tuple[str, ...]:
    """The people of a chain as they are written, the last of them by the name that the origin goes by."""
    written = tuple(" ".join(name.written.split()) for name in people)
    ends_there = bool(people) and any(people[-1].words == name.words for name in known_as)
    return (*(written[:-1] if ends_there else written), origin)
