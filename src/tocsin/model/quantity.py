"""How many."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many or how much: bounds that the words give, None where they give none.

    `low_open` and `high_open` say that the bound itself is excluded ("more than 10"); `noun` is the thing counted.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False
    noun: str | None = None
