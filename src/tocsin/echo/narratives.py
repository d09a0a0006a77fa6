"""Narratives: which posts carry one line, in whatever words.

Posts that share their text are the seeds. Families of them are one narrative if they have rare words in common and mean
nearly the same; a post in other words joins the narrative whose words it has, beyond what chance and topic explain.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tocsin.echo.passages import Passages
from tocsin.echo.posts import DAY, Post
from tocsin.echo.words import Words

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""Makes vectors of texts, float32 (texts, size), each of length 1."""

_TYPICAL, _RARE = 0.5, 2.0
"""Share of a family's posts that have a word if it is typical of it, and the least rarity of such a word."""
_MEANING, _TYPICAL_WORDS = 0.6, 1.2
"""What nearness in meaning (cosine) and the share of typical words in common (Dice) count for one narrative."""
_ONE = 0.38
"""The mean of that between the families of two groups, from which on they are one narrative."""
_OUTLETS, _FIRST = 0.15, 0.08
"""The same of the share of outlets in common (Jaccard), and of one outlet that had both first."""
_MOST_FAMILIES = 3_000
"""Families that are compared with each other at a time; of more, those of one time."""
_JOINS, _JOINS_FEW, _FEW = 4.5, 6.0, 5
"""What the words of a post must tell for it to join a narrative; one of few posts tells less of its words."""
_AROUND = 45 * DAY
"""Time before and after a narrative in which posts of it are looked for."""
_ROUNDS = 3
_CUSTOMERS, _STORIES = 2, 4
"""An outlet can be a service if so many texts of it are carried with credit, by so many outlets."""
_MIXED, _CARRIED = 0.28, 0.5
"""It is one if the least alike tenth of these have less than this in common, and so large a share of its posts is carried."""
_LOOKED_AT = 24
"""Families of an outlet that are looked at for this."""
_SEEDS = 0.2
"""Share of a narrative's posts that others share the text of; with less it is a topic, not a line."""
_GROWS = 4
"""Posts of one text, or of several, from which on others in other words are looked for."""


@dataclass(slots=True)
class Group:
    """Posts of one narrative, by number; `families` are those with one text.

    Attributes:
        service: The outlet whose texts they are, where they are not one line but what it sends to others.
        is_gathered: Whether they are single texts of that outlet, each of which another one took over.
    """

    families: list[list[int]]
    posts: set[int]
    service: str | None = None
    is_gathered: bool = False


def groups_of(
    posts: Sequence[Post],
    passages: Passages,
    families: Sequence[list[int]],
    denying: Container[int],
    vectors: Vectors,
    words: Words,
) -> list[Group]:
    """The narratives that families of one text belong to, with the posts that say the same in other words.

    Args:
        posts: The posts in the order of their times.
        passages: Their passages.
        families: Groups of posts with one text.
        denying: Posts that deny what they quote, which join nothing.
        vectors: Makes vectors of meaning.
        words: Their words.
    """
    lines: list[Group] = []
    services: dict[str, Group] = {}
    for first in range(0, len(families), _MOST_FAMILIES):
        own = families[first : first + _MOST_FAMILIES]
        sent = _services(own, posts, words, passages, vectors)
        for outlet, stories in sent.items():
            service = services.setdefault(outlet, Group([], set(), outlet))
            service.families += [own[number] for number in stories]
            service.posts.update(post for number in stories for post in own[number])
        gone = set(chain(*sent.values()))
        left = [family for number, family in enumerate(own) if number not in gone]
        alike = _likeness(left, words, passages, vectors) + _same_outlets(left, posts)
        lines += _joined(left, alike)
    lines.sort(key=lambda one: (-len(one.posts), min(one.posts)))
    taken = {number for service in services.values() for number in service.posts}
    for _ in range(_ROUNDS):
        if not _grow(lines, taken, posts, words, denying):
            break
    lines = [
        one
        for one in lines
        if len({posts[number].outlet for number in one.posts}) > 1
        and sum(map(len, one.families)) >= _SEEDS * len(one.posts)
    ]
    return [*lines, *services.values()]


def _joined(families: Sequence[list[int]], alike: NDArray[np.float32]) -> list[Group]:
    """Families that carry one line, joined as long as the mean over their pairs is high enough (average linkage)."""
    if len(families) < 2:
        return [Group([family], set(family)) for family in families]
    np.fill_diagonal(alike, -1.0)
    sizes = np.ones(len(families))
    groups = {number: [family] for number, family in enumerate(families)}
    best = alike.argmax(axis=1)
    height = alike[np.arange(len(families)), best]
    while True:
        one = int(height.argmax())
        other = int(best[one])
        if height[one] < _ONE:
            break
        row = (alike[one] * sizes[one] + alike[other] * sizes[other]) / (sizes[one] + sizes[other])
        row[[one, other]] = -1.0
        row[alike[one] < 0] = -1.0
        alike[one], alike[:, one] = row, row
        alike[other], alike[:, other] = -1.0, -1.0
        sizes[one] += sizes[other]
        groups[one] += groups.pop(other)
        for changed in {one, other, *np.flatnonzero((best == one) | (best == other)).tolist()}:
            best[changed] = alike[changed].argmax()
            height[changed] = alike[changed, best[changed]]
    return [Group(sorted(own), {number for family in own for number in family}) for own in groups.values()]


