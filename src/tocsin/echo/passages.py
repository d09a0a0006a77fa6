"""The distinct sentences of all posts: which of them are nearly the same, and which are forms that are filled in."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import log1p

from tocsin.echo.posts import Piece, Post

_LIKE = 0.6
"""Share of weight that two passages have in common if they are one passage, edited."""
_LEAST_WORDS = 4
"""Words of the shortest passage that is looked up in other wordings; a shorter one is only itself."""
_MOST = 300
"""Passages with one word or pair of words that a passage is compared with; what half the posts say tells nothing."""
_FORM = 2
"""Other fillings that make a passage a form: the same words around other figures or names."""
_SAMPLE = 8
"""Posts with a passage of which the rest is compared."""
_UNLIKE, _UNLIKE_SHARE, _UNLIKE_MEAN = 0.08, 0.4, 0.12
"""What the rests have in common (Dice) if they are of different matters; the share of such pairs, or the mean of all, that
makes a passage a filler."""
_OWN_SHARE, _OWN_TIMES, _OWN_WORDS = 0.3, 4, 12
"""A short passage at the end of so many posts of an outlet, and of so large a share of them, is its signature."""


@dataclass(slots=True, eq=False)
class Passage:
    """A sentence, whichever posts have it.

    Attributes:
        weight: What it tells in bits of rarity of its words, summed.
        posts: The posts that have it, by number, in the order of their times.
        near: Passages that are the same but for a few words, with how much they share, 0 … 1.
        is_form: Whether the same sentence is told again and again with other figures or names, or goes with different
            matters: told twice, it may well have been written twice.
        is_signature: Whether it is what an outlet puts under its posts.
    """

    number: int
    text: str
    words: tuple[str, ...]
    fixed: frozenset[str]
    parts: dict[str | tuple[str, str], float] = field(default_factory=dict)
    total: float = 0.0
    weight: float = 0.0
    posts: list[int] = field(default_factory=list)
    near: list[tuple[int, float]] = field(default_factory=list)
    is_form: bool = False
    is_signature: bool = False


class Passages:
    """The passages of posts.

    Attributes:
        all: The passages, by number.
        of: For each post the numbers of its passages, and whether each stands between quotation marks; signatures left out.
    """

    def __init__(self, posts: Sequence[Post]) -> None:
        """Take the posts apart.

        Nearly equal passages are found by their rarest parts alone, which loses none that is near enough (prefix filtering,
        Bayardo, Ma and Srikant 2007).
        """
        self.all: list[Passage] = []
        numbers: dict[tuple[str, ...], int] = {}
        self.of: list[list[tuple[int, bool]]] = []
        for number, post in enumerate(posts):
            own: list[tuple[int, bool]] = []
            for piece in post.pieces:
                key = tuple(map(str.lower, piece.words))
                at = numbers.setdefault(key, len(numbers))
                if at == len(self.all):
                    self.all.append(Passage(at, piece.text, key, _fixed(piece)))
                passage = self.all[at]
                if not passage.posts or passage.posts[-1] != number:
                    passage.posts.append(number)
                own.append((at, piece.quoted))
            self.of.append(own)
        self._weigh()
        self._find_near()
        self._find_signatures(posts, {number: own[-1][0] for number, own in enumerate(self.of) if len(own) > 1})
        self.of = [[(at, quoted) for at, quoted in own if not self.all[at].is_signature] for own in self.of]
        self._find_fillers()
        self.weights = [sum(self.all[at].weight for at, _ in own) for own in self.of]

    def _weigh(self) -> None:
        number = len(self.all)
        parts: list[set[str | tuple[str, str]]] = [{*one.words, *pairwise(one.words)} for one in self.all]
        frequency = Counter(part for own in parts for part in own)
        self._frequency = frequency
        for passage, own in zip(self.all, parts, strict=True):
            passage.parts = {part: log1p(number / frequency[part]) for part in own}
            passage.total = sum(passage.parts.values())
            passage.weight = sum(weight for part, weight in passage.parts.items() if isinstance(part, str))

    def _find_near(self) -> None:
        index: dict[str | tuple[str, str], list[int]] = defaultdict(list)
        other_fillings: Counter[int] = Counter()
        for passage in sorted(self.all, key=lambda one: (len(one.words), one.number)):
            if len(passage.words) < _LEAST_WORDS:
                continue
            left, rare = passage.total, []
            # What shares none of these parts cannot have enough of the weight in common.
            for part in sorted(passage.parts, key=lambda part: (self._frequency[part], str(part))):
                if left < _LIKE / (2 - _LIKE) * passage.total:
                    break
                rare.append(part)
                left -= passage.parts[part]
            for other in {other for part in rare for other in index[part][-_MOST:]}:
                alike = likeness(passage, self.all[other])
                if alike < _LIKE:
                    continue
                if passage.fixed != self.all[other].fixed:
                    other_fillings.update((passage.number, other))
                    continue
                passage.near.append((other, alike))
                self.all[other].near.append((passage.number, alike))
            for part in rare:
                index[part].append(passage.number)
        for passage in self.all:
            passage.is_form = other_fillings[passage.number] >= _FORM

    def _find_signatures(self, posts: Sequence[Post], last: Mapping[int, int]) -> None:
        written = Counter(post.outlet for post in posts)
        ends = Counter((posts[number].outlet, passage) for number, passage in last.items())
        for (outlet, passage), times in ends.items():
            is_short = len(self.all[passage].words) < _OWN_WORDS
            if is_short and times >= _OWN_TIMES and times > _OWN_SHARE * written[outlet]:
                self.all[passage].is_signature = True

    def _find_fillers(self) -> None:
        """Mark what is said of different matters: the rests of the posts that say it have little in common."""
        own = [{at for at, quoted in post if not quoted} for post in self.of]
        for passage in self.all:
            posts = [number for number in passage.posts if passage.number in own[number]]
            if len(posts) < 2 or passage.is_form:
                continue
            some = posts[:: -(-len(posts) // _SAMPLE)]
            rests = [rest for number in some if (rest := self._rest(number, passage.number))]
            found = [_common(one, other) for one, other in combinations(rests, 2)]
            if found:
                unlike = sum(one < _UNLIKE for one in found) / len(found)
                passage.is_form = unlike >= _UNLIKE_SHARE or sum(found) / len(found) < _UNLIKE_MEAN

    def _rest(self, post: int, without: int) -> dict[str, float]:
        """The words of a post without those of one passage, with their weights."""
        return {
            word: self.all[at].parts[word] for at, _ in self.of[post] if at != without for word in self.all[at].words
        }


def likeness(one: Passage, other: Passage) -> float:
    """The share of the weight of words and pairs of words that two passages have in common (Dice), 0 … 1."""
    common = sum(one.parts[part] for part in one.parts.keys() & other.parts.keys())
    return 2 * common / (one.total + other.total)


def _fixed(piece: Piece) -> frozenset[str]:
    """What a copy keeps and another report changes: figures, and names but for a word that begins the sentence."""
    return frozenset(
        word.lower() for place, word in enumerate(piece.words) if word[0].isdigit() or (place and word[0].isupper())
    )


def _common(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The share of the weight of words that two texts have in common (Dice)."""
    return 2 * sum(one[word] for word in one.keys() & other.keys()) / (sum(one.values()) + sum(other.values()))
