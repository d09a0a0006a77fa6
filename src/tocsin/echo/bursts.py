"""Bursts: when a narrative or a topic fills more of a case than otherwise, and how surely that is no chance.

A burst is the run of days whose count stands out most against the volume of the whole case: the scan statistic of
Kulldorff (1997), in time alone. How surely is told by spreading the documents over the days of the case by its volume.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.echo.posts import DAY, Post

LEAST = 12
"""Documents of the shortest burst that is told."""
_LONGEST = 14
"""Days of the longest run that is looked at."""
_FULLEST, _LEAST_A_DAY = 4, 2
"""A burst ends where a day has less than a fourth of its fullest day, or fewer documents than two."""
_TRIALS = 199
_CHANCE = 0.01
"""The greatest chance of a burst that is told."""
_WORD_POSTS, _WORD_RARITY, _WORD_GAIN = 8, 1.5, 12.0
"""Posts with a word, its rarity and the log-likelihood ratio of its burst, from which on a story may be looked for by it."""
_STORY = 1.6
"""What the words of a post must tell for it to belong to the story of a burst."""
_STORIES = 60
"""Words by which stories are looked for, those that burst most first."""
_NEIGHBOURS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A burst: its posts by number, its rate against the case's volume, its chance, and the words that tell its topic."""

    posts: tuple[int, ...]
    rate: float
    p: float
    words: tuple[str, ...] = ()


