"""How two reports stand to each other: the questions of the method, asked in their order; the first yes is the answer.

Copied text? A later or rival figure, or a part of one? A denial? A matter that was open and is now settled? The same
proposition, and then of one origin or of two? One story? Each question has few constants, and each answer its reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import ClassVar

from tocsin.lexicon.language import Lexicon
from tocsin.link.figures import Match, Pair, pairs
from tocsin.link.likeness import Facts, Sense
from tocsin.link.meanings import Meaning
from tocsin.link.origins import Origin, compare_origins
from tocsin.link.profile import ClaimText, Deed, Names, Profile, Profiler
from tocsin.link.words import copied
from tocsin.model.link import Relation
from tocsin.model.reason import Fact, Reason


class PairRelation(StrEnum):
    """How two reports stand to each other: the six relations that make a link, and the two that make none."""

    ECHO = "echo"
    REPEATS = "repeats"
    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    REVISES = "revises"
    PART_OF = "part_of"
    OPEN = "leaves_open"
    RELATED = "related"
    UNRELATED = "unrelated"

    @property
    def relation(self) -> Relation | None:
        """The relation of the link, None where there is none to make."""
        if self in (PairRelation.RELATED, PairRelation.UNRELATED):
            return None
        return Relation(self.value.replace("_", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairResult:
    """How two reports stand to each other, and why.

    Attributes:
        forward: Whether the relation runs from the first report to the second (the first is part of the second, or revises
            it) or back; None for a relation without direction.
        reasons: What decided, the weightiest first; a weight is in 0 … 1.
    """

    standing: PairRelation
    forward: bool | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def relation(self) -> Relation | None:
        """The relation of the link to make, None where there is none."""
        return self.standing.relation

    def turned(self) -> "PairResult":
        """The same seen from the other report."""
        forward = None if self.forward is None else not self.forward
        return PairResult(standing=self.standing, forward=forward, reasons=self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The constants of the method.

    Attributes:
        run: Words in one stretch that are copied whatever stands around them.
        order: The share of the shorter text that stands in the other too, in order, where a shorter stretch is copied.
        clause: Contents of the shortest clause that two sentences have in common because one copied it.
        same_clause: The share of its contents that a clause of a copied sentence has in common with its original.
        around: Contents that reports of two stories may share beyond those that the texts themselves share.
        alone: The same, those of the texts among them, where one has no context.
        counted: The same where both count one thing.
        told: Contents of either report that the other has too, text or context, where figures or words stand opposed.
        hinted: The same where there is less evidence: a denial, a matter settled, one of many.
        opposed: The share of contents that opposed claims have in common.
        contrary: The same where the words are else so alike that they would be copied.
        agree: The score from which two reports say the same.
        deed: What a step of likeness between their claims adds to that score.
        small: The share of the greater of two figures below which the smaller is no earlier or rival count; `tiny` more so.
        many: The least number of which one can be a part.
    """

    run: int = 10
    order: float = 0.75
    clause: int = 5
    same_clause: float = 0.6
    around: int = 1
    alone: int = 2
    counted: int = 2
    told: int = 1
    hinted: int = 3
    opposed: float = 0.4
    contrary: float = 0.9
    agree: float = 10
    deed: float = 3
    small: float = 0.55
    tiny: float = 0.2
    many: int = 3


_FIRM = 0.5
"""How far from the middle of -3 … 3 a certainty lies that takes a side."""
_SHARED = 2
"""Contents that two claims must share to be of the same, and marks that make one figure a part of the other."""
_SAME_DEED = 2
"""The likeness of two claims with one predicate; who takes part in both adds one."""


