"""Tables: worst pay, regret, domination and ranges by their definitions, over all corners of the ranges."""

from fractions import Fraction
from itertools import product

from choices.choice_builders import choice_of
from hypothesis import given
from hypothesis import strategies as st

from tocsin.choices.answering import answers, plain
from tocsin.choices.tables import TableSolver
from tocsin.model.choice import Parameter, Payoff, Range, Table

numbers = st.tuples(st.integers(-4, 4), st.integers(0, 1), st.integers(1, 3), st.booleans())
ZERO = Fraction(0)


def payoff(number: tuple[int, int, int, bool]) -> Payoff:
    low, mode, high, is_sure = number
    return Payoff(
        Range.sure(Fraction(low)) if is_sure else Range(Fraction(low), Fraction(low + mode), Fraction(low + high))
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    pay = tuple(tuple(payoff(draw(numbers)) for _ in range(width)) for _ in range(height))
    parts = [draw(st.integers(1, 3)) for _ in range(width)]
    p = tuple(Fraction(part, sum(parts)) for part in parts)
    return Table(actor="farm", options=tuple("abc"[:height]), states=tuple("xy"[:width]), pay=pay, p=p)


def corners(table: Table) -> list[list[list[Fraction]]]:
    """The pays where each is at one end of its range."""
    height, width = len(table.options), len(table.states)
    ends = [sorted({one.range.low, one.range.high}) for row in table.pay for one in row]
    return [[list(flat[row * width : (row + 1) * width]) for row in range(height)] for flat in product(*ends)]


@given(tables())
def test_possible_and_necessary_options_are_those_of_some_and_of_all_corners(table: Table) -> None:
    assert table.p is not None
    possible, necessary, value = TableSolver(table).ranges()
    some, every, worths = set(), set(range(len(table.options))), []
    for pays in corners(table):
        expected = [sum((p * one for p, one in zip(table.p, row, strict=True)), ZERO) for row in pays]
        best = {at for at, one in enumerate(expected) if one == max(expected)}
        some, every = some | best, every & best
        worths.append(max(expected))
    # Where an option is best it is best at a corner, its own pays high and the others low.
    assert set(possible) == some
    assert set(necessary) == every
    assert value == (min(worths), max(worths))


@given(tables())
def test_regret_and_the_worst_pay_are_those_of_all_corners(table: Table) -> None:
    solver = TableSolver(table)
    regrets, options, value = solver.regret()
    worst = [ZERO] * len(table.options)
    lows = [None] * len(table.options)
    for pays in corners(table):
        for at, row in enumerate(pays):
            others = [other for number, other in enumerate(pays) if number != at]
            worst[at] = max([worst[at], *(other[state] - row[state] for other in others for state in range(len(row)))])
            lows[at] = min(row) if lows[at] is None else min(lows[at], *row)
    assert regrets == worst
    assert options == [at for at, one in enumerate(worst) if one == min(worst)]
    assert value == min(worst)
    assert solver.maximin() == ([at for at, one in enumerate(lows) if one == max(lows)], max(lows))


@given(tables())
def test_an_option_is_dominated_where_one_other_beats_it_at_every_corner(table: Table) -> None:
    beaten = {
        (at, other)
        for at in range(len(table.options))
        for other in range(len(table.options))
        if all(pays[other][state] > pays[at][state] for pays in corners(table) for state in range(len(table.states)))
    }
    assert TableSolver(table).dominated() == sorted({at for at, _ in beaten})


@given(tables(), st.integers(0, 2), st.integers(0, 1), st.booleans())
def test_break_even_points_of_a_table_are_where_expected_pays_cross(
    table: Table, option: int, state: int, of_p: bool
) -> None:
    assert table.p is not None
    option, state = option % len(table.options), state % len(table.states)
    if of_p and len(table.states) == 1:
        return
    name, within = table.states[state], (ZERO, Fraction(1)) if of_p else (Fraction(-20), Fraction(20))
    parameter = (
        Parameter(p=(name, name), within=within)
        if of_p
        else Parameter(pay=(table.options[option], name), within=within)
    )
    found = TableSolver(table).break_even(parameter)
    borders = [within[0], *found.thresholds, within[1]]
    for number, best in enumerate(found.best):
        t = borders[number] + (borders[number + 1] - borders[number]) * Fraction(101, 307)
        expected = []
        for at, row in enumerate(table.pay):
            worth = ZERO
            for number_of_state, one in enumerate(row):
                p = table.p[number_of_state]
                if of_p:
                    p = t if number_of_state == state else (1 - t) * p / (1 - table.p[state])
                worth += p * (t if not of_p and (at, number_of_state) == (option, state) else one.range.mode)
            expected.append(worth)
        assert best == {at for at, one in enumerate(expected) if one == max(expected)}


@given(tables())
def test_knowing_the_state_is_worth_something_or_nothing_but_never_less(table: Table) -> None:
    assert TableSolver(table).worth_of_knowing() >= 0


def test_a_table_of_one_option_has_no_regret_and_nothing_dominated() -> None:
    text = """
name = "Nothing to choose"
[actors]
farm = "The farm"
[table]
actor = "farm"
options = ["rye"]
states = ["dry", "wet"]
pay = [[1, [2, 5]]]
[[ask]]
id = "regret"
kind = "regret"
[[ask]]
id = "dominated"
kind = "dominated"
[[ask]]
id = "maximin"
kind = "maximin"
"""
    regret, dominated, maximin = plain(answers(choice_of(text), "one"))
    assert regret == {"id": "regret", "kind": "regret", "regret": {"rye": 0}, "best": ["rye"], "value": 0}
    assert dominated["options"] == []
    assert (maximin["best"], maximin["value"]) == (["rye"], 1)
