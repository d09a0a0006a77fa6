"""What the figures of two claims are to each other: a part and its whole, an earlier and a later count, or rivals.

Scope comes first: batch and total, a part of another whole, a plan, open bounds that leave room for both.
"""

from datetime import timedelta

from tocsin.link.claim_figures import ALIKE
from tocsin.link.claim_pair import ClaimPair
from tocsin.link.days import is_coming
from tocsin.link.figures import Match, Pair
from tocsin.link.needs import NEEDS
from tocsin.link.plans import by_plan
from tocsin.link.relate import PairRelation, PairResult, figure_reason
from tocsin.model.quantity import FigureStatus, Quantity
from tocsin.model.reason import Reason

_MANY_TIMES = 0.25
"""The share of a count below which another one is of something else, and neither a rival nor an earlier one of it."""
_NEARLY_ALL = 0.75
"""The share of a count above which what a day brought is no part of it, but an earlier state."""
_LEAPS = 1 / 3
"""The share of a later toll below which an earlier one by others is a rival: no count of one event leaps like that."""
_FEW = 2
"""The greatest number that may be the whole of anything."""
_ABOUT = 0.1
"""How far "about" may be off, as a share."""
_COUNTED_BEFORE = ("quantity.as_before", "quantity.counted_on")
"""Why a number is known to count what one before it did."""
_ROUGH = 3
"""How many times its low end the high end of a figure is that counts nothing."""


def by_figures(two: ClaimPair) -> PairResult | None:
    """Figures of one thing that differ: a part, a later count, a correction, or a quarrel."""
    fit, (left, right) = two.frames
    forward = told_whole(two)
    if forward is not None:
        reason = Reason(rule="link.counted_among", weight=0.8)
        return PairResult(standing=PairRelation.PART_OF, forward=forward, reasons=(reason,))
    counts = [pair for pair in two.figures if not pair.left.is_measure] or two.figures
    apart = Reason(rule="link.other_figures", weight=0.4) if not counts and _tell_other_numbers(two) else None
    if (counts or apart) and is_coming(two.left) != is_coming(two.right):
        return by_plan(two) or _related(apart or figure_reason(counts[0], weight=0.4))
    if any(pair.left.is_room != pair.right.is_room for pair in counts):
        return _related(figure_reason(counts[0], weight=0.4))
    if any(pair.match is Match.SAME for pair in counts):
        return None
    if not counts:
        return _related(apart) if apart else None
    pair = counts[0]
    alike = (fit.core or 0) >= NEEDS.core
    if pair.left.is_measure and not (alike and (fit.deed or two.matter >= NEEDS.certain)):
        return _related(figure_reason(pair, weight=0.4))
    one_count = fit.deed or (left.is_level and right.is_level) or pair.left.is_classed
    sums = _is_some(pair) or _is_sum(pair)
    one_count = one_count or pair.left.is_measure or pair.left.is_room or (sums and two.matter >= NEEDS.surely)
    if two.is_denial:
        return None
    if not one_count or two.sign == 0:
        return _related(figure_reason(pair, weight=0.4))
    return _differing(two, pair)


def told_whole(two: ClaimPair) -> bool | None:
    """Whether the left tells a part of what the right counts ("230 of the 260" and 260), None where neither does."""
    for one, other, forward in ((two.left, two.right, True), (two.right, two.left, False)):
        if is_coming(other):
            continue
        for part in one.figures:
            whole = next((figure for figure in one.figures if figure.quantity.span == part.quantity.part_of), None)
            if whole is None or not whole.is_whole or whole.amount <= max(_FEW, part.amount):
                continue
            for figure in other.own_figures:
                if figure.amount == whole.amount and figure.counted in (whole.counted, part.counted):
                    return forward
    return None


def are_tolls(two: ClaimPair) -> bool:
    """Whether both count the people whom one thing befell in an event."""
    return any(pair.is_toll for pair in two.figures)


