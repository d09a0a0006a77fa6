"""Which quantities a claim states: those of its own clause that no time expression holds and no other number replaces."""

from bisect import bisect_left
from collections.abc import Sequence

from tocsin.claim.clauses import Clause
from tocsin.model.quantity import Quantity
from tocsin.model.time import Time, TimeType


def own_quantities(clause: Clause, quantities: Sequence[Quantity], times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The quantities of a clause, in order.

    Args:
        clause: The clause that states the claim; a clause cut out of its middle is a claim of its own.
        quantities: All quantities of the document, in order.
        times: All time expressions of the document, in order.
    """
    span = clause.span
    starts = [word.start for word in clause.words]
    own: list[Quantity] = []
    for quantity in quantities[bisect_left(quantities, span.start, key=_start) :]:
        if quantity.start >= span.end:
            break
        inside = quantity.end <= span.end and bisect_left(starts, quantity.end) > bisect_left(starts, quantity.start)
        if inside and not quantity.denied and not _is_distance(quantity, times):
            own.append(quantity)
    return tuple(own)


def _is_distance(quantity: Quantity, times: Sequence[Time]) -> bool:
    """Whether a length of time only says when: the weeks in "a few weeks ago"."""
    number = bisect_left(times, quantity.end, key=_end)
    if number == len(times):
        return False
    time = times[number]
    return time.start <= quantity.start and time.type in (TimeType.DATE, TimeType.TIME)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _end(time: Time) -> int:
    return time.end
