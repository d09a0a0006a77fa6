"""Where a claim holds: the places that its clause names, and points that it tells by their distance from one."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.model.place import Place
from tocsin.model.span import Span


def claim_places(text: str, places: Sequence[Place], span: Span) -> Iterator[Place]:
    """The places of a stretch of text, in order.

    Args:
        text: The document's text.
        places: All places of the document, in order.
        span: The clause.
    """
    number = bisect_left(places, span.start, key=lambda place: place.start)
    while number < len(places) and places[number].start < span.end:
        place = places[number]
        number += 1
        if place.end > span.end:
            continue
        offset = place.offset
        if offset is None:
            yield place
        elif not offset.apposed:
            # What happened 20 km from a town did not happen in it.
            yield replace(
                place, start=offset.start, name=text[offset.start : place.end], lat=offset.lat, lon=offset.lon,
                radius=offset.radius, type="point", geonameid=None, admin1=None, runners_up=(), offset=None,
            )  # fmt: skip
