"""What travels between the process that writes a case and those that read documents: JSON, checked when it arrives.

An order is `{"form", "reader", "settings", "documents"}`, an answer `{"form", "reader", "outcomes", "problem"}` with one
outcome a document, in order. `reader` is the fingerprint of the reader that made the parcel: readings of another version of
Tocsin, of its parser or its lexicon are not mixed into a case. Nothing that is executed travels, so an answer can do no
more harm than a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.errors import RecordError, TocsinError, WorkerError, fault
from tocsin.model.document import Document
from tocsin.model.reading import Reading, Unread
from tocsin.model.record import dump, load

FORM = "tocsin readings 1"
"""Name and version of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document: its reading, or why it could not be read."""

    reading: Reading | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Documents that are to be read together, under these settings."""

    form: str
    reader: str
    settings: Mapping[str, Any]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The outcome of each document of an order, or what kept all of them from being read."""

    form: str
    reader: str
    outcomes: tuple[Outcome, ...] = ()
    problem: str | None = None


def packed_order(documents: Sequence[Document], *, reader: str, settings: Mapping[str, Any]) -> bytes:
    """An order to read these documents as the reader with this fingerprint does."""
    return _packed(Order(form=FORM, reader=reader, settings=settings, documents=tuple(documents)))


def unpacked_order(data: bytes) -> Order:
    """The order that was packed.

    Raises:
        RecordError: It is none, or of another form.
    """
    order = load(Order, data.decode(), name="order")
    if order.form != FORM:
        raise RecordError("order", f"form {order.form!r} is not {FORM!r}, the one this version reads")
    return order


def packed_answer(readings: Sequence[Reading | Unread], *, reader: str) -> bytes:
    """The outcomes of an order."""
    outcomes = [
        Outcome(problem=one.problem) if isinstance(one, Unread) else Outcome(reading=without_parse(one))
        for one in readings
    ]
    return _packed(Answer(form=FORM, reader=reader, outcomes=tuple(outcomes)))


def without_parse(reading: Reading) -> Reading:
    """A reading with what a case needs of it: of its sentences only where they stand."""
    return replace(reading, sentences=(), framing=(), referents=(), sentence_spans=reading.spans)


def packed_refusal(error: Exception, *, reader: str = "") -> bytes:
    """An answer that tells why nothing of the order was read."""
    return _packed(
        Answer(form=FORM, reader=reader, problem=str(error) if isinstance(error, TocsinError) else fault(error))
    )


def unpacked_answer(data: object, documents: Sequence[Document], *, reader: str) -> list[Reading | Unread]:
    """The readings of some documents, in order.

    Args:
        data: What the executor gave back.
        documents: The documents that were ordered.
        reader: The fingerprint of the reader that they were to be read by.

    Raises:
        WorkerError: It is no answer to this order.
    """
    if not isinstance(data, bytes):
        raise WorkerError(f"the executor gave back a {type(data).__name__}, not the readings that it was asked for")
    try:
        answer = load(Answer, data.decode(), name="answer of a worker")
    except (RecordError, UnicodeDecodeError) as error:
        raise WorkerError(f"the executor gave back what is no answer: {fault(error)}") from error
    if answer.form != FORM:
        raise WorkerError(
            f"the executor gave back the form {answer.form!r}, not {FORM!r}; install one version everywhere"
        )
    if answer.problem is not None:
        raise WorkerError(answer.problem)
    if answer.reader != reader:
        raise WorkerError(
            f"a worker reads by another version ({answer.reader}) than this process ({reader}); install one everywhere"
        )
    if len(answer.outcomes) != len(documents):
        much = f"{len(answer.outcomes)} readings for {len(documents)} documents"
        raise WorkerError(f"the executor gave back {much}")
    return [_read(one, document) for one, document in zip(answer.outcomes, documents, strict=True)]


def _read(outcome: Outcome, document: Document) -> Reading | Unread:
    if outcome.reading is None:
        if outcome.problem is None:
            raise WorkerError(f"the executor gave back nothing for {document.name}")
        return Unread(document=document, problem=outcome.problem)
    if outcome.reading.document.id != document.id:
        raise WorkerError(f"the executor gave back the reading of another document than {document.name}")
    return replace(outcome.reading, document=document)


def _packed(parcel: Order | Answer) -> bytes:
    # Half a character, which no encoding writes, travels as a question mark: as long, and no word either.
    return dump(parcel).encode("utf-8", "replace")
