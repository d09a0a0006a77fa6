"""How two reports stand to each other: the questions of the method, asked in their order; the first yes is the answer.

Copied text? A later or rival figure, or a part of one? A denial? A matter that was open and is now settled? The same
proposition, and then of one origin or of two? One story? Each question has few constants, and each answer its reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tocsin.lexicon.language import Lexicon
from tocsin.link.circumstances import days_of
from tocsin.link.claim_text import ClaimText
from tocsin.link.figures import Match, Pair, pairs
from tocsin.link.oppositions import opposition
from tocsin.link.origins import Origin, compare_origins
from tocsin.link.pair_result import PairRelation, PairResult
from tocsin.link.profile import Profile, Profiler
from tocsin.link.sameness import beside, copied, same_clause, same_deed, story, told_by_both
from tocsin.link.scope import standing_of
from tocsin.model.reason import Reason, in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The constants of the method.

    Attributes:
        run: Words in one stretch that are copied whatever stands around them.
        order: The share of the shorter text that stands in the other too, in order, where a shorter stretch is copied.
        clause: Contents of the shortest clause that two sentences have in common because one copied it.
        beside: Contents that reports of two stories may share beyond those that the texts themselves share.
        alone: The same, those of the texts among them, where one has no context.
        counted: The same where both count one thing.
        told: Contents of either report that the other has too, text or context, where figures or words stand opposed.
        hinted: The same where there is less to go by: a denial, a matter settled, one of many.
        opposed: The share of contents that opposed claims have in common.
        contrary: The same where the words are else so alike that they would be copied.
        agree: The score from which two reports say the same.
        deed: What a step of likeness between their claims adds to that score.
    """

    run: int = 10
    order: float = 0.75
    clause: int = 5
    beside: int = 1
    alone: int = 2
    counted: int = 2
    told: int = 1
    hinted: int = 3
    opposed: float = 0.4
    contrary: float = 0.9
    agree: float = 10
    deed: float = 3


LIMITS = Limits()
"""For pairs that somebody has reason to compare."""
_SAME_DEED = 2
_MANY = 3
"""The least number of which one can be a part."""


class Relater:
    """Compares reports in one language. A pure function of two reports: no case, no clock."""

    comparison: type["Comparison"]

    def __init__(self, lexicon: Lexicon, limits: Limits = LIMITS) -> None:
        self._profiler = Profiler(lexicon)
        self._limits = limits

    def profile(self, report: ClaimText) -> Profile:
        """A report made ready, so that it can be compared with many."""
        return self._profiler.profile(report)

    def relate(self, left: ClaimText, right: ClaimText) -> PairResult:
        """How two reports stand to each other."""
        return self.compare(self.profile(left), self.profile(right))

    def compare(self, left: Profile, right: Profile) -> PairResult:
        """The same of reports made ready.

        The earlier is put first, so that it does not matter in which order they are given.
        """
        if right.key < left.key:
            return self._compare(right, left).turned()
        return self._compare(left, right)

    def _compare(self, left: Profile, right: Profile) -> PairResult:
        comparison = self.comparison(left, right, self._limits)
        return next(finding for finding in comparison.findings() if finding is not None)