class Calendar:
    """The days of a case, with how many posts each has."""

    def __init__(self, posts: Sequence[Post]) -> None:
        """Take in the posts in the order of their times."""
        first = posts[0].seconds // DAY if posts else 0
        self.days = np.array([int(post.seconds // DAY - first) for post in posts], int)
        # A post in the far future must not make a calendar of centuries.
        self.length = min(int(self.days.max()) + 1, 20_000) if len(self.days) else 1
        self.days = np.minimum(self.days, self.length - 1)
        volume = np.bincount(self.days, minlength=self.length).astype(float)
        self.share = (volume + 0.5) / (volume + 0.5).sum()
        self._cumulated = np.concatenate([[0.0], np.cumsum(self.share)])

    def best_run(self, counts: NDArray[np.float64]) -> tuple[float, int, int]:
        """The run of days that stands out most: its log-likelihood ratio, its first day and the day after its last."""
        total = float(counts.sum())
        sums = np.concatenate([[0.0], np.cumsum(counts)])
        best = (0.0, 0, 0)
        for length in range(1, min(_LONGEST, self.length) + 1):
            inside = sums[length:] - sums[:-length]
            expected = total * (self._cumulated[length:] - self._cumulated[:-length])
            ratio = _ratio(inside, expected, total)
            first = int(ratio.argmax())
            if ratio[first] > best[0]:
                best = (float(ratio[first]), first, first + length)
        return best

    def chance(self, total: int, ratio: float, random: np.random.Generator) -> float:
        """The chance that so many documents, spread as all of the case are, have a run that stands out as much."""
        trials = random.multinomial(total, self.share, size=_TRIALS).astype(float)
        return (1 + sum(self.best_run(counts)[0] >= ratio for counts in trials)) / (_TRIALS + 1)


def _ratio(inside: NDArray[np.float64], expected: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """Twice nothing: the log-likelihood ratio of Poisson counts inside and outside of a run, 0 where there are too few."""
    outside, left = total - inside, np.maximum(total - expected, 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = inside * np.log(inside / expected) + np.where(outside > 0, outside * np.log(outside / left), 0.0)
    return np.where(inside > expected, np.nan_to_num(found), 0.0)


def bursts_of(numbers: Sequence[int], calendar: Calendar) -> Iterator[Found]:
    """The bursts of some posts, the one that stands out most first."""
    left = sorted(numbers)
    random = np.random.default_rng(0)
    while len(left) >= LEAST:
        days = calendar.days[left]
        counts = np.bincount(days, minlength=calendar.length).astype(float)
        ratio, first, after = calendar.best_run(counts)
        run = _trimmed(counts, first, after)
        if run is None:
            return
        inside = [number for number, day in zip(left, days, strict=True) if run[0] <= day <= run[1]]
        p = calendar.chance(len(left), ratio, random) if len(inside) >= LEAST else 1.0
        if len(inside) < LEAST or p > _CHANCE:
            return
        expected = len(left) * calendar.share[run[0] : run[1] + 1].sum()
        yield Found(tuple(inside), float(len(inside) / max(expected, 1e-9)), p)
        left = [number for number, day in zip(left, days, strict=True) if not run[0] - 1 <= day <= run[1] + 1]


def _trimmed(counts: NDArray[np.float64], first: int, after: int) -> tuple[int, int] | None:
    """The first and the last day of a run that has enough documents, one day more to either side looked at."""
    first, after = max(0, first - 1), min(len(counts), after + 1)
    least = max(_LEAST_A_DAY, counts[first:after].max() / _FULLEST)
    full = np.flatnonzero(counts[first:after] >= least)
    return (first + int(full[0]), first + int(full[-1])) if len(full) else None


def stories(
    posts: Sequence[Post],
    words: "Sequence[NDArray[np.int32]]",
    names: Sequence[str],
    calendar: Calendar,
    told: Mapping[int, object],
) -> Iterator[Found]:
    """The bursts of topics that many report: words that become frequent together, and the posts that have them.

    Args:
        posts: The posts in the order of their times.
        words: The words of each, as numbers.
        names: The words, by number.
        calendar: The days of the case.
        told: Posts that belong to a narrative: what is copied is no story that many tell.
    """
    free = np.array([number for number in range(len(posts)) if number not in told], int)
    if len(free) < LEAST:
        return
    size = len(names)
    rows = np.concatenate([np.full(len(words[number]), place) for place, number in enumerate(free.tolist())])
    flat = np.concatenate([words[number] for number in free.tolist()])
    days = calendar.days[free]
    frequency = np.bincount(flat, minlength=size).astype(float)
    rarity = np.log(len(free) / np.maximum(frequency, 1))
    by_word = np.argsort(flat, kind="stable")
    ends = np.concatenate([[0], np.cumsum(np.bincount(flat, minlength=size))])
    bursting = []
    for word in np.flatnonzero((frequency >= _WORD_POSTS) & (rarity > _WORD_RARITY)).tolist():
        own = rows[by_word[ends[word] : ends[word + 1]]]
        ratio, first, after = calendar.best_run(np.bincount(days[own], minlength=calendar.length).astype(float))
        if ratio >= _WORD_GAIN:
            bursting.append((ratio, word, first, after))
    bursting.sort(reverse=True)
    random = np.random.default_rng(0)
    gone = np.zeros(len(free), bool)
    starts = np.searchsorted(rows, np.arange(len(free) + 1))
    for _, word, first, after in bursting[:_STORIES]:
        near = [
            other for _, other, begins, ends_ in bursting[: 4 * _STORIES]
            if min(after, ends_) > max(first, begins)
        ][: 4 * _NEIGHBOURS]  # fmt: skip
        inside = (days >= first) & (days < after) & ~gone
        seed = np.zeros(len(free), bool)
        own = rows[by_word[ends[word] : ends[word + 1]]]
        seed[own] = True
        seed &= inside
        if seed.sum() < _WORD_POSTS // 2:
            continue
        # Of the words that become frequent at that time those that stand in the same posts.
        having = np.zeros(len(free))
        for other in near:
            held = np.zeros(len(free), bool)
            held[rows[by_word[ends[other] : ends[other + 1]]]] = True
            if (held & seed).sum() >= 0.25 * min(seed.sum(), (held & inside).sum()):
                having += held
        seed = inside & (having >= 2)
        for _ in range(2):
            if seed.sum() < LEAST:
                break
            scores = _scores(seed, flat, starts, frequency, rows, size)
            window = (days >= first - 1) & (days < after + 1) & ~gone
            seed = window & (scores > _STORY)
        if seed.sum() < LEAST:
            continue
        scores = _scores(seed, flat, starts, frequency, rows, size)
        member = ~gone & (scores > _STORY)
        counts = np.bincount(days[member], minlength=calendar.length).astype(float)
        ratio, begins, ends_ = calendar.best_run(counts)
        run = _trimmed(counts, begins, ends_)
        if run is None:
            continue
        chosen = member & (days >= run[0]) & (days <= run[1])
        if chosen.sum() < LEAST:
            continue
        p = calendar.chance(int(member.sum()), ratio, random)
        if p > _CHANCE:
            continue
        gone |= chosen
        expected = member.sum() * calendar.share[run[0] : run[1] + 1].sum()
        odds = _odds(chosen, flat, frequency, rows, size)
        top = [names[word] for word in np.argsort(-odds)[:4].tolist() if odds[word] > 0]
        yield Found(tuple(free[chosen].tolist()), float(chosen.sum() / max(float(expected), 1e-9)), p, tuple(top))


def _odds(
    group: NDArray[np.bool_],
    flat: NDArray[np.int32],
    frequency: NDArray[np.float64],
    rows: NDArray[np.int64],
    size: int,
) -> NDArray[np.float64]:
    """The log-odds of each word of a group against all other posts, weighted by the share of the group that has it."""
    own = np.bincount(flat[group[rows]], minlength=size).astype(float)
    inside = (own + 0.1) / (group.sum() + 0.2)
    outside = (frequency - own + 0.5) / (len(group) - group.sum() + 1)
    odds = np.where(own > 1, np.clip(np.log(inside / outside), -3.0, 4.0), 0.0)
    return np.asarray(odds * np.minimum(1.0, 5 * inside))


def _scores(
    group: NDArray[np.bool_], flat: NDArray[np.int32], starts: NDArray[np.int64], frequency: NDArray[np.float64],
    rows: NDArray[np.int64], size: int,
) -> NDArray[np.float64]:  # fmt: skip
    odds = _odds(group, flat, frequency, rows, size)
    sums = np.concatenate([[0.0], np.cumsum(odds[flat])])
    lengths = np.maximum(starts[1:] - starts[:-1], 1)
    return np.asarray((sums[starts[1:]] - sums[starts[:-1]]) / np.sqrt(lengths))
