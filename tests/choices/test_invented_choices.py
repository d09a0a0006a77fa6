"""Invented choices in unusual shapes, each with answers that were worked out by hand."""

from math import exp
from typing import Any

import pytest
from choices.choice_builders import choice_of

from tocsin.choices.answering import answers, plain

ONE = 'name = "x"\n[actors]\na = "Anna"\n'
TWO = 'name = "x"\n[actors]\na = "Anna"\nb = "Béla"\n'
THREE = TWO + 'c = "Cvetka"\n'


def ask(kind: str, keys: str = "") -> str:
    return f'[[ask]]\nid = "q"\nkind = "{kind}"\n{keys}\n'


def answer(text: str, kind: str, keys: str = "") -> dict[str, Any]:
    (found,) = plain(answers(choice_of(text + "\n" + ask(kind, keys)), "x"))
    return {key: one for key, one in found.items() if key not in ("id", "kind")}


CHANCE_FIRST = (
    ONE
    + """
[node.lucky]
pay.a = 6
[node.try]
actor = "a"
options = [ { name = "dig", to = "dug" }, { name = "leave", to = "left" } ]
[node.dug]
pay = { a = "-7/2" }
[node.left]
pay = { a = -1 }
[node."the root stands last"]
chance = "ore"
outcomes = [ { name = "rich", p = "1/3", to = "lucky" }, { name = "poor", p = "2/3", to = "try" } ]
"""
)


def test_where_chance_begins_there_is_no_best_move_but_a_plan() -> None:
    found = answer(CHANCE_FIRST, "solve")
    assert found["value"]["a"] == pytest.approx([4 / 3, 4 / 3])
    assert (found["best"], found["plan"]) == ([], {"try": ["leave"]})
    assert answer(CHANCE_FIRST, "logit", "lambda = 0")["value"]["a"] == pytest.approx(2 - 2 / 3 * 2.25)
    assert answer(CHANCE_FIRST, "evpi", 'chance = "ore"')["value"] == 0
    assert answer(CHANCE_FIRST, "breakeven", 'p = { chance = "ore", outcome = "rich" }') == {
        "thresholds": [], "best": [[]],
    }  # fmt: skip


def test_a_single_end_is_a_tree() -> None:
    assert answer(ONE + "[node.over]\npay = { a = [1, 3] }\n", "solve") == {
        "value": {"a": [2, 2]}, "best": [], "plan": {},
    }  # fmt: skip


def test_one_option_is_chosen_whatever_it_costs() -> None:
    text = (
        TWO
        + """
    [node.must]
    actor = "a"
    options = [ { name = "pay", to = "then", cost = { a = 3, b = "1/2" } } ]
    [node.then]
    actor = "b"
    options = [ { name = "thank", to = "end" } ]
    [node.end]
    pay = { a = 1, b = 1 }
    """
    )
    assert answer(text, "solve") == {
        "value": {"a": [-2, -2], "b": [0.5, 0.5]}, "best": ["pay"], "plan": {"must": ["pay"], "then": ["thank"]},
    }  # fmt: skip


TIES = (
    THREE
    + """
[node.n]
actor = "a"
options = [ { name = "ask", to = "m" }, { name = "rest", to = "r" } ]
[node.m]
actor = "b"
options = [ { name = "yes", to = "k" }, { name = "no", to = "no" } ]
[node.k]
actor = "c"
options = [ { name = "up", to = "up" }, { name = "down", to = "down" } ]
[node.up]
pay = { a = 4, b = 2, c = 1 }
[node.down]
pay = { a = 0, b = 5, c = 1 }
[node.no]
pay = { a = 1, b = 3, c = 0 }
[node.r]
pay = { a = 2, b = 0, c = 0 }
"""
)


def test_ties_of_a_later_mover_are_carried_to_the_root() -> None:
    # If c goes up, b says no (3 > 2) and a rests (2 > 1); if c goes down, b says yes and a rests (2 > 0).
    assert answer(TIES, "solve") == {
        "value": {"a": [2, 2], "b": [0, 0], "c": [0, 0]},
        "best": ["rest"],
        "plan": {"n": ["rest"], "m": ["yes", "no"], "k": ["up", "down"]},
    }


