"""Propositions of a case, weighed."""

from tocsin.ledger.ledger import Ledger
from tocsin.model.estimate import Estimate
from tocsin.model.link import Proposition
from tocsin.weigh.weighing import weigh


def estimate(ledger: Ledger, proposition: Proposition) -> Estimate:
    """Weigh a proposition by what the case holds for it and against it, and by the grades of its sources.

    Raises:
        CaseError: The case cannot be read.
    """
    return weigh(proposition, ledger.links.rivals(proposition), ledger.grades.all())
