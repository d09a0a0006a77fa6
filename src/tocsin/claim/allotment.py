"""Which days and places of a claim belong to which of its figures: "12 in Wels and 3 in Enns"."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from tocsin.model.parse import Token
from tocsin.model.place import Place, told
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.model.time import Time, TimeType

_Told = TypeVar("_Told", Place, Time)


def allotted(
    quantities: Sequence[Quantity],
    words: Sequence[Token],
    span: Span,
    *,
    places: Sequence[Place],
    times: Sequence[Time],
    separators: Collection[str],
) -> list[Quantity]:
    """The figures of a clause with their own times and places, where it tells several.

    Args:
        quantities: The figures, in order.
        words: The words and signs of the sentence, in order.
        span: The clause.
        places: The places of the claim.
        times: All times of the document, in order.
        separators: Words and signs that stand between what belongs to one figure and what belongs to the next.
    """
    if len(quantities) < 2:
        return list(quantities)
    ends = [
        *(_parted(one, other, words, separators) for one, other in pairwise(quantities)),
        span.end,
    ]
    first = bisect_left(times, span.start, key=lambda time: time.start)
    inside = []
    for time in times[first:]:
        if time.start >= span.end:
            break
        placed = time.earliest is not None or time.latest is not None
        if placed and time.type in (TimeType.DATE, TimeType.TIME) and time.dates is None:
            inside.append(time)
    own_times = _shared(inside, span.start, ends)
    own_places = _shared(told(places), span.start, ends)
    return [
        replace(quantity, time=next(iter(own_times.get(at, ())), None), places=tuple(own_places.get(at, ())))
        for at, quantity in enumerate(quantities)
    ]


def _parted(one: Quantity, other: Quantity, words: Sequence[Token], separators: Collection[str]) -> int:
    """Where what belongs to one figure ends: at the last separator before the next one."""
    between = [word for word in words if one.end <= word.start < other.start]
    return next((word.start for word in reversed(between) if word.lower in separators), one.end)


def _shared(things: Sequence[_Told], start: int, ends: Sequence[int]) -> Mapping[int, list[_Told]]:
    """The times or places of each figure, by its number; nothing where they do not differ from one to the other.

    A figure without one of its own shares that of the next one that has one: "12 dead and 40 hurt in Wels, 3 in Enns".
    """
    begins = [start, *ends[:-1]]
    parts = [[one for one in things if first <= one.start < last] for first, last in zip(begins, ends, strict=True)]
    if sum(bool(part) for part in parts) < 2:
        return {}
    for at in range(len(parts) - 2, -1, -1):
        parts[at] = parts[at] or parts[at + 1]
    return dict(enumerate(parts))
