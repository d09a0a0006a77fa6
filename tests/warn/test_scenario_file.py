"""Scenario files: what is wrong is told with its line and a remedy."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.lexicon.language import lexicon_for
from tocsin.model.kind import Kind
from tocsin.model.scenario import Hypothesis, Pattern, Scenario, Thresholds
from tocsin.warn.scenario_file import Checked, ScenarioReader, scenario_files

READER = ScenarioReader(lexicon_for("en"))
GOOD = """\
name = "port"
question = "Will it close?"
horizon = 2030-06-30
resolution = "By the notice."

[[hypothesis]]
name = "closes"
prior = 0.25
[[hypothesis]]
name = "stays open"
prior = 0.75

[alarm]
hypothesis = "closes"
rings_at = "likely"
silent_at = 0.4

[[indicator]]
name = "strike"
event = "PROTEST"
party = ["Docker*", "crane driver*"]
place = ["Austria", "SI", "Korbach"]
words = "stop work"
least_quantity = 100
counted = "docker*"
measure = "arrived"
least_certainty = "likely"
kind = ["statement", "threat"]
denied = false
least_origins = 2
half_life = 7.5
likelihood = { closes = "Very  likely", "stays open" = 0.1 }
"""


def check(text: str) -> Checked:
    return READER.check_bytes(text.encode("utf-8", "surrogatepass"), "port.toml")


def problems(old: str, new: str) -> list[str]:
    """What is told when one thing in a good file is replaced."""
    assert old in GOOD
    checked = check(GOOD.replace(old, new, 1))
    assert (checked.scenario is None) is bool(checked.problems)
    return [str(problem) for problem in checked.problems]


def test_everything_a_file_says_is_read() -> None:
    checked = check(GOOD)
    assert checked.problems == checked.notes == ()
    scenario = checked.scenario
    assert isinstance(scenario, Scenario)
    assert (scenario.name, scenario.question, scenario.horizon) == ("port", "Will it close?", date(2030, 6, 30))
    assert scenario.hypotheses == (Hypothesis(name="closes", prior=0.25), Hypothesis(name="stays open", prior=0.75))
    assert scenario.alarm == Thresholds(hypothesis="closes", rings_at=0.55, silent_at=0.4)
    (indicator,) = scenario.indicators
    assert indicator.likelihoods == (0.875, 0.1)
    assert (indicator.least_origins, indicator.half_life) == (2, 7.5)
    assert indicator.pattern == Pattern(
        events=("PROTEST",), words=("stop work",), parties=("Docker*", "crane driver*"), places=("Austria", "Korbach"),
        countries=("AT", "SI"), kinds=(Kind.STATEMENT, Kind.THREAT), least_quantity=100, counted=("docker*",),
        measures=("arrived",), least_certainty=0.55,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('name = "port"\n', "", 1, "name is missing"),
        ('"Will it close?"', '""', 2, "question must be a text in quotes"),
        ("2030-06-30", '"2030-06-30"', 3, "horizon must be a day without quotes"),
        ("2030-06-30", "2030-06-30T00:00:00", 3, "horizon must be a day"),
        ("horizon = ", "horizont = ", 3, "there is no key “horizont”; did you mean “horizon”?"),
        ('resolution = "By the notice."\n', "", 1, "resolution is missing; say how it will be told"),
        ('name = "port"', 'name = "port"\nsince = 2031-01-01', 2, "since is after the horizon, 2030-06-30"),
        ("prior = 0.25", "prior = 0.2", 6, "sum to 0.95 and not to 1; with 0.8 for “stays open” they would"),
        ("prior = 0.25", "prior = 0.9", 6, "sum to 1.65 and not to 1; with 0.1 for"),
        ("prior = 0.25", 'prior = "likely"', 8, "prior must be a number between 0 and 1, without quotes; “likely” is none"),
        ("prior = 0.25", "prior = -0.25", 8, "prior must be a number between 0 and 1"),
        ("prior = 0.25", "prior = nan", 8, "prior must be a number between 0 and 1"),
        ("prior = 0.25", "prior = true", 8, "prior must be a number between 0 and 1, without quotes; true is none"),
        ("prior = 0.25", "prior = 0", 8, "no evidence could ever move a prior of 0"),
        ("prior = 0.25\n", "", 6, "prior is missing; say how probable"),
        ("prior = 0.25", "chance = 0.25", 8, "there is no key “chance”; known here: name, prior"),
        ('name = "stays open"', 'name = "CLOSES"', 10, "two hypotheses are called “CLOSES”, number 1 and number 2"),
        ('hypothesis = "closes"', 'hypothesis = "close"', 14, "there is no hypothesis “close”; did you mean “closes”?"),
        ('rings_at = "likely"', 'rings_at = "likly"', 15, "“likly” is no word of ICD 203; did you mean “likely”?"),
        ('rings_at = "likely"', "rings_at = 55", 15, "rings_at is 55, outside 0 … 1; for 55 % write 0.55"),
        ('rings_at = "likely"', 'rings_at = "0.55"', 15, "“0.55” is a text; write the number without quotes"),
        ('rings_at = "likely"\n', "", 13, "rings_at is missing"),
        ("silent_at = 0.4", "silent_at = 0.55", 13, "silent_at must be lower than rings_at"),
        ('event = "PROTEST"', 'event = "PROTESTS"', 20, "“PROTESTS” is no PLOVER type that a claim can have, so nothing can "
         "match; did you mean “PROTEST”?"),
        ('event = "PROTEST"', 'event = "go on strike"', 20, "“go on strike” is not one verb, so nothing can match"),
        ('event = "PROTEST"', "event = []", 20, "event must be a text or a list of texts"),
        ('words = "stop work"', 'words = ["stop", "…"]', 23, "“…” has no letter or digit, so nothing can match"),
        ('words = "stop work"', 'words = "*stop"', 23, "it goes at the end of a word"),
        ("least_quantity = 100\n", "", 24, "counted says of what least_quantity is"),
        ("least_quantity = 100", 'least_quantity = "100"', 24, "least_quantity must be a number, without quotes; “100”"),
        ("least_quantity = 100", "least_quantity = inf", 24, "least_quantity must be a number"),
        ("least_quantity = 100", f"least_quantity = 1{'0' * 400}", 24, "a number of many digits is none"),
        ('least_certainty = "likely"', "least_certainty = 0.98", 27, "no claim is surer than 0.97"),
        ('"threat"]', '"threats"]', 28, "there is no kind “threats”; did you mean “threat”?"),
        ("denied = false", 'denied = "no"', 29, "denied must be true or false"),
        ("least_origins = 2", "least_origins = 0", 30, "least_origins must be a whole number, 1 or more; 0 is none"),
        ("least_origins = 2", "least_origins = 2.5", 30, "least_origins must be a whole number"),
        ("half_life = 7.5", "half_life = 0", 31, "half_life must be a number above 0"),
        ('closes = "Very  likely"', "closes = 1.2", 32, "the likelihood under “closes” is 1.2, outside 0 … 1"),
        ('closes = "Very  likely"', "closes = -0.1", 32, "is -0.1, outside 0 … 1; write a number between them"),
        ('closes = "Very  likely"', 'closes = "possible"', 32, "“possible” is no word of ICD 203"),
        ('closes = "Very  likely", ', "", 32, "no likelihood under “closes”; each hypothesis needs one"),
        ('closes = "Very', 'close = "Very', 32, "there is no key “close”; did you mean “closes”?"),
        ('{ closes = "Very  likely", "stays open" = 0.1 }', "0.5", 32, "likelihood is missing; say how likely"),
        ('closes = "Very  likely", "stays open" = 0.1', 'closes = 0, "stays open" = 0.0', 32, "impossible under every"),
        ("[[indicator]]", "[indicator]", 18, "write [[indicator]], with two brackets"),
        ("[alarm]", "[[alarm]]", 13, "alarm must be a table: [alarm]"),
        ("half_life = 7.5", "half_life = 7.5\nhalf_life = 8", 32, "not TOML: "),
        ("horizon = 2030-06-30", "horizon = ", 3, "not TOML: Invalid value; texts stand in quotes"),
        ("horizon = 2030-06-30", "horizon = 2030-02-31", 3, "not TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_line_and_remedy(old: str, new: str, line: int, words: str) -> None:
    told = problems(old, new)
    assert [one for one in told if one.startswith(f"port.toml:{line}: ") and words in one], told


def test_each_of_several_problems_is_told_in_the_order_of_the_file() -> None:
    checked = check(GOOD.replace("0.25", "2").replace("half_life", "halflife").replace("Will it close?", " "))
    assert [problem.line for problem in checked.problems] == [2, 8, 31]


def test_an_indicator_that_says_nothing_to_match_is_refused() -> None:
    head = GOOD[: GOOD.index("[[indicator]]")]
    (problem,) = check(f'{head}[[indicator]]\nname = "x"\nlikelihood = {{ closes = 1, "stays open" = 0.1 }}\n').problems
    assert str(problem) == (
        "port.toml:18: nothing says what matches this indicator; give it one of: "
        "event, words, party, place, least_quantity"
    )


def test_two_indicators_of_one_name_are_refused() -> None:
    (problem,) = check(GOOD + GOOD[GOOD.index("[[indicator]]") :]).problems
    assert str(problem).startswith("port.toml:34: two indicators are called “strike”, number 1 and number 2")


def test_one_hypothesis_alone_cannot_compete() -> None:
    told = problems('[[hypothesis]]\nname = "stays open"\nprior = 0.75\n', "")
    assert any("there is only 1 hypothesis; a scenario needs at least 2" in one for one in told)


def test_more_hypotheses_than_can_be_weighed_are_refused() -> None:
    more = "".join(f'[[hypothesis]]\nname = "h{n}"\nprior = 0.01\n' for n in range(60))
    assert any("62 hypotheses; more than 50 cannot be weighed" in one for one in problems("[alarm]", more + "[alarm]"))


def test_what_can_never_move_anything_is_noted_but_no_mistake() -> None:
    checked = check(GOOD.replace('"Very  likely"', "0.1"))
    assert checked.scenario is not None
    assert "as likely under each hypothesis" in str(checked.notes[0])


def test_a_scenario_without_alarm_is_noted() -> None:
    start, end = GOOD.index("[alarm]"), GOOD.index("[[indicator]]")
    checked = check(GOOD[:start] + GOOD[end:])
    assert checked.scenario is not None
    assert checked.scenario.alarm is None
    assert "nothing will ring" in str(checked.notes[0])


def test_thirds_may_be_rounded() -> None:
    third = '[[hypothesis]]\nname = "planted"\nprior = 0.333\n[alarm]'
    text = GOOD.replace("0.25", "0.333").replace("0.75", "0.333").replace("[alarm]", third)
    assert check(text.replace('"stays open" = 0.1', '"stays open" = 0.1, planted = 0.5')).problems == ()


def test_words_of_the_second_row_and_a_table_of_likelihoods_are_read() -> None:
    text = GOOD.replace('likelihood = { closes = "Very  likely", "stays open" = 0.1 }\n', "")
    scenario = check(text + '[indicator.likelihood]\ncloses = "highly probable"\n"stays open" = "remote"\n').scenario
    assert scenario is not None
    assert scenario.indicators[0].likelihoods == (0.875, 0.03)


INDICATOR = '[[indicator]]\nname = "i{0}"\nwords = "w{0}"\nlikelihood = {{ closes = {1}, "stays open" = 0.1 }}\n'
HEAD = GOOD[: GOOD.index("[[indicator]]")]


@pytest.mark.slow
def test_ten_thousand_indicators_are_read() -> None:
    scenario = check(HEAD + "".join(INDICATOR.format(n, 0.5) for n in range(10_000))).scenario
    assert scenario is not None
    assert len(scenario.indicators) == 10_000


@pytest.mark.slow
def test_of_ten_thousand_mistakes_the_first_are_told_and_the_rest_counted() -> None:
    told = check(HEAD + "".join(INDICATOR.format(n, '"likly"') for n in range(10_000))).problems
    assert len(told) == 101
    assert (told[0].line, told[99].line) == (21, 21 + 99 * 4)
    assert "and 9,900 more" in str(told[100])


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "name is missing"),
        (b"\x00", "not TOML"),
        (b"name = 'a'\n\n\xff\n", "x.toml:3: not in UTF-8"),
        (b"a = " + b"[" * 100_000, "too deep"),
        (
            b".".join([b"a"] * 100_000) + b" = 1",
            "x.toml:1: not a scenario: keys or brackets inside each other, too deep",
        ),
        (b"[" + b".".join([b"a"] * 100_000) + b"]", "too deep"),
        (b"a = " + b"9" * 10_000, "a number of too many digits"),
        (b"hypothesis = 3\nindicator = 'x'\nalarm = 1", "x.toml:1: write [[hypothesis]]"),
        (b"hypothesis = [1, {}]", "write [[hypothesis]]"),
        (b"indicator = []\nhypothesis = []", "there is only 0 hypothesis"),
        (b" " * 5_000_001, "larger than 5 MB"),
    ],
    ids=["empty", "nul", "latin", "deep", "dotted", "header", "digits", "shapes", "mixed", "none", "large"],
)
def test_absurd_files_get_a_clear_line(raw: bytes, words: str) -> None:
    checked = READER.check_bytes(raw, "x.toml")
    assert checked.scenario is None
    assert any(words in str(problem) for problem in checked.problems), checked.problems


def test_a_byte_order_mark_and_windows_lines_do_no_harm() -> None:
    assert READER.check_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "x.toml").scenario is not None


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (problem,) = READER.check(tmp_path / "none.toml").problems
    assert str(problem).startswith(f"{tmp_path / 'none.toml'}: No such file")
    assert READER.check(tmp_path).problems


def test_to_use_a_scenario_it_has_to_be_right(tmp_path: Path) -> None:
    path = tmp_path / "port.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert READER.load(path).name == "port"
    path.write_text(GOOD.replace("0.25", "2").replace("0.4", "4"), encoding="utf-8")
    with pytest.raises(InputError, match=r"port\.toml:8: prior must be .* \(and 1 more; `tocsin scenario check`"):
        READER.load(path)


def test_the_toml_files_of_a_folder_are_listed_by_name(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "c.txt"):
        (tmp_path / name).touch()
    (tmp_path / "d.toml").mkdir()
    assert [path.name for path in scenario_files(tmp_path)] == ["a.toml", "b.toml"]


@given(st.binary())
def test_any_bytes_are_refused_without_harm(raw: bytes) -> None:
    checked = READER.check_bytes(raw, "x.toml")
    assert (checked.scenario is None) is bool(checked.problems)


VALUES = [
    "0",
    "1e400",
    "-1",
    "true",
    '""',
    '"x"',
    "[]",
    "{}",
    "[[]]",
    "2030-01-01",
    "nan",
    '[""]',
    '{a="b"}',
    "[1]",
    "07:32:00",
]


@given(st.lists(st.tuples(st.integers(0, 31), st.sampled_from(VALUES)), min_size=1, max_size=4))
def test_a_value_of_any_sort_in_any_place_is_read_or_told_with_a_line(changes: list[tuple[int, str]]) -> None:
    lines = GOOD.splitlines()
    for number, value in changes:
        key, equals, _ = lines[number].partition(" = ")
        lines[number] = f"{key} = {value}" if equals else lines[number]
    checked = check("\n".join(lines))
    assert (checked.scenario is None) is bool(checked.problems)
    assert all(problem.line for problem in checked.problems)
