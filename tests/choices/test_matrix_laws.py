"""Matrices: every pair of supports that an equilibrium can have holds one that is listed, and what is listed is one."""

from fractions import Fraction
from itertools import chain, combinations

import numpy as np
import pytest
from choices.choice_builders import choice_of
from hypothesis import given
from hypothesis import strategies as st

from tocsin.choices.answering import answers, plain
from tocsin.choices.limits import TooMuch
from tocsin.choices.linear import maximise
from tocsin.choices.matrices import commitment, equilibria, logit_equilibrium, pure_equilibria
from tocsin.model.choice import Matrix, Payoff, Range

ZERO, ONE = Fraction(0), Fraction(1)


def matrix_of(mine: list[list[int]], theirs: list[list[int]]) -> Matrix:
    pay = {
        actor: tuple(tuple(Payoff(Range.sure(Fraction(one))) for one in row) for row in rows)
        for actor, rows in (("up", mine), ("across", theirs))
    }
    return Matrix(
        rows="up",
        columns="across",
        row_options=tuple(f"r{at}" for at in range(len(mine))),
        column_options=tuple(f"c{at}" for at in range(len(mine[0]))),
        pay=pay,
    )


def games(least: int = -3, most: int = 3) -> st.SearchStrategy[tuple[list[list[int]], list[list[int]]]]:
    def of_size(size: tuple[int, int]) -> st.SearchStrategy[tuple[list[list[int]], list[list[int]]]]:
        row = st.lists(st.integers(least, most), min_size=size[1], max_size=size[1])
        rows = st.lists(row, min_size=size[0], max_size=size[0])
        return st.tuples(rows, rows)

    return st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(of_size)


def mixture(pays: list[list[int]], answers: set[int], columns: set[int]) -> bool:
    """Whether some mixture of only those columns makes each of those rows a best answer."""
    height, width = len(pays), len(pays[0])
    first = next(iter(answers))
    rows = [([ONE] * width, "=", ONE)]
    rows += [
        ([ONE if at == column else ZERO for at in range(width)], "=", ZERO)
        for column in range(width)
        if column not in columns
    ]
    for row in range(height):
        better = [Fraction(pays[row][at] - pays[first][at]) for at in range(width)]
        rows.append((better, "=" if row in answers else "<=", ZERO))
    return maximise([ZERO] * width, rows) is not None


def subsets(size: int) -> list[set[int]]:
    return [set(one) for one in chain.from_iterable(combinations(range(size), number) for number in range(1, size + 1))]


@given(games())
def test_what_is_listed_is_an_equilibrium(game: tuple[list[list[int]], list[list[int]]]) -> None:
    mine, theirs = game
    for one in equilibria(matrix_of(mine, theirs)).found:
        assert sum(one.rows) == sum(one.columns) == 1
        of_rows = [sum((q * pay for q, pay in zip(one.columns, row, strict=True)), ZERO) for row in mine]
        of_columns = [
            sum((p * row[at] for p, row in zip(one.rows, theirs, strict=True)), ZERO) for at in range(len(mine[0]))
        ]
        assert all(worth == max(of_rows) for worth, p in zip(of_rows, one.rows, strict=True) if p)
        assert all(worth == max(of_columns) for worth, q in zip(of_columns, one.columns, strict=True) if q)
        assert one.values == (max(of_rows), max(of_columns))


@given(games())
def test_each_pair_of_supports_that_can_be_in_equilibrium_holds_one_that_is_listed(
    game: tuple[list[list[int]], list[list[int]]],
) -> None:
    mine, theirs = game
    found = equilibria(matrix_of(mine, theirs)).found
    assert found
    turned = [list(column) for column in zip(*theirs, strict=True)]
    for rows in subsets(len(mine)):
        for columns in subsets(len(mine[0])):
            can_be = mixture(mine, rows, columns) and mixture(turned, columns, rows)
            listed = any(
                {at for at, p in enumerate(one.rows) if p} <= rows
                and {at for at, q in enumerate(one.columns) if q} <= columns
                for one in found
            )
            assert listed or not can_be


@given(games(least=-1, most=1))
def test_pure_equilibria_are_among_all_and_a_lone_one_is_not_lost_in_a_degenerate_game(
    game: tuple[list[list[int]], list[list[int]]],
) -> None:
    matrix = matrix_of(*game)
    all_of_them = equilibria(matrix)
    pairs = {(tuple(one.rows), tuple(one.columns)) for one in all_of_them.found}
    for row, column in pure_equilibria(matrix):
        sure = tuple(Fraction(int(at == row)) for at in range(len(matrix.row_options)))
        other = tuple(Fraction(int(at == column)) for at in range(len(matrix.column_options)))
        assert (sure, other) in pairs
    if all_of_them.is_whole:
        assert len(pairs) % 2 == 1 or _is_degenerate(*game)