def is_counted_again(two: ClaimPair) -> bool:
    """Whether one source counts what befell people a second time, and not many more or fewer of them."""
    pair = next((pair for pair in two.figures if pair.left.is_classed), None)
    return (
        pair is not None
        and two.origin.is_one
        and pair.match is Match.MORE
        and pair.ratio >= ALIKE
        and not (pair.left.is_some or pair.right.is_some)
    )


def is_counted_still(two: ClaimPair) -> bool:
    """Whether a state or a sum that the one tells is still the same in the other, a few days later."""
    if not two.days.are_near or not any(pair.match is Match.SAME for pair in two.figures):
        return False
    return all(
        frame.is_level or (profile.days is not None and profile.days[0] != profile.days[1]) or bool(profile.wide)
        for frame, profile in zip(two.frames[1], (two.left, two.right), strict=True)
    )


def is_counted_there(two: ClaimPair) -> bool:
    """Whether one counts once more what the other has just counted: "about 90 were left. There were 88, said …"."""
    if not two.is_one_text:
        return False
    for one, other in ((two.left, two.right), (two.right, two.left)):
        if other.frame is None or not other.frame.is_level or len(other.frame.parts) > 1:
            continue  # "all three have gone home" says more
        figures = {figure.quantity.span for figure in one.own_figures}
        for figure in other.own_figures:
            before = (reason.spans for reason in figure.quantity.reasons if reason.rule in _COUNTED_BEFORE)
            if any(span in figures for spans in before for span in spans):
                return True
    return False


def count_apart(two: ClaimPair) -> bool:
    """Whether they give one number of two things: 41 dead, and 41 injured; 40 barrels of oil, and 40 tonnes."""
    classes = [
        {figure.counted for figure in profile.figures if figure.is_classed and figure.amount in two.numbers_of_others}
        for profile in (two.left, two.right)
    ]
    if classes[0] and classes[1] and classes[0].isdisjoint(classes[1]):
        return True
    ours, theirs = (
        {(figure.amount, figure.quantity.unit) for figure in profile.figures if figure.is_measure}
        for profile in (two.left, two.right)
    )
    return not {amount for amount, _ in ours}.isdisjoint(amount for amount, _ in theirs) and ours.isdisjoint(theirs)


def are_of_two_turns(two: ClaimPair) -> bool:
    """Whether the one is of the third of a series, and the other of the second, or of four: "a third patient has died"."""
    left, right = two.left, two.right
    if left.turns and right.turns:
        return left.turns.isdisjoint(right.turns)
    ours, theirs = left.turns | left.numbers, right.turns | right.numbers
    return bool((left.turns or right.turns) and ours and theirs) and ours.isdisjoint(theirs)


def count_otherwise(two: ClaimPair) -> bool:
    """Whether each tells one count alone, and the two exclude each other, though one does not say what it counts.

    "2,150 people have been vaccinated", "no more than 1,700 have been vaccinated".
    """
    counts = [[one for one in profile.report.quantities if one.unit is None] for profile in (two.left, two.right)]
    if len(counts[0]) != 1 or len(counts[1]) != 1 or None not in (counts[0][0].noun, counts[1][0].noun):
        return False
    one, other = counts[0][0], counts[1][0]
    slack = _ABOUT if one.approximate or other.approximate else 0.0
    return any(
        low is not None and high is not None and low * (1 - slack) > high
        for low, high in ((one.low, other.high), (other.low, one.high))
    )


