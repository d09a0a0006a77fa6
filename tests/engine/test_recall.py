"""What was read before is not read again, and nobody can tell from what comes out."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factory import a_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.engine.parcels import without_parse
from tocsin.engine.reader import Reader
from tocsin.model.document import Document
from tocsin.model.reading import Reading, Unread
from tocsin.model.record import dump
from tocsin.settings import Settings

_SENTENCES = (
    "The mayor of Ranby said on Monday that about 40 people had left the town.",
    "She denied that the bridge at Selby was closed.",
    "“We saw three boats,” the harbour master recalled.",
    "According to the Guard, none of them was damaged.",
    "On 3 March 1 200 litres were spilt; it was not clear by whom.",
    "Yes.",
    "\U0001f6a8 Two lorries burnt out near Tolby, residents report",
)


@pytest.fixture
def remembering(tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(Settings(cache=tmp_path, cache_megabytes=20), warn=pytest.fail)
    yield reader
    if reader.store is not None:
        reader.store.close()


def shown(readings: Sequence[Reading | Unread] | Iterator[Reading | Unread]) -> list[str]:
    return [dump(without_parse(one) if isinstance(one, Reading) else one) for one in readings]


_TEXTS = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=5).flatmap(
    lambda some: st.sampled_from([" ", "\n", "\n\n"]).map(lambda joint: joint.join(some))
)
_DOCUMENTS = st.lists(
    st.tuples(
        _TEXTS, st.sampled_from([None, "The Quay", "Ranby Post"]), st.sampled_from([None, date(2026, 3, 4)]),
        st.sampled_from([None, "Ranby's mayor speaks"]), st.integers(0, 3),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(_DOCUMENTS)
def test_the_readings_are_the_same_with_and_without(
    reader: Reader, remembering: Reader, drawn: list[tuple[str, str | None, date | None, str | None, int]]
) -> None:
    documents = [
        replace(
            a_document(text, name=f"post {number}", title=title, outlet=outlet, published=published),
            id=f"sha256:{copy:064d}",
        )
        for number, (text, outlet, published, title, copy) in enumerate(drawn)
    ]
    assert shown(remembering.read_all(documents)) == shown(reader.read_all(documents))


def test_a_copy_under_another_name_is_not_read_again(remembering: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_document("\n".join(_SENTENCES))
    list(remembering.read_all([document]))
    monkeypatch.setattr("tocsin.read.document_reader.DocumentReader.read", lambda *_: pytest.fail("it is read"))
    copy = replace(document, id="sha256:another", name="copy", url="https://example.org/copy")
    (reading,) = remembering.read_all([copy])
    assert isinstance(reading, Reading)
    assert reading.document == copy
    assert len({claim.id for claim in reading.claims}) == len(reading.claims) > 3


def test_a_paragraph_that_comes_again_in_another_text_is_not_parsed_again(remembering: Reader) -> None:
    list(remembering.read_all([a_document("\n".join(_SENTENCES[:4]))]))
    assert remembering.store is not None
    before = remembering.store.standing()
    list(remembering.read_all([a_document("\n".join([_SENTENCES[4], *_SENTENCES[:4]]))]))
    after = remembering.store.standing()
    assert after.hits - before.hits == 4


@pytest.mark.parametrize("fact", [{"outlet": "The Quay"}, {"published": date(2026, 3, 4)}, {"title": "Ranby"}])
def test_a_text_with_other_facts_is_read_again(remembering: Reader, reader: Reader, fact: dict[str, object]) -> None:
    document = a_document(_SENTENCES[0])
    other: Document = replace(document, **fact)  # type: ignore[arg-type]
    list(remembering.read_all([document]))
    assert shown(remembering.read_all([other])) == shown(reader.read_all([other]))


def test_a_damaged_cache_changes_no_reading_and_is_told_once(tmp_path: Path, reader: Reader) -> None:
    documents = [a_document("\n".join(_SENTENCES)), a_document(_SENTENCES[1])]
    told: list[str] = []
    chosen = Settings(cache=tmp_path, cache_megabytes=20)
    list(Reader(chosen).read_all(documents))
    with closing(sqlite3.connect(tmp_path / "readings.db")) as connection, connection:
        connection.execute("update entry set value = zeroblob(length(value))")
    again = Reader(chosen, warn=told.append)
    assert shown(again.read_all(documents)) == shown(reader.read_all(documents))
    assert len(told) == 1
    assert "thrown away" in told[0]


def test_nothing_is_kept_where_nothing_may_be(tmp_path: Path) -> None:
    reader = Reader(Settings(cache=tmp_path, cache_megabytes=0))
    list(reader.read_all([a_document()]))
    assert not list(tmp_path.iterdir())
