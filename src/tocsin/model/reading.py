"""What reading one document finds in it."""

from dataclasses import dataclass, field
from enum import StrEnum

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.event import Event
from tocsin.model.mention import Mention
from tocsin.model.notes import internal
from tocsin.model.parse import Sentence
from tocsin.model.place import Place
from tocsin.model.quantity import Quantity
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.model.time import Time


class Role(StrEnum):
    """What part a speaker has in the text."""

    NARRATOR = "narrator"
    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A stretch of text that one speaker utters; `speaker` is None where the text does not name them."""

    start: int
    end: int
    speaker: str | None
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source, a cue and a content (PARC 3, PolNeAR), each a set of spans.

    `party` is the source's full name; `own`, a working note, says that the source is nobody else: the speaker
    ("I", "we"), or none ("nobody"); `is_cited` that somebody who is named cites it ("X said, citing Y"); `tells` that
    the cue is a verb of speech, whose object is told too ("X reported 40 clashes").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    party: str | None
    own: bool = internal(False)
    is_cited: bool = internal(False)
    tells: bool = internal(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """A word that stands for somebody or something named elsewhere in the document, and that name."""

    start: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A line or sentence that is no part of what a document reports, so that no claim is made of it, and why."""

    start: int
    end: int
    text: str
    reason: Reason

    @property
    def span(self) -> Span:
        """The characters of the line or sentence."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one document.

    `set_aside` holds the lines and sentences that claims were not looked for in. `framing` holds what puts somebody between
    the reader and a clause besides the attributions, for the chains of sources: "I think" inside what somebody says. These
    and `sentences` are working notes and leave in no record. A reading that comes from another process has no `sentences`,
    only their `sentence_spans`. `anchors` are where the predicates stand that the ids of the claims are made from.
    """

    document: Document
    turns: tuple[Turn, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    set_aside: tuple[SetAside, ...] = internal(())
    framing: tuple[Attribution, ...] = field(default=(), repr=False, metadata={"record": False})
    sentences: tuple[Sentence, ...] = field(default=(), repr=False, metadata={"record": False})
    sentence_spans: tuple[Span, ...] = field(default=(), repr=False, metadata={"record": False})
    anchors: tuple[int, ...] = field(default=(), repr=False, metadata={"record": False})
    referents: tuple[Referent, ...] = field(default=(), repr=False, metadata={"record": False})

    @property
    def cited(self) -> tuple[Attribution, ...]:
        """The attributions and what else frames a clause."""
        return self.attributions + self.framing

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters of each sentence, in order."""
        return self.sentence_spans or tuple(sentence.span for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A document that a fault kept from being read, and what the fault was."""

    document: Document
    problem: str