def _differing(two: ClaimPair, pair: Pair) -> PairResult:
    """What two figures of one thing that differ are to each other."""
    reason, one, other = figure_reason(pair), pair.left.quantity, pair.right.quantity
    more, smaller, greater = pair.match is Match.MORE, pair.smaller.quantity, pair.greater.quantity
    days, (_, (left, right)) = two.days, two.frames
    planned = [figure.status in (FigureStatus.PLANNED, FigureStatus.WANTED) for figure in (one, other)]
    if (pair.greater.is_some and not pair.smaller.is_some) or _is_of_another_whole(two, pair):
        return _related(reason)
    if planned[0] != planned[1] or _is_rough(one) or _is_rough(other) or days.is_one_long_ago:
        return _related(reason)
    if _has_moved_on(two, pair):
        return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, days.reason))
    if _allow_each_other(one, other) and not _has_risen(two, pair):
        return _related(reason)
    if days.longer_window == (1 if more else -1):
        return _related(reason)  # "two since March", "three since February"
    if _has_gone_on(two, pair):
        return PairResult(standing=PairRelation.REVISES, forward=not more, reasons=(reason, days.reason))
    if smaller.increment and not greater.increment and pair.ratio <= _NEARLY_ALL and not pair.is_toll:
        # Of two other days the greater is a total only if it says so.
        if days.later and greater.increment is None and not two.by_size(pair)[1].wide:
            return _related(reason)
        return PairResult(standing=PairRelation.PART_OF, forward=more, reasons=(reason,))
    if smaller.increment and greater.increment and (days.later or (days.are_far and days.is_one_untold)):
        return _related(reason)
    if (
        (_is_some(pair) and (two.origin.is_one or not pair.left.is_classed))
        or _is_part(two, pair)
        or _is_batch(two, pair)
    ):
        return PairResult(standing=PairRelation.PART_OF, forward=more, reasons=(reason,))
    if pair.left.is_classed and pair.left.is_some != pair.right.is_some:
        return _related(reason)
    if (
        pair.ratio < _MANY_TIMES
        and not pair.left.is_measure
        and (not days.later or pair.is_toll)
        and not _are_rivals(two, pair)
    ):
        return _related(reason)
    one_counter = two.origin.is_one or bool(two.right.revision)
    later = days.later
    if not later and (one_counter or not pair.left.is_classed or more):
        later = days.later_state
    if not later and pair.left.is_classed and more:
        # The days are those of what befell them, not of the counts.
        later = days.published_later
    if later:
        if not one_counter and not days.later and not _is_next(two, pair):
            return _related(reason)
        if not (one_counter or days.later or more or pair.left.is_classed or pair.left.is_measure) and not (
            left.is_level or right.is_level
        ):
            # What has been counted so far does not become less: another one counts it otherwise.
            return _rivals(two, reason)
        return PairResult(standing=PairRelation.REVISES, forward=later < 0, reasons=(reason, days.reason))
    if two.ordered and (two.origin.is_one_source or two.right.revision or _moves(two, pair)):
        return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, two.origin.reason))
    return _rivals(two, reason)


def _rivals(two: ClaimPair, reason: Reason) -> PairResult:
    """Two counts of one time; nobody says two things of it."""
    return _related(reason) if two.origin.is_one else PairResult(standing=PairRelation.CONTRADICTS, reasons=(reason,))


# --- scope: what the figures are of --------------------------------------------------------------------------------


def _tell_other_numbers(two: ClaimPair) -> bool:
    """Whether both count without telling what, and not the same."""
    ours, theirs = (
        {figure.amount for figure in profile.figures if not figure.is_measure} for profile in (two.left, two.right)
    )
    return bool(ours and theirs and not ours & theirs)


def _is_of_another_whole(two: ClaimPair, pair: Pair) -> bool:
    """Whether the smaller is told to be a part of as many as the greater does not count: "three of the nine", and 14."""
    smaller, _ = two.by_size(pair)
    part_of = pair.smaller.quantity.part_of
    whole = next((figure.amount for figure in smaller.figures if figure.quantity.span == part_of), None)
    # Where the whole stands in another claim, that one is to be compared.
    return part_of is not None and whole != pair.greater.amount


def _is_batch(two: ClaimPair, pair: Pair) -> bool:
    """Whether the greater says that it is a sum, and the smaller tells what came or went on one day not long before."""
    smaller, _ = two.by_size(pair)
    time, frame = smaller.report.claims[0].time, smaller.frame
    on_a_day = time is not None and time.earliest is not None and time.earliest == time.latest
    long_before = two.days.are_apart and two.days.is_one_untold
    return (
        _is_sum(pair)
        and on_a_day
        and not long_before
        and not pair.left.is_classed
        and frame is not None
        and not frame.is_level
    )


