"""A brief: passages that name a sentence of the lexicon and the facts that fill it; no finished text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tocsin.model.place import Dispute
from tocsin.model.quantity import Quantity
from tocsin.model.query import Report
from tocsin.model.reason import Reason


class FactKind(StrEnum):
    """What a fact states. The kind decides how its value is worded, and which records the fact is of."""

    # Of a claim, by its id.
    QUOTE = "quote"
    """The words of its clause or of its sentence."""
    WHO = "who"
    """The names of its chain, outermost first; None where the speaker is not named."""
    NAME = "name"
    """One name behind it: its outlet, its speaker or a cited source."""
    OUTLET = "outlet"
    DAY = "day"
    """The day of publication of its document."""
    CERTAINTY = "certainty"
    """Its factuality and its kind."""
    FIGURE = "figure"
    PLACE = "place"
    DISPUTE = "dispute"
    DOCUMENT = "document"
    """The name of its document."""
    CHARACTERS = "characters"
    """Where its clause begins and ends in the text of its document."""
    ID = "id"

    # Of a document, by its id.
    TITLE = "title"
    ISSUER = "issuer"
    """Its outlet."""
    ISSUED = "issued"
    """The day it was published, or else added."""

    COUNT = "count"
    """How many different records there are: of their ids in order."""

    # Of a proposition, by its id; PROBABILITY also of an assessment and one of its hypotheses.
    PROBABILITY = "probability"
    """The least and the greatest probability."""
    CREDIBILITY = "credibility"
    ORIGINS = "origins"
    """How many independent origins it has; AGAINST how many say otherwise."""
    AGAINST = "against"

    # Of a series, by its key; LEVEL and LEVEL_DAY also of a day, STANDING of a claim.
    SUBJECT = "subject"
    """What is counted, what is measured of it, and where."""
    ACCOUNTS = "accounts"
    LEVEL = "level"
    """The lowest, the best and the highest value that the accounts allow on a day."""
    LEVEL_DAY = "level day"
    STANDING = "standing"
    """Whether an account is counted, or why it is not."""

    # Of a narrative, or of who repeats whom in it, by its key.
    LINE = "line"
    """The passage that says most typically what a narrative says."""
    CARRIER = "carrier"
    """An outlet that tells a narrative first, that is repeated, or that repeats."""
    SHARE = "share"
    """How many in a hundred of an outlet's documents of a narrative another one repeats."""
    LAG = "lag"
    """The median time from an outlet's document to its repetition, in minutes, hours and days."""

    LISTED = "listed"
    """A name, or the entry of a sanctions list that has it, by the key of both."""

    RELIABILITY = "reliability"
    """Of a source, by its key."""

    # Of an assessment, by its key; HYPOTHESIS also of the hypothesis, REASON of the reason's number.
    SCENARIO = "scenario"
    MOMENT = "moment"
    HYPOTHESIS = "hypothesis"
    REASON = "reason"
    """Why a link holds, by the link's key; or what moved an assessment."""

    ASKED = "asked"
    """Of the scope, by the name of its field."""

    @property
    def is_of_claim(self) -> bool:
        """Whether a passage that states it must cite the claim that it is of."""
        return self in _OF_CLAIM


_OF_CLAIM = frozenset((
    FactKind.QUOTE, FactKind.WHO, FactKind.NAME, FactKind.OUTLET, FactKind.DAY, FactKind.CERTAINTY, FactKind.FIGURE,
    FactKind.PLACE, FactKind.DISPUTE, FactKind.DOCUMENT, FactKind.CHARACTERS, FactKind.ID,
))  # fmt: skip

FactValue = (
    str | int | date | Quantity | Dispute
    | tuple[str | None, ...] | tuple[float | None, ...] | tuple[Reason, ...] | None
)  # fmt: skip
"""The value of a fact, as its records hold it; a grade or a status is the string of its enumeration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value that a passage states, its kind, and the ids of the records it is of."""

    kind: FactKind
    value: FactValue
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of a brief, as data.

    Attributes:
        template: The name of the lexicon's sentence.
        facts: What fills the sentence, by the names of its places.
        about: The id of the one record that the whole sentence is about; empty where it is about the whole brief.
        claims: The ids of the claims that it cites.
        label: The name of its relation to the passage that it stands below.
        beside: What supports or details it: the reports of a proposition, the sides of a conflict.
        command: The words of the command that lists the rest, where there is more than a brief can hold.
    """

    template: str
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    about: str = ""
    claims: tuple[str, ...] = ()
    label: str = ""
    beside: tuple["Passage", ...] = ()
    command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The passages under one heading; the lexicon has the heading by the name."""

    name: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a brief is asked to be about.

    Attributes:
        since: The first day of publication, or of adding where a document has no day; `until` the last.
        about: Words that each of its claims, or their sentences, must hold.
        place: Where its claims must be.
    """

    since: date | None = None
    until: date | None = None
    about: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a case says about its scope, section by section.

    `references` are the claims that its passages cite, in the order of their first citation: the first has the number 1.
    `language` is that of its wording (ISO 639-1).
    """

    title: str
    scope: Scope
    sections: tuple[Section, ...]
    language: str
    references: tuple[Report, ...] = ()
