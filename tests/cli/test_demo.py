"""`tocsin demo`: the sample case, built and asked."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tocsin.ledger.ledger import Ledger

Command = Callable[..., Any]


def test_the_demo_builds_a_case_answers_and_writes_pages(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "demo"
    done = run("demo", "--into", folder)
    assert (done.status, done.err) == (0, "")
    assert "invented" in done.out
    assert done.out.count("\n» ") == 3
    assert "holds nothing" not in done.out
    assert "Figures side by side" in done.out
    pages = re.findall(r"^  (\S+\.html)$", done.out, re.MULTILINE)
    assert len(pages) == 18
    assert all(Path(page).read_text(encoding="utf-8").startswith("<!doctype html>") for page in pages)
    with Ledger(folder / "tocsin.db") as ledger:
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
    assert done.messages == [f"tocsin: {tmp_path}/taken: File exists; name another folder with --into"]
