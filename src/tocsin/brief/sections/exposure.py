"""What claims report as done for those whom a sanctions list has by name: a claim each, the surest first."""

from collections.abc import Iterator

from tocsin.brief.records import BriefRecords, on_list_key
from tocsin.brief.sections.passages import fact_of, more, passage, quote
from tocsin.model.brief import Fact, FactKind, Passage

_TOLD = 10


def exposure(records: BriefRecords) -> Iterator[Passage]:
    """Each claim with the name and the entry that has it; a name alone is no proof that the entry means the same."""
    first = {one.report.claim.id: one for one in reversed(records.on_lists)}
    ordered = sorted(first.values(), key=lambda one: (-one.report.claim.factuality.score, one.report.claim.id))
    for one in ordered[:_TOLD]:
        key = on_list_key(one)
        facts = {
            "who": fact_of(one.report, FactKind.WHO),
            "day": fact_of(one.report, FactKind.DAY),
            "certainty": fact_of(one.report, FactKind.CERTAINTY),
            "quote": quote(one.report),
            "name": Fact(kind=FactKind.LISTED, value=one.name, of=(key,)),
            "entry": Fact(kind=FactKind.LISTED, value=one.entry, of=(key,)),
        }
        yield passage("exposure", facts, about=one.report.claim.id)
    left = (one.report.claim.id for one in ordered[_TOLD:])
    yield from more("exposure", left, ("tocsin", "exposure", "--rule", "cooperation"))
