"""`tocsin links` and `tocsin propositions`: their forms are a promise to other programs."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin import Case, Reader

Command = Callable[..., Any]
EVIL = "\x1b[2J\x1b]0;owned\x07 \u202eesrever"
PAPERS = [
    ("observer", "Observer", "2026-03-02", "Mayor Ilse Brandt said that the night guards closed the flood gate at Korbach."),
    ("courier", "Courier", "2026-03-02", "According to Jonas Krämer, the gate at Korbach was shut by the night guards."),
    ("ledger", "Ledger", "2026-03-03", "Marta Oswald denied that the night guards closed the flood gate at Korbach."),
    ("digest", f"Digest{EVIL}", "2026-03-03", f"It is unclear whether the guards closed the gate at Korbach {EVIL}."),
    ("=mirror", "Mirror", "2026-03-04", "Mayor Ilse Brandt said that the night guards closed the flood gate at Korbach."),
    ("radio", None, None, "The flood killed 240 people in the valley."),
    ("wire", "Danubia Wire", "2026-03-05", "The flood killed 190 people, not 240, in the valley."),
    ("herald", "Herald", "2026-03-05", "The orchestra of Neustadt played in the market hall."),
]  # fmt: skip
RELATIONS = {"echo", "repeats", "corroborates", "contradicts", "revises", "part_of"}
LINK = {"relation", "a", "b", "reasons"}
PASSAGE = {"document", "start", "end", "claim", "id"}
PROPOSITION = {"id", "statement", "reports", "origins_for", "origins_against", "credibility", "probability"}


def as_lines(papers: list[tuple[str, str | None, str | None, str]]) -> str:
    names = ("name", "outlet", "published", "text")
    told = ({name: value for name, value in zip(names, one, strict=True) if value is not None} for one in papers)
    return "\n".join(map(json.dumps, told))


@pytest.fixture(scope="session")
def _gate_case(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    folder = tmp_path_factory.mktemp("gate")
    (folder / "papers.jsonl").write_text(as_lines(PAPERS))
    with Case.open(folder / "tocsin.db", create=True, reader=reader) as case:
        assert [added.state for added in case.add([folder / "papers.jsonl"])] == ["new"] * len(PAPERS)
    return folder / "tocsin.db"


@pytest.fixture
def gate(_gate_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of some papers on a gate, which is the case of this folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(_gate_case, tmp_path))


def lines(run: Command, *arguments: str) -> list[dict[str, Any]]:
    done = run(*arguments, "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def test_links_are_one_object_a_line(run: Command, gate: Path) -> None:
    found = lines(run, "links")
    texts = {name: text for name, _, _, text in PAPERS}
    assert found
    for link in found:
        assert set(link) == LINK
        assert link["relation"] in RELATIONS
        assert link["reasons"]
        assert all(reason["words"] for reason in link["reasons"])
        for end in (link["a"], link["b"]):
            assert set(end) == PASSAGE
            assert texts[end["document"]][end["start"] : end["end"]] == end["claim"]


def test_links_run_from_the_later_account(run: Command, gate: Path) -> None:
    revisions = [one for one in lines(run, "links") if one["relation"] == "revises"]
    assert {(one["a"]["document"], one["b"]["document"]) for one in revisions} == {("wire", "radio")}


def test_a_denial_is_linked_to_every_report_that_says_so(run: Command, gate: Path) -> None:
    denied = [
        {one["a"]["document"], one["b"]["document"]}
        for one in lines(run, "links", "--about", "gate")
        if one["relation"] == "contradicts"
    ]
    for said in ("observer", "courier", "=mirror"):
        assert {"ledger", said} in denied


def test_what_leaves_it_open_is_no_link(run: Command, gate: Path) -> None:
    assert not [one for one in lines(run, "links") if "digest" in (one["a"]["document"], one["b"]["document"])]


def test_every_claim_is_a_report_of_exactly_one_proposition(run: Command, gate: Path) -> None:
    found = lines(run, "propositions")
    reports = [report["id"] for one in found for report in one["reports"]]
    assert sorted(reports) == sorted(claim["id"] for claim in lines(run, "claims"))
    for one in found:
        assert set(one) == PROPOSITION
        assert one["id"] in {report["id"] for report in one["reports"]}
        for report in one["reports"]:
            assert set(report) == {*PASSAGE, "stance", "origin"}
            assert report["stance"] in ("for", "against", "open")
        assert 1 <= one["credibility"] <= 6
        assert one["probability"] is None or 0 <= one["probability"][0] <= one["probability"][1] <= 1


def test_propositions_with_most_reports_come_first(run: Command, gate: Path) -> None:
    numbers = [len(one["reports"]) for one in lines(run, "propositions")]
    assert numbers == sorted(numbers, reverse=True)


def test_stances_are_told_by_their_reports(run: Command, gate: Path) -> None:
    first = lines(run, "propositions", "--limit", "1")[0]
    told = {report["document"]: report["stance"] for report in first["reports"]}
    assert told == {"observer": "for", "courier": "for", "=mirror": "for", "ledger": "against", "digest": "open"}
    assert (first["origins_for"], first["origins_against"]) == (2, 1)


@pytest.mark.parametrize("command", ["links", "propositions"])
def test_a_json_list_holds_what_the_lines_hold(run: Command, gate: Path, command: str) -> None:
    done = run(command, "--format", "json")
    assert json.loads(done.out) == lines(run, command)


@pytest.mark.parametrize("command", ["links", "propositions"])
def test_a_csv_has_a_row_for_each_line(run: Command, gate: Path, command: str) -> None:
    done = run(command, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert len(rows) == len(lines(run, command))
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


def test_a_csv_of_propositions_counts_stances(run: Command, gate: Path) -> None:
    done = run("propositions", "--format", "csv", "--limit", "1")
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert [row[name] for name in ("for", "against", "open", "origins_for", "origins_against")] == [
        "3", "1", "1", "2", "1",
    ]  # fmt: skip


def test_the_table_of_propositions_leaves_out_those_of_one_report(run: Command, gate: Path) -> None:
    done = run("propositions")
    assert (done.status, done.err) == (0, "")
    assert "gate" in done.out
    assert "orchestra" not in done.out


@pytest.mark.parametrize("command", ["links", "propositions"])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_no_form_prints_what_a_terminal_would_obey(run: Command, gate: Path, command: str, form: str) -> None:
    out = run(command, "--format", form).out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize("command", ["links", "propositions"])
def test_a_limit_cuts_the_list(run: Command, gate: Path, command: str) -> None:
    assert lines(run, command, "--limit", "2") == lines(run, command)[:2]


@pytest.mark.parametrize("command", ["links", "propositions"])
def test_a_limit_of_nothing_is_refused(run: Command, gate: Path, command: str) -> None:
    assert run(command, "--limit", "0").status == 2


def test_links_can_be_asked_for_what_holds_some_words(run: Command, gate: Path) -> None:
    found = lines(run, "links", "--about", "flood killed")
    assert {(one["a"]["document"], one["b"]["document"]) for one in found} == {("wire", "radio")}


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader) -> Path:
    """A case that holds nothing."""
    monkeypatch.chdir(tmp_path)
    with Case.open(tmp_path / "tocsin.db", create=True, reader=reader):
        return tmp_path


@pytest.mark.parametrize("command", ["links", "propositions"])
def test_an_empty_case_has_none_and_says_so_beside_a_table_only(run: Command, empty: Path, command: str) -> None:
    for form, rows in (("jsonl", str.splitlines), ("json", json.loads), ("csv", lambda out: list(csv.reader([out])))):
        done = run(command, "--format", form)
        assert (done.status, done.err) == (0, "")
        assert len(rows(done.out)) <= (form == "csv")
    done = run(command)
    assert done.status == 0
    assert done.messages
