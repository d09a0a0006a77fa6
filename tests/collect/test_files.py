"""Files and folders to documents: the text as it stands, and every obstacle as one clear error."""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.errors import InputError, NothingThere, UnknownFormat
from tocsin.model.document import Evidence

NEWS = "The mayor said that the bridge was closed.\n"


def collected(*paths: Path | str, given: Given | None = None, longest: int = 10_000) -> list[Evidence | InputError]:
    return list(FileCollector(given=given or Given(), longest=longest).collect(paths))


def only(*paths: Path | str, given: Given | None = None, longest: int = 10_000) -> Evidence:
    (found,) = collected(*paths, given=given, longest=longest)
    assert isinstance(found, Evidence), found
    return found


def problem(*paths: Path | str, longest: int = 10_000) -> str:
    (found,) = collected(*paths, longest=longest)
    assert isinstance(found, InputError), found
    return str(found)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "report.txt"


@pytest.mark.parametrize(
    "text",
    [
        "One.\r\nTwo.\r\n",
        "\ufeffOne.",
        "  One.  \n\n \t",
        "One.\rTwo.",
        "a\u0301 \u200e\u202e 🔔 \x1b[31m",
        "One.\x0cTwo.\x85",
    ],
    ids=["crlf", "byte order mark", "spaces around", "cr", "marks and escapes", "form feed"],
)
def test_the_text_of_a_plain_file_is_kept_to_the_character(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    assert only(file).document.text == text


def test_a_document_is_named_after_its_file_without_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "evening.news.txt"
    path.write_text(NEWS)
    assert only(path).document.name == "evening.news"


def test_a_document_is_identified_by_the_hash_of_its_bytes_which_are_kept(file: Path) -> None:
    file.write_bytes(NEWS.encode())
    found = only(file)
    assert found.raw == NEWS.encode()
    assert found.document.id == f"sha256:{sha256(NEWS.encode()).hexdigest()}"
    assert found.media_type == "text/plain"


def test_what_nobody_told_is_not_known(file: Path) -> None:
    file.write_text(NEWS)
    document = only(file).document
    assert (document.title, document.outlet, document.url, document.published, document.language) == (None,) * 5


def test_what_the_caller_gives_is_taken(file: Path) -> None:
    file.write_text(NEWS)
    given = Given(published=date(2026, 3, 2), outlet="The Observer", language="en")
    document = only(file, given=given).document
    assert (document.published, document.outlet, document.language) == (date(2026, 3, 2), "The Observer", "en")


@pytest.mark.parametrize("ending", [".txt", ".text", ".md", ".markdown", ".TXT"])
def test_endings_of_text_are_known(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"report{ending}"
    path.write_text(NEWS)
    assert only(path).document.text == NEWS


def test_a_folder_is_searched_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The text of {name}.")
    names = [one.document.name for one in collected(tmp_path) if isinstance(one, Evidence)]
    assert names == ["a", "b", "d"]


def test_hidden_files_and_folders_are_left_out_of_a_folder(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/note.txt", "seen.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS)
    assert only(tmp_path).document.name == "seen"


def test_a_folder_that_is_itself_hidden_is_searched_when_it_is_named(tmp_path: Path) -> None:
    folder = tmp_path / ".archive"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS)
    assert only(folder).document.name == "a"


def test_a_folder_without_documents_says_which_kinds_are_known(tmp_path: Path) -> None:
    said = problem(tmp_path)
    assert str(tmp_path) in said
    assert ".txt" in said


def test_a_missing_file_is_named(file: Path) -> None:
    assert problem(file) == f"{file}: there is no such file or folder"


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG")
    (found,) = collected(path)
    assert isinstance(found, UnknownFormat)
    assert "'.png'" in str(found)
    assert ".jsonl" in str(found)


def test_a_file_without_an_ending_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "README"
    path.write_text(NEWS)
    assert "no ending" in problem(path)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\ufeff\n"])
def test_a_file_without_text_is_empty(file: Path, text: str) -> None:
    file.write_text(text)
    assert problem(file) == f"{file}: the text is empty"


def test_a_binary_file_is_no_text(file: Path) -> None:
    file.write_bytes(b"MZ\x90\x00\x03\x00\x00")
    assert "not text" in problem(file)


def test_a_text_longer_than_allowed_says_how_to_allow_it(file: Path) -> None:
    file.write_text("word " * 30)
    said = problem(file, longest=100)
    assert "150 characters, more than 100" in said
    assert "TOCSIN_LONGEST" in said


def test_a_text_of_the_allowed_length_is_taken_whole_whatever_its_characters_need(file: Path) -> None:
    text = "🔔" * 100
    file.write_text(text, encoding="utf-8")
    assert only(file, longest=100).document.text == text


def test_a_file_too_large_to_be_read_is_not_called_damaged(file: Path) -> None:
    file.write_text("мост " * 1000, encoding="utf-8")
    said = problem(file, longest=100)
    assert "larger than 400 bytes" in said
    assert "TOCSIN_LONGEST" in said


def test_a_line_of_a_million_characters_is_taken(file: Path) -> None:
    text = "x" * 1_000_000
    file.write_text(text)
    assert only(file, longest=1_000_000).document.text == text


def test_a_name_that_no_encoding_writes_is_made_whole(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w") as stream:
        stream.write(NEWS)
    assert only(tmp_path).document.name == "caf\ufffd"


def test_a_path_too_long_for_any_file_is_an_error_of_that_path() -> None:
    assert "File name too long" in problem("a" * 5000 + ".txt")


def test_a_path_with_a_zero_byte_is_an_error_of_that_path() -> None:
    assert "there is no such file" in problem("a\0.txt") or "null" in problem("a\0.txt")


def test_what_comes_after_a_failure_is_still_collected(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(NEWS)
    bad.write_bytes(b"\0\0")
    kinds = [type(one) for one in collected(bad, tmp_path / "none.txt", good)]
    assert kinds == [InputError, NothingThere, Evidence]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(NEWS)
    stream = FileCollector(given=Given(), longest=1000).collect([first, second])
    assert isinstance(next(stream), Evidence)
    second.write_text("Written after the first was collected.")
    late = next(stream)
    assert isinstance(late, Evidence)
    assert late.document.text.startswith("Written after")


STATED = """SAALBRUNN, March 2 (Drau Wire) — The bridge is closed, the mayor said.
Published: 3 March 2026, 14:05
By Anna Lorenz

Nobody was hurt.

© 2026 Radio Unterdrau. All rights reserved."""


def test_what_a_text_states_of_itself_is_taken_where_nobody_else_tells_it(file: Path) -> None:
    file.write_text(STATED)
    found = only(file)
    assert (found.document.published, found.document.outlet) == (date(2026, 3, 3), "Radio Unterdrau")
    assert dict(found.details) == {"author": "Anna Lorenz", "place": "Saalbrunn", "agency": "Drau Wire"}
    assert found.document.text == STATED


def test_what_the_caller_gives_goes_before_what_a_text_states(file: Path) -> None:
    file.write_text(STATED)
    document = only(file, given=Given(published=date(2026, 4, 1), outlet="The Observer")).document
    assert (document.published, document.outlet) == (date(2026, 4, 1), "The Observer")


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was opened on 3 May 1998.\nThe mayor said so.",
        "Updated: 3 March 2026\nThe bridge is closed.",
        "The mayor said that 3 March 2026 was the day on which the bridge had been closed to all cars.",
    ],
    ids=["a day in the text", "an update", "a long line"],
)
def test_a_day_that_a_text_speaks_of_is_not_its_own(file: Path, text: str) -> None:
    file.write_text(text)
    assert only(file).document.published is None
