"""How a scenario stands: its hypotheses weighed by its indicators, and what the conclusion hangs on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tocsin.model.evidence import Shares
from tocsin.model.matrix import Diagnosticity, Matrix
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.scenario import Scenario, Thresholds
from tocsin.model.source import Reliability
from tocsin.model.yardstick import Yardstick


class AlarmState(StrEnum):
    """What the alarm does."""

    NONE = "no alarm is set"
    SILENT = "is silent"
    BEGINS = "begins to ring"
    RINGS = "rings on"
    STOPS = "stops"


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisState:
    """A hypothesis as it stands.

    Attributes:
        probability: In 0 … 1; the standings of an assessment sum to 1.
        low: The least that the certainty of the evidence leaves it, `high` the most.
        inconsistencies: How much speaks against it (Heuer's count, weighed by how surely each indicator was seen).
        prior: How probable it was held to be before anything was seen; None where that was not kept.
    """

    hypothesis: str
    probability: float
    low: float = 0.0
    high: float = 1.0
    inconsistencies: float = 0.0
    prior: float | None = None

    @property
    def words(self) -> str:
        """The word of ICD 203 for its probability."""
        # What a sum of floats misses a boundary by must not give another word.
        return Yardstick.of(round(self.probability, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """A grade by which the word of a source was discounted, and the share of certainty (0 … 1) that it left in the middle."""

    source: str
    reliability: Reliability
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Indication:
    """An indicator seen: one origin's word, in one proposition, that the thing is there.

    Attributes:
        indicator: Its name.
        origin: Whose word it is; `key` is what two words of one origin are one by.
        claims: The ids of the claims that are counted, and `echoes` of those that only say it again.
        weight: What is left of the certainty of the words when they are discounted.
        day: The day it is about, or else that of its publication; None where neither is known.
        proposition: The id of what is said.
        against: The weight, and the day, of each word that speaks against the proposition.
        graded: The grade that it was discounted by; None where nobody graded those behind it.
    """

    indicator: str
    origin: str
    key: str
    claims: tuple[str, ...]
    weight: Shares
    proposition: str
    echoes: tuple[str, ...] = ()
    day: date | None = None
    against: tuple[tuple[Shares, date | None], ...] = ()
    graded: Discount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginWord:
    """One origin's word on an indicator, as it counts.

    Attributes:
        certainty: Low bound, middle and high bound, after ageing and discounting, before what speaks against it.
        claims: Those that are counted.
        echoes: How many claims only say it again.
    """

    origin: str
    certainty: Shares
    claims: tuple[str, ...]
    echoes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An indicator that something was said of.

    Attributes:
        needed: On how many independent origins it must rest; on fewer it counts for nothing.
        certainty: How surely it was seen: low bound, middle, high bound; all 0 where it counts for nothing.
        effects: What it does to each hypothesis, in the order of the standings, in bits: 1 doubles its weight against
            what was expected, -1 halves it.
        testimonies: One for each independent origin.
    """

    indicator: str
    needed: int
    certainty: Shares
    effects: tuple[float, ...]
    testimonies: tuple[OriginWord, ...]

    @property
    def origins(self) -> int:
        """How many independent origins there are."""
        return len(self.testimonies)

    @property
    def counts(self) -> bool:
        """Whether it was seen: on enough origins, and surely enough to move anything."""
        return self.certainty[2] > 0

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that are counted, the surest first."""
        surest = sorted(self.testimonies, key=lambda one: -one.certainty[1])
        return tuple(dict.fromkeys(claim for one in surest for claim in one.claims))


class MoveStanding(StrEnum):
    """How a move stands in the advice of its choice."""

    BEST = "the best move"
    POSSIBLE = "the best move for some of the numbers that are possible"
    OTHER = "not the best move"
    UNKNOWN = "not worked out in this case"


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseState:
    """The move that would make an indicator seen, and how it stood in the last advice of its choice.

    Attributes:
        advised: The moment of that advice; None where there is none.
    """

    indicator: str
    choice: str
    move: str
    standing: MoveStanding
    advised: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A scenario's hypotheses at a moment, with all it takes to show them again.

    Attributes:
        at: The moment that evidence was aged to.
        standings: In the order of the scenario.
        rings: Whether the alarm was raised then.
        rings_since: Since when it had rung without a break; None where it was silent.
        reasons: What moved the hypothesis that the alarm watches, or else the leading one; weights in bits, most first.
        seen: The indicators that something was said of, in the order of the scenario.
        discounts: The sources whose grade took something from what they say, by name.
        alarm: What the alarm watches and when it rings; None where nothing rings.
        fingerprint: A hash of the scenario as it was weighed; None where that was not kept.
        causes: The moves that would make indicators seen, in the order of the scenario.
    """

    scenario: str
    at: datetime
    standings: tuple[HypothesisState, ...]
    rings: bool = False
    reasons: tuple[Reason, ...] = ()
    seen: tuple[Seen, ...] = ()
    discounts: tuple[Discount, ...] = ()
    alarm: Thresholds | None = None
    fingerprint: str | None = None
    rings_since: datetime | None = None
    causes: tuple[CauseState, ...] = ()

    @property
    def leading(self) -> HypothesisState:
        """The most probable hypothesis; of equals the first."""
        return max(self.standings, key=lambda one: one.probability)

    @property
    def watched(self) -> HypothesisState:
        """The hypothesis that the alarm watches, or else the leading one."""
        if self.alarm is None:
            return self.leading
        name = self.alarm.hypothesis
        return next((one for one in self.standings if one.hypothesis == name), self.leading)

    def rang_for(self, alarm: Thresholds | None) -> bool:
        """Whether an alarm for that hypothesis rang then; one that watched another tells nothing of this one."""
        if alarm is None or self.alarm is None:
            return False
        return self.rings and self.alarm.hypothesis == alarm.hypothesis

    def state(self, before: "Assessment | None") -> AlarmState:
        """What the alarm does, given the assessment before."""
        if self.alarm is None:
            return AlarmState.NONE
        rang = before is not None and before.rang_for(self.alarm)
        if self.rings:
            return AlarmState.RINGS if rang else AlarmState.BEGINS
        return AlarmState.STOPS if rang else AlarmState.SILENT

    def effect(self, seen: Seen) -> float:
        """What an indicator does to the hypothesis that is watched, in bits."""
        return seen.effects[self.standings.index(self.watched)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The hypotheses as they would stand without something that counts now.

    Attributes:
        claims: What would be false.
        origin: Whose word it is.
        leading: The hypothesis that would lead then.
        probability: Its probability then.
        changes: Whether another one leads now.
        shift: By how much the hypothesis that leads now would lose; below 0 where it would gain.
    """

    claims: tuple[str, ...]
    origin: str
    leading: str
    probability: float
    changes: bool
    shift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How a scenario stands now, what changed since it was last assessed, and what that hangs on.

    Attributes:
        before: The assessment before this one; None where this is the first.
        moved: By how much each hypothesis moved since then; what moved most first.
        causes: What moved the hypothesis that is watched since then, in bits, most first; their claims are the new ones.
        without_claim: How things would stand if one claim, with its echoes, were false; what would change most first.
        without_origin: The same for all that one origin says.
        reports: The claims that are named, by their ids.
        indications: What was seen of the indicators: with it, the same can be weighed again by other numbers.
    """

    scenario: Scenario
    assessment: Assessment
    before: Assessment | None
    moved: tuple[tuple[str, float], ...]
    causes: tuple[Reason, ...]
    matrix: Matrix
    diagnosticity: tuple[Diagnosticity, ...]
    without_claim: tuple[Removal, ...]
    without_origin: tuple[Removal, ...]
    reports: Mapping[str, Report]
    indications: tuple[Indication, ...] = field(default=(), compare=False)

    @property
    def state(self) -> AlarmState:
        """What the alarm does."""
        return self.assessment.state(self.before)

    @property
    def is_over(self) -> bool:
        """Whether the last day that the question is about has passed."""
        return self.assessment.at.date() > self.scenario.horizon

    @property
    def has_changed(self) -> bool:
        """Whether anything but the moment is other than in the assessment before."""
        before = self.before
        return before is None or any(
            getattr(before, name) != getattr(self.assessment, name)
            for name in ("standings", "rings", "reasons", "seen", "discounts", "alarm", "fingerprint", "causes")
        )


_MOST_BITS = 1000.0
"""What 2 can be raised to."""


def factor(bits: float) -> float:
    """An effect in bits as the factor that it is."""
    return math.exp2(min(_MOST_BITS, bits))
