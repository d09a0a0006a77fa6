"""Answers of a case: claims that fit a question, the propositions they state, and what supports these."""

from tocsin.ask.answer import answer, supported
from tocsin.ask.question import read_question
from tocsin.engine.parties import grade_book
from tocsin.engine.weighing import reports_of
from tocsin.ledger.port import View
from tocsin.lexicon.language import Lexicon
from tocsin.model.answer import Answer, Support
from tocsin.weigh.estimate import weigh

_CANDIDATES = 400
"""How many claims that hold a question's words are weighed against each other."""
_EACH = 3
"""How many claims are taken for each answer wanted, since several may state one proposition."""


def answer_from(ledger: View, question: str, *, lexicon: Lexicon, limit: int) -> Answer:
    """The propositions of a case that answer a question, best first, with who supports each and who disagrees.

    The number of statements does not depend on the question or the size of the case.

    Raises:
        QueryError: There is nothing to look for in the question.
        CaseError: The case cannot be read.
    """
    read = read_question(question, lexicon)
    with ledger.snapshot() as view:
        found = answer(read, view.search(read.lookup, limit=_CANDIDATES), limit=_EACH * limit)
        if not found.findings:
            return found
        contexts = view.propositions_in_context([item.report.claim.id for item in found.findings])
        grades = grade_book(view, (report for context in contexts for report in reports_of(context)))
    supports: dict[str, Support] = {}
    for context in contexts:
        support = Support(
            estimate=weigh(context.proposition, context.rivals, grades),
            disagree=tuple(rival for rival in context.rivals if not rival.later),
            revised=tuple(rival for rival in context.rivals if rival.later),
            before=context.before,
        )
        supports.update((report.claim.id, support) for report in context.proposition.claims)
    return supported(found, supports, limit=limit)
