"""One claim sets aside the figure that another one tells: "190, not 240", "has withdrawn its figure of 240"."""

from collections.abc import Sequence

from tocsin.link.claim_pair import ClaimPair
from tocsin.link.figures import Figure
from tocsin.link.needs import NEEDS
from tocsin.link.origins import Origin
from tocsin.link.relate import PairRelation, PairResult
from tocsin.model.reason import Fact, Reason


def is_corrected(pair: ClaimPair) -> bool:
    """Whether one sets figures aside, or takes them back, and the other may be of them."""
    if not (pair.left.sets_aside or pair.right.sets_aside):
        return False
    return pair.fit is not None and pair.may_be_one and pair.matter >= NEEDS.set_aside and not pair.is_other_story


def by_correction(pair: ClaimPair) -> PairResult | None:
    """One sets aside the figure that the other tells."""
    for one, other, forward in ((pair.right, pair.left, False), (pair.left, pair.right, True)):
        if forward and pair.ordered:
            # What is told later by somebody else was not set aside before.
            break
        # A number without a unit is in that of the one that takes its place: "three metres, not thirty".
        units = {quantity.unit for quantity in one.report.claims[0].quantities} or {None}
        for wrong in (*one.report.claims[0].corrected, *one.withdrawn):
            for figure in other.figures:
                if not _can_be_of_one_class(figure, one.figures):
                    continue
                if wrong.nearest == figure.amount and figure.quantity.unit in ({wrong.unit} if wrong.unit else units):
                    facts: dict[str, Fact] = {"number": figure.bounds, "noun": figure.words}
                    reason = Reason(rule="link.corrected", weight=0.9, facts=facts)
                    # "They write eight dead. It is twenty": an outlet by itself takes back nobody else's word.
                    quoted = any(quantity.instead_of == wrong.span for quantity in one.report.claims[0].quantities)
                    alone = quoted and pair.origin is Origin.DIFFERENT_OUTLETS
                    if wrong.disputed or alone:
                        # Who rejects another one's figure takes nothing back.
                        rivals = not pair.origin.is_one
                        return PairResult(standing=PairRelation.CONTRADICTS, reasons=(reason,)) if rivals else None
                    reasons = (reason, pair.origin.reason)
                    return PairResult(standing=PairRelation.REVISES, forward=forward, reasons=reasons)
    return None


def _can_be_of_one_class(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure can count what others do: of what befell people, only the same."""
    classed = figure.is_classed or all(other.is_classed for other in others)
    return not others or not classed or any(other.counted == figure.counted for other in others)
