"""`tocsin serve` before it serves, and `tocsin accounts`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--name", "board.example"), ("--login",)])
def test_a_board_that_others_reach_is_not_served_without_accounts(
    run: Command, filled: Path, options: tuple[str, ...]
) -> None:
    done = run("serve", *options)
    assert done.status == 1
    assert len(done.messages) == 1
    assert "tocsin accounts add NAME --role admin" in done.err


def test_a_case_that_is_not_there_is_told(run: Command, tmp_path: Path) -> None:
    done = run("serve", "--case", tmp_path / "none.db")
    assert done.status == 1
    assert "there is no case" in done.err or "not there" in done.err


def test_accounts_are_made_listed_given_tokens_and_removed(run: Command, filled: Path) -> None:
    assert run("accounts", "add", "ada", "--role", "admin", stdin="correct horse battery\n").status == 0
    assert run("accounts", "add", "bob", stdin="another long password\n").out == "bob: reader\n"
    token = run("accounts", "token", "bob", "--label", "notebook").out.strip()
    assert token.startswith("tocsin_")
    listed = run("accounts", "list", "--format", "csv").out
    assert "ada,admin," in listed
    assert "bob,reader,notebook" in listed
    assert token not in listed
    assert run("accounts", "remove", "bob").status == 0
    assert "bob" not in run("accounts", "list", "--format", "csv").out


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (("add", "ada"), "short\n", "12 to 1,000 characters"),
        (("add", "ada"), "", "12 to 1,000 characters"),
        (("add", " ada"), "correct horse battery\n", "printable characters"),
        (("add", "a" * 65), "correct horse battery\n", "printable characters"),
        (("remove", "nobody"), "", "no account has this name"),
        (("token", "nobody"), "", "no account has this name"),
    ],
)
def test_accounts_that_cannot_be_made_are_told_in_a_line(
    run: Command, filled: Path, arguments: tuple[str, ...], stdin: str, words: str
) -> None:
    done = run("accounts", *arguments, stdin=stdin)
    assert done.status == 1
    assert len(done.messages) == 1
    assert words in done.err


def test_a_file_of_accounts_that_is_damaged_is_told(run: Command, filled: Path) -> None:
    folder = filled.with_name("tocsin.db.board")
    folder.mkdir()
    (folder / "accounts.json").write_text("{", encoding="utf-8")
    done = run("accounts", "list")
    assert done.status == 1
    assert "it is damaged" in done.err
