"""Answers from propositions: what several claims say alike is one answer, and says who supports it and who disagrees."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.ledger.port import Ledger
from tocsin.model.answer import Answer, AnswerItem, Support
from tocsin.model.link import Relation
from tocsin.weigh.weighing import weigh

_SUPPORT = 0.04
"""What twice the independent origins add to the fit of an answer: more of them never outweigh what was asked for."""
_REVISED = 0.06
"""What an answer loses that another one took the place of."""


def supported(answer: Answer, ledger: Ledger, *, limit: int) -> Answer:
    """The answer with one finding for each proposition, the best supported of those that fit alike first.

    Args:
        answer: The claims that answer, best first.
        ledger: The case they are of.
        limit: How many findings at most.
    """
    findings = sorted(_one_a_proposition(answer.findings, ledger), key=lambda one: -_rank(one))
    return replace(answer, findings=tuple(findings[:limit]))


def _one_a_proposition(findings: Sequence[AnswerItem], ledger: Ledger) -> Iterator[AnswerItem]:
    """The best finding of each proposition, with what supports it."""
    met: set[str] = set()
    grades = ledger.grades()
    for finding in findings:
        proposition = ledger.proposition(finding.report.claim.id)
        if proposition.id in met:
            continue
        met.add(proposition.id)
        rivals = ledger.rivals(proposition)
        own = {found.claim.id for found in proposition.claims}
        support = Support(
            estimate=weigh(proposition, rivals, grades),
            disagree=tuple(rival for rival in rivals if not rival.later),
            revised=tuple(rival for rival in rivals if rival.later),
            before=tuple(
                linked for linked in ledger.links_of(*sorted(own))
                if linked.link.relation is Relation.REVISES and linked.link.claim in own
            ),
        )  # fmt: skip
        yield replace(finding, support=support)


def _rank(finding: AnswerItem) -> float:
    support = finding.support
    assert support is not None
    origins = max(1, len(support.estimate.origins))
    return finding.fit + _SUPPORT * math.log2(origins) - (_REVISED if support.revised else 0.0)
