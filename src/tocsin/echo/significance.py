"""How probable it is that an outlet repeats another one by chance, and which of many such findings hold."""

from collections import defaultdict
from collections.abc import Sequence
from math import exp, expm1, lgamma, log

import numpy as np
from numpy.typing import NDArray

from tocsin.echo.passages import Passages
from tocsin.echo.posts import DAY, Post

_WEEKS = 8
"""Weeks by which the posts of an outlet are moved, at most, forth and back."""
_HORIZON = 10 * DAY
"""Time in which two posts that share their text by chance are counted."""
_TOPICS = (0.2, 5.0)
"""Bounds of what the topics that two outlets share can change."""


class ChanceModel:
    """What chance would bring about: each outlet keeps its hours, weekdays, volume and topics, and nobody copies.

    Two posts of different outlets share their text by chance at a rate that the case itself shows: by the pairs of posts
    that share one and belong to nothing larger. How often a post of one outlet comes within a time after one of another is
    counted after the posts of one have been moved by whole weeks, or days where the case is short, round the period of the
    case: that keeps every rhythm and undoes every following.
    """

    def __init__(self, posts: Sequence[Post], passages: Passages, *, chance_pairs: int) -> None:
        """Take in the posts in the order of their times, and how many pairs of them share a text by chance alone."""
        times: dict[str, list[float]] = defaultdict(list)
        for post in posts:
            times[post.outlet].append(post.seconds)
        self._times = {outlet: np.array(own) for outlet, own in times.items()}
        seconds = np.array([post.seconds for post in posts])
        self._start = float(seconds[0]) if len(seconds) else 0.0
        self._period = max(DAY, float(seconds[-1] - seconds[0]) // DAY * DAY + DAY) if len(seconds) else DAY
        near = np.searchsorted(seconds, seconds + _HORIZON, side="right") - np.arange(len(seconds)) - 1
        self.rate = (1 + chance_pairs) / max(1.0, float(near.sum()))
        self._topics = self._topics_in_common(posts, passages)

    def p(self, one: str, other: str, times: int, *, within: float) -> float:
        """The chance of so many posts of the other that share a text with one of the first, up to `within` seconds before."""
        return poisson_tail(times, self._pairs(one, other, within) * self.rate * self._topic_factor(one, other))

    def p_together(self, outlets: Sequence[str], times: int, *, within: float) -> float:
        """The chance that two outlets of a group share a text so often, that near in time, for its likeliest pair."""
        found = [
            poisson_tail(
                times,
                (self._pairs(one, other, within) + self._pairs(other, one, within))
                * self.rate * self._topic_factor(one, other),
            )
            for place, one in enumerate(outlets)
            for other in outlets[place + 1 :]
        ]  # fmt: skip
        return max(found, default=1.0)

    def _pairs(self, one: str, other: str, within: float) -> float:
        """The mean number of posts of one outlet that come within a time before posts of the other, moved."""
        before, after = self._times[one], self._times[other]
        step = 7 * DAY if self._period >= 28 * DAY else DAY
        moves = [step * move for move in range(-_WEEKS, _WEEKS + 1) if move and abs(step * move) < self._period]
        if not moves:
            # A case of one day: the posts are spread evenly over it.
            return len(before) * len(after) * min(1.0, within / self._period)
        total = 0
        for move in moves:
            moved = (after - self._start + move) % self._period + self._start
            total += int((np.searchsorted(before, moved) - np.searchsorted(before, moved - within)).sum())
        return max(total / len(moves), len(before) * len(after) * min(1.0, within / self._period) / 10)

    def _topics_in_common(
        self, posts: Sequence[Post], passages: Passages
    ) -> tuple[dict[str, int], NDArray[np.float32]]:
        names = {outlet: number for number, outlet in enumerate(sorted(self._times))}
        words: dict[str, int] = {}
        rows, columns, weights = [], [], []
        for number, own in enumerate(passages.of):
            for word in {word for at, _ in own for word in passages.all[at].words if len(word) > 3}:
                rows.append(names[posts[number].outlet])
                columns.append(words.setdefault(word, len(words)) % 4096)
                weights.append(1.0)
        table = np.zeros((len(names), 4096), np.float32)
        np.add.at(table, (np.array(rows, int), np.array(columns, int)), np.array(weights, np.float32))
        table /= np.maximum(table.sum(axis=1, keepdims=True), 1)
        return names, table

    def _topic_factor(self, one: str, other: str) -> float:
        names, table = self._topics
        if not hasattr(self, "_usual"):
            mean = table.mean(axis=0)
            self._usual = float(mean @ mean) or 1.0
        low, high = _TOPICS
        return float(min(high, max(low, float(table[names[one]] @ table[names[other]]) / self._usual)))


def poisson_tail(times: int, mean: float) -> float:
    """The chance of at least so many where so many are expected."""
    if times <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if times == 1:
        return -expm1(-mean)
    if times < mean:
        return min(1.0, 1 - sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(times)))
    total = term = exp(times * log(mean) - mean - lgamma(times + 1))
    k = times
    while term > total * 1e-12 and k < times + 10_000:
        k += 1
        term *= mean / k
        total += term
    return min(1.0, total)


def holding(chances: Sequence[float], *, tests: int, rate: float) -> list[bool]:
    """Which findings hold if at most a share `rate` of those that do may be false (Benjamini and Hochberg 1995).

    Args:
        chances: The chance of each finding.
        tests: How many were looked at, those that are not among these included.
        rate: The false discovery rate.
    """
    order = sorted(range(len(chances)), key=lambda number: chances[number])
    last = 0
    for place, number in enumerate(order, start=1):
        if chances[number] <= rate * place / max(tests, len(chances)):
            last = place
    held = set(order[:last])
    return [number in held for number in range(len(chances))]
