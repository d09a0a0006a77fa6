"""What can be asked of a case, and what it gives back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from tocsin.model.claim import Claim
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims are wanted; a field that is None or empty asks for nothing.

    Names are compared without regard to case and accents, and a part of a name is enough. `since` and `until` ask for
    claims about a time that may fall between them; one that names no time counts by its document's day of publication.
    `outlet` and `language` are those of the claim's document, exactly as it has them.
    With `by_weight` claims that are not looked up by words come weightiest first.
    """

    speaker: str | None = None
    source: str | None = None
    party: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    certainty: tuple[Factuality, ...] = ()
    kinds: tuple[Kind, ...] = ()
    words: str | None = None
    document: str | None = None
    outlet: str | None = None
    language: str | None = None
    by_weight: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimClues:
    """By what a database tells that a claim is worth taking apart: a claim that has none of it may be left out.

    Attributes:
        phrases: Words of which all of one phrase stand in what it says, in small letters.
        beginnings: How words begin, one of which stands there.
        events: Lemmas and types of events, one of which is its own.
        figures: Words, one of which stands anywhere in the record of a claim with a figure; "" for any figure.
        counted: What one of its figures counts, as `Quantity.counted` has it.
    """

    phrases: frozenset[tuple[str, ...]] = frozenset()
    beginnings: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()

    def __or__(self, other: "ClaimClues") -> "ClaimClues":
        """What has any of either."""
        return ClaimClues(
            phrases=self.phrases | other.phrases,
            beginnings=self.beginnings | other.beginnings,
            events=self.events | other.events,
            figures=self.figures | other.figures,
            counted=self.counted | other.counted,
        )

    def __len__(self) -> int:
        return sum(map(len, (self.phrases, self.beginnings, self.events, self.figures, self.counted)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document as the case lists it."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    claims: int
    added: datetime
    removed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedDocument:
    """A document that could not be read, with its last problem.

    Attributes:
        name: What it was given as: a path, a line of a file, or its name.
        document: Its id; None where it did not get so far.
    """

    name: str
    document: str | None
    problem: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A claim as the case keeps it: with its document, the document's language, and the sentence it stands in."""

    claim: Claim
    document: str
    name: str
    outlet: str | None
    published: date | None
    time: datetime | None = None
    language: str | None = None
    sentence: str
    sentence_span: Span

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody behind the claim as they are written: the outlet, the speaker, the sources that it cites."""
        names = (self.outlet, self.claim.speaker, *self.claim.sources)
        return tuple([name for name in names if name and not name.isspace()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A claim that words were found in or near, with how well they fit (higher is better; it has no unit).

    `context` holds the sentence before the claim's own and the one after it, a line each.
    """

    report: Report
    context: str
    relevance: float


class Near(NamedTuple):
    """How near a claim is to a text in meaning: the cosine of their vectors, and the mean over all claims of its document."""

    claim: float
    document: float


class ClaimTexts(NamedTuple):
    """What a claim is to be found by: its row in the case, its reading, its sentence, its words with what they leave out."""

    row: int
    reading: int
    sentence: str
    standalone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A document taken out of the case or put back, by whom and why. Rulings are never changed, only followed by others."""

    document: str
    action: str
    at: datetime
    by: str
    reason: str
