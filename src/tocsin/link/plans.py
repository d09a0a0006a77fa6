"""A plan and what became of it, or a plan that took the place of another."""

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.days import is_ahead, tells_a_day
from tocsin.link.figures import Match
from tocsin.link.needs import NEEDS
from tocsin.link.relate import PairRelation, PairResult
from tocsin.model.reason import Reason


def by_plan(pair: ClaimPair) -> PairResult | None:
    """The later tells what became of what the earlier tells as a plan, or for when it is put off."""
    fit, frames = pair.frames
    core = fit.core or 0
    other_deed = fit.deed is False and not fit.opposed and pair.likeness < NEEDS.other_deed
    if not pair.ordered or other_deed:
        return None
    if any(frame.puts_off for frame in frames):
        # Whose meeting is put off stands beside the meeting, not in its place; the days are others.
        beside = pair.matter >= NEEDS.surely and core >= NEEDS.core_beside
        if not fit.deed or not (is_put_off(pair) or beside):
            return None
    else:
        same = any(one.match is Match.SAME for one in pair.figures)
        if (
            pair.matter < NEEDS.surely
            or pair.likeness < NEEDS.plan
            or core < (NEEDS.core_beside if same else NEEDS.core)
        ):
            return None
    moved = pair.days.later > 0 and fit.deed and tells_a_day(pair.left)
    if is_ahead(pair.left) and (not is_ahead(pair.right) or moved):
        reason = Reason(rule="link.plan", weight=0.5)
        return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason,))
    return None


def is_put_off(pair: ClaimPair) -> bool:
    """Whether one puts off the very thing that the other tells: a first meeting."""
    fit, frames = pair.frames
    puts_off = any(frame.puts_off for frame in frames)
    return puts_off and bool(fit.deed) and (fit.core or 0) >= NEEDS.core_surely and pair.matter >= NEEDS.put_off
