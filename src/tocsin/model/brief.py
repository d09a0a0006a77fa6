"""A brief: sentences composed from records, each with its citations and with a mark on whatever a record says in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.model.query import Report


class FactKind(StrEnum):
    """What a marked stretch of a brief shows, and of which records; from these it can be worked out anew.

    The first group is of a claim, by its id: the words of its clause or sentence, the chain of people behind it, one of
    them, its document's outlet and day of publication, its time, one of its figures, one end of a figure, one of its
    places, how surely it is stated.
    """

    QUOTE = "quote"
    WHO = "who"
    NAME = "name"
    OUTLET = "outlet"
    DAY = "day"
    WHEN = "when"
    FIGURE = "figure"
    BOUND = "bound"
    PLACE = "place"
    DISPUTE = "dispute"
    CERTAINTY = "certainty"

    TITLE = "title"
    """Of a document: its title, or else its name."""
    ISSUED = "issued"
    """Of a document: its outlet with the day of publication, or else of adding."""

    COUNT = "count"
    """How many there are of the records; first what they are called."""
    NAMED = "named"
    """How many different origins these claims name."""

    PROBABILITY = "probability"
    """Of a proposition, or of a scenario's hypothesis in an assessment: the word of ICD 203 with the interval."""
    CREDIBILITY = "credibility"
    REPORTS = "reports"
    ORIGINS = "origins"
    AGAINST = "against"

    SUBJECT = "subject"
    """Of a figure over time: what is counted; then how many accounts of it there are, and what they allow on a day."""
    ACCOUNTS = "accounts"
    LEVEL = "level"
    LEVEL_DAY = "level day"
    STANDING = "standing"

    RELIABILITY = "reliability"
    """Of a source, by its name; then behind how many claims it stands, and of how many it is the origin."""
    BEHIND = "behind"
    OWN = "own"

    REASON = "reason"
    """Why two claims are linked, by the link; what moved an assessment, by its key and the reason's number."""
    SCENARIO = "scenario"
    HYPOTHESIS = "hypothesis"
    MOMENT = "moment"

    ASKED = "asked"
    """What the brief was asked to be about: since, until, about or place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The characters `start` to `end` of a passage, which show something of the records `of`."""

    start: int
    end: int
    shows: FactKind
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a brief and the ids of the claims it rests on.

    Attributes:
        template: Which sentence of the lexicon it is; all of it that is not marked stands there word for word.
        marks: What is not fixed wording, in the order of the text.
        label: What it is to the passage that it stands beside.
        beside: What bears the passage out: the reports of a proposition, the sides of a conflict.
        command: What lists the rest, where there is more than a brief can hold.
    """

    text: str
    claims: tuple[str, ...]
    template: str = ""
    marks: tuple[Mark, ...] = ()
    label: str = ""
    beside: tuple["Passage", ...] = ()
    command: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; `name` is what the lexicon and the pages know the section by."""

    heading: str
    passages: tuple[Passage, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a brief is asked to be about.

    Attributes:
        since: The first day of publication, or of adding where a document tells none; `until` the last.
        about: Words that each of its claims, or their sentences, must hold.
        place: Where its claims must be.
    """

    since: date | None = None
    until: date | None = None
    about: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a case has to say about a time: its sections in order.

    `references` are the claims that its passages cite, in the order they are first cited: the first bears the number 1.
    """

    title: str
    since: date | None
    until: date | None
    sections: tuple[Section, ...]
    references: tuple[Report, ...] = ()
    about: str | None = None
    place: str | None = None
    language: str = "en"

    @property
    def scope(self) -> Scope:
        """What it was asked to be about."""
        return Scope(since=self.since, until=self.until, about=self.about, place=self.place)
