"""JSON Lines: one document a line, whatever the other lines hold."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.collect.json_lines import Line, lines_of, records
from tocsin.errors import InputError
from tocsin.model.document import Evidence


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "posts.jsonl"


def collected(file: Path, *, longest: int = 10_000) -> list[Evidence | InputError]:
    return list(
        FileCollector(given=Given(outlet="The Observer", published=date(2026, 1, 1)), longest=longest).collect([file])
    )


def the_problem(line: bytes) -> str:
    (found,) = records([line], name="posts.jsonl", longest=1000)
    assert isinstance(found, InputError), found
    return str(found)


def test_a_line_tells_all_that_is_known_of_its_document(file: Path) -> None:
    record = {
        "name": "p7",
        "text": "The bridge is closed.",
        "published": "2026-03-02",
        "title": "Bridge",
        "url": "https://example.org/7",
        "outlet": "Radio Unterdrau",
        "language": "en",
    }
    file.write_text(json.dumps(record))
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    document = found.document
    assert (document.name, document.text, document.title, document.url, document.outlet, document.language) == (
        "p7",
        "The bridge is closed.",
        "Bridge",
        "https://example.org/7",
        "Radio Unterdrau",
        "en",
    )
    assert document.published == date(2026, 3, 2)


def test_what_a_line_does_not_tell_is_taken_from_the_caller(file: Path) -> None:
    file.write_text('{"text": "The bridge is closed.", "outlet": "", "published": null}')
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    assert (found.document.outlet, found.document.published) == ("The Observer", date(2026, 1, 1))


@pytest.mark.parametrize("text", ["One.\r\nTwo.\r\n", "\ufeffOne.", "  One. \n", "One.\u0001Two.\u001b[31m", "🔔"])
def test_the_text_of_a_line_is_kept_to_the_character(file: Path, text: str) -> None:
    file.write_text(json.dumps({"text": text}) + "\r\n", newline="")
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    assert found.document.text == text


def test_a_document_without_a_name_is_named_after_its_file_and_line(file: Path) -> None:
    file.write_text('{"text": "One."}\n\nnot json\n{"text": "Four."}\n')
    names = [one.document.name for one in collected(file) if isinstance(one, Evidence)]
    assert names == ["posts-1", "posts-4"]


def test_the_lines_after_a_broken_one_are_read(file: Path) -> None:
    file.write_bytes(b'{"text": "One."}\n{"text": \n[1]\n\xff\xfe\n{"text": "Five."}')
    found = collected(file)
    assert [isinstance(one, Evidence) for one in found] == [True, False, False, False, True]
    for number, one in enumerate(found, start=1):
        assert isinstance(one, Evidence) or str(one).startswith(f"{file} line {number}: ")


@pytest.mark.parametrize(
    "line", [b"[]", b'"text"', b"1", b"null", b"{}", b'{"text": 1}', b'{"text": null}', b'{"text": ["a"]}']
)
def test_a_line_must_be_an_object_with_a_text(line: bytes) -> None:
    assert the_problem(line) == 'posts.jsonl line 1: a line must be an object with a "text"'


@pytest.mark.parametrize("field", ["name", "published", "title", "url", "outlet", "language"])
@pytest.mark.parametrize("value", ["1", "true", "[]", "{}", "1.5"])
def test_every_field_is_a_string_or_null(field: str, value: str) -> None:
    line = f'{{"text": "One.", "{field}": {value}}}'.encode()
    assert the_problem(line) == f"posts.jsonl line 1: {field!r} must be a string or null"


@pytest.mark.parametrize(
    "line", [b"{" * 100_000, b"[" * 100_000, b'{"text": "a', b"\x00", b'{"text": ' + b"9" * 5000 + b"}"]
)
def test_hostile_lines_are_errors(line: bytes) -> None:
    assert the_problem(line).startswith("posts.jsonl line 1: ")


def test_a_line_without_text_is_empty(file: Path) -> None:
    file.write_text('{"text": " \\n"}\n')
    (found,) = collected(file)
    assert str(found) == f"{file} line 1: the text is empty"


@pytest.mark.parametrize(
    "day", ["yesterday", "2026-02-31", "02.03.2026", "2026-03-02garbage", "20260302", "2026", "0000-01-01"]
)
def test_a_day_that_is_none_is_refused_and_the_way_to_write_it_told(file: Path, day: str) -> None:
    file.write_text(json.dumps({"text": "One.", "published": day}) + '\n{"text": "Two."}\n')
    bad, good = collected(file)
    assert isinstance(bad, InputError)
    assert str(bad) == f"{file} line 1: {day!r} is no day; write it as 2026-03-02"
    assert isinstance(good, Evidence)


@pytest.mark.parametrize("day", ["2026-03-02", " 2026-03-02\n", "2026-03-02T23:10:00+01:00", "2026-03-02 10:00"])
def test_a_day_may_have_its_time_behind_it(file: Path, day: str) -> None:
    file.write_text(json.dumps({"text": "One.", "published": day}))
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    assert found.document.published == date(2026, 3, 2)


@pytest.mark.parametrize(("tag", "language"), [("en-GB", "en"), ("EN", "en"), ("en_US", "en"), ("ru", "ru")])
def test_a_language_tag_gives_the_language(file: Path, tag: str, language: str) -> None:
    file.write_text(json.dumps({"text": "One.", "language": tag}))
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    assert found.document.language == language


@pytest.mark.parametrize("unfit", ["\ud800", "\0"])
def test_what_no_database_keeps_becomes_the_replacement_character_in_every_field(file: Path, unfit: str) -> None:
    fields = ("name", "text", "title", "url", "outlet")
    file.write_text(json.dumps(dict.fromkeys(fields, f"a{unfit}b")))
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    assert {getattr(found.document, field) for field in fields} == {"a\ufffdb"}


def test_a_long_text_with_halves_of_characters_is_still_given_a_language_or_none(file: Path) -> None:
    file.write_text(json.dumps({"text": "\udc80" + "The mayor said that the bridge was closed to all. " * 10}))
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    assert found.document.language == "en"


def test_a_text_longer_than_allowed_does_not_stop_the_rest(file: Path) -> None:
    file.write_text(json.dumps({"text": "x" * 150}) + "\n" + json.dumps({"text": "x" * 900}) + '\n{"text": "Short."}\n')
    long, longer, short = collected(file, longest=100)
    assert "150 characters, more than 100" in str(long)
    assert "longer than 400 bytes" in str(longer)
    assert isinstance(short, Evidence)


def test_the_same_line_is_the_same_document_wherever_it_stands(file: Path) -> None:
    file.write_text('{"text": "One."}\n  {"text": "One."}\r\n', newline="")
    first, second = collected(file)
    assert isinstance(first, Evidence)
    assert isinstance(second, Evidence)
    assert first.document.id == second.document.id


def test_of_a_line_of_millions_of_characters_only_a_bounded_part_is_held() -> None:
    stream = io.BytesIO(b"x" * 3_000_000 + b'\n{"text": "Two."}\n')
    lengths = [len(line) for line in lines_of(stream, longest=1000)]
    assert lengths == [1001, 17]


@given(st.lists(st.binary(max_size=30).map(lambda raw: raw.replace(b"\n", b"")), max_size=8), st.integers(1, 20))
def test_lines_within_the_bound_are_kept_and_none_is_split(lines: list[bytes], longest: int) -> None:
    found = list(lines_of(io.BytesIO(b"".join(line + b"\n" for line in lines)), longest=longest))
    assert len(found) == len(lines)
    for line, got in zip(lines, found, strict=True):
        assert got == (line + b"\n" if len(line) <= longest else line[: longest + 1])


def test_a_line_is_read_only_when_the_one_before_has_been_taken() -> None:
    taken = 0

    def lines() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b'{"text": "One."}\n'

    stream = records(lines(), name="endless", longest=1000)
    for number in range(1, 6):
        next(stream)
        assert taken == number


_VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.binary(max_size=60) | _VALUES.map(lambda value: json.dumps(value).encode()))
def test_any_line_is_a_document_or_an_error(line: bytes) -> None:
    for found in records([line], name="x", longest=1000):
        assert isinstance(found, InputError) or (isinstance(found, Line) and isinstance(found.data["text"], str))


@pytest.mark.parametrize(
    ("fields", "day"),
    [({}, date(2026, 3, 2)), ({"published": "2026-03-01"}, date(2026, 3, 1))],
    ids=["the time tells the day", "a day that is given stays"],
)
def test_a_time_is_kept_with_its_offset(file: Path, fields: dict[str, str], day: date) -> None:
    file.write_text(json.dumps({"text": "One.", "time": "2026-03-02T23:59:58-05:00", **fields}))
    (found,) = collected(file)
    assert isinstance(found, Evidence)
    assert found.document.published == day
    assert found.document.time is not None
    assert found.document.time.isoformat() == "2026-03-02T23:59:58-05:00"


@pytest.mark.parametrize("time", ["noon", "2026-13-01T00:00:00", "25:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_is_none_fails_its_line_only(file: Path, time: str) -> None:
    file.write_text(json.dumps({"text": "One.", "time": time}) + '\n{"text": "Two."}\n')
    failed, found = collected(file)
    assert isinstance(failed, InputError)
    assert "is no time" in failed.problem
    assert isinstance(found, Evidence)
