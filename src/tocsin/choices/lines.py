"""Numbers that depend on one that varies: a + b·t, compared over a stretch of t on which the comparison never changes.

An algorithm that adds, weighs and compares numbers can be run once for a whole stretch of t: where a comparison would
come out otherwise in one part of the stretch than in another, it is stopped by `Split`, and run again for each part.
The parts end in exactly the values at which anything changes (parametric search: Megiddo 1979, here without its
parallel trick).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from tocsin.choices.limits import TooMuch

_MOST_PARTS = 20_000
"""Parts that a stretch is cut into at most."""
_ONE = Fraction(1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Where t is: between two numbers, without them; None where that end is open."""

    low: Fraction | None
    high: Fraction | None

    @property
    def inside(self) -> Fraction:
        """A number in it."""
        if self.low is None or self.high is None:
            return self.low + 1 if self.low is not None else self.high - 1 if self.high is not None else Fraction(0)
        return (self.low + self.high) / 2

    def sign(self, at_zero: Fraction, slope: Fraction) -> int:
        """Whether at_zero + slope·t is above (1) or below (-1) 0 all over the stretch; 0 where it is 0 everywhere.

        Raises:
            Split: It is above in one part and below in another.
        """
        if not slope:
            return (at_zero > 0) - (at_zero < 0)
        root = -at_zero / slope
        if (self.low is None or self.low < root) and (self.high is None or root < self.high):
            raise Split(self, root)
        is_right_of_root = self.low is not None and self.low >= root
        return 1 if (slope > 0) == is_right_of_root else -1


class Split(Exception):
    """A stretch has to be cut at a number."""

    def __init__(self, stretch: Stretch, at: Fraction) -> None:
        super().__init__(stretch, at)
        self.stretch = stretch
        self.at = at


class Line:
    """A number a + b·t over a stretch of t. It is equal to another where it is the same line."""

    __slots__ = ("at_zero", "slope", "stretch")

    def __init__(self, at_zero: Fraction, slope: Fraction, stretch: Stretch) -> None:
        self.at_zero = at_zero
        self.slope = slope
        self.stretch = stretch

    def at(self, t: Fraction) -> Fraction:
        """Its value at t."""
        return self.at_zero + self.slope * t

    def __add__(self, other: "Number") -> "Number":
        if isinstance(other, Line):
            return _number(self.at_zero + other.at_zero, self.slope + other.slope, self.stretch)
        return Line(self.at_zero + other, self.slope, self.stretch)

    def __neg__(self) -> "Line":
        return Line(-self.at_zero, -self.slope, self.stretch)

    def __sub__(self, other: "Number") -> "Number":
        return self + -other

    def __rsub__(self, other: Fraction) -> "Number":
        return -self + other

    def __mul__(self, other: "Number") -> "Number":
        if isinstance(other, Line):
            raise TypeError("two numbers that vary are never multiplied: the product would be no line")
        return _number(self.at_zero * other, self.slope * other, self.stretch)

    __radd__ = __add__
    __rmul__ = __mul__

    def _sign_beside(self, other: "Number") -> int:
        if isinstance(other, Line):
            return self.stretch.sign(self.at_zero - other.at_zero, self.slope - other.slope)
        return self.stretch.sign(self.at_zero - other, self.slope)

    def __lt__(self, other: "Number") -> bool:
        return self._sign_beside(other) < 0

    def __le__(self, other: "Number") -> bool:
        return self._sign_beside(other) <= 0

    def __gt__(self, other: "Number") -> bool:
        return self._sign_beside(other) > 0

    def __ge__(self, other: "Number") -> bool:
        return self._sign_beside(other) >= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and (self.at_zero, self.slope) == (other.at_zero, other.slope)

    def __hash__(self) -> int:
        return hash((self.at_zero, self.slope))


Number = Fraction | Line


def _number(at_zero: Fraction, slope: Fraction, stretch: Stretch) -> Number:
    return Line(at_zero, slope, stretch) if slope else at_zero


def value_at(number: Number, t: Fraction) -> Fraction:
    """The value of a number where what varies is t."""
    return number.at(t) if isinstance(number, Line) else number


def over_stretches(
    parameters: Sequence[Stretch | Fraction], run: Callable[[Sequence[Number]], T], *, points: bool
) -> list[tuple[tuple[Stretch | Fraction, ...], T]]:
    """Run an algorithm for all that its parameters can be, cut into parts in which nothing changes, in their order.

    Args:
        parameters: What each can be: anything inside a stretch, or one number.
        run: The algorithm, given a number for each.
        points: Whether it is run for the single values at which the parts are cut as well.

    Raises:
        TooMuch: There are too many parts.
    """
    pending = [tuple(parameters)]
    done: list[tuple[tuple[Stretch | Fraction, ...], T]] = []
    while pending:
        if len(pending) + len(done) > _MOST_PARTS:
            raise TooMuch(f"its answer changes at more than {_MOST_PARTS:,} values")
        parts = pending.pop()
        numbers = [Line(Fraction(0), _ONE, part) if isinstance(part, Stretch) else part for part in parts]
        try:
            done.append((parts, run(numbers)))
        except Split as split:
            cuts: list[Stretch | Fraction] = [
                Stretch(split.stretch.low, split.at),
                Stretch(split.at, split.stretch.high),
            ]
            if points:
                cuts.insert(1, split.at)
            pending += [
                tuple(cut if part is split.stretch else part for part in parts) for cut in reversed(cuts)
            ]  # fmt: skip
    return done
