"""The names of a case, counted: one for each folded form, whatever its spellings."""

import sys
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from tocsin.model.party import PartyKind, PartyName
from tocsin.text.folding import folded
from tocsin.text.scripts import script_of


class NameCount(NamedTuple):
    """How often a name stands in the documents of one outlet and language, and the row of the first claim that has it.

    `is_outlet` tells that it is the outlet's own name, which counts for every claim of its documents.
    """

    name: str
    outlet: str | None
    language: str | None
    claims: int
    first: int
    is_outlet: bool = False


class CountedName(NamedTuple):
    """How often a name is written so in documents of one language, whatever their outlets; such counts can be added up.

    `language` is empty where no document tells it, `outlet` is 1 where the name is that of an outlet, which counts for every
    claim of its documents.
    """

    folded: str
    written: str
    language: str
    outlet: int
    claims: int
    first: int


def counted(counts: Iterable[NameCount]) -> list[CountedName]:
    """Counts of names, each under its folded form."""
    found: dict[tuple[str, str, str, int], tuple[int, int]] = {}
    for count in counts:
        key = folded(count.name)
        # An outlet that speaks in its own document is counted with that document.
        if not key or (not count.is_outlet and count.outlet is not None and folded(count.outlet) == key):
            continue
        name = key, " ".join(count.name.split()), count.language or "", int(count.is_outlet)
        claims, first = found.get(name, (0, count.first))
        found[name] = claims + count.claims, min(first, count.first)
    return [CountedName(*name, *own) for name, own in found.items()]


@dataclass(slots=True)
class _Name:
    first: int
    kind: PartyKind | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


def party_names(
    counts: Iterable[CountedName], *, graded: Iterable[str] = (), places: Collection[str] = frozenset()
) -> list[PartyName]:
    """The names in the order of their first claims; of several spellings the most frequent is given.

    Args:
        counts: How often each name stands where.
        graded: Names of sources that have a grade, in the order they were graded. Those that no claim has come last.
        places: The folded names of the places of the case.
    """
    found: dict[str, _Name] = {}
    for count in sorted(counts, key=lambda one: (not one.outlet, one.first, one.written, one.language)):
        name = found.setdefault(count.folded, _Name(count.first))
        name.first = min(name.first, count.first)
        if count.outlet:
            name.kind = PartyKind.ORGANISATION
        name.spellings[count.written] += count.claims
        if count.language:
            name.languages[count.language] += count.claims
    for written in graded:
        name = found.setdefault(folded(written), _Name(sys.maxsize))
        name.spellings.setdefault(" ".join(written.split()), 0)
    for key in found.keys() & set(places):
        found[key].kind = found[key].kind or PartyKind.PLACE
    return [
        PartyName(
            written=(written := name.spellings.most_common(1)[0][0]), script=script_of(written), kind=name.kind,
            language=name.languages.most_common(1)[0][0] if name.languages else None, claims=name.spellings.total(),
        )
        for name in sorted(found.values(), key=lambda name: name.first)
    ]  # fmt: skip