def _is_part(two: ClaimPair, pair: Pair) -> bool:
    """Whether the smaller figure is a part: of a narrower place, or next to words of a part, or of the whole."""
    smaller, greater = two.by_size(pair)
    if smaller.places and smaller.places < greater.places:
        return True
    marks = bool(greater.wide - smaller.wide) + bool(smaller.narrow - greater.narrow)
    return pair.ratio < two.limits.small and marks > 1


def _is_some(pair: Pair) -> bool:
    """Whether only the smaller of two figures is of some of those that are spoken of."""
    return pair.smaller.is_some and not pair.greater.is_some


def _is_sum(pair: Pair) -> bool:
    """Whether the greater of two figures says that it is of all there have been."""
    return pair.greater.quantity.increment is False


def _is_rough(figure: Quantity) -> bool:
    """Whether a figure tells only how many digits there are: "dozens", "hundreds"; it takes the place of no count."""
    return figure.low is not None and figure.high is not None and figure.high > _ROUGH * figure.low > 0


def _allow_each_other(one: Quantity, other: Quantity) -> bool:
    """Whether open bounds leave room for both: "at least 45" and 60."""
    low = max((figure.low for figure in (one, other) if figure.low is not None), default=None)
    high = min((figure.high for figure in (one, other) if figure.high is not None), default=None)
    return low is None or high is None or low <= high


def _has_risen(two: ClaimPair, pair: Pair) -> bool:
    """Whether one counter knows of more later, both times as a least number: "at least 45", and then "at least 60"."""
    both_open = all(figure.quantity.high is None for figure in (pair.left, pair.right))
    return both_open and two.origin.is_one and two.ordered and pair.match is Match.MORE


# --- an earlier and a later count ----------------------------------------------------------------------------------


def _is_next(two: ClaimPair, pair: Pair) -> bool:
    """Whether the later of two counters, on no day that is told, can have counted on from where the earlier stood."""
    if pair.left.is_classed:
        # More of what befell people, and not many times as many.
        return pair.match is Match.MORE and pair.ratio > _MANY_TIMES
    fit, frames = two.frames
    one_thing = bool(fit.deed) and (fit.core or 0) >= NEEDS.core
    return one_thing or (frames[0].is_level and frames[1].is_level)


def _are_rivals(two: ClaimPair, pair: Pair) -> bool:
    """Whether both count one sort of people whom one thing befell, at one time: two of its soldiers killed, or 25."""
    return pair.is_sort_toll and not two.origin.is_one and not two.days.are_far


def _moves(two: ClaimPair, pair: Pair) -> bool:
    """Whether the later says itself that what befell people has become more, or that so many are left."""
    if not pair.left.is_classed:
        return False
    return bool(two.right.still) or (pair.match is Match.MORE and bool(two.right.grown))


def _has_moved_on(two: ClaimPair, pair: Pair) -> bool:
    """Whether both are tolls, and what was published on a later day has moved on as such a count does."""
    if not pair.is_toll or not two.ordered or two.days.later < 0:
        return False
    if pair.is_sort_toll and not (two.origin.is_one or two.right.grown or two.days.published_later > 0):
        # Of one sort of people two may know another number on the same day.
        return False
    # Those who are missing are found; the dead become more.
    return pair.match is Match.FEWER if pair.left.is_passing else pair.match is Match.MORE and pair.ratio > _LEAPS


def _has_gone_on(two: ClaimPair, pair: Pair) -> bool:
    """Whether both count since one day, the greater up to a later one."""
    grown = two.days.grown_by
    return grown is not None and (grown if pair.match is Match.MORE else -grown) > timedelta()


def _related(*reasons: Reason) -> PairResult:
    return PairResult(standing=PairRelation.RELATED, reasons=reasons)
