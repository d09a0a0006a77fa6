"""How two claims of a case stand to each other: by their frames, figures, days, places and certainty.

Claims of one case share its matter, its names and its words, so that these tell little. Two are of one proposition if they
say the same deed of the same things, as far as both tell: another direction, another nation's things, another place or
day make another proposition of it, and so do figures that cannot be one state. How much the words in common count for
depends on how rare they are in the case.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tocsin.link.circumstances import other_places
from tocsin.link.figures import Figure, Match, Pair, pairs
from tocsin.link.frames import Fit, FrameForms
from tocsin.link.likeness import FAR_APART, Facts, Sense, facts
from tocsin.link.meanings import Meaning, Vector
from tocsin.link.origins import Origin
from tocsin.link.profile import Names, Profile, Profiler
from tocsin.link.relate import Comparison, PairRelation, PairResult, figure_reason
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.quantity import FigureStatus, OwnerRule, Quantity
from tocsin.model.reason import Fact, Reason
from tocsin.model.time import TimeType

_SAYS = 4
"""Words of content of a copied text that has no predicate."""
_REMAIN = "remain"
_NAMED = 6
"""Words in common that a reason names."""
_TOLD_SLACK, _STATE_SLACK = timedelta(days=1), timedelta(days=4)
"""How far apart two accounts of one time may lie: two days that are told, and two days of publication of a state."""
_CLOCK = re.compile(r"T(\d\d):(\d\d)$")
_DAY, _CLOCK_SLACK = 24 * 60, 30
"""Minutes of a day, and how many of them two accounts of one hour may lie apart."""
_DEADLINE_SLACK = timedelta(days=7)
"""The same of two times by which something is to be done: "by the weekend" is counted from the day of publication."""
_CARRIED = "time.on_day_before"
"""Why a time is on its day where its own words tell none."""
_HOLDS_FROM = timedelta(days=2)
_LONG_AGO = timedelta(days=60)
_MANY_TIMES = 0.25
"""The share of a count below which another one is of something else, and neither a rival nor an earlier one of it."""
_NEARLY_ALL = 0.75
"""The share of a count above which what a day brought is no part of it, but an earlier state."""
_ALIKE = 0.5
"""The share from which one source's two counts of what befell people are taken for counts of one thing."""
_LEAPS = 1 / 3
"""The share of a later toll below which an earlier one by others is a rival: no count of one event leaps like that."""
_FEW = 2
"""The greatest number that may be the whole of anything."""
_ROUGH = 3
"""How many times its low end the high end of a figure is that counts nothing."""


@dataclass(frozen=True, slots=True)
class Needs:
    """How probable it must be that two claims are of one proposition, by what they are taken for.

    Attributes:
        same: To say the same.
        other_deed: To say the same by predicates of two deeds, or where one is of long ago and the other tells no time.
        denied: To be of one matter where one denies it.
        left_open: To be of one proposition where one leaves it open.
        opposed: To be of one matter where the two tell opposite states of one thing.
        certain: To be of one matter where measures differ, and the predicates are of two deeds.
        matter: To be of one matter, whose figures, states or days differ.
        figures: The same where both count one thing, and `counted` where that is what befell people.
        surely: The same where predicates that say little leave open whether they count alike.
        set_aside: To be of one matter where one sets a figure aside that the other tells.
        plan: To be of one proposition where one tells a plan and the other what came of it.
    """

    same: float = 0.55
    other_deed: float = 0.8
    denied: float = 0.64
    left_open: float = 0.65
    opposed: float = 0.25
    certain: float = 0.8
    matter: float = 0.3
    figures: float = 0.25
    counted: float = 0.15
    surely: float = 0.4
    set_aside: float = 0.05
    plan: float = 0.42


NEEDS = Needs()
_LIKE = 0.65
"""From how alike those who take part are taken for the same."""
_SURELY_LIKE = 0.8
_UNSURE = 0.8
"""How sure it is at most that two without a deed in common are of one proposition."""
_FAR = 0.15
"""How near they must be to be compared, where they have no figure of one thing."""
_QUITE_NEAR = 0.3
"""How near they must be if they share no word and are not of one deed."""
_USUAL = 0.35
"""How near two claims of a case are in meaning, where nothing tells."""


