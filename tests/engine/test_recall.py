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
    "We do not know when it was taken.",
    "“We left at night,” Ann Hale said.",
    "Hale said so in a statement seen by the Post.",
    "– Why did you leave?\n– It was dark.",
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
        _TEXTS, st.sampled_from([None, "The Quay", "Ranby Post", "Wireline", "Evening Star", "Ann Hale", "Hale"]),
        st.sampled_from([None, date(2026, 3, 4)]),
        st.sampled_from([None, "Ranby's mayor speaks"]), st.integers(0, 3),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
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


def test_a_document_is_remembered_by_whoever_takes_its_reading_and_no_more(
    remembering: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = a_document("\n".join(_SENTENCES))
    next(remembering.read_all([document]))
    monkeypatch.setattr("tocsin.read.document_reader.DocumentReader.read", lambda *_: pytest.fail("it is read"))
    next(remembering.read_all([document]))


@pytest.mark.parametrize("outlet", [None, "Wireline"])
def test_a_story_of_a_wire_is_not_read_again_by_another_outlet(
    remembering: Reader, reader: Reader, monkeypatch: pytest.MonkeyPatch, outlet: str | None
) -> None:
    story = a_document("\n".join(_SENTENCES[:6]), outlet=outlet, title="Town empties")
    copies = [
        replace(story, id=f"sha256:{number}", outlet=outlet and other)
        for number, other in enumerate(("Evening Star", "Daily Mirror"))
    ]
    expected = shown(reader.read_all(copies))
    first = shown(remembering.read_all([story, copies[0]]))
    monkeypatch.setattr("tocsin.read.document_reader.DocumentReader.read", lambda *_: iter(()))
    assert [first[1], *shown(remembering.read_all(copies[1:]))] == expected


def test_a_title_that_is_told_with_its_claims_is_that_of_the_document(remembering: Reader, reader: Reader) -> None:
    documents = [
        replace(a_document("Two people were killed, the governor said.", title=title), id=f"sha256:{title}")
        for title in ("Tanker burns out in the port of Selby", "Ferry sinks in the port of Tolby", None)
    ]
    assert shown(remembering.read_all(documents)) == shown(reader.read_all(documents))


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The mayor denied it. We called the town hall at noon.", "Evening Star"),
        ("The Evening Star said that the bridge was closed.", "Evening Star"),
        ("The bridge at Selby was closed.", "Leeds Herald"),
        ("The bridge at Boston was closed, the mayor of Lincoln said.", "Lincolnshire Herald"),
        ("Ann Hale says the bridge is closed. I doubt it.", "Ann Hale"),
        ("– Why did you leave?\n\n– It was dark.\n\n– When?\n\n– On Monday.", "Evening Star"),
    ],
    ids=["it speaks", "it is named", "a place in its name", "that tells which", "a person", "an interview"],
)
def test_a_text_that_has_to_do_with_its_outlet_is_read_for_each_outlet(
    remembering: Reader, reader: Reader, text: str, outlet: str
) -> None:
    documents = [
        replace(a_document(text, outlet=one, title="A talk with Ann Hale"), id=f"sha256:{one}")
        for one in ("Wireline", outlet, None)
    ]
    assert shown(remembering.read_all(documents)) == shown(reader.read_all(documents))
    assert shown(remembering.read_all(documents)) == shown(reader.read_all(documents))


def test_a_paragraph_that_comes_again_in_another_text_is_not_parsed_again(remembering: Reader) -> None:
    list(remembering.read_all([a_document("\n".join(_SENTENCES[:4]))]))
    assert remembering.store is not None
    before = remembering.store.standing()
    list(remembering.read_all([a_document("\n".join([_SENTENCES[4], *_SENTENCES[:4]]))]))
    after = remembering.store.standing()
    assert after.hits - before.hits == 4  # the paragraphs; the text and the paragraph in front are new


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
