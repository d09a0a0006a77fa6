"""`tocsin review`, `merge`, `export`, `import` and `redact` as they are run."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tocsin import Case, Given, Reader

Command = Callable[..., Any]
TEXT = """The mayor of Saalbrunn said that more than 400 people had left the town. The ministry denied it.
"We will close the bridge if the water rises," the governor said on Tuesday.
"""


@pytest.fixture(scope="session")
def _case_of_one(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "town.txt").write_text(TEXT)
    with Case.open(folder / "review.db", create=True, reader=reader) as case:
        given = Given(published=date(2026, 3, 4), outlet="Observer")
        assert [added.state for added in case.add([folder / "town.txt"], given=given)] == ["new"]
    return folder / "review.db"


@pytest.fixture
def case(_case_of_one: Path, tmp_path: Path) -> Path:
    """A case of one document with three claims."""
    shutil.copytree(f"{_case_of_one}.evidence", tmp_path / "review.db.evidence")
    return Path(shutil.copy(_case_of_one, tmp_path))


def claims(run: Command, case: Path, *more: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("claims", "--format", "jsonl", "--case", case, *more).out.splitlines()]


def test_a_correction_goes_through_to_claims_show_and_verify(run: Command, case: Path) -> None:
    key = claims(run, case)[2]["id"]
    done = run(
        "review", key[:8], "--correct", "kind=threat", "--correct", "speaker=Ada Brandt", "--by", "ilse", "--why",
        "she threatens", "--case", case,
    )  # fmt: skip
    assert (done.status, done.out) == (0, f"1  {key[:8]} corrected in kind, speaker, by ilse: she threatens\n")
    corrected = claims(run, case)[2]
    assert (corrected["kind"], corrected["speaker"], corrected["revised"]) == (
        "threat",
        "Ada Brandt",
        ["speaker", "kind"],
    )
    shown = run("show", key[:8], "--case", case).out
    assert "threat, probable" in shown
    assert "corrected in kind, speaker, by ilse: she threatens" in shown
    record = json.loads(run("show", key[:8], "--format", "json", "--case", case).out)
    assert (record["read"]["kind"], record["reviews"][0]["reason"]) == ("conditional", "she threatens")
    assert "3 entries" in run("verify", "--case", case).out
    assert run("verify", "--case", case).status == 0
    assert "corrected in kind, speaker" in run("history", key[:8], "--format", "csv", "--case", case).out


def test_a_rejected_claim_is_listed_by_itself_and_comes_back(run: Command, case: Path) -> None:
    key = claims(run, case)[1]["id"]
    assert run("review", key, "--reject", "--why", "nobody says so", "--by", "karl", "--case", case).status == 0
    assert key not in [one["id"] for one in claims(run, case)]
    assert [one["id"] for one in claims(run, case, "--rejected")] == [key]
    assert "no longer: rejected" in run("show", key, "--case", case).out
    assert run("review", key, "--undo", "--why", "it does", "--by", "ilse", "--case", case).out.startswith("2  ")
    assert len(claims(run, case)) == 3


def test_the_queue_the_next_and_the_report(run: Command, case: Path) -> None:
    queue = [json.loads(line) for line in run("review", "--format", "jsonl", "--case", case).out.splitlines()]
    assert [one["what"] for one in queue] == ["claim"] * 3
    following = run("review", "--next", "--case", case).out
    assert f"tocsin review {queue[0]['id']} --confirm --why …" in following
    run("review", queue[0]["id"], "--confirm", "--why", "so it says", "--by", "ilse", "--case", case)
    assert len(run("review", "--format", "jsonl", "--case", case).out.splitlines()) == 2
    assert "1 claim reviewed: 1 confirmed; reviews by ilse 1" in run("review", "--report", "--case", case).out
    assert json.loads(run("review", "--report", "--format", "json", "--case", case).out)["right"][:2] == [1, 1]
    assert len(run("review", "--sample", "--limit", "1", "--format", "jsonl", "--case", case).out.splitlines()) == 1


def test_reviews_of_an_earlier_day_are_read_and_not_entered(run: Command, case: Path) -> None:
    key = claims(run, case)[0]["id"]
    run("review", key, "--confirm", "--why", "so it says", "--case", case)
    before = ("--known-by", "2020-01-01", "--case", case)
    assert run("review", "--list", "--format", "jsonl", *before).out == ""
    refused = run("review", key, "--confirm", "--why", "again", *before)
    assert (refused.status, refused.out) == (1, "")


def test_links_and_names_are_ruled_on(run: Command, case: Path) -> None:
    first, _, third = (one["id"] for one in claims(run, case))
    assert (
        "contradicts" in run("review", first, "--link", third, "--as", "contradicts", "--why", "x", "--case", case).out
    )
    assert "contradicts" in run("review", third, "--confirm-link", first, "--why", "x", "--case", case).out
    assert "is not linked to" in run("review", first, "--cut-link", third, "--why", "x", "--case", case).out
    assert "one party" in run("review", "--merge", "governor", "Ada Brandt", "--why", "x", "--case", case).out
    assert "two parties" in run("review", "--split", "governor", "Ada Brandt", "--why", "x", "--case", case).out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["ID", "--reject"], 2, "say why"),
        (["--reject", "--why", "x"], 2, "which claim"),
        (["ID", "--reject", "--confirm", "--why", "x"], 2, "one judgement"),
        (["ID", "--correct", "kind", "--why", "x"], 2, "FIELD=VALUE"),
        (["ID", "--correct", "kind=shout", "--why", "x"], 1, "no kind of claim"),
        (["ID", "--correct", "colour=red", "--why", "x"], 1, "no field"),
        (["ID", "--confirm", "--why", " "], 1, "say why"),
        (["ID", "--confirm", "--why", "x", "--by", "…"], 1, "the name of who enters it"),
        (["ffffffff", "--confirm", "--why", "x"], 1, "holds nothing with the id"),
        (["ID", "--undo", "--why", "x"], 1, "no review that could be taken back"),
        (["--undo-number", "7", "--why", "x"], 1, "no review has the number 7"),
        (["ID", "--link", "ID", "--why", "x"], 2, "--as RELATION"),
        (["ID", "--link", "ID", "--as", "revises", "--why", "x"], 1, "no link to itself"),
        (["--merge", "", "Ada", "--why", "x"], 1, "on two names"),
    ],
)
def test_what_cannot_be_entered_is_told_in_a_line(
    run: Command, case: Path, arguments: list[str], status: int, said: str
) -> None:
    key = claims(run, case)[0]["id"]
    done = run("review", *(key if one == "ID" else one for one in arguments), "--case", case)
    assert done.status == status
    assert said in " ".join(done.err.replace("│", " ").split())
    assert "nothing was changed" in run("verify", "--case", case).out


def test_a_case_goes_out_comes_back_and_is_merged(run: Command, case: Path, tmp_path: Path) -> None:
    key = claims(run, case)[0]["id"]
    run("review", key, "--correct", "kind=promise", "--why", "x", "--by", "ilse", "--case", case)
    assert run("export", tmp_path / "out.jsonl", "--case", case).status == 0
    assert run("import", tmp_path / "out.jsonl", "--case", tmp_path / "in.db").status == 0
    assert claims(run, tmp_path / "in.db") == claims(run, case)
    again = run("import", tmp_path / "out.jsonl", "--case", tmp_path / "in.db")
    assert (again.status, "holds something already" in again.err) == (1, True)
    merged = run("merge", case, "--why", "one desk", "--case", tmp_path / "new.db")
    assert (merged.status, "1 review" in merged.out) == (0, True)
    assert claims(run, tmp_path / "new.db")[0]["kind"] == "promise"
    assert "nothing is new" in run("merge", case, "--why", "again", "--case", tmp_path / "new.db").out
    missing = run("merge", tmp_path / "nowhere.db", "--why", "x", "--case", case)
    assert (missing.status, "there is no case" in missing.err) == (1, True)


def test_a_copy_without_a_source(run: Command, case: Path, tmp_path: Path) -> None:
    done = run("redact", "Observer", "--to", tmp_path / "copy.db", "--case", case)
    assert (done.status, "1 documents withheld" in done.out) == (0, True)
    assert "nothing was changed" in run("verify", "--case", tmp_path / "copy.db").out
    assert "Observer" not in run("claims", "--format", "csv", "--case", tmp_path / "copy.db").out
    assert run("redact", "Nobody", "--to", tmp_path / "other.db", "--case", case).status == 1
    assert not (tmp_path / "other.db").exists()


def test_an_import_that_fails_leaves_no_case_behind(run: Command, case: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "out.jsonl", "--case", case)
    whole = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "cut.jsonl").write_bytes(whole[: len(whole) // 2])
    before = set(tmp_path.iterdir())
    assert run("import", tmp_path / "cut.jsonl", "--case", tmp_path / "in.db").status == 1
    assert set(tmp_path.iterdir()) == before
    held = claims(run, case)
    assert run("import", tmp_path / "cut.jsonl", "--case", case).status == 1
    assert claims(run, case) == held