class ClaimComparison(Comparison):
    """Two claims, the earlier first."""

    def __init__(self, left: Profile, right: Profile, names: Names, profiler: Profiler, sense: Sense) -> None:
        super().__init__(left, right, names, profiler, sense)
        self._matcher, self._likeness = profiler.matcher, profiler.likeness
        found = pairs(_own(left), _own(right), slight=True)
        self.figures = tuple(
            pair for pair in found
            if not _of_others(pair) and not self._counts_others(pair) and (not pair.is_slight or self._counts_core(pair))
        )  # fmt: skip

    def _counts_core(self, pair: Pair) -> bool:
        """Whether it is of those who take part in one deed; then also "three" and "four" tell."""
        fit, frames = self.fit, (self.left.frame, self.right.frame)
        return (
            fit is not None
            and bool(fit.deed)
            and all(frame is not None and pair.left.counted in {part.head for part in frame.cores} for frame in frames)
        )

    def _counts_others(self, pair: Pair) -> bool:
        """Whether what befell them befell other things: fish and people, those who left and those who are left."""
        frames = [frame for frame in (self.left.frame, self.right.frame) if frame is not None]
        if not pair.left.is_classed or len(frames) < 2 or pair.left.is_befallen or pair.right.is_befallen:
            return False
        if pair.is_toll and None in (pair.left.quantity.noun, pair.right.quantity.noun):
            # "The toll of the fire is at eight": what stands near is nobody whom it befell.
            return False
        if (frames[0].predicate == _REMAIN) is not (frames[1].predicate == _REMAIN):
            return True
        heads = [[thing.head for thing in figure.quantity.things] for figure in (pair.left, pair.right)]
        # Few officers among many people, or two sorts of those whom it befell.
        apart = pair.ratio < _ALIKE or (pair.left.is_some and pair.right.is_some)
        if apart and heads[0] and heads[1] and heads[0][0] != heads[1][0]:
            return True
        return bool(heads[0] and heads[1]) and not self._matcher.are_alike(heads[0][0], heads[1][0])

    def results(self) -> Iterator[PairResult | None]:
        """The answers to the questions, in their order."""
        yield self.copied()
        if self._is_set_aside:
            yield self.by_correction()
        if self._is_near and self._is_one_matter:
            yield self.by_figures()
            yield self.by_clock()
            yield self.by_plan()
            yield self.by_certainty()
            yield self.agreement()
        yield PairResult(standing=PairRelation.RELATED, reasons=(Reason(rule="link.one_story", weight=0.3),))

    def copied(self) -> PairResult | None:
        """The same words, of one time, in one direction, with the same sign; a name and an office are nobody's words."""
        short = min(len(self.left.wording.contents), len(self.right.wording.contents)) < _SAYS
        if self.later or self.is_denial or _sign(self.left) != _sign(self.right) or (short and self.fit is None):
            return None
        if self.fit is not None and (self.fit.turned or self.fit.foreign):
            return None
        if (self._is_of_long_ago and self.published != timedelta()) or self._other_hours is not None:
            return None
        return super().copied()

    # --- what the two have in common -----------------------------------------------------------------------------

    @cached_property
    def fit(self) -> Fit | None:
        """How the frames fit."""
        left, right = self.left.frame, self.right.frame
        return self._matcher.fit(left, right) if left is not None and right is not None else None

    @cached_property
    def near(self) -> float:
        """How near the two are in meaning, -1 … 1."""
        return self._cosine(lambda meaning: meaning.whole)

    def _cosine(self, of: Callable[[Meaning], Vector | None]) -> float:
        """How near a part of what the two mean is, -1 … 1; what is usual where one has none."""
        ours, theirs = (None if one.meaning is None else of(one.meaning) for one in (self.left, self.right))
        return _USUAL if ours is None or theirs is None else float(ours @ theirs)

    @property
    def _is_near(self) -> bool:
        """Whether it is worth a look: most pairs of a case have almost no word in common, nor a figure."""
        return self.near >= _FAR or bool(self.figures)

    @property
    def _frames(self) -> tuple[Fit, tuple[FrameForms, FrameForms]]:
        """How the frames fit, and the frames; to be asked only where both are known."""
        fit, left, right = self.fit, self.left.frame, self.right.frame
        assert fit is not None
        assert left is not None
        assert right is not None
        return fit, (left, right)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words in common."""
        return self.left.told & self.right.told

    @property
    def is_denial(self) -> bool:
        """Whether one says that something is so, and the other that it is not."""
        return self._sign < 0

    @property
    def told_facts(self) -> Facts | None:
        """The facts of the pair where it could be of one proposition at all."""
        return self.facts if self._may_be_one else None

    @property
    def _may_be_one(self) -> bool:
        """Whether they share a word or a deed, or are near in meaning, and are not of other nations or directions."""
        fit = self.fit
        if fit is None or fit.foreign or fit.turned:
            return False
        return bool(self.common or fit.deed) or self.near >= _QUITE_NEAR

    @cached_property
    def facts(self) -> Facts:
        """What is known of the pair; its frames must be."""
        fit, (left, right) = self._frames
        rarity, days = self._sense.rarity, self._days
        around = self.left.around, self.right.around
        told = [pair for pair in self.figures if not pair.is_slight]
        same = any(pair.match is Match.SAME for pair in told)
        return facts(
            deed=True if fit.opposed else fit.deed,
            noun_near=max(
                (
                    self._sense.near(one.predicate, noun)
                    for one, other in ((left, right), (right, left))
                    for noun in other.nouns
                ),
                default=0.0,
            ),
            core=fit.core,
            actors_apart=fit.actors_apart,
            common=sum(map(rarity, self.common)),
            ours=sum(map(rarity, self.left.told)),
            theirs=sum(map(rarity, self.right.told)),
            time=(days[0] is not None, days[1] is not None),
            later=self.later != 0,
            figures=(same, len(told) > same),
            figure_of_one=bool(self.left.figures) != bool(self.right.figures),
            names_apart=fit.names_apart,
            elsewhere=fit.elsewhere,
            numbers=(self.left.numbers, self.right.numbers),
            of_others=self._numbers_of_others,
            days_between=abs(self.published.days) if self.published is not None else FAR_APART,
            one_plan=left.is_coming == right.is_coming,
            near=self.near,
            theme=fit.theme,
            meant=self._cosine(lambda meaning: meaning.predicate),
            sentence_near=self._cosine(lambda meaning: meaning.sentence),
            told_around=sum(map(rarity, (self.left.told & around[1] | self.right.told & around[0]) - self.common)),
            around=sum(map(rarity, around[0] & around[1])),
        )

    @cached_property
    def _numbers_of_others(self) -> frozenset[float]:
        """The numbers that count one thing in the one, and another in the other: 40 crates and 40 days."""
        counted = [{figure.amount: figure.counted for figure in profile.figures} for profile in (self.left, self.right)]
        return frozenset(
            number for number in counted[0].keys() & counted[1].keys()
            if not self._matcher.are_alike(counted[0][number], counted[1][number])
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

    @property
    def _is_one_matter(self) -> bool:
        """Whether nothing tells that the two are of other things, at another place, in another direction, of long ago."""
        fit = self.fit
        if fit is None or fit.other_aims or not self._may_be_one:
            return False
        if self._is_of_long_ago and self.likeness < NEEDS.other_deed:
            return False
        classed = any(pair.left.is_classed for pair in self.figures)
        least = NEEDS.counted if classed else NEEDS.figures if self.figures else NEEDS.matter
        if self._whole is not None or (classed and self._is_counted_again) or self._are_tolls:
            # A toll is of the one event of its story, however little else two reports of it share.
            least = 0.0
        if self._are_opposed_states:
            least = NEEDS.opposed
        is_one = self.matter >= least or self.denial >= NEEDS.denied
        return is_one and other_places(self.left, self.right) is None and not self._is_other_story

    @property
    def _are_opposed_states(self) -> bool:
        """Whether the two tell opposite states of one thing."""
        fit, _ = self._frames
        return fit.opposed and (fit.core or 0) >= _SURELY_LIKE

    @property
    def _are_tolls(self) -> bool:
        """Whether both count the people whom one thing befell in an event."""
        return any(pair.is_toll for pair in self.figures)

    @property
    def _is_other_story(self) -> bool:
        """Whether the documents are of two stories; counts of what befell people are alike in all of them."""
        ours, theirs = self.left.story, self.right.story
        if ours is None or theirs is None:
            return False
        return (
            ours.names_others(theirs) if any(pair.left.is_classed for pair in self.figures) else ours.is_apart(theirs)
        )

    @property
    def _is_set_aside(self) -> bool:
        """Whether one sets figures aside, or takes them back, and the other may be of them."""
        if not any(one.report.claims[0].corrected or one.withdrawn for one in (self.left, self.right)):
            return False
        return self.fit is not None and self._may_be_one and self.matter >= NEEDS.set_aside and not self._is_other_story

    @cached_property
    def _whole(self) -> bool | None:
        """Whether the left tells a part of what the right counts ("230 of the 260" and 260), None where neither does."""
        for one, other, forward in ((self.left, self.right, True), (self.right, self.left, False)):
            if _is_coming(other):
                continue
            for part in one.figures:
                whole = next((figure for figure in one.figures if figure.quantity.span == part.quantity.part_of), None)
                if whole is None or not whole.is_whole or whole.amount <= max(_FEW, part.amount):
                    continue
                for figure in _own(other):
                    if figure.amount == whole.amount and figure.counted in (whole.counted, part.counted):
                        return forward
        return None

    @property
    def _is_counted_again(self) -> bool:
        """Whether one source counts what befell people a second time, and not many more or fewer of them."""
        pair = next((pair for pair in self.figures if pair.left.is_classed), None)
        return (
            pair is not None
            and self.origin.is_one
            and pair.match is Match.MORE
            and pair.ratio >= _ALIKE
            and not (pair.left.is_some or pair.right.is_some)
        )

    @property
    def _is_one_long_ago(self) -> bool:
        """Whether only one of the two is of a time long before its publication."""
        ago = [_is_long_ago(days, one) for days, one in zip(self._days, (self.left, self.right), strict=True)]
        return ago[0] != ago[1]

    @property
    def _is_of_long_ago(self) -> bool:
        """Whether one tells a time long before its publication, and the other tells none."""
        for days, profile, rest in zip(self._days, (self.left, self.right), self._days[::-1], strict=True):
            if rest is None and _is_long_ago(days, profile):
                return True
        return False

    @cached_property
    def _sign(self) -> int:
        """Whether the two say one thing (1) or opposite things (-1); 0 where one of them leaves it open."""
        fit = self.fit
        turned = -1 if fit is not None and fit.opposed else 1
        return turned * _sign(self.left) * _sign(self.right)

    @property
    def _is_one_mood(self) -> bool:
        """Whether both say what is, or both what ought to be."""
        return self.left.opinion == self.right.opinion

    # --- days ----------------------------------------------------------------------------------------------------

    @cached_property
    def _days(self) -> tuple[tuple[date, date] | None, tuple[date, date] | None]:
        return _days(self.left), _days(self.right)

    @cached_property
    def later(self) -> int:
        """Which of the two is of a later time: 1 the right, -1 the left, 0 where they are, or may be, of one time."""
        ours, theirs = self._days
        if ours is not None and theirs is not None:
            by_when = all(_is_by_when(profile) for profile in (self.left, self.right))
            slack = _DEADLINE_SLACK if by_when else _TOLD_SLACK
            if theirs[0] - ours[1] > slack:
                return 1
            return -1 if ours[0] - theirs[1] > slack else 0
        return 0

    @cached_property
    def published(self) -> timedelta | None:
        """How much later the right one was published."""
        one, other = self.left.report.published, self.right.report.published
        return other - one if one is not None and other is not None else None

    @property
    def _other_days_reason(self) -> Reason:
        """Why the one is of a later time: the days that are told, or those of publication."""
        if not self.later:
            days = (self.left.report.published, self.right.report.published)
            told = {name: day.isoformat() for name, day in zip(("one", "other"), days, strict=True) if day is not None}
            return Reason(rule="link.published_later", weight=0.4, facts=dict(told))
        ours, theirs = self._days
        facts: dict[str, Fact] = {
            name: tuple(day.isoformat() for day in days) if days else ()
            for name, days in (("one", ours), ("other", theirs))
        }
        return Reason(rule="link.other_days", weight=0.6, facts=facts)

    # --- the questions -------------------------------------------------------------------------------------------

    def by_correction(self) -> PairResult | None:
        """One sets aside the figure that the other tells."""
        for one, other, forward in ((self.right, self.left, False), (self.left, self.right, True)):
            if forward and self.ordered:
                # What is told later by somebody else was not set aside before.
                break
            for wrong in (*one.report.claims[0].corrected, *one.withdrawn):
                for figure in other.figures:
                    if not _can_be_of_one_class(figure, one.figures):
                        continue
                    if wrong.nearest == figure.amount and wrong.unit in (None, figure.quantity.unit):
                        facts: dict[str, Fact] = {"number": figure.bounds, "noun": figure.words}
                        reason = Reason(rule="link.corrected", weight=0.9, facts=facts)
                        return PairResult(standing=PairRelation.REVISES, forward=forward, reasons=(reason,))
        return None

    def by_figures(self) -> PairResult | None:
        """Figures of one thing that differ: a part, a later count, a correction, or a quarrel."""
        fit, (left, right) = self._frames
        if self._whole is not None:
            forward = self._whole
            reason = Reason(rule="link.counted_among", weight=0.8)
            return PairResult(standing=PairRelation.PART_OF, forward=forward, reasons=(reason,))
        counts = [pair for pair in self.figures if not pair.left.is_measure] or self.figures
        if counts and _is_coming(self.left) != _is_coming(self.right):
            return self.by_plan() or _related(figure_reason(counts[0], weight=0.4))
        if any(pair.left.is_room != pair.right.is_room for pair in counts):
            return _related(figure_reason(counts[0], weight=0.4))
        if any(pair.match is Match.SAME for pair in counts):
            return None
        if not counts:
            return _related(Reason(rule="link.other_figures", weight=0.4)) if self._tell_other_numbers else None
        pair = counts[0]
        alike = (fit.core or 0) >= _LIKE
        if pair.left.is_measure and not (alike and (fit.deed or self.matter >= NEEDS.certain)):
            return _related(figure_reason(pair, weight=0.4))
        one_count = fit.deed or (left.is_level and right.is_level) or pair.left.is_classed
        sums = _is_some(pair) or _is_sum(pair)
        one_count = one_count or pair.left.is_measure or pair.left.is_room or (sums and self.matter >= NEEDS.surely)
        if self.is_denial:
            return None
        if not one_count or self._sign == 0:
            return _related(figure_reason(pair, weight=0.4))
        return self.differing(pair)

    @property
    def _tell_other_numbers(self) -> bool:
        """Whether both count without telling what, and not the same."""
        ours, theirs = (
            {figure.amount for figure in profile.figures if not figure.is_measure}
            for profile in (self.left, self.right)
        )
        return bool(ours and theirs and not ours & theirs)

    def differing(self, pair: Pair) -> PairResult:
        """What two figures of one thing that differ are to each other."""
        reason, one, other = figure_reason(pair), pair.left.quantity, pair.right.quantity
        more, smaller, greater = pair.match is Match.MORE, pair.smaller.quantity, pair.greater.quantity
        planned = [figure.status in (FigureStatus.PLANNED, FigureStatus.WANTED) for figure in (one, other)]
        if (pair.greater.is_some and not pair.smaller.is_some) or self._is_of_another_whole(pair):
            return _related(reason)
        if planned[0] != planned[1] or _is_rough(one) or _is_rough(other) or self._is_one_long_ago:
            return _related(reason)
        if self._has_moved_on(pair):
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, self._other_days_reason))
        if _allow_each_other(one, other):
            return _related(reason)
        if self._has_gone_on(pair):
            return PairResult(
                standing=PairRelation.REVISES, forward=not more, reasons=(reason, self._other_days_reason)
            )
        if smaller.increment and not greater.increment and pair.ratio <= _NEARLY_ALL:
            # Of two other days the greater is a total only if it says so.
            if self.later and greater.increment is None and not self.by_size(pair)[1].wide:
                return _related(reason)
            return PairResult(standing=PairRelation.PART_OF, forward=more, reasons=(reason,))
        if smaller.increment and greater.increment and (self.later or (self._far and None in self._days)):
            return _related(reason)
        if (
            (_is_some(pair) and (self.origin.is_one or not pair.left.is_classed))
            or self._is_part(pair)
            or self._is_batch(pair)
        ):
            return PairResult(standing=PairRelation.PART_OF, forward=more, reasons=(reason,))
        if pair.left.is_classed and pair.left.is_some != pair.right.is_some:
            return _related(reason)
        if pair.ratio < _MANY_TIMES and not pair.left.is_measure and (not self.later or pair.is_toll):
            return _related(reason)
        one_counter = self.origin.is_one or bool(self.right.revision)
        later = self.later
        if not later and (one_counter or not pair.left.is_classed or more):
            later = self._later_state
        if not later and pair.left.is_classed and more:
            # The days are those of what befell them, not of the counts.
            later = self._published_later
        if later:
            if not one_counter and not self.later and not self._is_next(pair):
                return _related(reason)
            return PairResult(
                standing=PairRelation.REVISES, forward=later < 0, reasons=(reason, self._other_days_reason)
            )
        if self.ordered and (self.origin is Origin.SAME_SOURCE or self.right.revision or self._moves(pair)):
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, self.origin.reason))
        # Nobody says two things of one time.
        return (
            _related(reason) if self.origin.is_one else PairResult(standing=PairRelation.CONTRADICTS, reasons=(reason,))
        )

    def _is_of_another_whole(self, pair: Pair) -> bool:
        """Whether the smaller is told to be a part of as many as the greater does not count: "three of the nine", and 14."""
        smaller, _ = self.by_size(pair)
        return pair.smaller.quantity.part_of is not None and any(
            figure.quantity.span == pair.smaller.quantity.part_of and figure.amount != pair.greater.amount
            for figure in smaller.figures
        )

    def _is_next(self, pair: Pair) -> bool:
        """Whether the later of two counters, on no day that is told, can have counted on from where the earlier stood."""
        if pair.left.is_classed:
            return self._grows(pair)
        fit = self.fit
        one_thing = fit is not None and bool(fit.deed) and (fit.core or 0) >= _LIKE
        return one_thing or self.origin is Origin.DIFFERENT_SOURCES

    def _moves(self, pair: Pair) -> bool:
        """Whether the later says itself that what befell people has become more, or that so many are left."""
        if not pair.left.is_classed:
            return False
        return bool(self.right.still) or (pair.match is Match.MORE and bool(self.right.grown))

    def _has_moved_on(self, pair: Pair) -> bool:
        """Whether both are tolls, and what was published on a later day has moved on as such a count does."""
        if not pair.is_toll or not self.ordered or self.later < 0:
            return False
        # Those who are missing are found; the dead become more.
        return pair.match is Match.FEWER if pair.left.is_passing else pair.match is Match.MORE and pair.ratio > _LEAPS

    def _has_gone_on(self, pair: Pair) -> bool:
        """Whether both count since one day, the greater up to a later one."""
        ours, theirs = self._days
        if ours is None or theirs is None or ours[0] != theirs[0] or ours[0] in (ours[1], theirs[1]):
            return False
        return (theirs[1] - ours[1] if pair.match is Match.MORE else ours[1] - theirs[1]) > timedelta()

    def _grows(self, pair: Pair) -> bool:
        """Whether the later tells more of what befell people, and not many times as much."""
        return pair.match is Match.MORE and pair.left.is_classed and pair.ratio > _MANY_TIMES

    def _is_batch(self, pair: Pair) -> bool:
        """Whether the greater says that it is a sum, and the smaller tells what came or went on one day."""
        smaller, _ = self.by_size(pair)
        time, frame = smaller.report.claims[0].time, smaller.frame
        on_a_day = time is not None and time.earliest is not None and time.earliest == time.latest
        return _is_sum(pair) and on_a_day and not pair.left.is_classed and frame is not None and not frame.is_level

    def _is_part(self, pair: Pair) -> bool:
        """Whether the smaller figure is a part: of a narrower place, or next to words of a part, or of the whole."""
        smaller, greater = self.by_size(pair)
        if smaller.places and smaller.places < greater.places:
            return True
        marks = bool(greater.wide - smaller.wide) + bool(smaller.narrow - greater.narrow)
        return pair.ratio < self.limits.small and marks > 1

    @property
    def _far(self) -> bool:
        return self.published is None or abs(self.published) > _STATE_SLACK

    @property
    def _later_state(self) -> int:
        """Which is the later state, where no day is told and publication lies days apart."""
        return self._published_later if None in self._days else 0

    @property
    def _published_later(self) -> int:
        """Which was published days after the other."""
        if self.published is None or abs(self.published) <= _HOLDS_FROM:
            return 0
        return 1 if self.published > timedelta() else -1

    def by_clock(self) -> PairResult | None:
        """One deed at two times of day: a rival account, or one that sets its own time right."""
        fit, _ = self._frames
        hours = self._other_hours
        if hours is None or self._sign <= 0 or not fit.deed or (fit.core or 0) < _LIKE or self.matter < NEEDS.surely:
            return None
        if self.later and not (_is_day_carried(self.left) or _is_day_carried(self.right)):
            return None
        facts: dict[str, Fact] = {"one": hours[0], "other": hours[1]}
        reason = Reason(rule="link.other_hours", weight=0.7, facts=facts)
        if self.ordered and (self.origin is Origin.SAME_SOURCE or self.right.revision or self._names_hour):
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, self.origin.reason))
        return None if self.origin.is_one else PairResult(standing=PairRelation.CONTRADICTS, reasons=(reason,))

    @cached_property
    def _other_hours(self) -> tuple[str, str] | None:
        """The hours that the two tell, None where they are one, or one tells none."""
        ours, theirs = _clock(self.left), _clock(self.right)
        if ours is None or theirs is None:
            return None
        apart = abs(ours - theirs)
        return (_hour(ours), _hour(theirs)) if min(apart, _DAY - apart) >= _CLOCK_SLACK else None

    @property
    def _names_hour(self) -> bool:
        """Whether the later tells the hour of the earlier too: "at 01:40, not at 23:05"."""
        claim = self.left.report.claims[0]
        assert claim.time is not None
        written = claim.text[claim.time.start - claim.start : claim.time.end - claim.start]
        return written in self.right.report.text

    def by_certainty(self) -> PairResult | None:
        """One says that it is so, the other that it is not, or leaves it open."""
        (fit, frames), sign = self._frames, self._sign
        if frames[0].denies_more != frames[1].denies_more:
            return None
        if any(part.is_none and self._matcher.tells_what_is_known(part) for frame in frames for part in frame.parts):
            return None
        if sign > 0 or not self._is_one_mood:
            return None
        facts = {"one": _factuality(self.left), "other": _factuality(self.right)}
        if sign == 0:
            ours = _sign(self.left)
            told_so = ours == _sign(self.right) or self.likeness < NEEDS.left_open or fit.deed is False
            if told_so or self.later or fit.opposed or self.facts["one_plan"] == 0:
                return None
            reason = Reason(rule="link.left_open", weight=round(self.likeness, 3), facts=facts)
            return PairResult(standing=PairRelation.OPEN, forward=ours == 0, reasons=(reason,))
        if self._is_since or self.left.asks or self.right.asks or self._denies_other_things:
            return None
        # In one text much is said of the same people: there it must be their deed that is denied.
        if not fit.opposed and (fit.deed is False or (self._is_one_text and not fit.deed)):
            return None
        if fit.opposed:
            reason = Reason(rule="link.opposed_states", weight=0.6, facts={"words": self._named()})
        else:
            reason = Reason(rule="link.opposed_certainty", weight=round(self.denial, 3), facts=facts)
        if self.later:
            if not fit.opposed:
                return None
            return PairResult(
                standing=PairRelation.REVISES, forward=self.later < 0, reasons=(reason, self._other_days_reason)
            )
        if self.denial < NEEDS.denied and not (self._are_opposed_states and self.likeness >= NEEDS.opposed):
            return None
        if not self.ordered and self.origin in (Origin.SAME_OUTLET, Origin.SAME_SPEAKER):
            if bool(self.left.revision) == bool(self.right.revision):
                return None
            return PairResult(
                standing=PairRelation.REVISES, forward=bool(self.left.revision), reasons=(reason, self.origin.reason)
            )
        called_off = all(frame.is_coming for frame in frames) and _sign(self.left) > 0 and bool(self._published_later)
        if called_off or (
            self.ordered and (self.origin.is_one or self.right.revision or (self.right.admits and _sign(self.left) < 0))
        ):
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, self.origin.reason))
        return self._opposed(reason)

    @property
    def _is_one_text(self) -> bool:
        """Whether both are of one outlet and one day."""
        return self.left.report.outlet == self.right.report.outlet and self.published == timedelta()

    @property
    def _denies_other_things(self) -> bool:
        """Whether one denies it of things that the other does not speak of: no train with tanks, and fuel by train."""
        frames = (self.left.frame, self.right.frame)
        if frames[0] is None or frames[1] is None or _sign(self.left) * _sign(self.right) >= 0:
            return False
        sides = ((frames[0], self.left), (frames[1], self.right))
        (denied, denial), (told, telling) = sides if _sign(self.left) < 0 else sides[::-1]
        # Of what is denied all must be told; of what is told not where it is.
        deed = self.fit is not None and self.fit.deed
        parts = self._matcher.without_places(told) if deed else told.themes
        theirs = tuple(part.head for part in parts if part.is_told and not part.names)
        met = self._are_met(denied.nouns, telling, told), self._are_met(theirs, denial, denied)
        return not any(met) if deed or (self.fit is not None and self.fit.opposed) else not (denied.nouns and all(met))

    def _are_met(self, nouns: Iterable[str], other: Profile, frame: FrameForms) -> bool:
        """Whether the other claim has each of some nouns, or what can be the same."""
        alike = self._matcher.are_nouns_alike
        words = (*frame.nouns, *other.told)
        return all(any(alike(noun, word) for word in words) for noun in nouns)

    @property
    def _is_since(self) -> bool:
        """Whether the one that denies speaks only of what came after the other: "none has come since Monday"."""
        for denying, other, days, rest in (
            (self.left, self.right, self._days[0], self._days[1]), (self.right, self.left, self._days[1], self._days[0]),
        ):  # fmt: skip
            if _sign(denying) < 0 < _sign(other) and days is not None and rest is not None and days[0] >= rest[1]:
                return days[1] > rest[1]
        return False

    def by_plan(self) -> PairResult | None:
        """A plan and what became of it, or a plan that took the place of another."""
        fit, _ = self._frames
        if not self.ordered:
            return None
        if self.matter < NEEDS.surely or (fit.deed is False and not fit.opposed) or (fit.core or 0) < _LIKE:
            return None
        if self.likeness < NEEDS.plan:
            return None
        reason = Reason(rule="link.plan", weight=0.5)
        put_off = self.later > 0 and fit.deed and _tells_a_day(self.left)
        if _is_ahead(self.left) and (not _is_ahead(self.right) or put_off):
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason,))
        return None

    def agreement(self) -> PairResult | None:
        """The same proposition."""
        fit, _ = self._frames
        least = NEEDS.other_deed if fit.deed is False else NEEDS.same
        if self.likeness < least or self.later or self._sign <= 0 or self.facts["one_plan"] == 0:
            return None
        if not self._is_one_mood or self._counts_apart:
            return None
        # In one text others who do the same to other things are no second report of it.
        if self._is_one_text and fit.actors_apart and fit.theme == 0:
            return None
        sure = self.likeness if self._is_one_deed else min(self.likeness, _UNSURE)
        reason = Reason(rule="link.same_said", weight=round(sure, 3), facts={"words": self._named()})
        return self.agreed(reason)

    @property
    def _counts_apart(self) -> bool:
        """Whether they count what befell others by the same number: 41 dead, and 41 injured."""
        classes = [
            {
                figure.counted
                for figure in profile.figures
                if figure.is_classed and figure.amount in self._numbers_of_others
            }
            for profile in (self.left, self.right)
        ]
        return bool(classes[0] and classes[1]) and classes[0].isdisjoint(classes[1])

    @property
    def _is_one_deed(self) -> bool:
        """Whether a deed is in common, or what something is; else they may be of one matter alone, however near they are."""
        fit, (left, right) = self._frames
        return bool(fit.deed) and (not (left.is_light and right.is_light) or bool(left.at_is & right.at_is))

    def _named(self) -> tuple[str, ...]:
        """The rarest words in common."""
        return tuple(sorted(self.common, key=lambda word: (-self._sense.rarity(word), word))[:_NAMED])


def _tells_a_day(profile: Profile) -> bool:
    """Whether a claim tells when it is to be, not only by when."""
    time = profile.report.claims[0].time
    return time is not None and time.earliest is not None


def _is_coming(profile: Profile) -> bool:
    """Whether the words of a claim set it in the future, and its day, where it tells one, not before publication."""
    days, published = _days(profile), profile.report.published
    past = days is not None and published is not None and days[1] < published and _tells_a_day(profile)
    return profile.frame is not None and profile.frame.is_coming and not past


def _is_ahead(profile: Profile) -> bool:
    """Whether a claim is of what was still to come: by its words, or by its day ("the truce begins on Saturday, 24 May")."""
    time, published = profile.report.claims[0].time, profile.report.published
    day = time.earliest if time is not None and time.type is TimeType.DATE else None
    return _is_coming(profile) or (day is not None and published is not None and day > published)


def _clock(profile: Profile) -> int | None:
    """The minute of the day that the words of a claim tell, None where they tell none, or only before or after which."""
    time, claim = profile.report.claims[0].time, profile.report.claims[0]
    if (
        time is None
        or time.earliest is None
        or time.earliest != time.latest
        or not claim.start <= time.start < claim.end
    ):
        return None
    hour = _CLOCK.search(time.value)
    return 60 * int(hour[1]) + int(hour[2]) if hour is not None else None


def _is_day_carried(profile: Profile) -> bool:
    """Whether the day of a claim is only that of some sentence before: "The boat came at 23:05"."""
    time = profile.report.claims[0].time
    return time is not None and any(reason.rule == _CARRIED for reason in time.reasons)


def _hour(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _is_long_ago(days: tuple[date, date] | None, profile: Profile) -> bool:
    """Whether a claim is of days long before its publication."""
    published = profile.report.published
    return days is not None and published is not None and published - days[1] > _LONG_AGO


def _is_by_when(profile: Profile) -> bool:
    """Whether a claim tells only by when."""
    time = profile.report.claims[0].time
    return time is not None and time.earliest is None and time.latest is not None


def _related(*reasons: Reason) -> PairResult:
    return PairResult(standing=PairRelation.RELATED, reasons=reasons)


def _sign(profile: Profile) -> int:
    """Whether the claim says so (1), says that it is not (-1), or neither (0)."""
    claim = profile.report.claims[0]
    if claim.factuality is Factuality.UNCOMMITTED or claim.kind is Kind.QUESTION:
        return 0
    # "0 people were killed" says that nobody was; next to other counts a 0 says little.
    counts = [one for one in claim.quantities if one.unit is None and not one.denied]
    none = bool(counts) and all(one.low == one.high == 0 for one in counts)
    return 1 if claim.factuality.score > 0 and not none else -1


def _factuality(profile: Profile) -> str:
    return profile.report.claims[0].factuality.value


def _days(profile: Profile) -> tuple[date, date] | None:
    """The first and the last day that a claim is about, None where its words leave both open."""
    time = profile.report.claims[0].time
    if time is None or (time.earliest is None and time.latest is None):
        return None
    published = profile.report.published
    first = time.earliest or time.latest
    last = time.latest or (max(published, first) if published is not None and first is not None else first)
    return (first, last) if first is not None and last is not None else None


def _can_be_of_one_class(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure can count what others do: of what befell people, only the same."""
    classed = figure.is_classed or all(other.is_classed for other in others)
    return not others or not classed or any(other.counted == figure.counted for other in others)


