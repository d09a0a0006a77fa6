"""How many."""

from dataclasses import dataclass

from tocsin.model.notes import internal
from tocsin.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many or how much: bounds that the words give, None where they give none.

    `low_open` and `high_open` say that the bound itself is excluded ("more than 10"); `noun` is the thing counted.

    The rest are working notes, left out of the promised record. `measure` is what the number measures, where the words
    tell it ("killed", "arrived", "destroyed"); `unit` what it is in ("kilometre per hour", "EUR", "percent", "share",
    for a count only a rate: "per day"); `part_of` the quantity that this one is a part of, by its span; `denied` says that
    the words set the number aside ("200, not 120"); `reasons` tell how it was read.
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
    denied: bool = internal(False)
    reasons: tuple[str, ...] = internal(())
