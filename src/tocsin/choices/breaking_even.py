"""Where the best options change as one number does."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tocsin.choices.lines import Number, Stretch, over_stretches


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The values at which the best options change, rising, and the best options on each stretch between them."""

    thresholds: tuple[Fraction, ...]
    best: tuple[frozenset[int], ...]


def break_even(
    within: tuple[Fraction | None, Fraction | None], chosen: Callable[[Number], frozenset[int]]
) -> BreakEven:
    """Follow the best options over all values of one number; single values at which more are tied are passed over.

    Args:
        within: Where it is looked at; None where that end is open.
        chosen: The best options, given the number.

    Raises:
        TooMuch: They change too often to be followed.
    """
    thresholds: list[Fraction] = []
    best: list[frozenset[int]] = []
    for (part,), options in over_stretches([Stretch(*within)], lambda numbers: chosen(numbers[0]), points=False):
        if best and best[-1] == options:
            continue
        if best and isinstance(part, Stretch) and part.low is not None:
            thresholds.append(part.low)
        best.append(options)
    return BreakEven(tuple(thresholds), tuple(best))
