"""Whose word the reports of a proposition are: its independent origins, each with every report that goes back to it."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.model.estimate import Origin
from tocsin.model.evidence import certainty, denies
from tocsin.model.factuality import Factuality
from tocsin.model.groups import Groups
from tocsin.model.link import Link, Proposition, Relation
from tocsin.model.party import Parties, Party
from tocsin.model.query import Report
from tocsin.weigh.chains import Chain, Chains, End, Person

Closeness = tuple[bool, int, date, float, float, str]
"""How near a report is to its origin; of two the smaller one is nearer."""


@dataclass(frozen=True, slots=True)
class Witness:
    """An independent origin with what it takes to weigh it.

    Attributes:
        parties: Those that it is known as: one, or those of a ring; none where nobody is named.
        documents: Those that are an origin themselves, since they name nobody.
        nearest: The reports by how near they are to the origin, the nearest first.
        people: Whom each of them came through, in the same order, the outlet first.
        closeness: How near the first of them is.
    """

    origin: Origin
    parties: tuple[Party, ...]
    documents: frozenset[str]
    nearest: tuple[Report, ...]
    people: tuple[tuple[Person, ...], ...]
    closeness: Closeness


def claim_origins(propositions: Iterable[Proposition], parties: Parties) -> dict[str, Origin]:
    """Whose word each claim of some propositions is, by the ids of the claims: the one place that tells it.

    Args:
        propositions: Those that the claims are in; a claim that is in none is a proposition of its own.
        parties: Whose names those of the claims are.
    """
    found: dict[str, Origin] = {}
    for proposition in propositions:
        chains, copies = Chains(proposition, parties), _copies(proposition.links)
        for group in _groups(proposition, chains):
            origin = _origin(group, chains, _stop(group, chains, copies))
            found.update((report.claim.id, origin) for report in origin.reports)
    return found


def witnesses_of(proposition: Proposition, parties: Parties) -> tuple[Witness, ...]:
    """The independent origins of a proposition, the one with most reports first."""
    chains = Chains(proposition, parties)
    copies = _copies(proposition.links)
    denied = is_denial(proposition)
    found = [_witness(group, chains, copies, denied=denied) for group in _groups(proposition, chains)]
    return tuple(sorted(found, key=lambda one: (-len(one.origin.reports), one.origin.name, one.closeness)))


def is_denial(proposition: Proposition) -> bool:
    """Whether what the claims say is that something is not so.

    The claim that gives the proposition its id tells, or where that one leaves it open, the first that does not.
    """
    first = min(
        (report for report in proposition.claims if report.claim.factuality.score),
        key=lambda report: (report.claim.id != proposition.id, report.published or date.max, report.claim.id),
        default=None,
    )
    return first is not None and denies(first.claim)


def _groups(proposition: Proposition, chains: Chains) -> Iterable[Sequence[Chain]]:
    """The reports that are one origin's word: by where they lead to, and by the links between them."""
    if len(chains.all) == 1:
        return (chains.all,)
    groups: Groups[End] = Groups()
    ends: dict[str, End] = {}
    for chain in chains.all:
        stop, _ = chains.stop(chain.end)
        groups.join(stop, chain.end)
        if stop[0] == "saw" and chains.stop(("party", stop[1]))[0] == ("party", stop[1]):
            groups.join(stop, ("party", stop[1]))
        ends.setdefault(chain.report.claim.id, chain.end)
    for link in proposition.links:
        if link.relation.is_one_origin and link.claim in ends and link.other in ends:
            one, other = ends[link.claim], ends[link.other]
            # Words that name one source tell nothing of two persons of one name; copied words do, and a person's own link.
            if link.relation is Relation.ECHO or link.by is not None or not chains.are_apart(one, other):
                groups.join(one, other)
    found: Mapping[End, list[Chain]] = defaultdict(list)
    for chain in chains.all:
        found[groups.top(chain.end)].append(chain)
    return found.values()


def _copies(links: Iterable[Link]) -> set[str]:
    """The claims that copy one which copies none; those that only copy each other do not tell which of them was first."""
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


def _stop(group: Sequence[Chain], chains: Chains, copies: Container[str]) -> End:
    """Where the origin is: with no copy, with somebody who is cited rather than speaks for themselves, with the first."""
    main = min(
        group,
        key=lambda one: (one.report.claim.id in copies, not one.cites and not chains.stop(one.end)[1], one.age),
    )
    return chains.stop(main.end)[0]


def _origin(group: Sequence[Chain], chains: Chains, stop: End) -> Origin:
    party, direct = chains.parties.get(stop[1]), _direct(group, chains, stop)
    is_named = party is not None and any(chain.named == len(chain.people) for chain in direct)
    name = _name(party, direct)
    known = {one.id for one in _known_as(group, chains, stop)}
    by_age = sorted(group, key=lambda chain: chain.age)
    return Origin(
        name=name,
        reports=tuple(chain.report for chain in by_age),
        chains=tuple(_shown(chains.behind(chain), name, known) for chain in by_age),
        party=party,
        document=stop[1] if party is None else None,
        is_named=is_named,
    )


def _direct(group: Sequence[Chain], chains: Chains, stop: End) -> list[Chain]:
    """The reports that nobody passed on."""
    return [chain for chain in group if chains.stop(chain.end) == (stop, 0)]


def _known_as(group: Sequence[Chain], chains: Chains, stop: End) -> tuple[Party, ...]:
    """The parties that an origin is known as, the one that it is named after first."""
    ends = (chain.end for chain in _direct(group, chains, stop))
    keys = dict.fromkeys((stop[1], *(key for kind, key in ends if kind != "document")))
    return tuple(chains.parties[key] for key in keys if key in chains.parties)


def _witness(group: Sequence[Chain], chains: Chains, copies: Container[str], *, denied: bool) -> Witness:
    stop = _stop(group, chains, copies)

    def closeness(chain: Chain) -> Closeness:
        """No copy, told by fewest, then the first, then the least sure: a hedge is lost in retelling, never found."""
        claim, (own, passed) = chain.report.claim, chains.stop(chain.end)
        low, high = (0.0, 0.0) if claim.factuality is Factuality.UNCOMMITTED else certainty(claim, denied=denied)
        # What only a link joins to the others says their word without saying whose it is.
        copied = claim.id in copies or own != stop
        return copied, chain.retold + passed, chain.report.published or date.max, low, high, claim.id

    ordered = sorted(group, key=closeness)
    return Witness(
        origin=_origin(group, chains, stop),
        parties=_known_as(group, chains, stop),
        documents=frozenset(
            chain.report.document for chain in _direct(group, chains, stop) if chain.end[0] == "document"
        ),
        nearest=tuple(chain.report for chain in ordered),
        people=tuple(chains.behind(chain) for chain in ordered),
        closeness=closeness(ordered[0]),
    )


def _name(party: Party | None, chains: Sequence[Chain]) -> str:
    """What to call an origin: its party's name; where that only cites people who are not named, or none is, it says so."""
    if party is None:
        report = chains[0].report
        return f"document {report.name} ({report.document.removeprefix('sha256:')[:8]})"
    return (
        party.name if any(chain.named == len(chain.people) for chain in chains) else f"unnamed source of {party.name}"
    )


def _shown(people: Sequence[Person], origin: str, known: Container[str]) -> tuple[str, ...]:
    """The people of a chain as they are written, the last of them by the name of the origin."""
    written = tuple(" ".join(one.written.split()) for one in people)
    return (*(written[:-1] if people and people[-1].key in known else written), origin)
