"""`tocsin read`: documents to readings, without a case."""

import html.parser
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.model.record import from_record, record_schema

Command = Callable[..., Any]


class Page(html.parser.HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_one_document_is_a_table_of_its_claims(run: Command, texts: Path) -> None:
    done = run("read", texts / "dam.txt", "--published", "2026-03-04")
    assert done.status == 0
    assert done.err == ""
    assert "2026-03-04" in done.out
    assert "more than 400 people" in done.out
    assert "mayor" in done.out
    assert "2026-03-02" in done.out


def test_one_document_is_one_json_object_of_the_promised_form(run: Command, texts: Path) -> None:
    done = run("read", texts / "dam.txt", "--format", "json", "--outlet", "Radio Unterdrau")
    record = json.loads(done.out)
    assert record["schema"] == 2
    assert set(record) == set(record_schema()["required"])
    assert record["document"]["outlet"] == "Radio Unterdrau"
    assert from_record(record).document.text == (texts / "dam.txt").read_text()


def test_several_documents_are_a_json_array(run: Command, texts: Path) -> None:
    for paths in ([texts], [texts / "bridge.txt", texts / "dam.txt"]):
        records = json.loads(run("read", *paths, "--format", "json").out)
        assert [record["document"]["name"] for record in records] == ["bridge", "dam"]


@pytest.mark.parametrize("name", ["posts.jsonl", "POSTS.NDJSON", "-"])
def test_a_file_that_may_hold_several_documents_is_an_array_even_of_one(
    run: Command, tmp_path: Path, name: str
) -> None:
    line = '{"text": "The dam broke."}'
    path = name if name == "-" else tmp_path / name
    if name != "-":
        Path(path).write_text(line)
    assert len(json.loads(run("read", path, "--format", "json", stdin=line).out)) == 1


def test_standard_input_gives_one_json_object_a_line_in_order(run: Command) -> None:
    lines = [json.dumps({"name": f"p{number}", "text": f"The dam broke {number} times.\r\n"}) for number in range(5)]
    done = run("read", "-", "--format", "jsonl", stdin="\n".join(lines))
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["document"]["name"] for record in records] == ["p0", "p1", "p2", "p3", "p4"]
    assert {record["document"]["text"][-2:] for record in records} == {"\r\n"}


def test_offsets_count_in_the_text_of_the_file(run: Command, tmp_path: Path) -> None:
    text = "\ufeffThe 🔔 rang.\r\n\r\nThe mayor said the dam broke.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    record = json.loads(run("read", tmp_path / "a.txt", "--format", "json").out)
    assert record["document"]["text"] == text
    for claim in record["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]


def test_html_is_one_page_without_scripts_of_others(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said <script>alert(1)</script> that the dam & the bridge broke.")
    done = run("read", tmp_path / "a.txt", "--format", "html")
    page = Page()
    page.feed(done.out)
    assert done.out.lstrip().lower().startswith("<!doctype html>")
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in page.text
    assert "the dam & the bridge" in page.text


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Command, texts: Path) -> None:
    (texts / "broken.txt").write_bytes(b"\0")
    done = run("read", texts / "missing.txt", texts, "--format", "jsonl")
    assert done.status == 1
    assert [json.loads(line)["document"]["name"] for line in done.out.splitlines()] == ["bridge", "dam"]
    assert len(done.messages) == 2
    assert done.messages[0] == f"tocsin: {texts}/missing.txt: there is no such file or folder"
    assert done.messages[1].startswith(f"tocsin: {texts}/broken.txt: ")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04\x14\x00"])
def test_a_document_that_cannot_be_read_is_one_line_and_status_1(
    run: Command, tmp_path: Path, form: str, content: bytes | None
) -> None:
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_bytes(content)
    done = run("read", path, "--format", form)
    assert (done.status, done.out) == (1, "")
    (message,) = done.messages
    assert message.startswith(f"tocsin: {path}: ")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_a_path_beyond_all_bounds_is_one_line(run: Command, form: str) -> None:
    done = run("read", "a" * 5000 + ".txt", "--format", form)
    assert done.status == 1
    assert "File name too long" in done.err


def test_a_text_in_a_language_that_cannot_be_read_names_the_way_out(run: Command) -> None:
    done = run("read", "-", stdin="Мэр сообщил, что из города уехали более четырёхсот человек и что мост закрыт.")
    assert done.status == 1
    assert "'ru'" in done.err
    assert "--language" in done.err


def test_a_document_without_claims_is_a_reading_all_the_same(run: Command) -> None:
    done = run("read", "-", "--format", "jsonl", stdin="***")
    assert done.status == 0
    assert json.loads(done.out)["claims"] == []


def test_a_number_of_400_digits_is_no_obstacle(run: Command) -> None:
    done = run("read", "-", "--format", "jsonl", stdin=f"There were {'9' * 400} people and 1e999 dogs in 99999-99-99.")
    assert done.status == 0
    json.loads(done.out, parse_constant=lambda name: pytest.fail(name))


def test_settings_that_cannot_be_used_are_named(run: Command, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_PARSER", "no_such_model")
    done = run("read", texts)
    assert done.status == 1
    assert "no_such_model" in done.err
    monkeypatch.setenv("TOCSIN_LONGEST", "a lot")
    assert "TOCSIN_LONGEST" in run("read", texts).err


def test_notes_tell_why_beside_the_promised_fields(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The bridge may be closed.", encoding="utf-8")
    promised = json.loads(run("read", path, "--format", "json").out)
    noted = json.loads(run("read", path, "--format", "json", "--notes").out)
    assert "steps" not in promised["claims"][0]
    step = noted["claims"][0]["steps"][0]
    assert (step["rule"], step["facts"]["word"]) == ("certainty.at_most", "may")
    assert "may" in step["words"]
    assert {key: noted["claims"][0][key] for key in promised["claims"][0]} == promised["claims"][0]
