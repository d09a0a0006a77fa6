"""Whose text a post of a narrative took over: by the outlet it names, by what its text alone shares, by who leads."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.echo.narratives import Group
from tocsin.echo.passages import Passages
from tocsin.echo.posts import Post, lag
from tocsin.model.echo import Manner

_EARLIER, _FIRST = 80, 10
"""Earlier posts of the narrative that a post is compared with: the latest ones, and the first ones."""
_AS_GOOD = 0.05
"""How much less of a post another one may explain and still be as good a source."""
_OWN = 0.1
"""The same of an earlier post of its own outlet: what an outlet said before it need not have from others."""
_SURE = 0.5
"""Share of a post that its source explains from which on it is a copy, even if another outlet leads the narrative."""
_LINE = 0.15
"""How much less a post may have in common with the words of a post in other words than the nearest one has."""
_WORDS = 0.3
"""The weight of the words of a post; the rest is the weight of its passages."""
_CLOCK = 5_400.0
"""Seconds by which a post may be earlier than the one it names as its source, if a clock is wrong."""
_QUOTED, _QUOTED_WORDS = 0.75, 5
"""How alike a quotation and its source must be, and the least words of one."""
_EXACT, _WHOLE, _FORWARD = 0.97, 0.85, 0.5


@dataclass(frozen=True, slots=True)
class Taken:
    """A post that took over another one, both by number; the lag is in seconds."""

    source: int
    repeater: int
    lag: float
    manner: Manner
    credited: bool
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much of a post an earlier one explains: of its passages, and of passages and words together, 0 … 1."""

    number: int
    passages: float
    whole: float


def taken_in(group: Group, posts: Sequence[Post], passages: Passages) -> list[Taken]:
    """The posts of a narrative that took over others of it, in the order of their times.

    A post that names an outlet took the text from there. Of other posts the source is what explains most of the text, and of
    several alike the first; what an outlet said before is its own. A post in words of its own follows the outlet that the
    others follow.
    """
    return _Tracing(group, posts, passages).run()


