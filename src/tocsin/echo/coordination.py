"""Coordinated groups: outlets that post one text within minutes, in any order, again and again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from tocsin.echo.narratives import Group
from tocsin.echo.posts import MINUTE, Post
from tocsin.model.groups import Groups

_WINDOW = 10 * MINUTE
"""Time between two posts of one text that are posted together: no reader is that fast so often."""
_TIMES, _PAIR_TIMES = 3, 5
"""How often two outlets of a group post together at least, and two that are a group of their own."""
_ORDER, _ORDERED = 0.12, 4
"""The least share of times that either is first, once they did so this often: who is always second follows."""
_BOUND = 0.5
"""Share of the others of a group that each outlet posts together with."""


@dataclass(frozen=True, slots=True)
class Coordinated:
    """Outlets that post together: how often two of them did, the longest time between first and last, and the posts."""

    outlets: tuple[str, ...]
    times: int
    window: float
    posts: tuple[int, ...]


def coordinated(group: Group, posts: Sequence[Post]) -> list[Coordinated]:
    """The groups of outlets that post texts of a narrative together."""
    volleys = [volley for family in group.families for volley in _volleys(family, posts)]
    together: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for volley in volleys:
        firsts: dict[str, float] = {}
        for number in volley:
            firsts.setdefault(posts[number].outlet, posts[number].seconds)
        for one, other in combinations(sorted(firsts), 2):
            if abs(firsts[one] - firsts[other]) <= _WINDOW:
                together[one, other].append(firsts[one] <= firsts[other])
    bound = {
        pair
        for pair, order in together.items()
        if len(order) >= _TIMES
        and (len(order) < _ORDERED or _ORDER <= sum(order) / len(order) <= 1 - _ORDER)
    }  # fmt: skip
    found = []
    for outlets in Groups[str](sorted(bound)).groups():
        members = sorted(outlets)
        while members:
            ties = {
                one: sum((min(one, other), max(one, other)) in bound for other in members if other != one)
                for one in members
            }
            loose = min(members, key=lambda one: (ties[one], one))
            if ties[loose] >= _BOUND * (len(members) - 1):
                break
            members.remove(loose)
        if len(members) < 2:
            continue
        if len(members) == 2 and len(together[members[0], members[1]]) < _PAIR_TIMES:
            continue
        found.append(_told(members, volleys, posts))
    return found


def _volleys(family: Sequence[int], posts: Sequence[Post]) -> list[list[int]]:
    """The posts of one text by different outlets, each shortly after the one before it."""
    found: list[list[int]] = []
    for number in family:
        if not posts[number].exact:
            continue
        if found and posts[number].seconds - posts[found[-1][-1]].seconds <= _WINDOW:
            found[-1].append(number)
        else:
            found.append([number])
    return [volley for volley in found if len({posts[number].outlet for number in volley}) > 1]


def _told(members: Sequence[str], volleys: Sequence[Sequence[int]], posts: Sequence[Post]) -> Coordinated:
    own = [[number for number in volley if posts[number].outlet in members] for volley in volleys]
    own = [volley for volley in own if len({posts[number].outlet for number in volley}) > 1]
    return Coordinated(
        outlets=tuple(members),
        times=len(own),
        window=max(posts[volley[-1]].seconds - posts[volley[0]].seconds for volley in own),
        posts=tuple(sorted(number for volley in own for number in volley)),
    )
