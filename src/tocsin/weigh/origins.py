"""Whose word the reports of a proposition are: its independent origins, each with every report that goes back to it."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tocsin.lexicon.language import lexicon_for
from tocsin.model.estimate import Origin
from tocsin.model.factuality import Factuality
from tocsin.model.groups import Groups
from tocsin.model.link import Link, Proposition, Relation
from tocsin.model.query import Report
from tocsin.weigh.certainty import certainty
from tocsin.weigh.chains import Chain, Chains, End
from tocsin.weigh.names import Name, NameReader, Words
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
    nearest: tuple[Report, ...]
    people: tuple[tuple[Name, ...], ...]
    closeness: Closeness


def origins_of(proposition: Proposition, *, language: str | None = None) -> tuple[Origin, ...]:
    """The independent origins of a proposition, the one with most reports first.

    Args:
        proposition: What the reports say.
        language: Whose words for those who could be anybody are used, by its ISO 639-1 code.
    """
    return tuple(witness.origin for witness in finder_for(language).find(proposition))


def claim_origins(propositions: Iterable[Proposition], *, language: str | None = None) -> dict[str, Origin]:
    """Whose word each claim of some propositions is, by the ids of the claims: the one place that tells it.

    Args:
        propositions: Those that the claims are in; a claim that is in none is a proposition of its own.
        language: Whose words for those who could be anybody are used, by its ISO 639-1 code.
    """
    return {
        report.claim.id: origin
        for proposition in propositions
        for origin in origins_of(proposition, language=language)
        for report in origin.reports
    }


@cache
def finder_for(language: str | None = None) -> "OriginFinder":
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
        copies = _copies(proposition.links)
        groups = _groups(proposition, chains)
        found = [_witness(group, chains, copies) for group in groups]
        return tuple(sorted(found, key=lambda one: (-len(one.origin.reports), one.origin.name, one.closeness)))


def _groups(proposition: Proposition, chains: Chains) -> Iterable[Sequence[Chain]]:
    """The reports that are one origin's word: by where they lead to, and by the links between them."""
    groups: Groups[End] = Groups()
    ends: dict[str, End] = {}
    for chain in chains.all:
        groups.join(chain.end, chains.stop(chain)[0])
        ends.setdefault(chain.report.claim.id, chain.end)
    for link in proposition.links:
        if link.relation.is_one_origin and link.claim in ends and link.other in ends:
            groups.join(ends[link.claim], ends[link.other])
    found: Mapping[End, list[Chain]] = defaultdict(list)
    for chain in chains.all:
        found[groups.top(chain.end)].append(chain)
    return found.values()


def _copies(links: Iterable[Link]) -> set[str]:
    """The claims that copy one which copies none; those that only copy each other tell nothing of which was there first."""
    copied: Mapping[str, list[str]] = defaultdict(list)
    copying = set()
    for link in links:
        if link.relation is Relation.ECHO and link.claim != link.other:
            copied[link.other].append(link.claim)
            copying.add(link.claim)
    found: set[str] = set()
    left = [claim for claim in copied if claim not in copying]
    while left:
        new = [claim for claim in copied.get(left.pop(), ()) if claim not in found]
        found.update(new)
        left.extend(new)
    return found


def _witness(group: Sequence[Chain], chains: Chains, copies: set[str]) -> Witness:
    stop = _main_stop(group, chains, copies)
    near = {id(chain): _closeness(chain, chains, stop, copies) for chain in group}
    ordered = sorted(group, key=lambda chain: near[id(chain)])
    direct = [chain for chain in group if chains.stop(chain) == (stop, 0)]
    name = _name(direct)
    known_as = _known_as(direct)
    documents = frozenset(chain.report.document for chain in direct if chain.origin is None)
    words = frozenset(known.words for known in known_as)
    people = [chains.people(chain) for chain in ordered]
    by_age = sorted(zip(ordered, people, strict=True), key=lambda pair: pair[0].age)
    return Witness(
        origin=Origin(
            name=name,
            reports=tuple(chain.report for chain, _ in by_age),
            chains=tuple(_shown(row, name, words) for _, row in by_age),
            party=" ".join(sorted(known_as[0].words)) if known_as else None,
            document=None if known_as else min(documents),
        ),
        known_as=known_as,
        documents=documents,
        nearest=tuple(chain.report for chain in ordered),
        people=tuple(people),
        closeness=near[id(ordered[0])],
    )


def _known_as(chains: Sequence[Chain]) -> tuple[Name, ...]:
    names = {chain.origin.written: chain.origin for chain in chains if chain.origin is not None}
    return tuple({names[written].words: names[written] for written in sorted(names)}.values())


def _main_stop(group: Sequence[Chain], chains: Chains, copies: Container[str]) -> End:
    """Where the origin is: with no copy, with one who is cited rather than one who speaks for themselves, with the first."""

    def rank(chain: Chain) -> tuple[bool, bool, tuple[date, int, str]]:
        speaks_for_itself = not chain.cites and not chains.stop(chain)[1]
        return chain.report.claim.id in copies, speaks_for_itself, chain.age

    return chains.stop(min(group, key=rank))[0]


def _closeness(chain: Chain, chains: Chains, main: End, copies: Container[str]) -> Closeness:
    """No copy, told by fewest, then the first, then the least sure: a hedge is lost in retelling, never found."""
    found, (stop, steps) = chain.report, chains.stop(chain)
    open_ = found.claim.factuality is Factuality.UNCOMMITTED
    low, high = (0.0, 0.0) if open_ else certainty(found.claim, denied=chains.denied)
    # What only a link joins to the others says their word without saying whose it is.
    copied = found.claim.id in copies or stop != main
    return copied, chain.retold + steps, found.published or date.max, low, high, found.claim.id


def _name(chains: Sequence[Chain]) -> str:
    """What to call an origin: its longest name, of these the one that most reports use."""
    written = Counter(chain.origin.written for chain in chains if chain.origin is not None)
    if not written:
        found = chains[0].report
        return f"document {found.name} ({found.document.removeprefix('sha256:')[:8]})"
    longest = max(written, key=lambda name: (len(name.split()), written[name], name))
    name = " ".join(longest.split())
    return name if any(chain.named == len(chain.links) for chain in chains) else f"unnamed source of {name}"


def _shown(people: Sequence[Name], origin: str, known_as: Container[Words]) -> tuple[str, ...]:
    """The people of a chain as they are written, the last of them by the name that the origin goes by."""
    written = tuple(" ".join(name.written.split()) for name in people)
    return (*(written[:-1] if people and people[-1].words in known_as else written), origin)
