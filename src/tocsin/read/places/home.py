"""Where a publisher is at home: the place in its name."""

from collections.abc import Callable, Container

from tocsin.lexicon.gazetteer import Entry
from tocsin.lexicon.gazetteer_format import name_key

_LONGEST = 12
"""Words of an outlet's name that are looked at."""


def places_in_outlet(
    outlet: str | None, *, find: Callable[[str], tuple[Entry, ...]], never: Container[str]
) -> tuple[Entry, ...]:
    """The places that may stand in an outlet's name ("Leeds Herald"): the longest name in it that the gazetteer holds.

    Args:
        outlet: The name.
        find: Looks up a name in the gazetteer.
        never: The keys of words that are never taken for a place.
    """
    parts = (outlet or "").split()[:_LONGEST]
    for length in range(len(parts), 0, -1):
        for first in range(len(parts) - length + 1):
            name = " ".join(parts[first : first + length])
            if name[:1].isupper() and name_key(name) not in never and (entries := find(name)):
                return entries
    return ()
