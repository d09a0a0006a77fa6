"""Which figures of two claims are of one thing: of the same owner, befallen the same things, not one within the other."""

from collections.abc import Iterator

from tocsin.link.figures import Figure, Pair, pairs
from tocsin.link.frames import Fit, FrameMatcher
from tocsin.link.profile import Profile
from tocsin.model.quantity import OwnerRule

_REMAIN = "remain"
ALIKE = 0.5
"""The share from which one source's two counts of what befell people are taken for counts of one thing."""


def compared(left: Profile, right: Profile, fit: Fit | None, matcher: FrameMatcher) -> Iterator[Pair]:
    """The figures of one thing that both claims tell; `fit` is how their frames fit, None where one has none."""
    for pair in pairs(own_figures(left), own_figures(right), slight=True):
        if _of_others(pair) or _counts_others(pair, left, right, matcher):
            continue
        if not pair.is_slight or _counts_core(pair, left, right, fit):
            yield pair


def own_figures(profile: Profile) -> list[Figure]:
    """The figures that a claim is of: of "nineteen of the 27" the nineteen, of "42 cases, including three deaths" the 42."""
    figures, withdrawn = profile.figures, {figure.span for figure in profile.withdrawn}
    wholes = {figure.quantity.part_of for figure in figures}
    behind = {figure.quantity.span for figure in figures if figure.quantity.span in wholes and not figure.is_whole}
    dropped = withdrawn | {
        figure.quantity.span for figure in figures if figure.quantity.span in wholes and figure.is_whole
    }
    return [
        figure for figure in figures if figure.quantity.span not in dropped and figure.quantity.part_of not in behind
    ]


def _of_others(pair: Pair) -> bool:
    """Whether the two figures are of the things of two nations."""
    owners = []
    for figure in (pair.left, pair.right):
        own = {one.country or one.name for one in figure.quantity.owners if one.by is OwnerRule.FIGURE}
        owners.append(own)
    return bool(owners[0] and owners[1] and not owners[0] & owners[1])


def _counts_others(pair: Pair, left: Profile, right: Profile, matcher: FrameMatcher) -> bool:
    """Whether what befell them befell other things: fish and people, those who left and those who are left."""
    frames = [frame for frame in (left.frame, right.frame) if frame is not None]
    if not pair.left.is_classed or len(frames) < 2 or pair.left.is_befallen or pair.right.is_befallen:
        return False
    if pair.is_toll and None in (pair.left.quantity.noun, pair.right.quantity.noun):
        # "The toll of the fire is at eight": what stands near is nobody whom it befell.
        return False
    if (frames[0].predicate == _REMAIN) is not (frames[1].predicate == _REMAIN):
        return True
    heads = [[thing.head for thing in figure.quantity.things] for figure in (pair.left, pair.right)]
    # Few officers among many people, or two sorts of those whom it befell.
    apart = pair.ratio < ALIKE or (pair.left.is_some and pair.right.is_some)
    if apart and heads[0] and heads[1] and heads[0][0] != heads[1][0]:
        return True
    return bool(heads[0] and heads[1]) and not matcher.are_alike(heads[0][0], heads[1][0])


def _counts_core(pair: Pair, left: Profile, right: Profile, fit: Fit | None) -> bool:
    """Whether it is of those who take part in one deed; then also "three" and "four" tell."""
    return (
        fit is not None
        and bool(fit.deed)
        and all(
            frame is not None and pair.left.counted in {part.head for part in frame.cores}
            for frame in (left.frame, right.frame)
        )
    )
