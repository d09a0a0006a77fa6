"""Which paragraphs are computed together: those of like length, so that little is spent on padding."""

from collections.abc import Iterator, Sequence

_TOGETHER = 6_000
"""Words, with padding, that are computed at once."""


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of paragraphs to compute together, the longest first in each batch."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        if not lengths[number]:
            continue
        if batch and lengths[batch[0]] * (len(batch) + 1) > _TOGETHER:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