class Comparison:
    """Two reports, the earlier first, and what is asked of them.

    Of a single claim the days are its own; a sentence may name several, and then they part what belongs together more
    often than what does not.
    """

    limits: ClassVar[Limits] = Limits()

    def __init__(self, left: Profile, right: Profile, profiler: Profiler, sense: Sense) -> None:
        self.left, self.right, self._names, self._sense = left, right, profiler.names, sense
        days = (left.report.published, right.report.published)
        self.ordered = None not in days and days[0] != days[1]

    @cached_property
    def figures(self) -> tuple[Pair, ...]:
        """The figures that count one thing, side by side."""
        return pairs(self.left.figures, self.right.figures)

    @cached_property
    def told(self) -> int:
        """How many contents of either text the other's text or context has too."""
        left, right = self.left, self.right
        return len((left.wording.contents & right.around) | (right.wording.contents & left.around))

    @cached_property
    def origin(self) -> Origin:
        """How the origins of the two stand to each other."""
        return compare_origins(self.left, self.right, self._names)

    @property
    def is_denial(self) -> bool:
        """Whether one says that something is so, and the other that it is not, as far as more is known than the words."""
        return False

    @property
    def told_facts(self) -> Facts | None:
        """The facts by which two single claims are of one proposition; None of reports of several."""
        return None

    def results(self) -> Iterator[PairResult | None]:
        """The answers to the questions, in their order."""
        yield self.copied()
        yield self.other_story()
        if self.told >= self.limits.told:
            yield self.by_figures()
            yield self.by_opposition()
        if self.told >= self.limits.hinted:
            yield self.by_denial()
            yield self.one_of_many()
            yield self.by_status()
        yield self.agreement()
        yield _result(PairRelation.RELATED, Reason(rule="link.one_story", weight=0.3))

    # --- copied, or of two stories -------------------------------------------------------------------------------

    def copied(self) -> PairResult | None:
        """The same words; or a long stretch of them, and no figure, “not” or outcome put in that changes what they say."""
        left, right, limits = self.left, self.right, self.limits
        # A clause of a few words that stands in two sentences may be anybody's; a whole sentence is copied.
        if self._are_same_words and (
            left.passage.written == right.passage.written or len(left.wording.contents) >= limits.clause
        ):
            return _result(PairRelation.ECHO, Reason(rule="link.same_words", weight=1.0))
        if not self._are_same_part or any(pair.match is not Match.SAME for pair in self.figures):
            return None
        run, share = copied(left.passage, right.passage)
        if not run or self.opposition(least=limits.contrary) is not None:
            return None
        if run >= limits.run or (share >= limits.order and self.by_status() is None):
            facts: dict[str, Fact] = {"words": run, "share": round(share, 3)}
            return _result(PairRelation.ECHO, Reason(rule="link.copied", weight=round(share, 3), facts=facts))
        return None

    @property
    def may_be_copied(self) -> bool:
        """Whether enough of the words are the same for one to be copied from the other."""
        return self._are_same_words or self._are_same_part

    @property
    def _are_same_words(self) -> bool:
        """Whether the two are the same words."""
        written = self.left.wording.written
        return self.left.report.text == self.right.report.text or (
            bool(written) and written == self.right.wording.written
        )

    @property
    def _are_same_part(self) -> bool:
        """Whether two clauses can be the same part of two sentences of which one copied the other."""
        left, right = self.left, self.right
        if not (left.report.passage or right.report.passage):
            return True
        ours, theirs = left.wording.contents, right.wording.contents
        return len(ours & theirs) >= max(1, self.limits.same_clause * max(len(ours), len(theirs)))

    def other_story(self) -> PairResult | None:
        """Like words make no story: what the contexts share decides, or if one has no context, what the reports share."""
        left, right, limits = self.left, self.right, self.limits
        common = left.around & right.around
        if any(pair.match is Match.SAME for pair in self.figures) and common:
            return None
        if any(not pair.left.is_measure for pair in self.figures) and len(common) > limits.counted:
            return None
        ours, theirs = left.wording.contents, right.wording.contents
        if left.report.context and right.report.context:
            if len(common - (ours & theirs)) > limits.around:
                return None
        elif len(common) > limits.alone or len(common) == min(len(ours), len(theirs)) > 1:
            return None
        return _result(
            PairRelation.UNRELATED, Reason(rule="link.other_story", weight=0.8, facts={"common": len(common)})
        )

    # --- figures -------------------------------------------------------------------------------------------------

    def by_figures(self) -> PairResult | None:
        """What the figures tell that count the same."""
        for pair in self.figures:
            if pair.match is not Match.SAME and not pair.left.is_measure:
                return self.differing(pair)
        for pair in self.figures:
            if pair.match is Match.SAME:
                return self.agreed(figure_reason(pair))
        return None

    def differing(self, pair: Pair) -> PairResult:
        """What two differing figures of one thing are to each other: part and whole, earlier and later count, or a quarrel.

        Without an order the higher count is the later one: what is counted as it goes on only grows.
        """
        reason = figure_reason(pair)
        more = pair.match is Match.MORE
        if self._is_part(pair):
            return _result(PairRelation.PART_OF, reason, forward=more)
        if not self.ordered:
            return _result(PairRelation.REVISES, reason, forward=not more)
        if more or self.right.revision:
            return _result(PairRelation.REVISES, reason, forward=False)
        return _result(PairRelation.CONTRADICTS, reason)

    def by_size(self, pair: Pair) -> tuple[Profile, Profile]:
        """The report with the smaller figure, and the one with the greater."""
        return (self.left, self.right) if pair.match is Match.MORE else (self.right, self.left)

    def _is_part(self, pair: Pair) -> bool:
        """Whether the smaller figure is a part: far smaller, of a narrower place, or next to words of the whole."""
        smaller, greater = self.by_size(pair)
        is_small = pair.ratio < self.limits.small
        marks = is_small + (pair.ratio < self.limits.tiny)
        marks += is_small and bool(greater.wide - smaller.wide)
        marks += is_small and bool(smaller.narrow - greater.narrow)
        if smaller.places and smaller.places < greater.places:
            marks += _SHARED
        elif smaller.places & greater.places:
            marks -= 1
        return marks >= _SHARED

    def one_of_many(self) -> PairResult | None:
        """One arrest of the stated number of arrests."""
        for one, many, forward in ((self.left, self.right, True), (self.right, self.left, False)):
            for figure in many.figures:
                if figure.counted in one.befallen and figure.amount >= self.limits.many:
                    facts: dict[str, Fact] = {"number": figure.bounds, "noun": figure.words}
                    reason = Reason(rule="link.one_of_many", weight=0.4, facts=facts)
                    return _result(PairRelation.PART_OF, reason, forward=forward)
        return None

    # --- opposed, open and settled -------------------------------------------------------------------------------

    def by_opposition(self) -> PairResult | None:
        """Opposed certainty of the same, or words that exclude each other."""
        if self.left.opinion or self.right.opinion:
            return None
        reason = self.opposition(least=self.limits.opposed)
        return None if reason is None else self.opposed(reason)

    def opposition(self, *, least: float) -> Reason | None:
        """Why the two cannot both be so, None where nothing tells.

        Of opposed claims, this share of the shorter one's contents must stand in the other too.
        """
        for one in self.left.sides:
            for other in self.right.sides:
                if one.opposition == other.opposition and one.side != other.side:
                    facts = {"one": one.word, "other": other.word}
                    return Reason(rule="link.opposed_words", weight=0.6, facts=facts)
        # The claims that are likest in content are the ones compared: others of the two may differ in much.
        alike = [(*_alikeness(one, other), one, other) for one in self.left.deeds for other in self.right.deeds]
        if not alike:
            return None
        share, number, ours, theirs = max(
            alike, key=lambda item: (item[:2], item[2].factuality.value, item[3].factuality.value)
        )
        low, high = sorted((ours.factuality.score, theirs.factuality.score))
        if number < _SHARED or share < least or low > -_FIRM or high < _FIRM or ours.denies_more != theirs.denies_more:
            return None
        facts = {"one": ours.factuality.value, "other": theirs.factuality.value}
        return Reason(rule="link.opposed_certainty", weight=round(share, 3), facts=facts)

    def by_denial(self) -> PairResult | None:
        """A denial on one side only."""
        if self.left.denies == self.right.denies:
            return None
        return self.opposed(Reason(rule="link.denied", weight=0.5))

    def opposed(self, reason: Reason) -> PairResult:
        """One source that says another thing than before revises it; two sources contradict each other."""
        if self.origin is Origin.SAME_SOURCE:
            return _result(PairRelation.REVISES, reason, self.origin.reason, forward=False if self.ordered else None)
        return _result(PairRelation.CONTRADICTS, reason, self.origin.reason)

    def by_status(self) -> PairResult | None:
        """What was open on one side, and is settled on the other."""
        left, right = self.left, self.right
        for before, after, forward in ((left, right, False), (right, left, True)):
            if self.ordered and forward:
                break
            if before.open and after.settled and not before.settled and not after.open:
                facts = {"open": min(before.open), "settled": min(after.settled)}
                reason = Reason(rule="link.settled", weight=0.5, facts=facts)
                return _result(PairRelation.REVISES, reason, forward=forward)
        return None

    # --- the same ------------------------------------------------------------------------------------------------

    def agreement(self) -> PairResult | None:
        """The same proposition."""
        if self.left.opinion or self.right.opinion:
            return None
        deed = max((_likeness(one, other) for one in self.left.deeds for other in self.right.deeds), default=0)
        if self.told + self.limits.deed * deed < self.limits.agree:
            return None
        if any(pair.match is not Match.SAME for pair in self.figures):
            # The same with another sum or share is not the same; it is of one thing only where one thing is done.
            if deed >= _SAME_DEED:
                return self.differing(self.figures[0])
            return _result(PairRelation.RELATED, figure_reason(self.figures[0], weight=0.4))
        return self.agreed(Reason(rule="link.told_by_both", weight=0.5, facts={"told": self.told}))

    def agreed(self, reason: Reason) -> PairResult:
        """That the two say the same: of one origin, or of two."""
        same_document = bool(self.figures) and self.left.documents and self.right.documents
        standing = PairRelation.REPEATS if self.origin.is_one or same_document else PairRelation.CORROBORATES
        return _result(standing, reason, self.origin.reason)


