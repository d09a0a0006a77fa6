"""Choice files: what is wrong is told with its line, its place and a remedy."""

from fractions import Fraction
from pathlib import Path

import pytest
from choices.choice_builders import choice_of, problems_of
from hypothesis import given
from hypothesis import strategies as st

from tocsin.choices.choice_file import check_choice_bytes, load_choice
from tocsin.errors import InputError
from tocsin.model.choice import Chance, End, Move, Range, Tree

HEAD = """\
name = "The ferry"
[actors]
line = "The ferry line"
port = "The port"
"""
TREE = """\
[clock]
start = 2030-05-01
cost_per_day = { line = [0.1, 0.3] }
[node.ask]
actor = "line"
options = [
  { name = "sail", to = "sea" },
  { name = "stay", to = "quay", days = 3, by = 2030-05-02, cost = { line = "1/3" } },
]
[node.sea]
chance = "fog"
outcomes = [ { name = "thick", p = 0.25, to = "lost" }, { name = "thin", p = 0.75, to = "there" } ]
[node.lost]
pay = { line = [-9, -7, -2], port = 0 }
[node.there]
pay = { line = [1, 2], port = { value = 4, because = "dues", claims = ["ab12"] } }
[node.quay]
pay = { line = 0, port = -1 }
"""
ASK = '[[ask]]\nid = "what"\nkind = "solve"\n'
MATRIX = """\
[matrix]
rows = "line"
columns = "port"
row_options = ["sail", "stay"]
column_options = ["open", "shut"]
pay.line = [[3, -1], [0, 0]]
pay.port = [[2, 0], [1, 1]]
"""
TABLE = """\
[table]
actor = "line"
options = ["sail", "stay"]
states = ["calm", "storm"]
p = [0.8, 0.2]
pay = [[5, [-9, -4]], [0, 0]]
"""


def test_a_tree_is_read_with_its_ranges_its_costs_and_its_days() -> None:
    tree = choice_of(HEAD + TREE + ASK).form
    assert isinstance(tree, Tree)
    ask, lost, there = (tree.nodes[key] for key in ("ask", "lost", "there"))
    assert isinstance(ask, Move)
    assert isinstance(lost, End)
    assert isinstance(there, End)
    assert lost.pay["line"].range == Range(Fraction(-9), Fraction(-7), Fraction(-2))
    assert there.pay["line"].range.mode == Fraction(3, 2)
    assert there.pay["port"].claims == ("ab12",)
    assert ask.options[1].cost["line"].range.low == Fraction(1, 3)
    assert tree.days["quay"] == 3


def test_decimals_are_taken_as_they_are_written() -> None:
    tree = choice_of(HEAD + TREE).form
    assert isinstance(tree, Tree)
    assert tree.cost_per_day["line"].range == Range(Fraction(1, 10), Fraction(1, 5), Fraction(3, 10))


def test_probabilities_that_miss_one_by_a_thousandth_are_divided_by_their_sum() -> None:
    tree = choice_of(HEAD + TREE.replace("p = 0.25", "p = 0.333").replace("p = 0.75", "p = 0.666")).form
    assert isinstance(tree, Tree)
    sea = tree.nodes["sea"]
    assert isinstance(sea, Chance)
    assert [one.p for one in sea.outcomes] == [Fraction(1, 3), Fraction(2, 3)]


def test_an_option_whose_day_has_passed_is_gone_with_all_behind_it() -> None:
    late = TREE.replace('to = "sea" }', 'to = "later", days = 5 }') + (
        '[node.later]\nactor = "line"\n'
        'options = [ { name = "go", to = "sea", by = 2030-05-05 }, { name = "rest", to = "home" } ]\n'
        "[node.home]\npay = { line = 0, port = 0 }\n"
    )
    tree = choice_of(HEAD + late).form
    assert isinstance(tree, Tree)
    later = tree.nodes["later"]
    assert isinstance(later, Move)
    assert [one.name for one in later.options] == ["rest"]
    assert tree.unreachable == {"sea", "lost", "there"}


