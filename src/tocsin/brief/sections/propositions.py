"""The main propositions: how probable, how credible, on how many independent origins, and who reports them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tocsin.brief.harmless import plain
from tocsin.brief.records import BriefRecords, Weighed
from tocsin.brief.sections.passages import ID, count, more, passage, quote, several
from tocsin.model.brief import Fact, FactKind, Passage
from tocsin.model.kind import Kind
from tocsin.model.query import Report

_FOR, _AGAINST = 4, 3
MOST_ORIGINS = 4
"""More origins than these do not put a proposition before others."""

Rank = tuple[int, bool, float, date, int]
"""What puts a proposition before others: witnesses, whether it is disputed, weight, the last day, reports."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposition as far as the period's claims show it, before it is weighed."""

    id: str
    rank: Rank


def candidates(
    claims: Iterable[Report], proposition_ids: Mapping[str, str], origins: Mapping[str, str], disputed: set[str]
) -> list[Candidate]:
    """The propositions of several claims, the first to be weighed first.

    Args:
        claims: Those of the period.
        proposition_ids: The proposition of each claim that shares one with others.
        origins: The key of the origin of each claim whose origin is named.
        disputed: The ids of claims that another one contradicts.
    """
    members: dict[str, list[Report]] = defaultdict(list)
    for report in claims:
        if report.claim.id in proposition_ids and report.claim.kind is Kind.STATEMENT:
            members[proposition_ids[report.claim.id]].append(report)
    found = []
    for proposition, held in members.items():
        ids = [report.claim.id for report in held]
        named = {origins[key] for key in ids if key in origins}
        newest = max((report.published for report in held if report.published), default=date.min)
        weight = round(max(report.claim.weight or 0.0 for report in held), 1)
        rank = (min(MOST_ORIGINS, len(named)), not disputed.isdisjoint(ids), weight, newest, len(held))
        found.append(Candidate(proposition, rank))
    return sorted(found, key=lambda one: one.rank, reverse=True)


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
