"""Propositions of a case, weighed."""

from heapq import nlargest

from tocsin.ledger.ledger import Ledger
from tocsin.model.estimate import Estimate
from tocsin.model.link import Proposition
from tocsin.weigh.origins import origins_of
from tocsin.weigh.weighing import weigh


def estimate(ledger: Ledger, proposition: Proposition) -> Estimate:
    """Weigh a proposition by what the case holds for it and against it, and by the grades of its sources.

    Raises:
        CaseError: The case cannot be read.
    """
    return weigh(proposition, ledger.links.rivals(proposition), ledger.grades.all())


def best_supported(ledger: Ledger, *, limit: int) -> list[Estimate]:
    """The propositions that most independent origins say, weighed; of several claims each, and at most `limit` of them.

    Raises:
        CaseError: The case cannot be read.
    """
    found = (
        (len(origins_of(one)), len(one.claims), -number, one) for number, one in enumerate(ledger.links.propositions())
    )
    grades = ledger.grades.all()
    return [weigh(one, ledger.links.rivals(one), grades) for *_, one in nlargest(limit, found, key=lambda row: row[:3])]
