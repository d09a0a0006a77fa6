"""Posts that took over another outlet's text: those of which the shared passages leave no doubt."""

from collections import OrderedDict, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tocsin.echo.passages import Passages
from tocsin.echo.posts import Post
from tocsin.model.groups import Groups

_OUTLETS, _LATEST = 40, 3
"""Outlets that had a passage before which are looked at, the latest first, and posts of each, besides the first."""
_COVERED = 0.7
"""Share of the weight of the shorter post that both have in common if one is a copy."""
_LEAST_WORDS = 8
"""The least words of that: a greeting is no line."""
_FULL, _PASSAGES = 0.9, 3
"""Share in common, and passages, by which forms tell a copy as well: nobody fills in three of them alike by chance."""
_CREDITED = 0.4
"""The same share where the one names the other's outlet."""
_QUOTED, _QUOTED_WORDS = 0.75, 5
"""How alike a sentence of one post and a quotation of another are if it is quoted from there, and its least words."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two posts have in common, as shares of the weight of the shorter one.

    Attributes:
        free: What is no form and does not stand between quotation marks in both: the speaker of a quotation both may have
            heard.
        whole: All that is not quoted in both.
        words: How many words `free` has.
        passages: How many passages `whole` has.
    """

    free: float
    whole: float
    words: int
    passages: int


def families(posts: Sequence[Post], passages: Passages, denying: Container[int] = ()) -> list[list[int]]:
    """Groups of posts with one text, copied, edited or quoted, in the order of their first posts.

    Args:
        posts: The posts in the order of their times.
        passages: Their passages.
        denying: Those that quote a text to deny it, which are in no group.
    """
    groups = Groups[int]()
    for (earlier, later), shared in _shared(posts, passages):
        if earlier in denying or later in denying:
            continue
        overlap = overlap_of(earlier, later, shared, passages)
        if _is_copy(posts[earlier], posts[later], overlap) or _is_quoted(earlier, later, shared, passages):
            groups.join(earlier, later)
    return sorted(sorted(group) for group in groups.groups())


def _is_copy(earlier: Post, later: Post, overlap: Overlap) -> bool:
    if earlier.outlet in later.credits:
        return overlap.whole >= _CREDITED and overlap.passages > 1
    if overlap.free >= _COVERED and overlap.words >= _LEAST_WORDS:
        return True
    return overlap.whole >= _FULL and overlap.passages >= _PASSAGES


def _is_quoted(earlier: int, later: int, shared: "_Shared", passages: Passages) -> bool:
    """Whether the later post has between quotation marks what the earlier one says in its own voice."""
    own = {at for at, quoted in passages.of[earlier] if not quoted}
    quotations = {at for at, quoted in passages.of[later] if quoted}
    return any(
        at in quotations
        and other in own
        and alike >= _QUOTED
        and len(passages.all[at].words) >= _QUOTED_WORDS
        and not (passages.all[at].is_form or passages.all[other].is_form)
        for at, (other, alike) in shared.items()
    )


_Shared = dict[int, tuple[int, float]]
"""For a passage of the later post the number of that of the earlier one, and how alike they are."""


def _shared(posts: Sequence[Post], passages: Passages) -> Iterator[tuple[tuple[int, int], _Shared]]:
    """The pairs of posts that have a passage in common that is not quoted in both."""
    # For each passage the outlets that had it, the one that had it last at the end, with their first and latest posts.
    had: dict[int, OrderedDict[str, list[int]]] = defaultdict(OrderedDict)
    quoting = [{at for at, quoted in own if quoted} for own in passages.of]
    for later, post in enumerate(posts):
        found: dict[int, _Shared] = defaultdict(dict)
        for at, quoted in passages.of[later]:
            for other, alike in ((at, 1.0), *passages.all[at].near):
                for outlet in islice(reversed(had[other]), _OUTLETS) if other in had else ():
                    for earlier in had[other][outlet]:
                        if quoted and other in quoting[earlier]:
                            continue
                        known = found[earlier].get(at)
                        if known is None or known[1] < alike:
                            found[earlier][at] = other, alike
        for earlier, shared in found.items():
            yield (earlier, later), shared
        for at, _ in passages.of[later]:
            own = had[at].setdefault(post.outlet, [])
            own.append(later)
            if len(own) > _LATEST + 1:
                del own[1]
            had[at].move_to_end(post.outlet)


def overlap_of(earlier: int, later: int, shared: _Shared, passages: Passages) -> Overlap:
    """What two posts have in common."""
    free = whole = 0.0
    words = 0
    for at, (other, alike) in shared.items():
        weight = passages.all[at].weight * alike
        whole += weight
        if not (passages.all[at].is_form or passages.all[other].is_form):
            free += weight
            words += len(passages.all[at].words)
    least = min(passages.weights[earlier], passages.weights[later]) or 1.0
    return Overlap(free / least, whole / least, words, len(shared))
