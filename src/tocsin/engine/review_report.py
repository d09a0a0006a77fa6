"""How well claims are read, as reviewers see it."""

from collections import Counter
from math import sqrt

from tocsin.engine.reviewing import claims_reviewed, lost_reviews
from tocsin.ledger.port import View
from tocsin.model.review import FIELDS, Judgement, ReviewReport, ReviewState, Share

_Z = 1.96
"""The two-sided 95 % quantile of the normal distribution."""


def report(view: View) -> ReviewReport:
    """Count what reviewers hold of the claims they saw: each claim counts once, as its last judgement has it.

    The intervals are those of Wilson (1927) at 95 %. They hold for claims that were drawn by chance (`Case.review_sample`);
    the queue offers the unsure ones first, so that claims taken from it make the reading look worse than it is.
    """
    states = [state for _, state in claims_reviewed(view) if state.holding]
    standing = [state for state in states if not state.is_out]
    right = sum(not state.is_out and not state.changes for state in states)
    return ReviewReport(
        claims=len(states),
        judgements=dict(Counter(_last(state).value for state in states)),
        right=share(right, len(states)),
        stand=share(len(standing), len(states)),
        fields={
            name: share(sum(record not in state.changes for state in standing), len(standing))
            for name, record in FIELDS.items()
        },
        reviewers=dict(Counter(review.by for state in states for review in state.holding)),
        disputed=sum(state.is_disputed for state in states),
        agreement=_agreement(states),
        lost=len(list(lost_reviews(view))),
    )


def share(part: int, of: int) -> Share:
    """A share with the interval that it is in with 95 % confidence; unknown of nothing."""
    if not of:
        return Share(part, of, None, None)
    rate, wide = part / of, _Z * _Z / of
    middle, half = rate + wide / 2, _Z * sqrt(rate * (1 - rate) / of + wide / (4 * of))
    return Share(part, of, max(0.0, (middle - half) / (1 + wide)), min(1.0, (middle + half) / (1 + wide)))


def _last(state: ReviewState) -> Judgement:
    if state.is_out:
        return state.holding[-1].judgement
    return Judgement.CORRECTED if state.changes else Judgement.CONFIRMED


def _agreement(states: list[ReviewState]) -> Share:
    """Of the claims that several reviewers judged, those of which they hold the same."""
    several = [state for state in states if len({review.by for review in state.holding}) > 1]
    return share(sum(not state.is_disputed for state in several), len(several))