def test_a_promise_is_a_threat_with_a_friendly_face() -> None:
    # Bound to yes, b hands the choice to c: up gives a 4, down 0; with both, to ask and to rest can be best.
    found = answer(TIES, "threat", 'node = "m"\noption = "yes"')
    assert (found["credible"], found["best_without"], found["best_with"]) == (True, ["rest"], ["ask", "rest"])
    bound = answer(
        TIES.replace("pay = { a = 0, b = 5, c = 1 }", "pay = { a = 0, b = 5, c = 0 }"),
        "threat",
        'node = "m"\noption = "yes"',
    )
    assert bound == {
        "credible": False, "gain": 2, "leverage": {"a": 2, "c": 1}, "best_without": ["rest"], "best_with": ["ask"],
    }  # fmt: skip


def test_binding_the_first_mover_leaves_it_one_best_move() -> None:
    found = answer(TIES, "threat", 'node = "n"\noption = "ask"\nactor = "a"')
    assert (found["credible"], found["best_with"], found["gain"]) == (False, ["ask"], [-2, -1])


CLOCK = (
    TWO
    + """
[clock]
start = 2028-02-27
cost_per_day = { a = [1, 3], b = "1/2" }
[node.n]
actor = "a"
options = [
  { name = "now", to = "now" },
  { name = "talk", to = "m", days = 2, by = 2028-02-27 },
  { name = "stall", to = "late", days = 4 },
]
[node.m]
actor = "b"
options = [
  { name = "sign", to = "signed", by = 2028-02-29 },
  { name = "drag on", to = "dragged", days = 3 },
]
[node.now]
pay = { a = 2, b = 0 }
[node.signed]
pay = { a = 9, b = 4 }
[node.dragged]
pay = { a = 20, b = 5 }
[node.late]
pay = { a = 14, b = 1 }
"""
)


def test_days_cost_on_every_way_by_the_days_gone_by() -> None:
    # talk: b signs, 4 - 1 = 3 against 5 - 2.5; a gets 9 - 2·2 = 5; stall: 14 - 4·2 = 6; now: 2.
    assert answer(CLOCK, "solve") == {
        "value": {"a": [6, 6], "b": [-1, -1]}, "best": ["stall"], "plan": {"n": ["stall"], "m": ["sign"]},
    }  # fmt: skip


def test_one_rate_holds_for_all_ends_over_its_range() -> None:
    # talk 9 - 2r, stall 14 - 4r, now 2: stall up to r = 2.5, then talk up to 3.5; never now.
    assert answer(CLOCK, "ranges") == {"possible": ["talk", "stall"], "necessary": [], "value": [3, 10]}
    found = answer(CLOCK, "breakeven", 'cost = "a"')
    assert (found["thresholds"], found["best"]) == ([2.5, 3.5], [["stall"], ["talk"], ["now"]])
    found = answer(CLOCK, "breakeven", 'cost = "a"\nwithin = [3, 3.5]')
    assert (found["thresholds"], found["best"]) == ([], [["talk"]])


def test_the_patience_of_another_decides_where_it_must() -> None:
    # At b's rate above 1/3 b signs, below it drags on: then talk gives a 20 - 5·2 = 10, more than to stall.
    found = answer(CLOCK, "breakeven", 'cost = "b"')
    assert found["thresholds"] == pytest.approx([1 / 3])
    assert found["best"] == [["talk"], ["stall"]]


def test_a_leap_day_is_a_day_and_a_deadline_behind_it_has_passed() -> None:
    late = CLOCK.replace("by = 2028-02-29", "by = 2028-02-28")
    assert answer(late, "solve")["plan"] == {"n": ["talk"], "m": ["drag on"]}
    assert answer(late, "credible", 'node = "m"\noption = "sign"') == {"credible": "never"}
    assert answer(late, "wait", 'node = "m"\noption = "sign"') == {"value": 0, "best": ["drag on"]}
    assert answer(late, "wait", 'node = "n"\noption = "talk"') == {"value": 4, "best": ["talk"]}


def test_what_lies_behind_a_missed_deadline_is_not_in_the_plan() -> None:
    gone = (
        CLOCK.replace("days = 4 }", "days = 4 }").replace(
            '{ name = "talk", to = "m", days = 2, by = 2028-02-27 }', '{ name = "first", to = "w", days = 1 }'
        )
        + """
    [node.w]
    actor = "a"
    options = [ { name = "talk", to = "m", days = 2, by = 2028-02-27 }, { name = "go", to = "gone" } ]
    [node.gone]
    pay = { a = 3, b = 3 }
    """
    )
    found = answer(gone, "solve")
    assert found["plan"] == {"n": ["stall"], "w": ["go"]}
    assert answer(gone, "credible", 'node = "m"\noption = "sign"') == {"credible": "never"}
    assert answer(gone, "breakeven", 'pay = { node = "signed", actor = "a" }') == {
        "thresholds": [],
        "best": [["stall"]],
    }


