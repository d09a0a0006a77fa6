"""Which quantities a claim states: those of its own clause that no time expression holds and no other number replaces."""

from bisect import bisect_left
from collections.abc import Sequence

from tocsin.claim.clauses import Clause
from tocsin.model.quantity import Quantity
from tocsin.model.time import Time, TimeType


def own_quantities(clause: Clause, quantities: Sequence[Quantity], times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Of a document's quantities, in order, those of a clause; a clause cut out of its middle is a claim of its own."""
    span = clause.span
    starts = [word.start for word in clause.words]
    own: list[Quantity] = []
    for quantity in quantities[bisect_left(quantities, span.start, key=lambda one: one.start) :]:
        if quantity.start >= span.end:
            break
        inside = quantity.end <= span.end and bisect_left(starts, quantity.end) > bisect_left(starts, quantity.start)
        # The weeks in "a few weeks ago" only say when.
        at = bisect_left(times, quantity.end, key=lambda time: time.end)
        holder = times[at].type if at < len(times) and times[at].start <= quantity.start else None
        if inside and not quantity.denied and holder not in (TimeType.DATE, TimeType.TIME):
            own.append(quantity)
    return tuple(own)
