"""The words of posts, and what they tell for a group of posts against all others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.echo.passages import Passages
from tocsin.echo.posts import Post

_HIGHEST, _LOWEST = 4.0, -3.0
"""Bounds of what one word tells for or against a group (log-odds)."""


class Words:
    """The words of the posts, each once a post, as numbers.

    Attributes:
        of: The words of each post, by their numbers; `names` the words.
        flat: The words of all posts, one post after the other; `starts` where each begins.
        frequency: How many posts have each word.
    """

    def __init__(self, posts: Sequence[Post], passages: Passages) -> None:
        numbers: dict[str, int] = {}
        self.of: list[NDArray[np.int32]] = []
        for own in passages.of:
            found = {word for at, _ in own for word in passages.all[at].words}
            row = sorted(numbers.setdefault(word, len(numbers)) for word in sorted(found))
            self.of.append(np.array(row, np.int32))
        self.names = list(numbers)
        self.sizes = np.array([len(row) for row in self.of])
        self.flat = np.concatenate([*self.of, np.zeros(0, np.int32)])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)])
        self.frequency = np.bincount(self.flat, minlength=len(numbers)).astype(float)
        self.number = len(posts)
        self.rarity = np.log(self.number / np.maximum(self.frequency, 1))

    def counts(self, posts: Sequence[int]) -> NDArray[np.float64]:
        """How many of some posts have each word."""
        rows = [self.of[number] for number in posts]
        return np.bincount(np.concatenate(rows), minlength=len(self.frequency)).astype(float)

    def scores(self, group: Sequence[int], first: int, last: int) -> NDArray[np.float64]:
        """What the words of the posts from `first` to `last` tell for a group.

        The sum of the log-odds of each word in the group against all other posts, as naive Bayes has it, over the root of
        the number of words, as independent noise would grow. Words that the group does not have tell nothing.
        """
        own = self.counts(group)
        size = len(group)
        inside = (own + 0.1) / (size + 0.2)
        outside = (self.frequency - own + 0.5) / (self.number - size + 1)
        odds = np.where(own > 0, np.clip(np.log(inside / outside), _LOWEST, _HIGHEST), 0.0)
        sums = np.concatenate([[0.0], np.cumsum(odds[self.flat[self.starts[first] : self.starts[last]]])])
        bounds = self.starts[first : last + 1] - self.starts[first]
        found = sums[bounds[1:]] - sums[bounds[:-1]]
        return np.asarray(found / np.sqrt(np.maximum(self.sizes[first:last], 1)))
