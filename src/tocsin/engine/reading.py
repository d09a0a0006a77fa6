"""Reading without a case: paths in, readings out, failures as values."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from tocsin.collect.files import FileCollector
from tocsin.collect.given import Given
from tocsin.engine.reader import Reader, check_language
from tocsin.errors import InputError
from tocsin.model.document import Document
from tocsin.model.reading import Reading
from tocsin.settings import Settings


def read_paths(
    paths: Iterable[str | Path], *, given: Given, stdin: BinaryIO | None = None, settings: Settings | None = None
) -> Iterator[Reading | InputError]:
    """Read every document at these paths, in order; one that cannot be read comes as its error.

    Memory does not grow with the number of documents: they are read as a stream.
    """
    settings = settings or Settings.load()
    collector = FileCollector(given=given, longest=settings.longest, stdin=stdin)
    failures: list[tuple[int, InputError]] = []
    taken = 0

    def documents() -> Iterator[Document]:
        nonlocal taken
        for one in collector.collect(paths):
            try:
                if isinstance(one, InputError):
                    raise one
                check_language(one.document)
            except InputError as error:
                failures.append((taken, error))
                continue
            taken += 1
            yield one.document

    given_back = 0
    for reading in Reader(settings).read_all(documents()):
        while failures and failures[0][0] <= given_back:
            yield failures.pop(0)[1]
        given_back += 1
        yield reading
    yield from (error for _, error in failures)
