"""Reading without a case: paths in, readings out, failures as values."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.engine.batches import batches
from tocsin.engine.reader import Reader, unknown_language
from tocsin.engine.spreading import Workers, read_portions
from tocsin.errors import InputError
from tocsin.model.document import Document, Evidence
from tocsin.model.reading import Reading, Unread
from tocsin.settings import Settings


def file_collector(
    given: Given, settings: Settings, *, stdin: BinaryIO | None = None, tell: Callable[[str], None] | None = None
) -> FileCollector:
    """What collects files within the limits that are set."""
    return FileCollector(
        given=given,
        longest=settings.longest,
        stdin=stdin,
        tell=tell,
        seconds=settings.parser_seconds,
        megabytes=settings.parser_megabytes,
    )


def read_paths(
    paths: Iterable[str | Path],
    *,
    given: Given,
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
    tell: Callable[[str], None] | None = None,
    workers: Workers | None = None,
) -> Iterator[Reading | InputError]:
    """Read every document at these paths, in order; one that cannot be read comes as its error.

    Memory does not grow with the number of documents: they are read as a stream.

    Args:
        paths: Files, folders, or `-`.
        given: What to take for documents that do not tell their date, outlet or language themselves.
        stdin: What `-` reads from.
        settings: By default those of the environment.
        tell: Is told what is no failure and the reader should know, such as which columns of a table were taken.
        workers: Who reads; by default this process. What is read does not depend on it.

    Raises:
        WorkerError: The workers cannot be reached, or give back what is no reading.
    """
    settings = settings or Settings.load()
    collector = file_collector(given, settings, stdin=stdin, tell=tell)
    reader = Reader(settings, warn=tell or warnings.warn)
    portions = map(_portion, batches(collector.collect(paths)))
    for found, readings in read_portions(reader, workers or Workers(), portions):
        for one in found:
            reading = next(readings) if isinstance(one, Document) else one
            yield InputError(reading.document.name, reading.problem) if isinstance(reading, Unread) else reading


def _portion(batch: Sequence[Evidence | InputError]) -> tuple[list[Document | InputError], list[Document]]:
    """The documents of a batch and the errors between them, in order, and the documents alone."""
    found = [one if isinstance(one, InputError) else unknown_language(one.document) or one.document for one in batch]
    return found, [one for one in found if isinstance(one, Document)]