BAD_TREES = {
    "a pay of inf": ("port = 0 }", "port = inf }", ":18: node lost: pay of port: inf is no number"),
    "a pay of nan": ("port = 0 }", "port = nan }", "node lost: pay of port: nan is no number"),
    "a pay in words": ("port = 0 }", 'port = "much" }', "node lost: pay of port: “much” is no number"),
    "a truth value as pay": ("port = 0 }", "port = true }", "node lost: pay of port: true is no number"),
    "a day as pay": ("port = 0 }", "port = 2030-05-01 }", "node lost: pay of port: “2030-05-01” is no number"),
    "a division by zero": ("port = 0 }", 'port = "1/0" }', "node lost: pay of port: “1/0” divides by 0"),
    "a number of 401 digits": (
        "port = 0 }",
        "port = 1" + "0" * 400 + " }",
        "node lost: pay of port: a number of many digits",
    ),
    "a large power of ten": (
        "port = 0 }",
        "port = 1e400 }",
        "node lost: pay of port: 1E+400 is too large or too small",
    ),
    "a tiny power of ten": ("port = 0 }", "port = 1e-999999999 }", "node lost: pay of port: 1E-999999999 is too large"),
    "a range turned round": ("[1, 2]", "[2, 1]", ":20: node there: pay of line: [2, 1] is turned round"),
    "a mode outside its range": ("[-9, -7, -2]", "[-9, 0, -2]", "node lost: pay of line: [-9, 0, -2] is turned round"),
    "a range of one": ("[1, 2]", "[1]", "node there: pay of line: [1] is no range"),
    "a range of four": ("[1, 2]", "[1, 2, 3, 4]", "node there: pay of line: [1, 2, 3, 4] is no range"),
    "a pay without its value": ("value = 4, ", "", "node there: pay of port: value is missing"),
    "a strange key in a pay": ("value = 4, ", "value = 4, source = 1, ", "pay of port: there is no key “source”"),
    "a pay that is missing": (", port = 0 }", " }", ":18: node lost: there is no pay for port"),
    "the pay of a stranger": ("port = 0 }", "port = 0, king = 1 }", "node lost: pay: there is no actor “king”"),
    "a cost of a stranger": (
        'cost = { line = "1/3" }',
        "cost = { lyne = 1 }",
        "option “stay”: cost: there is no actor “lyne”",
    ),
    "a rate of a stranger": (
        "cost_per_day = { line",
        "cost_per_day = { king",
        "clock: cost_per_day: there is no actor “king”",
    ),
    "a mover who is a stranger": (
        'actor = "line"',
        'actor = "lime"',
        ":9: node ask: there is no actor “lime”; did you mean “line”?",
    ),
    "probabilities of 0.9": ("p = 0.25", "p = 0.15", "node sea: the probabilities sum to 0.9 and not to 1"),
    "a negative probability": (
        "p = 0.25",
        "p = -0.25",
        "node sea: outcome “thick”: p is -0.25, a negative probability",
    ),
    "a probability in words": ("p = 0.25", 'p = "rarely"', "node sea: outcome “thick”: p: “rarely” is no number"),
    "a probability that is missing": ("p = 0.25, ", "", "node sea: outcome “thick”: p is missing"),
    "a way to nowhere": ('to = "sea"', 'to = "see"', "node ask: leads to “see”, which is no node; did you mean “sea”?"),
    "a way that is missing": (', to = "sea"', "", "node ask: option “sail”: to is missing"),
    "a node led to twice": ('to = "there"', 'to = "lost"', "node lost is led to twice, from sea and from sea"),
    "a way back": ('to = "there"', 'to = "ask"', "lead to each other in a cycle"),
    "an orphan": ("[node.quay]", "[node.isle]\npay = { line = 0, port = 0 }\n[node.quay]", "nothing leads to isle"),
    "no options": (
        'options = [\n  { name = "sail"',
        'options = []\nby = [\n  { name = "sail"',
        "node ask: there are no options",
    ),
    "an option twice": ('name = "stay"', 'name = "sail"', "node ask: two options are called “sail”"),
    "an outcome twice": ('name = "thin"', 'name = "thick"', "node sea: two outcomes are called “thick”"),
    "an option without a name": ('name = "sail", ', "", "node ask: option number 1: name is missing"),
    "a node of two kinds": (
        'chance = "fog"',
        'chance = "fog"\nactor = "line"',
        "node sea: it has one of actor (a move), chance or pay",
    ),
    "a node of no kind": (
        'chance = "fog"\n',
        'chanse = "fog"\n',
        "node sea: it has one of actor (a move), chance or pay",
    ),
    "a key that means nothing": (
        "days = 3",
        "dais = 3",
        "node ask: option “stay”: there is no key “dais”; did you mean “days”?",
    ),
    "negative days": ("days = 3", "days = -3", "node ask: option “stay”: days is -3"),
    "days in words": ("days = 3", 'days = "three"', "node ask: option “stay”: days: “three” is no number"),
    "more days than there are": (
        "days = 3",
        "days = 99999999",
        "node ask: option “stay”: days is 1e+08, longer than the calendar",
    ),
    "a deadline before the start": (
        "by = 2030-05-02",
        "by = 2030-04-02",
        "can be chosen by 2030-04-02, before the clock starts",
    ),
    "a deadline in words": ("by = 2030-05-02", 'by = "soon"', "node ask: option “stay”: by must be a day"),
    "a deadline without a clock": (
        "[clock]\nstart = 2030-05-01\ncost_per_day = { line = [0.1, 0.3] }\n",
        "",
        "but there is no [clock]",
    ),
    "a clock without a start": ("start = 2030-05-01\n", "", "clock: start is missing"),
    "a clock that starts with a text": ("start = 2030-05-01", 'start = "2030-05-01"', "clock: start must be a day"),
    "a file that is cut": ('options = [\n  { name = "sail"', 'options = [\n  { name = "sai', "not TOML"),
    "a bracket that is missing": ("[node.sea]", "[node.sea", ":14: not TOML"),
    "a node given twice": ("[node.quay]", "[node.lost]\n[node.quay]", "not TOML"),
    "an actor whose name is a number": ('port = "The port"', "port = 7", "actor port: 7 is no name"),
    "no name": ('name = "The ferry"\n', "", "name is missing"),
    "two forms": (ASK, MATRIX + ASK, "this one has [node.ID] and [matrix]"),
}


