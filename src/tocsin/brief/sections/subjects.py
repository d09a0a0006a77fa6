"""What is counted most in a period."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.brief.sections.slots import squeezed
from tocsin.model.kind import Kind
from tocsin.model.place import told
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.text.folding import folded

_Key = tuple[str, str, str | None]
"""A noun, what of it is measured, and where."""
_LEAST = 2
"""Documents that must count a thing before it is a figure to follow."""
_SHORTEST = 3
_NO_THINGS = ("percent", "share")


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that is counted, what of it is measured and where, and the documents that count it, whatever they measure."""

    noun: str
    measure: str
    place: str | None
    documents: frozenset[str]


def subjects(claims: Iterable[Report], *, most: int) -> tuple[Counted, ...]:
    """What is counted in most documents, then most often; each noun as it is most often written.

    What is counted without a measure is left out: thirty people at a meeting and forty in a school make no figure. Where
    some say of what place a figure is, it is followed by place.

    Args:
        claims: Those of the period.
        most: How many at most.
    """
    documents: dict[_Key, set[str]] = defaultdict(set)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for found in claims:
        for quantity in found.claim.quantities if found.claim.kind is Kind.STATEMENT else ():
            if quantity.measure is not None and _is_a_count(quantity):
                noun = squeezed(quantity.noun or "")
                documents[folded(noun), quantity.measure, _place(found)].add(found.document)
                written[folded(noun)][noun] += 1
    followed = {key for key, held in documents.items() if len(held) >= _LEAST}
    placed = {key[:2] for key in followed if key[2] is not None}
    ranked = sorted(
        (key for key in followed if key[2] is not None or key[:2] not in placed),
        key=lambda key: (-len(documents[key]), -written[key[0]].total(), key[0], key[1], key[2] or ""),
    )
    every: dict[str, set[str]] = defaultdict(set)
    for key, held in documents.items():
        every[key[0]] |= held
    return tuple(
        Counted(_as_written(written[key[0]]), key[1], key[2], frozenset(every[key[0]])) for key in ranked[:most]
    )


def _place(report: Report) -> str | None:
    """Where the claim is: its one place, but for a country that only says where that lies."""
    names = {place.name for place in told(report.claim.places)}
    return names.pop() if len(names) == 1 else None


def _is_a_count(quantity: Quantity) -> bool:
    """Whether it tells how many of a thing there are: no length of time, no sum of money, no share."""
    noun = squeezed(quantity.noun or "")
    if quantity.denied or len(noun) < _SHORTEST or quantity.unit in _NO_THINGS:
        return False
    return quantity.unit is None or folded(quantity.unit) == folded(noun)


def _as_written(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))
