"""What to review next: what matters most and was read least surely comes first."""

from collections.abc import Iterator
from hashlib import sha256
from heapq import nsmallest
from itertools import islice
from math import log2

from tocsin.engine.reviewing import claims_reviewed
from tocsin.ledger.port import View
from tocsin.model.claim import Claim
from tocsin.model.kind import Kind
from tocsin.model.link import Linked, Relation
from tocsin.model.quantity import OwnerRule, ThingRule
from tocsin.model.query import ClaimFilter
from tocsin.model.reason import Fact, Reason
from tocsin.model.review import QueueItem, ReviewState

_LOOKED_AT = 600
"""Claims, the weightiest first, and links among which the next to review are looked for."""
_WEIGHT = 0.3
"""How much a claim counts that its reading did not weigh."""
_LEAST = 0.05
"""How unsure a claim is of which nothing speaks against the reading."""
_EACH = 0.25
"""By how much each doubling of the reports of a proposition adds to how much a claim of it matters."""
# How often such a reading is wrong, as a rough guess: only the order of the queue depends on it.
_NO_SPEAKER, _OTHER_KIND, _FILLED_IN, _FAR_OWNER, _DISPUTED = 0.3, 0.25, 0.15, 0.3, 0.9
_APART, _PLACE = 0.6, 0.5
"""How much at most a score of certainty far from its words, and a place that could be another, count."""


def queue(view: View, *, limit: int, skip: int = 0, document: str | None = None) -> list[QueueItem]:
    """The claims and links to review next, those of most consequence and least sureness first.

    Claims that were reviewed are left out, unless two reviewers hold different things of them; links that a person
    confirmed or set are left out too. Of a case with many claims the weightiest are looked at.

    Args:
        view: The case.
        limit: How many at most.
        skip: How many to pass over: the page before.
        document: Only what stands in this document, by its id.
    """
    # Those that were reviewed are not to use up the places.
    wanted = ClaimFilter(by_weight=True, limit=_LOOKED_AT + skip + len(view.reviews()), document=document)
    weighty = list(view.claims(wanted))
    documents = {report.document for report in weighty}
    states = {report.claim.id: state for report, state in claims_reviewed(view, documents)}
    open_claims = [
        report for report in weighty
        if (state := states.get(report.claim.id)) is None or not state.holding or state.is_disputed
    ]  # fmt: skip
    reports = {
        claim.claim.id: len(proposition.claims)
        for proposition in view.propositions_of(report.claim.id for report in open_claims)
        for claim in proposition.claims
    }
    items = [
        QueueItem(
            report=report,
            matters=_matters(report.claim, reports.get(report.claim.id, 1)),
            reasons=tuple(_doubts(report.claim, states.get(report.claim.id))),
        )
        for report in open_claims
    ]
    items += (
        QueueItem(
            report=linked.claim,
            linked=linked,
            matters=max(_matters(one.claim, reports.get(one.claim.id, 1)) for one in (linked.claim, linked.other)),
            reasons=(
                Reason(rule="review.link", weight=1 - linked.link.sureness, facts={"sure": linked.link.sureness}),
            ),
        )
        for linked in _open_links(view, document)
    )
    items.sort(key=lambda item: (-item.priority, item.report.claim.id))
    return items[skip : skip + limit]


def sample(view: View, *, limit: int) -> list[QueueItem]:
    """Claims that were not reviewed, drawn without regard to what they say: what accuracy is to be estimated from.

    They are drawn by a hash of their ids, so that the same case gives the same claims, and a larger sample takes in a
    smaller one.
    """
    done = {report.claim.id for report, _ in claims_reviewed(view)}
    left = (claim for claim in view.claim_ids() if claim not in done)
    drawn = nsmallest(limit, left, key=lambda claim: sha256(claim.encode()).digest())
    found = view.claims_by_id(drawn)
    return [
        QueueItem(report=one, matters=_matters(one.claim, 1), reasons=tuple(_doubts(one.claim, None)))
        for one in (found[claim] for claim in drawn if claim in found)
    ]


def _open_links(view: View, document: str | None) -> Iterator[Linked]:
    found = view.links((Relation.CONTRADICTS, Relation.REVISES, Relation.CORROBORATES))
    return islice(
        (
            one for one in found
            if one.link.by is None and document in (None, one.claim.document, one.other.document)
        ),
        _LOOKED_AT,
    )  # fmt: skip


def _matters(claim: Claim, reports: int) -> float:
    return (_WEIGHT if claim.weight is None else claim.weight) * (1 + _EACH * log2(max(1, reports)))


def _doubts(claim: Claim, state: ReviewState | None) -> Iterator[Reason]:
    """What speaks against the reading of a claim, each with how probable it makes an error."""
    yield Reason(rule="review.any", weight=_LEAST)
    apart = abs(claim.factuality.score - claim.score)
    if apart >= 1:
        facts: dict[str, Fact] = {"certainty": claim.factuality.words, "score": round(claim.score, 1)}
        yield Reason(rule="review.certainty_apart", weight=min(1.0, apart / 6) * _APART, facts=facts)
    if claim.speaker is None:
        yield Reason(rule="review.no_speaker", weight=_NO_SPEAKER)
    if claim.kind is not Kind.STATEMENT:
        yield Reason(rule="review.other_kind", weight=_OTHER_KIND, facts={"kind": claim.kind.value})
    if "[" in claim.standalone:
        yield Reason(rule="review.filled_in", weight=_FILLED_IN)
    for place in claim.places:
        if place.confidence is not None and place.confidence < 1:
            told: dict[str, Fact] = {"place": place.name, "confidence": place.confidence}
            yield Reason(rule="review.place_unsure", weight=(1 - place.confidence) * _PLACE, facts=told)
    far = (OwnerRule.SENTENCE, OwnerRule.BEFORE)
    for quantity in claim.quantities:
        owner = quantity.owner
        if (owner is not None and owner.by in far) or any(thing.by is ThingRule.NEAR for thing in quantity.things):
            yield Reason(rule="review.figure_unsure", weight=_FAR_OWNER)
    if state is not None and state.is_disputed:
        yield Reason(rule="review.disputed", weight=_DISPUTED)