@pytest.mark.parametrize("case", BAD_TREES)
def test_a_bad_tree_is_refused_with_the_place_and_a_remedy(case: str) -> None:
    before, after, told = BAD_TREES[case]
    whole = HEAD + TREE + ASK
    assert before in whole
    assert told.replace("[node.ID]", "[node]") in problems_of(whole.replace(before, after, 1))


ASKS = {
    "an unknown kind": ('kind = "sovle"', "ask what: there is no kind “sovle”; did you mean “solve”?"),
    "a kind of another form": ('kind = "maximin"', "ask what: a tree cannot be asked for “maximin”"),
    "no kind": ("", "ask what: kind is missing"),
    "a node that is not there": ('kind = "ranges"\nnode = "nowhere"', "ask what: there is no node “nowhere”"),
    "a node that is no move": ('kind = "ranges"\nnode = "sea"', "ask what: node sea is a draw of chance"),
    "an option that is not there": (
        'kind = "threat"\nnode = "ask"\noption = "swim"',
        "ask what: there is no option of node ask “swim”",
    ),
    "no option": ('kind = "credible"\nnode = "ask"', "ask what: option is missing"),
    "another's option": (
        'kind = "threat"\nnode = "ask"\noption = "sail"\nactor = "port"',
        "line moves at node ask, not port",
    ),
    "a draw that is not there": ('kind = "evpi"\nchance = "rain"', "ask what: there is no draw “rain”; known: fog"),
    "no lambda": ('kind = "logit"', "ask what: lambda is missing"),
    "a negative lambda": ('kind = "logit"\nlambda = -1', "ask what: lambda is -1"),
    "no parameter": (
        'kind = "breakeven"',
        "ask what: a break-even point is asked for one of pay, cost or p; this names none",
    ),
    "two parameters": (
        'kind = "breakeven"\ncost = "line"\npay = { node = "lost", actor = "line" }',
        "this names pay and cost",
    ),
    "the pay of no end": ('kind = "breakeven"\npay = { node = "ask", actor = "line" }', "ask what: node ask is no end"),
    "an outcome that is not there": (
        'kind = "breakeven"\np = { chance = "fog", outcome = "ice" }',
        "no outcome of “fog” “ice”",
    ),
    "a limit turned round": ('kind = "breakeven"\ncost = "line"\nwithin = [3, 1]', "within = [3, 1] is turned round"),
    "a limit where nothing is": ('kind = "breakeven"\ncost = "line"\nwithin = [-3, -1]', "within leaves nothing"),
    "pays that do not add up to zero": ('kind = "nash"', "ask what: the pays at lost add up to"),
    "a key that means nothing": ('kind = "solve"\nnod = "ask"', "ask what: there is no key “nod”"),
}


