"""What one speaker presents as so in one passage, or asks, wants, threatens, promises."""

from dataclasses import dataclass
from hashlib import sha256

from tocsin.model.event import Action
from tocsin.model.factuality import Factuality
from tocsin.model.frame import Frame
from tocsin.model.kind import Kind
from tocsin.model.notes import internal
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.source import Position
from tocsin.model.span import Span
from tocsin.model.time import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition with the chain of people behind it.

    Attributes:
        id: A hash of what makes the claim itself, so that a second reading gives the same.
        text: The clause that states the proposition, the document's characters `start` to `end`.
        standalone: The text as it can be understood alone; what is not the document's stands in square brackets.
        speaker: Who utters it; None where the document does not tell.
        sources: On whose word, outermost first: those the speaker cites, those whom these cite.
        factuality: How surely the speaker presents it.
        score: How surely readers of such sentences take it to be so (-3 … 3); that of the event of its predicate.
        probability: The interval that the words of certainty allow.
        weight: How much it says that could matter, in 0 … 1, whatever its certainty; None where its reading did not weigh.
        time: When it happened, by the words; when it was published is the document's, when collected the ledger's.
        said: When it was said, where the words tell ("…, he said on Tuesday").
        steps: Why the certainty is what it is.
        predicate: The lemma of the word that carries what is stated: a verb, or behind a copula the adjective or noun.
        position: How its speaker could know, as far as the words of its sentence tell.
        frame: Its predicate, and who or what stands in which role.
        corrected: Figures that its words set aside for one of its own: "190, not 240".
        revised: What reviewers corrected: names of `model.review.FIELDS`.
    """

    id: str
    start: int
    end: int
    text: str
    kind: Kind
    speaker: str | None
    sources: tuple[str, ...]
    factuality: Factuality
    score: float
    probability: tuple[float, float]
    time: Time | None = None
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    event: Action | None = None
    standalone: str = ""
    weight: float | None = None
    said: Time | None = internal(None)
    steps: tuple[Reason, ...] = internal(())
    predicate: str | None = internal(None)
    position: Position = internal(Position.UNKNOWN)
    frame: Frame | None = internal(None)
    corrected: tuple[Quantity, ...] = internal(())
    revised: tuple[str, ...] = internal(())

    @property
    def words(self) -> str:
        """The text for people: on one line, and such that it can be understood alone."""
        return " ".join((self.standalone or self.text).split())

    @property
    def named(self) -> str:
        """The clause with whom and what its pronouns and descriptions stand for."""
        names = dict.fromkeys(one.name for one in self.frame.fillers if one.name) if self.frame is not None else ()
        return " ".join((self.text, *names))

    @property
    def span(self) -> Span:
        """The characters of the claim's clause."""
        return Span(self.start, self.end)


def claim_id(document: str, span: Span, *, predicate: int, kind: Kind) -> str:
    """The identifier of a claim: 20 hexadecimal digits of a hash of the passage, its predicate and its kind."""
    key = f"{document}:{span.start}-{span.end}:{predicate}:{kind}"
    return sha256(key.encode()).hexdigest()[:20]
