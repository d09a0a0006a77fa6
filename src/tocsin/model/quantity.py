"""How many, of what, and whose."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.model.notes import internal
from tocsin.model.place import Place
from tocsin.model.reason import Reason
from tocsin.model.span import Span
from tocsin.model.time import Time


class ThingRule(StrEnum):
    """What tells the thing that a figure counts."""

    NOUN = "noun"
    """The noun in the phrase of the figure."""
    ANTECEDENT = "antecedent"
    """What the figure goes back to: "40 of them"."""
    BODY = "body"
    """The body that so many belong to: "a contingent of 800"."""
    SUM = "sum"
    """A noun of a list that is counted as a whole: "340 jets, helicopters and boats" says nothing of the jets alone."""
    NEAR = "near"
    """A noun near a figure that has none, or one that says nothing: "losses in tanks stood at 40"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing that a figure counts, in forms that can be compared (`lexicon.counted.CountedThings.form`).

    Attributes:
        head: The form of the noun.
        modifiers: The forms of the words before it that make another thing of it: not numbers, countries, measures.
        tail: The forms behind "of" or "from": the equipment in "pieces of military equipment".
        by: What tells it.
    """

    head: str
    modifiers: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    by: ThingRule = ThingRule.NOUN


class OwnerRule(StrEnum):
    """What tells whose the counted things are, the surest first."""

    FIGURE = "figure"
    """A name in the phrase of the figure: "40 Norlandish tanks"."""
    LOSS = "loss"
    """The one whose loss the clause tells: "Norland lost 40 tanks"."""
    CLAUSE = "clause"
    """A name in the clause; it may be another's in the clause that the things are."""
    SENTENCE = "sentence"
    """A name right before the thing, or before what befell it, in the same sentence."""
    BEFORE = "before"
    """The same in a sentence before it: of the same turn, or of the question it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose the counted things are, by one rule: a name, and its ISO 3166-1 alpha-2 code where it is a country's."""

    name: str
    country: str | None
    by: OwnerRule


class FigureStatus(StrEnum):
    """How a figure stands to the time that it is reported for."""

    IS = "is"
    """It holds then, or happened."""
    WAS = "was"
    """It held before, and another one may hold by now: "from 14 in 2019 to …", "there once were 40"."""
    PLANNED = "planned"
    """It is to be: "will send 40", "plans to station 4,000"."""
    PEAK = "peak"
    """The most that there was, after which it fell."""
    WANTED = "wanted"
    """Somebody asks for it or needs it: "demands 12 guns"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where things moved from or to: a place or a country by the text's own words, with its ISO 3166-1 alpha-2 code."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many or how much: bounds that the words give, None where they give none.

    `low_open` and `high_open` say that the bound itself is excluded ("more than 10"); `noun` is the thing counted.

    The rest are working notes, left out of the promised record.

    Attributes:
        measure: What the number measures, where the words tell it ("killed", "arrived", "destroyed").
        unit: What it is in ("kilometre per hour", "EUR", "percent", "share"; for a count only a rate: "per day").
        part_of: The span of the quantity that this one is a part of.
        instead_of: The span of the quantity of a sentence before that this one puts right: "The correct figure is 21".
        compares: Whether it only sets one number against another ("half as many as in May") and counts nothing.
        denied: Whether the words set the number aside ("200, not 120").
        disputed: Whether they set aside what others tell: "rejected the figure of 120".
        things: What is counted; several where only words near the figure tell it, the nearest first, or where a list is
            counted together.
        owners: Whose the things are, the surest first; all names that one rule finds are equally sure.
        clause_measure: What the words of the clause say that it measures, where `measure` may tell nothing.
        increment: Whether it is what a day or a period brought; False for a total up to a day, None where no words tell.
        status: Whether it is, was, is planned, was the peak or is wanted; None for what no claim states.
        moved_from: Where what is counted moved from, where the words tell.
        moved_to: Where it moved to.
        time: The figure's own time, where the claim tells several: "from 14 in 2019 to 23 in 2021".
        places: Its own places, where the claim tells several: "12 in Wels and 3 in Enns".
        seen: Whether its sentence says that only what was seen is counted, so that the truth is at least that.
        context_places: Where it holds, by another sentence, where its own claim does not tell.
        context_days: The first and the last day it holds for, by what is told before and after it.
        reasons: How it was read.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False
    noun: str | None = None
    measure: str | None = internal(None)
    unit: str | None = internal(None)
    part_of: Span | None = internal(None)
    instead_of: Span | None = internal(None)
    compares: bool = internal(False)
    denied: bool = internal(False)
    disputed: bool = internal(False)
    things: tuple[Thing, ...] = internal(())
    owners: tuple[Owner, ...] = internal(())
    clause_measure: str | None = internal(None)
    increment: bool | None = internal(None)
    status: FigureStatus | None = internal(None)
    moved_from: Endpoint | None = internal(None)
    moved_to: Endpoint | None = internal(None)
    time: Time | None = internal(None)
    places: tuple[Place, ...] = internal(())
    seen: bool = internal(False)
    context_places: tuple[Place, ...] = internal(())
    context_days: tuple[date, date] | None = internal(None)
    reasons: tuple[Reason, ...] = internal(())

    @property
    def span(self) -> Span:
        """The characters of the expression."""
        return Span(self.start, self.end)

    @property
    def owner(self) -> Owner | None:
        """Whose the counted things most surely are."""
        return self.owners[0] if self.owners else None

    @property
    def nearest(self) -> float:
        """The single number nearest to the words: the bound they give, the middle where they give two."""
        if self.low is None or self.high is None:
            return (self.high if self.low is None else self.low) or 0.0
        return self.low / 2 + self.high / 2

    @property
    def counted(self) -> frozenset[str]:
        """By what a figure is found that may count a thing: the forms of what it counts, and the key of what it measures."""
        forms = {form for thing in self.things for form in (thing.head, *thing.modifiers, *thing.tail)}
        return frozenset((*forms, measure_key(self.measure or self.clause_measure)))


def measure_key(measure: str | None) -> str:
    """The key of figures of a measure; of those that tell none, by None."""
    return f"measure:{measure or ''}"
