"""The main propositions: how probable, how credible, on how many independent origins, and who reports them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from tocsin.brief.harmless import plain
from tocsin.brief.records import BriefRecords, Weighed
from tocsin.brief.sections.passages import ID, count, more, passage, quote, several
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.kind import Kind
from tocsin.model.query import Report

_FOR, _AGAINST = 2, 2
_FEW_DAYS = 5.0
"""Days in which news loses half of what it is worth."""
_BY_WITNESSES = (0.0, 0.0, 0.5, 0.8, 1.0)
"""What so many witnesses add; more than these add no more."""
_RECENT, _DISPUTED, _LEADS = 0.8, 0.3, 0.3
"""What it adds that something is new, that somebody says otherwise, that its document begins with it."""
_DENIAL = 0.4
"""What is taken from a denial: what it denies is told with it, and is understood alone."""
_HEAVY = 0.5
"""How weighty a claim must be to be told where nobody else says it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposition as far as the period's claims show it, before it is weighed.

    Attributes:
        id: Its id.
        worth: What it is worth telling by how weighty and how new it is, and by whether its document begins with it.
        newest: The last day on which it was published.
        reports: How many claims of the period say so.
        named: How many origins of them are named.
        is_disputed: Whether a claim says otherwise.
    """

    id: str
    worth: float
    newest: date
    reports: int
    named: int
    is_disputed: bool

    def rank(self, witnesses: int | None = None, *, is_disputed: bool | None = None) -> tuple[float, date, int, str]:
        """What puts it before others; how many witnesses it has, and whether it is disputed, is known once it is weighed."""
        known = self.named if witnesses is None else witnesses
        disputed = self.is_disputed if is_disputed is None else is_disputed
        worth = self.worth + _BY_WITNESSES[min(known, len(_BY_WITNESSES) - 1)] + _DISPUTED * disputed
        return worth, self.newest, self.reports, self.id


def candidates(
    claims: Sequence[Report],
    proposition_ids: Mapping[str, str],
    origins: Mapping[str, str],
    disputed: set[str],
    background: Set[str] = frozenset(),
) -> list[Candidate]:
    """The propositions of several claims, and those of one that is weighty, the first to be weighed first.

    Args:
        claims: Those of the period.
        proposition_ids: The proposition of each claim that shares one with others.
        origins: The key of the origin of each claim whose origin is named.
        disputed: The ids of claims that another one contradicts.
        background: The ids of claims that an outlet sends with each dispatch: they are no news.
    """
    first: dict[str, int] = {}
    members: dict[str, list[Report]] = defaultdict(list)
    last = max((report.published for report in claims if report.published), default=date.min)
    for report in claims:
        start = report.sentence_span.start
        first[report.document] = min(start, first.get(report.document, start))
        is_shared = report.claim.id in proposition_ids
        if report.claim.kind is Kind.STATEMENT and (is_shared or (report.claim.weight or 0.0) >= _HEAVY):
            members[proposition_ids.get(report.claim.id, report.claim.id)].append(report)
    found = []
    for proposition, held in members.items():
        ids = [report.claim.id for report in held]
        if background >= set(ids):
            continue
        newest = max((report.published for report in held if report.published), default=date.min)
        weight = max(report.claim.weight or 0.0 for report in held)
        leads = any(report.sentence_span.start == first[report.document] for report in held)
        is_new = 0.5 ** ((last - newest).days / _FEW_DAYS)
        worth = (
            weight
            + _LEADS * leads
            + _RECENT * is_new
            - _DENIAL * all(report.claim.factuality.score < 0 for report in held)
        )
        named = {origins[key] for key in ids if key in origins}
        found.append(Candidate(proposition, worth, newest, len(held), len(named), not disputed.isdisjoint(ids)))
    return sorted(found, key=lambda one: one.rank(), reverse=True)


def propositions(records: BriefRecords) -> Iterator[Passage]:
    """Each proposition with the first report of each of its origins, then of those against it."""
    yield from map(_proposition, records.propositions)
    yield from more("proposition", records.untold, ("tocsin", "origins"))


def _proposition(weighed: Weighed) -> Passage:
    estimate = weighed.estimate
    key = (weighed.proposition.id,)
    facts = {
        "subject": _subject(weighed),
        "credibility": Fact(kind=FactKind.CREDIBILITY, value=estimate.credibility, of=key),
        "reports": count(report.claim.id for origin in estimate.origins for report in origin.reports),
        "origins": Fact(kind=FactKind.ORIGINS, value=estimate.witnesses_for, of=key),
    }
    template = "proposition"
    if estimate.probability is None:
        template += ".open"
    else:
        facts["probability"] = Fact(kind=FactKind.PROBABILITY, value=estimate.probability, of=key)
    if estimate.against:
        template += ".disputed"
        facts["against"] = Fact(kind=FactKind.AGAINST, value=estimate.witnesses_against, of=key)
    command = ("tocsin", "origins", weighed.proposition.id[:ID])
    firsts = [[one.reports[0] for one in side if one.reports] for side in (estimate.origins, estimate.against)]
    beside = several(firsts[0], _FOR, "origin", command) + several(firsts[1], _AGAINST, "against", command)
    return passage(template, facts, about=weighed.proposition.id, beside=beside)


def _subject(weighed: Weighed) -> Fact:
    """What the proposition says, in the words that its estimate took from one of its claims."""
    wanted = plain(weighed.estimate.subject)
    for report in weighed.proposition.claims:
        for words in (report.claim.standalone, report.claim.text, report.sentence):
            if plain(words) == wanted:
                return Fact(kind=FactKind.QUOTE, value=words, of=(report.claim.id,))
    return quote(weighed.proposition.claims[0])
