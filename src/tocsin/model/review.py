"""A person's judgements on claims as they were read: confirmed, corrected, rejected; and which of them hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from tocsin.model.claim import Claim
from tocsin.model.link import Linked
from tocsin.model.query import Report
from tocsin.model.reason import Reason, in_words
from tocsin.model.record import from_json, to_json
from tocsin.model.span import Span

FIELDS: Mapping[str, str] = {
    "speaker": "speaker", "chain": "sources", "certainty": "factuality", "kind": "kind", "time": "time",
    "place": "places", "quantity": "quantities", "text": "standalone",
}  # fmt: skip
"""What can be corrected: each field by the name that people use, and the field of the claim's record that it is."""
NAME_OF: Mapping[str, str] = {record: name for name, record in FIELDS.items()}
"""The same the other way."""
_OVERLAP = 0.5
"""The share of two passages that both have, of what either has, from which on a claim read again is the one reviewed."""


class Judgement(StrEnum):
    """What a reviewer enters on a claim."""

    CONFIRMED = "confirmed"
    """It was read right, as far as it stands now."""
    CORRECTED = "corrected"
    """Some of its fields were read wrong."""
    REJECTED = "rejected"
    """The document does not say this."""
    NO_CLAIM = "no claim"
    """The passage states nothing: a heading, a caption, a line of a menu."""
    UNDONE = "undone"
    """An earlier review is taken back."""

    @property
    def is_out(self) -> bool:
        """Whether the claim stands no longer."""
        return self in (Judgement.REJECTED, Judgement.NO_CLAIM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One entry of a reviewer on a claim. Reviews are never changed, only followed by others.

    Attributes:
        number: Its number in the case; 0 before it is entered.
        claim: The id of the claim.
        document: The id of its document.
        start: The first character of its passage in the document's text as the reviewer saw it, `end` the one behind it.
        words: The passage: a claim of a later reading is known by it.
        changes: The corrected fields of the claim's record (see `FIELDS`) with their values as JSON has them.
        undoes: The number of the review that it takes back.
    """

    number: int = 0
    claim: str
    document: str
    start: int
    end: int
    words: str
    judgement: Judgement
    changes: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    at: datetime
    by: str
    reason: str

    @property
    def span(self) -> Span:
        """The characters of its passage."""
        return Span(self.start, self.end)

    @property
    def corrected(self) -> tuple[str, ...]:
        """The names of the fields that it corrects."""
        return tuple(NAME_OF.get(one, one) for one in self.changes)

    @property
    def told(self) -> str:
        """What it enters, in words."""
        if self.undoes is not None:
            return f"review {self.undoes} taken back"
        return f"corrected in {', '.join(self.corrected)}" if self.corrected else self.judgement.value


@dataclass(frozen=True, slots=True)
class ReviewState:
    """How a claim stands by its reviews.

    Attributes:
        reviews: All of them, oldest first, those that were taken back too.
        holding: Those of them that were not taken back, without the entries that take back.
    """

    reviews: tuple[Review, ...] = ()
    holding: tuple[Review, ...] = ()

    @classmethod
    def of(cls, reviews: Iterable[Review]) -> "ReviewState":
        """The state that reviews of one claim lead to, in whatever order they are given."""
        ordered = sorted(reviews, key=lambda one: (one.at, one.number))
        undone: set[int] = set()
        for review in reversed(ordered):
            # What takes back may be taken back itself, by a later one.
            if review.undoes is not None and review.number not in undone:
                undone.add(review.undoes)
        holding = (one for one in ordered if one.number not in undone and one.judgement is not Judgement.UNDONE)
        return cls(tuple(ordered), tuple(holding))

    @property
    def judgement(self) -> Judgement | None:
        """The last judgement that holds; None if none does."""
        return self.holding[-1].judgement if self.holding else None

    @property
    def is_out(self) -> bool:
        """Whether the claim stands no longer."""
        return self.judgement is not None and self.judgement.is_out

    @property
    def is_corrected(self) -> bool:
        """Whether the claim stands with other fields than it was read with."""
        return not self.is_out and bool(self.changes)

    @property
    def out(self) -> Judgement | None:
        """Why the claim does not stand as it was read; None if it does."""
        return self.judgement if self.is_out else Judgement.CORRECTED if self.is_corrected else None

    @property
    def changes(self) -> dict[str, Any]:
        """The corrected fields; of several corrections of one field the later holds."""
        return {name: value for review in self.holding for name, value in review.changes.items()}

    @property
    def is_disputed(self) -> bool:
        """Whether two reviewers hold different things of the claim."""
        return any(
            one.by != other.by and _disagree(one, other)
            for number, other in enumerate(self.holding)
            for one in self.holding[:number]
        )

    def applied(self, claim: Claim) -> Claim:
        """The claim as corrected; `claim` is the one that was read."""
        changes = self.changes
        if not changes:
            return claim
        made = from_json(Claim, {**to_json(claim), **changes})
        by = {name: review for review in self.holding for name in review.changes}
        made = replace(made, revised=tuple(name for name, record in FIELDS.items() if record in changes))
        if "factuality" in changes:
            why = by["factuality"]
            value = made.factuality
            steps = (in_words(f"{why.by}: {why.reason}"),)
            made = replace(made, score=value.score, probability=value.probability, steps=steps)
        return made


def _disagree(earlier: Review, later: Review) -> bool:
    if earlier.judgement.is_out or later.judgement.is_out:
        return earlier.judgement.is_out != later.judgement.is_out
    if earlier.judgement is Judgement.CONFIRMED and later.judgement is Judgement.CORRECTED:
        return True
    return any(earlier.changes[name] != later.changes[name] for name in earlier.changes.keys() & later.changes.keys())


@dataclass(frozen=True, slots=True)
class Carried:
    """Which claims of a reading the reviews of its document are about.

    Attributes:
        states: How claims of the reading stand, by their ids; those without a review are left out.
        lost: The reviews whose passage the reading has no claim for.
    """

    states: Mapping[str, ReviewState]
    lost: tuple[Review, ...]


def carried(reviews: Sequence[Review], claims: Sequence[Claim], text: str) -> Carried:
    """Find the claims of a reading that reviews of its document are about: by their ids, else by their passages.

    A passage is found again where it stood, or if the text was taken out of the document in another way, where its words
    stand nearest to that. The claim there is the one that shares most of it, and at least half of what either has.

    Args:
        reviews: All reviews of the document.
        claims: The claims of the reading, as they were read.
        text: The document's text in that reading.
    """
    by_id = {claim.id: claim for claim in claims}
    about: dict[str, list[Review]] = {}
    lost: list[Review] = []
    for review in reviews:
        own = by_id.get(review.claim) or _at_passage(review, claims, text)
        if own is None:
            lost.append(review)
        else:
            about.setdefault(own.id, []).append(review)
    return Carried({key: ReviewState.of(own) for key, own in about.items()}, tuple(lost))


def _at_passage(review: Review, claims: Sequence[Claim], text: str) -> Claim | None:
    span = _span_now(review, text)
    if span is None:
        return None
    shares = [(_shared(span, claim.span), claim) for claim in claims]
    best = max(shares, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= _OVERLAP else None


def _span_now(review: Review, text: str) -> Span | None:
    """Where the words of a review stand in a text."""
    if not review.words:
        return None
    if text[review.start : review.end] == review.words:
        return review.span
    before, after = text.rfind(review.words, 0, review.start), text.find(review.words, review.start)
    starts = [start for start in (before, after) if start >= 0]
    if not starts:
        return None
    start = min(starts, key=lambda one: abs(one - review.start))
    return Span(start, start + len(review.words))


def _shared(one: Span, other: Span) -> float:
    """The characters that two passages share, of those that either has."""
    both = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return both / whole if whole > 0 and both > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaim:
    """A claim with its reviews.

    Attributes:
        read: The claim as it was read.
        now: The claim as it stands; None if it does not stand.
        state: Its reviews, and which of them hold.
    """

    read: Report
    now: Report | None
    state: ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """Something to review: a claim, or a link between two.

    Attributes:
        report: The claim; of a link the first of the two.
        linked: The link; None for a claim.
        matters: How much depends on it: the weight of the claim, more for one of a proposition that many report.
        reasons: What speaks against its reading, each weighed by how probable it makes an error.
    """

    report: Report
    linked: Linked | None = None
    matters: float
    reasons: tuple[Reason, ...]

    @property
    def unsure(self) -> float:
        """How probable it is that something of it is wrong, in 0 … 1, if the reasons are independent of one another."""
        sure = 1.0
        for reason in self.reasons:
            sure *= 1 - reason.weight
        return 1 - sure

    @property
    def priority(self) -> float:
        """What the queue is sorted by."""
        return self.matters * self.unsure


class Share(NamedTuple):
    """A part of a number, and the interval that the share is in with 95 % confidence; None where the number is 0."""

    part: int
    of: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReport:
    """How well claims are read, as reviewers see it.

    Attributes:
        claims: The claims that were reviewed and that the current readings have.
        judgements: How many of them stand confirmed, stand corrected, are rejected or no claim.
        right: Those that were read right in every field.
        stand: Those that the document says, corrected or not.
        fields: Of those that stand, how many were read right in each field of `FIELDS`.
        reviewers: How many reviews that hold each reviewer entered.
        disputed: The claims of which reviewers hold different things.
        agreement: Of the claims that several reviewers judged, those of which they hold the same.
        lost: The reviews that hold but could not be carried over to a later reading.
    """

    claims: int
    judgements: Mapping[str, int]
    right: Share
    stand: Share
    fields: Mapping[str, Share]
    reviewers: Mapping[str, int]
    disputed: int
    agreement: Share
    lost: int
