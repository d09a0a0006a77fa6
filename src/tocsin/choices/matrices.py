"""Two actors who choose at once: equilibria, commitment, and behaviour of actors who err."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tocsin.choices.limits import TooMuch
from tocsin.choices.linear import solve_square
from tocsin.model.choice import Matrix

Pays = tuple[tuple[Fraction, ...], ...]
_ZERO, _ONE = Fraction(0), Fraction(1)
_MOST_SYSTEMS = 4_000
"""Systems of equations that are solved at most for each actor: a game of seven by seven takes 3,431, some seconds."""
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """The probabilities of rows and of columns, and what the two actors get."""

    rows: tuple[Fraction, ...]
    columns: tuple[Fraction, ...]
    values: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Equilibria:
    """The equilibria of a game: all of them, or, where there are infinitely many, those at the corners.

    Attributes:
        is_whole: Whether there are no others.
    """

    found: tuple[Equilibrium, ...]
    is_whole: bool


def modes(matrix: Matrix) -> tuple[Pays, Pays]:
    """The pays of the row actor and of the column actor, each as [row][column]."""
    both = [
        tuple(tuple(one.range.mode for one in line) for line in matrix.pay[actor])
        for actor in (matrix.rows, matrix.columns)
    ]
    return both[0], both[1]


def pure_equilibria(matrix: Matrix) -> list[tuple[int, int]]:
    """The pairs of options from which neither gains by another."""
    mine, theirs = modes(matrix)
    return [
        (row, column)
        for row in range(len(mine))
        for column in range(len(mine[0]))
        if mine[row][column] == max(line[column] for line in mine) and theirs[row][column] == max(theirs[row])
    ]


def equilibria(matrix: Matrix) -> Equilibria:
    """All Nash equilibria, in the order of their rows, those that choose the first rows first.

    The corners of the two polytopes of best answers are listed, and paired where every option that is taken is a best
    answer (von Stengel 2002); an equilibrium that stands alone is such a pair, also where the game is degenerate. What
    is strictly dominated is struck out first, which loses none.

    Raises:
        TooMuch: The game is too large.
    """
    mine, theirs = modes(matrix)
    rows, columns = _undominated(mine, theirs)
    small_mine = [[mine[row][column] for column in columns] for row in rows]
    small_theirs = [[theirs[row][column] for row in rows] for column in columns]
    systems = math.comb(len(rows) + len(columns), len(rows)) - 1
    if systems > _MOST_SYSTEMS:
        raise TooMuch(
            f"all equilibria of {len(rows)} by {len(columns)} options are too many to be listed; strike options out"
        )
    of_columns = _corners(small_mine)
    of_rows = _corners(small_theirs)
    found = []
    for x, x_answers in of_rows:
        taken = {row for row, p in enumerate(x) if p}
        for y, y_answers in of_columns:
            if taken <= y_answers and {column for column, p in enumerate(y) if p} <= x_answers:
                found.append(_equilibrium(x, y, rows, columns, mine, theirs))
    found.sort(key=lambda one: (one.rows, one.columns), reverse=True)
    is_whole = len({one.rows for one in found}) == len(found) == len({one.columns for one in found})
    return Equilibria(tuple(found), is_whole)


def _undominated(mine: Pays, theirs: Pays) -> tuple[list[int], list[int]]:
    """The rows and columns that are left when those that another one beats everywhere are struck out, again and again."""
    rows, columns = list(range(len(mine))), list(range(len(mine[0])))
    while True:
        left_rows = [
            row for row in rows
            if not any(all(mine[other][at] > mine[row][at] for at in columns) for other in rows)
        ]  # fmt: skip
        left_columns = [
            column for column in columns
            if not any(all(theirs[at][other] > theirs[at][column] for at in left_rows) for other in columns)
        ]  # fmt: skip
        if (left_rows, left_columns) == (rows, columns):
            return rows, columns
        rows, columns = left_rows, left_columns


def _corners(pays: Sequence[Sequence[Fraction]]) -> list[tuple[tuple[Fraction, ...], frozenset[int]]]:
    """The mixtures of the columns at which the most rows are best answers, each with those rows.

    Args:
        pays: What each row gets in each column.
    """
    found: dict[tuple[Fraction, ...], frozenset[int]] = {}
    height, width = len(pays), len(pays[0])
    for size in range(1, min(height, width) + 1):
        right = [*[_ZERO] * size, _ONE]
        for columns in combinations(range(width), size):
            for answers in combinations(range(height), size):
                equations = [[*(pays[row][column] for column in columns), -_ONE] for row in answers]
                solution = solve_square([*equations, [*[_ONE] * size, _ZERO]], right)
                if solution is None or any(one < 0 for one in solution[:-1]):
                    continue
                mixture = [_ZERO] * width
                for column, p in zip(columns, solution, strict=False):
                    mixture[column] = p
                if (key := tuple(mixture)) in found:
                    continue
                worth = [
                    sum((pays[row][column] * solution[at] for at, column in enumerate(columns)), _ZERO)
                    for row in range(height)
                ]
                if max(worth) == solution[-1]:
                    found[key] = frozenset(row for row, one in enumerate(worth) if one == solution[-1])
    return list(found.items())


def _equilibrium(
    x: Sequence[Fraction], y: Sequence[Fraction], rows: Sequence[int], columns: Sequence[int], mine: Pays, theirs: Pays
) -> Equilibrium:
    whole_x, whole_y = [_ZERO] * len(mine), [_ZERO] * len(mine[0])
    for row, p in zip(rows, x, strict=True):
        whole_x[row] = p
    for column, p in zip(columns, y, strict=True):
        whole_y[column] = p
    values = [
        sum(
            (p * q * pays[row][column] for row, p in enumerate(whole_x) if p for column, q in enumerate(whole_y) if q),
            _ZERO,
        )
        for pays in (mine, theirs)
    ]
    return Equilibrium(tuple(whole_x), tuple(whole_y), (values[0], values[1]))


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the actor does who chooses first and is seen, and what can come of it: the least and the greatest for each."""

    best: tuple[int, ...]
    first: tuple[Fraction, Fraction]
    second: tuple[Fraction, Fraction]


