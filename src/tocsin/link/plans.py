"""A plan and what became of it, or a plan that took the place of another."""

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.days import is_ahead, tells_a_day
from tocsin.link.needs import NEEDS
from tocsin.link.relate import PairRelation, PairResult
from tocsin.model.reason import Reason


def by_plan(pair: ClaimPair) -> PairResult | None:
    """The later tells what became of what the earlier tells as a plan, or for when it is put off."""
    fit, _ = pair.frames
    if not pair.ordered:
        return None
    if pair.matter < NEEDS.surely or (fit.deed is False and not fit.opposed) or (fit.core or 0) < NEEDS.core:
        return None
    if pair.likeness < NEEDS.plan:
        return None
    put_off = pair.days.later > 0 and fit.deed and tells_a_day(pair.left)
    if is_ahead(pair.left) and (not is_ahead(pair.right) or put_off):
        reason = Reason(rule="link.plan", weight=0.5)
        return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason,))
    return None
