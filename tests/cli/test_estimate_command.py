"""`tocsin estimate`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tocsin import Case, Reader

Command = Callable[..., Any]

POST, WATCH = "General Staff of the Armed Forces of Denmark", "Lenswatch"
TEXTS = (
    (POST, "2026-01-10", "Denmark's military claimed that 40 Swedish buses had been destroyed since 1 January 2026."),
    (POST, "2026-01-30", "As of 30 January 2026, Swedish losses stood at 90 buses."),
    (WATCH, "2026-01-20", "At least 25 Swedish buses were destroyed by 20 January, according to visual evidence."),
    ("Drau Radio", "2026-02-03", "There are more than 300 Swedish guards in Vienna. About 12 percent of them sleep."),
    ("Drau Radio", "2026-02-04", "It is not true that 9,000 Swedish guards are in Vienna."),
)  # fmt: skip


@pytest.fixture(scope="session")
def _counted(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    lines = [
        json.dumps(
            {"name": f"t{n}", "outlet": outlet, "published": day, "text": text, "url": f"https://example.org/{n}"}
        )
        for n, (outlet, day, text) in enumerate(TEXTS)
    ]
    (folder / "texts.jsonl").write_text("\n".join(lines))
    with Case.open(folder / "tocsin.db", create=True, reader=reader) as case:
        assert [added.state for added in case.add([folder / "texts.jsonl"])] == ["new"] * len(TEXTS)
    return folder / "tocsin.db"


@pytest.fixture
def estimate(run: Command, _counted: Path) -> Command:
    def estimated(*arguments: str | Path) -> Any:
        return run("estimate", *arguments, "--case", _counted)

    return estimated


def test_a_claiming_and_a_counting_source_bound_a_sum(estimate: Command) -> None:
    done = estimate("Swedish buses lost", "--at", "2026-01-20", "--at", "2026-01-30", "--format", "json")
    told = json.loads(done.out)
    assert (told["cumulative"], told["measure"]) == (True, "lost")
    first, last = told["levels"]
    assert [first["day"], last["day"]] == ["2026-01-20", "2026-01-30"]
    assert (first["low"], last["low"], last["high"]) == (25, 25, 90)
    assert set(told["sources"]) == {POST, WATCH}
    assert told["sources"][POST][0]["best"] == pytest.approx(65)
    assert {one["counting"] for one in told["accounts"]} == {"claim", "minimum"}
    assert all(one["sentence"] and one["claim"] for one in told["accounts"])


def test_the_table_tells_accounts_and_band(estimate: Command) -> None:
    done = estimate("Swedish", "guards", "--in", "Vienna")
    assert done.status == 0
    assert "more than 300 guards" in done.out
    assert "300 or more" in done.out
    assert "denied" in done.out


def test_a_picture_and_a_page_are_written_whole(estimate: Command, tmp_path: Path) -> None:
    done = estimate("Swedish buses lost", "--format", "svg", "--out", tmp_path / "a.svg")
    assert (done.status, len(done.out.splitlines())) == (0, 1)
    ElementTree.parse(tmp_path / "a.svg")
    done = estimate("Swedish buses lost", "--format", "html", "--out", tmp_path / "a.html", "--png", tmp_path / "a.png")
    assert done.status == 0
    page = (tmp_path / "a.html").read_text()
    assert 'href="https://example.org/2"' in page
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_to_standard_output_goes_only_the_picture(estimate: Command) -> None:
    ElementTree.fromstring(estimate("Swedish buses lost", "--format", "svg").out)


def test_a_window_and_a_source_narrow_it(estimate: Command) -> None:
    done = estimate(
        "buses lost", "--source", "lenswatch", "--since", "2026-01-15", "--until", "2026-01-25", "--format", "json"
    )
    told = json.loads(done.out)
    assert [one["origin"] for one in told["accounts"]] == [WATCH]
    assert told["levels"][0]["high"] is None


def test_what_is_not_counted_is_told_with_what_is(estimate: Command) -> None:
    done = estimate("ferries", "--in", "Vienna")
    assert (done.status, done.out, len(done.messages)) == (1, "", 1)
    assert "buses (" in done.err
    assert "Vienna" in done.err


def test_an_empty_case_is_told(run: Command, tmp_path: Path) -> None:
    with Case.open(tmp_path / "empty.db", create=True):
        pass
    done = run("estimate", "buses", "--case", tmp_path / "empty.db")
    assert (done.status, len(done.messages)) == (1, 1)
    assert "tocsin add" in done.err


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("the",), 1, "nothing that could be counted"),
        (("buses", "--at", "31 February"), 2, "is no day"),
        (("buses", "--since", "2026-02-02", "--until", "2026-01-01"), 2, "is after --until"),
        (("buses", "--out", "x.txt"), 2, "--format"),
        (("buses", "--format", "svg", "--out", "/nowhere/at/all.svg"), 1, "cannot be written"),
        (("buses", "--png", "/nowhere/at/all.png"), 1, "cannot be written"),
        (("\x1b[31m\u202e\ud800",), 1, "no account"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    estimate: Command, arguments: tuple[str, ...], status: int, told: str
) -> None:
    done = estimate(*arguments)
    assert done.status == status
    assert told in " ".join(done.err.split())
    assert "\x1b" not in done.err


def test_what_a_person_says_is_revised_is_not_counted(run: Command, tmp_path: Path, reader: Reader) -> None:
    lines = [
        {"name": name, "outlet": outlet, "published": "2026-02-03", "text": f"There are {number} guards in Vienna."}
        for name, outlet, number in (("a", "Drau Radio", 300), ("b", "Vienna Ledger", 40))
    ]
    (tmp_path / "texts.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with Case.open(tmp_path / "tocsin.db", create=True, reader=reader) as case:
        list(case.add([tmp_path / "texts.jsonl"]))
        first, second = [found.claim.id for found in case.claims()]
    case_file = ("--case", tmp_path / "tocsin.db")
    assert run("link", second, first, "--as", "revises", "--reason", "a misprint", *case_file).status == 0
    told = json.loads(run("estimate", "guards", "--format", "json", *case_file).out)
    assert {one["claim"]: one["standing"] for one in told["accounts"]} == {first: "revised since", second: "counted"}
