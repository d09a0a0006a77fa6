"""The questions of a choice file answered, each as the fields that the kind of question promises."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tocsin.choices.breaking_even import BreakEven
from tocsin.choices.limits import TooMuch
from tocsin.choices.matrices import commitment, equilibria, logit_equilibrium, modes, pure_equilibria
from tocsin.choices.tables import TableSolver, best, logit
from tocsin.choices.trees import Span, TreeSolver
from tocsin.choices.zero_sum import solve_zero_sum
from tocsin.errors import InputError
from tocsin.model.choice import Ask, AskKind, Choice, Matrix, Move, Parameter, Table, Tree

Answer = dict[str, Any]
"""The fields of an answer; numbers are fractions where they are exact."""


def answers(choice: Choice, name: str) -> list[Answer]:
    """The answers to the questions of a choice, in their order, each with `id` and `kind`.

    Args:
        choice: As it was read.
        name: What the file is called in an error.

    Raises:
        InputError: A question would take too much to be answered exactly; the message says of what there is too much.
    """
    solve = answerer(choice)
    found = []
    for ask in choice.asks:
        try:
            found.append({"id": ask.id, "kind": ask.kind.value, **solve(ask)})
        except TooMuch as error:
            raise InputError(name, f"ask {ask.id}: {error}; ask for less, or make the choice smaller") from error
    return found


def answerer(choice: Choice) -> Callable[[Ask], Answer]:
    """What answers single questions to a choice."""
    if isinstance(choice.form, Tree):
        return _TreeAnswers(choice.form, list(choice.actors))
    if isinstance(choice.form, Matrix):
        return _MatrixAnswers(choice.form)
    return _TableAnswers(choice.form)


class _TreeAnswers:
    def __init__(self, tree: Tree, actors: Sequence[str]) -> None:
        self._tree = tree
        self._actors = actors
        self._solver = TreeSolver(tree, actors)

    def __call__(self, ask: Ask) -> Answer:
        if ask.kind is AskKind.NASH:
            return self._nash()
        if self._tree.information_sets():
            return {"refused": True}
        return _TREE[ask.kind](self, ask)

    def _named(self, node: int, options: Sequence[int] | frozenset[int]) -> list[str]:
        """Options by their names, in the order of the file."""
        return [self._solver.game.names[node][at] for at in sorted(options)]

    def _of_actors(self, values: Sequence[Any]) -> dict[str, Any]:
        return dict(zip(self._actors, values, strict=True))

    def _node(self, ask: Ask) -> int:
        return self._solver.game.number[ask.node] if ask.node is not None else 0

    def _solve(self, ask: Ask) -> Answer:
        free = self._solver.free
        return {
            "value": self._of_actors([list(span) for span in self._solver.values()]),
            "best": self._named(0, self._solver.best()),
            "plan": {self._solver.game.ids[at]: self._named(at, chosen) for at, chosen in sorted(free.chosen.items())},
        }

    def _ranges(self, ask: Ask) -> Answer:
        node = self._node(ask)
        found = self._solver.over_ranges(node)
        return {
            "possible": self._named(node, found.possible), "necessary": self._named(node, found.necessary),
            "value": list(found.value),
        }  # fmt: skip

    def _credible(self, ask: Ask) -> Answer:
        node = self._tree.nodes.get(ask.node or "")
        option = node.option(ask.option or "") if isinstance(node, Move) else None
        if option is None:
            return {"credible": "never"}
        found = self._solver.over_ranges(self._node(ask))
        return {
            "credible": "always" if option in found.necessary else "sometimes" if option in found.possible else "never"
        }

    def _threat(self, ask: Ask) -> Answer:
        node, solver = self._node(ask), self._solver
        option = solver.game.names[node].index(ask.option or "")
        bound, free, mover = solver.bound(node, option), solver.values(), solver.game.mover[node]
        gains = [_difference(one, other) for one, other in zip(bound.values, free, strict=True)]
        return {
            "credible": option in solver.best(node=node),
            "gain": gains[mover],
            "leverage": {
                actor: gain for at, (actor, gain) in enumerate(zip(self._actors, gains, strict=True)) if at != mover
            },
            "best_without": self._named(0, solver.best()),
            "best_with": self._named(0, bound.best),
        }

    def _break_even(self, ask: Ask) -> Answer:
        return _broken_even(self._solver.break_even(_parameter(ask)), lambda options: self._named(0, options))

    def _evpi(self, ask: Ask) -> Answer:
        return {"value": self._solver.worth_of_knowing(ask.chance or "")}

    def _logit(self, ask: Ask) -> Answer:
        shares, worths = self._solver.erring(ask.sharpness or 0.0)
        names = self._solver.game.names[0] if shares else ()
        return {"best": dict(zip(names, shares, strict=True)), "value": self._of_actors(worths)}

    def _wait(self, ask: Ask) -> Answer:
        node = self._node(ask)
        move = self._tree.nodes[self._solver.game.ids[node]]
        option = move.option(ask.option or "") if isinstance(move, Move) else None
        worth = Fraction(0) if option is None else _one_or_both(self._solver.worth_of_option(node, option))
        return {"value": worth, "best": self._named(node, self._solver.best(node=node))}

    def _nash(self) -> Answer:
        found = solve_zero_sum(self._tree, self._actors)
        return {
            "value": self._of_actors([found.value, -found.value]),
            "behaviour": {information: dict(options) for information, options in found.behaviour.items()},
        }


_TREE: Mapping[AskKind, Callable[[_TreeAnswers, Ask], Answer]] = {
    AskKind.SOLVE: _TreeAnswers._solve,
    AskKind.RANGES: _TreeAnswers._ranges,
    AskKind.CREDIBLE: _TreeAnswers._credible,
    AskKind.THREAT: _TreeAnswers._threat,
    AskKind.BREAKEVEN: _TreeAnswers._break_even,
    AskKind.EVPI: _TreeAnswers._evpi,
    AskKind.LOGIT: _TreeAnswers._logit,
    AskKind.WAIT: _TreeAnswers._wait,
}


class _MatrixAnswers:
    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix

    def __call__(self, ask: Ask) -> Answer:
        return _MATRIX[ask.kind](self, ask)

    def _nash(self, ask: Ask) -> Answer:
        matrix, all_of_them = self._matrix, equilibria(self._matrix)
        return {
            "equilibria": [
                {
                    "rows": list(one.rows), "columns": list(one.columns),
                    "value": dict(zip((matrix.rows, matrix.columns), one.values, strict=True)),
                }
                for one in all_of_them.found
            ],
            "all": all_of_them.is_whole,
        }  # fmt: skip

    def _pure(self, ask: Ask) -> Answer:
        matrix = self._matrix
        pairs = pure_equilibria(matrix)
        return {"pure": [[matrix.row_options[row], matrix.column_options[column]] for row, column in pairs]}

    def _qre(self, ask: Ask) -> Answer:
        rows, columns = logit_equilibrium(self._matrix, ask.sharpness or 0.0)
        mine, theirs = modes(self._matrix)
        values = [
            sum(p * q * float(pays[row][column]) for row, p in enumerate(rows) for column, q in enumerate(columns))
            for pays in (mine, theirs)
        ]
        value = dict(zip((self._matrix.rows, self._matrix.columns), values, strict=True))
        return {"rows": rows, "columns": columns, "value": value}

    def _commit(self, ask: Ask) -> Answer:
        matrix = self._matrix
        first = ask.actor or matrix.rows
        found = commitment(matrix, first)
        names = matrix.row_options if first == matrix.rows else matrix.column_options
        second = matrix.columns if first == matrix.rows else matrix.rows
        value = {first: _one_or_both(found.first), second: _one_or_both(found.second)}
        return {"best": [names[at] for at in found.best], "value": value}


_MATRIX: Mapping[AskKind, Callable[[_MatrixAnswers, Ask], Answer]] = {
    AskKind.NASH: _MatrixAnswers._nash,
    AskKind.PURE: _MatrixAnswers._pure,
    AskKind.QRE: _MatrixAnswers._qre,
    AskKind.COMMIT: _MatrixAnswers._commit,
}


class _TableAnswers:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._solver = TableSolver(table)

    def __call__(self, ask: Ask) -> Answer:
        return _TABLE[ask.kind](self, ask)

    def _named(self, options: Sequence[int] | frozenset[int]) -> list[str]:
        return [self._table.options[at] for at in sorted(options)]

    def _solve(self, ask: Ask) -> Answer:
        options, value = best(self._solver.expected())
        return {"best": self._named(options), "value": value}

    def _ranges(self, ask: Ask) -> Answer:
        possible, necessary, value = self._solver.ranges()
        return {"possible": self._named(possible), "necessary": self._named(necessary), "value": list(value)}

    def _maximin(self, ask: Ask) -> Answer:
        options, value = self._solver.maximin()
        return {"best": self._named(options), "value": value}

    def _regret(self, ask: Ask) -> Answer:
        regrets, options, value = self._solver.regret()
        return {
            "regret": dict(zip(self._table.options, regrets, strict=True)), "best": self._named(options), "value": value
        }  # fmt: skip

    def _dominated(self, ask: Ask) -> Answer:
        return {"options": self._named(self._solver.dominated())}

    def _evpi(self, ask: Ask) -> Answer:
        return {"value": self._solver.worth_of_knowing()}

    def _logit(self, ask: Ask) -> Answer:
        worths = [float(worth) for worth in self._solver.expected()]
        shares = logit(worths, ask.sharpness or 0.0)
        value = sum(share * worth for share, worth in zip(shares, worths, strict=True))
        return {"best": dict(zip(self._table.options, shares, strict=True)), "value": value}

    def _break_even(self, ask: Ask) -> Answer:
        return _broken_even(self._solver.break_even(_parameter(ask)), self._named)


_TABLE: Mapping[AskKind, Callable[[_TableAnswers, Ask], Answer]] = {
    AskKind.SOLVE: _TableAnswers._solve,
    AskKind.RANGES: _TableAnswers._ranges,
    AskKind.MAXIMIN: _TableAnswers._maximin,
    AskKind.REGRET: _TableAnswers._regret,
    AskKind.DOMINATED: _TableAnswers._dominated,
    AskKind.EVPI: _TableAnswers._evpi,
    AskKind.LOGIT: _TableAnswers._logit,
    AskKind.BREAKEVEN: _TableAnswers._break_even,
}


def _parameter(ask: Ask) -> Parameter:
    assert ask.parameter is not None, "the reader of questions sees to it that there is one"
    return ask.parameter


def _broken_even(found: BreakEven, named: Callable[[frozenset[int]], list[str]]) -> Answer:
    return {"thresholds": list(found.thresholds), "best": [named(options) for options in found.best]}


def _difference(bound: Span, free: Span) -> Fraction | list[Fraction]:
    """What is gained: one number, or the least and the greatest where ties leave several."""
    return _one_or_both((bound[0] - free[1], bound[1] - free[0]))


def _one_or_both(span: Span) -> Fraction | list[Fraction]:
    return span[0] if span[0] == span[1] else list(span)


def plain(value: Any) -> Any:
    """An answer with numbers that JSON has: whole ones as such, the others as floats."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value
