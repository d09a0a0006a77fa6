"""`tocsin demo`: the sample case, built and asked."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.ledger.opening import open_ledger
from tocsin.model.advice import ClaimStanding

Command = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo is built; the first test that uses it builds it, the others run it again."""
    return tmp_path_factory.mktemp("deep") / "new" / "demo"


def test_the_demo_builds_a_case_answers_and_writes_pages(run: Command, folder: Path) -> None:
    done = run("demo", "--into", folder)
    assert (done.status, done.err) == (0, "")
    assert "invented" in done.out
    assert done.out.count("\n» ") == 4
    assert "holds nothing" not in done.out
    assert "Figures side by side" in done.out
    pages = sorted((folder / "pages").glob("*.html"))
    assert len(pages) == 18
    written = [Path(page) for page in re.findall(r"^  (\S+\.html)  ", done.out, re.MULTILINE)]
    assert {page.name for page in written} == {"estimate.html", "choice.html", "brief.html"}
    assert all(page.read_text(encoding="utf-8").startswith("<!doctype html>") for page in (*pages, *written))
    assert "<svg" in (folder / "estimate.html").read_text(encoding="utf-8")
    with open_ledger(folder / "tocsin.db") as ledger:
        rows = ledger.documents()
        assert len(rows) >= 14
        assert len({row.outlet for row in rows}) >= 6
        assert all("invented" in ledger.document(row.id)[0].document.text.lower() for row in rows)
    again = run("demo", "--into", folder)
    assert (again.status, again.out) == (0, done.out)


def test_a_folder_that_cannot_be_made_is_named_with_the_way_out(run: Command, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    done = run("demo", "--into", tmp_path / "taken")
    assert done.status == 1
    assert done.messages == [f"tocsin: {tmp_path}/taken: File exists; name another folder"]


def test_the_alarm_of_the_demo_is_silent_before_the_last_document_and_rings_with_it(run: Command, folder: Path) -> None:
    done = run("demo", "--into", folder)
    before, after = re.findall(r"is silent|begins to ring", done.out)
    assert (before, after) == ("is silent", "begins to ring")
    assert re.search(r"What moved it most:\n  “.*speaks for.*\[\w{8}", done.out)
    brief = (folder / "brief.html").read_text(encoding="utf-8")
    assert re.search(r"rings, as of .{0,40}2026-04-11", re.sub("<[^>]+>", "", brief))


def test_the_choice_of_the_demo_moves_with_the_last_document_and_its_claims_are_in_the_case(
    run: Command, folder: Path
) -> None:
    done = run("demo", "--into", folder)
    before, after = re.findall(r"“(open the spillway now|wait for the inspection)” \(a second path (\d+) %\)", done.out)
    assert (before[0], after[0]) == ("wait for the inspection", "open the spillway now")
    tip = re.search(r"If the probability of a second path .* fell below (0\.\d+)", done.out)
    assert tip is not None
    # Claims that are read a little otherwise leave the advice as it is.
    assert int(before[1]) + 10 < 100 * float(tip[1]) < int(after[1]) - 10
    assert "which was revised" in done.out
    with open_ledger(folder / "tocsin.db") as ledger:
        assert len(ledger.advices("The spillway")) == 2
        assert not [one for one in ledger.advices()[-1].doubts if one.standing is ClaimStanding.MISSING]
