"""What a choice comes to, and what would change it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from typing import Any

from tocsin.choices.answering import answerer, answers
from tocsin.choices.breaking_even import BreakEven
from tocsin.choices.limits import TooMuch
from tocsin.choices.robust import robust_moves, robust_options
from tocsin.choices.tables import TableSolver, best
from tocsin.choices.trees import TreeSolver
from tocsin.choices.zero_sum import flaw_of_zero_sum
from tocsin.model.choice import (
    Ask,
    AskKind,
    Chance,
    Choice,
    Matrix,
    Move,
    Parameter,
    Payoff,
    Range,
    Table,
    Tree,
    payoffs,
)
from tocsin.model.choice_report import Change, ChoiceReport, Key, Leverage, Span, Swing

_MOST_NUMBERS = 200
_MOST_STEPS = 20_000
"""Nodes that are worked out again for all numbers together, about: a long chain gets fewer numbers."""
_FARTHEST = 3_000
"""Nodes that a number may change: one that reaches farther, such as a cost a day in a huge tree, changes too often."""
_MOST_THREATS = 100
_ZERO, _ONE = Fraction(0), Fraction(1)


def report(choice: Choice, name: str) -> ChoiceReport:
    """What a choice comes to, with the answers to its questions.

    Args:
        choice: As it was read.
        name: What the file is called in an error.

    Raises:
        InputError: A question of the file would take too much to be answered exactly.
    """
    answered = tuple(answers(choice, name))
    if isinstance(choice.form, Matrix):
        return _of_matrix(choice, choice.form, answered)
    if isinstance(choice.form, Table):
        return _of_table(choice, choice.form, answered)
    if choice.form.information_sets():
        return _of_hidden(choice, choice.form, answered)
    return _of_tree(choice, choice.form, answered)


def _of_tree(choice: Choice, tree: Tree, answered: tuple[Mapping[str, Any], ...]) -> ChoiceReport:
    solver = TreeSolver(tree, list(choice.actors))
    game = solver.game
    root = tree.nodes[tree.root]
    actor = root.actor if isinstance(root, Move) else None
    note, possible, necessary, over_ranges = None, tuple[str, ...](), tuple[str, ...](), None
    try:
        values = dict(zip(game.actors, solver.values(), strict=True))
    except TooMuch as error:
        return ChoiceReport(choice=choice, actor=actor, best=(), values={}, plan={}, answers=answered, note=str(error))
    best_now = _named(game.names[0], frozenset(solver.best()))
    if isinstance(root, Move) and not _is_uncertain(choice):
        possible = necessary = best_now
        over_ranges = values[root.actor]
    elif isinstance(root, Move):
        try:
            over = solver.over_ranges(0)
            possible, necessary = _named(game.names[0], over.possible), _named(game.names[0], over.necessary)
            over_ranges = over.value
        except TooMuch as error:
            note = f"possible and necessary moves are not worked out: {error}"
    mover = max(game.mover[0], 0)
    swings, left_out = _swings(
        _numbers_of_tree(choice, tree),
        reach=solver.reach,
        break_even=solver.break_even,
        worth=lambda parameter, t: solver.worth_with(parameter, t, mover),
        names=game.names[0] if isinstance(root, Move) else (),
    )
    return ChoiceReport(
        choice=choice,
        actor=actor,
        best=best_now,
        values=values,
        plan={
            game.ids[at]: _named(game.names[at], frozenset(chosen)) for at, chosen in sorted(solver.free.chosen.items())
        },
        possible=possible,
        necessary=necessary,
        over_ranges=over_ranges,
        swings=swings,
        left_out=left_out,
        robust=robust_moves(game) if actor is not None and _is_uncertain(choice) else None,
        threats=tuple(_threats(solver)) if actor is not None else (),
        waiting=_waiting(solver, root) if isinstance(root, Move) else None,
        answers=answered,
        note=note,
    )


def _of_table(choice: Choice, table: Table, answered: tuple[Mapping[str, Any], ...]) -> ChoiceReport:
    solver = TableSolver(table)
    if table.p is None:
        options, value = solver.maximin()
        note = "without probabilities of the states the best option is the one whose worst pay is best"
        return ChoiceReport(
            choice=choice, actor=table.actor, best=_named(table.options, frozenset(options)), plan={}, answers=answered,
            values={table.actor: (value, value)}, note=note,
        )  # fmt: skip
    options, value = best(solver.expected())
    possible, necessary, over_ranges = solver.ranges()
    swings, left_out = _swings(
        _numbers_of_table(choice, table),
        reach=lambda _: len(table.options) * len(table.states),
        break_even=solver.break_even,
        worth=lambda parameter, t: _exact(max(solver.expected_with(parameter, t))),
        names=table.options,
    )
    return ChoiceReport(
        choice=choice,
        actor=table.actor,
        best=_named(table.options, frozenset(options)),
        values={table.actor: (value, value)},
        plan={},
        possible=_named(table.options, frozenset(possible)),
        necessary=_named(table.options, frozenset(necessary)),
        over_ranges=over_ranges,
        swings=swings,
        left_out=left_out,
        robust=robust_options(table) if _is_uncertain(choice) else None,
        answers=answered,
    )


def _of_matrix(choice: Choice, matrix: Matrix, answered: tuple[Mapping[str, Any], ...]) -> ChoiceReport:
    pairs = answerer(choice)(Ask(id="", kind=AskKind.PURE))["pure"]
    note = None if pairs else "no pair of options is an equilibrium by itself; ask for nash to have the mixed ones"
    return ChoiceReport(
        choice=choice, actor=None, best=tuple(f"{row} / {column}" for row, column in pairs), values={}, plan={},
        answers=answered, note=note,
    )  # fmt: skip


def _of_hidden(choice: Choice, tree: Tree, answered: tuple[Mapping[str, Any], ...]) -> ChoiceReport:
    note = "actors cannot tell some nodes apart, so that there is no best move by itself"
    values: Mapping[str, Span] = {}
    if flaw_of_zero_sum(tree, list(choice.actors)) is None:
        with suppress(TooMuch):
            value = answerer(choice)(Ask(id="", kind=AskKind.NASH))["value"]
            values = {actor: (one, one) for actor, one in value.items()}
            note += "; ask for nash to have how often each is chosen"
    return ChoiceReport(choice=choice, actor=None, best=(), values=values, plan={}, answers=answered, note=note)


def _named(names: tuple[str, ...], options: frozenset[int]) -> tuple[str, ...]:
    return tuple(names[at] for at in sorted(options))


def _exact(number: object) -> Fraction:
    assert isinstance(number, Fraction)
    return number


def _is_uncertain(choice: Choice) -> bool:
    return any(not one.range.is_sure for _, one in payoffs(choice))


# --- what would change it ------------------------------------------------------------------------------------------

Numbers = Iterator[tuple[Key, Payoff, Parameter]]


def _numbers_of_tree(choice: Choice, tree: Tree) -> Numbers:
    """Every number of a tree, with how it is varied."""
    for key, payoff in payoffs(choice):
        match key:
            case ("pay", end, actor):
                yield key, payoff, Parameter(pay=(end, actor))
            case ("cost", node, option, actor):
                yield key, payoff, Parameter(option=(node, option, actor))
            case ("cost_per_day", actor):
                yield key, payoff, Parameter(cost=actor, within=(_ZERO, None))
    seen: set[str] = set()
    for chance in tree.nodes.values():
        if isinstance(chance, Chance) and chance.draw not in seen:
            seen.add(chance.draw)
            # Of two outcomes the one says what the other does.
            for outcome in chance.outcomes[:1] if len(chance.outcomes) == 2 else chance.outcomes:
                if outcome.p < 1:
                    parameter = Parameter(p=(chance.draw, outcome.name), within=(_ZERO, _ONE))
                    yield ("p", chance.draw, outcome.name), Payoff(Range.sure(outcome.p)), parameter


def _numbers_of_table(choice: Choice, table: Table) -> Numbers:
    for key, payoff in payoffs(choice):
        yield key, payoff, Parameter(pay=(key[1], key[2]))
    for state, p in zip(table.states, table.p or (), strict=False):
        if p < 1:
            yield ("p", state), Payoff(Range.sure(p)), Parameter(p=(state, state), within=(_ZERO, _ONE))


def _swings(
    numbers: Numbers,
    *,
    reach: Callable[[Parameter], int],
    break_even: Callable[[Parameter], BreakEven],
    worth: Callable[[Parameter, Fraction], Fraction],
    names: tuple[str, ...],
) -> tuple[tuple[Swing, ...], int]:
    """What moving each number alone does, what moves the worth most first; and how many numbers are left out."""
    found: list[Swing] = []
    left_out, steps = 0, 0
    # Those that rest on claims first, then the most uncertain, because what is left out is at the end.
    for key, payoff, parameter in sorted(
        numbers, key=lambda one: (not one[1].claims, one[1].range.low - one[1].range.high)
    ):
        reached = reach(parameter)
        if len(found) >= _MOST_NUMBERS or steps > _MOST_STEPS or reached > _FARTHEST:
            left_out += 1
            continue
        steps += 4 * reached
        try:
            changes = _nearest(break_even(parameter), payoff.range.mode, names)
            low, high = (worth(parameter, end) for end in (payoff.range.low, payoff.range.high))
        except TooMuch:
            left_out += 1
            continue
        found.append(
            Swing(
                key=key, range=payoff.range, worth=(low, high), changes=changes, because=payoff.because,
                claims=payoff.claims,
            )
        )  # fmt: skip
    found.sort(key=lambda one: (-one.width, not one.flips, not one.changes))
    return tuple(found), left_out


def _nearest(found: BreakEven, mode: Fraction, names: tuple[str, ...]) -> tuple[Change, ...]:
    """The changes nearest to a number, below and above it; one at the number itself counts on both sides."""
    changes = []
    below = [at for at, one in enumerate(found.thresholds) if one <= mode]
    above = [at for at, one in enumerate(found.thresholds) if one >= mode]
    if below:
        changes.append(
            Change(at=found.thresholds[below[-1]], is_above=False, best=_named(names, found.best[below[-1]]))
        )
    if above:
        changes.append(
            Change(at=found.thresholds[above[0]], is_above=True, best=_named(names, found.best[above[0] + 1]))
        )
    return tuple(changes)


def _threats(solver: TreeSolver) -> Iterator[Leverage]:
    """The options by which another actor would change the first move for its own good if it could bind itself to them."""
    game, free, first = solver.game, solver.values(), solver.best()
    tried = steps = 0
    for at in range(1, len(game.ids)):
        mover = game.mover[at]
        if mover < 0 or mover == game.mover[0]:
            continue
        for option, name in enumerate(game.names[at]):
            if tried >= _MOST_THREATS or steps > _MOST_STEPS:
                return
            if solver.best(node=at) == (option,):
                continue
            tried, steps = tried + 1, steps + len(game.above([at]))
            try:
                bound = solver.bound(at, option)
            except TooMuch:
                continue
            gains = {
                actor: (new[0] - old[1], new[1] - old[0])
                for actor, new, old in zip(game.actors, bound.values, free, strict=True)
            }
            gain = gains.pop(game.actors[mover])
            if gain[0] > 0 and bound.best != first:
                yield Leverage(
                    node=game.ids[at], actor=game.actors[mover], option=name, is_credible=option in solver.best(node=at),
                    gain=gain, others=gains, best=_named(game.names[0], frozenset(bound.best)),
                )  # fmt: skip


def _waiting(solver: TreeSolver, root: Move) -> Mapping[str, Span] | None:
    """What having each option of the first move that takes time is worth."""
    if len(root.options) == 1:
        return None
    try:
        return {one.name: solver.worth_of_option(0, at) for at, one in enumerate(root.options) if one.days} or None
    except TooMuch:
        return None
