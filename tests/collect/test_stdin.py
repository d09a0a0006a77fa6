"""Standard input: plain text, a web page or JSON Lines, told by how it begins."""

import io
from typing import Any

import pytest
from made_files import a_docx

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.errors import InputError
from tocsin.model.document import Evidence


def collected(raw: bytes, *, longest: int = 10_000) -> list[Evidence | InputError]:
    return list(FileCollector(given=Given(), longest=longest, stdin=io.BytesIO(raw)).collect(["-"]))


def texts(raw: bytes) -> list[str]:
    return [one.document.text for one in collected(raw) if isinstance(one, Evidence)]


def test_plain_text_is_one_document_unchanged() -> None:
    raw = b"  The bridge is closed.\r\n\r\nThe mayor said so.\n"
    (found,) = collected(raw)
    assert isinstance(found, Evidence)
    assert found.document.text == raw.decode()
    assert found.document.name == "stdin"
    assert found.raw == raw


def test_text_that_begins_with_empty_lines_keeps_them() -> None:
    assert texts(b"\n\n  \nThe bridge is closed.\n") == ["\n\n  \nThe bridge is closed.\n"]


@pytest.mark.parametrize("before", [b"", b"\n\n", b"\xef\xbb\xbf", b"  "])
def test_lines_of_json_are_a_document_each(before: bytes) -> None:
    assert texts(before + b'{"text": "One."}\n{"text": "Two."}') == ["One.", "Two."]


@pytest.mark.parametrize("start", ["<!DOCTYPE html>\n<html>", "<html>", "\ufeff\n<HTML>"])
def test_a_web_page_is_told_by_its_beginning(start: str) -> None:
    page = f"{start}<body><p>{'The bridge over the river is closed, the mayor said. ' * 6}</p></body></html>"
    (found,) = collected(page.encode())
    assert isinstance(found, Evidence)
    assert found.media_type == "text/html"
    assert "<" not in found.document.text


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_nothing_to_read_is_said(raw: bytes) -> None:
    (found,) = collected(raw)
    assert str(found) == "stdin: the text is empty"


def test_an_endless_first_line_is_not_read_to_its_end() -> None:
    stdin = io.BytesIO(b"x" * 100_000)
    (found,) = FileCollector(given=Given(), longest=100, stdin=stdin).collect(["-"])
    assert "larger than 400 bytes" in str(found)


def test_documents_come_while_the_rest_has_not_been_sent() -> None:
    class Pipe(io.RawIOBase):
        sent = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b'{"text": "Message."}\n'
            Pipe.sent += 1
            buffer[: len(line)] = line
            return len(line)

    stream = FileCollector(given=Given(), longest=1000, stdin=io.BufferedReader(Pipe(), buffer_size=64)).collect(["-"])
    for number in range(1, 4):
        assert isinstance(next(stream), Evidence)
        assert Pipe.sent <= number + 3


def test_a_process_without_standard_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    (found,) = FileCollector(given=Given(), longest=1000).collect(["-"])
    assert str(found) == "stdin: there is no standard input"


def test_an_input_that_breaks_off_is_an_error() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            raise OSError(5, "Input/output error")

    (found,) = FileCollector(given=Given(), longest=1000, stdin=io.BufferedReader(Broken())).collect(["-"])
    assert str(found) == "stdin: Input/output error"


def test_a_file_of_another_kind_is_read_as_what_it_is() -> None:
    (found,) = collected(a_docx("The bridge is closed."))
    assert isinstance(found, Evidence)
    assert found.document.text == "The bridge is closed."