def commitment(matrix: Matrix, first: str) -> Commitment:
    """Let one actor choose first and be seen; all equilibria of that, also where the other is indifferent."""
    mine, theirs = modes(matrix)
    if first == matrix.columns:
        mine, theirs = tuple(zip(*theirs, strict=True)), tuple(zip(*mine, strict=True))
    answers = [
        [(own, other) for own, other in zip(one, two, strict=True) if other == max(two)]
        for one, two in zip(mine, theirs, strict=True)
    ]
    sure = [min(own for own, _ in pairs) for pairs in answers]
    outcomes: list[tuple[int, Fraction, Fraction]] = []
    for option, pairs in enumerate(answers):
        needed = max((one for other, one in enumerate(sure) if other != option), default=None)
        outcomes += [(option, own, other) for own, other in pairs if needed is None or own >= needed]
    firsts, seconds = [one for _, one, _ in outcomes], [one for _, _, one in outcomes]
    return Commitment(
        tuple(dict.fromkeys(option for option, _, _ in outcomes)),
        (min(firsts), max(firsts)),
        (min(seconds), max(seconds)),
    )


def logit_equilibrium(matrix: Matrix, sharpness: float) -> tuple[list[float], list[float]]:
    """How two actors choose who err and expect each other to (McKelvey and Palfrey 1995): rows and columns.

    The branch of equilibria that begins where both choose blindly is followed to the sharpness, by Newton's method.
    Where it turns back on the way, the equilibrium is looked for at the sharpness itself, and taken if there seems to
    be one only.

    Args:
        matrix: The game.
        sharpness: The λ of the logit: 0 is blind.

    Raises:
        TooMuch: The branch turns back, and there are several equilibria.
    """
    mine, theirs = (np.array([[float(one) for one in line] for line in pays]) for pays in modes(matrix))
    height, width = mine.shape
    worth = np.concatenate([mine @ np.full(width, 1 / width), theirs.T @ np.full(height, 1 / height)])
    reached, step = 0.0, sharpness
    scale = float(np.ptp(mine) + np.ptp(theirs)) or 1.0
    step = min(sharpness, 0.5 / scale) if sharpness else 0.0
    while reached < sharpness:
        goal = min(sharpness, reached + step)
        found = _newton(mine, theirs, worth, goal)
        if found is None or np.abs(found - worth).max() > 0.2 * scale:
            step /= 2
            if step < 1e-12 * max(1.0, sharpness):
                worth, reached = _only_one(mine, theirs, sharpness), sharpness
            continue
        worth, reached, step = found, goal, step * 1.5
    return softmax(sharpness * worth[:height]).tolist(), softmax(sharpness * worth[height:]).tolist()


def _only_one(mine: _Floats, theirs: _Floats, sharpness: float) -> _Floats:
    """The worths of all options in the only equilibrium that is found from any pair of options."""
    pairs = np.ndindex(*mine.shape)
    starts = [np.concatenate([mine[:, column], theirs[row, :]]) for row, column in pairs]
    found = [one for start in starts if (one := _newton(mine, theirs, start, sharpness)) is not None]
    if not found or any(np.abs(one - found[0]).max() > 1e-6 for one in found):
        raise TooMuch(f"there are several ways to err at lambda = {sharpness:g}; ask for a smaller one")
    return found[0]


def _newton(mine: _Floats, theirs: _Floats, start: _Floats, sharpness: float) -> _Floats | None:
    """The worths of all options that fit the behaviour that follows from them, near some others; None if there are none."""
    height = mine.shape[0]
    worth = start.copy()
    accuracy = 1e-13 * max(1.0, float(np.abs(start).max()))
    for _ in range(50):
        x, y = softmax(sharpness * worth[:height]), softmax(sharpness * worth[height:])
        off = worth - np.concatenate([mine @ y, theirs.T @ x])
        slope = np.eye(worth.size)
        slope[:height, height:] = -sharpness * mine @ (np.diag(y) - np.outer(y, y))
        slope[height:, :height] = -sharpness * theirs.T @ (np.diag(x) - np.outer(x, x))
        try:
            change = np.linalg.solve(slope, off)
        except np.linalg.LinAlgError:
            return None
        worth = worth - change
        if np.abs(change).max() <= accuracy:
            return worth
    return worth if np.abs(change).max() <= 1e-9 else None


def softmax(values: _Floats) -> _Floats:
    """Shares in proportion to the exponentials of values."""
    powers = np.exp(values - values.max())
    return np.asarray(powers / powers.sum(), dtype=np.float64)
