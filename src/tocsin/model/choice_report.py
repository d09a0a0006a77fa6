"""What a choice comes to: the best moves, how far the numbers can go before they change, and which moves are robust."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tocsin.model.advice import Advice
from tocsin.model.choice import Choice, Range

Key = tuple[str, ...]
"""What a number is of, as `payoffs` names it; also ("p", draw, outcome) of a tree and ("p", state) of a table."""
Span = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value of a number beyond which other moves are best.

    Attributes:
        at: The value.
        is_above: Whether they are best above it; else below it.
        best: The moves.
    """

    at: Fraction
    is_above: bool
    best: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """A number of a choice, and what moving it alone does; a bar of the tornado chart.

    Attributes:
        key: What it is of.
        range: What it can be.
        worth: What the choice is worth to the first mover with the number at its low and at its high.
        changes: The values nearest to its mode, below and above it, at which the best moves change.
        because: Why it is held to be so.
        claims: The claims that it rests on.
    """

    key: Key
    range: Range
    worth: Span
    changes: tuple[Change, ...] = ()
    because: str | None = None
    claims: tuple[str, ...] = ()

    @property
    def width(self) -> Fraction:
        """How far the worth moves."""
        return abs(self.worth[1] - self.worth[0])

    @property
    def flips(self) -> bool:
        """Whether the best moves change inside its range."""
        return any(self.range.low < one.at < self.range.high for one in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """How often a move is best, and how often at most a twentieth of what is at stake is lost by it, in shares of draws."""

    option: str
    best: float
    nearly: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Robust:
    """The moves, the most robust first, and by how many draws."""

    draws: int
    moves: tuple[Robustness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """What binding an actor to an option would do.

    Attributes:
        is_credible: Whether the actor takes it without being bound.
        gain: What it gives the actor itself: the least and the greatest over all equilibria.
        others: The same for every other actor.
        best: The best moves at the root then.
    """

    node: str
    actor: str
    option: str
    is_credible: bool
    gain: Span
    others: Mapping[str, Span]
    best: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceReport:
    """What a choice comes to.

    Attributes:
        actor: The id of the first mover; None where chance begins or two choose at once.
        best: The best moves, all of them where several are tied.
        values: What each actor gets: the least and the greatest over all equilibria.
        plan: The options that are chosen at each move, by its node.
        possible: The moves that are best for some values of the ranges, `necessary` for all.
        over_ranges: What the best move can be worth to the first mover over the ranges.
        swings: The numbers, those that move the worth most first; `left_out` is how many more there are.
        robust: How often each move is best; None where nothing is uncertain.
        threats: What would change the first move if an actor could bind itself to it.
        waiting: What it is worth to have each option of the first move that takes time.
        answers: The answers to the file's questions, as the format for programs has them.
        note: Why there is less than usual.
    """

    choice: Choice
    actor: str | None
    best: tuple[str, ...]
    values: Mapping[str, Span]
    plan: Mapping[str, tuple[str, ...]]
    possible: tuple[str, ...] = ()
    necessary: tuple[str, ...] = ()
    over_ranges: Span | None = None
    swings: tuple[Swing, ...] = ()
    left_out: int = 0
    robust: Robust | None = None
    threats: tuple[Leverage, ...] = ()
    waiting: Mapping[str, Span] | None = None
    answers: tuple[Mapping[str, Any], ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceOutlook:
    """What a choice comes to, in view of a case where there is one.

    Attributes:
        file: The choice file.
        advice: What there is to be recorded.
        before: The advice that was recorded last; None where there is none, or no case.
        notes: What of the case could not be used, and why.
        recorded: What became of the advice in the case.
    """

    file: str
    report: ChoiceReport
    advice: Advice
    before: Advice | None = None
    notes: tuple[str, ...] = ()
    recorded: str = "not recorded: there is no case"

    @property
    def has_changed(self) -> bool:
        """Whether anything but the moment is other than in the advice before."""
        return self.before is None or replace(self.before, at=self.advice.at) != self.advice
