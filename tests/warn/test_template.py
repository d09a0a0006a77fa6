"""A new scenario file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.lexicon.language import lexicon_for
from tocsin.text.file_names import toml_name
from tocsin.warn.scenario_file import ScenarioReader
from tocsin.warn.template import scenario_template

READER = ScenarioReader(lexicon_for("en"))
DAY = date(2030, 6, 30)


def test_it_passes_the_check_without_a_note() -> None:
    checked = READER.check_bytes(scenario_template("The port", horizon=DAY).encode(), "port.toml")
    assert checked.scenario is not None
    assert (checked.problems, checked.notes) == ((), ())
    assert (checked.scenario.name, checked.scenario.horizon) == ("The port", DAY)


def test_a_planted_story_is_among_its_hypotheses() -> None:
    checked = READER.check_bytes(scenario_template("x", horizon=DAY).encode(), "x.toml")
    assert checked.scenario is not None
    assert "a planted story" in [one.name for one in checked.scenario.hypotheses]


def test_every_event_and_quantity_of_it_can_be_of_use() -> None:
    checked = READER.check_bytes(scenario_template("x", horizon=DAY).encode(), "x.toml")
    assert checked.scenario is not None
    assert all(len(set(one.likelihoods)) > 1 for one in checked.scenario.indicators)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("The Port: closed?", "the-port-closed.toml"),
        ("../../etc/passwd", "etc-passwd.toml"),
        ("C:\\con", "c-con.toml"),
        ("Гавань Łódź", "гавань-lodz.toml"),
        ("a" * 150, "a" * 60 + ".toml"),
    ],
)
def test_its_file_bears_the_words_of_its_name_and_leads_nowhere_else(name: str, file: str) -> None:
    assert toml_name(name, of="a scenario") == file


@pytest.mark.parametrize("name", ["", " ", "...", "a\x1b[2Jb", "\ud800 a", "x" * 300, "___"])
def test_what_can_be_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="NAME"):
        scenario_template(name, horizon=DAY)


@given(st.text())
def test_any_name_is_refused_or_comes_back_from_the_file(name: str) -> None:
    try:
        text = scenario_template(name, horizon=DAY)
    except InputError:
        return
    checked = READER.check_bytes(text.encode(), toml_name(name, of="a scenario"))
    assert checked.scenario is not None
    assert checked.scenario.name == " ".join(name.split())
