"""Propositions of a case, weighed, and whose word its claims are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import nlargest

from tocsin.engine.parties import grade_book
from tocsin.ledger.port import View
from tocsin.model.estimate import Estimate, Origin
from tocsin.model.link import Proposition, PropositionContext, Relation, Rival
from tocsin.model.query import Report
from tocsin.weigh.appraisal import appraised
from tocsin.weigh.credibility import witnesses
from tocsin.weigh.estimate import weigh_all
from tocsin.weigh.grades import GradeBook
from tocsin.weigh.origins import claim_origins, witnesses_of


def estimate(ledger: View, key: str) -> Estimate:
    """Weigh the proposition of a claim: by what the case holds for it and against it, and by the grades of its sources."""
    proposition = ledger.proposition(key)
    return _weighed(ledger, ledger.propositions_in_context([proposition.claims[0].claim.id]))[0]


def estimates_of(ledger: View, claims: Iterable[str], *, is_known: Callable[[Report], bool]) -> list[Estimate]:
    """The propositions that claims are in, each once, weighed by what was known at a moment.

    Args:
        ledger: The case.
        claims: The ids of the claims.
        is_known: Whether a report was there already at the moment that is looked from.
    """
    contexts = (known_of(one, is_known) for one in ledger.propositions_in_context(claims))
    return _weighed(ledger, [one for one in contexts if one.proposition.claims])


def _weighed(view: View, contexts: Sequence[PropositionContext]) -> list[Estimate]:
    grades = grade_book(view, (report for one in contexts for report in reports_of(one)))
    return weigh_all(contexts, grades)


def reports_of(context: PropositionContext) -> Iterator[Report]:
    """Every report that bears on a proposition."""
    yield from context.proposition.claims
    yield from (report for rival in context.rivals for report in rival.proposition.claims)


def known_of(context: PropositionContext, is_known: Callable[[Report], bool]) -> PropositionContext:
    """What of a proposition, and of what stands against it, was there already."""
    own = _known_part(context.proposition, is_known)
    rivals = []
    for rival in context.rivals:
        proposition = _known_part(rival.proposition, is_known)
        ids = {report.claim.id for one in (own, proposition) for report in one.claims}
        links = tuple(link for link in rival.links if link.claim in ids and link.other in ids)
        if links:
            later = any(link.relation is Relation.REVISES for link in links)
            rivals.append(Rival(proposition=proposition, links=links, later=later))
    before = tuple(one for one in context.before if is_known(one.claim) and is_known(one.other))
    return PropositionContext(proposition=own, rivals=tuple(rivals), before=before)


def _known_part(proposition: Proposition, is_known: Callable[[Report], bool]) -> Proposition:
    claims = tuple(one for one in proposition.claims if is_known(one))
    ids = {one.claim.id for one in claims}
    links = tuple(one for one in proposition.links if one.claim in ids and one.other in ids)
    return replace(proposition, claims=claims, links=links)


def origins_and_grades(view: View, claims: Sequence[Report]) -> tuple[dict[str, Origin], GradeBook]:
    """Whose word claims are, by their ids, and the grades of their sources.

    Propositions, figures, scenarios and briefs all use these origins.
    """
    propositions = view.propositions_of(report.claim.id for report in claims)
    grades = grade_book(view, [*claims, *(report for one in propositions for report in one.claims)])
    found = claim_origins(propositions, grades.parties)
    return {report.claim.id: found[report.claim.id] for report in claims}, grades


def one_word(view: View, propositions: Sequence[Proposition]) -> dict[str, tuple[str, str]]:
    """Whose word each claim of some propositions is: what all claims of one witness have in common, and the origin's name.

    Two claims that differ in the first of the two have two witnesses, as the count of origins has it.
    """
    grades = grade_book(view, (report for one in propositions for report in one.claims))
    found: dict[str, tuple[str, str]] = {}
    for proposition in propositions:
        said = [appraisal for _, appraisal in appraised(proposition, grades)]
        witness = witnesses(said)
        found.update(
            (report.claim.id, (witness[one.origin.key], one.origin.name))
            for one in said
            for report in one.origin.reports
        )
    return found


def best_supported(view: View, *, limit: int) -> list[Estimate]:
    """The propositions that most independent origins say, weighed; of several claims each, and at most `limit` of them."""
    grades = grade_book(view)
    found = (
        (len(witnesses_of(one, grades.parties)), len(one.claims), -number, one)
        for number, one in enumerate(view.propositions())
    )
    best = [one for *_, one in nlargest(limit, found, key=lambda row: row[:3])]
    contexts = view.propositions_in_context([one.claims[0].claim.id for one in best])
    weighed = {one.proposition: one for one in weigh_all(contexts, grades)}
    return [weighed[one.id] for one in best]
