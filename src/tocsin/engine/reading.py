"""Reading without a case: paths in, readings out, failures as values."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.engine.batches import batches
from tocsin.engine.reader import Reader, unknown_language
from tocsin.errors import InputError
from tocsin.model.document import Document
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
) -> Iterator[Reading | InputError]:
    """Read every document at these paths, in order; one that cannot be read comes as its error.

    Memory does not grow with the number of documents: they are read as a stream. `tell` is told what is no failure and the
    reader should know, such as which columns of a table were taken.
    """
    settings = settings or Settings.load()
    collector = file_collector(given, settings, stdin=stdin, tell=tell)
    reader = Reader(settings)
    for batch in batches(collector.collect(paths)):
        found = [
            one if isinstance(one, InputError) else unknown_language(one.document) or one.document for one in batch
        ]
        readings = reader.read_all(one for one in found if isinstance(one, Document))
        for one in found:
            reading = next(readings) if isinstance(one, Document) else one
            yield InputError(reading.document.name, reading.problem) if isinstance(reading, Unread) else reading
