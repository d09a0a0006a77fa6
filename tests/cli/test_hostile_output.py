"""Text of others is shown, never obeyed: by a terminal, a spreadsheet, or whoever reads the messages."""

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

EVIL = "\x1b[2J\x1b]0;owned\x07 \x9b31m \x7f \u202eesrever\u2066 \x00"
OBEYED = [chr(code) for code in (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202A, 0x202E, 0x2066, 0x2069)]


RECORD = {
    "name": f"evil{EVIL}\nname",
    "text": f"The mayor of {EVIL} said that 400 people left. The [bold]Markup[/bold] :smile: bridge held.\n",
    "title": f"=cmd|' /C calc'!A0{EVIL}\ntocsin: forged line",
    "outlet": f"@SUM(1){EVIL}",
    "url": f"https://example.org/{EVIL}",
    "published": "2026-03-04",
}


@pytest.fixture(scope="session")
def _evil_folder(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    folder = tmp_path_factory.mktemp("evil")
    (folder / "evil.jsonl").write_text(json.dumps(RECORD))
    with Case.open(folder / "tocsin.db", create=True, reader=reader) as case:
        assert [added.state for added in case.add([folder / "evil.jsonl"])] == ["new"]
    return folder


@pytest.fixture
def evil(_evil_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The record of a document that tries everything, which is the case of this folder."""
    shutil.copytree(_evil_folder, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return RECORD


def harmless(text: str) -> bool:
    return not any(mark in text for mark in OBEYED)


@pytest.mark.parametrize(
    "command",
    [
        ["read", "evil.jsonl"],
        ["read", "evil.jsonl", "--format", "json"],
        ["read", "evil.jsonl", "--format", "jsonl"],
        ["claims"],
        ["claims", "--format", "json"],
        ["claims", "--format", "csv"],
        ["documents"],
        ["documents", "--format", "csv"],
        ["documents", "--format", "jsonl"],
        ["ask", "How many people left?"],
        ["ask", "How many people left?", "--format", "json"],
        ["show", "ID"],
        ["show", "ID", "--format", "json"],
        ["show", "CLAIM"],
        ["show", "CLAIM", "--format", "json"],
    ],
    ids=" ".join,
)
def test_nothing_a_terminal_would_obey_is_printed(run: Command, evil: dict[str, str], command: list[str]) -> None:
    claim = json.loads(run("claims", "--format", "jsonl").out.splitlines()[0])
    names = {"ID": claim["document"], "CLAIM": claim["id"]}
    done = run(*(names.get(word, word) for word in command))
    assert done.status == 0
    assert done.out
    assert harmless(done.out)


def test_json_still_says_exactly_what_the_text_says(run: Command, evil: dict[str, str]) -> None:
    record = json.loads(run("read", "evil.jsonl", "--format", "jsonl").out)
    # No database keeps the character 0; one of the same length stands for it, so that all offsets stay.
    assert {field: record["document"][field] for field in evil} == {
        field: value.replace("\0", "\ufffd") for field, value in evil.items()
    }


def test_markup_is_printed_as_it_stands(run: Command, evil: dict[str, str]) -> None:
    assert "[bold]Markup[/bold] :smile: bridge held" in run("claims").out


@pytest.mark.parametrize("command", ["claims", "documents"])
def test_no_cell_of_a_spreadsheet_is_a_formula(run: Command, evil: dict[str, str], command: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run(command, "--format", "csv").out)))
    assert rows
    for cell in (cell for row in rows for cell in row.values()):
        assert cell[:1] not in ("=", "@", "\t", "\r")
        assert cell[:1] not in ("+", "-") or cell[1:].replace(".", "").isdigit()
    assert {row["outlet"][:2] for row in rows} == {"'@"}


def test_a_message_is_one_line_whatever_it_quotes(run: Command, tmp_path: Path) -> None:
    name = f"no\nsuch{EVIL[:8]}\r\nfile.txt"
    done = run("read", tmp_path / name)
    assert done.status == 1
    (message,) = done.messages
    assert harmless(message)


def test_a_message_that_lists_documents_is_harmless(run: Command, evil: dict[str, str]) -> None:
    Path("evil.jsonl").write_text(json.dumps({**evil, "text": "Another text."}))
    run("add", "evil.jsonl")
    done = run("show", evil["name"].replace("\0", ""))
    assert done.status == 1
    assert len(done.messages) == 1
    assert harmless(done.messages[0])
    done = run("documents")
    assert "\ntocsin: forged line" not in done.out


def test_half_a_character_in_a_text_is_printed_in_no_harmful_way(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The \\ud800 dam broke.", "title": "\\udfff"}')
    for form in ("table", "json", "html"):
        done = run("read", tmp_path / "a.jsonl", "--format", form)
        assert done.status == 0
        done.out.encode("utf-8")


FORGERY = "Post\n   “Nobody left.”\n\n2. Nobody left\u2028   certain (95–99 %) · The ministry"


@pytest.mark.parametrize(
    "command", [["ask", "How many people left Saalbrunn?"], ["show", "n"], ["conflicts"]], ids=" ".join
)
def test_a_document_forges_no_line_of_an_answer(run: Command, tmp_path: Path, command: list[str]) -> None:
    lines = [
        {"name": "n", "outlet": FORGERY, "published": "2026-03-04", "text": "The clerk said that 700 people left Saalbrunn."},
        {
            "name": "m\n2. forged", "outlet": "Post", "published": "2026-03-05",
            "text": "The clerk said that 70 people left Saalbrunn.",
        },
    ]  # fmt: skip
    posts = tmp_path / "posts.jsonl"
    posts.write_text("\n".join(map(json.dumps, lines)))
    case = ["--case", str(tmp_path / "case.db")]
    assert run("add", posts, "--language", "en", *case).status == 0
    out = run(*command, *case).out
    assert not [line for line in out.splitlines() if line.lstrip().startswith(("2. Nobody", "2. forged", "“Nobody"))]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_no_formula_begins_where_a_spreadsheet_cuts_at_another_separator(
    run: Command, tmp_path: Path, separator: str
) -> None:
    record = {
        "name": "n", "outlet": f"x{separator}=1+1{separator}y", "title": f"=1\n=2+2\u2028@x{separator} -3",
        "text": "The clerk said that 700 people left Saalbrunn.",
    }  # fmt: skip
    posts = tmp_path / "posts.jsonl"
    posts.write_text(json.dumps(record))
    case = ["--case", str(tmp_path / "case.db")]
    assert run("add", posts, "--language", "en", *case).status == 0
    for command in ("claims", "documents"):
        out = run(command, "--format", "csv", *case).out
        cells = [cell for row in csv.reader(io.StringIO(out), delimiter=separator) for cell in row]
        assert any("1+1" in cell for cell in cells)
        assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+@-") and cell != "-"]


@pytest.mark.parametrize(
    "command",
    [
        ["claims", "--kind", "VALUE"], ["claims", "--since", "VALUE"], ["claims", "--VALUE"], ["--VALUE"], ["VALUE"],
        ["show", "VALUE"], ["origins", "VALUE"], ["remove", "VALUE", "--reason", "x"], ["read", "VALUE"],
        ["read", "x", "--language", "VALUE"], ["relate", "VALUE"], ["warn", "VALUE"], ["scenario", "check", "VALUE"],
        ["estimate", "VALUE"], ["documents", "--case", "VALUE"], ["brief", "--scenario", "VALUE"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_message_names_a_long_value_cut_and_with_its_length(run: Command, filled: Path, command: list[str]) -> None:
    done = run(*(word.replace("VALUE", "a" * 5000) for word in command))
    assert done.status in (1, 2)
    assert "a" * 20 in done.err
    assert len(done.err) < 1600


def test_problems_of_many_lines_of_one_file_are_counted(run: Command, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text("no JSON\n" * 15 + '{"text": "The bridge held."}\n')
    for command in (["read"], ["add", "--case", str(tmp_path / "case.db")], ["relate"]):
        done = run(command[0], posts, *command[1:])
        assert done.status == 1
        assert len(done.messages) == 4
        more = 13 if command == ["relate"] else 12
        assert f"posts.jsonl: {more} more lines cannot be used, the last of them line {more + 3}" in done.messages[-1]
