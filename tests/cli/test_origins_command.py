"""`tocsin origins`: whose word a proposition is."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tocsin import Case, Given, Reader

Command = Callable[..., Any]

REPORT = "Ilse Brandt said that the weir at Korbach was closed on Monday.\n"
DENIAL = "The operator of the Korbach weir denied that the weir at Korbach was closed on Monday.\n"


@pytest.fixture
def weir(tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of three documents: a report, its copy, and a denial."""
    monkeypatch.chdir(tmp_path)
    with Case.open(tmp_path / "tocsin.db", create=True, reader=reader) as case:
        for day, (outlet, text) in enumerate([("Observer", REPORT), ("Courier", REPORT), ("Ledger", DENIAL)], start=2):
            path = tmp_path / f"{outlet}.txt"
            # The same words in two files are one document, unless something tells them apart.
            path.write_text(f"{outlet}\n\n{text}")
            list(case.add([path], given=Given(published=date(2026, 3, day), outlet=outlet)))
    return tmp_path / "tocsin.db"


def _id(run: Command, outlet: str) -> str:
    rows = json.loads(run("claims", "weir", "closed", "--format", "json").out)
    return str(next(row["id"] for row in rows if row["outlet"] == outlet and "closed" in row["text"]))


def test_copies_of_one_word_are_one_origin(run: Command, weir: Path) -> None:
    shown = run("origins", _id(run, "Courier"))
    assert (shown.status, shown.err) == (0, "")
    assert "2 reports, 1 origin" in shown.out
    assert "Ilse Brandt · 2 reports" in shown.out
    assert "├─ Observer · 2026-03-02 · certain (95–99 %)" in shown.out
    assert "credibility " in shown.out


def test_any_claim_of_a_proposition_finds_it_by_the_beginning_of_its_id(run: Command, weir: Path) -> None:
    one, other = (run("origins", _id(run, outlet)[:10]).out for outlet in ("Observer", "Courier"))
    assert one == other


def test_one_proposition_as_json_has_its_origins_reports_and_reasons(run: Command, weir: Path) -> None:
    record = json.loads(run("origins", _id(run, "Observer"), "--format", "json").out)
    low, high = record["probability"]
    assert 0 < low < high < 1
    assert [origin["name"] for origin in record["origins"]] == ["Ilse Brandt"]
    assert record["origins"][0]["reports"][0]["chain"] == ["Observer", "Ilse Brandt"]
    assert record["reasons"][-1]["weight"] == 0


def test_a_grade_moves_the_probability(run: Command, weir: Path) -> None:
    key = _id(run, "Observer")
    before = json.loads(run("origins", key, "--format", "json").out)["probability"]
    for name in ("Ilse Brandt", "observer"):
        assert run("grade", name, "A", "--reason", "was there").status == 0
    assert json.loads(run("origins", key, "--format", "json").out)["probability"][0] > before[0]


def test_without_an_id_propositions_are_listed(run: Command, weir: Path) -> None:
    listed = run("origins")
    assert (listed.status, listed.err) == (0, "")
    assert _id(run, "Observer")[:8] in listed.out
    assert len(run("origins", "--limit", "1", "--format", "json").out.splitlines()) == 1


def test_a_claim_of_one_document_has_one_origin(run: Command, filled: Path) -> None:
    key = json.loads(run("claims", "bridge", "--format", "json").out)[0]["id"]
    shown = run("origins", key)
    assert (shown.status, shown.err) == (0, "")
    assert "1 report, 1 origin" in shown.out


def test_where_nothing_is_said_twice_that_is_told(run: Command, filled: Path) -> None:
    listed = run("origins")
    assert (listed.status, listed.out) == (0, "")
    assert "no two claims of the case say the same" in listed.err


@pytest.mark.parametrize("key", ["zzz", "", " ", "%", "\x1b[2J", "x" * 10_000])
def test_an_id_that_is_none_is_refused_in_one_line(run: Command, filled: Path, key: str) -> None:
    refused = run("origins", key)
    assert refused.status == 1
    assert len(refused.messages) == 1
    assert "\x1b" not in refused.err


def test_an_id_that_fits_several_names_them(run: Command, filled: Path) -> None:
    ids = [row["id"] for row in json.loads(run("claims", "--format", "json").out)]
    firsts = [key[0] for key in ids]
    twice = next((one for one in firsts if firsts.count(one) > 1), None)
    refused = run("origins", twice or "0123456789")
    assert refused.status == 1
    assert len(refused.messages) == 1


def test_a_case_that_is_not_there_is_not_made(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("origins").status == 1
    assert not (tmp_path / "tocsin.db").exists()


def test_what_a_document_holds_does_not_reach_the_terminal_as_a_command(
    run: Command, tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The weir \x1b[2Jwas closed on Monday.\n")
    with Case.open(tmp_path / "tocsin.db", create=True, reader=reader) as case:
        list(case.add([tmp_path / "a.txt"], given=Given(outlet="Obs\x1b[2Jerver\u202e")))
        keys = [found.claim.id for found in case.claims()]
    shown = [run("origins", key) for key in keys]
    assert shown
    assert all("\x1b" not in one.out and "\u202e" not in one.out for one in shown)
