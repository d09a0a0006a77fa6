"""Everything that is repeated among the documents of a case: narratives, edges, bursts, groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median

from tocsin.echo import bursts as scan
from tocsin.echo.coordination import Coordinated, coordinated
from tocsin.echo.copies import families
from tocsin.echo.denials import denying
from tocsin.echo.narratives import Group, Vectors, groups_of, typical_passage
from tocsin.echo.passages import Passages
from tocsin.echo.posts import MINUTE, Post, posts_of
from tocsin.echo.significance import ChanceModel, holding
from tocsin.echo.sources import Taken, taken_in
from tocsin.echo.together import posted_together
from tocsin.echo.words import Words
from tocsin.lexicon.language import Lexicon
from tocsin.model.document import Document
from tocsin.model.echo import Burst, CoordinatedGroup, Copy, Echo, Edge, FirstMover, Narrative
from tocsin.model.reason import Reason

_LEAST, _LEAST_SINGLE = 2, 3
"""Repetitions that make an edge: of one line, and of texts that have nothing else in common."""
_THIN = 5
"""Repetitions, or times, below which a result says that it rests on few."""
_RATE = 0.01
"""The share of edges that may be false (false discovery rate)."""
_SURE = 0.8
"""The weight of the reason that a claim is copied: its outlet repeats the other one beyond chance."""
_LABEL = 120
"""Characters of a label."""
_CHANCE = 3
"""Posts that have one text of the largest group that may be chance."""
_CLOCK = 5 * MINUTE
"""How much earlier than what they name copies must be for a clock to be thought wrong."""


def echo_of(
    documents: Iterable[Document],
    *,
    vectors: Vectors,
    lexicon: Lexicon,
    same: Mapping[str, str] | None = None,
    window: float | None = None,
    only_together: bool = False,
    now: datetime | None = None,
) -> Echo:
    """What is repeated among documents.

    Args:
        documents: Those to be compared; order does not matter.
        vectors: Makes vectors of meaning.
        lexicon: Knows how a denial is worded.
        same: Outlets that are one: the name that counts, by the other one.
        window: Seconds, if the outlets that post the same text together are wanted.
        only_together: Whether nothing else is wanted.
        now: The moment (UTC) after which a time is in the future.
    """
    posts, left_out = posts_of(documents, same=same, apart=not only_together)
    notes = _notes(posts, left_out, same or {}, now)
    together = None if window is None else tuple(posted_together(posts, window))
    if only_together:
        return Echo(together=together, notes=tuple(notes))
    if len({post.outlet for post in posts}) < 2:
        notes.append("fewer than two outlets with a known time: nobody can repeat anybody")
        return Echo(together=together, notes=tuple(notes))
    passages = Passages(posts)
    deny = denying(posts, lexicon)
    texts = families(posts, passages, deny)
    words = Words(posts, passages)
    groups = groups_of(posts, passages, texts, deny, vectors, words)
    found = _Found(posts, passages, words, groups, deny)
    narratives, edges, coordinations = found.tell()
    return Echo(
        narratives=narratives,
        edges=edges,
        bursts=_bursts(posts, words, found, narratives),
        groups=coordinations,
        together=together,
        notes=tuple(notes),
    )


def why_copied(edge: Edge) -> Reason:
    """An edge as a reason why a claim of a copy is the word of its source."""
    return Reason(
        rule="echo.copied",
        weight=_SURE,
        facts={"repeater": edge.repeater, "source": edge.source, "times": len(edge.copies)},
    )


def _notes(
    posts: Sequence[Post], left_out: Mapping[str, int], same: Mapping[str, str], now: datetime | None
) -> list[str]:
    """What limits the result, one line each."""
    notes = [f"{number} documents left out: {reason}" for reason, number in left_out.items() if number]
    days = sum(not post.exact for post in posts)
    if days:
        notes.append(f"{days} documents have a day but no time: no lag below a day is told of them")
    if len(posts) > 1 and posts[0].seconds == posts[-1].seconds:
        notes.append("all documents have one time: who was first cannot be told")
    if now is not None:
        late = sum(post.seconds > (now.replace(tzinfo=UTC) + timedelta(days=1)).timestamp() for post in posts)
        if late:
            notes.append(f"{late} documents have a time in the future")
    joined = defaultdict(list)
    for other, name in sorted(same.items()):
        if other != name:
            joined[name].append(other)
    notes += [f"{name} counts as one outlet with {', '.join(others)}" for name, others in sorted(joined.items())]
    return notes


class _Found:
    """Narratives with what was taken over in them, of which those that hold are told."""

    def __init__(
        self, posts: Sequence[Post], passages: Passages, words: Words, groups: Sequence[Group], denying: Iterable[int]
    ) -> None:
        self.posts = posts
        self._passages, self._words = passages, words
        self._denying = sorted(denying)
        self.groups, self.taken = self._gathered(groups)
        chance = sum(len(group.posts) - 1 for group in groups if len(group.posts) <= _CHANCE and group.service is None)
        self._chance = ChanceModel(posts, passages, chance_pairs=chance)
        self.number: dict[int, str] = {}

    def _gathered(self, groups: Sequence[Group]) -> tuple[list[Group], list[list[Taken]]]:
        """The groups with what was taken over in each; single texts, each taken over once, as one group for each outlet."""
        whole, taken = [], []
        single: dict[str, tuple[Group, list[Taken]]] = {}
        for group in groups:
            found = taken_in(group, self.posts, self._passages)
            times = Counter(self._pair(one) for one in found)
            if group.service is None and found and max(times.values()) < _LEAST and len(group.families) == 1:
                outlet = self.posts[found[0].source].outlet
                gathered, copies = single.setdefault(outlet, (Group([], set(), outlet, is_gathered=True), []))
                gathered.families += group.families
                gathered.posts |= group.posts
                copies += found
            else:
                whole.append(group)
                taken.append(found)
        for gathered, copies in single.values():
            whole.append(gathered)
            taken.append(copies)
        return whole, taken

    def tell(self) -> tuple[tuple[Narrative, ...], tuple[Edge, ...], tuple[CoordinatedGroup, ...]]:
        together = [coordinated(group, self.posts) if group.service is None else [] for group in self.groups]
        edges = [self._edges(place, together[place]) for place in range(len(self.groups))]
        tests = sum(len(Counter(self._pair(one) for one in taken)) for taken in self.taken)
        flat = [edge for own in edges for edge in own]
        held = holding([edge.p for edge in flat], tests=tests, rate=_RATE)
        kept = {id(edge) for edge, holds in zip(flat, held, strict=True) if holds}
        edges = [[edge for edge in own if id(edge) in kept] for own in edges]
        told = [place for place in range(len(self.groups)) if edges[place] or together[place]]
        self.number = {place: f"n{number}" for number, place in enumerate(told, start=1)}
        return (
            tuple(self._narrative(place) for place in told),
            tuple(replace(edge, narrative=self.number[place]) for place in told for edge in edges[place]),
            tuple(self._group(place, one) for place in told for one in together[place]),
        )

    def _pair(self, one: Taken) -> tuple[str, str]:
        return self.posts[one.source].outlet, self.posts[one.repeater].outlet

    def _edges(self, place: int, together: Sequence[Coordinated]) -> list[Edge]:
        by_pair: dict[tuple[str, str], list[Taken]] = defaultdict(list)
        for one in self.taken[place]:
            by_pair[self._pair(one)].append(one)
        own = Counter(self.posts[number].outlet for number in self.groups[place].posts)
        least = _LEAST_SINGLE if self.groups[place].is_gathered else _LEAST
        found = []
        for (source, repeater), taken in sorted(by_pair.items()):
            # Who posts together has the text from somebody else, or writes it together.
            if len(taken) < least or any({source, repeater} <= set(one.outlets) for one in together):
                continue
            lags = [one.lag for one in taken]
            clock = -median(lags) if median(lags) < -_CLOCK else 0.0
            found.append(
                Edge(
                    source=source,
                    repeater=repeater,
                    narrative="",
                    copies=tuple(self._copy(one) for one in taken),
                    share=len({one.source for one in taken}) / own[source],
                    lag_minutes=round(max(0.0, median(lags)) / MINUTE, 1),
                    p=self._chance.p(source, repeater, len(taken), within=max(MINUTE, *map(abs, lags))),
                    manner=dict(sorted(Counter(one.manner for one in taken).items())),
                    is_thin=len(taken) < _THIN,
                    clock_minutes=round(clock / MINUTE, 1),
                )
            )
        return found

    def _copy(self, one: Taken) -> Copy:
        return Copy(
            source=self.posts[one.source].name, repeater=self.posts[one.repeater].name, manner=one.manner,
            lag_minutes=round(one.lag / MINUTE, 1), credited=one.credited, passages=one.passages,
        )  # fmt: skip

    def _narrative(self, place: int) -> Narrative:
        group = self.groups[place]
        members = sorted(group.posts)
        copied = {one.repeater for one in self.taken[place]}
        origins = [number for number in members if number not in copied] or members
        led = Counter(self.posts[number].outlet for number in origins)
        sources = Counter(self.posts[one.source].outlet for one in self.taken[place])
        # The first is who the others follow; where nobody leads, whoever was first.
        leader = max(led, key=lambda outlet: (sources[outlet], led[outlet], outlet))
        first = next(number for number in origins if self.posts[number].outlet == leader)
        post = self.posts[first]
        if group.service is None:
            label = typical_passage(group, self._passages, self._words)
        else:
            label = f"single texts of {group.service}" if group.is_gathered else f"what {group.service} sends"
        texts = {at for number in members for at, _ in self._passages.of[number]}
        return Narrative(
            id=self.number[place],
            label=label if len(label) <= _LABEL else f"{label[:_LABEL].rsplit(' ', 1)[0]} …",
            first=FirstMover(outlet=post.outlet, document=post.name, time=post.moment if post.exact else None),
            outlets=tuple(dict.fromkeys(self.posts[number].outlet for number in members)),
            documents=tuple(self.posts[number].name for number in members),
            since=self.posts[members[0]].moment,
            until=self.posts[members[-1]].moment,
            denials=tuple(
                self.posts[number].name
                for number in self._denying
                if any(
                    quoted and texts & {at, *(other for other, _ in self._passages.all[at].near)}
                    for at, quoted in self._passages.of[number]
                )
            ),
            is_service=group.service is not None,
        )

    def _group(self, place: int, one: Coordinated) -> CoordinatedGroup:
        return CoordinatedGroup(
            outlets=one.outlets,
            times=one.times,
            window_seconds=round(one.window, 1),
            p=self._chance.p_together(one.outlets, one.times, within=one.window or MINUTE),
            documents=tuple(self.posts[number].name for number in one.posts),
            narrative=self.number[place],
            is_thin=one.times < _THIN,
        )


def _bursts(posts: Sequence[Post], words: Words, found: _Found, narratives: Sequence[Narrative]) -> tuple[Burst, ...]:
    calendar = scan.Calendar(posts)
    labels = {one.id: one.label for one in narratives}
    told: list[Burst] = []
    copied: dict[int, None] = {}
    for place, group in enumerate(found.groups):
        if place not in found.number:
            continue
        copied |= dict.fromkeys(group.posts)
        if group.service is None:
            number = found.number[place]
            told += [
                _burst(posts, one, number, labels[number]) for one in scan.bursts_of(sorted(group.posts), calendar)
            ]
    for one in scan.stories(words, calendar, copied):
        told.append(_burst(posts, one, None, " ".join(one.words)))
    return tuple(sorted(told, key=lambda one: (one.start, one.end, one.label)))


def _burst(posts: Sequence[Post], one: scan.Found, narrative: str | None, label: str) -> Burst:
    return Burst(
        narrative=narrative,
        label=label,
        start=posts[one.posts[0]].moment,
        end=posts[one.posts[-1]].moment,
        documents=tuple(posts[number].name for number in one.posts),
        rate=round(one.rate, 1),
        p=one.p,
    )
