"""Propositions of a case, weighed."""

from collections.abc import Iterable
from heapq import nlargest

from tocsin.ledger.port import Ledger
from tocsin.model.estimate import Estimate, Origin
from tocsin.model.link import Proposition
from tocsin.model.query import Report
from tocsin.weigh.origins import claim_origins, origins_of
from tocsin.weigh.weighing import weigh


def estimate(ledger: Ledger, proposition: Proposition) -> Estimate:
    """Weigh a proposition by what the case holds for it and against it, and by the grades of its sources.

    Raises:
        CaseError: The case cannot be read.
    """
    return weigh(proposition, ledger.rivals(proposition), ledger.grades())


def origins_of_claims(ledger: Ledger, claims: Iterable[Report]) -> dict[str, Origin]:
    """Whose word claims are, by their ids: what propositions, figures, scenarios and briefs alike go by.

    Raises:
        CaseError: The case cannot be read.
    """
    wanted = {report.claim.id: report for report in claims}
    shared = ledger.proposition_ids()
    alone = (Proposition(id=key, claims=(report,)) for key, report in wanted.items() if key not in shared)
    joint = ledger.propositions_of(key for key in wanted if key in shared)
    found = claim_origins([*alone, *joint])
    return {key: found[key] for key in wanted}


def best_supported(ledger: Ledger, *, limit: int) -> list[Estimate]:
    """The propositions that most independent origins say, weighed; of several claims each, and at most `limit` of them.

    Raises:
        CaseError: The case cannot be read.
    """
    found = ((len(origins_of(one)), len(one.claims), -number, one) for number, one in enumerate(ledger.propositions()))
    grades = ledger.grades()
    return [weigh(one, ledger.rivals(one), grades) for *_, one in nlargest(limit, found, key=lambda row: row[:3])]
