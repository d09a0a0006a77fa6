"""What the claims of one document are to each other by its own words: a belief and what took its place, part and whole."""

from collections.abc import Iterator, Sequence

from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Relation
from tocsin.model.query import Report
from tocsin.model.reason import in_words
from tocsin.model.span import Span, SpanIndex

_NEAR = 400
"""Characters behind a belief within which what took its place is said."""


def links_within(document: Sequence[Report]) -> Iterator[Link]:
    """The links between claims of a document that its own words tell.

    Args:
        document: Its claims, in the order of the text.
    """
    yield from _beliefs(document)
    yield from _parts([found.claim for found in document])


def _beliefs(document: Sequence[Report]) -> Iterator[Link]:
    """ "We thought it was an exercise, but it seems …": what the same speaker states next revises the belief."""
    for number, found in enumerate(document):
        if found.claim.kind is not Kind.FORMER_BELIEF:
            continue
        after = next((other for other in document[number + 1 :] if _takes_place(found, other)), None)
        if after is not None:
            reason = in_words("a belief since given up, and what the speaker says in its place", weight=0.8)
            yield Link(claim=after.claim.id, other=found.claim.id, relation=Relation.REVISES, reasons=(reason,))


def _takes_place(belief: Report, other: Report) -> bool:
    one, next_one = belief.claim, other.claim
    if other.sentence_span != belief.sentence_span and next_one.start - one.end > _NEAR:
        return False
    same = next_one.speaker == one.speaker and next_one.kind is Kind.STATEMENT
    return same and next_one.start >= one.end


def _parts(claims: Sequence[Claim]) -> Iterator[Link]:
    """A figure that the text calls a part of another one, where they stand in two claims."""
    holding = SpanIndex((Span(one.start, one.end), claim) for claim in claims for one in claim.quantities)
    for claim in claims:
        for quantity in claim.quantities:
            if quantity.part_of is None:
                continue
            for whole in holding.overlapping(quantity.part_of):
                if whole.id != claim.id and quantity.part_of not in [
                    Span(one.start, one.end) for one in claim.quantities
                ]:
                    reason = in_words("the text counts it among the other", weight=0.8)
                    yield Link(claim=claim.id, other=whole.id, relation=Relation.PART_OF, reasons=(reason,))
