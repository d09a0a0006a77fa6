"""Two claims of a case side by side: how their frames fit, what figures and days they tell, how probably they are one.

Claims of one case share its matter, its names and its words, so that these tell little. How much the words in common
count for depends on how rare they are in the case.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property

from tocsin.link.claim_figures import compared
from tocsin.link.days import PairDays
from tocsin.link.figures import Match, Pair
from tocsin.link.frames import Fit, FrameForms
from tocsin.link.likeness import FAR_APART, Facts, Sense, facts
from tocsin.link.meanings import Meaning, Vector
from tocsin.link.needs import NEEDS
from tocsin.link.profile import Profile, Profiler
from tocsin.link.relate import Comparison

_NAMED = 6
"""Words in common that a reason names."""
_QUITE_NEAR = 0.3
"""How near they must be if they share no word and are not of one deed."""
_USUAL = 0.35
"""How near two claims of a case are in meaning, where nothing tells."""


class ClaimPair(Comparison):
    """Two claims, the earlier first, and what is known of the pair."""

    def __init__(self, left: Profile, right: Profile, profiler: Profiler, sense: Sense) -> None:
        super().__init__(left, right, profiler, sense)
        self.matcher, self.names, self._likeness = profiler.matcher, profiler.names, profiler.likeness
        self.tolls = profiler.tolls

    @cached_property
    def figures(self) -> tuple[Pair, ...]:
        """The figures that are of one thing, side by side."""
        if not self.left.figures or not self.right.figures:
            return ()
        return tuple(compared(self.left, self.right, self.fit, self.matcher))

    @cached_property
    def days(self) -> PairDays:
        """Of which days they are."""
        return PairDays(self.left, self.right)

    @cached_property
    def fit(self) -> Fit | None:
        """How the frames fit."""
        left, right = self.left.frame, self.right.frame
        return self.matcher.fit(left, right) if left is not None and right is not None else None

    @property
    def frames(self) -> tuple[Fit, tuple[FrameForms, FrameForms]]:
        """How the frames fit, and the frames; to be asked only where both are known."""
        fit, left, right = self.fit, self.left.frame, self.right.frame
        assert fit is not None
        assert left is not None
        assert right is not None
        return fit, (left, right)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The forms of the words of all places in the two."""
        names = (*self.left.places, *self.right.places)
        return self.matcher.reader.forms(word for name in names for word in name.split())

    def near_in_meaning(self, one: str, other: str) -> float:
        """How near two words are in meaning, -1 … 1."""
        return self._sense.near(one, other)

    @cached_property
    def near(self) -> float:
        """How near the two are in meaning, -1 … 1."""
        return self._cosine(lambda meaning: meaning.whole)

    def _cosine(self, of: Callable[[Meaning], Vector | None]) -> float:
        """How near a part of what the two mean is, -1 … 1; what is usual where one has none."""
        if self.left.meaning is None or self.right.meaning is None:
            return _USUAL
        ours, theirs = of(self.left.meaning), of(self.right.meaning)
        return _USUAL if ours is None or theirs is None else float(ours @ theirs)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words in common."""
        return self.left.told & self.right.told

    def rarest(self) -> tuple[str, ...]:
        """The rarest words in common, which a reason names."""
        return tuple(sorted(self.common, key=lambda word: (-self._sense.rarity(word), word))[:_NAMED])

    @cached_property
    def sign(self) -> int:
        """Whether the two say one thing (1) or opposite things (-1); 0 where one of them leaves it open."""
        fit = self.fit
        turned = -1 if fit is not None and fit.opposed else 1
        return turned * self.left.sign * self.right.sign

    @property
    def is_denial(self) -> bool:
        """Whether one says that something is so, and the other that it is not."""
        return self.sign < 0

    @property
    def is_one_mood(self) -> bool:
        """Whether both say what is, or both what ought to be."""
        return self.left.opinion == self.right.opinion

    @property
    def is_one_text(self) -> bool:
        """Whether both are of one outlet and one day."""
        return self.left.report.outlet == self.right.report.outlet and self.days.published == timedelta()

    @property
    def are_opposed_states(self) -> bool:
        """Whether the two tell opposite states of one thing."""
        fit, _ = self.frames
        return fit.opposed and (fit.core or 0) >= NEEDS.core_surely

    @property
    def is_other_story(self) -> bool:
        """Whether the documents are of two stories; counts of what befell people are alike in all of them."""
        ours, theirs = self.left.story, self.right.story
        if ours is None or theirs is None:
            return False
        counts_alike = any(pair.left.is_classed for pair in self.figures)
        return not ours.is_shared(theirs) if counts_alike else ours.is_apart(theirs)

    @property
    def may_be_one(self) -> bool:
        """Whether they share a word or a deed, or are near in meaning, and are not of other nations or directions."""
        fit = self.fit
        if fit is None or fit.foreign or fit.turned or self.are_of_others:
            return False
        return bool(self.common or fit.deed) or self.near >= _QUITE_NEAR

    @cached_property
    def are_of_others(self) -> bool:
        """Whether they are one thing of two whom the words name, or of two fields: Karvonian troops, and Velmish troops."""
        _, (left, right) = self.frames
        if left.core_heads.isdisjoint(right.core_heads):
            return False
        for one in left.cores:
            for other in right.cores:
                if one.head != other.head:
                    continue
                if self.matcher.are_of_two_fields(one, other):
                    return True
                # Two names with one head may be one: "Colonel Brand", "Ute Brand".
                if self.left.named((one.head,)) or self.right.named((other.head,)):
                    continue
                ours, theirs = self.left.named(one.words), self.right.named(other.words)
                if ours and theirs and ours.isdisjoint(theirs):
                    return True
        return False

    @property
    def told_facts(self) -> Facts | None:
        """The facts of the pair where it could be of one proposition at all."""
        return self.facts if self.may_be_one else None

    @cached_property
    def facts(self) -> Facts:
        """What is known of the pair; its frames must be."""
        fit, (left, right) = self.frames
        rarity, near, days = self._sense.rarity, self._sense.near, self.days
        nouns_near = [near(left.predicate, noun) for noun in right.nouns]
        nouns_near += [near(right.predicate, noun) for noun in left.nouns]
        around = self.left.around, self.right.around
        told = [pair for pair in self.figures if not pair.is_slight]
        same = any(pair.match is Match.SAME for pair in told)
        return facts(
            deed=True if fit.opposed else fit.deed,
            noun_near=max(nouns_near, default=0.0),
            core=fit.core,
            actors_apart=fit.actors_apart,
            common=sum(map(rarity, self.common)),
            ours=sum(map(rarity, self.left.told)),
            theirs=sum(map(rarity, self.right.told)),
            time=(days.left is not None, days.right is not None),
            later=days.later != 0,
            figures=(same, len(told) > same),
            figure_of_one=bool(self.left.figures) != bool(self.right.figures),
            names_apart=fit.names_apart,
            elsewhere=fit.elsewhere,
            numbers=(self.left.numbers, self.right.numbers),
            of_others=self.numbers_of_others,
            days_between=abs(days.published.days) if days.published is not None else FAR_APART,
            one_plan=left.is_coming == right.is_coming,
            near=self.near,
            theme=fit.theme,
            meant=self._cosine(lambda meaning: meaning.predicate),
            sentence_near=self._cosine(lambda meaning: meaning.sentence),
            told_around=sum(map(rarity, (self.left.told & around[1] | self.right.told & around[0]) - self.common)),
            around=sum(map(rarity, around[0] & around[1])),
        )

    @cached_property
    def numbers_of_others(self) -> frozenset[float]:
        """The numbers that count one thing in the one, and another in the other: 40 crates and 40 days."""
        if not self.left.figures or not self.right.figures:
            return frozenset()
        counted = [{figure.amount: figure.counted for figure in profile.figures} for profile in (self.left, self.right)]
        return frozenset(
            number for number in counted[0].keys() & counted[1].keys()
            if not self.matcher.are_alike(counted[0][number], counted[1][number])
        )  # fmt: skip

    @cached_property
    def likeness(self) -> float:
        """How probable it is that the two are of one proposition, whatever its sign."""
        return self._likeness.same(self.facts)

    @cached_property
    def matter(self) -> float:
        """How probable it is that they are of one matter, whatever the figures, the days and who is right."""
        return self._likeness.matter(self.facts)

    @cached_property
    def denial(self) -> float:
        """The same where one denies what the other tells; 0 where neither does."""
        return self._likeness.denied(self.facts) if self.is_denial else 0.0
