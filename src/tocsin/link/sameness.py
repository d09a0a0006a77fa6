"""How far two reports say the same: copied words, one story, one proposition."""

from tocsin.link.profile import Deed, Profile
from tocsin.link.words import in_order, longest_run

_MOSTLY = 0.6
"""The share of its contents that a clause of a copied sentence has in common with the one it was copied from."""


def copied(left: Profile, right: Profile) -> tuple[int, float]:
    """The longest stretch of words that stands in both, and the share of the shorter text that the other has in order.

    A stretch of fewer than RUN words is none.
    """
    # Most pairs have no stretch in common, and need not be gone through word by word.
    if left.passage.runs.isdisjoint(right.passage.runs):
        return 0, 0.0
    mine, yours = left.passage.written, right.passage.written
    least = min(len(mine), len(yours))
    return longest_run(mine, yours), in_order(mine, yours) / least if least else 0.0


def same_clause(left: Profile, right: Profile) -> bool:
    """Whether the texts are the same part of sentences of which one copied the other; whole sentences always are."""
    if left.wording is left.passage and right.wording is right.passage:
        return True
    ours, theirs = left.wording.contents, right.wording.contents
    return len(ours & theirs) >= max(1, _MOSTLY * max(len(ours), len(theirs)))


def told_by_both(left: Profile, right: Profile) -> int:
    """The number of contents of either text that the other's text or context has too."""
    return len((left.wording.contents & right.around) | (right.wording.contents & left.around))


def story(left: Profile, right: Profile) -> int:
    """The number of contents that the texts with their contexts share: what tells that they are of one matter."""
    return len(left.around & right.around)


def beside(left: Profile, right: Profile) -> int:
    """The same without what the texts themselves share: like words make no story."""
    return len((left.around & right.around) - (left.wording.contents & right.wording.contents))


def same_deed(left: Profile, right: Profile) -> int:
    """How alike the two likest claims are: 2 for one predicate, 1 more for one who takes part in both."""
    return max((_deed(one, other) for one in left.deeds for other in right.deeds), default=0)


def _deed(one: Deed, other: Deed) -> int:
    same = one.predicate is not None and one.predicate == other.predicate
    return 2 * same + bool(one.parties & other.parties)