def _own(profile: Profile) -> list[Figure]:
    """The figures that a claim is of: of "nineteen of the 27" the nineteen, of "42 cases, including three deaths" the 42."""
    figures, withdrawn = profile.figures, {figure.span for figure in profile.withdrawn}
    wholes = {figure.quantity.part_of for figure in figures}
    behind = {figure.quantity.span for figure in figures if figure.quantity.span in wholes and not figure.is_whole}
    dropped = withdrawn | {
        figure.quantity.span for figure in figures if figure.quantity.span in wholes and figure.is_whole
    }
    return [
        figure for figure in figures if figure.quantity.span not in dropped and figure.quantity.part_of not in behind
    ]


def _is_some(pair: Pair) -> bool:
    """Whether only the smaller of two figures is of some of those that are spoken of."""
    return pair.smaller.is_some and not pair.greater.is_some


def _is_sum(pair: Pair) -> bool:
    """Whether the greater of two figures says that it is of all there have been."""
    return pair.greater.quantity.increment is False


def _of_others(pair: Pair) -> bool:
    """Whether the two figures are of the things of two nations."""
    owners = []
    for figure in (pair.left, pair.right):
        own = {one.country or one.name for one in figure.quantity.owners if one.by is OwnerRule.FIGURE}
        owners.append(own)
    return bool(owners[0] and owners[1] and not owners[0] & owners[1])


def _is_rough(figure: Quantity) -> bool:
    """Whether a figure tells only how many digits there are: "dozens", "hundreds"; it takes the place of no count."""
    return figure.low is not None and figure.high is not None and figure.high > _ROUGH * figure.low > 0


def _allow_each_other(one: Quantity, other: Quantity) -> bool:
    """Whether open bounds leave room for both: "at least 45" and 60."""
    low = max((figure.low for figure in (one, other) if figure.low is not None), default=None)
    high = min((figure.high for figure in (one, other) if figure.high is not None), default=None)
    return low is None or high is None or low <= high
