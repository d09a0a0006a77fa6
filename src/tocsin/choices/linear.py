"""Linear equations and linear programs in exact fractions."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from tocsin.choices.limits import TooMuch

Row = tuple[Sequence[Fraction], Literal["<=", "="], Fraction]
"""Coefficients, how their sum stands to the number, the number."""
_ZERO, _ONE = Fraction(0), Fraction(1)
_MOST_STEPS = 20_000


def solve_square(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """The only solution of as many equations as unknowns; None if there is none or several."""
    size = len(right)
    rows = [[*line, number] for line, number in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = next((at for at in range(column, size) if rows[at][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [one / lead for one in rows[column]]
        for at in range(size):
            if at != column and (factor := rows[at][column]):
                rows[at] = [one - factor * other for one, other in zip(rows[at], rows[column], strict=True)]
    return [row[-1] for row in rows]


def maximise(goal: Sequence[Fraction], rows: Sequence[Row]) -> tuple[Fraction, list[Fraction]] | None:
    """The greatest value of a linear goal over unknowns of 0 or more, and where it is reached; None if nothing fits the rows.

    The simplex method in two phases with the rule of Bland (1977), which never runs in a circle.

    Raises:
        TooMuch: It takes too many steps, or the goal has no greatest value.
    """
    width = len(goal)
    slacks = sum(kind == "<=" for _, kind, _ in rows)
    table: list[list[Fraction]] = []
    basis: list[int] = []
    slack = 0
    extra: list[int] = []
    for coefficients, kind, number in rows:
        line = [*coefficients, *[_ZERO] * slacks]
        at = None
        if kind == "<=":
            at = width + slack
            line[at] = _ONE
            slack += 1
        if number < 0:
            line, number = [-one for one in line], -number
        if at is None or line[at] < 0:
            extra.append(len(table))
            at = None
        table.append([*line, number])
        basis.append(-1 if at is None else at)
    total = width + slacks
    for count, row in enumerate(extra):
        basis[row] = total + count
    for at, line in enumerate(table):
        number = line.pop()
        line += [_ONE if basis[at] == total + count else _ZERO for count in range(len(extra))]
        line.append(number)
    if extra:
        first = [_ZERO] * total + [-_ONE] * len(extra)
        if _climb(table, basis, first, total + len(extra)) < 0:
            return None
        _drive_out(table, basis, total)
    kept = [at for at, one in enumerate(basis) if one < total]
    table = [[*table[at][:total], table[at][-1]] for at in kept]
    basis = [basis[at] for at in kept]
    value = _climb(table, basis, [*goal, *[_ZERO] * slacks], total)
    found = [_ZERO] * total
    for at, one in enumerate(basis):
        found[one] = table[at][-1]
    return value, found[:width]


def _climb(table: list[list[Fraction]], basis: list[int], goal: Sequence[Fraction], width: int) -> Fraction:
    """Go from a corner to better ones until there is none; the table and the basis are changed."""
    reduced = [*goal, _ZERO]
    for row, one in zip(table, basis, strict=True):
        if factor := reduced[one]:
            reduced = [left - factor * right for left, right in zip(reduced, row, strict=True)]
    for _ in range(_MOST_STEPS):
        enters = next((at for at in range(width) if reduced[at] > 0), None)
        if enters is None:
            return -reduced[-1]
        leaves, least = None, _ZERO
        for at, row in enumerate(table):
            if row[enters] > 0:
                ratio = row[-1] / row[enters]
                if leaves is None or ratio < least or (ratio == least and basis[at] < basis[leaves]):
                    leaves, least = at, ratio
        if leaves is None:
            raise TooMuch("the linear program has no greatest value")
        _pivot(table, basis, leaves, enters)
        factor = reduced[enters]
        reduced = [left - factor * right for left, right in zip(reduced, table[leaves], strict=True)]
    raise TooMuch(f"the linear program takes more than {_MOST_STEPS:,} steps")


def _pivot(table: list[list[Fraction]], basis: list[int], row: int, column: int) -> None:
    lead = table[row][column]
    table[row] = [one / lead if one else one for one in table[row]]
    nonzero = [at for at, one in enumerate(table[row]) if one]
    for at, line in enumerate(table):
        if at != row and (factor := line[column]):
            for one in nonzero:
                line[one] -= factor * table[row][one]
    basis[row] = column


def _drive_out(table: list[list[Fraction]], basis: list[int], total: int) -> None:
    """Take the unknowns that only helped to begin out of the basis, where a real one can stand for them."""
    for at, one in enumerate(basis):
        if one >= total:
            column = next((column for column in range(total) if table[at][column]), None)
            if column is not None:
                _pivot(table, basis, at, column)