SHARED = (
    ONE
    + """
[node.n]
actor = "a"
options = [ { name = "boat", to = "s1" }, { name = "road", to = "s2" }, { name = "home", to = "h" } ]
[node.s1]
chance = "storm"
outcomes = [
  { name = "none", p = 0.5, to = "b0" }, { name = "some", p = 0.3, to = "b1" }, { name = "big", p = 0.2, to = "b2" },
]
[node.s2]
chance = "storm"
outcomes = [
  { name = "big", p = 0.2, to = "r2" }, { name = "none", p = 0.5, to = "r0" }, { name = "some", p = 0.3, to = "r1" },
]
[node.b0]
pay = { a = 10 }
[node.b1]
pay = { a = 0 }
[node.b2]
pay = { a = -20 }
[node.r0]
pay = { a = 2 }
[node.r1]
pay = { a = 2 }
[node.r2]
pay = { a = 1 }
[node.h]
pay = { a = 0 }
"""
)


def test_nodes_of_one_draw_are_one_draw_in_whatever_order() -> None:
    # boat 5 - 4 = 1, road 1.8; knowing: 10, 2 and 1 -> 5 + 0.6 + 0.2 = 5.8.
    assert answer(SHARED, "solve")["best"] == ["road"]
    assert answer(SHARED, "evpi", 'chance = "storm"')["value"] == pytest.approx(4)


def test_other_outcomes_keep_their_proportions() -> None:
    # With p of big: boat (1-p)·6.25 - 20p, road (1-p)·2 + p; equal at 4.25(1-p) = 21p.
    found = answer(SHARED, "breakeven", 'p = { chance = "storm", outcome = "big" }')
    assert found["thresholds"] == pytest.approx([4.25 / 25.25])
    assert found["best"] == [["boat"], ["road"]]


def test_a_tie_all_along_a_stretch_is_named_on_it() -> None:
    text = SHARED.replace("pay = { a = 0 }\n", "pay = { a = 1.8 }\n").replace(
        "[node.b1]\npay = { a = 1.8 }", "[node.b1]\npay = { a = 0 }"
    )
    found = answer(text, "breakeven", 'pay = { node = "b0", actor = "a" }')
    assert found["thresholds"] == pytest.approx([11.6])
    assert found["best"] == [["road", "home"], ["boat"]]


def test_behaviour_that_errs_looks_ahead_through_chance() -> None:
    shares = [exp(worth / 2) for worth in (1, 1.8, 0)]
    found = answer(SHARED, "logit", "lambda = 0.5")
    assert list(found["best"].values()) == pytest.approx([one / sum(shares) for one in shares])
    sharp = answer(SHARED, "logit", "lambda = 1000000")
    assert sharp["best"] == {"boat": 0, "road": 1, "home": 0}


RESIST = (
    TWO
    + """
[node.n]
actor = "a"
options = [ { name = "push", to = "m" }, { name = "stay", to = "e" } ]
[node.m]
actor = "b"
options = [ { name = "yield", to = "y" }, { name = "fight", to = "f" }, { name = "flee", to = "z" } ]
[node.y]
pay = { a = [3, 5], b = [0, 2] }
[node.f]
pay = { a = -4, b = [-1, 0] }
[node.z]
pay = { a = [6, 8], b = -2 }
[node.e]
pay = { a = [1, 2, 3], b = 4 }
"""
)


def test_edges_that_touch_make_a_move_possible_and_not_necessary() -> None:
    # b fights only where both are worth 0; to flee is never best. Then to push is worth -4.
    assert answer(RESIST, "credible", 'node = "m"\noption = "fight"') == {"credible": "sometimes"}
    assert answer(RESIST, "credible", 'node = "m"\noption = "yield"') == {"credible": "always"}
    assert answer(RESIST, "credible", 'node = "m"\noption = "flee"') == {"credible": "never"}
    assert answer(RESIST, "ranges") == {"possible": ["push", "stay"], "necessary": ["push"], "value": [1, 5]}
    assert answer(RESIST, "ranges", 'node = "m"') == {
        "possible": ["yield", "fight"],
        "necessary": ["yield"],
        "value": [0, 2],
    }


def test_an_option_that_is_tied_for_good_is_necessary_with_the_other() -> None:
    text = RESIST.replace("b = [0, 2] }", "b = 1 }").replace("b = -2 }", "b = 1 }")
    # b is indifferent between to yield and to flee whatever comes, so each is in an equilibrium of each realisation.
    assert answer(text, "ranges", 'node = "m"')["necessary"] == ["yield", "flee"]
    # Some equilibrium of each realisation has a push: to flee gives it 6 and more. Stay needs 3 against a yield worth 3.
    assert answer(text, "ranges") == {"possible": ["push", "stay"], "necessary": ["push"], "value": [3, 8]}


