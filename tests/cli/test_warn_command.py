"""`tocsin warn`: what it prints, what it records, and its exit status."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factory import AT, a_claim, a_document, a_reading, an_evidence

import tocsin
from tocsin import Case, Given, Reader
from tocsin.ledger.opening import open_ledger
from tocsin.model.source import Grade, Position, Reliability

Command = Callable[..., Any]

SCENARIO = """
name = "dam"
question = "Will the dam of Korbach hold?"
horizon = 2020-12-31
resolution = "By the gauge."

[[hypothesis]]
name = "it fails"
prior = 0.2
[[hypothesis]]
name = "it holds"
prior = 0.7
[[hypothesis]]
name = "a planted scare"
prior = 0.1

[alarm]
hypothesis = "it fails"
rings_at = 0.6
silent_at = 0.4

[[indicator]]
name = "cloudy water"
words = "cloudy"
half_life = 30
likelihood = { "it fails" = 0.9, "it holds" = 0.1, "a planted scare" = 0.3 }

[[indicator]]
name = "people leave"
words = "left"
least_origins = 2
likelihood = { "it fails" = "very likely", "it holds" = "unlikely", "a planted scare" = "unlikely" }

[[indicator]]
name = "engineers are called"
words = "engineer*"
likelihood = { "it fails" = 0.6, "it holds" = 0.4, "a planted scare" = 0.4 }
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an empty case and a scenario."""
    monkeypatch.chdir(tmp_path)
    open_ledger(tmp_path / "tocsin.db").close()
    (tmp_path / "dam.toml").write_text(SCENARIO)
    return tmp_path


def enter(text: str, *, day: int | None = 10, outlet: str = "Port Gazette", case: str = "tocsin.db") -> str:
    """A claim of an outlet that saw it and can be relied on."""
    document = a_document(text, outlet=outlet, published=date(2020, 6, day) if day else None)
    claim = a_claim(document, speaker=outlet, position=Position.SAW)
    with open_ledger(case) as ledger:
        ledger.enter_grade(Grade(name=outlet, reliability=Reliability.A, at=AT, by="ana", reason="its record"))
        ledger.add(an_evidence(document), a_reading(document, claim), reader="reader 1", at=AT)
    return claim.id


def test_an_empty_case_leaves_the_priors_and_all_that_is_not_seen_is_listed(run: Command, folder: Path) -> None:
    done = run("warn", "dam.toml", "--at", "2020-06-30")
    assert (done.status, done.err) == (0, "")
    assert "dam: Will the dam of Korbach hold?" in done.out
    assert "The alarm is silent: “it fails” stands at 20 % (very unlikely), and it begins at 60 %" in done.out
    assert "Nothing was seen that counts" in done.out
    assert "first time that the scenario is assessed" in done.out
    assert all(name in done.out for name in ("cloudy water", "people leave", "engineers are called"))


def test_an_alarm_that_rings_is_status_3_and_says_why(run: Command, folder: Path) -> None:
    run("warn", "dam.toml", "--at", "2020-06-05")
    claim = enter("The water is cloudy.")
    enter("People have left.")
    done = run("warn", "dam.toml", "--at", "2020-06-10")
    assert (done.status, done.err) == (3, "")
    assert "THE ALARM RINGS: “it fails” stands at 62 % (likely) and has reached the 60 % at which it begins" in done.out
    assert f"what speaks for it most is “cloudy water” (×3.08, {claim[:8]})." in done.out
    assert "“The water is cloudy.”" in done.out
    assert "“people leave” (1 origin of the 2 it needs)" in done.out
    assert "“it fails” would no longer lead if 1 claim, each by itself, were false" in done.out
    assert "“cloudy water” was seen: 1 new claim (×3.08)" in done.out
    assert "since 2020-06-05" in done.out
    again = run("warn", "dam.toml", "--at", "2020-06-12")
    assert again.status == 3
    assert "THE ALARM HAS RUNG since 2020-06-10" in again.out


def test_the_json_of_a_scenario_is_one_line_with_everything(run: Command, folder: Path) -> None:
    claim = enter("The water is cloudy.")
    done = run("warn", "dam.toml", "--at", "2020-06-10", "--json")
    assert done.status == 3
    (line,) = done.out.splitlines()
    told = json.loads(line)
    assert (told["scenario"], told["leading"], told["alarm"]["rings"]) == ("dam", "it fails", True)
    assert sum(one["probability"] for one in told["hypotheses"]) == pytest.approx(1)
    assert all(0 <= one["low"] <= one["probability"] <= one["high"] <= 1 for one in told["hypotheses"])
    cloudy, people, _ = told["indicators"]
    assert (cloudy["state"], people["state"]) == ("seen", "not seen")
    assert cloudy["testimonies"][0]["claims"] == [claim]
    assert cloudy["effects"]["it fails"] == pytest.approx(3.08, abs=0.01)
    assert told["claims"][claim]["sentence"] == "The water is cloudy."
    assert told["matrix"]["rows"][0]["marks"] == ["CC", "II", "I"]
    assert told["sensitivity"]["claims"][0]["changes"] is True
    assert told["recorded"] == "recorded in the case"


def test_a_dry_run_records_nothing(run: Command, folder: Path) -> None:
    done = run("warn", "dam.toml", "--at", "2020-06-10", "--dry-run")
    assert "not recorded: this is a dry run" in done.out
    assert "no assessment is recorded in this case" in run("warn", "--history").err


def test_what_was_recorded_is_listed(run: Command, folder: Path) -> None:
    (folder / "other.toml").write_text(SCENARIO.replace('name = "dam"', 'name = "other"'))
    run("warn", "dam.toml", "--at", "2020-06-05")
    enter("The water is cloudy.")
    run("warn", "dam.toml", "other.toml", "--at", "2020-06-10")
    run("warn", "dam.toml", "--at", "2020-09-30")
    rows = [json.loads(line) for line in run("warn", "--history", "--json").out.splitlines()]
    assert [(row["scenario"], row["at"][:10], row["alarm_state"]) for row in rows] == [
        ("dam", "2020-06-05", "is silent"), ("dam", "2020-06-10", "begins to ring"),
        ("other", "2020-06-10", "begins to ring"), ("dam", "2020-09-30", "stops"),
    ]  # fmt: skip
    table = run("warn", "--history", "other.toml")
    assert table.status == 0
    assert "begins to ring" in table.out
    assert "2020-06-05" not in table.out


def test_a_broken_file_is_told_and_the_others_go_on(run: Command, folder: Path) -> None:
    (folder / "broken.toml").write_text(SCENARIO.replace("prior = 0.2", "prior = 0.3"))
    done = run("warn", "broken.toml", "none.toml", "dam.toml", "--at", "2020-06-10")
    assert done.status == 1
    assert "dam: Will" in done.out
    assert done.messages[0].startswith("tocsin: broken.toml:7: the priors sum to 1.1 and not to 1")
    assert done.messages[1].startswith("tocsin: none.toml: No such file")


def test_a_broken_file_does_not_hide_an_alarm_that_rings(run: Command, folder: Path) -> None:
    (folder / "broken.toml").write_text("name = ")
    enter("The water is cloudy.")
    done = run("warn", "broken.toml", "dam.toml", "--at", "2020-06-10")
    assert done.status == 3
    assert len(done.messages) == 1


def test_a_folder_of_scenarios_is_weighed_whole(run: Command, folder: Path) -> None:
    (folder / "s").mkdir()
    for name in ("a", "b"):
        (folder / "s" / f"{name}.toml").write_text(SCENARIO.replace('name = "dam"', f'name = "{name}"'))
    lines = run("warn", "s", "--json", "--at", "2020-06-10").out.splitlines()
    assert [json.loads(line)["scenario"] for line in lines] == ["a", "b"]


def test_a_horizon_that_has_passed_is_told_with_how_it_is_resolved(run: Command, folder: Path) -> None:
    done = run("warn", "dam.toml", "--at", "2021-01-01")
    assert "The last day of the question, 2020-12-31, has passed. To be told by: By the gauge." in done.out


def test_documents_without_a_day_are_counted_and_told(run: Command, folder: Path) -> None:
    enter("The water is cloudy.", day=None)
    done = run("warn", "dam.toml", "--at", "2020-06-10")
    assert done.status == 0  # it counts from the day it was added


def test_without_scenarios_it_says_what_to_name(run: Command, folder: Path) -> None:
    done = run("warn")
    assert done.status == 2
    assert "name a scenario file" in done.err


def test_a_case_that_is_not_there_is_not_made(run: Command, folder: Path) -> None:
    done = run("warn", "dam.toml", "--case", "none.db")
    assert done.status == 1
    assert done.messages[0].startswith("tocsin: there is no case none.db")
    assert not Path("none.db").exists()


def test_long_tables_are_cut_unless_all_is_asked_for(run: Command, folder: Path) -> None:
    likelihood = '{ "it fails" = 0.6, "it holds" = 0.4, "a planted scare" = 0.4 }'
    more = "".join(f'[[indicator]]\nname = "n{n}"\nwords = "w{n}"\nlikelihood = {likelihood}\n' for n in range(60))
    (folder / "dam.toml").write_text(SCENARIO + more)
    short, whole = (run("warn", "dam.toml", "--at", "2020-06-10", *extra).out for extra in ((), ("--all",)))
    assert "and 43 more; --all shows them" in short
    assert "n59" not in short
    assert "n59" in whole


def test_nothing_a_terminal_would_obey_is_printed(run: Command, folder: Path) -> None:
    (folder / "dam.toml").write_text(
        SCENARIO.replace('"dam"', '"d\\u001b[2Jam"').replace("it fails", "it \\u202efails")
    )
    enter("The water is cloudy \x1b[31m.", outlet="Port \x1b]0;x\x07Gazette")
    for form in ((), ("--json",), ("--all",)):
        done = run("warn", "dam.toml", "--at", "2020-06-10", *form)
        assert done.status == 3
        assert not any(mark in done.out + done.err for mark in ("\x1b", "\x07", "\u202e"))


def test_neither_the_parser_nor_the_reader_is_loaded(folder: Path) -> None:
    enter("The water is cloudy.")
    script = (
        "import sys; sys.argv = ['tocsin', 'warn', 'dam.toml', '--at', '2020-06-10', '--json']\n"
        "from tocsin.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'spacy', 'thinc', 'trafilatura', 'tocsin.read.parser', 'tocsin.engine.reader'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nset()\n")


# --- the sample case ---------------------------------------------------------------------------------------------------

DEMO = Path(tocsin.__file__).parent / "demo"


def test_the_alarm_of_the_sample_case_rings_when_the_last_document_arrives_and_says_why(
    run: Command, tmp_path: Path, reader: Reader
) -> None:
    texts = sorted((DEMO / "case").glob("*.md"))
    case, dam = tmp_path / "case.db", DEMO / "scenarios" / "dam.toml"

    def add(paths: list[Path]) -> None:
        with Case.open(case, create=True, reader=reader) as opened:
            assert all(added.state == "new" for added in opened.add(paths, given=Given()))

    def warn(day: str) -> tuple[int, Any]:
        done = run("warn", dam, "--case", case, "--at", day, "--json")
        return done.status, json.loads(done.out)

    add(texts[:7])
    status, first = warn("2026-03-15")
    assert (status, first["alarm"]["state"]) == (0, "is silent")
    add(texts[7:17])
    assert warn("2026-04-05")[0] == 0
    shutil.copy(case, tmp_path / "before.db")
    add(texts[17:])
    status, last = warn("2026-04-11")
    assert (status, last["alarm"]["state"]) == (3, "begins to ring")
    assert last["leading"] == "it gets out of hand"
    assert "THE ALARM RINGS" in last["alarm"]["why"]
    moved = {claim for reason in last["moved_by"] for claim in reason["claims"]}
    assert any(last["claims"][claim]["name"] == texts[17].stem for claim in moved)
