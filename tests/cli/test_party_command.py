"""`tocsin party`: who is who in a case, and rulings on that."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.fixture
def case(run: Command, tmp_path: Path) -> Path:
    """A case with two men of one name, and one who is spelled in two ways."""
    path = tmp_path / "party.db"
    texts = {
        "harbour": "“The harbour is closed,” said Pavel Zimin, head of the Dam Board.",
        "school": "“The school is open,” said the teacher Pavel Zimin.",
        "bridge": "“The bridge is safe,” said Aleksandr Petrenko.",
        "road": "“The road is blocked,” said Alyaksandr Petrenka.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = run("add", *(tmp_path / f"{name}.txt" for name in texts), "--outlet", "Radio Korbach", "--case", path)
    assert done.status == 0
    return path


def parties(run: Command, case: Path) -> dict[str, list[str]]:
    listed = json.loads(run("party", "list", "--format", "json", "--case", case).out)
    return {row["party"]: sorted(row["names"]) for row in listed}


def test_parties_are_listed_with_all_names_that_lead_to_them(run: Command, case: Path) -> None:
    found = parties(run, case)
    assert ["Aleksandr Petrenko", "Alyaksandr Petrenka"] in found.values()
    assert found["Pavel Zimin"] == ["Pavel Zimin"]


def test_a_party_is_shown_by_any_name_with_the_reasons(run: Command, case: Path) -> None:
    done = run("party", "show", "alyaksandr petrenka", "--case", case)
    assert done.status == 0
    assert "“Aleksandr Petrenko” and “Alyaksandr Petrenka” are spellings of one name" in done.out
    nobody = run("party", "show", "Karl Moser", "--case", case)
    assert nobody.status == 1
    assert "the case has no such name" in nobody.err


def test_two_names_are_split_and_the_ruling_is_taken_back(run: Command, case: Path) -> None:
    names = ("Aleksandr Petrenko", "Alyaksandr Petrenka")
    done = run("party", "split", *names, "--reason", "two men", "--by", "ana", "--case", case)
    assert done.out == "“Aleksandr Petrenko” and “Alyaksandr Petrenka” are two parties, by ana: two men\n"
    assert ["Aleksandr Petrenko"] in parties(run, case).values()
    run("party", "undo", *names, "--reason", "one man after all", "--case", case)
    assert sorted(names) in parties(run, case).values()


def test_two_names_are_merged(run: Command, case: Path) -> None:
    done = run("party", "merge", "Pavel Zimin", "Aleksandr Petrenko", "--reason", "an alias", "--case", case)
    assert done.status == 0
    assert ["Aleksandr Petrenko", "Alyaksandr Petrenka", "Pavel Zimin"] in parties(run, case).values()


def test_two_persons_of_one_name_are_kept_apart_once_told(run: Command, case: Path) -> None:
    names = ("Pavel Zimin", "Zimin the teacher")
    done = run("party", "split", *names, "--in", "school", "--reason", "another man", "--case", case)
    assert done.status == 0
    assert {"Pavel Zimin", "Zimin the teacher"} <= parties(run, case).keys()
    assert "the first means the second in one document" in run("party", "show", "Pavel Zimin", "--case", case).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["merge", "Pavel Zimin", "pavel zimin", "--reason", "x"], "a ruling is on two names"),
        (["merge", "Pavel Zimin", "Petrenko", "--reason", " "], "say why"),
        (["split", "Pavel Zimin", "Another", "--in", "nowhere", "--reason", "x"], "nowhere"),
    ],
)
def test_a_ruling_that_says_nothing_is_refused(run: Command, case: Path, arguments: list[str], said: str) -> None:
    done = run("party", *arguments, "--case", case)
    assert done.status == 1
    assert said in done.err


def test_a_name_that_no_claim_bears_is_taken_with_a_note(run: Command, case: Path) -> None:
    done = run("party", "merge", "Pavel Zimin", "Karl Moser", "--reason", "an alias", "--case", case)
    assert done.status == 0
    assert "no claim of the case bears the name “Karl Moser” yet" in done.err
