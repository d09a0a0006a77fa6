"""Portions of what was collected: large enough to keep the parser busy, small enough for memory not to grow.

Where a portion ends does not depend on who reads it.
"""

from collections.abc import Iterable, Iterator

from tocsin.errors import InputError
from tocsin.model.document import Evidence

_DOCUMENTS = 64
_CHARACTERS = 40_000


def is_full(documents: int, characters: int) -> bool:
    """Whether a portion with so many documents and characters of text is to be read now."""
    return documents >= _DOCUMENTS or characters >= _CHARACTERS


def batches(collected: Iterable[Evidence | InputError]) -> Iterator[list[Evidence | InputError]]:
    """The same in order, some at a time."""
    batch: list[Evidence | InputError] = []
    characters = 0
    for one in collected:
        batch.append(one)
        characters += len(one.document.text) if isinstance(one, Evidence) else 0
        if is_full(len(batch), characters):
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