def _likeness(families: Sequence[list[int]], words: Words, passages: Passages, vectors: Vectors) -> NDArray[np.float32]:
    """How much each two families have in common, in words and in meaning."""
    size = len(families)
    typical: dict[int, list[tuple[int, float]]] = defaultdict(list)
    totals = np.zeros(size)
    for number, family in enumerate(families):
        share = words.counts(family) / len(family)
        for word in np.flatnonzero((share >= _TYPICAL) & (words.rarity > _RARE)):
            weight = float(words.rarity[word] * share[word])
            typical[int(word)].append((number, weight))
            totals[number] += weight
    common = np.zeros((size, size), np.float32)
    for having in typical.values():
        rows = np.array([number for number, _ in having])
        weights = np.array([weight for _, weight in having], np.float32)
        common[np.ix_(rows, rows)] += np.minimum.outer(weights, weights)
    dice = 2 * common / np.maximum(np.add.outer(totals, totals), 1e-9)
    texts = [" ".join(passages.all[at].text for at, _ in passages.of[family[0]]) for family in families]
    meaning = vectors(texts)
    return np.asarray(_MEANING * (meaning @ meaning.T) + _TYPICAL_WORDS * dice, np.float32)


def _same_outlets(families: Sequence[list[int]], posts: Sequence[Post]) -> NDArray[np.float32]:
    """How much each two families have in common in who tells them, and who of these first."""
    names = {name: number for number, name in enumerate(sorted({post.outlet for post in posts}))}
    telling = np.zeros((len(families), len(names)), np.float32)
    for number, family in enumerate(families):
        telling[number, [names[posts[post].outlet] for post in family]] = 1
    both = telling @ telling.T
    told = telling.sum(axis=1)
    firsts = np.array([names[posts[family[0]].outlet] for family in families])
    jaccard = both / np.maximum(np.add.outer(told, told) - both, 1)
    return np.asarray(_OUTLETS * jaccard + _FIRST * np.equal.outer(firsts, firsts), np.float32)


def _services(
    families: Sequence[list[int]], posts: Sequence[Post], words: Words, passages: Passages, vectors: Vectors
) -> dict[str, list[int]]:
    """The outlets whose texts others carry with credit, whatever these are about, and the numbers of the families."""
    stories: dict[str, list[int]] = defaultdict(list)
    customers: dict[str, set[str]] = defaultdict(set)
    written = Counter(post.outlet for post in posts)
    for number, family in enumerate(families):
        source = posts[family[0]].outlet
        others = [post for post in family if posts[post].outlet != source]
        crediting = {posts[post].outlet for post in others if source in posts[post].credits}
        if crediting and 2 * sum(source in posts[post].credits for post in others) >= len(others):
            customers[source] |= crediting
            stories[source].append(number)
    found = {}
    for source, own in stories.items():
        if len(own) < _STORIES or len(customers[source]) < _CUSTOMERS:
            continue
        some = [families[number] for number in own[:: -(-len(own) // _LOOKED_AT)]]
        alike = _likeness(some, words, passages, vectors)
        apart = float(np.quantile(alike[np.triu_indices(len(some), 1)], 0.1))
        carried = sum(posts[post].outlet == source for number in own for post in families[number]) / written[source]
        if (apart < _MIXED and carried >= _CARRIED) or apart < _MIXED / 2:
            found[source] = own
    return found


def _grow(groups: list[Group], taken: set[int], posts: Sequence[Post], words: Words, denying: Container[int]) -> bool:
    """Let posts join the narrative whose words they have, and narratives those that turn out to be the same."""
    times = np.array([post.seconds for post in posts])
    home = {number: place for place, group in enumerate(groups) for number in group.posts}
    best: dict[int, tuple[float, int]] = {}
    wanted: Counter[tuple[int, int]] = Counter()
    for place, group in enumerate(groups):
        if sum(map(len, group.families)) < _GROWS:
            continue
        own = sorted(group.posts)
        first = int(np.searchsorted(times, times[own[0]] - _AROUND))
        last = int(np.searchsorted(times, times[own[-1]] + _AROUND, side="right"))
        scores = words.scores(own, first, last)
        least = _JOINS if len(own) >= _FEW else _JOINS_FEW
        for number in (np.flatnonzero(scores >= least) + first).tolist():
            if number in taken or number in denying or number in group.posts:
                continue
            if number in home:
                wanted[place, home[number]] += 1
            elif number not in best or best[number][0] < scores[number - first]:
                best[number] = float(scores[number - first]), place
    for number, (_, place) in best.items():
        groups[place].posts.add(number)
    merged = False
    for (place, other), times_wanted in wanted.most_common():
        group, smaller = groups[place], groups[other]
        if group.posts and smaller.posts and place < other and 2 * times_wanted >= len(smaller.posts):
            group.posts |= smaller.posts
            group.families = sorted([*group.families, *smaller.families])
            smaller.posts, smaller.families = set(), []
            merged = True
    groups[:] = [group for group in groups if group.posts]
    return merged or bool(best)


def typical_passage(group: Group, passages: Passages, words: Words) -> str:
    """The passage that says most typically what a group says: in words that most of the group has, and few others."""
    own = words.counts(sorted(group.posts))
    typical = own / len(group.posts) * words.rarity
    numbers = {name: number for number, name in enumerate(words.names)}
    having: Counter[int] = Counter(at for number in group.posts for at, _ in passages.of[number])

    def told(at: int) -> tuple[float, int]:
        found = {numbers[word] for word in passages.all[at].words if word in numbers}
        return sum(float(typical[word]) for word in found) / len(found) ** 0.5 * having[at] ** 0.25, -at

    return passages.all[max(having, key=told)].text
