"""Trees of two actors whose pays add up to zero, with information sets: the value and how to behave, in sequence form.

A plan of an actor is written as the probabilities of its sequences of own options, which makes the game a linear
program of the size of the tree (Koller, Megiddo and von Stengel 1996). Where several plans are best, that one is taken
which is also best where everybody errs a little (Selten's trembles), so that behaviour off the way makes sense too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tocsin.choices.game import CHANCE, END, Game
from tocsin.choices.limits import TooMuch
from tocsin.choices.linear import Row, maximise
from tocsin.model.choice import Move, Tree

_ZERO, _ONE = Fraction(0), Fraction(1)
_TREMBLE = Fraction(1, 10**9)
_FINEST = 10**4
"""The greatest denominator that a probability is taken to have where it was worked out with trembles."""
_MOST = 400
"""Sequences of both actors at most."""
_MOST_WITH_TREMBLES = 80
_EMPTY = 0


@dataclass(slots=True)
class _Plan:
    """The sequences of one actor: each ends with an option at an information set; the first is the empty one."""

    sequences: list[tuple[str, str]] = field(default_factory=lambda: [("", "")])
    before: dict[str, int] = field(default_factory=dict)
    at: dict[str, dict[str, int]] = field(default_factory=dict)

    def enter(self, information: str, options: Sequence[str], sequence: int) -> Mapping[str, int]:
        """The sequences that the options of an information set lead to."""
        if information not in self.at:
            self.before[information] = sequence
            self.at[information] = {}
            for option in options:
                self.at[information][option] = len(self.sequences)
                self.sequences.append((information, option))
        return self.at[information]


def flaw_of_zero_sum(tree: Tree, actors: Sequence[str]) -> str | None:
    """Why a tree is no game of two actors whose pays add up to zero; None if it is one."""
    if len(actors) != 2:
        return f"equilibria of a tree are worked out for two actors; this file has {len(actors)}"
    game = Game(tree, actors)
    for at, key in enumerate(game.ids):
        if game.mover[at] == END:
            total = sum(_net(game, at), _ZERO)
            if total:
                return f"the pays at {key} add up to {float(total):g}, not to zero; make them so, or ask for solve"
    return _forgetful(tree, game)


def _forgetful(tree: Tree, game: Game) -> str | None:
    """Where an actor does not remember what it did before, None if nowhere."""
    own: dict[int, tuple[tuple[str, str] | None, ...]] = {0: (None, None)}
    known: dict[str, tuple[str, str] | None] = {}
    for at in range(len(game.ids)):
        last = own.pop(at)
        mover = game.mover[at]
        if mover >= 0:
            information = information_of(tree, game, at)
            if known.setdefault(information, last[mover]) != last[mover]:
                return f"at {information} {game.actors[mover]} no longer knows what it did before; split the set"
        for option, child in zip(game.names[at], game.children[at], strict=True):
            step = (information_of(tree, game, at), option) if mover >= 0 else None
            own[child] = tuple(step if step and actor == mover else one for actor, one in enumerate(last))
    return None


def information_of(tree: Tree, game: Game, at: int) -> str:
    """What the information set of a move is called: its set, or else its node."""
    node = tree.nodes[game.ids[at]]
    return node.information if isinstance(node, Move) and node.information is not None else game.ids[at]


def _net(game: Game, end: int) -> tuple[Fraction, ...]:
    """What each actor has at an end, after all that was taken off on the way, everything at its mode."""
    pays = [pay.mode for pay in game.pay[end]]
    for edge in game.way_to(end):
        for actor in range(len(pays)):
            pays[actor] -= edge.days * game.rates[actor].mode + (edge.cost[actor].mode if edge.cost else _ZERO)
    return tuple(pays)


@dataclass(frozen=True, slots=True)
class ZeroSum:
    """The value of a game to its first actor, and with which probability each option is taken at each information set."""

    value: Fraction
    behaviour: Mapping[str, Mapping[str, Fraction]]


def solve_zero_sum(tree: Tree, actors: Sequence[str]) -> ZeroSum:
    """The value and an equilibrium of a tree that `flaw_of_zero_sum` finds nothing wrong with.

    Raises:
        TooMuch: The tree is too large.
    """
    game = Game(tree, actors)
    plans = (_Plan(), _Plan())
    pays: dict[tuple[int, int], Fraction] = {}
    stack = [(0, (_EMPTY, _EMPTY), _ONE)]
    while stack:
        at, sequences, probability = stack.pop()
        mover = game.mover[at]
        if mover == END:
            pays[sequences] = pays.get(sequences, _ZERO) + probability * _net(game, at)[0]
        elif mover == CHANCE:
            stack += [
                (child, sequences, probability * p)
                for child, p in zip(game.children[at], game.weights[at], strict=True)
            ]
        else:
            names = game.names[at]
            led = plans[mover].enter(information_of(tree, game, at), names, sequences[mover])
            for name, child in zip(names, game.children[at], strict=True):
                step = (led[name], sequences[1]) if mover == 0 else (sequences[0], led[name])
                stack.append((child, step, probability))
    size = sum(len(plan.sequences) for plan in plans)
    if size > _MOST:
        raise TooMuch(
            f"the tree has {size:,} sequences of options; at most {_MOST} can be worked out with information sets"
        )
    turned = {(other, one): -pay for (one, other), pay in pays.items()}
    value, first = _best_plan(plans[0], plans[1], pays)
    _, second = _best_plan(plans[1], plans[0], turned)
    behaviour = {**_behaviour(plans[0], first), **_behaviour(plans[1], second)}
    if size <= _MOST_WITH_TREMBLES:
        trembling = {
            **_behaviour(plans[0], _best_plan(plans[0], plans[1], pays, _TREMBLE)[1]),
            **_behaviour(plans[1], _best_plan(plans[1], plans[0], turned, _TREMBLE)[1]),
        }
        steady = {information: _steadied(options) for information, options in trembling.items()}
        if _least(plans[0], plans[1], pays, steady) == value == -_least(plans[1], plans[0], turned, steady):
            behaviour = steady
    return ZeroSum(value, behaviour)


def _best_plan(
    mine: _Plan, theirs: _Plan, pays: Mapping[tuple[int, int], Fraction], tremble: Fraction = _ZERO
) -> tuple[Fraction, list[Fraction]]:
    """The plan that gets most against the one that is worst for it, and what it gets.

    Args:
        mine: The sequences of the actor.
        theirs: Those of the other.
        pays: What the actor gets for a pair of sequences, its own first.
        tremble: The least probability of each option at each information set, of both.
    """
    own, information = len(mine.sequences), [None, *theirs.at]
    place = {name: at for at, name in enumerate(information)}
    trembles = len(theirs.sequences) if tremble else 0
    # Unknowns: the probability of each own sequence; what is left to the other at each of its information sets, as a
    # difference because it may be below 0; the price of each of its trembles.
    width = own + 2 * len(information) + trembles
    rows: list[Row] = []

    def row() -> list[Fraction]:
        return [_ZERO] * width

    def left(line: list[Fraction], name: str | None, factor: Fraction) -> None:
        line[own + 2 * place[name]] += factor
        line[own + 2 * place[name] + 1] -= factor

    for sequence, (name, _) in enumerate(theirs.sequences):
        line = row()
        left(line, name or None, _ONE)
        for later, before in theirs.before.items():
            if before == sequence:
                left(line, later, -_ONE)
                if tremble:
                    for option in theirs.at[later].values():
                        line[own + 2 * len(information) + option] -= tremble
        if tremble and sequence != _EMPTY:
            line[own + 2 * len(information) + sequence] += _ONE
        for (one, other), pay in pays.items():
            if other == sequence:
                line[one] -= pay
        rows.append((line, "<=", _ZERO))
    line = row()
    line[_EMPTY] = _ONE
    rows.append((line, "=", _ONE))
    for name, options in mine.at.items():
        line = row()
        line[mine.before[name]] = -_ONE
        for option in options.values():
            line[option] = _ONE
        rows.append((line, "=", _ZERO))
        if tremble:
            for option in options.values():
                line = row()
                line[mine.before[name]], line[option] = tremble, -_ONE
                rows.append((line, "<=", _ZERO))
    goal = row()
    left(goal, None, _ONE)
    found = maximise(goal, rows)
    if found is None:
        raise TooMuch("the game has no equilibrium that could be worked out")
    return found[0], found[1][:own]


def _behaviour(plan: _Plan, weights: Sequence[Fraction]) -> dict[str, dict[str, Fraction]]:
    """How often each option is taken at each information set; equally where the actor's own plan never comes there."""
    found = {}
    for name, options in plan.at.items():
        total = weights[plan.before[name]]
        equal = Fraction(1, len(options))
        found[name] = {option: weights[at] / total if total else equal for option, at in options.items()}
    return found


def _steadied(options: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Probabilities without their trembles."""
    near = {option: one.limit_denominator(_FINEST) for option, one in options.items()}
    total = sum(near.values(), _ZERO)
    return {option: one / total for option, one in near.items()}


def _least(
    mine: _Plan,
    theirs: _Plan,
    pays: Mapping[tuple[int, int], Fraction],
    behaviour: Mapping[str, Mapping[str, Fraction]],
) -> Fraction:
    """What an actor gets with its behaviour where the other does its worst."""
    weights = [_ONE] * len(mine.sequences)
    for name, options in mine.at.items():
        for option, at in options.items():
            weights[at] = weights[mine.before[name]] * behaviour[name][option]
    worst = [_ZERO] * len(theirs.sequences)
    for (one, other), pay in pays.items():
        worst[other] += weights[one] * pay
    for name in reversed(list(theirs.at)):
        worst[theirs.before[name]] += min(worst[at] for at in theirs.at[name].values())
    return worst[_EMPTY]
