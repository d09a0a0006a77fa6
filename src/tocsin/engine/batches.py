"""What was collected, in portions: large enough to keep the parser busy, small enough for memory not to grow."""

from collections.abc import Iterable, Iterator

from tocsin.errors import InputError
from tocsin.model.document import Evidence

_DOCUMENTS = 64
_CHARACTERS = 300_000


def batches(collected: Iterable[Evidence | InputError]) -> Iterator[list[Evidence | InputError]]:
    """The same in order, some at a time."""
    batch: list[Evidence | InputError] = []
    characters = 0
    for one in collected:
        batch.append(one)
        characters += len(one.document.text) if isinstance(one, Evidence) else 0
        if len(batch) >= _DOCUMENTS or characters >= _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
