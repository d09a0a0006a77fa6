"""The propositions of a case with all who take a stance on them: for, against, open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from tocsin.engine.parties import grade_book
from tocsin.engine.weighing import reports_of
from tocsin.ledger.port import View
from tocsin.lexicon.witnesses import one_witness
from tocsin.model.estimate import Origin
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Proposition, PropositionContext, Relation
from tocsin.model.query import Report
from tocsin.model.stance import Stance, StanceTaker, StatedProposition
from tocsin.weigh.chains import Chains
from tocsin.weigh.estimate import weigh
from tocsin.weigh.grades import GradeBook
from tocsin.weigh.origins import claim_origins, is_denial

_STEPS = 3
"""How far around a proposition others decide who takes a stance on it: its head, what else stands below that, and what those
could stand below instead."""
_SURE = 0.75
"""How sure it must be that one report denies another, or leaves it open, for the two to be of one proposition."""
_SIDES = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}


def stated_propositions(view: View, claims: Iterable[str] | None = None) -> Iterator[StatedProposition]:
    """The propositions of a case, those with most reports first, or those that claims belong to.

    Every claim takes a stance on exactly one of them; what nothing else says is a proposition with one report.
    """
    ids = [report.claim.id for report in view.claims()] if claims is None else list(claims)
    contexts = {one.proposition.id: one for one in view.propositions_in_context(ids)}
    asked = set(contexts)
    links: dict[tuple[str, str], Link] = {}
    seen: set[str] = set()
    for step in range(_STEPS + 1):
        own = {report.claim.id for one in contexts.values() for report in one.proposition.claims}
        links |= {(link.claim, link.other): link for link in _opposing(view, own - seen)}
        if step == _STEPS or claims is None:
            break
        beside = {end for link in links.values() for end in (link.claim, link.other)} - own
        seen |= own
        contexts |= {one.proposition.id: one for one in view.propositions_in_context(sorted(beside))}
    heads = _heads(links.values(), contexts)
    parts: dict[str, list[str]] = defaultdict(list)
    for name in contexts:
        parts[heads[name]].append(name)
    wanted = {heads[name] for name in asked}
    grades = grade_book(view, (report for one in contexts.values() for report in reports_of(one)))
    found = [_stated(head, [contexts[name] for name in parts[head]], contexts, grades) for head in wanted]
    yield from sorted(found, key=lambda one: (-len(one.takers), one.takers[0].report.published or date.max, one.id))


def most_reported(view: View, *, limit: int) -> list[StatedProposition]:
    """The propositions of several reports, those with most reports first.

    They are looked for among those that most claims say, and those whose claims others denied or left open last: no other
    has several reports, or more than these have.

    Args:
        view: The case.
        limit: How many at most.
    """
    ids = dict.fromkeys(one.claims[0].claim.id for one in islice(view.propositions(), 2 * limit))
    ends = view.link_ends((Relation.CONTRADICTS, Relation.REVISES, Relation.OPEN))[-4 * limit :]
    ids |= dict.fromkeys(end for link in ends for end in (link.claim, link.other))
    found = (one for one in stated_propositions(view, view.claims_by_id(ids)) if len(one.takers) > 1)
    return list(islice(found, limit))


def _opposing(view: View, claims: Iterable[str]) -> list[Link]:
    """The links by which claims surely deny others, or leave them open, or are denied or left open."""
    return [
        link for link in view.links_of(claims, (Relation.CONTRADICTS, Relation.REVISES, Relation.OPEN))
        if (link.is_denial or link.relation is Relation.OPEN) and link.sureness >= _SURE
    ]  # fmt: skip


def _heads(links: Iterable[Link], contexts: dict[str, PropositionContext]) -> dict[str, str]:
    """For each proposition the one that it takes a stance on: itself, or what it denies or leaves open."""
    sides = {name: one.proposition for name, one in contexts.items()}
    name_of = {report.claim.id: name for name, one in sides.items() for report in one.claims}
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for link in links:
        ends = name_of.get(link.claim), name_of.get(link.other)
        for one, other in (ends, ends[::-1]):
            if one is not None and other is not None and one != other and _is_below(sides[one], sides[other]):
                votes[one][other] += 1
    heads = {name: name for name in sides}
    for name, own in votes.items():
        heads[name] = max(own, key=lambda other: (own[other], len(sides[other].claims), other))
    # What denies a denial stands beside it, not under it.
    return {name: head if heads[head] == head else name for name, head in heads.items()}


def _is_below(one: Proposition, other: Proposition) -> bool:
    """Whether the one takes a stance on the other rather than the other way about."""
    rank = {Stance.FOR: 2, Stance.AGAINST: 1, Stance.OPEN: 0}
    mine, yours = rank[stance_of(one)], rank[stance_of(other)]
    return mine < yours or (mine == yours and (len(one.claims), other.id) < (len(other.claims), one.id))


def stance_of(proposition: Proposition) -> Stance:
    """What the claims of a side say of what their words state: that it is so, that it is not, or neither."""
    if all(
        report.claim.factuality is Factuality.UNCOMMITTED or report.claim.kind is Kind.QUESTION
        for report in proposition.claims
    ):
        return Stance.OPEN
    return Stance.AGAINST if is_denial(proposition) else Stance.FOR


def _stated(
    head: str, parts: list[PropositionContext], contexts: dict[str, PropositionContext], grades: GradeBook
) -> StatedProposition:
    main = contexts[head]
    estimate = weigh(main.proposition, main.rivals, grades)
    own = stance_of(main.proposition)
    takers = []
    for part in parts:
        origins, chains = claim_origins([part.proposition], grades.parties), Chains(part.proposition, grades.parties)
        stance = stance_of(part.proposition)
        if part.proposition.id != head and stance == own and stance is not Stance.OPEN:
            stance = _SIDES[stance]
        elif own is Stance.AGAINST and part.proposition.id == head:
            # Denied words that nobody affirms: the statement is that it is not so.
            stance = Stance.FOR
        takers += [
            StanceTaker(report=report, stance=stance, origin=_name(report, origins[report.claim.id], chains, grades))
            for report in part.proposition.claims
        ]
    takers.sort(key=lambda one: (one.report.published or date.max, one.report.document, one.report.claim.start))
    return StatedProposition(id=head, statement=estimate.subject, takers=tuple(takers), estimate=estimate)


def _name(report: Report, origin: Origin, chains: Chains, grades: GradeBook) -> str | None:
    """Whose word a report is: of several who are one witness the one it names, or whom that one cites elsewhere."""
    if report.claim.sources:
        party = grades.parties.party_of(report.claim.sources[-1], report)
        if party is not None:
            cited = chains.parties.get(chains.stop(("party", party.id))[0][1], party)
            one = one_witness((party, cited))
            return party.name if one[party.id] == one[cited.id] else cited.name
    return origin.name if origin.is_named else None
