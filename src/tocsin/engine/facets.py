"""How the claims that a filter asks for divide: by who says them, where, how surely, in which language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from tocsin.ledger.port import View
from tocsin.lexicon.language import lexicon_for
from tocsin.model.claim import Claim
from tocsin.model.query import ClaimFilter, Report
from tocsin.text.folding import folded

_VALUES = 12
"""Values of one facet that are told, those of most claims first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to divide claims.

    Attributes:
        name: The field of `ClaimFilter` that asks for one of the values; `month` is a period.
        values: Each value as the filter takes it, and how many claims have it.
    """

    name: str
    values: tuple[tuple[str, int], ...]


def facets(view: View, wanted: ClaimFilter, *, among: int) -> tuple[list[Report], list[Facet]]:
    """The first claims that a filter asks for, and how they divide.

    Args:
        view: The case.
        wanted: The filter; its limit is not used.
        among: How many claims are read and divided at most.
    """
    found = list(view.claims(replace(wanted, limit=among)))
    return found, divided(found)


def divided(reports: Sequence[Report]) -> list[Facet]:
    """How claims divide; a facet in which all are alike, and not by a value, is left out."""
    counted: dict[str, Counter[str]] = {
        name: Counter()
        for name in ("outlet", "speaker", "source", "party", "place", "month", "certainty", "kinds", "language")
    }  # fmt: skip
    # Of one name in several writings the first is told.
    written: dict[str, str] = {}
    for report in reports:
        claim = report.claim
        names = dict.fromkeys(written.setdefault(folded(one), one) for one in _named(claim))
        values = {
            "outlet": (report.outlet,), "speaker": (claim.speaker,), "source": claim.sources[-1:],
            "place": dict.fromkeys(place.name for place in claim.places), "certainty": (claim.factuality.value,),
            "kinds": (claim.kind.value,), "language": (report.language,), "party": names,
            "month": _month(report),
        }  # fmt: skip
        for name, own in values.items():
            counted[name].update(value for value in own if value and not value.isspace())
    return [Facet(name=name, values=tuple(one.most_common(_VALUES))) for name, one in counted.items() if one]


def _named(claim: Claim) -> Iterator[str]:
    """Those that a claim names besides whose word it is: who acts, on whom, for whom."""
    event = claim.event
    names = (event.actor, event.object, event.recipient) if event is not None else ()
    yield from (name for name in names if name and name.lower() not in _pronouns())


@cache
def _pronouns() -> frozenset[str]:
    """Words that name somebody only in their sentence, or nobody."""
    lexicon = lexicon_for(None)
    listed = (*lexicon.table("coreference")["pronouns"].values(), lexicon.table("parties")["pronouns"]["nobody"])
    return frozenset(chain.from_iterable(listed))


def _month(report: Report) -> tuple[str, ...]:
    """The month that a claim is about, or where it tells none, that of its publication."""
    time = report.claim.time
    day = (time.earliest or time.latest) if time is not None else None
    day = day or report.published
    return (f"{day:%Y-%m}",) if day is not None else ()