GUESS = (
    TWO
    + """
[node.hide]
actor = "a"
options = [ { name = "left", to = "l" }, { name = "right", to = "r" } ]
[node.l]
actor = "b"
set = "seek"
options = [ { name = "left", to = "ll" }, { name = "right", to = "lr" } ]
[node.r]
actor = "b"
set = "seek"
options = [ { name = "left", to = "rl" }, { name = "right", to = "rr" } ]
[node.ll]
pay = { a = -3, b = 3 }
[node.lr]
pay = { a = 1, b = -1 }
[node.rl]
pay = { a = 1, b = -1 }
[node.rr]
pay = { a = -1, b = 1 }
"""
)


def test_hide_and_seek_is_mixed_on_both_sides() -> None:
    # a: -3x + (1-x) = x - (1-x), so x = 1/3; b the same by symmetry; value -1/3.
    found = answer(GUESS, "nash")
    assert found["value"] == pytest.approx({"a": -1 / 3, "b": 1 / 3})
    assert found["behaviour"]["hide"] == pytest.approx({"left": 1 / 3, "right": 2 / 3})
    assert found["behaviour"]["seek"] == pytest.approx({"left": 1 / 3, "right": 2 / 3})
    for kind, keys in (("solve", ""), ("evpi", 'chance = "x"'), ("wait", 'node = "hide"\noption = "left"')):
        if kind != "evpi":
            assert answer(GUESS, kind, keys) == {"refused": True}


def test_costs_count_when_pays_add_up_to_zero() -> None:
    text = GUESS.replace('to = "l" }', 'to = "l", cost = { a = 1, b = -1 } }')
    # left: -4 and 0, right: 1 and -1: x = 1/3 on left, y = 1/6 on left; value -2/3.
    found = answer(text, "nash")
    assert found["value"] == pytest.approx({"a": -2 / 3, "b": 2 / 3})
    assert found["behaviour"]["hide"]["left"] == pytest.approx(1 / 3)
    assert found["behaviour"]["seek"]["left"] == pytest.approx(1 / 6)


def matrix(rows: str, columns: str, mine: str, theirs: str) -> str:
    return TWO + (
        f'[matrix]\nrows = "b"\ncolumns = "a"\nrow_options = {rows}\ncolumn_options = {columns}\n'
        f"pay.b = {mine}\npay.a = {theirs}\n"
    )


def test_a_matrix_of_one_by_one_and_of_one_row() -> None:
    assert answer(matrix('["r"]', '["c"]', "[[2]]", "[[-1]]"), "nash")["equilibria"] == [
        {"rows": [1], "columns": [1], "value": {"b": 2, "a": -1}}
    ]
    row = matrix('["r"]', '["x", "y", "z"]', "[[0, 0, 5]]", "[[1, 3, 2]]")
    assert answer(row, "nash")["equilibria"] == [{"rows": [1], "columns": [0, 1, 0], "value": {"b": 0, "a": 3}}]
    assert answer(row, "commit", 'actor = "a"') == {"best": ["y"], "value": {"a": 3, "b": 0}}


def test_a_matrix_of_two_by_three_mixes_the_columns_that_are_worth_it() -> None:
    # The third column is never a best answer: 1 against 2 - 2x or 2x; a's columns x and y are mixed half and half.
    text = matrix('["u", "d"]', '["x", "y", "z"]', "[[1, 0, 3], [0, 1, 3]]", "[[0, 2, 0.5], [2, 0, 0.5]]")
    (only,) = answer(text, "nash")["equilibria"]
    assert only == {"rows": [0.5, 0.5], "columns": [0.5, 0.5, 0], "value": {"b": 0.5, "a": 1}}
    assert answer(text, "pure")["pure"] == []


def test_a_game_of_infinitely_many_equilibria_says_so() -> None:
    found = answer(matrix('["u", "d"]', '["x", "y"]', "[[1, 1], [0, 0]]", "[[2, 2], [0, 1]]"), "nash")
    assert found["all"] is False
    assert [one["rows"] for one in found["equilibria"]] == [[1, 0], [1, 0]]


def test_who_commits_meets_an_indifferent_answer_with_both_values() -> None:
    text = matrix('["u", "d"]', '["x", "y"]', "[[4, 0], [1, 1]]", "[[2, 2], [0, 3]]")
    found = answer(text, "commit", 'actor = "b"')
    assert found == {"best": ["u", "d"], "value": {"b": [1, 4], "a": [2, 3]}}