class Comparison:
    """Two reports, the earlier first, and what is asked of them.

    Of a single claim the days are its own; a sentence may tell of several, and then they part what belongs together more
    often than what does not.
    """

    @cached_property
    def other_days(self) -> Reason | None:
        """Why they are of different days; of sentences that is not asked."""
        return None

    def __init__(self, left: Profile, right: Profile, limits: Limits) -> None:
        self.left, self.right, self.limits = left, right, limits
        days = (left.report.published, right.report.published)
        self.ordered = None not in days and days[0] != days[1]
        self.figures = pairs(left.figures, right.figures)
        self.origin = compare_origins(left, right)
        self.told = told_by_both(left, right)

    def findings(self) -> Iterator[PairResult | None]:
        """The answers to the questions, in their order."""
        yield self._echo()
        yield self.other_story()
        if self.told >= self.limits.told:
            yield self.by_figures()
            yield self.by_opposition()
        if self.told >= self.limits.hinted:
            yield self.by_denial()
            yield self.one_of_many()
            yield self.by_status()
        yield self.agreement()
        yield PairResult(standing=PairRelation.RELATED, reasons=(in_words("they are of one story", weight=0.3),))

    def _echo(self) -> PairResult | None:
        left, right, limits = self.left, self.right, self.limits
        written = left.wording.written
        if left.report.text == right.report.text or (written and written == right.wording.written):
            same = self._same_words()
            if same is not None:
                return same
        if any(pair.match is not Match.SAME for pair in self.figures):
            return None
        if not same_clause(left, right):
            return None
        run, order = copied(left, right)
        # A “not” that was put in makes of copied words their contrary.
        if not run or opposition(left, right, least=limits.contrary) is not None:
            return None
        if run >= limits.run or (order >= limits.order and self.by_status() is None):
            return _finding(
                PairRelation.ECHO, order, f"{run} words in a row are the same, {order:.0%} of the shorter text"
            )
        return None

    def _same_words(self) -> PairResult | None:
        """A clause of a few words that stands in two sentences may be anybody's; a whole sentence is copied."""
        left, right = self.left.passage, self.right.passage
        if left.written == right.written or len(self.left.wording.contents) >= self.limits.clause:
            return _finding(PairRelation.ECHO, 1.0, "the words are the same")
        return None

    def other_story(self) -> PairResult | None:
        """Like words make no story: what counts is what the two share beside them, or where nothing stands around, at all."""
        common, apart = story(self.left, self.right), beside(self.left, self.right)
        if any(pair.match is Match.SAME for pair in self.figures) and common:
            return None
        if any(not pair.left.is_measure for pair in self.figures) and common > self.limits.counted:
            return None
        alone = not (self.left.report.context and self.right.report.context)
        if common > self.limits.alone if alone else apart > self.limits.beside:
            return None
        if alone and common == min(len(self.left.wording.contents), len(self.right.wording.contents)) > 1:
            return None
        return _finding(PairRelation.UNRELATED, 0.8, f"{common} words of content are common to what they speak of")

    def by_figures(self) -> PairResult | None:
        """What the figures tell that count the same."""
        differing = [pair for pair in self.figures if pair.match is not Match.SAME and not pair.left.is_measure]
        if differing:
            return self.differing(differing[0])
        same = [pair for pair in self.figures if pair.match is Match.SAME]
        if same:
            return self.agreed(in_words(_figure_words(same[0]), weight=0.8))
        return None

    def differing(self, pair: Pair) -> PairResult:
        """What two figures of one thing are to each other that differ."""
        if self.other_days is not None:
            return self._of_later_days(in_words(_figure_words(pair), weight=0.8))
        standing, forward = standing_of(self.left, self.right, pair, ordered=self.ordered)
        return PairResult(
            standing=standing,
            forward=None if standing is PairRelation.CONTRADICTS else forward,
            reasons=(in_words(_figure_words(pair), weight=0.8),),
        )

    def one_of_many(self) -> PairResult | None:
        """One arrest of the stated number of arrests."""
        for one, many, forward in ((self.left, self.right, True), (self.right, self.left, False)):
            counted = [figure for figure in many.figures if figure.counted in one.befallen and figure.amount >= _MANY]
            if counted:
                words = f"one of the {counted[0].told_amount} {counted[0].words}"
                return PairResult(
                    standing=PairRelation.PART_OF, forward=forward, reasons=(in_words(words, weight=0.4),)
                )
        return None

    def by_opposition(self) -> PairResult | None:
        """Opposed certainty of the same, or words that exclude each other."""
        if self.left.opinion or self.right.opinion:
            return None
        reason = opposition(self.left, self.right, least=self.limits.opposed)
        if reason is None:
            return None
        return self._opposed(reason)

    def by_denial(self) -> PairResult | None:
        """A denial on one side only."""
        if self.left.denies == self.right.denies:
            return None
        return self._opposed(in_words("what is told in one is denied in the other", weight=0.5))

    def _opposed(self, reason: Reason) -> PairResult:
        """One source that says another thing than before revises it; two sources contradict each other."""
        if self.other_days is not None:
            return self._of_later_days(reason)
        if self.origin is Origin.SAME_SOURCE:
            forward = False if self.ordered else None
            return PairResult(standing=PairRelation.REVISES, forward=forward, reasons=(reason, self._origin_reason()))
        return PairResult(standing=PairRelation.CONTRADICTS, reasons=(reason, self._origin_reason()))

    def by_status(self) -> PairResult | None:
        """What was open on one side, and is settled on the other."""
        left, right = self.left, self.right
        for before, after, forward in ((left, right, False), (right, left, True)):
            if self.ordered and forward:
                break
            if before.open and after.settled and not before.settled and not after.open:
                words = f"“{min(before.open)}” in one, “{min(after.settled)}” in the other"
                return PairResult(
                    standing=PairRelation.REVISES, forward=forward, reasons=(in_words(words, weight=0.5),)
                )
        return None

    def agreement(self) -> PairResult | None:
        """The same proposition."""
        if self.left.opinion or self.right.opinion:
            return None
        deed = same_deed(self.left, self.right)
        if self.told + self.limits.deed * deed < self.limits.agree:
            return None
        if any(pair.match is not Match.SAME for pair in self.figures):
            return self._other_measure(deed)
        return self.agreed(in_words(f"{self.told} words of content of one are told by the other", weight=0.5))

    def _other_measure(self, deed: int) -> PairResult:
        """The same with another sum or share is not the same; it is of one thing only where one thing is done."""
        pair = self.figures[0]
        if deed < _SAME_DEED:
            return PairResult(standing=PairRelation.RELATED, reasons=(in_words(_figure_words(pair), weight=0.4),))
        return self.differing(pair)

    def _of_later_days(self, reason: Reason) -> PairResult:
        """What is told of later days does not deny what was so before; it tells how the matter went on."""
        assert self.other_days is not None
        ours, theirs = days_of(self.left), days_of(self.right)
        assert ours is not None
        assert theirs is not None
        return PairResult(standing=PairRelation.REVISES, forward=ours > theirs, reasons=(reason, self.other_days))

    def agreed(self, reason: Reason) -> PairResult:
        """That the two say the same: of one origin, or of two."""
        if self.other_days is not None:
            return PairResult(standing=PairRelation.RELATED, reasons=(self.other_days, reason))
        same_document = bool(self.figures) and self.left.documents and self.right.documents
        standing = PairRelation.REPEATS if self.origin.is_one or same_document else PairRelation.CORROBORATES
        return PairResult(standing=standing, reasons=(reason, self._origin_reason()))

    def _origin_reason(self) -> Reason:
        return in_words(self.origin.value, weight=0.4)


Relater.comparison = Comparison


def _finding(standing: PairRelation, weight: float, words: str) -> PairResult:
    return PairResult(standing=standing, reasons=(in_words(words, weight=round(weight, 3)),))


def _figure_words(pair: Pair) -> str:
    left, right, words = pair.left.told_amount, pair.right.told_amount, pair.left.words
    if pair.match is Match.SAME:
        return f"both count {left} {words}" if left == right else f"{left} and {right} {words} agree"
    return f"{left} {words}, {'fewer' if pair.match is Match.MORE else 'more'} than {right}"
