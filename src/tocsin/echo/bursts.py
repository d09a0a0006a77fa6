"""Bursts: when a narrative or a topic fills more of a case than otherwise, and how surely that is no chance.

A burst is found by the run of days whose count stands out most against the volume of the whole case: the scan statistic of
Kulldorff (1997), in time alone. Its ends are told by the days that have nearly as much. How sure it is, is told by spreading
the documents over the days of the case by its volume.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.echo.posts import DAY, Post
from tocsin.echo.words import Words

LEAST = 12
"""Documents of the smallest burst that is told."""
_LONGEST = 5
"""Days of the longest run that is looked for; a burst can go on for longer."""
_FULLEST, _STORY_FULLEST, _LEAST_A_DAY = 4.0, 2.75, 2.0
"""A burst ends where a day has less than this part of its fullest day, or fewer documents than two."""
_TRIALS = 199
_CHANCE = 0.01
"""The greatest chance of a burst that is told."""
_MOST_DAYS = 20_000
"""Days of a calendar: one post in the far future makes none of centuries."""
_WORD_POSTS, _WORD_RARITY, _WORD_GAIN = 8, 1.5, 12.0
"""Posts with a word, its rarity, and the log-likelihood ratio of its burst, from which on a story is looked for by it."""
_STORY, _STORY_GAIN = 3.0, 14.0
"""What the words of a post must tell for it to belong to a story, and the log-likelihood ratio of a story's burst."""
_LEAST_CHANGE = 2
"""Posts, and days, without which nothing can become more frequent."""
_SEEDS, _WORDS = 60, 240
"""Words by which stories are looked for, and words that may go with them: those that burst most."""
_GO_TOGETHER = 0.25
"""Share of the posts that two words must have in common to go together."""
_NAMED = 4
"""Words that tell the topic of a story."""

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """A burst: its posts by number, its rate against the case's volume, its chance, and the words that tell its topic."""

    posts: tuple[int, ...]
    rate: float
    p: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A run of days, both ends included, with the log-likelihood ratio by which it stands out."""

    first: int
    last: int
    ratio: float


class Calendar:
    """The days of a case: `days` has that of each post, `share` the share of the case's posts that each day has."""

    def __init__(self, posts: Sequence[Post]) -> None:
        """Take in the posts in the order of their times."""
        first = posts[0].seconds // DAY
        days = np.array([min(int(post.seconds // DAY - first), _MOST_DAYS) for post in posts], int)
        self.days, self.length = days, int(days.max()) + 1
        volume = np.bincount(days, minlength=self.length) + 0.5
        self.share = volume / volume.sum()
        self._until = np.concatenate([[0.0], np.cumsum(self.share)])

    def counts(self, posts: NDArray[np.int64]) -> Counts:
        """How many of some posts each day has."""
        return np.bincount(self.days[posts], minlength=self.length).astype(float)

    def best_run(self, counts: Counts) -> Run:
        """The run of days that stands out most."""
        total = float(counts.sum())
        until = np.concatenate([[0.0], np.cumsum(counts)])
        best = Run(0, 0, 0.0)
        for length in range(1, min(_LONGEST, self.length) + 1):
            inside = until[length:] - until[:-length]
            expected = total * (self._until[length:] - self._until[:-length])
            outside, left = total - inside, np.maximum(total - expected, 1e-9)
            with np.errstate(divide="ignore", invalid="ignore"):
                ratio = inside * np.log(inside / expected) + np.where(
                    outside > 0, outside * np.log(outside / left), 0.0
                )
            ratio = np.where(inside > expected, np.nan_to_num(ratio), 0.0)
            place = int(ratio.argmax())
            if ratio[place] > best.ratio:
                best = Run(place, place + length - 1, float(ratio[place]))
        return best

    def whole(self, counts: Counts, run: Run, fullest: float) -> Run | None:
        """A run with the days around that belong to it, without those at its ends that do not; None if none does."""
        least = max(_LEAST_A_DAY, float(counts[run.first : run.last + 1].max()) / fullest)
        full = np.flatnonzero(counts[run.first : run.last + 1] >= least)
        if not len(full):
            return None
        first, last = run.first + int(full[0]), run.first + int(full[-1])
        while first > 0 and counts[first - 1] >= least:
            first -= 1
        while last + 1 < len(counts) and counts[last + 1] >= least:
            last += 1
        return Run(first, last, run.ratio)

    def expected(self, total: float, run: Run) -> float:
        """How many of so many documents a run would have by the volume of the case."""
        return max(total * float(self.share[run.first : run.last + 1].sum()), 1e-9)

    def above_usual(self, counts: Counts, run: Run) -> Counts:
        """The counts without what each day has of them anyway, by the days that are not near a run."""
        first, last = max(0, run.first - 2), run.last + 3
        elsewhere = counts.sum() - counts[first:last].sum()
        share = max(1.0 - float(self.share[first:last].sum()), 1e-9)
        return np.asarray(counts - elsewhere / share * self.share)

    def chance(self, total: int, ratio: float) -> float:
        """The chance that so many documents, spread as all of the case are, have a run that stands out as much."""
        trials = np.random.default_rng(0).multinomial(total, self.share, size=_TRIALS).astype(float)
        return (1 + sum(self.best_run(counts).ratio >= ratio for counts in trials)) / (_TRIALS + 1)


def bursts_of(numbers: Sequence[int], calendar: Calendar) -> Iterator[Found]:
    """The bursts of some posts, the one that stands out most first."""
    left = np.array(sorted(numbers), int)
    while len(left) >= LEAST:
        counts = calendar.counts(left)
        run = calendar.whole(counts, (best := calendar.best_run(counts)), _FULLEST)
        if run is None:
            return
        inside = (calendar.days[left] >= run.first) & (calendar.days[left] <= run.last)
        if inside.sum() < LEAST or (p := calendar.chance(len(left), best.ratio)) > _CHANCE:
            return
        yield Found(tuple(left[inside].tolist()), float(inside.sum()) / calendar.expected(len(left), run), p)
        left = left[(calendar.days[left] < run.first - 1) | (calendar.days[left] > run.last + 1)]


def increase(numbers: Sequence[int], calendar: Calendar) -> tuple[int, float, float] | None:
    """The day (by number) since when some posts are more frequent, how many times as many there are, and the chance of it.

    The day is that of the greatest likelihood ratio of two rates against one; None for fewer than two posts or days.
    """
    counts = calendar.counts(np.array(sorted(numbers), int))
    total = int(counts.sum())
    if total < _LEAST_CHANGE or calendar.length < _LEAST_CHANGE:
        return None
    share = np.cumsum(calendar.share[::-1])[::-1][1:]

    def ratios(of: Counts) -> Counts:
        after = np.cumsum(of[::-1])[::-1][1:]
        before = total - after
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.where(after > 0, after * np.log(after / (total * share)), 0.0)
            found += np.where(before > 0, before * np.log(before / (total * (1 - share))), 0.0)
        return np.where(after > total * share, found, 0.0)

    own = ratios(counts)
    day = int(own.argmax())
    trials = np.random.default_rng(0).multinomial(total, calendar.share, size=_TRIALS).astype(float)
    p = (1 + sum(float(ratios(one).max()) >= own[day] for one in trials)) / (_TRIALS + 1)
    after = counts[day + 1 :].sum()
    rate = (after / share[day]) / max((total - after) / (1 - share[day]), 0.5)
    return day + 1, float(rate), float(p)


def stories(words: Words, calendar: Calendar, told: Container[int]) -> Iterator[Found]:
    """The bursts of topics that many report: words that become frequent together, and the posts that have them.

    Args:
        words: The words of the posts.
        calendar: The days of the case.
        told: Posts that belong to a narrative: what is copied is no story that many tell.
    """
    free = np.array([number not in told for number in range(words.number)], bool)
    having = _having(words, free)
    bursting = _bursting(having, words, calendar, int(free.sum()))
    for word, run in bursting[:_SEEDS]:
        inside = free & (calendar.days >= run.first) & (calendar.days <= run.last)
        seed = np.zeros(words.number, bool)
        seed[having[word]] = True
        seed &= inside
        if seed.sum() < _WORD_POSTS // 2:
            continue
        # Of the words that become frequent at that time those that stand in the same posts.
        common = np.zeros(words.number)
        for other, others_run in bursting[:_WORDS]:
            if others_run.first <= run.last and run.first <= others_run.last:
                own = having[other][inside[having[other]]]
                if seed[own].sum() >= _GO_TOGETHER * min(int(seed.sum()), len(own)):
                    common[own] += 1
        near = free & (calendar.days >= run.first - 1) & (calendar.days <= run.last + 1)
        seed = inside & (common > 1)
        for _ in range(2):
            if seed.sum() >= LEAST:
                seed = near & (words.scores(np.flatnonzero(seed).tolist(), 0, words.number) > _STORY)
        if seed.sum() < LEAST:
            continue
        member = free & (words.scores(np.flatnonzero(seed).tolist(), 0, words.number) > _STORY)
        story = _story(np.flatnonzero(member), words, calendar)
        if story is not None:
            free[list(story.posts)] = False
            yield story


def _having(words: Words, free: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """For each word the posts that have it, of those that are free."""
    rows = np.repeat(np.arange(words.number), words.sizes)
    kept = free[rows]
    flat, rows = words.flat[kept], rows[kept]
    order = np.argsort(flat, kind="stable")
    ends = np.cumsum(np.bincount(flat, minlength=len(words.names)))
    return np.split(rows[order], ends[:-1])


def _bursting(
    having: Sequence[NDArray[np.int64]], words: Words, calendar: Calendar, posts: int
) -> list[tuple[int, Run]]:
    """The words that become frequent, those that stand out most first."""
    found = []
    for word, own in enumerate(having):
        if len(own) >= _WORD_POSTS and np.log(posts / len(own)) > _WORD_RARITY:
            run = calendar.best_run(calendar.counts(own))
            if run.ratio >= _WORD_GAIN:
                found.append((word, run))
    return sorted(found, key=lambda one: (-one[1].ratio, one[0]))


def _story(member: NDArray[np.int64], words: Words, calendar: Calendar) -> Found | None:
    """The burst of the posts on a topic."""
    counts = calendar.counts(member)
    best = calendar.best_run(counts)
    run = calendar.whole(calendar.above_usual(counts, best), best, _STORY_FULLEST) if best.ratio else None
    if run is None or best.ratio < _STORY_GAIN:
        return None
    posts = member[(calendar.days[member] >= run.first) & (calendar.days[member] <= run.last)]
    if len(posts) < LEAST or (p := calendar.chance(len(member), best.ratio)) > _CHANCE:
        return None
    typical = words.counts(posts.tolist()) / len(posts) * words.rarity
    top = [words.names[word] for word in np.argsort(-typical, kind="stable")[:_NAMED].tolist()]
    return Found(tuple(posts.tolist()), len(posts) / calendar.expected(len(member), run), p, tuple(top))