class _Tracing:
    def __init__(self, group: Group, posts: Sequence[Post], passages: Passages) -> None:
        self._group, self._posts, self._passages = group, posts, passages
        self._members = sorted(group.posts)
        self._words = {
            number: {
                word: passages.all[at].parts[word]
                for at, _ in passages.of[number]
                for word in passages.all[at].words
            }
            for number in self._members
        }  # fmt: skip
        self._having: dict[int, list[int]] = defaultdict(list)
        for number in self._members:
            for at, _ in passages.of[number]:
                self._having[at].append(number)

    def run(self) -> list[Taken]:
        sources: dict[int, tuple[int, bool]] = {}
        unsure: dict[int, list[_Fit]] = {}
        for place, number in enumerate(self._members):
            fits = self._fits(place)
            credited = self._credited(number, fits)
            if credited is not None:
                sources[number] = credited, True
                continue
            if self._group.service is not None:
                continue
            others = [fit for fit in fits if self._posts[fit.number].outlet != self._posts[number].outlet]
            if not others:
                continue
            own = max((fit.whole for fit in fits if fit not in others), default=0.0)
            best = max(others, key=lambda fit: fit.whole)
            if own >= best.whole - _OWN:
                continue
            quoted = [fit for fit in others if self._quotes(number, fit.number)]
            if quoted:
                sources[number] = self._first_of(quoted, max(quoted, key=lambda fit: fit.whole)), False
            elif best.passages >= _SURE:
                sources[number] = self._first_of(others, best), False
            else:
                unsure[number] = others
        following = Counter[str]()
        pairs = Counter[tuple[str, str]]()
        for number, (source, _) in sources.items():
            names = self._posts[source].outlet, self._posts[number].outlet
            pairs[names] += 1
            following[names[0]] += 1
            following[names[1]] -= 1
        for number, others in unsure.items():
            leader = self._leader(number, others, following)
            if leader is not None:
                sources[number] = leader, False
        return [self._taken(source, number, credited) for number, (source, credited) in sorted(sources.items())]

    def _fits(self, place: int) -> list[_Fit]:
        """How well the earlier posts of the narrative explain a post."""
        number = self._members[place]
        near: dict[int, float] = {}
        for at, _ in self._passages.of[number]:
            for other, _ in ((at, 1.0), *self._passages.all[at].near):
                near.update(dict.fromkeys(self._having.get(other, ())[:_EARLIER], 1.0))
        candidates = {*self._members[max(0, place - _EARLIER) : place], *self._members[: min(place, _FIRST)]}
        candidates |= {other for other in near if other < number}
        credits = set(self._posts[number].credits)
        # A clock that is wrong can put a copy before the post that it names.
        for other in self._members[place + 1 : place + 1 + _FIRST]:
            if self._posts[other].outlet in credits and lag(self._posts[number], self._posts[other]) <= _CLOCK:
                candidates.add(other)
        post = self._posts[number]
        return [
            self._fit(other, number)
            for other in sorted(candidates)
            if self._posts[other].is_before(post) or (other > number and self._posts[other].outlet in credits)
        ]

    def _fit(self, earlier: int, number: int) -> _Fit:
        own = {at for at, _ in self._passages.of[earlier]}
        explained = total = 0.0
        for at, _ in self._passages.of[number]:
            passage = self._passages.all[at]
            total += passage.weight
            alike = 1.0 if at in own else max((alike for other, alike in passage.near if other in own), default=0.0)
            explained += alike * passage.weight
        words, other = self._words[number], self._words[earlier]
        common = sum(weight for word, weight in words.items() if word in other)
        share = explained / total if total else 0.0
        return _Fit(earlier, share, (1 - _WORDS) * share + _WORDS * common / (sum(words.values()) or 1.0))

    def _credited(self, number: int, fits: Sequence[_Fit]) -> int | None:
        """The post that a post names as its source: of those of the first outlet it names that fits, the best and latest."""
        for outlet in self._posts[number].credits:
            named = [fit for fit in fits if self._posts[fit.number].outlet == outlet]
            if named and (best := max(named, key=lambda fit: (round(fit.whole, 2), fit.number))).whole > _LINE:
                return best.number
        return None

    def _quotes(self, number: int, earlier: int) -> bool:
        """Whether a post has between quotation marks what an earlier one says in its own voice."""
        own = {at for at, quoted in self._passages.of[earlier] if not quoted}
        return any(
            quoted
            and len(self._passages.all[at].words) >= _QUOTED_WORDS
            and (at in own or any(other in own and alike >= _QUOTED for other, alike in self._passages.all[at].near))
            for at, quoted in self._passages.of[number]
        )

    def _first_of(self, others: Sequence[_Fit], best: _Fit) -> int:
        return min(fit.number for fit in others if fit.whole >= best.whole - _AS_GOOD)

    def _leader(self, number: int, others: Sequence[_Fit], following: Mapping[str, int]) -> int | None:
        """The latest post on the same line of the outlet that most others follow; None where the post's own outlet leads."""
        best = max(fit.whole for fit in others)
        if best < _LINE:
            return None
        line = [fit for fit in others if fit.whole >= best - _LINE]
        outlet = self._posts[number].outlet
        top = max(following.get(self._posts[fit.number].outlet, 0) for fit in line)
        if following.get(outlet, 0) > 0 and following[outlet] >= top:
            return None
        return max(
            (fit for fit in line if following.get(self._posts[fit.number].outlet, 0) == top),
            key=lambda fit: (fit.passages > 0, fit.number),
        ).number

    def _taken(self, source: int, number: int, credited: bool) -> Taken:
        fit = self._fit(source, number)
        back = self._fit(number, source)
        own = {at for at, _ in self._passages.of[source]}
        common = [
            self._passages.all[at].text
            for at, _ in self._passages.of[number]
            if at in own or any(other in own for other, _ in self._passages.all[at].near)
        ]
        quoted = any(quoted for at, quoted in self._passages.of[number])
        exact = all(at in own for at, _ in self._passages.of[number])
        if back.passages >= _EXACT and exact:
            manner = Manner.FORWARD if credited else Manner.VERBATIM
        elif back.passages >= _WHOLE and back.passages >= _FORWARD and exact:
            manner = Manner.VERBATIM
        elif quoted and fit.passages > 0 and back.passages < _FORWARD:
            manner = Manner.PARTIAL
        elif back.passages >= _FORWARD or fit.passages >= _SURE:
            manner = Manner.EDITED
        elif common and credited:
            manner = Manner.PARTIAL
        else:
            manner = Manner.PARAPHRASE
        seconds = lag(self._posts[source], self._posts[number])
        return Taken(source, number, seconds, manner, credited, tuple(common))
