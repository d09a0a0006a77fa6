"""What the links of a case come to: conflicts side by side, changes, and who copied whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product

from tocsin.engine.weighing import one_word
from tocsin.ledger.port import Ledger
from tocsin.model.groups import Groups
from tocsin.model.link import Link, Linked, Proposition, Relation
from tocsin.model.query import ClaimFilter, Report
from tocsin.model.reason import Reason

_APART = ("link.different_sources", "link.different_outlets")
"""Rules that tell by the words of two reports that they have two origins."""
_FOLLOWING = 400
"""Pairs that follow from one link which are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Accounts that cannot all be true: a side for each proposition, that with most reports first, and their links."""

    sides: tuple[Proposition, ...]
    links: tuple[Linked, ...]

    @property
    def latest(self) -> date | None:
        """The last day on which one of the accounts was published."""
        return max((day for side in self.sides for found in side.claims if (day := found.published)), default=None)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why they cannot all be true, each reason once."""
        return tuple(dict.fromkeys(reason for linked in self.links for reason in linked.link.reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """A document and what it copied from another one: each link runs from the copy to what was copied."""

    links: tuple[Linked, ...]

    @property
    def copy(self) -> Report:
        """A claim of the document that copied."""
        return self.links[0].claim

    @property
    def original(self) -> Report:
        """A claim of the one it copied from."""
        return self.links[0].other


def conflicts(ledger: Ledger, *, since: date | None = None, about: str | None = None) -> list[Conflict]:
    """Accounts that contradict each other, side by side; those with the latest account first.

    Args:
        ledger: The case.
        since: Only those of which an account was published on this day or later.
        about: Only those of which a claim or its sentence holds these words.
    """
    links = list(_wanted(ledger, {Relation.CONTRADICTS}, since=since, about=about))
    heads = ledger.proposition_ids()

    def side(report: Report) -> str:
        return heads.get(report.claim.id, report.claim.id)

    matters = Groups((side(link.claim), side(link.other)) for link in links)
    own: dict[str, list[Linked]] = defaultdict(list)
    for link in links:
        own[matters.top(side(link.claim))].append(link)
    sides: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in ledger.propositions_of(name for group in matters.groups() for name in group):
        sides[matters.top(proposition.id)].append(proposition)
    for group in sides.values():
        group.sort(key=lambda one: (-len(one.claims), one.claims[0].published or date.max, one.id))
    found = [Conflict(sides=tuple(group), links=tuple(own[top])) for top, group in sides.items()]
    return sorted(found, key=lambda one: (one.latest or date.min, one.sides[0].id), reverse=True)


def changes(ledger: Ledger, *, since: date | None = None, about: str | None = None) -> list[Linked]:
    """Claims that revise others: each link runs from what is said now to what was said; the latest first."""
    links = _wanted(ledger, {Relation.REVISES}, since=since, about=about)
    return sorted(links, key=lambda one: (one.claim.published or date.min, one.claim.claim.id), reverse=True)


def copies(ledger: Ledger, *, since: date | None = None, about: str | None = None) -> list[Copying]:
    """Who copied whom, by document; those who copied most first."""
    copied: dict[tuple[str, str], list[Linked]] = defaultdict(list)
    for link in _wanted(ledger, {Relation.ECHO}, since=since, about=about):
        copied[link.claim.document, link.other.document].append(link)
    found = [Copying(links=tuple(links)) for links in copied.values()]
    return sorted(found, key=lambda one: (-len(one.links), one.copy.name, one.original.name))


def links(ledger: Ledger, *, since: date | None = None, about: str | None = None) -> Iterator[Linked]:
    """The links between claims, in the order they were found.

    What contradicts, revises or is a part of one report of a proposition does so to each that says the same, as far as they
    are not linked otherwise; where it is by their figures, to each that tells the figure compared. What corroborates by the
    words of two reports, but is one witness's as all reports of the proposition tell, repeats; what repeats by their words,
    but is of two whom an analyst holds apart, corroborates.
    """
    found = list(_wanted(ledger, set(Relation) - {Relation.OPEN}, since=since, about=about))
    known = {frozenset((one.link.claim, one.link.other)) for one in found}
    kinds = {Relation.CORROBORATES, *((Relation.REPEATS,) if ledger.party_rulings() else ())}
    told_twice = {end for one in found if one.link.relation in kinds for end in _ends(one)}
    alike: dict[str, tuple[Report, ...]] = {}
    weighed: list[Proposition] = []
    for proposition in ledger.propositions():
        ids = {report.claim.id for report in proposition.claims}
        alike |= dict.fromkeys(ids, proposition.claims)
        weighed += [proposition] if not ids.isdisjoint(told_twice) else []
    whose = one_word(ledger, weighed)
    for one in (_by_witness(linked, whose) for linked in found):
        yield one
        if one.link.relation.is_same:
            continue
        own, others = (
            [
                report
                for report in alike.get(end.claim.id, (end,))
                if not one.link.is_of_figures or _counts_alike(report, end, one.link)
            ]
            for end in (one.claim, one.other)
        )
        for claim, other in islice(product(own, others), _FOLLOWING):
            pair = frozenset((claim.claim.id, other.claim.id))
            if pair not in known and len(pair) > 1:
                known.add(pair)
                link = replace(one.link, claim=claim.claim.id, other=other.claim.id)
                yield Linked(link=link, claim=claim, other=other)


def _ends(linked: Linked) -> tuple[str, str]:
    return linked.link.claim, linked.link.other


def _by_witness(linked: Linked, whose: Mapping[str, tuple[str, str]]) -> Linked:
    """The link as the count of origins has it: reports of one witness do not corroborate, those of two do not repeat."""
    link = linked.link
    one, other = (whose.get(end) for end in _ends(linked))
    if link.by is not None or one is None or other is None:
        return linked
    if link.relation is Relation.REPEATS and one[0] != other[0]:
        kept = tuple(told for told in link.reasons if told.rule != "link.same_source")
        reasons = (*kept, Reason(rule="link.different_sources", weight=0.4))
        return replace(linked, link=replace(link, relation=Relation.CORROBORATES, reasons=reasons))
    if link.relation is not Relation.CORROBORATES or one[0] != other[0]:
        return linked
    reason = Reason(rule="engine.one_witness", weight=0.4, facts={"origin": one[1]})
    kept = tuple(told for told in link.reasons if told.rule not in _APART)
    return replace(linked, link=replace(link, relation=Relation.REPEATS, reasons=(*kept, reason)))


def _counts_alike(report: Report, end: Report, link: Link) -> bool:
    """Whether a report tells the figure by which an end of a link was compared, or one of its figures if none is named."""
    ours, theirs = (
        {tuple(dict.fromkeys((told.low, told.high))) for told in one.claim.quantities} for one in (report, end)
    )
    facts = (reason.facts.get(side) for reason in link.reasons for side in ("one", "other"))
    compared = theirs.intersection(fact for fact in facts if isinstance(fact, tuple))
    return not ours.isdisjoint(compared or theirs)


def _wanted(
    ledger: Ledger, relations: Collection[Relation], *, since: date | None, about: str | None
) -> Iterator[Linked]:
    links: Iterable[Linked] = ledger.links(relations, since=since)
    if about is None:
        yield from links
        return
    held = {found.claim.id for found in ledger.claims(ClaimFilter(words=about))}
    yield from (link for link in links if held & {link.link.claim, link.link.other})
