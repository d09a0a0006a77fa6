"""What whole documents say about their claims: a belief and what took its place, part and whole, a text that was copied."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tocsin.link.origins import Origin
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.link import Link, Relation
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.model.span import Span, SpanIndex

_NEAR = 400
"""Characters behind a belief within which what took its place is said."""
_WITHDRAWN = "certainty.withdrawn"
_WORD = 4
"""Letters of the shortest word by which a claim speaks of what another one says."""
_MANY = 3
"""The least number of claims, copied or repeated on one source's word, by which a document is taken to follow another one."""


def links_within(document: Sequence[Report]) -> Iterator[Link]:
    """The links between claims of a document, which come in the order of the text, that its own words tell."""
    # "We thought it was an exercise, but it seems …": what the same speaker states next revises the belief.
    for number, report in enumerate(document):
        belief = report.claim
        if belief.kind is not Kind.FORMER_BELIEF:
            continue
        for later in range(number + 1, len(document)):
            other, after = document[later], document[later].claim
            if other.sentence_span != report.sentence_span and after.start - belief.end > _NEAR:
                break
            if _is_quoted(belief) and _tells_it(after, belief):
                break
            if _is_quoted(belief) and not _speaks_of_it(after, belief):
                continue
            if after.speaker == belief.speaker and after.kind is Kind.STATEMENT and after.start >= belief.end:
                reason = Reason(rule="link.belief_given_up", weight=0.8)
                yield Link(claim=after.id, other=belief.id, relation=Relation.REVISES, reasons=(reason,))
                break
    # A figure that the text calls a part of another one, where they stand in two claims.
    claims = [report.claim for report in document]
    holding = SpanIndex((Span(one.start, one.end), claim) for claim in claims for one in claim.quantities)
    for claim in claims:
        own = {Span(one.start, one.end) for one in claim.quantities}
        for whole_span in (one.part_of for one in claim.quantities):
            if whole_span is None or whole_span in own:
                continue
            for whole in holding.overlapping(whole_span):
                if whole.id != claim.id:
                    reason = Reason(rule="link.counted_among", weight=0.8)
                    yield Link(claim=claim.id, other=whole.id, relation=Relation.PART_OF, reasons=(reason,))


def _is_quoted(belief: Claim) -> bool:
    """Whether it is what a correction quotes; of several things that it names each has its own."""
    return bool(belief.steps) and belief.steps[0].rule == _WITHDRAWN


def _tells_it(claim: Claim, belief: Claim) -> bool:
    """Whether a claim says what a correction takes back: the entry that is meant, where the last entry stands on top."""
    figures, others = ([(one.low, one.high) for one in each.quantities] for each in (claim, belief))
    return claim.predicate == belief.predicate and claim.factuality.score > 0 and figures == others


def _speaks_of_it(claim: Claim, belief: Claim) -> bool:
    """Whether a claim shares a word with a belief, or counts as that does."""
    ours, theirs = (
        {word for word in re.findall(r"\w+", one.text.lower()) if len(word) >= _WORD} for one in (claim, belief)
    )
    return bool(ours & theirs) or bool(claim.quantities and (belief.quantities or claim.corrected))


def one_origin_of_copies(links: Sequence[Link], documents: Mapping[str, str]) -> list[Link]:
    """The links, with what two documents say alike made one origin's word where one copies the other, or is written from it.

    One that is written from another one repeats several of its claims on the word of their sources. What it says in its own
    voice besides is then no second witness of the other one's.

    They must be all that were found between a document and others; `documents` gives each claim's document by its id.
    """

    def pair(link: Link) -> frozenset[str]:
        return frozenset((documents[link.claim], documents[link.other]))

    copied = Counter(pair(link) for link in links if link.relation is Relation.ECHO)
    repeated = _least_claims((pair(link), link) for link in links if link.relation.is_one_origin)
    apart = {origin.reason.rule for origin in Origin if not origin.is_one}
    own_voice = Origin.DIFFERENT_OUTLETS.reason.rule
    found = []
    for link in links:
        two = pair(link)
        if link.relation is Relation.CORROBORATES:
            if copied[two] >= _MANY:
                told = Reason(rule="link.copied_document", weight=0.6, facts={"claims": copied[two]})
            elif repeated[two] >= _MANY and any(reason.rule == own_voice for reason in link.reasons):
                told = Reason(rule="link.rewritten_document", weight=0.5, facts={"claims": repeated[two]})
            else:
                told = None
            if told is not None:
                kept = (reason for reason in link.reasons if reason.rule not in apart)
                link = replace(link, relation=Relation.REPEATS, reasons=(*kept, told))
        found.append(link)
    return found


def _least_claims(links: Iterator[tuple[frozenset[str], Link]]) -> Counter[frozenset[str]]:
    """How many claims of the one that fewer of are linked, by the two documents."""
    ends: dict[frozenset[str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for two, link in links:
        for side, claim in zip(ends[two], (link.claim, link.other), strict=True):
            side.add(claim)
    return Counter({two: min(map(len, sides)) for two, sides in ends.items()})
