"""A deed that undoes what another claim tells: who came has gone back, what was set up is taken down."""

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.counts import told_whole
from tocsin.link.figures import Match
from tocsin.link.needs import NEEDS
from tocsin.link.relate import PairRelation, PairResult
from tocsin.model.reason import Reason


def by_undoing(pair: ClaimPair) -> PairResult | None:
    """The one that undoes takes the place of the other, if it is the later of the two; else neither says what the other does.

    Who comes back somewhere and who comes there do one thing, not two.
    """
    undoes = _undoes(pair)
    # Some of them who are let go are a part of those who were held.
    if not undoes or pair.left.sign < 0 or pair.right.sign < 0 or told_whole(pair) is not None:
        return None
    fit, (left, right) = pair.frames
    if fit.foreign or left.goals & right.goals or (fit.core or 0) < NEEDS.core or pair.are_of_others:
        return None
    reason = Reason(rule="link.undone", weight=0.5)
    later = pair.days.later or int(pair.ordered)
    done, undone = (left, right) if undoes > 0 else (right, left)
    # More cannot have gone back than came, and of some other ones nothing is told.
    other = any(one.match is (Match.MORE if undoes > 0 else Match.FEWER) for one in pair.figures)
    if (
        later != undoes
        or undone.is_coming
        or done.is_coming
        or other
        or pair.matter < NEEDS.matter
        or pair.is_other_story
    ):
        return PairResult(standing=PairRelation.RELATED, reasons=(reason,))
    return PairResult(standing=PairRelation.REVISES, forward=undoes < 0, reasons=(reason, pair.days.reason))


def _undoes(pair: ClaimPair) -> int:
    """Which of the two undoes what the other tells: 1 the right, -1 the left, 0 neither, or where both may do the same."""
    _, (left, right) = pair.frames
    if left.undoing & right.undoing:
        return 0
    for number, side in left.undoing:
        if (number, 1 - side) in right.undoing:
            return 1 if side == 0 else -1
    return 0