class Relater:
    """Compares reports. A pure function of two reports: no case, no clock."""

    def __init__(
        self,
        lexicon_for: Callable[[str | None], Lexicon],
        *,
        comparison: type[Comparison] = Comparison,
        names_for: Callable[[Lexicon], Names],
        sense: Sense | None = None,
    ) -> None:
        """Take what gives the words of a language (with None of texts that tell none), and whose its names are.

        The `comparison` is what is asked of two reports; `sense` is what is known of words besides the lexicon, which may be
        set again.
        """
        self.sense = sense or Sense()
        self._comparison = comparison

        profilers = cache(lambda lexicon: Profiler(lexicon, names_for(lexicon)))
        # By the language, which is looked up faster than what is known of it.
        self._profiler: Callable[[str | None], Profiler] = cache(lambda language: profilers(lexicon_for(language)))

    def profile(self, report: ClaimText, meaning: Meaning | None = None) -> Profile:
        """A report made ready, so that it can be compared with many."""
        return self._profiler(report.language).profile(report, meaning)

    def relate(self, left: ClaimText, right: ClaimText) -> PairResult:
        """How two reports stand to each other."""
        return self.compare(self.profile(left), self.profile(right))

    def compare(self, left: Profile, right: Profile) -> PairResult:
        """The same of reports made ready.

        The earlier is put first, so that it does not matter in which order they are given.
        """
        if self._profiler(left.report.language) is not self._profiler(right.report.language):
            return _result(PairRelation.UNRELATED, Reason(rule="link.two_languages"))
        result = next(result for result in self.comparison(left, right).results() if result is not None)
        return result.turned() if right.key < left.key else result

    def comparison(self, left: Profile, right: Profile) -> "Comparison":
        """Two reports of one language made ready, the earlier first."""
        if right.key < left.key:
            left, right = right, left
        return self._comparison(left, right, self._profiler(left.report.language), self.sense)


def figure_reason(pair: Pair, *, weight: float = 0.8) -> Reason:
    """Two figures of one thing as a reason."""
    same = "same_figure" if pair.left.bounds == pair.right.bounds else "figures_agree"
    rule = {Match.SAME: same, Match.MORE: "fewer", Match.FEWER: "more"}[pair.match]
    facts: dict[str, Fact] = {"one": pair.left.bounds, "other": pair.right.bounds, "noun": pair.left.words}
    return Reason(rule=f"link.{rule}", weight=weight, facts=facts)


def _result(standing: PairRelation, *reasons: Reason, forward: bool | None = None) -> PairResult:
    return PairResult(standing=standing, forward=forward, reasons=reasons)


def _alikeness(one: Deed, other: Deed) -> tuple[float, int]:
    """The share of the shorter claim's contents that the other has too, and their number."""
    common = len(one.contents & other.contents)
    return common / max(1, min(len(one.contents), len(other.contents))), common


def _likeness(one: Deed, other: Deed) -> int:
    same = one.predicate is not None and one.predicate == other.predicate
    return _SAME_DEED * same + bool(one.parties & other.parties)
