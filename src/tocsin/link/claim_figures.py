"""Which figures of two claims are of one thing: of the same owner, befallen the same things, not one within the other."""

from collections.abc import Iterator, Sequence

from tocsin.link.figures import Figure, Pair, paired, pairs
from tocsin.link.frames import Fit, FrameMatcher
from tocsin.link.profile import Profile
from tocsin.model.quantity import OwnerRule

_REMAIN = "remain"
ALIKE = 0.5
"""The share from which one source's two counts of what befell people are taken for counts of one thing."""


def compared(left: Profile, right: Profile, fit: Fit | None, matcher: FrameMatcher) -> Iterator[Pair]:
    """The figures of one thing that both claims tell; `fit` is how their frames fit, None where one has none."""
    ours, theirs = left.own_figures, right.own_figures
    for pair in pairs(ours, theirs, slight=True):
        if pair.left.is_measure:
            yield from _measured(
                pair,
                [one for one in ours if one.counted == pair.left.counted],
                left,
                [one for one in theirs if one.counted == pair.left.counted],
                right,
                matcher,
            )
            continue
        if _of_others(pair, left, right) or _counts_others(pair, left, right, matcher):
            continue
        if not pair.is_slight or _counts_core(pair, left, right, fit):
            yield pair


def _measured(
    pair: Pair, ours: Sequence[Figure], left: Profile, theirs: Sequence[Figure], right: Profile, matcher: FrameMatcher
) -> Iterator[Pair]:
    """The figures in one unit that are of one: of "Brand had 46.9 percent, Holm 50.8" the one of whom the other tells."""
    best: tuple[int, float, Pair] | None = None
    is_open = False
    for one in ours:
        for other in theirs:
            mine, yours = _named_before(one, left), _named_before(other, right)
            if not _are_of_one_noun(one, other, matcher):
                continue
            is_open = is_open or (one is pair.left and other is pair.right and not (mine and yours))
            common = len(mine & yours)
            # Of most of those who are named: a town in common makes no one of two candidates.
            if common and 2 * common >= min(len(mine), len(yours)):
                found = common, one.amount + other.amount, paired(one, other)
                best = found if best is None or found[:2] > best[:2] else best
    if best is not None:
        yield best[2]
    elif is_open:
        yield pair


def _are_of_one_noun(one: Figure, other: Figure, matcher: FrameMatcher) -> bool:
    """Whether two figures in one unit can be of one thing: not a share of the ballots and one of the vote."""
    nouns = [(figure.quantity.noun or "").lower().split() for figure in (one, other)]
    return not (nouns[0] and nouns[1]) or matcher.are_nouns_alike(nouns[0][-1], nouns[1][-1])


def _named_before(figure: Figure, profile: Profile) -> frozenset[str]:
    """How the names begin that stand in the claim between a figure and the one before it."""
    spans = [one.span for one in profile.report.quantities if one.end <= figure.quantity.start]
    first = max((span.end for span in spans), default=0)
    start = profile.report.passage_start
    words = [word.lower for word in profile.wording.words if first <= word.start + start < figure.quantity.start]
    return profile.named(words)


def _of_others(pair: Pair, left: Profile, right: Profile) -> bool:
    """Whether the two figures are of the things of two owners: of two nations, or of any two that the words name."""
    ours, theirs = _owners(pair.left, left), _owners(pair.right, right)
    return bool(ours and theirs and not ours & theirs)


def _owners(figure: Figure, profile: Profile) -> frozenset[str]:
    """Whose the things are, by how the names begin that stand before the noun: "six Karvonian soldiers"."""
    told = [one for one in figure.quantity.owners if one.by is OwnerRule.FIGURE]
    words = {word for thing in figure.quantity.things for word in thing.modifiers}
    return frozenset(
        (*filter(None, (one.country for one in told)), *profile.named({*words, *(one.name.lower() for one in told)}))
    )


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
