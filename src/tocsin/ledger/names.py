"""The names of a case, counted: one for each folded form, whatever its spellings."""

import sys
from collections import Counter, defaultdict
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


@dataclass(slots=True)
class _Name:
    first: int
    kind: PartyKind | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


def party_names(
    counts: Iterable[NameCount], *, graded: Iterable[str] = (), places: Collection[str] = frozenset()
) -> list[PartyName]:
    """The names in the order of their first claims; of several spellings the most frequent is given.

    Args:
        counts: How often each name stands where.
        graded: Names of sources that have a grade, in the order they were graded. Those that no claim has come last.
        places: The folded names of the places of the case.
    """
    found: dict[str, _Name] = {}
    outlets = defaultdict(set)
    listed = sorted(counts, key=lambda count: (not count.is_outlet, count.first))
    for count in listed:
        key = folded(count.name)
        if not key:
            continue
        name = found.setdefault(key, _Name(count.first))
        name.first = min(name.first, count.first)
        if count.is_outlet:
            name.kind = PartyKind.ORGANISATION
            outlets[key].add(count.outlet)
        elif count.outlet in outlets[key]:
            # An outlet that speaks in its own document was counted with that document.
            continue
        name.spellings[" ".join(count.name.split())] += count.claims
        if count.language is not None:
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
