"""Necessary moves where some options are tied in every realisation: all equilibria of each kind of realisation, listed.

The worth of an option is a linear form in the uncertain pays. Which equilibria there are changes only where two forms
are equal, so the realisations fall into finitely many kinds. `kinds_of_realisation` runs the backward induction once
for each: where a comparison can come out either way, which an exact linear program tells, it is followed both ways.
Realisations on the border of two kinds are left out: they have the equilibria of both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from tocsin.choices.game import CHANCE, END, Game
from tocsin.choices.limits import TooMuch
from tocsin.choices.linear import Row, maximise
from tocsin.model.choice import Range

_MOST_KINDS = 5_000
_MOST_EQUILIBRIA = 500
_ZERO, _ONE = Fraction(0), Fraction(1)
Unknown = tuple[str, int, int]
"""What is uncertain: a pay by end and actor, a cost by edge and actor, or a rate by actor."""


@dataclass(frozen=True, slots=True)
class Form:
    """A sum of unknowns, each between 0 (its low) and 1 (its high), with their factors, and a constant."""

    constant: Fraction
    factors: Mapping[Unknown, Fraction] = field(default_factory=dict)

    def plus(self, other: "Form", weight: Fraction = _ONE) -> "Form":
        """The sum with another form, weighed."""
        factors = dict(self.factors)
        for unknown, factor in other.factors.items():
            factors[unknown] = factors.get(unknown, _ZERO) + weight * factor
        return Form(self.constant + weight * other.constant, {key: one for key, one in factors.items() if one})

    @classmethod
    def of(cls, unknown: Unknown, limits: Range) -> "Form":
        """A number that lies in a range."""
        return cls(limits.low, {} if limits.is_sure else {unknown: limits.high - limits.low})


class Oracle:
    """Tells how forms compare, along one path of answers, and notes where another answer would have been possible."""

    def __init__(self, path: Sequence[bool], pending: list[tuple[bool, ...]]) -> None:
        self._path = list(path)
        self._pending = pending
        self._taken = 0
        self._above: list[Form] = []

    def is_above(self, form: Form) -> bool | None:
        """Whether a form is above 0; None if it is 0 whatever the unknowns are."""
        least = form.constant + sum((one for one in form.factors.values() if one < 0), _ZERO)
        most = form.constant + sum((one for one in form.factors.values() if one > 0), _ZERO)
        if not form.factors:
            return None if not form.constant else form.constant > 0
        if least >= 0 or most <= 0:
            return least >= 0
        if self._taken == len(self._path):
            below = Form(_ZERO).plus(form, -_ONE)
            can_be_above, can_be_below = self._can_be(form), self._can_be(below)
            if can_be_above and can_be_below:
                self._pending.append((*self._path, False))
            self._path.append(can_be_above)
        answer = self._path[self._taken]
        self._taken += 1
        self._above.append(form if answer else Form(_ZERO).plus(form, -_ONE))
        return answer

    def _can_be(self, form: Form) -> bool:
        """Whether a form can be above 0 together with all that were found above 0 so far."""
        forms = [one for one in (*self._above, form) if one.factors]
        unknowns = sorted({unknown for one in forms for unknown in one.factors})
        rows: list[Row] = [
            ([*(-one.factors.get(unknown, _ZERO) for unknown in unknowns), _ONE], "<=", one.constant) for one in forms
        ]
        for at in range(len(unknowns) + 1):
            at_most_one = [_ONE if at == other else _ZERO for other in range(len(unknowns) + 1)]
            rows += [(at_most_one, "<=", _ONE)]
        found = maximise([*[_ZERO] * len(unknowns), _ONE], rows)
        return found is not None and found[0] > 0


Worth = tuple[Form, ...]
"""What each actor's worth is in one equilibrium."""


def kinds_of_realisation(run: Callable[[Oracle], frozenset[int]]) -> Iterator[frozenset[int]]:
    """What an algorithm finds for each kind of realisation.

    Raises:
        TooMuch: There are too many kinds.
    """
    pending: list[tuple[bool, ...]] = [()]
    number = 0
    while pending:
        number += 1
        if number > _MOST_KINDS:
            raise TooMuch(f"options are tied, and the ranges allow more than {_MOST_KINDS:,} kinds of realisation")
        yield run(Oracle(pending.pop(), pending))


def necessary_in_all(game: Game, node: int) -> frozenset[int]:
    """The options of a node that are chosen in some equilibrium of every realisation.

    Raises:
        TooMuch: There are too many kinds of realisation, or equilibria of one.
    """
    necessary = frozenset(range(len(game.children[node])))
    for chosen in kinds_of_realisation(lambda oracle: _chosen(game, node, oracle)):
        necessary &= chosen
        if not necessary:
            break
    return necessary


def _chosen(game: Game, node: int, oracle: Oracle) -> frozenset[int]:
    """The options of a node that are chosen in some equilibrium of one kind of realisation."""
    worths: dict[int, list[Worth]] = {}
    for at in reversed(game.branch(node)):
        if game.mover[at] == END:
            found = [tuple(Form.of(("pay", at, actor), pay) for actor, pay in enumerate(game.pay[at]))]
        elif game.mover[at] == CHANCE:
            found = []
            for parts in product(*(worths.pop(child) for child in game.children[at])):
                total = [Form(_ZERO) for _ in game.actors]
                for part, weight in zip(parts, game.weights[at], strict=True):
                    total = [one.plus(form, weight) for one, form in zip(total, part, strict=True)]
                found.append(tuple(total))
                if len(found) > _MOST_EQUILIBRIA:
                    raise TooMuch(f"node {game.ids[at]} has more than {_MOST_EQUILIBRIA} equilibria that differ")
        else:
            kept = _kept(
                game,
                at,
                [_off(game, at, option, worths.pop(child)) for option, child in enumerate(game.children[at])],
                oracle,
            )
            if at == node:
                return frozenset(option for option, _ in kept)
            found = [worth for _, worth in kept]
        worths[at] = found
    raise AssertionError("a node that is asked about is a move")


def _off(game: Game, at: int, option: int, worths: list[Worth]) -> list[Worth]:
    """What is left when an option has taken off what it costs."""
    edge = game.edges[at][option]
    if edge is None:
        return worths
    off = []
    for actor in range(len(game.actors)):
        form = Form(_ZERO).plus(Form.of(("rate", 0, actor), game.rates[actor]), -edge.days)
        if edge.cost is not None:
            form = form.plus(Form.of(("cost", game.children[at][option], actor), edge.cost[actor]), -_ONE)
        off.append(form)
    return [tuple(one.plus(less) for one, less in zip(worth, off, strict=True)) for worth in worths]


def _kept(game: Game, at: int, ways: Sequence[list[Worth]], oracle: Oracle) -> list[tuple[int, Worth]]:
    """The equilibria of a move, each with the option that is chosen in it."""
    mover = game.mover[at]

    def least(forms: Sequence[Form]) -> Form:
        found = forms[0]
        for form in forms[1:]:
            if oracle.is_above(found.plus(form, -_ONE)):
                found = form
        return found

    lows = [least([worth[mover] for worth in worths]) for worths in ways]
    kept = []
    for option, worths in enumerate(ways):
        for worth in worths:
            others = (low for other, low in enumerate(lows) if other != option)
            if all(oracle.is_above(worth[mover].plus(low, -_ONE)) is not False for low in others):
                kept.append((option, worth))
    return kept
