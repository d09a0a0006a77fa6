"""How two claims of a case stand to each other: by their frames, figures, days, places and certainty.

Claims of one case share its matter, its names and its words, so that these tell little. Two are of one proposition if they
say the same deed of the same things, as far as both tell: another direction, another nation's things, another place or
day make another proposition of it, and so do figures that cannot be one state. How much the words in common count for
depends on how rare they are in the case.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tocsin.link.circumstances import other_places
from tocsin.link.figures import Match, Pair
from tocsin.link.frames import Fit, Rarity
from tocsin.link.origins import Origin
from tocsin.link.profile import Names, Profile, Profiler
from tocsin.link.relate import Comparison, Limits, PairRelation, PairResult, figure_reason
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.quantity import FigureStatus, OwnerRule, Quantity
from tocsin.model.reason import Reason

_LIKE = 0.65
"""From how alike what two claims are about is taken for one thing."""
_NAMED = 6
"""Words in common that a reason names."""
_TOLD_SLACK, _STATE_SLACK = timedelta(days=1), timedelta(days=4)
"""How far apart two accounts of one time may lie: two days that are told, and two days of publication of a state."""
_WEEKS = timedelta(days=14)
"""From how far apart publication is taken for another event, where nothing tells the day."""
_HOLDS_FROM = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Needs:
    """The share of the rarer words that two claims must have in common, by what their frames tell.

    Attributes:
        whole: Of the claim that says less, where deed and theme are one.
        themeless: Where one does not tell what it is about.
        deedless: Where one's predicate says little.
        otherwise: Where the predicates differ, and `longer` that of the one that says more.
        figures: Where a figure of the same is in both.
        denied: Where the one denies the other.
        apart: Where they were published weeks apart.
    """

    whole: float = 0.45
    themeless: float = 0.6
    deedless: float = 0.7
    otherwise: float = 0.85
    longer: float = 0.6
    figures: float = 0.3
    denied: float = 0.5
    apart: float = 0.75


NEEDS = Needs()


@dataclass(frozen=True, slots=True)
class Common:
    """What the words of two claims have in common, weighed by how rare they are."""

    words: frozenset[str]
    shorter: float
    longer: float


class ClaimComparison(Comparison):
    """Two claims, the earlier first."""

    limits = Limits(around=3, alone=4, counted=4, told=2, hinted=2)

    def __init__(self, left: Profile, right: Profile, names: Names, profiler: Profiler, rarity: Rarity) -> None:
        super().__init__(left, right, names, profiler, rarity)
        self._matcher = profiler.matcher
        self.figures = tuple(pair for pair in self.figures if not _of_others(pair))

    def results(self) -> Iterator[PairResult | None]:
        yield self.copied()
        if self._is_one_matter:
            yield self.by_figures()
            yield self.by_states()
            yield self.by_certainty()
            yield self.by_plan()
            yield self.agreement()
        yield PairResult(standing=PairRelation.RELATED, reasons=(Reason(rule="link.one_story", weight=0.3),))

    # --- what the two have in common -----------------------------------------------------------------------------

    @cached_property
    def fit(self) -> Fit | None:
        """How the frames fit."""
        left, right = self.left.frame, self.right.frame
        return self._matcher.fit(left, right) if left is not None and right is not None else None

    @cached_property
    def common(self) -> Common:
        """What the words have in common."""
        ours, theirs = self.left.told, self.right.told
        words = ours & theirs
        both = sum(map(self._rarity, words))
        least, most = sorted((sum(map(self._rarity, ours)) or 1.0, sum(map(self._rarity, theirs)) or 1.0))
        return Common(words, both / least, both / most)

    @property
    def _is_one_matter(self) -> bool:
        """Whether nothing tells that the two are of other things, at another place, in another direction."""
        fit = self.fit
        if fit is None or fit.foreign or fit.turned or not self.common.words:
            return False
        if fit.actor is not None and fit.actor == 0:
            return False
        if fit.theme is not None and fit.theme < _LIKE:
            return False
        return other_places(self.left, self.right) is None

    @cached_property
    def _fits(self) -> bool:
        """Whether the two are of one proposition, whatever its sign, figures and days."""
        fit, common = self.fit, self.common
        assert fit is not None
        if any(pair.match is Match.SAME for pair in self.figures) and fit.deed is not False and fit.theme is not None:
            need = NEEDS.figures
        elif fit.deed and fit.theme is not None:
            need = NEEDS.whole
        elif fit.deed:
            need = NEEDS.themeless
        elif fit.deed is None and fit.theme is not None:
            need = NEEDS.deedless
        else:
            return fit.theme is not None and common.shorter >= NEEDS.otherwise and common.longer >= NEEDS.longer
        return common.shorter >= need

    # --- days ----------------------------------------------------------------------------------------------------

    @cached_property
    def _days(self) -> tuple[tuple[date, date] | None, tuple[date, date] | None]:
        return _days(self.left), _days(self.right)

    @cached_property
    def later(self) -> int:
        """Which of the two is of a later time: 1 the right, -1 the left, 0 where they are, or may be, of one time."""
        ours, theirs = self._days
        if ours is not None and theirs is not None:
            if theirs[0] - ours[1] > _TOLD_SLACK:
                return 1
            return -1 if ours[0] - theirs[1] > _TOLD_SLACK else 0
        return 0

    @cached_property
    def published(self) -> timedelta | None:
        """How much later the right one was published."""
        one, other = self.left.report.published, self.right.report.published
        return other - one if one is not None and other is not None else None

    @property
    def _other_days_reason(self) -> Reason:
        ours, theirs = self._days
        facts = {
            name: tuple(day.isoformat() for day in days) if days else ()
            for name, days in (("one", ours), ("other", theirs))
        }
        return Reason(rule="link.other_days", weight=0.6, facts=facts)

    # --- the questions -------------------------------------------------------------------------------------------

    def by_figures(self) -> PairResult | None:
        """Figures of one thing that differ: a part, a later count, a correction, or a quarrel."""
        fit = self.fit
        assert fit is not None
        differing = [pair for pair in self.figures if pair.match is not Match.SAME and not pair.left.is_measure]
        differing = differing or [pair for pair in self.figures if pair.match is not Match.SAME]
        if not differing or any(pair.match is Match.SAME and not pair.left.is_measure for pair in self.figures):
            return None
        pair = differing[0]
        if fit.deed is False or self.common.shorter < NEEDS.figures or _sign(self.left) * _sign(self.right) <= 0:
            return _related(figure_reason(pair, weight=0.4))
        return self.differing(pair)

    def differing(self, pair: Pair) -> PairResult:
        """What two figures of one thing that differ are to each other."""
        reason, one, other = figure_reason(pair), pair.left.quantity, pair.right.quantity
        more = pair.match is Match.MORE
        smaller, greater = (one, other) if more else (other, one)
        planned = [figure.status in (FigureStatus.PLANNED, FigureStatus.WANTED) for figure in (one, other)]
        if planned[0] != planned[1] or _allow_each_other(one, other):
            return _related(reason)
        if smaller.increment and not greater.increment:
            return PairResult(standing=PairRelation.PART_OF, forward=more, reasons=(reason,))
        if smaller.increment and greater.increment and (self.later or self._far):
            return _related(reason)
        if self._is_part(pair):
            return PairResult(standing=PairRelation.PART_OF, forward=more, reasons=(reason,))
        later = self.later or self._later_state
        if later:
            return PairResult(
                standing=PairRelation.REVISES, forward=later < 0, reasons=(reason, self._other_days_reason)
            )
        if self.ordered and (self.origin is Origin.SAME_SOURCE or self.right.revision):
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason, self.origin.reason))
        return PairResult(standing=PairRelation.CONTRADICTS, reasons=(reason,))

    @property
    def _far(self) -> bool:
        return self.published is None or abs(self.published) > _STATE_SLACK

    @property
    def _later_state(self) -> int:
        """Which is the later state, where no day is told and publication lies days apart."""
        if None not in self._days or self.published is None or abs(self.published) <= _HOLDS_FROM:
            return 0
        return 1 if self.published > timedelta() else -1

    def by_states(self) -> PairResult | None:
        """Two states of one thing of which only one can be so."""
        fit = self.fit
        assert fit is not None
        if not fit.opposed or fit.theme is None:
            return None
        signs = _sign(self.left) * _sign(self.right)
        if signs <= 0:
            return None
        reason = Reason(rule="link.opposed_states", weight=0.6, facts={"words": tuple(sorted(self.common.words)[:_NAMED])})
        later = self.later
        if later:
            return PairResult(standing=PairRelation.REVISES, forward=later < 0, reasons=(reason, self._other_days_reason))
        return self._opposed(reason)

    def by_certainty(self) -> PairResult | None:
        """One says that it is so, the other that it is not, or leaves it open."""
        fit = self.fit
        assert fit is not None
        ours, theirs = _sign(self.left), _sign(self.right)
        if ours == theirs or fit.deed is False:
            return None
        least = NEEDS.denied if fit.deed else NEEDS.deedless
        if self.common.shorter < least or self.later or fit.opposed:
            return None
        facts = {"one": _factuality(self.left), "other": _factuality(self.right)}
        if 0 in (ours, theirs):
            reason = Reason(rule="link.left_open", weight=round(self.common.shorter, 3), facts=facts)
            return PairResult(standing=PairRelation.OPEN, forward=ours == 0, reasons=(reason,))
        reason = Reason(rule="link.opposed_certainty", weight=round(self.common.shorter, 3), facts=facts)
        return self._opposed(reason)

    def by_plan(self) -> PairResult | None:
        """A plan and what became of it, or a plan that took the place of another."""
        fit, left, right = self.fit, self.left.frame, self.right.frame
        assert fit is not None and left is not None and right is not None
        if not fit.deed or not self._fits or not self.ordered:
            return None
        reason = Reason(rule="link.plan", weight=0.5)
        if left.is_coming and (not right.is_coming or self.later):
            return PairResult(standing=PairRelation.REVISES, forward=False, reasons=(reason,))
        return None

    def agreement(self) -> PairResult | None:
        """The same proposition."""
        left, right = self.left.frame, self.right.frame
        assert left is not None and right is not None
        if not self._fits or self.later or _sign(self.left) != _sign(self.right) or left.is_coming != right.is_coming:
            return None
        if self.fit is not None and self.fit.opposed:
            return None
        if _sign(self.left) == 0 or self.left.opinion != self.right.opinion:
            return None
        told = None not in self._days
        if not told and self.published is not None and abs(self.published) > _WEEKS and self.common.shorter < NEEDS.apart:
            return None
        words = tuple(sorted(self.common.words, key=lambda word: (-self._rarity(word), word))[:_NAMED])
        return self.agreed(Reason(rule="link.same_said", weight=round(self.common.shorter, 3), facts={"words": words}))


def _related(*reasons: Reason) -> PairResult:
    return PairResult(standing=PairRelation.RELATED, reasons=reasons)


def _sign(profile: Profile) -> int:
    """Whether the claim says so (1), says that it is not (-1), or neither (0)."""
    claim = profile.report.claims[0]
    if claim.factuality is Factuality.UNCOMMITTED or claim.kind is Kind.QUESTION:
        return 0
    return 1 if claim.factuality.score > 0 else -1


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


def _of_others(pair: Pair) -> bool:
    """Whether the two figures are of the things of two nations."""
    owners = []
    for figure in (pair.left, pair.right):
        own = {one.country or one.name for one in figure.quantity.owners if one.by is OwnerRule.FIGURE}
        owners.append(own)
    return bool(owners[0] and owners[1] and not owners[0] & owners[1])


def _allow_each_other(one: Quantity, other: Quantity) -> bool:
    """Whether open bounds leave room for both: "at least 45" and 60."""
    low = max((figure.low for figure in (one, other) if figure.low is not None), default=None)
    high = min((figure.high for figure in (one, other) if figure.high is not None), default=None)
    return low is None or high is None or low <= high
