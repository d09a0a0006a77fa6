"""`tocsin lists`, and lists in `tocsin exposure`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exposure.lists import samples

Command = Callable[..., Any]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(text: str, name: str = "sdn.xml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_list_is_entered_listed_and_compared(run: Command, write: Callable[..., Path]) -> None:
    done = run("lists", "add", write(samples.OFAC_XML), "--name", "ofac")
    assert "entered: ofac of 2025-03-01, 2 entries (OFAC SDN XML); 1 ships, aircraft and others passed over" in done.out
    later = samples.OFAC_XML.replace("03/01/2025", "04/01/2025").replace(">VALE<", ">DALE<", 1)
    assert run("lists", "add", write(later), "--name", "ofac").status == 0
    rows = json.loads(run("lists", "list", "--format", "json").out)
    assert [row["dated"] for row in rows] == ["2025-03-01", "2025-04-01"]
    (change,) = json.loads(run("lists", "diff", "ofac@2025-03-15", "--format", "json").out)
    assert (change["id"], change["change"], change["programs_before"][0], change["programs_after"][0]) == (
        "ofac-101", "changed", "US-VALE", "US-DALE",
    )  # fmt: skip


def test_a_file_that_is_no_list_is_told_and_the_rest_goes_on(run: Command, write: Callable[..., Path]) -> None:
    bad, good = write(samples.OFAC_XML[:-40], "cut.xml"), write(samples.OFAC_XML)
    done = run("lists", "add", bad, good, "missing.xml", "--name", "ofac")
    assert done.status == 1
    assert len(done.messages) == 2
    assert "cut.xml: the XML is cut off or broken" in done.messages[0]
    assert "sdn.xml: entered" in done.out


def test_a_list_that_is_not_kept_is_told(run: Command, write: Callable[..., Path]) -> None:
    done = run("lists", "diff", "ofac@2025-01-01")
    assert done.status == 1
    assert "no version of the list 'ofac' is kept; kept: none" in done.err
    table = write("from,to,type\nA,B,owns\n", "ties.csv")
    assert run("exposure", table, "--rule", "ofac50", "--list", "ofac@soon").status == 1


def statuses(run: Command, *arguments: object) -> dict[str, str]:
    done = run("exposure", *arguments, "--on", "2025-03-01", "--format", "json")
    assert done.status == 0, done.err
    return {one["entity"]: one["status"] for one in json.loads(done.out)["entities"]}


def test_a_name_of_a_list_makes_it_possible_and_certain_only_if_names_are_trusted(
    run: Command, write: Callable[..., Path]
) -> None:
    run("lists", "add", write(samples.OFAC_XML), "--name", "ofac")
    table = write(
        "from,to,type,share\nОльмар Вестрак,Brelka,owns,60\nNils Darrow,Tarnovel Repair Plant 8,director,\n", "t.csv"
    )
    asked = (table, "--rule", "ofac50", "--list", "ofac")
    found = statuses(run, *asked)
    assert (found["Ольмар Вестрак"], found["Brelka"], found["Tarnovel Repair Plant 8"]) == (
        "possibly",
        "possibly",
        "not",
    )
    trusted = statuses(run, *asked, "--trust-names")
    assert (trusted["Ольмар Вестрак"], trusted["Brelka"]) == ("listed", "blocked")


def test_stakes_of_a_table_above_all_of_a_company_are_told_and_taken_to_be_open(
    run: Command, write: Callable[..., Path]
) -> None:
    table = write("from,to,type,share\nA,C,owns,60\nB,C,owns,60\nA,US-VALE,listed,\n", "t.csv")
    done = run("exposure", table, "--rule", "ofac50", "--format", "json")
    assert done.status == 1
    assert "the sure stakes in 'C' are 120 %" in done.err
    assert {one["entity"]: one["status"] for one in json.loads(done.out)["entities"]}["C"] == "possibly"


def test_a_followthemoney_file_is_a_network(run: Command, write: Callable[..., Path]) -> None:
    owned = '{"id": "o", "schema": "Ownership", "properties": {"owner": ["NK-1"], "asset": ["NK-2"], "percentage": ["50"]}}\n'
    path = write(samples.FTM + owned, "network.jsonl")
    assert statuses(run, path, "--rule", "ofac50") == {"NK-1": "listed", "NK-2": "blocked"}
