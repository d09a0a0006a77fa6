"""A choice: who may do what, what chance does, what each end is worth to each actor, and what is asked about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be: from low to high, and most probably the mode; all three are the same where it is sure."""

    low: Fraction
    mode: Fraction
    high: Fraction

    @classmethod
    def sure(cls, value: Fraction) -> "Range":
        """A number that is known."""
        return cls(value, value, value)

    @property
    def is_sure(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Payoff:
    """A number of a choice file with what it rests on.

    Attributes:
        because: Why it is held to be so.
        claims: The ids of claims of the case, or their beginnings.
    """

    range: Range
    because: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that an actor can do.

    Attributes:
        to: The node that it leads to.
        cost: What it takes off each actor's pay at every end behind it.
        days: How long it takes.
        by: The last day on which it can be chosen.
    """

    name: str
    to: str
    cost: Mapping[str, Payoff] = field(default_factory=dict)
    days: Fraction = Fraction(0)
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A node at which an actor chooses.

    Attributes:
        information: The information set: nodes of one set cannot be told apart by the actor.
        gone: Options that the file has but whose last day is before the date of the node.
    """

    id: str
    actor: str
    options: tuple[Option, ...]
    information: str | None = None
    gone: tuple[Option, ...] = ()

    def option(self, name: str) -> int | None:
        """The place of an option among those that can be chosen; None if it is not one of them."""
        return next((at for at, one in enumerate(self.options) if one.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What chance may bring: with which probability (0 … 1), and to which node it leads.

    Attributes:
        hypotheses: Those of the node's scenario whose probabilities, added up, it has in a case.
    """

    name: str
    p: Fraction
    to: str
    hypotheses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A node at which chance decides.

    Attributes:
        draw: Nodes of one name are one draw.
        outcomes: Their probabilities sum to 1.
        scenario: The name of the scenario that the probabilities may be taken from.
    """

    id: str
    draw: str
    outcomes: tuple[Outcome, ...]
    scenario: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A node at which it is over, with the pay of every actor."""

    id: str
    pay: Mapping[str, Payoff]


Node = Move | Chance | End


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A decision or game tree.

    Attributes:
        nodes: Those that can be reached by their ids, each before the nodes that it leads to; the first is the root.
        days: How many days the way to each node takes.
        unreachable: The ids of nodes behind options that are gone.
        start: The date of the root.
        cost_per_day: What a day takes off each actor's pay.
    """

    nodes: Mapping[str, Node]
    days: Mapping[str, Fraction]
    unreachable: frozenset[str] = frozenset()
    start: date | None = None
    cost_per_day: Mapping[str, Payoff] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The node that nothing leads to."""
        return next(iter(self.nodes))

    def draw(self, name: str) -> Chance | None:
        """The first chance node of a draw."""
        return next((one for one in self.nodes.values() if isinstance(one, Chance) and one.draw == name), None)

    def information_sets(self) -> Mapping[str, tuple[Move, ...]]:
        """The sets of more than one node, by their names."""
        sets: dict[str, list[Move]] = {}
        for node in self.nodes.values():
            if isinstance(node, Move) and node.information is not None:
                sets.setdefault(node.information, []).append(node)
        return {name: tuple(nodes) for name, nodes in sets.items() if len(nodes) > 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Two actors who choose at once; `pay[actor][row][column]`."""

    rows: str
    columns: str
    row_options: tuple[str, ...]
    column_options: tuple[str, ...]
    pay: Mapping[str, tuple[tuple[Payoff, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One actor against states of the world; `pay[option][state]`, `p` the probability of each state, None if not given."""

    actor: str
    options: tuple[str, ...]
    states: tuple[str, ...]
    pay: tuple[tuple[Payoff, ...], ...]
    p: tuple[Fraction, ...] | None = None


class AskKind(StrEnum):
    """What can be asked."""

    SOLVE = "solve"
    RANGES = "ranges"
    CREDIBLE = "credible"
    THREAT = "threat"
    BREAKEVEN = "breakeven"
    EVPI = "evpi"
    LOGIT = "logit"
    WAIT = "wait"
    NASH = "nash"
    PURE = "pure"
    QRE = "qre"
    COMMIT = "commit"
    MAXIMIN = "maximin"
    REGRET = "regret"
    DOMINATED = "dominated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """The number of a choice that a break-even point is asked for: one of pay, a rate of cost, or a probability.

    Attributes:
        pay: The end and the actor of a tree, or the option and the state of a table.
        cost: The actor whose cost a day it is.
        p: The draw and the outcome of a tree, or the state of a table twice.
        option: The node, the option and the actor of a tree whose cost of that option it is.
        within: Where it is looked at; None where that end is open.
    """

    pay: tuple[str, str] | None = None
    cost: str | None = None
    p: tuple[str, str] | None = None
    option: tuple[str, str, str] | None = None
    within: tuple[Fraction | None, Fraction | None] = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question about a choice."""

    id: str
    kind: AskKind
    node: str | None = None
    option: str | None = None
    actor: str | None = None
    chance: str | None = None
    sharpness: float | None = None
    parameter: Parameter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice file that was read.

    Attributes:
        actors: What to call each actor, by its id.
        fingerprint: A hash of all that it is worked out from.
    """

    name: str
    actors: Mapping[str, str]
    form: Tree | Matrix | Table
    asks: tuple[Ask, ...] = ()
    question: str | None = None
    fingerprint: str = ""


def payoffs(choice: Choice) -> Iterator[tuple[tuple[str, ...], Payoff]]:
    """Every number of a choice that may rest on claims, with what it is of.

    The keys are ("pay", end, actor), ("cost", node, option, actor), ("cost_per_day", actor) for a tree,
    ("pay", actor, row, column) for a matrix and ("pay", option, state) for a table.
    """
    form = choice.form
    if isinstance(form, Tree):
        for actor, rate in form.cost_per_day.items():
            yield ("cost_per_day", actor), rate
        for node in form.nodes.values():
            if isinstance(node, End):
                for actor, payoff in node.pay.items():
                    yield ("pay", node.id, actor), payoff
            elif isinstance(node, Move):
                for chosen in node.options:
                    for actor, payoff in chosen.cost.items():
                        yield ("cost", node.id, chosen.name, actor), payoff
    elif isinstance(form, Matrix):
        for actor, rows in form.pay.items():
            for row, line in zip(form.row_options, rows, strict=True):
                for column, payoff in zip(form.column_options, line, strict=True):
                    yield ("pay", actor, row, column), payoff
    else:
        for option, line in zip(form.options, form.pay, strict=True):
            for state, payoff in zip(form.states, line, strict=True):
                yield ("pay", option, state), payoff


def number_words(key: tuple[str, ...], choice: Choice) -> str:
    """What a number of a choice is, in words: "pay of The dam board at flood"."""
    match key, choice.form:
        case ("pay", end, actor), Tree():
            return f"pay of {choice.actors[actor]} at {end}"
        case ("pay", actor, row, column), _:
            return f"pay of {choice.actors[actor]} at {row} / {column}"
        case ("pay", option, state), _:
            return f"pay of {option} where {state}"
        case ("cost", node, option, actor), _:
            return f"cost of {option} at {node} to {choice.actors[actor]}"
        case ("cost_per_day", actor), _:
            return f"cost of a day to {choice.actors[actor]}"
        case ("p", draw, outcome), _:
            return f"probability of {outcome} ({draw})"
        case ("p", state), _:
            return f"probability of {state}"
    return " ".join(key)