def test_blind_actors_choose_evenly_and_a_dominant_option_wins_with_sharpness() -> None:
    text = matrix('["u", "d"]', '["x", "y"]', "[[3, 0], [5, 1]]", "[[3, 5], [0, 1]]")
    assert answer(text, "qre", "lambda = 0")["rows"] == [0.5, 0.5]
    found = answer(text, "qre", "lambda = 20")
    assert found["rows"] == pytest.approx([0, 1], abs=1e-6)
    # One who is almost sure: d over u by 1 + y, where y is near 1.
    found = answer(text, "qre", "lambda = 2")
    gap = found["columns"][0] * 2 + found["columns"][1]
    assert found["rows"][1] == pytest.approx(1 / (1 + exp(-2 * gap)))


def table(options: str, states: str, pay: str, p: str = "") -> str:
    return ONE + f'[table]\nactor = "a"\noptions = {options}\nstates = {states}\npay = {pay}\n{p}\n'


def test_a_table_of_one_state_is_a_list_of_pays() -> None:
    text = table('["x", "y", "z"]', '["so"]', "[[1], [[2, 4]], [3]]", "p = [1]")
    assert answer(text, "solve") == {"best": ["y", "z"], "value": 3}
    assert answer(text, "ranges") == {"possible": ["y", "z"], "necessary": [], "value": [3, 4]}
    assert answer(text, "maximin") == {"best": ["z"], "value": 3}
    assert answer(text, "regret") == {"regret": {"x": 3, "y": 1, "z": 1}, "best": ["y", "z"], "value": 1}
    assert answer(text, "dominated") == {"options": ["x"]}
    assert answer(text, "evpi") == {"value": 0}


SOW = table('["rye", "oats", "none"]', '["dry", "wet"]', '[["7/2", 1], [-1, [4, 6, 11]], [0, 0]]', 'p = ["1/3", "2/3"]')


def test_a_table_with_fractions_is_exact() -> None:
    # rye 7/6 + 2/3 = 11/6; oats -1/3 + 4 = 11/3 (range 7/3 … 7).
    assert answer(SOW, "solve")["value"] == pytest.approx(11 / 3)
    found = answer(SOW, "ranges")
    assert (found["possible"], found["necessary"]) == (["oats"], ["oats"])
    assert found["value"] == pytest.approx([7 / 3, 7])
    assert answer(SOW, "evpi")["value"] == pytest.approx(7 / 6 + 4 - 11 / 3)
    assert answer(SOW, "dominated") == {"options": ["none"]}
    assert answer(SOW, "regret") == {"regret": {"rye": 10, "oats": 4.5, "none": 11}, "best": ["oats"], "value": 4.5}


def test_break_even_points_of_a_table_in_pay_and_in_probability() -> None:
    # p of dry: rye 2.5p + 1, oats 6 - 7p: equal at 10/19; none is never best.
    found = answer(SOW, "breakeven", 'p = "dry"')
    assert found["thresholds"] == pytest.approx([10 / 19])
    assert found["best"] == [["oats"], ["rye"]]
    found = answer(SOW, "breakeven", 'pay = { option = "none", state = "wet" }')
    assert found["thresholds"] == pytest.approx([5.5])
    assert found["best"] == [["oats"], ["none"]]
    assert answer(SOW, "breakeven", 'pay = { option = "rye", state = "dry" }\nwithin = [-9, 8]')["best"] == [["oats"]]


def test_behaviour_that_errs_at_a_table() -> None:
    shares = [exp(worth) for worth in (11 / 6, 11 / 3, 0)]
    found = answer(SOW, "logit", "lambda = 1")
    assert list(found["best"].values()) == pytest.approx([one / sum(shares) for one in shares])
    assert found["value"] == pytest.approx(
        sum(share * worth for share, worth in zip(shares, (11 / 6, 11 / 3, 0), strict=True)) / sum(shares)
    )


def test_a_state_of_no_probability_still_counts_for_the_worst_and_for_regret() -> None:
    text = table('["x", "y"]', '["usual", "never"]', "[[2, -100], [1, 1]]", "p = [1, 0]")
    assert answer(text, "solve") == {"best": ["x"], "value": 2}
    assert answer(text, "maximin") == {"best": ["y"], "value": 1}
    assert answer(text, "regret") == {"regret": {"x": 101, "y": 1}, "best": ["y"], "value": 1}
