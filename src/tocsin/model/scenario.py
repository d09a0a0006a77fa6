"""A scenario: a question about what is to come, the hypotheses that compete to answer it, and what would be seen if."""

from dataclasses import dataclass
from datetime import date

from tocsin.model.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One answer to a scenario's question, and how probable it was held to be before any indicator was seen."""

    name: str
    prior: float


LISTED = "@listed"
"""The party that stands for all whom a sanctions list that is kept names, or who are reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What a claim must be to match an indicator; what is empty or None asks for nothing, and the rest must all hold.

    Names, words and nouns are compared whole and without case and accents; `*` at a word's end stands for any ending.

    Attributes:
        events: PLOVER types in capitals, lemmas in small letters; one of them must be the claim's.
        words: Phrases; one of them must stand in the claim.
        parties: Names; one of them must take part in what is claimed, or be named there.
        places: Names of places; one of them, or one of the `countries`, must be where it is.
        countries: ISO 3166-1 alpha-2 codes.
        kinds: What the speaker does with the proposition.
        denied: Whether it is the denial that is looked for; else claims that deny the thing do not match.
        least_quantity: The lower bound that one of the claim's figures must reach at least.
        counted: The nouns or units that figure may be of.
        measures: What that figure may measure.
        least_certainty: What the middle of the claim's interval of probability must reach.
    """

    events: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = (Kind.STATEMENT,)
    denied: bool = False
    least_quantity: float | None = None
    counted: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    least_certainty: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What an actor would do to make an indicator seen: a first move of a choice file, by the name of the choice."""

    choice: str
    move: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something that would be seen, and how likely it would be under each hypothesis.

    Attributes:
        likelihoods: In the order of the scenario's hypotheses, each in 0 … 1.
        least_origins: On how many independent origins it must rest before it counts.
        half_life: After how many days a piece of evidence moves half as much; None where it does not age.
        burst: Whether only what stands in a burst of a narrative or a topic counts, as `tocsin echo` finds them.
        cause: The move that would make it seen; it moves no hypothesis, because a choice file is no evidence.
    """

    name: str
    pattern: Pattern
    likelihoods: tuple[float, ...]
    least_origins: int = 1
    half_life: float | None = None
    burst: bool = False
    cause: Cause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """When the alarm rings: once the hypothesis reaches `rings_at`, and until it falls below `silent_at`."""

    hypothesis: str
    rings_at: float
    silent_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A question with its competing hypotheses and its indicators.

    Attributes:
        horizon: The last day that the question is about.
        resolution: How it will be told, after that day, which hypothesis was right.
        since: The first day whose events are counted; None where none is too old.
        alarm: None where nothing rings.
    """

    name: str
    question: str
    horizon: date
    resolution: str
    hypotheses: tuple[Hypothesis, ...]
    indicators: tuple[Indicator, ...]
    since: date | None = None
    alarm: Thresholds | None = None
