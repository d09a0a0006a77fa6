"""What a choice comes to: what would change it, robust moves, threats; and what is left out where there is too much."""

from fractions import Fraction

import pytest
from choices.choice_builders import choice_of

from tocsin.choices.report import report
from tocsin.model.choice_report import Change, ChoiceReport

HEAD = 'name = "x"\n[actors]\na = "Anna"\nb = "Béla"\n'


def report_of(text: str) -> ChoiceReport:
    return report(choice_of(text), "x")


ENTER = (
    HEAD
    + """
[node.n]
actor = "a"
options = [ { name = "enter", to = "m" }, { name = "stay", to = "s", cost = { a = [0, 1, 2] } } ]
[node.m]
actor = "b"
options = [ { name = "share", to = "y" }, { name = "fight", to = "f" } ]
[node.y]
pay = { a = [1, 4, 5], b = 3 }
[node.f]
pay = { a = -2, b = { value = [0, 1, 4], because = "a rumour", claims = ["c1"] } }
[node.s]
pay = { a = 1, b = 5 }
"""
)


def test_numbers_are_told_by_how_far_they_move_the_worth_and_where_the_best_move_changes() -> None:
    found = report_of(ENTER)
    swings = {one.key: one for one in found.swings}
    widths = [one.width for one in found.swings]
    assert widths == sorted(widths, reverse=True)
    fight = swings["pay", "f", "b"]
    assert fight.changes == (Change(at=Fraction(3), is_above=True, best=("stay",)),)
    assert (fight.flips, fight.because, fight.claims) == (True, "a rumour", ("c1",))
    # Sharing gives a 4 and staying 1 less its cost of 1: below 0 to share is worse.
    assert swings["pay", "y", "a"].changes == (Change(at=Fraction(0), is_above=False, best=("stay",)),)
    assert not swings["pay", "y", "a"].flips
    assert swings["cost", "n", "stay", "a"].changes == (Change(at=Fraction(-3), is_above=False, best=("stay",)),)


def test_what_another_could_gain_by_binding_itself_is_a_threat() -> None:
    (threat,) = report_of(ENTER).threats
    assert (threat.node, threat.actor, threat.option, threat.is_credible) == ("m", "b", "fight", False)
    assert (threat.gain, dict(threat.others), threat.best) == ((2, 2), {"a": (-4, -4)}, ("stay",))


def test_robust_moves_are_shares_of_draws_and_the_same_each_time() -> None:
    first, again = report_of(ENTER).robust, report_of(ENTER).robust
    assert first == again
    assert first is not None
    shares = {one.option: one for one in first.moves}
    assert sum(one.best for one in first.moves) == pytest.approx(1)
    assert shares["enter"].best > 0.6
    assert all(one.nearly >= one.best for one in first.moves)


def test_a_choice_of_sure_numbers_has_nothing_to_draw() -> None:
    sure = ENTER.replace("[0, 1, 2]", "1").replace("[1, 4, 5]", "4").replace("[0, 1, 4]", "1")
    found = report_of(sure)
    assert found.robust is None
    assert (found.possible, found.necessary) == (("enter",), ("enter",))


def test_a_tie_now_changes_both_ways() -> None:
    text = (
        HEAD
        + """
    [node.n]
    actor = "a"
    options = [ { name = "l", to = "l" }, { name = "r", to = "r" } ]
    [node.l]
    pay = { a = [0, 2], b = 0 }
    [node.r]
    pay = { a = 1, b = 0 }
    """
    )
    swings = {one.key: one for one in report_of(text).swings}
    below, above = swings["pay", "l", "a"].changes
    assert (below.at, below.best, above.at, above.best) == (1, ("r",), 1, ("l",))


def test_a_move_of_a_hundred_options_is_worked_out() -> None:
    options = ", ".join(f'{{ name = "o{at}", to = "e{at}" }}' for at in range(100))
    ends = "".join(f"[node.e{at}]\npay = {{ a = [{at}, {at + 2}], b = 0 }}\n" for at in range(100))
    found = report_of(f'{HEAD}[node.n]\nactor = "a"\noptions = [ {options} ]\n{ends}')
    assert found.best == ("o99",)
    assert found.possible == ("o97", "o98", "o99")


def test_a_table_without_probabilities_is_judged_by_its_worst_pays() -> None:
    text = HEAD + '[table]\nactor = "a"\noptions = ["x", "y"]\nstates = ["s", "t"]\npay = [[0, 9], [1, 2]]\n'
    found = report_of(text)
    assert (found.best, found.values) == (("y",), {"a": (1, 1)})
    assert found.note is not None


def test_a_matrix_tells_its_pure_equilibria() -> None:
    text = HEAD + (
        '[matrix]\nrows = "a"\ncolumns = "b"\nrow_options = ["u", "d"]\ncolumn_options = ["l", "r"]\n'
        "pay.a = [[2, 0], [0, 1]]\npay.b = [[1, 0], [0, 2]]\n"
    )
    assert report_of(text).best == ("u / l", "d / r")


def test_too_many_ties_are_told_and_not_guessed_at() -> None:
    nodes = []
    for at in range(14):
        after = f"c{at + 1}" if at < 13 else "last"
        ways = f'{{ name = "x", p = 0.5, to = "m{at}" }}, {{ name = "y", p = 0.5, to = "{after}" }}'
        options = f'{{ name = "l", to = "l{at}" }}, {{ name = "r", to = "r{at}" }}'
        nodes.append(
            f'[node.c{at}]\nchance = "d{at}"\noutcomes = [ {ways} ]\n'
            f'[node.m{at}]\nactor = "b"\noptions = [ {options} ]\n'
            f"[node.l{at}]\npay = {{ a = {3**at}, b = 0 }}\n[node.r{at}]\npay = {{ a = 0, b = 0 }}\n"
        )
    found = report_of(HEAD + "".join(nodes) + "[node.last]\npay = { a = 0, b = 0 }\n")
    assert found.best == ()
    assert found.note is not None
    assert "more than 2,000 equilibria that differ" in found.note
