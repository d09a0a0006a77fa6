"""Reading by several processes or any executor gives what one process gives, whatever becomes of them."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from engine.deadly import read_or_die
from factory import a_document

from tocsin import Case, Given, Reader, Workers
from tocsin.engine.parcels import packed_answer, unpacked_answer
from tocsin.engine.reading import read_paths
from tocsin.engine.spreading import read_portions
from tocsin.errors import WorkerError
from tocsin.model.document import Document
from tocsin.model.reading import Reading, Unread
from tocsin.model.record import dump, to_record

PLACES = ("Ranby", "Selby", "Tolby", "Derby", "Kirby", "Corby")


def a_town(place: str, *, title: str | None = None) -> Document:
    text = f"The mayor of {place} said on Monday that 40 people had left. About 3 km of road were closed."
    return a_document(text, name=place, title=title)


def a_case_of_posts(path: Path) -> list[Path]:
    """Files of posts; one comes twice, the second time with its outlet told."""
    lines = [f'{{"name": "{place}", "text": "{a_town(place).text}"}}' for place in PLACES]
    (path / "posts.jsonl").write_text("\n".join([*lines * 3, "{", '{"text": ""}']))
    (path / "town.txt").write_text(a_town("Malton").text)
    return [path / "posts.jsonl", path / "town.txt", path / "posts.jsonl"]


def the_whole_of(case: Case) -> list[Any]:
    claims = [(report.claim, report.document, report.sentence) for report in case.claims()]
    links = [(one.link.claim, one.link.other, one.link.relation, one.link.reasons) for one in case.links()]
    documents = [(one.id, one.name, one.outlet, one.claims) for one in case.documents()]
    return [claims, links, documents, case.parties(), [one.problem for one in case.failed_documents()]]


@pytest.mark.slow
def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    paths = a_case_of_posts(tmp_path)
    one, two = (
        [dump(to_record(one)) if isinstance(one, Reading) else str(one) for one in found]
        for found in (read_paths(paths, given=Given(), workers=Workers(jobs=jobs)) for jobs in (1, 2))
    )
    assert one == two
    assert len(one) == 41


@pytest.mark.slow
def test_two_processes_make_the_case_that_one_makes(tmp_path: Path, reader: Reader) -> None:
    paths = a_case_of_posts(tmp_path)
    found = []
    for jobs in (1, 2):
        with Case.open(tmp_path / f"{jobs}.db", create=True, reader=reader) as case:
            told = [(one.name, one.state, one.claims) for one in case.add(paths, workers=Workers(jobs=jobs))]
            told += [(one.name, one.state, one.claims) for one in case.add(paths[::-1], given=Given(outlet="The Quay"))]
            found.append((told, the_whole_of(case)))
    assert found[0] == found[1]


@pytest.fixture
def read(reader: Reader) -> Callable[[Workers, Sequence[Sequence[Document]]], list[Reading | Unread]]:
    def read(workers: Workers, portions: Sequence[Sequence[Document]]) -> list[Reading | Unread]:
        found = read_portions(reader, workers, ((None, portion) for portion in portions))
        return [reading for _, readings in found for reading in readings]

    return read


@pytest.mark.slow
def test_a_document_that_kills_whoever_reads_it_is_set_aside_and_all_others_are_read(
    monkeypatch: pytest.MonkeyPatch, read: Any
) -> None:
    monkeypatch.setattr("tocsin.engine.spreading.read_order", read_or_die)
    portions = [
        [a_town("Ranby"), a_town("Malby"), a_town("Selby")], [a_town("Tolby")], [a_town("Malby")], [a_town("Derby")],
        [a_town("Kirby"), a_town("Corby")],
    ]  # fmt: skip
    found = read(Workers(jobs=2), portions)
    assert [one.document.name for one in found] == [one.name for portion in portions for one in portion]
    assert [one.document.name for one in found if isinstance(one, Unread)] == ["Malby", "Malby"]
    assert all("ended the process" in one.problem for one in found if isinstance(one, Unread))


@pytest.mark.slow
def test_a_process_that_dies_once_costs_no_document(monkeypatch: pytest.MonkeyPatch, read: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("tocsin.engine.spreading.read_order", read_or_die)
    dying = a_town("Ranby", title=f"Once{tmp_path / 'mark'}")
    found = read(Workers(jobs=2), [[a_town("Selby")], [dying], [a_town("Tolby"), a_town("Derby")]])
    assert [type(one) for one in found] == [Reading] * 4
    assert (tmp_path / "mark").exists()


def test_an_executor_of_threads_reads_as_well(reader: Reader, read: Any) -> None:
    documents = [a_town(place) for place in PLACES]
    with ThreadPoolExecutor(2) as executor:
        found = read(Workers(executor=executor), [documents[:2], [], documents[2:]])
        assert executor.submit(int, 3).result() == 3
    assert [dump(to_record(one)) for one in found] == [dump(to_record(one)) for one in reader.read_all(documents)]


class Rubbish(Executor):
    """An executor that gives back the same for whatever it is asked."""

    def __init__(self, given: Any) -> None:
        self._given = given

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if isinstance(self._given, Exception):
            future.set_exception(self._given)
        else:
            future.set_result(self._given)
        return future


def answers(reader: Reader) -> Iterator[tuple[Any, str]]:
    whole = packed_answer([reader.read(a_town("Ranby"))], reader=reader.fingerprint)
    yield None, "gave back a NoneType"
    yield 3, "gave back a int"
    yield b"", "no answer"
    yield b"\xff\xfe", "no answer"
    yield whole[:-30], "no answer"
    yield whole.replace(b"tocsin readings 1", b"tocsin readings 9"), "install one version"
    yield packed_answer([], reader=reader.fingerprint), "0 readings for 1 document"
    yield packed_answer([reader.read(a_town("Ranby"))], reader="another"), "another version"
    yield packed_answer([reader.read(a_town("Selby"))], reader=reader.fingerprint), "another document"
    yield whole.replace(b'"kind":"statement"', b'"kind":"rumour"'), "no answer"
    yield RuntimeError("the queue is full"), "the queue is full"
    yield whole.replace(b'"score"', b'"scores"'), "no answer"


def test_an_executor_that_gives_back_rubbish_is_refused_in_one_line(reader: Reader, read: Any) -> None:
    for given, words in answers(reader):
        with pytest.raises(WorkerError, match=words) as raised:
            read(Workers(executor=Rubbish(given)), [[a_town("Ranby")]])
        assert "\n" not in str(raised.value)


def test_an_executor_that_was_shut_down_is_told(read: Any) -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(WorkerError, match="takes no orders"):
        read(Workers(executor=executor), [[a_town("Ranby")]])


def test_an_answer_gives_back_the_reading_that_was_packed(reader: Reader) -> None:
    document = a_town("Ranby")
    reading = reader.read(document)
    (found,) = unpacked_answer(packed_answer([reading], reader="r"), [document], reader="r")
    assert isinstance(found, Reading)
    assert dump(to_record(found, notes=True)) == dump(to_record(reading, notes=True))
    assert found.spans == reading.spans


def test_what_is_read_does_not_depend_on_what_is_read_with_it(reader: Reader) -> None:
    documents = [a_document(text, name=text) for text in ("Yes.", "No", "Ranby", a_town("Selby").text)]
    together = [(to_record(one), one.sentences) for one in reader.read_all(documents) if isinstance(one, Reading)]
    for document, (record, sentences) in zip(documents, together, strict=True):
        alone = reader.read(document)
        assert to_record(alone) == record
        for one, other in zip(alone.sentences, sentences, strict=True):
            assert (one.vectors == other.vectors).all()


@pytest.mark.parametrize("facts", [{"jobs": 0}, {"jobs": -1}, {"jobs": 2, "cluster": "tcp://a:1"}])
def test_workers_that_cannot_be_meant_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(WorkerError):
        Workers(**facts)
