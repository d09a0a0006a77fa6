"""Paths to readings: in order, as a stream, failures as values."""

import gc
import io
import json
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from factory import a_document, an_evidence
from hypothesis import given
from hypothesis import strategies as st

from tocsin import Given, Reader
from tocsin.engine.batches import batches
from tocsin.engine.reading import read_paths
from tocsin.errors import InputError, SettingsError, UnknownLanguage
from tocsin.model.document import Document, Evidence
from tocsin.model.reading import Reading
from tocsin.settings import Settings


def outcomes(lines: list[str]) -> list[str]:
    """The names of what was read, and "failed" in the place of each failure."""
    stdin = io.BytesIO("\n".join(lines).encode())
    return [
        one.document.name if isinstance(one, Reading) else "failed"
        for one in read_paths(["-"], given=Given(), stdin=stdin)
    ]


def post(name: str) -> str:
    return json.dumps({"name": name, "text": f"The {name} dam broke."})


def test_failures_come_where_they_stand_among_the_readings() -> None:
    lines = ['{"x": 1}', post("a"), '{"text": 1}', "{", post("b"), post("c"), "[]"]
    assert outcomes(lines) == ["failed", "a", "failed", "failed", "b", "c", "failed"]


def test_nothing_but_failures_is_nothing_but_failures() -> None:
    assert outcomes(["{", "[", "1"]) == ["failed"] * 3


def test_no_paths_are_no_readings() -> None:
    assert list(read_paths([], given=Given())) == []


def test_a_text_in_a_language_without_a_lexicon_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Мэр сообщил, что из города уехали более четырёхсот человек и что мост закрыт.")
    (tmp_path / "b.txt").write_text("The bridge is closed.")
    refused, read = read_paths([tmp_path], given=Given())
    assert isinstance(refused, UnknownLanguage)
    assert str(refused).startswith("a: the text is in 'ru'")
    assert isinstance(read, Reading)


@pytest.mark.parametrize("error", [IndexError("list index out of range"), MemoryError(), RecursionError("too deep")])
@pytest.mark.parametrize(
    "place",
    [
        "read.document_reader.blocks",
        "read.document_reader.quotations",
        "claim.claims.Sources",
        "read.parser._mark_edges",
    ],
)
def test_a_fault_in_one_document_is_told_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, error: Exception, place: str
) -> None:
    module, name = f"tocsin.{place}".rsplit(".", 1)
    whole = getattr(import_module(module), name)

    def faulty(subject: Any, *others: Any, **more: Any) -> Any:
        if "Malby" in str(getattr(subject, "document", subject)):
            raise error
        return whole(subject, *others, **more)

    monkeypatch.setattr(f"tocsin.{place}", faulty)
    stdin = io.BytesIO("\n".join(map(post, ["Ranby", "Malby", "Selby", "Tolby"])).encode())
    first, failed, *others = read_paths(["-"], given=Given(), stdin=stdin)
    assert isinstance(failed, InputError)
    assert str(failed).startswith(f"Malby: could not be read ({type(error).__name__}")
    assert [type(one) for one in (first, *others)] == [Reading] * 3


def test_what_is_given_counts_for_what_does_not_tell_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge was closed yesterday.")
    (reading,) = read_paths([tmp_path / "a.txt"], given=Given(published=date(2026, 3, 2), outlet="Radio Unterdrau"))
    assert isinstance(reading, Reading)
    assert reading.document.outlet == "Radio Unterdrau"
    assert [time.earliest for time in reading.times] == [date(2026, 3, 1)]


@pytest.mark.slow
def test_readings_come_while_the_rest_waits() -> None:
    taken = 0

    class Lines(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            nonlocal taken
            taken += 1
            return b'{"text": "The dam broke."}\n'

    stream = read_paths(["-"], given=Given(), stdin=Lines())
    for _ in range(300):
        assert isinstance(next(stream), Reading)
    assert taken < 1000


def test_failures_without_end_are_told_as_they_come() -> None:
    taken = 0

    class Lines(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            nonlocal taken
            taken += 1
            return b"{broken\n"

    stream = read_paths(["-"], given=Given(), stdin=Lines())
    for _ in range(300):
        assert isinstance(next(stream), InputError)
    assert taken < 1000


@given(st.lists(st.integers(0, 400_000), max_size=150))
def test_portions_hold_everything_in_order_and_never_much(lengths: list[int]) -> None:
    collected = [an_evidence(a_document("x" * length)) if length else InputError("x", "empty") for length in lengths]
    portions = list(batches(collected))
    assert [one for portion in portions for one in portion] == collected
    for portion in portions:
        assert 1 <= len(portion) <= 64
        assert sum(len(one.document.text) for one in portion[:-1] if isinstance(one, Evidence)) < 300_000


def test_a_text_longer_than_the_settings_allow_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 100)
    (found,) = read_paths([tmp_path / "a.txt"], given=Given(), settings=Settings(longest=100))
    assert isinstance(found, InputError)
    assert "TOCSIN_LONGEST" in str(found)


def test_a_text_of_more_words_than_the_settings_allow_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dam broke again. " * 100)
    (tmp_path / "b.txt").write_text("The dam broke again.")
    failed, read = read_paths([tmp_path], given=Given(), settings=Settings(most_words=100))
    assert (
        str(failed) == "a: the text has 501 words, marks and lines, more than 100; split it, or raise TOCSIN_MOST_WORDS"
    )
    assert isinstance(read, Reading)


@pytest.mark.parametrize(
    ("name", "value"), [("TOCSIN_LONGEST", "many"), ("TOCSIN_LONGEST", "0"), ("TOCSIN_LONGEST", "-5")]
)
def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        Settings.load()


def test_a_parser_that_is_not_installed_is_named_with_the_way_out() -> None:
    with pytest.raises(SettingsError, match=r"'no_such_model' is not installed.*TOCSIN_PARSER"):
        Reader(Settings(parser="no_such_model")).read_text("The bridge is closed.")


def test_the_fingerprint_tells_readers_apart() -> None:
    assert Reader().fingerprint == Reader().fingerprint
    assert Reader(Settings(parser="no_such_model")).fingerprint != Reader().fingerprint
    assert "lexicon" in Reader().fingerprint


def test_one_text_is_read_without_a_file(reader: Reader) -> None:
    reading = reader.read_text(
        "The mayor said that the bridge was closed yesterday.",
        published=date(2026, 3, 2),
        outlet="Radio Unterdrau",
        title="Bridge",
    )
    assert [claim.sources for claim in reading.claims] == [("mayor",)]
    assert reading.document.title == "Bridge"
    assert reading.times[0].earliest == date(2026, 3, 1)


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_of_garbage_is_on_after_reading_if_it_was_before(reader: Reader, collects: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        reader.read_text("The ministry said that the bridge was closed.")
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()


def test_the_same_text_gives_the_same_reading(reader: Reader) -> None:
    text = "The mayor said that more than 400 people left Saalbrunn."
    assert reader.read_text(text).claims == reader.read_text(text).claims


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\ud800 half", "\u202e\x1b[2J", "x" * 30_000, "🔔" * 200, "9" * 400 + " people left."]
)
def test_hostile_text_is_read(reader: Reader, text: str) -> None:
    reading = reader.read_text(text)
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.text


def test_a_document_in_an_unknown_language_is_refused(reader: Reader) -> None:
    with pytest.raises(UnknownLanguage, match="'xx'"):
        reader.read(Document(id="sha256:0", name="a", text="abc", language="xx"))