@pytest.mark.parametrize("case", ASKS)
def test_a_bad_question_is_refused_by_its_id(case: str) -> None:
    keys, told = ASKS[case]
    assert told in problems_of(HEAD + TREE + '[[ask]]\nid = "what"\n' + keys + "\n")


def test_two_questions_of_one_id_are_refused() -> None:
    assert "ask what: two questions have this id" in problems_of(HEAD + TREE + ASK + ASK)


def test_what_knowing_is_worth_is_refused_where_several_choose() -> None:
    two = TREE.replace(
        "[node.lost]\npay = { line = [-9, -7, -2], port = 0 }\n",
        (
            '[node.lost]\nactor = "port"\noptions = [ { name = "help", to = "saved" } ]\n'
            "[node.saved]\npay = { line = 0, port = 0 }\n"
        ),
    )
    told = problems_of(HEAD + two + '[[ask]]\nid = "know"\nkind = "evpi"\nchance = "fog"\n')
    assert "ask know: the value of knowing is one actor's, but line, port choose here" in told


BAD_FORMS = {
    "a row that is short": (MATRIX, "[[2, 0], [1, 1]]", "[[2, 0], [1]]", "matrix: pay.port is not 2 by 2"),
    "one actor twice": (MATRIX, 'columns = "port"', 'columns = "line"', "matrix: rows and columns are the same actor"),
    "a stranger in a matrix": (MATRIX, 'rows = "line"', 'rows = "lion"', "matrix: there is no actor “lion”"),
    "no pay of one": (MATRIX, "pay.port = [[2, 0], [1, 1]]", "", "matrix: there is no pay for port"),
    "an option of a matrix twice": (
        MATRIX,
        '["sail", "stay"]',
        '["sail", "sail"]',
        "matrix: row_options has “sail” twice",
    ),
    "no columns": (MATRIX, 'column_options = ["open", "shut"]', "", "matrix: column_options is missing"),
    "a number of a matrix in words": (
        MATRIX,
        "[[3, -1]",
        '[["x", -1]',
        "matrix: pay.line, row 1, column 1: “x” is no number",
    ),
    "p of another length": (
        TABLE,
        "p = [0.8, 0.2]",
        "p = [0.8, 0.1, 0.1]",
        "table: p has 3 probabilities for 2 states",
    ),
    "p that sums to 0.9": (TABLE, "p = [0.8, 0.2]", "p = [0.7, 0.2]", "table: p: the probabilities sum to 0.9"),
    "a table of another shape": (TABLE, "[0, 0]]", "[0]]", "table: pay is not 2 by 2"),
    "a state twice": (TABLE, '["calm", "storm"]', '["calm", "calm"]', "table: states has “calm” twice"),
    "a stranger at a table": (TABLE, 'actor = "line"', 'actor = "king"', "table: there is no actor “king”"),
    "a range of a table turned round": (
        TABLE,
        "[-9, -4]",
        "[-4, -9]",
        "table: pay, row 1, column 2: [-4, -9] is turned round",
    ),
}


@pytest.mark.parametrize("case", BAD_FORMS)
def test_a_bad_matrix_or_table_is_refused_with_the_place(case: str) -> None:
    form, before, after, told = BAD_FORMS[case]
    assert before in form
    assert told in problems_of(HEAD + form.replace(before, after, 1))


def test_a_table_without_probabilities_is_not_asked_for_expected_pay() -> None:
    without = TABLE.replace("p = [0.8, 0.2]\n", "")
    assert "ask what: solve needs the probabilities of the states" in problems_of(HEAD + without + ASK)
    assert choice_of(HEAD + without + '[[ask]]\nid = "worst"\nkind = "maximin"\n')


