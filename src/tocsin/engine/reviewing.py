"""Reviews of claims: entered by key, shown with what they did, and where a later reading has lost them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from tocsin.engine.corrections import corrections
from tocsin.errors import Ambiguous, CaseError, NotInCase
from tocsin.ledger.port import Ledger, View
from tocsin.lexicon.language import lexicon_for
from tocsin.model.link import Link
from tocsin.model.query import Report
from tocsin.model.review import Carried, Judgement, Review, ReviewedClaim, ReviewState, carried


def reviewed(view: View, key: str) -> ReviewedClaim:
    """A claim as it was read and as it stands, with its reviews.

    Args:
        view: The case.
        key: The claim's id, or the beginning of it; it may have been rejected.

    Raises:
        NotInCase, Ambiguous: No claim, or several, have it.
        CaseError: The claim is of an earlier reading, or its document was removed.
    """
    read = _as_read(view, key)
    own = _carried(view, read.document).states.get(read.claim.id, ReviewState())
    return ReviewedClaim(read=read, now=view.claims_by_id([read.claim.id]).get(read.claim.id), state=own)


def enter(
    ledger: Ledger,
    key: str,
    judgement: Judgement,
    *,
    typed: Mapping[str, str],
    reason: str,
    by: str,
    at: datetime,
) -> Review:
    """Enter a judgement on a claim.

    Args:
        ledger: The case.
        key: The claim's id, or the beginning of it.
        judgement: Any but an undoing.
        typed: The corrected fields with what was typed for them.
        reason: Why.
        by: Who says so.
        at: When.

    Raises:
        InputError: A correction cannot be understood.
        CaseError: There is no such claim, no reason is given, or the claim has the corrected values already.
    """
    read = _as_read(ledger, key)
    stands = ledger.claims_by_id([read.claim.id]).get(read.claim.id, read).claim
    changes: dict[str, Any] = corrections(typed, stands, lexicon_for(read.language)) if typed else {}
    if typed and not changes:
        raise CaseError(f"{stands.id}: it has these values already; confirm it if it is right")
    return ledger.enter_review(_about(read, judgement, changes=changes, reason=reason, by=by, at=at))


def undo(ledger: Ledger, key: str | int, *, reason: str, by: str, at: datetime) -> Review:
    """Take back a review: the last one of a claim that holds, or the one with a number.

    Raises:
        CaseError: There is no such claim or review, or none of the claim's reviews holds.
    """
    if isinstance(key, int):
        found = next((one for one in ledger.reviews() if one.number == key), None)
        if found is None:
            raise CaseError(f"no review has the number {key}; `tocsin review --list` lists them")
        target = found
    else:
        state = reviewed(ledger, key).state
        if not state.holding:
            raise CaseError(f"{key}: it has no review that could be taken back")
        target = state.holding[-1]
    return ledger.enter_review(Review(
        claim=target.claim, document=target.document, start=target.start, end=target.end, words=target.words,
        judgement=Judgement.UNDONE, undoes=target.number, at=at, by=by, reason=reason,
    ))  # fmt: skip


def reviews_of(view: View, claim: str, document: str) -> tuple[Review, ...]:
    """The reviews of a claim, whether it stands or not: those that the current reading has it for, or those of its id."""
    state = _carried(view, document).states.get(claim)
    return state.reviews if state else tuple(one for one in view.reviews(document) if one.claim == claim)


def link_between(view: View, one: str, other: str) -> Link:
    """The link that the case holds between two claims, by their ids or their beginnings.

    Raises:
        NotInCase, Ambiguous: No claim, or several, have one of the ids.
        CaseError: There is no link between them.
    """
    ends = {view.claim(one).claim.id, view.claim(other).claim.id}
    for held in view.claim_history(one).links:
        if held.until is None and {held.link.claim, held.link.other} == ends:
            return held.link
    raise CaseError(f"{one} and {other}: there is no link between them; add one with --link {other} --as RELATION")


def lost_reviews(view: View) -> Iterator[Review]:
    """The reviews that hold, but whose passage the current reading of their document has no claim for."""
    of: dict[str, list[Review]] = defaultdict(list)
    for review in view.reviews():
        of[review.document].append(review)
    if not of:
        return
    held = {row.id for row in view.documents() if row.removed is None}
    for document in of.keys() & held:
        lost = _carried(view, document).lost
        yield from ReviewState.of(lost).holding


def claims_reviewed(view: View, documents: Collection[str] | None = None) -> Iterator[tuple[Report, ReviewState]]:
    """The claims of current readings that have reviews, as they were read, each with its reviews.

    Args:
        view: The case.
        documents: Only those of these documents, by their ids.
    """
    of: dict[str, list[Review]] = defaultdict(list)
    for review in view.reviews():
        if documents is None or review.document in documents:
            of[review.document].append(review)
    if not of:
        return
    read: dict[str, list[Report]] = defaultdict(list)
    for report in view.claims_as_read(*of):
        read[report.document].append(report)
    for document, own in read.items():
        found = _found(view, document, of[document], own).states
        yield from ((one, found[one.claim.id]) for one in own if one.claim.id in found)


def _carried(view: View, document: str) -> Carried:
    reviews = view.reviews(document)
    if not reviews:
        return Carried({}, ())
    return _found(view, document, reviews, view.claims_as_read(document))


def _found(view: View, document: str, reviews: Sequence[Review], read: Sequence[Report]) -> Carried:
    # The text is only looked at where a claim is not found by its id.
    ids = {report.claim.id for report in read}
    is_known = all(review.claim in ids for review in reviews)
    text = "" if is_known else view.document(document)[0].document.text
    return carried(reviews, [report.claim for report in read], text)


def _as_read(view: View, key: str) -> Report:
    try:
        found = view.claim(key)
    except NotInCase:
        out = [one for one, _ in view.rejected_claims() if key and one.claim.id.startswith(key.lower())]
        if len(out) > 1:
            raise Ambiguous(key, [one.claim.id for one in out[:6]]) from None
        if out:
            return out[0]
        gone = view.claim_history(key)
        why = "was removed" if view.removal(gone.document) is not None else "was read again, without it"
        raise CaseError(
            f"{gone.claim.id}: this claim stands no longer, for its document {gone.name} {why}; "
            f"`tocsin history {gone.claim.id[:8]}` tells more"
        ) from None
    own = view.claims_as_read(found.document)
    return next((one for one in own if one.claim.id == found.claim.id), found)


def _about(read: Report, judgement: Judgement, **facts: Any) -> Review:
    claim = read.claim
    return Review(
        claim=claim.id, document=read.document, start=claim.start, end=claim.end, words=claim.text, judgement=judgement,
        **facts,
    )  # fmt: skip