def _is_degenerate(mine: list[list[int]], theirs: list[list[int]]) -> bool:
    """Whether a pure option has more best answers than one, or a mixture more than it has options."""
    turned = [list(column) for column in zip(*theirs, strict=True)]
    return any(
        mixture(pays, answers, columns)
        for pays in (mine, turned)
        for answers in subsets(len(pays))
        for columns in subsets(len(pays[0]))
        if len(answers) > len(columns)
    )


def test_a_degenerate_game_with_one_equilibrium_of_unequal_supports_is_solved() -> None:
    # The second column is a best answer to the first row only, and so is the first: a tie that no mixture of rows uses.
    found = equilibria(matrix_of([[1, 1], [0, 2]], [[1, 1], [1, 0]]))
    assert all(
        one.values[0] == max(sum(q * pay for q, pay in zip(one.columns, row, strict=True)) for row in ([1, 1], [0, 2]))
        for one in found.found
    )
    assert not equilibria(matrix_of([[0, 0]], [[1, 1]])).is_whole


def test_a_game_of_five_by_five_is_solved_and_a_huge_one_is_refused() -> None:
    size = 5
    circle = [[(row - column) % size - 2 for column in range(size)] for row in range(size)]
    (only,) = equilibria(matrix_of(circle, [[-one for one in row] for row in circle])).found
    assert only.rows == only.columns == (Fraction(1, size),) * size
    with pytest.raises(TooMuch, match="too many to be listed"):
        equilibria(
            matrix_of(
                [[(row * 7 + column * 5) % 11 for column in range(12)] for row in range(12)],
                [[(row * 3 + column * 8) % 13 for column in range(12)] for row in range(12)],
            )
        )


@given(games())
def test_who_commits_gets_the_best_of_what_the_answers_leave(game: tuple[list[list[int]], list[list[int]]]) -> None:
    mine, theirs = game
    found = commitment(matrix_of(mine, theirs), "up")
    friendly, hostile = [], []
    for row, answers_to in zip(mine, theirs, strict=True):
        answered = [own for own, other in zip(row, answers_to, strict=True) if other == max(answers_to)]
        friendly.append(max(answered))
        hostile.append(min(answered))
    assert found.first[1] == max(friendly)
    assert max(hostile) <= found.first[0]
    for row in found.best:
        assert friendly[row] >= max([one for at, one in enumerate(hostile) if at != row], default=friendly[row])


@given(games(), st.sampled_from([0.0, 0.1, 1.0, 4.0]))
def test_behaviour_that_errs_is_a_fixed_point(game: tuple[list[list[int]], list[list[int]]], sharpness: float) -> None:
    mine, theirs = (np.array(one, float) for one in game)
    try:
        rows, columns = (np.array(one) for one in logit_equilibrium(matrix_of(*game), sharpness))
    except TooMuch:
        return
    for shares, worths in ((rows, mine @ columns), (columns, theirs.T @ rows)):
        powers = np.exp(sharpness * (worths - worths.max()))
        assert np.abs(shares - powers / powers.sum()).max() < 1e-8


def test_sharp_behaviour_nears_the_equilibrium_of_a_game_that_has_one() -> None:
    rows, columns = logit_equilibrium(matrix_of([[9, 0], [0, 1]], [[0, 1], [1, 0]]), 500.0)
    assert rows == pytest.approx([0.5, 0.5], abs=0.01)
    assert columns == pytest.approx([0.1, 0.9], abs=0.01)


def test_ranges_of_a_matrix_count_with_their_modes() -> None:
    text = """
name = "Two ferries"
[actors]
old = "The old line"
new = "The new line"
[matrix]
rows = "old"
columns = "new"
row_options = ["cut", "keep"]
column_options = ["cut", "keep"]
pay.old = [[[0, 1, 9], 4], [-1, [2, 3, 3]]]
pay.new = [["1/1", -1], [4, 3]]
[[ask]]
id = "pure"
kind = "pure"
[[ask]]
id = "first"
kind = "commit"
actor = "new"
"""
    pure, first = plain(answers(choice_of(text), "two ferries"))
    assert pure["pure"] == [["cut", "cut"]]
    assert first["best"] == ["cut"]
    assert first["value"] == {"new": 1, "old": 1}