def test_draws_of_one_name_must_be_alike_and_come_once_on_a_way() -> None:
    start, end = TREE.index("[node.there]"), TREE.index("[node.quay]")
    twice = TREE.replace(
        TREE[start:end],
        (
            '[node.there]\nchance = "fog"\n'
            'outcomes = [ { name = "thick", p = 0.25, to = "x" }, { name = "thin", p = 0.75, to = "y" } ]\n'
            "[node.x]\npay = { line = 0, port = 0 }\n[node.y]\npay = { line = 0, port = 0 }\n"
        ),
    )
    assert "node there: the draw “fog” comes twice on one way" in problems_of(HEAD + twice)
    unlike = twice.replace('name = "thick", p = 0.25, to = "x"', 'name = "dense", p = 0.25, to = "x"')
    assert "nodes sea and there are one draw, “fog”, but their outcomes differ" in problems_of(HEAD + unlike)


def test_nodes_of_one_set_have_one_actor_and_the_same_options() -> None:
    def blind(first: str, second: str) -> str:
        nodes = "".join(
            f'[node.{key}]\nset = "dark"\n{move}\n'
            + "".join(f"[node.{key}{end}]\npay = {{ line = 0, port = 0 }}\n" for end in "ab")
            for key, move in (("lost", first), ("there", second))
        )
        return HEAD + TREE[: TREE.index("[node.lost]")] + nodes + "[node.quay]\npay = { line = 0, port = 0 }\n"

    def move(actor: str, key: str, second: str) -> str:
        return (
            f'actor = "{actor}"\noptions = [ {{ name = "a", to = "{key}a" }}, {{ name = "{second}", to = "{key}b" }} ]'
        )

    assert choice_of(blind(move("port", "lost", "b"), move("port", "there", "b")))
    assert "their actors differ" in problems_of(blind(move("port", "lost", "b"), move("line", "there", "b")))
    assert "their options differ" in problems_of(blind(move("port", "lost", "b"), move("port", "there", "c")))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "this one has none of them"),
        (b'name = "\xff"', "not in UTF-8"),
        (b"name = " + b"[" * 5000, "too deep"),
        (b"\x00", "not TOML"),
        (b'name = "x"\nnode = 3\n', "write [node.ID] above each node"),
        (b'name = "x"\n[node]\na = 3\n[actors]\na = "A"\n', "node a: write [node.a]"),
        (b'name = "x"\n[actors]\n[node.a]\npay = {}\n', "there are no actors"),
        (b'name = "x"\nactors = 1\nmatrix = 2\n', "there are no actors"),
        (b'name = "x"\nask = 1\n[actors]\na = "A"\n[node.a]\npay = { a = 1 }\n', "write [[ask]]"),
        (b"n = 1" + b"0" * 5000, "too many digits"),
    ],
)
def test_what_is_no_choice_at_all_is_refused(raw: bytes, told: str) -> None:
    assert told in problems_of(raw)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    check_choice_bytes(raw, "choice.toml")


@given(st.data())
def test_no_value_in_any_place_breaks_the_reader(data: st.DataObject) -> None:
    whole = HEAD + TREE + ASK
    pieces = [HEAD, TREE, ASK, "true", "[]", "{}", "-1", '""', "nan", "[[1]]", "2030-05-01", '"x"']
    words = [word for word in whole.split() if word not in ("=", "{", "}", "[", "]", ",")]
    word, piece = data.draw(st.sampled_from(words)), data.draw(st.sampled_from(pieces))
    check_choice_bytes(whole.replace(word, piece, 1).encode(), "choice.toml")


def test_a_file_that_cannot_be_used_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    with pytest.raises(InputError, match=r"make one with `tocsin choose new`"):
        load_choice(path)
    path.write_text(HEAD + TREE.replace("p = 0.25", "p = 9").replace("[1, 2]", "[2, 1]"), encoding="utf-8")
    with pytest.raises(InputError, match=r"bad.toml:16: node sea.*and 1 more; `tocsin choose check` lists them"):
        load_choice(path)


def test_what_has_no_effect_is_noted_and_not_refused() -> None:
    text = HEAD + TREE.replace("[clock]\nstart = 2030-05-01\ncost_per_day = { line = [0.1, 0.3] }\n", "").replace(
        ", by = 2030-05-02", ""
    ).replace('chance = "fog"', 'chance = "fog"\nscenario = "weather"')
    checked = check_choice_bytes(text.encode(), "choice.toml")
    assert checked.choice is not None
    days, scenario = map(str, checked.notes)
    assert "node ask: days have no effect without a [clock]" in days
    assert "node sea: the scenario gives nothing while no outcome names a hypothesis" in scenario
